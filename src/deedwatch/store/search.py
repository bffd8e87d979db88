"""Full text over reports and statements: FTS5 in SQLite, text search in PostgreSQL.

SQLite's triggers keep the index: a report that is in the book is in the index, in the same transaction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sqlalchemy as sa

from deedwatch.store.find import Rows

if TYPE_CHECKING:
    from deedwatch.store.opening import Store

__all__ = ["COLUMNS", "make_search", "search_rows"]

COLUMNS = ("noun", "key", "report", "title", "outlet", "published", "words")

_FTS5 = [
    "\nCREATE VIRTUAL TABLE search USING fts5(words, noun UNINDEXED, key UNINDEXED, report UNINDEXED,\n  tokenize='unicode61 remove_diacritics 2');\n",
    "CREATE TRIGGER search_reports AFTER INSERT ON reports BEGIN\n  INSERT INTO search(words, noun, key, report) VALUES (NEW.text, 'reports', NEW.key, NEW.key); END;\n",
    "CREATE TRIGGER search_reports_anew AFTER UPDATE OF text ON reports BEGIN\n  UPDATE search SET words = NEW.text WHERE noun = 'reports' AND key = NEW.key; END;\n",
    "CREATE TRIGGER search_statements AFTER INSERT ON statements BEGIN\n  INSERT INTO search(words, noun, key, report) VALUES (NEW.words, 'statements', NEW.key, NEW.report); END;\n",
    "CREATE TRIGGER search_statements_gone AFTER DELETE ON statements BEGIN\n  DELETE FROM search WHERE noun = 'statements' AND key = OLD.key; END;\n",
    "CREATE TRIGGER search_reports_gone AFTER DELETE ON reports BEGIN\n  DELETE FROM search WHERE report = OLD.key; END;\n",
]
_POSTGRES = (
    "CREATE INDEX search_reports ON reports USING gin (to_tsvector('english', text))",
    "CREATE INDEX search_statements ON statements USING gin (to_tsvector('english', words))",
)
_FIND_SQLITE = """
SELECT s.noun, s.key, s.report, r.title, r.outlet, r.published,
       snippet(search, 0, '', '', ' … ', 30) AS words
FROM search s JOIN reports r ON r.key = s.report
WHERE search MATCH :words ORDER BY bm25(search), s.key LIMIT :limit OFFSET :offset
"""
_FIND_POSTGRES = """
SELECT f.noun, f.key, f.report, r.title, r.outlet, r.published,
       ts_headline('english', f.words, websearch_to_tsquery('english', :words),
                   'MaxFragments=1, MaxWords=30, MinWords=15, StartSel="", StopSel=""') AS words
FROM (
  SELECT 'reports' AS noun, key, key AS report, text AS words FROM reports
  WHERE to_tsvector('english', text) @@ websearch_to_tsquery('english', :words)
  UNION ALL
  SELECT 'statements', key, report, words FROM statements
  WHERE to_tsvector('english', words) @@ websearch_to_tsquery('english', :words)
) f JOIN reports r ON r.key = f.report
ORDER BY ts_rank(to_tsvector('english', f.words), websearch_to_tsquery('english', :words)) DESC, f.key
LIMIT :limit OFFSET :offset
"""


def make_search(connection: sa.Connection) -> None:
    """Make the index in a new book."""
    for statement in _FTS5 if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(statement)


def search_rows(store: Store, words: str, *, limit: int = 50, offset: int = 0) -> Rows:
    """The reports and statements that hold all the words; quotation marks keep words together."""
    sqlite = store.engine.dialect.name == "sqlite"
    asked = _as_fts5(words) if sqlite else words
    if not asked:
        return Rows(COLUMNS, ())
    query = sa.text(_FIND_SQLITE if sqlite else _FIND_POSTGRES)
    with store.reading() as connection:
        found = connection.execute(query, {"words": asked, "limit": limit, "offset": offset})
        return Rows(COLUMNS, tuple(tuple(row) for row in found))


def _as_fts5(words: str) -> str:
    """The words as quoted FTS5 strings, so that no mark of theirs is read as an operator."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    strings = [(phrase or word).replace('"', " ").strip() for phrase, word in parts]
    return " ".join(f'"{text}"' for text in strings if re.search(r"\w", text))
