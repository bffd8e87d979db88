"""``deedwatch statements``: a listing of the book's statements."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import filters, listing_options, show_rows

__all__ = ["command"]


@click.command("statements")
@listing_options
@filters("actor", "country", "by", "act", "outlet", "report", "since", "until")
def command(*, book: str, as_json: bool, as_csv: bool, **where: Any) -> None:
    """List who said what: one row a statement."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        rows = opened.statements(**where)
    show_rows(rows.columns, rows.rows, as_json=as_json, as_csv=as_csv)
