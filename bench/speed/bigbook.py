"""A book of a million events made without reading: rows of true shape, drawn by a seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

from deedwatch.records import PLOVER_TYPES
from deedwatch.store.rows import quad_of
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.book import Book

__all__ = ["fill", "questions"]

CODES = [
    "TUR",
    "GRC",
    "EGY",
    "SDN",
    "ETH",
    "KEN",
    "PAK",
    "IND",
    "IRN",
    "IRQ",
    "RUS",
    "GEO",
    "COL",
    "VEN",
    "JPN",
    "CHN",
]
STATUSES = ["reported"] * 6 + ["alleged", "planned", "proposed", "denied"]
EVENTS_A_REPORT = 20


def fill(book: Book, count: int) -> None:
    """Reports of twenty events each, over ten years, in transactions of a thousand reports."""
    draw = random.Random(1)
    tables = METADATA.tables
    for start in range(0, count // EVENTS_A_REPORT, 1_000):
        reports, events = [], []
        for number in range(start, min(start + 1_000, count // EVENTS_A_REPORT)):
            key = f"{number:020x}"
            day = (dt.date(2010, 1, 1) + dt.timedelta(days=draw.randrange(3_650))).isoformat()
            reports.append(_report(key, number, day))
            events += [_event(key, place, day, draw) for place in range(EVENTS_A_REPORT)]
        with book.store.writing() as connection:
            connection.execute(tables["reports"].insert(), reports)
            connection.execute(tables["events"].insert(), events)


def _report(key: str, number: int, day: str) -> dict[str, Any]:
    return {
        "key": key,
        "id": f"r{number}",
        "outlet": f"Wire {number % 9}",
        "authors": "[]",
        "contributors": "[]",
        "published": day,
        "text": "…",
        "segments": "[]",
        "record": "{}",
        "reader": "0",
        "given": "{}",
        "digest": "",
    }


def _event(key: str, place: int, day: str, draw: random.Random) -> dict[str, Any]:
    kind = draw.choice(PLOVER_TYPES)
    source, target = draw.sample(CODES, 2)
    return {
        "key": f"{key}.e{place}",
        "report": key,
        "subject": f"{key}:events:{place}-{place + 1}",
        "type": kind,
        "cameo": "010",
        "quad": quad_of(kind),
        "status": draw.choice(STATUSES),
        "background": 0,
        "source": "[]",
        "source_name": source,
        "source_country": source,
        "target": "[]",
        "target_name": target,
        "target_country": target,
        "words": "met",
        "anchor_start": 0,
        "anchor_end": 1,
        "day": day,
        "place_country": draw.choice(CODES),
        "confidence": 0.5,
        "doubt": 0.5,
    }


def questions(book: Book) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What people ask of a book, a hundred rows at a time as the page and the commands do."""
    yield "first page", lambda: book.events(limit=100)
    yield "page 5,000", lambda: book.events(limit=100, offset=500_000)
    yield "by a country", lambda: book.events(country="IRN", limit=100)
    yield "by both sides and type", lambda: book.events(by="IRN", to="IRQ", type="ASSAULT", limit=100)
    yield (
        "by type, status and days",
        lambda: book.events(type="COERCE", status="alleged", since="2015-03", until="2015-04", limit=100),
    )
    yield "by a name", lambda: book.events(actor="veN", limit=100)
    yield "by an outlet", lambda: book.events(outlet="Wire 3", limit=100)
    yield "one report", lambda: book.events(report="r777")
    yield "counts", book.counts
    yield "reports, first page", lambda: book.reports(limit=100)
