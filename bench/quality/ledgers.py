"""The ledger on small stories of our own: matters, cells, invented stances, standing.

    python bench/quality/ledgers.py [FOLDER] [--misses]

FOLDER holds NAME/reports.jsonl and NAME/gold.json (default: tests/golden/more_stories, twelve stories whose
gold was written before the code first read them). A matter is found where kind and a maker agree and the
words overlap by .3; a cell is right where the last stance of the party is the gold's.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.reckoning.ledger.names import same_name
from deedwatch.records import Document
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from deedwatch.reckoning.ledger import Row

HERE = Path(__file__).resolve().parent
STORIES = HERE.parent.parent / "tests" / "golden" / "more_stories"
ALIKE = 0.3


def main() -> int:
    """Print a line a story and day, and the sum."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("folder", nargs="?", type=Path, default=STORIES)
    options.add_argument("--misses", action="store_true")
    args = options.parse_args()
    total: Counter[str] = Counter()
    for story in sorted(path.parent for path in args.folder.glob("*/gold.json")):
        for day, found in score(story, show=args.misses).items():
            print(f"{story.name}@{day:12s} {line(found)}")
            total += found
    print(f"{'all':24s} {line(total)}")
    return 0


def line(found: Counter[str]) -> str:
    """The figures of a count in one line."""
    given, gold, met = found["given"], found["gold"], found["met"]
    return (
        f"matters F1 {2 * met / max(1, given + gold):.2f} ({met}/{given} given/{gold} gold)"
        f" | cells right {found['right'] / max(1, found['cells']):.2f} ({found['right']}/{found['cells']})"
        f" | invented {found['invented'] / max(1, found['told']):.2f} ({found['invented']}/{found['told']})"
        f" | standing {found['standing'] / max(1, met):.2f}"
    )


def score(story: Path, *, show: bool = False) -> dict[str, Counter[str]]:
    """Counts for each day of a story's gold."""
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    lines = (story / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    ledger = build(record(Document(**json.loads(report))) for report in lines)
    days = {}
    for day, matters in gold["as_of"].items():
        rows = list(view(ledger, as_of=day, parties=gold["parties"]))
        found = Counter(gold=len(matters), given=len(rows))
        for matter in matters:
            row = _row_of(matter, rows, gold.get("aliases", {}))
            if row is None:
                _tell(show, day, "missed", matter["content"])
                continue
            rows.remove(row)
            found += _compare(matter, row, day, show=show)
        for row in rows:
            _tell(show, day, "extra", row.content)
        days[day] = found
    return days


def _row_of(matter: dict[str, Any], rows: list[Row], aliases: dict[str, list[str]]) -> Row | None:
    wordings = [words(text) for text in [matter["content"], *matter["also"]]]
    makers = {name for party in matter["by"] for name in [party, *aliases.get(party, [])]}
    alike = [
        (max(overlap(words(row.content), text, {}) for text in wordings), -number)
        for number, row in enumerate(rows)
        if row.kind == matter["kind"]
        and any(name == maker or same_name(name, maker) for name in row.by for maker in makers)
    ]
    best, number = max(alike, default=(0.0, 0))
    return rows[-number] if best >= ALIKE else None


def _compare(matter: dict[str, Any], row: Row, day: str, *, show: bool) -> Counter[str]:
    held = {party: stands[-1].stance for party, stands in row.positions.items() if stands}
    wanted = {party: cell["stance"] for party, cell in matter["positions"].items()}
    for party in sorted({*held, *wanted}):
        if held.get(party) != wanted.get(party):
            _tell(show, day, f"cell {party}: {wanted.get(party)}, got {held.get(party)}", matter["content"])
    standing = row.standing in {matter["standing"], matter.get("standing_or", matter["standing"])}
    return Counter(
        met=1,
        cells=len(wanted),
        right=sum(held.get(party) == stance for party, stance in wanted.items()),
        told=len(held),
        invented=len(held.keys() - wanted.keys()),
        standing=int(standing),
    )


def _tell(show: bool, day: str, what: str, content: str) -> None:
    if show:
        print(f"  {day} {what} | {content[:70]}")


if __name__ == "__main__":
    sys.exit(main())
