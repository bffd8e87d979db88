"""Is the book what was written? Every text, span and record is held against its own hash and form."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.store.accounts import FOLDED
from deedwatch.store.copying import column_kinds
from deedwatch.store.reports import TABLES_OF_A_REPORT, load_record, load_source, report_key
from deedwatch.store.rows import rows_of_record
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deedwatch.records import Record
    from deedwatch.store.opening import Store

__all__ = ["digest_of", "find_damage"]

_T = METADATA.tables


def digest_of(store: Store) -> str:
    """One hash over all rows of all nouns, in order of their keys; runs, and what is folded, do not count.

    Two books with the same digest hold the same reports, records and decisions.
    """
    whole = hashlib.sha256()
    with store.reading() as connection:
        for table in METADATA.sorted_tables:
            if table.name in {"about", "runs"} or table.name in FOLDED:
                continue
            names = [name for name in column_kinds(table.name) if name != "run"]
            query = sa.select(*(table.c[name] for name in names)).order_by(*table.primary_key.columns)
            whole.update(table.name.encode())
            for row in connection.execution_options(yield_per=1_000).execute(query):
                whole.update(json.dumps(list(row), ensure_ascii=False).encode())
    return whole.hexdigest()


def find_damage(
    store: Store, weights: Mapping[str, float], reviewed: Callable[[str], Record | None]
) -> Iterator[str]:
    """What is not as it was written, one line each; nothing for a whole book.

    ``reviewed`` gives a report's record as its reviews leave it: the rows must be those of that.
    """
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            yield from (
                f"the file: {line}"
                for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars()
                if line != "ok"
            )
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield f"{row[0]}: a row points to one that is not in {row[2]}"
        keys = list(connection.scalars(sa.select(_T["reports"].c.key).order_by(_T["reports"].c.key)))
    for key in keys:
        fault = _fault_of(store, key, weights, reviewed)
        if fault is not None:
            yield f"report {key}: {fault}"


def _fault_of(
    store: Store, key: str, weights: Mapping[str, float], reviewed: Callable[[str], Record | None]
) -> str | None:
    """What is wrong with one report and the rows that were made from it."""
    try:
        source, record, shown = load_source(store, key), load_record(store, key), reviewed(key)
    except (msgspec.DecodeError, UnicodeError, TypeError) as error:
        return f"its record cannot be read ({error})"
    if source is None or record is None or shown is None or report_key(source) != key:
        return "its text or what was given with it is not what was read"
    spans = _spans_outside(record)
    if spans:
        return f"{spans} spans of its record lie outside its text"
    with store.reading() as connection:
        return _rows_differ(connection, key, rows_of_record(key, shown, weights))


def _spans_outside(record: Record) -> int:
    size = len(record.document.text)
    spans = [span for actor in record.actors for span in actor.mentions]
    spans += [span for statement in record.statements for span in statement.content]
    spans += [event.anchor for event in record.events] + [matter.content for matter in record.ledger]
    return sum(not 0 <= start <= end <= size for start, end in spans)


def _rows_differ(
    connection: sa.Connection, key: str, wanted: Mapping[str, list[dict[str, Any]]]
) -> str | None:
    for name in TABLES_OF_A_REPORT[1:]:
        table = _T[name]
        owner = {"mentions": "actor", "positions": "matter"}.get(name)
        query = sa.select(table)
        if owner is None:
            query = query.where(table.c.report == key)
        else:
            query = query.where(table.c[owner].startswith(f"{key}.", autoescape=True))
        held = sorted(_canonical(dict(row)) for row in connection.execute(query).mappings())
        rows = [{column.name: row.get(column.name) for column in table.c} for row in wanted.get(name, [])]
        if held != sorted(_canonical(row) for row in rows):
            return f"its {name} are not those of its record"
    return None


def _canonical(row: Mapping[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)
