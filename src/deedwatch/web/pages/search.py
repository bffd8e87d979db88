"""Full text over reports and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deedwatch.errors import InputError
from deedwatch.records import ACTS
from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["FILTERS", "show_all"]

NOUNS = ("reports", "statements")
FILTERS = ("noun", "by", "country", "act", "outlet", "since", "until")


def show_all(book: Book, asked: Asked) -> Shown:
    """The best matches for the words asked for, narrowed as the listings are."""
    limit, offset = asked.window()
    words, where = asked.value("q"), asked.filled(*FILTERS)
    if where.get("noun", NOUNS[0]) not in NOUNS:
        raise InputError("noun", f"is {where['noun']!r}", remedy=f"say one of: {', '.join(NOUNS)}")
    rows = book.search(words, **where, limit=limit, offset=offset).as_dicts() if words else []
    data: dict[str, Any] = {"q": words, "rows": rows, "limit": limit, "offset": offset}
    return Shown("search.html", data, {"nouns": NOUNS, "acts": ACTS})
