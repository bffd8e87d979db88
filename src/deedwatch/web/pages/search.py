"""Full text over reports and statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["show_all"]


def show_all(book: Book, asked: Asked) -> Shown:
    """The best matches for the words asked for."""
    limit, offset = asked.window()
    words = asked.value("q")
    rows = book.search(words, limit=limit, offset=offset).as_dicts() if words else []
    return Shown("search.html", {"q": words, "rows": rows, "limit": limit, "offset": offset})
