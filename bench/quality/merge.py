"""Grouping reports, peers beside us in one run: copies, and reports of one happening.

    python bench/quality/merge.py [GOLD]

Copies on ``wire_synth_dev`` (pair F1 and precision) and, on the shootings, how many pairs of different
shootings each system takes for copies. Same happening (B3, event-count error, ARI) on ECB+, Wikinews, BASIL
and the shootings. Peers: exact hash, datasketch MinHash (threshold .5, 128 permutations, 3-word shingles),
TF-IDF cosine (copies .6; happenings .2 within 14 days, first match). One configuration each for all sets.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import re
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

SETS = {
    "ECB+ train": "ecbplus_docs_train",
    "ECB+ dev": "ecbplus_docs_dev",
    "Wikinews": "wikinews_docs_dev",
    "BASIL": "basil_docs_dev",
    "shootings": "gvdb_silver_docs_dev",
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    args = options.parse_args()
    folder = Path(args.gold or ".") / "merge"
    if not folder.is_dir():
        print("merge: the gold sets are not here; bench/README.md says where they come from")
        return 2
    read = lambda name: [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")]  # noqa: E731
    show_copies(read("wire_synth_dev"), read("gvdb_silver_docs_dev"))
    show_happenings({name: read(file) for name, file in SETS.items()})
    return 0


def show_copies(wire, shootings) -> None:
    print("copies                 pair F1  precision  joined across shootings")
    gold = [report["cluster"] for report in wire]
    for name, (system, _) in SYSTEMS.items():
        scored = pairs(gold, system(wire))
        found = system(shootings)
        across = sum(
            found[i] == found[j] and shootings[i]["cluster"] != shootings[j]["cluster"]
            for i, j in combinations(range(len(shootings)), 2)
        )
        print(f"{name:20s}  {100 * scored[2]:8.2f}  {scored[0]:9.4f}  {across}")


def show_happenings(sets) -> None:
    print("\nsame happening        " + "".join(f"{name:>22s}" for name in sets) + "   mean B3")
    print(" " * 22 + "".join(f"{'B3  count  ARI':>22s}" for _ in sets))
    for name, (_, system) in SYSTEMS.items():
        cells, scores = [], {}
        for key, reports in sets.items():
            gold, found = [report["cluster"] for report in reports], system(reports)
            scores[key] = b3(gold, found)
            error = 100 * (len(set(found)) - len(set(gold))) / len(set(gold))
            cells.append(f"{100 * scores[key]:.1f} {error:+5.0f}% {100 * ari(gold, found):4.0f}")
        ecb = (scores["ECB+ train"] + scores["ECB+ dev"]) / 2
        mean = (ecb + scores["Wikinews"] + scores["BASIL"] + scores["shootings"]) / 4
        print(f"{name:22s}" + "".join(f"{cell:>22s}" for cell in cells) + f"   {100 * mean:.1f}")


# -- systems: one label a report -----------------------------------------------------------------------


def exact(reports):
    words = re.compile(r"\w+")
    return [hashlib.sha1(" ".join(words.findall(r["text"].lower())).encode()).hexdigest() for r in reports]


def minhash(reports):
    from datasketch import MinHash, MinHashLSH

    index, sketches = MinHashLSH(threshold=0.5, num_perm=128), []
    for report in reports:
        words = re.findall(r"\w+", report["text"].lower())
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))])
        sketches.append(sketch)
    links = []
    for number, sketch in enumerate(sketches):
        links += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return join(len(reports), links)


def tfidf(reports):
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=1).fit_transform(
        [report["text"] for report in reports]
    )
    return (matrix @ matrix.T).toarray()


def tfidf_copies(reports):
    alike = tfidf(reports)
    return join(len(reports), [(i, j) for i, j in combinations(range(len(reports)), 2) if alike[i, j] >= 0.6])


def tfidf_window(reports):
    """Each report joins the cluster of the earlier report most like it, within 14 days."""
    alike, labels = tfidf(reports), []
    days = [day(report.get("date")) for report in reports]
    for number in range(len(reports)):
        near = [
            (alike[number, other], -other)
            for other in range(number)
            if None in (days[number], days[other]) or abs(days[number] - days[other]) <= 14
        ]
        best = max(near, default=(0.0, 0))
        labels.append(labels[-best[1]] if best[0] >= 0.2 else number)
    return labels


def ours(field):
    def group(reports):
        from deedwatch.reckoning.happenings import merge_documents
        from deedwatch.records import Document

        rows = merge_documents(
            Document(id=r["doc_id"], text=r["text"], published=r.get("date"), uri=r.get("url"))
            for r in reports
        )
        return [getattr(row, field) for row in rows]

    return group


SYSTEMS = {
    "exact hash": (exact, exact),
    "datasketch MinHash": (minhash, minhash),
    "TF-IDF": (tfidf_copies, tfidf_window),
    "deedwatch": (ours("copy_group"), ours("happening")),
}


# -- scores ----------------------------------------------------------------------------------------------


def day(text):
    try:
        return dt.date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None


def join(size, links):
    from deedwatch.reckoning.happenings.clusters import components

    return components(size, links)


def two(count):
    return count * (count - 1) / 2


def pairs(gold, found):
    joint, keys, groups = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    both, said, true = (sum(map(two, c.values())) for c in (joint, groups, keys))
    return (both / said if said else 1.0), (both / true if true else 1.0), 2 * both / max(1, said + true)


def b3(gold, found):
    joint, keys, groups = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(c * c / groups[f] for (_, f), c in joint.items()) / len(gold)
    recall = sum(c * c / keys[g] for (g, _), c in joint.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def ari(gold, found):
    joint, keys, groups = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    both, said, true = (sum(map(two, c.values())) for c in (joint, groups, keys))
    chance = said * true / two(len(gold))
    most = (said + true) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


if __name__ == "__main__":
    sys.exit(main())
