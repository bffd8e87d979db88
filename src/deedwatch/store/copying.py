"""A whole book into another place: from SQLite to PostgreSQL, back, or a copy made while it is in use."""

from __future__ import annotations

import sqlite3
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from deedwatch.errors import StoreError
from deedwatch.store.accounts import FOLDED, mark_waiting
from deedwatch.store.insert import insert_new
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.store.opening import Store

__all__ = ["back_up", "column_kinds", "copy_rows"]

_AT_ONCE = 500  # rows a transaction: small enough to let other writers in between


def copy_rows(origin: Store, target: Store, *, seen: Callable[[str, int], None] | None = None) -> int:
    """Every row of one book into another that may hold some already; how many were new.

    What is folded over reports is not copied: the reports wait for it in the other book.

    One view of the origin is copied, whatever is written to it meanwhile. Parents go before
    children, so a stopped copy is a smaller book, and the same command goes on.
    """
    added = 0
    with origin.reading() as connection, connection.begin():
        for table in METADATA.sorted_tables:
            if table.name == "about" or table.name in FOLDED:
                continue
            result = connection.execution_options(yield_per=_AT_ONCE).execute(sa.select(table))
            for rows in _batches(result):
                with target.writing() as writer:
                    added += insert_new(writer, table, rows)
                    if table.name in {"reports", "reviews"}:
                        mark_waiting(writer, [_folded_as(row) for row in rows])
                if seen is not None:
                    seen(table.name, len(rows))
    return added


def _folded_as(row: dict[str, object]) -> tuple[str, str | None]:
    """The report that a row is, or rules on, with its day of publication where the row has it."""
    if "subject" in row:
        return str(row["subject"]).partition(":")[0], None
    return str(row["key"]), None if row["published"] is None else str(row["published"])


def _batches(result: sa.Result[tuple[object, ...]]) -> Iterator[list[dict[str, object]]]:
    rows = iter(result.mappings())
    while batch := [dict(row) for row in islice(rows, _AT_ONCE)]:
        yield batch


def back_up(store: Store, out: str | Path) -> None:
    """A copy of a SQLite book as it is at one moment, while others read and write it.

    Raises ``StoreError`` where something stands at that place, its folder is not there, or the book is in
    PostgreSQL.
    """
    if store.engine.dialect.name != "sqlite":
        raise StoreError(store.place, "is in PostgreSQL", remedy="use pg_dump, or `deedwatch copy` to a file")
    target = Path(out)
    if target.exists():
        raise StoreError(str(out), "is there already", remedy="name a new file")
    if not target.absolute().parent.is_dir():
        raise StoreError(str(out), "lies in a folder that is not there", remedy="make the folder first")
    unfinished = target.with_name(target.name + ".part")
    with store.reading() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        copy = sqlite3.connect(unfinished)
        try:
            raw.backup(copy, pages=2_000)
        finally:
            copy.close()
    unfinished.replace(target)


def column_kinds(table: str) -> dict[str, str]:
    """The columns of a table with what they hold: ``text``, ``whole`` or ``number``."""
    kinds = ((sa.Text, "text"), (sa.Integer, "whole"), (sa.Float, "number"))
    return {
        column.name: next(kind for type_, kind in kinds if isinstance(column.type, type_))
        for column in METADATA.tables[table].c
    }
