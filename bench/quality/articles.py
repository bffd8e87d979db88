"""Bodies of news pages against bodies marked by hand: token precision, recall, F1, and pages a second.

    python bench/quality/articles.py [GOLD] [--misses]

GOLD is the folder of gold sets (default: the variable DEEDWATCH_GOLD); its ``articles`` holds
``gold.jsonl`` (id, url, text) and ``html/ID.html.gz``. trafilatura's own output stands beside ours in
the same run. Precision and recall are means over pages, F1 is theirs; ``mapped`` is the share of our
text's letters that are shown in the raw page. Fails under the floor.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import os
import re
import sys
import time
from pathlib import Path

FLOOR = 0.966


def main() -> int:
    """Print the table; 0 if the floor holds, 1 if not, 2 if there is no gold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--misses", action="store_true", help="list the pages under F1 .97")
    args = options.parse_args()
    folder = Path(args.gold or "", "articles")
    if not args.gold or not (folder / "gold.jsonl").is_file():
        print("articles: the gold pages are not here; bench/README.md says where they come from")
        return 2
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes()) for row in rows]
    print(f"{'':24s} {'P':>6s} {'R':>6s} {'F1':>6s} {'pages/s':>8s} {'mapped':>7s}")
    scores = {}
    for name, reader in READERS.items():
        scores[name] = _measure(name, reader, rows, pages, misses=args.misses and name == "deedwatch")
    return 0 if scores["deedwatch"] >= FLOOR else 1


def _measure(name, reader, rows, pages, *, misses):
    reader(rows[0], pages[0])
    started = time.perf_counter()
    found = [reader(row, page) for row, page in zip(rows, pages, strict=True)]
    rate = len(rows) / (time.perf_counter() - started)
    pairs = [_precision_recall(row["text"], text) for row, (text, _) in zip(rows, found, strict=True)]
    precision, recall = (sum(part) / len(pairs) for part in zip(*pairs, strict=True))
    f1 = _f1(precision, recall)
    shares = [share for _, share in found if share is not None]
    mapped = f"{sum(shares) / len(shares):7.4f}" if shares else "      -"
    print(f"{name:24s} {precision:6.4f} {recall:6.4f} {f1:6.4f} {rate:8.1f} {mapped}")
    if misses:
        for row, pair in zip(rows, pairs, strict=True):
            if _f1(*pair) < 0.97:
                print(f"  P {pair[0]:.2f} R {pair[1]:.2f} {row['url']}")
    return f1


def _ours(row, page):
    from deedwatch.errors import InputError
    from deedwatch.reading.article import read_page
    from deedwatch.records import Page

    try:
        raw = page.decode("utf-8", "replace")
        document = read_page(Page(id=row["id"], raw=raw, media_type="text/html", uri=row["url"]))
    except InputError:
        return "", None
    seen = sum(not letter.isspace() for letter in document.text)
    mapped = {n for segment in document.segments for n in range(segment.start, segment.end)}
    shown = sum(n in mapped and not letter.isspace() for n, letter in enumerate(document.text))
    return document.text.removeprefix(document.title or ""), shown / seen


def _trafilatura(**options):
    def read(_, page):
        import trafilatura

        text = trafilatura.extract(page.decode("utf-8", "replace"), include_comments=False, **options)
        return text or "", None

    return read


READERS = {
    "deedwatch": _ours,
    "trafilatura fast": _trafilatura(fast=True),
    "trafilatura precision": _trafilatura(favor_precision=True),
}


def _precision_recall(gold, text):
    wanted, given = (collections.Counter(re.findall(r"\w+", part.lower())) for part in (gold, text))
    right = (wanted & given).total()
    return right / max(1, given.total()), right / max(1, wanted.total())


def _f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    sys.exit(main())
