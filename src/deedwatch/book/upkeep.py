"""Keeping a book: a copy elsewhere, a backup while it is in use, and whether it is what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.book.reviews import ruled
from deedwatch.lexicon.cameo import goldstein_weights
from deedwatch.store import back_up, copy_rows, digest_of, find_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from deedwatch.book.book import Book

__all__ = ["back_up_book", "copy_book", "digest_book", "verify_book"]


def copy_book(origin: Book, target: Book, *, seen: Callable[[str, int], None] | None = None) -> int:
    """All rows of one book into another; how many were new there."""
    return copy_rows(origin.store, target.store, seen=seen)


def back_up_book(book: Book, out: str | Path) -> None:
    """A copy of a SQLite book as it is at this moment, whoever reads or writes it meanwhile."""
    back_up(book.store, out)


def verify_book(book: Book) -> Iterator[str]:
    """What in the book is not as it was written: texts, spans, records, rows, faults and decisions."""
    return find_damage(book.store, goldstein_weights(), ruled)


def digest_book(book: Book) -> str:
    """One hash over all that the book holds: equal for books with equal contents."""
    return digest_of(book.store)
