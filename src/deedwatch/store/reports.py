"""Reports in and out: one record becomes its rows in one transaction, and comes back whole."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.records import Document, Fault, Page, Record, Segment
from deedwatch.store.accounts import mark_waiting
from deedwatch.store.chunks import AT_ONCE, chunks
from deedwatch.store.insert import insert_new
from deedwatch.store.rows import rows_of_record
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deedwatch.store.opening import Store

__all__ = [
    "TABLES_OF_A_REPORT",
    "Given",
    "Held",
    "add_faults",
    "add_reading",
    "add_rows",
    "fault_key",
    "find_held",
    "given_of",
    "load_given",
    "load_record",
    "load_records",
    "put_rows",
    "replace_reading",
    "report_key",
    "report_rows",
    "row_digest",
]

_T = METADATA.tables
_GIVEN = ("id", "uri", "title", "outlet", "published")
TABLES_OF_A_REPORT = ("reports", "actors", "mentions", "statements", "events", "matters", "positions")
_LOADED = 50  # records in memory at once


@dataclass(frozen=True, slots=True)
class Given:
    """A report as it was given: what was read, and the day of publication given in case it tells none.

    ``keyed`` is the day that the report's key was made with where that is no longer told: books of before
    took the day that was given for the report's own.
    """

    source: Page | Document
    day: str | None = None
    keyed: str | None = None

    @property
    def key(self) -> str:
        """The key that these make."""
        return report_key(self.source, self.keyed)


@dataclass(frozen=True, slots=True)
class Held:
    """A report that the book holds: its key, the day given with it, and whether it tells no other itself."""

    key: str
    day: str | None
    undated: bool
    keyed: str | None = None


def report_key(source: Page | Document, keyed: str | None = None) -> str:
    """The key of a report: a hash of all that it came with, so that the same report is read once.

    Where it was found (its ``uri``) does not count: a folder may be moved. Nor does the day that is given
    in case it tells none: another day makes no other report.
    """
    told = [source.id, _kind(source), source.title, source.outlet, keyed or source.published, _raw(source)]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:20]


def _kind(source: Page | Document) -> str:
    return source.media_type if isinstance(source, Page) else "text"


def _raw(source: Page | Document) -> str:
    return source.raw if isinstance(source, Page) else source.text


def find_held(store: Store, sources: Iterable[Page | Document], *, day: str | None = None) -> dict[str, Held]:
    """Those of the reports that the book holds, by the key that each would have.

    A book of before may hold one that tells no day under another key, made with the day that was given: it
    is known by its id and content. Where it holds several such, that of this ``day`` is taken.
    """
    reports = _T["reports"]
    wanted = {report_key(source): source for source in sources}
    found: dict[str, Held] = {}
    with store.reading() as connection:
        query = sa.select(reports.c.key, reports.c.given, reports.c.published)
        for some in chunks(wanted):
            for row in connection.execute(query.where(reports.c.key.in_(some))):
                told = msgspec.json.decode(row.given)
                held_day = told.get("day")
                found[row.key] = Held(row.key, held_day, row.published == held_day, told.get("keyed"))
        undated = {key: source for key, source in wanted.items() if key not in found and not source.published}
        same = _same_content(connection, undated.values())
    for key, source in undated.items():
        others = same.get(_content(source), [])
        if others:
            found[key] = next((held for held in others if held.day == day), others[0])
    return found


def _same_content(
    connection: sa.Connection, sources: Iterable[Page | Document]
) -> dict[tuple[str | None, ...], list[Held]]:
    """The reports with these ids for which a day was given, by their content."""
    reports = _T["reports"]
    names = ("key", "published", "given", "media_type", "raw", "text", "segments")
    query = sa.select(*(reports.c[name] for name in names)).order_by(reports.c.key)
    found = defaultdict[tuple[str | None, ...], list[Held]](list)
    for some in chunks({source.id for source in sources}):
        for row in connection.execute(query.where(reports.c.id.in_(some))).mappings():
            given = given_of(row)
            day, keyed = given.day or given.source.published, given.keyed or given.source.published
            found[_content(given.source)].append(Held(row["key"], day, row["published"] == day, keyed))
    return found


def _content(source: Page | Document) -> tuple[str | None, ...]:
    """All that tells a report from others, its day apart."""
    return (source.id, _kind(source), source.title, source.outlet, _raw(source))


def add_reading(
    store: Store,
    given: Given,
    record: Record,
    *,
    reader: str,
    run: str | None,
    weights: Mapping[str, float],
) -> bool:
    """Put one report with its record into the book; False where it is there already.

    One transaction: after a crash the report is there whole or not at all.
    """
    return add_rows(store, report_rows(given, record, reader=reader, run=run, weights=weights))


def report_rows(
    given: Given, record: Record, *, reader: str, run: str | None, weights: Mapping[str, float]
) -> dict[str, list[dict[str, Any]]]:
    """All rows of one report, by table; the first table holds the report itself."""
    report = _report_row(given, record, reader, run)
    return {"reports": [report], **rows_of_record(given.key, record, weights)}


def add_rows(store: Store, rows: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Put the rows of one report into the book in one transaction; False where it is there already."""
    with store.writing() as connection:
        if not insert_new(connection, _T["reports"], rows["reports"]):
            return False
        for name in TABLES_OF_A_REPORT[1:]:
            if rows.get(name):
                connection.execute(_T[name].insert(), rows[name])
        mark_waiting(connection, [(row["key"], row["published"]) for row in rows["reports"]])
    return True


