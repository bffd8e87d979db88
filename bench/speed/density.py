"""How much there is to read in texts: statements, deeds and the like in a thousand words.

    python bench/speed/density.py [--documents 150] [--texts FILE.jsonl ...]

Our own share of the time of reading grows with these, so the generator's texts are held against real ones.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from texts import given, reports

from deedwatch import Document, record

_QUOTED, _END = re.compile('[“"][^“”"]{3,}[”"]'), re.compile(r"[.!?][\"”]?(?:\s|$)")


def main() -> None:
    """Read texts and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--documents", type=int, default=150)
    options.add_argument("--texts", type=Path, nargs="+")
    args = options.parse_args()
    rows = given(args.texts) if args.texts else reports(args.documents)
    counts: Counter[str] = Counter()
    for row in rows[: args.documents]:
        found = record(Document(id=row["id"], text=row["text"], published=row.get("published")))
        text = found.document.text
        counts["words"] += len(text.split())
        counts["sentences"] += len(_END.findall(text))
        counts["quotations"] += len(_QUOTED.findall(text))
        counts["statements"] += len(found.statements)
        counts["events"] += len(found.events)
        counts["matters"] += len(found.ledger)
        counts["actors"] += len(found.actors)
    for name, count in counts.items():
        print(f"{name:12} {1000 * count / counts['words']:8.1f} in a thousand words")


if __name__ == "__main__":
    main()
