"""Statements over all reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.records import ACTS
from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["FILTERS", "show_all"]

FILTERS = ("by", "country", "act", "outlet", "report", "since", "until")


def show_all(book: Book, asked: Asked) -> Shown:
    """The list by day, with the filters of ``deedwatch statements``."""
    limit, offset = asked.window()
    rows = book.statements(**asked.filled(*FILTERS), limit=limit, offset=offset).as_dicts()
    return Shown("statements.html", {"rows": rows, "limit": limit, "offset": offset}, {"acts": ACTS})