def _report_row(given: Given, record: Record, reader: str, run: str | None) -> dict[str, Any]:
    source, document = given.source, record.document
    told = {name: getattr(source, name) for name in _GIVEN}
    told |= {name: day for name, day in (("day", given.day), ("keyed", given.keyed)) if day}
    bare = msgspec.structs.replace(record, document=msgspec.structs.replace(document, text="", segments=()))
    row = {
        "key": given.key,
        "id": document.id,
        "uri": document.uri,
        "title": document.title,
        "outlet": document.outlet,
        "authors": _json(document.authors),
        "contributors": _json(document.contributors),
        "published": document.published,
        "updated": document.updated,
        "dateline": document.dateline,
        "language": document.language,
        "media_type": source.media_type if isinstance(source, Page) else None,
        "given": _json(told),
        "raw": source.raw if isinstance(source, Page) else None,
        "text": document.text,
        "segments": _json(document.segments),
        "record": bare.to_json(),
        "reader": reader,
    }
    return {**row, "digest": row_digest(row), "run": run}


def row_digest(row: Mapping[str, Any]) -> str:
    """A hash of all that a row of ``reports`` says, its run and this hash apart."""
    kept = {name: value for name, value in row.items() if name not in {"digest", "run"}}
    return hashlib.sha256(msgspec.json.encode(kept, order="sorted")).hexdigest()[:32]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def load_given(store: Store, key: str) -> Given | None:
    """A report as it was given, to be read anew; None where the book has no such report."""
    reports = _T["reports"]
    names = ("given", "media_type", "raw", "text", "segments")
    query = sa.select(*(reports.c[name] for name in names))
    with store.reading() as connection:
        row = connection.execute(query.where(reports.c.key == key)).mappings().first()
    return None if row is None else given_of(row)


def given_of(row: Mapping[Any, Any]) -> Given:
    """What a row of ``reports`` was made from, as it was given."""
    told = msgspec.json.decode(row["given"])
    day, keyed = told.pop("day", None), told.pop("keyed", None)
    if row["raw"] is None:
        segments = msgspec.json.decode(row["segments"], type=tuple[Segment, ...])
        return Given(Document(text=row["text"], segments=segments, **told), day, keyed)
    return Given(Page(raw=row["raw"], media_type=row["media_type"], **told), day, keyed)


