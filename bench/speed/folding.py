"""What the fold at the end of a run costs in books of growing size: happenings and ledger, a new report.

    python bench/speed/folding.py [--sizes 1000,10000,30000] [--new 140] [--runs 3] [--earlier 2,11] [--calls]
                                  [--a-day 27.4] [--base 400] [--texts FILE.jsonl ...] [--book FILE]

Some hundred texts are read (``--texts`` takes your own, else the generator's) and their records put into a
book again and again, each time on other days and with other names: every person and invented town is
renamed by one of as many letters, so that spans hold and people and places differ as they do in news.
Reports come day by day, so many a day. At each size the book is folded, less what was folded at the size
before; then the records of other texts come in as the days go on, ``--runs`` times so many, with the fold at
the end of each run. Runs of 140 go on where the week stood at the end of the last, so that three of them meet
all its days. Printed is processor time of one process, so that other work on the machine counts little; with
``--calls`` one more run comes, of which the calls of functions are counted, which nothing else changes.

``--earlier 2,11`` measures longer books without filling them, which takes hours: in a copy of the book all
that is folded is put so many times into the years before it (``earlier.py``).
"""

from __future__ import annotations

import argparse
import cProfile
import datetime as dt
import json
import pstats
import random
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from earlier import put_earlier
from texts import TOWNS, given, reports

from deedwatch import Document, Record
from deedwatch.book import open_book, records_of
from deedwatch.book.folding import fold_happenings
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.book.reading import goldstein_weights
from deedwatch.store import Given, add_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deedwatch.book import Book

_FIRST = dt.date(2010, 1, 4)
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_VOWELS, _OTHERS = "aeiou", "bcdfghjklmnprstvz"


class Copies:
    """Records that were read, told again on other days and of people of other names."""

    def __init__(self, rows: Sequence[dict[str, Any]], folder: Path) -> None:
        path = folder / "texts.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        read = records_of([path], runner="processes", jobs=2)
        self._records = [Record.from_json(found) for found in read if isinstance(found, bytes)]

    def __len__(self) -> int:
        return len(self._records)

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
    """Thousandths of a second of processor time."""
    began = time.process_time()
    work()
    return 1_000 * (time.process_time() - began)


def counted(work: Callable[[], object]) -> float:
    """Thousands of calls of functions."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return pstats.Stats(profile).total_calls / 1_000  # type: ignore[attr-defined]


def folded(book: Book, cost: Callable[[Callable[[], object]], float], reports: int) -> str:
    """What the parts of the fold cost, a report."""
    parts = {"happenings": fold_happenings, "ledger": fold_ledger}
    return ", ".join(f"{name} {cost(lambda f=fold: f(book)) / reports:.1f}" for name, fold in parts.items())


class Growth:
    """A book that grows, and what runs cost at its end."""

    def __init__(self, base: Copies, new: Copies, args: argparse.Namespace) -> None:
        self.base, self.new, self.args, self.size = base, new, args, 0

    def to(self, book: Book, size: int) -> None:
        """Fill and fold the book up to a size."""
        more = size - self.size
        fill(book, self.base, range(self.size, size), self.args.a_day)
        print(f"{size:7,} reports, the last {more:,} folded: {folded(book, spent, more)} ms each", flush=True)
        self.size = size

    def measure(self, book: Book, size: int) -> None:
        """Some more reports, some times in a row, in the book that is of this size."""
        costs = [(spent, "ms")] * self.args.runs + [(counted, "thousand calls")] * self.args.calls
        for cost, unit in costs:
            more = len(self.new)
            fill(book, self.new, range(self.size, self.size + more), self.args.a_day)
            print(f"{size:7,} reports, {more} more: {folded(book, cost, more)} {unit} each", flush=True)
            self.size += more

    def measure_longer(self, book: Book, copies: int) -> None:
        """The same with so many copies of the book in the years before it."""
        put_earlier(book.store, copies, weeks=int(self.size / self.args.a_day / 7) + 1)
        self.measure(book, self.size * (copies + 1))


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


def main() -> None:
    """Grow a book and print what the fold takes at each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--sizes", type=_numbers, default="1000,10000,30000")
    options.add_argument("--new", type=int, default=140, help="texts that are read for the runs")
    options.add_argument("--runs", type=int, default=3, help="runs at each size")
    options.add_argument("--earlier", type=_numbers, default="", help="copies in the years before")
    options.add_argument("--calls", action="store_true", help="count calls too, in a run more")
    options.add_argument("--a-day", type=float, default=27.4, help="100,000 reports in ten years")
    options.add_argument("--base", type=int, default=400, help="texts that are read for the book")
    options.add_argument("--texts", type=Path, nargs="+")
    options.add_argument("--book", type=Path, help="keep the book in this file")
    args = options.parse_args()
    rows = given(args.texts) if args.texts else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = Copies(rows[: args.base] if rows else reports(args.base), folder)
        new = Copies(rows[-args.new :] if rows else reports(args.new, start=args.base), folder)
        growth, path = Growth(base, new, args), args.book or folder / "book.db"
        with open_book(folder / "warm.db") as book:  # what a process does once is done here
            fill(book, new, range(len(new)), args.a_day)
            folded(book, spent, len(new))
        for size in args.sizes:
            with open_book(path) as book:
                growth.to(book, size)
            filled = shutil.copy(path, folder / "filled.db")  # without the runs, which add up in their weeks
            with open_book(path) as book:
                growth.measure(book, size)
        for copies in args.earlier:
            longer = shutil.copy(filled, folder / "longer.db")
            growth.size = size
            with open_book(longer) as book:
                growth.measure_longer(book, copies)


if __name__ == "__main__":
    main()
