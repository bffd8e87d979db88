"""Reports: the list, one report with its layers, and the file as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.errors import InputError
from deedwatch.web.layers import raw_runs, runs_of
from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.records import Record
    from deedwatch.web.shown import Asked

__all__ = ["FILTERS", "show_all", "show_one", "show_raw"]

FILTERS = ("outlet", "since", "until")


def show_all(book: Book, asked: Asked) -> Shown:
    """The list, newest last, with paging."""
    limit, offset = asked.window()
    rows = book.reports(**asked.filled(*FILTERS), limit=limit, offset=offset).as_dicts()
    return Shown("reports.html", {"rows": rows, "limit": limit, "offset": offset})


def show_one(book: Book, asked: Asked) -> Shown:
    """The record whole; the HTML has the text cut into runs, one for each set of layers."""
    key = asked.path["key"]
    record = _record(book, key)
    names = {actor.id: actor.name for actor in record.actors}
    view = {
        "record": record,
        "runs": runs_of(record),
        "names": names,
        "has_raw": book.raw(key) is not None,
        "statement_of": {statement.id: statement for statement in record.statements},
    }
    return Shown("report.html", {"key": key, "report": msgspec.to_builtins(record)}, view)


def show_raw(book: Book, asked: Asked) -> Shown:
    """The file as it came, with what was kept marked off from the furniture."""
    key = asked.path["key"]
    record = _record(book, key)
    raw = book.raw(key)
    if raw is None:
        raise InputError(key, "is not in this book as a raw file", remedy="its text was given as it stands")
    start = asked.number("start", default=0, least=0, most=10**9)
    end = asked.number("end", default=0, least=0, most=10**9)
    runs = raw_runs(raw, record.document.segments, (start, end) if end > start else None)
    data: dict[str, Any] = {"key": key, "raw": raw, "segments": msgspec.to_builtins(record.document.segments)}
    return Shown("raw.html", data, {"runs": runs, "title": record.document.title})


def _record(book: Book, key: str) -> Record:
    record = book.record(key)
    if record is None:
        raise InputError(key, "is not in this book", remedy="take a report from the list")
    return record
