"""Full text over reports and statements: FTS5 in SQLite, text search in PostgreSQL.

SQLite's triggers keep the index: a report that is in the book is in the index, in the same transaction.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import sqlalchemy as sa

from deedwatch.store.find import Rows

if TYPE_CHECKING:
    from deedwatch.store.opening import Store

__all__ = ["COLUMNS", "make_search", "search_rows"]

COLUMNS = ("noun", "key", "report", "title", "outlet", "published", "words")


def make_search(connection: sa.Connection) -> None:
    """Make the index in a new book."""
    for statement in _sql("make", connection.dialect.name).split("--\n"):
        connection.exec_driver_sql(statement)


def search_rows(store: Store, words: str, *, limit: int = 50, offset: int = 0) -> Rows:
    """The reports and statements that hold all the words; quotation marks keep words together."""
    dialect = store.engine.dialect.name
    asked = _as_fts5(words) if dialect == "sqlite" else words
    if not asked:
        return Rows(COLUMNS, ())
    with store.reading() as connection:
        query = sa.text(_sql("find", dialect))
        found = connection.execute(query, {"words": asked, "limit": limit, "offset": offset})
        return Rows(COLUMNS, tuple(tuple(row) for row in found))


def _sql(what: str, dialect: str) -> str:
    folder = resources.files("deedwatch.store") / "search_sql"
    return (folder / f"{what}_{dialect}.sql").read_text(encoding="utf-8")


def _as_fts5(words: str) -> str:
    """The words as quoted FTS5 strings, so that no mark of theirs is read as an operator."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    strings = [(phrase or word).replace('"', " ").strip() for phrase, word in parts]
    return " ".join(f'"{text}"' for text in strings if re.search(r"\w", text))
