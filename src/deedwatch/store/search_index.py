"""The index of full text over reports and statements: FTS5 in SQLite, text search in PostgreSQL.

SQLite's triggers keep the index: a report that is in the book is in the index, in the same transaction.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlalchemy as sa

__all__ = ["make_search", "search_sql"]


def make_search(connection: sa.Connection) -> None:
    """Make the index in a new book."""
    for statement in search_sql("make", connection.dialect.name).split("--\n"):
        connection.exec_driver_sql(statement)


def search_sql(what: str, dialect: str) -> str:
    """The SQL that makes the index (``make``) or asks it (``find``), in a database's own words."""
    folder = resources.files("deedwatch.store") / "search_sql"
    return (folder / f"{what}_{dialect}.sql").read_text(encoding="utf-8")
