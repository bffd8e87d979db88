"""A book of a million events made without reading, and how long what people ask of it takes.

    python bench/speed/bigbook.py --events 1000000          # listings, happenings, ledger and filters
    python bench/speed/bigbook.py --events 100000 --pages   # every page of `deedwatch serve`
    python bench/speed/bigbook.py --events 2000000 --read 500   # reading into it and into an empty book

A report has twenty events, ten statements and two matters. Every two events are one happening, every matter
one of the ledger with a maker, an addressee, a country named and two stances. With ``--pages`` each report
has the text and the record of one of forty that were read, so that search and the page of one report have
true work to do. Seconds by the clock: the first asking, and the least of three more. With ``--read``
the same new texts are read into the book (2,000,000 events are 100,000 reports) and into an empty one,
25 by turns: processor time of one process, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from bigrows import EVENTS_A_REPORT, Told, rows_of, told
from texts import reports

from deedwatch.book import open_book
from deedwatch.reckoning.happenings import SMALL
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.book import Book

__all__ = ["fill", "questions"]

_READ, _TURN = 40, 25


def fill(book: Book, count: int, *, whole: bool = False) -> None:
    """Reports of twenty events each, over ten years, in transactions of a thousand reports."""
    book.fold()  # opens the accounts that are filled by hand below
    tables, draw = METADATA.tables, random.Random(1)
    given = [told(number) for number in range(_READ)] if whole else [Told()]
    reports = count // EVENTS_A_REPORT
    for start in range(0, reports, 1_000):
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for number in range(start, min(start + 1_000, reports)):
            for table, some in rows_of(number, draw, given[number % len(given)]).items():
                rows[table] += some
        with book.store.writing() as connection:
            for table, some in rows.items():
                connection.execute(tables[table].insert(), some)
    if reports > SMALL:  # beyond that number the stories are folded by parts
        stories = tables["accounts"].update().where(tables["accounts"].c.name == "stories")
        with book.store.writing() as connection:
            made_by = connection.scalar(
                tables["accounts"].select().with_only_columns(tables["accounts"].c.made_by).where(
                    tables["accounts"].c.name == "happenings"
                )
            )  # fmt: skip
            connection.execute(stories.values(made_by=f"{made_by} parts"))


def questions(book: Book) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What people ask of a book, a hundred rows at a time as the page and the commands do."""
    many = book.counts()["events"]
    for name, where in {
        "first page": {},
        "page in the middle": {"offset": many // 2},
        "a country on either side": {"country": "IRN"},
        "both sides and type": {"by": "IRN", "to": "IRQ", "type": "ASSAULT"},
        "type, status and days": {
            "type": "COERCE",
            "status": "alleged",
            "since": "2015-03",
            "until": "2015-04",
        },
        "a name": {"actor": "veN"},
        "an outlet": {"outlet": "Wire 3"},
        "one report": {"report": "r777"},
    }.items():
        yield f"events: {name}", lambda where=where: book.events(**where, limit=100)
    yield "counts", book.counts
    yield "reports, first page", lambda: book.reports(limit=100)
    yield from _of_happenings(book, many // 2)
    yield from _of_ledger(book, many // 10)


def _of_happenings(book: Book, many: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    for name, where in {
        "first page": {},
        "page in the middle": {"offset": many // 2},
        "a country": {"country": "IRN"},
        "both sides and type": {"by": "IRN", "to": "IRQ", "type": "ASSAULT"},
        "type and status": {"type": "COERCE", "status": "alleged"},
        "days": {"since": "2015-03", "until": "2015-04"},
        "a name": {"actor": "veN"},
        "a place": {"place": "Town 37"},
        "a place's country": {"place": "IRN"},
        "one report": {"report": f"{777:020x}"},
        "one by key": {"key": f"{777:020x}.e3"},
    }.items():
        yield f"happenings: {name}", lambda where=where: book.happenings(**where, limit=100)


def _of_ledger(book: Book, many: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    for name, where in {
        "first page": {},
        "page in the middle": {"offset": many // 2},
        "two parties": {"parties": ("IRN", "IRQ")},
        "two parties, page 100": {"parties": ("IRN", "IRQ"), "offset": 10_000},
        "two parties as of a day, page 100": {
            "parties": ("IRN", "IRQ"),
            "as_of": "2018-06-01",
            "offset": 10_000,
        },
        "about a country": {"about": "IRN"},
        "about a country, page 50": {"about": "IRN", "offset": 5_000},
        "by and to": {"by": "IRN", "to": "IRQ"},
        "kind": {"kind": "promise"},
        "as of a day": {"as_of": "2012-06-01"},
        "what changed since": {"since": "2019-06-01"},
        "one by key": {"key": f"{777:020x}l1"},
    }.items():
        yield f"ledger: {name}", lambda where=where: book.ledger(**where, limit=100)


def pages(book: Book) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The first page of each address, as a browser gets it, but without the network."""
    from starlette.testclient import TestClient

    from deedwatch.web import make_app

    client = TestClient(make_app(book))
    happening = next(iter(book.happenings(limit=1))).id
    matter = next(iter(book.ledger(limit=1))).id
    for path in (
        "/", "/reports", f"/reports/{777:020x}", "/statements", "/statements?act=demand&country=IRN",
        "/events",
        "/events?type=ASSAULT&by=IRN&to=IRQ", "/ledger", "/ledger?parties=IRN,IRQ&as_of=2015-06-01",
        "/ledger?about=IRN&since=2019-06-01", f"/ledger/{matter}", "/happenings", "/happenings?country=IRN",
        "/happenings?since=2015-03-01&until=2015-04-01", "/happenings/chart.json", "/happenings/map",
        f"/happenings/{happening}", "/verdicts", "/search?q=soldiers", '/search?q="closed+talks"',
        "/review?reviewer=Ada&noun=statements", "/review?reviewer=Ada&noun=events",
        "/review?reviewer=Ada&noun=matters",
    ):  # fmt: skip
        yield re.sub(r"[0-9a-f]{20}\w*|h[0-9a-f]{20}\w*", "KEY", path), lambda path=path: _get(client, path)


def _get(client: Any, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        message = f"{path}: {answer.status_code}"
        raise RuntimeError(message)


def reading(book: Book, count: int, folder: Path) -> None:
    """Prints what reading a document takes in this book and in one that was empty at first.

    What a run does once at its end, when happenings and ledger take the new reports in, is left out: the
    rows of this book are made without reading, and give that nothing to work on.
    """
    spent = dict.fromkeys(("empty", "full"), 0.0)
    with open_book(folder / "empty.db") as empty:
        turn = [("empty", empty), ("full", book)]
        for start in range(-_TURN, count, _TURN):  # the first turn loads the models
            path = folder / f"{start}.jsonl"
            rows = reports(_TURN, start=3_000_000 + start)
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            for name, into in turn if start // _TURN % 2 else reversed(turn):
                with patch.object(type(into), "fold"):
                    began = time.process_time()
                    assert into.read(path).read == _TURN
                    spent[name] += time.process_time() - began if start >= 0 else 0.0
    known = book.counts()["reports"]
    for name, seconds in spent.items():
        print(f"{name} book: {1000 * seconds / count:.1f} ms of processor time a report")
    print(f"reading into {known:,} reports against an empty book: {spent['full'] / spent['empty']:.3f} times")


def main() -> None:
    """Fill a book and print what each question takes."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--pages", action="store_true")
    options.add_argument("--read", type=int, default=0, metavar="TEXTS")
    options.add_argument("--book", type=Path, help="keep the book in this file, and use what is there")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = args.book or Path(folder) / "big.db"
        there = place.exists()
        with open_book(place) as book:
            if not there:
                fill(book, args.events, whole=args.pages)
            print(f"{args.events:,} events, {book.counts()}")
            if args.read:
                reading(book, args.read, Path(folder))
                return
            for name, ask in pages(book) if args.pages else questions(book):
                first, *again = [_seconds(ask) for _ in range(4)]
                print(f"{name:50} {first:8.3f} {min(again):8.3f} s", flush=True)


def _seconds(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
