"""What the fold at the end of a run costs in books of growing size: happenings and ledger, a new report.

    python bench/speed/folding.py [--sizes 1000,10000,100000] [--a-day 27] [--new 200] [--texts FILE.jsonl]

Some hundred texts are read (``--texts`` takes your own, else the generator's) and their records put into a
book again and again, each time on other days and with other names: every person and invented town is
renamed by one of as many letters, so that spans hold and people and places differ as they do in news.
Reports come day by day, so many a day. At each size the book is folded (what one run of so many reports
does at its end, less what was folded at the size before), then new texts are read into it as the days go
on, with the fold at the end of that run. Processor time of one process, so that other work on the machine
counts little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import msgspec
from texts import TOWNS, reports

from deedwatch import Document, Record
from deedwatch.book import open_book, records_of
from deedwatch.book.reading import goldstein_weights
from deedwatch.store import Given, add_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from deedwatch.book import Book

_FIRST = dt.date(2010, 1, 4)
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_VOWELS, _OTHERS = "aeiou", "bcdfghjklmnprstvz"


class Copies:
    """Records that were read, told again on other days and of people of other names."""

    def __init__(self, rows: Sequence[dict[str, Any]], folder: Path) -> None:
        path = folder / "base.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        read = records_of([path], runner="processes", jobs=2)
        self._records = [Record.from_json(found) for found in read if isinstance(found, bytes)]

    def make(self, number: int, day: dt.date) -> Record:
        """One of the records as if published on that day; the same number gives the same record."""
        draw = random.Random(number)
        record = self._records[number % len(self._records)]
        published = dt.date.fromisoformat((record.document.published or "2015-06-01")[:10])
        weeks = dt.timedelta(days=(day - published).days // 7 * 7)

        def later(found: re.Match[str]) -> str:
            return (dt.date.fromisoformat(found[0]) + weeks).isoformat()

        text = _DAY.sub(later, record.to_json())
        named = {actor.name.split()[-1] for actor in record.actors if actor.kind == "person" and actor.name}
        known = {name for name in named if name.isalpha() and name[:1].isupper()} | {*TOWNS}
        invented = {name: _invented(len(name), draw) for name in sorted(known) if len(name) > 3}
        names = re.compile(rf"\b(?:{'|'.join(invented)})\b")
        text = names.sub(lambda found: invented[found[0]], text)
        made = Record.from_json(text)
        document = msgspec.structs.replace(made.document, id=f"n{number}", published=day.isoformat())
        return msgspec.structs.replace(made, document=document)


def _invented(length: int, draw: random.Random) -> str:
    letters = [draw.choice((_OTHERS, _VOWELS)[place % 2]) for place in range(length)]
    return "".join(letters).capitalize()


def fill(book: Book, copies: Copies, numbers: range, a_day: float) -> None:
    """So many reports more, a transaction each, not yet folded."""
    for number in numbers:
        record = copies.make(number, _FIRST + dt.timedelta(days=int(number / a_day)))
        document = record.document
        source = Document(
            id=document.id, text=document.text, title=document.title, published=document.published
        )
        add_reading(book.store, Given(source), record, reader="0", run=None, weights=goldstein_weights())


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def parts(book: Book) -> Iterator[tuple[str, float]]:
    """The parts of the fold, timed."""
    from deedwatch.book.folding import fold_happenings
    from deedwatch.book.ledger_folding import fold_ledger

    yield "happenings", spent(lambda: fold_happenings(book))
    yield "ledger", spent(lambda: fold_ledger(book))


def measure(book: Book, size: int, new: Sequence[dict[str, Any]], folder: Path, a_day: float) -> str:
    """New texts read on the days that follow, and what the fold after them takes."""
    rows = []
    for place, row in enumerate(new):
        day = _FIRST + dt.timedelta(days=int((size + place) / a_day))
        rows.append({**row, "id": f"new{size}-{place}", "published": day.isoformat()})
    path = folder / f"new{size}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with patch.object(type(book), "fold"):
        reading = spent(lambda: book.read(path))
    told = dict(parts(book))
    shares = ", ".join(f"{name} {1000 * seconds / len(new):.1f}" for name, seconds in told.items())
    each = 1000 * (reading + sum(told.values())) / len(new)
    return f"{len(new)} more: {each:.1f} ms each ({shares}, the rest {1000 * reading / len(new):.1f})"


def main() -> None:
    """Grow a book and print what the fold takes at each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--a-day", type=float, default=27.4, help="100,000 reports in ten years")
    options.add_argument("--base", type=int, default=400, help="texts that are read")
    options.add_argument("--new", type=int, default=200)
    options.add_argument("--texts", type=Path)
    options.add_argument("--book", type=Path, help="keep the book in this file")
    args = options.parse_args()
    given = [json.loads(line) for line in args.texts.open()] if args.texts else None
    base = given[: args.base] if given else reports(args.base)
    new = given[-args.new :] if given else reports(args.new, start=args.base)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies = Copies(base, folder)
        with open_book(folder / "warm.db") as book:
            path = folder / "warm.jsonl"
            path.write_text(json.dumps(new[0]) + "\n")
            book.read(path)
        with open_book(args.book or folder / "book.db") as book:
            before = 0
            for size in map(int, args.sizes.split(",")):
                fill(book, copies, range(before, size), args.a_day)
                told = ", ".join(f"{what} {1000 * s / (size - before):.1f}" for what, s in parts(book))
                print(f"{size:7,} reports, the last {size - before:,} folded: {told} ms each", flush=True)
                print(f"{'':16} {measure(book, size, new, folder, args.a_day)}", flush=True)
                before = size + len(new)


if __name__ == "__main__":
    main()
