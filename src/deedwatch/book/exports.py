"""A book, as its reviews leave it, in other people's formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.exchange.out import export, safe_cell
from deedwatch.lexicon.cameo import goldstein_weights

if TYPE_CHECKING:
    from pathlib import Path

    from deedwatch.book.book import Book
    from deedwatch.exchange.out import Exported

__all__ = ["export_book", "safe_cell"]


def export_book(book: Book, form: str, out: str | Path) -> Exported:
    """Write all reports' statements, events, matters and positions in a form; see ``exchange.out.FORMS``.

    A form of several tables has the book's verdicts too.
    """
    verdicts = book.verdicts()
    rows = [dict(zip(verdicts.columns, row, strict=True)) for row in verdicts.rows]
    return export(book.records, form, out, goldstein_weights(), {"verdicts": (verdicts.columns, rows)})
