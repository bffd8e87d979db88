"""Insert what is not there yet, safely while others do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["insert_new", "inserting"]


def inserting(connection: sa.Connection, table: sa.Table) -> Any:
    """An insertion that can be told what to do with a row that is there already."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def insert_new(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose keys are not taken; how many were. Another writer's row counts as there."""
    if not rows:
        return 0
    query = inserting(connection, table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return sum(connection.execute(query, row).rowcount for row in rows)
