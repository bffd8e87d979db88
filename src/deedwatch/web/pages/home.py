"""The first page: how much the book holds, and what came in last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["show"]


def show(book: Book, asked: Asked) -> Shown:  # noqa: ARG001 - every page is asked the same way
    """Counts of all nouns and the newest reports."""
    counts = book.counts()
    newest = book.reports(limit=8, newest=True).as_dicts()
    return Shown("home.html", {"place": book.place, "counts": counts, "newest": newest})