def replace_reading(
    store: Store,
    key: str,
    record: Record,
    *,
    reader: str,
    given: Given | None = None,
    rows: Mapping[str, list[dict[str, Any]]] | None = None,
) -> None:
    """Put a new reading of a report, with its rows, in the place of the old, in one transaction.

    ``given`` is the same report, given with another day. Without ``rows`` those of the old reading stay.
    """
    reports = _T["reports"]
    given = given or load_given(store, key)
    assert given is not None
    assert given.key == key
    row = _report_row(given, record, reader, None)
    values = {name: value for name, value in row.items() if name not in {"key", "raw", "media_type", "run"}}
    with store.writing() as connection:
        before = connection.scalar(sa.select(reports.c.published).where(reports.c.key == key))
        connection.execute(reports.update().where(reports.c.key == key).values(**values))
        if rows is not None:
            put_rows(connection, key, rows)
        mark_waiting(connection, {(key, before), (key, row["published"])})


def put_rows(connection: sa.Connection, key: str, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Put a report's rows, its own apart, in the place of those that it has."""
    matters = sa.select(_T["matters"].c.key).where(_T["matters"].c.report == key)
    connection.execute(_T["positions"].delete().where(_T["positions"].c.matter.in_(matters)))
    for name in ("matters", "events", "statements", "actors"):
        connection.execute(_T[name].delete().where(_T[name].c.report == key))
    for name in ("actors", "mentions", "statements", "events", "matters", "positions"):
        if rows.get(name):
            connection.execute(_T[name].insert(), rows[name])


def load_record(store: Store, key: str) -> Record | None:
    """The record of one report, exactly as it was read; None where the book has no such report."""
    return next((record for _, record in load_records(store, keys=[key])), None)


def load_records(store: Store, *, keys: Iterable[str] | None = None) -> Iterator[tuple[str, Record]]:
    """Records with their report's key, by day of publication, a few at a time.

    No transaction stays open between them, so the caller may write meanwhile.
    """
    wanted = _by_day(store, None if keys is None else set(keys))
    reports = _T["reports"]
    columns = (reports.c.key, reports.c.text, reports.c.segments, reports.c.record)
    for start in range(0, len(wanted), _LOADED):
        some = wanted[start : start + _LOADED]
        with store.reading() as connection:
            rows = connection.execute(sa.select(*columns).where(reports.c.key.in_(some))).all()
        found = {row.key: row for row in rows}
        yield from ((key, _record_of(found[key])) for key in some if key in found)


def _by_day(store: Store, keys: set[str] | None) -> list[str]:
    reports = _T["reports"]
    order = (reports.c.published.nulls_first(), reports.c.id, reports.c.key)
    query = sa.select(reports.c.key).order_by(*order)
    if keys is not None and len(keys) <= AT_ONCE:
        query = query.where(reports.c.key.in_(keys))
    with store.reading() as connection:
        return [key for key in connection.scalars(query) if keys is None or key in keys]


def _record_of(row: Any) -> Record:
    record = Record.from_json(row.record)
    segments = msgspec.json.decode(row.segments, type=tuple[Segment, ...])
    document = msgspec.structs.replace(record.document, text=row.text, segments=segments)
    return msgspec.structs.replace(record, document=document)


def fault_key(fault: Fault) -> str:
    """The key of a fault: a hash of all that it says."""
    told = [fault.document, fault.stage, fault.reason, fault.remedy]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:20]


def add_faults(store: Store, faults: Iterable[Fault], *, run: str | None) -> None:
    """Keep what was refused and why; the same fault is kept once."""
    rows = [{"key": fault_key(fault), "run": run, **msgspec.structs.asdict(fault)} for fault in faults]
    with store.writing() as connection:
        insert_new(connection, _T["faults"], rows)
