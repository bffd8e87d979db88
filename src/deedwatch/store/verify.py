"""Is the book what was written? Every text, span and record is held against its own hash and form.

So are faults, decisions, event data of other people and verdicts. Not looked at are the tables that can be
made again at any time (``accounts.FOLDED``: happenings, ledger and what leads to them), the list of runs with
the columns that point to it, and the version of the tables.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
import sqlalchemy as sa

from deedwatch.errors import DeedwatchError
from deedwatch.records import Fault, Review
from deedwatch.store.accounts import FOLDED
from deedwatch.store.copying import column_kinds
from deedwatch.store.reports import (
    TABLES_OF_A_REPORT,
    fault_key,
    load_given,
    load_record,
    row_digest,
)
from deedwatch.store.reviews import load_reviews, review_key, ruled_rows
from deedwatch.store.seals import unsealed_rows
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deedwatch.records import Record
    from deedwatch.store.opening import Store

__all__ = ["digest_of", "find_damage"]

_T = METADATA.tables
Ruled: TypeAlias = "Callable[[str, Record, tuple[Review, ...]], tuple[Record, Mapping[str, str]]]"


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


def find_damage(store: Store, weights: Mapping[str, float], ruled: Ruled) -> Iterator[str]:
    """What is not as it was written, one line each; nothing for a whole book.

    ``ruled`` gives, of a report's key, record and reviews, the record as they leave it and the decisions
    by subject: the rows must be those.
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
        fault = _fault_of(store, key, weights, ruled)
        if fault is not None:
            yield f"report {key}: {fault}"
    yield from _altered(store)
    with store.reading() as connection:
        yield from unsealed_rows(connection)


def _altered(store: Store) -> Iterator[str]:
    """Rows that carry a hash of themselves and are not what it says; those that cannot be read at all."""
    kinds: tuple[tuple[str, Any, Callable[[Any], str]], ...] = (
        ("reviews", Review, review_key),
        ("faults", Fault, fault_key),
    )
    for name, noun, key_of in kinds:
        with store.reading() as connection:
            rows = connection.execute(sa.select(_T[name]).order_by(_T[name].c.key)).mappings().all()
        for row in rows:
            try:
                plain = {str(column): value for column, value in row.items() if column != "run"}
                if name == "reviews":
                    plain["body"] = msgspec.json.decode(plain["body"])
                else:
                    del plain["key"]
                whole = key_of(msgspec.convert(plain, noun)) == row["key"]
            except (msgspec.DecodeError, msgspec.ValidationError, UnicodeError, TypeError):
                whole = False
            if not whole:
                yield f"{name}: the row {row['key']} is not what was written"


def _fault_of(store: Store, key: str, weights: Mapping[str, float], ruled: Ruled) -> str | None:
    """What is wrong with one report and the rows that were made from it."""
    try:
        given, record = load_given(store, key), load_record(store, key)
        reviews = load_reviews(store, report=key)
        shown = None if record is None else ruled(key, record, reviews)
    except (msgspec.DecodeError, UnicodeError, TypeError, DeedwatchError) as error:
        return f"its record cannot be read ({error})"
    if given is None or record is None or shown is None or given.key != key:
        return "its text or what was given with it is not what was read"
    spans = _spans_outside(record)
    if spans:
        return f"{spans} spans of its record lie outside its text"
    table = _T["reports"]
    with store.reading() as connection:
        row = connection.execute(sa.select(table).where(table.c.key == key)).mappings().one()
        if differing := _rows_differ(connection, key, ruled_rows(key, shown[0], weights, shown[1])):
            return differing
    whole = row_digest({str(name): value for name, value in row.items()}) == row["digest"]
    return None if whole else "what is kept of it is not what was written"


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
