"""Insert what is not there yet, safely while others do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["insert_new"]


def insert_new(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> int:
    """Insert the rows whose keys are not taken; how many were. Another writer's row counts as there."""
    if not rows:
        return 0
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    query = dialect.insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return sum(connection.execute(query, row).rowcount for row in rows)
