"""Reports and statements by their words."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from deedwatch.records import is_code
from deedwatch.store.find import Rows
from deedwatch.store.search_index import search_sql

if TYPE_CHECKING:
    from deedwatch.store.opening import Store

__all__ = ["COLUMNS", "SoughtWords", "search_rows"]

COLUMNS = ("noun", "key", "report", "title", "outlet", "published", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtWords:
    """Conditions of a search; None sets none. ``by``, ``country`` and ``act`` leave statements alone.

    ``by`` is a speaker's ISO3 code or a part of the name; days may be short, as in ``Where``.
    """

    noun: Literal["reports", "statements"] | None = None
    by: str | None = None
    country: str | None = None
    act: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 50
    offset: int = 0


# what a condition asks of the rows r (reports), s (found) and t (statements)
_ASKED = {
    "noun": "s.noun = :noun",
    "by": "(t.speaker_country = :by OR lower(t.speaker_name) LIKE :like ESCAPE '/')",
    "country": "t.speaker_country = :country",
    "act": "t.act = :act",
    "outlet": "r.outlet = :outlet",
    "since": "r.published >= :since",
    "until": "r.published <= :until",
}


def search_rows(store: Store, words: str, sought: SoughtWords) -> Rows:
    """The reports and statements that hold all the words; quotation marks keep words together.

    What a reviewer has refused is left out.
    """
    dialect = store.engine.dialect.name
    asked = _as_fts5(words) if dialect == "sqlite" else words
    if not asked:
        return Rows(COLUMNS, ())
    conditions = [condition for name, condition in _ASKED.items() if getattr(sought, name)]
    conditions.append("(t.review IS NULL OR t.review <> 'refuse')")
    query = search_sql("find", dialect).format(conditions=" AND ".join(conditions))
    with store.reading() as connection:
        found = connection.execute(sa.text(query), _values(sought) | {"words": asked})
        return Rows(COLUMNS, tuple(tuple(row) for row in found))


def _values(sought: SoughtWords) -> dict[str, Any]:
    given = {name: value for name, value in asdict(sought).items() if value is not None}
    if sought.by:
        part = re.sub(r"([/%_])", r"/\1", sought.by.lower())
        given["like"] = part if is_code(sought.by) else f"%{part}%"
    if sought.until:
        given["until"] = sought.until + "~"  # "~" sorts after every digit, dash and colon
    return given


def _as_fts5(words: str) -> str:
    """The words as quoted FTS5 strings, so that no mark of theirs is read as an operator."""
    parts = re.findall(r'"([^"]+)"|(\S+)', words)
    strings = [(phrase or word).replace('"', " ").strip() for phrase, word in parts]
    return " ".join(f'"{text}"' for text in strings if re.search(r"\w", text))
