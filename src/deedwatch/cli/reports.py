"""``deedwatch reports``: a listing of the book's reports."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import filters, listing_options, show_rows

__all__ = ["command"]


@click.command("reports")
@listing_options
@filters("outlet", "report", "since", "until")
def command(*, book: str, as_json: bool, as_csv: bool, **where: Any) -> None:
    """List the reports of a book."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        rows = opened.reports(**where)
    show_rows(rows.columns, rows.rows, as_json=as_json, as_csv=as_csv)
