"""The sample story and its invented event table into a book, for the demo and the tutorial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.book.book import Book
    from deedwatch.book.reading import Summary

__all__ = ["read_samples"]


def read_samples(book: Book, *, seen: Callable[[Summary], None] | None = None) -> Summary:
    """Read the 28 sample reports and import the event table; what is there already stays as it is."""
    summary = book.read(samples.path(), seen=seen)
    book.import_events(samples.events_path(), form="csv", name="invented")
    return summary
