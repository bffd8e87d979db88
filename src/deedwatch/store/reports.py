"""Reports in and out: one record becomes its rows in one transaction, and comes back whole."""

from __future__ import annotations

import hashlib
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
    "add_faults",
    "add_reading",
    "fault_key",
    "known_keys",
    "load_record",
    "load_records",
    "load_source",
    "replace_reading",
    "report_key",
    "row_digest",
]

_T = METADATA.tables
_GIVEN = ("id", "uri", "title", "outlet", "published")
TABLES_OF_A_REPORT = ("reports", "actors", "mentions", "statements", "events", "matters", "positions")
_LOADED = 50  # records in memory at once


def report_key(source: Page | Document) -> str:
    """The key of a report: a hash of all that was given, so that the same report is read once.

    Where it was found (its ``uri``) does not count: a folder may be moved.
    """
    raw = source.raw if isinstance(source, Page) else source.text
    kind = source.media_type if isinstance(source, Page) else "text"
    given = [source.id, kind, source.title, source.outlet, source.published, raw]
    return hashlib.sha256(msgspec.json.encode(given)).hexdigest()[:20]


def known_keys(store: Store, keys: Iterable[str]) -> set[str]:
    """Those of the keys whose reports are in the book."""
    reports = _T["reports"]
    found: set[str] = set()
    with store.reading() as connection:
        for part in chunks(keys):
            found.update(connection.scalars(sa.select(reports.c.key).where(reports.c.key.in_(part))))
    return found


def add_reading(
    store: Store,
    source: Page | Document,
    record: Record,
    *,
    reader: str,
    run: str | None,
    weights: Mapping[str, float],
) -> bool:
    """Put one report with its record into the book; False where it is there already.

    One transaction: after a crash the report is there whole or not at all.
    """
    return add_rows(store, report_rows(source, record, reader=reader, run=run, weights=weights))


def report_rows(
    source: Page | Document, record: Record, *, reader: str, run: str | None, weights: Mapping[str, float]
) -> dict[str, list[dict[str, Any]]]:
    """All rows of one report, by table; the first table holds the report itself."""
    key = report_key(source)
    report = _report_row(key, source, record, reader, run)
    return {"reports": [report], **rows_of_record(key, record, weights)}


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


def _report_row(
    key: str, source: Page | Document, record: Record, reader: str, run: str | None
) -> dict[str, Any]:
    document = record.document
    bare = msgspec.structs.replace(record, document=msgspec.structs.replace(document, text="", segments=()))
    row = {
        "key": key,
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
        "given": _json({name: getattr(source, name) for name in _GIVEN}),
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


def load_source(store: Store, key: str) -> Page | Document | None:
    """A report as it was given, to be read anew; None where the book has no such report."""
    reports = _T["reports"]
    query = sa.select(
        reports.c.given, reports.c.media_type, reports.c.raw, reports.c.text, reports.c.segments
    )
    with store.reading() as connection:
        row = connection.execute(query.where(reports.c.key == key)).first()
    if row is None:
        return None
    given = msgspec.json.decode(row.given)
    if row.raw is None:
        return Document(
            text=row.text, segments=msgspec.json.decode(row.segments, type=tuple[Segment, ...]), **given
        )
    return Page(raw=row.raw, media_type=row.media_type, **given)


def replace_reading(store: Store, key: str, record: Record, *, reader: str) -> None:
    """Put a new reading of a report in the place of the old; its rows follow with ``replace_rows``."""
    reports = _T["reports"]
    source = load_source(store, key)
    assert source is not None
    row = _report_row(key, source, record, reader, None)
    values = {
        name: value for name, value in row.items() if name not in {"key", "raw", "media_type", "given", "run"}
    }
    with store.writing() as connection:
        before = connection.scalar(sa.select(reports.c.published).where(reports.c.key == key))
        connection.execute(reports.update().where(reports.c.key == key).values(**values))
        mark_waiting(connection, {(key, before), (key, row["published"])})


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
        part = wanted[start : start + _LOADED]
        with store.reading() as connection:
            rows = connection.execute(sa.select(*columns).where(reports.c.key.in_(part))).all()
        found = {row.key: row for row in rows}
        yield from ((key, _record_of(found[key])) for key in part if key in found)


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
    parts = [fault.document, fault.stage, fault.reason, fault.remedy]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:20]


def add_faults(store: Store, faults: Iterable[Fault], *, run: str | None) -> None:
    """Keep what was refused and why; the same fault is kept once."""
    rows = [{"key": fault_key(fault), "run": run, **msgspec.structs.asdict(fault)} for fault in faults]
    with store.writing() as connection:
        insert_new(connection, _T["faults"], rows)
