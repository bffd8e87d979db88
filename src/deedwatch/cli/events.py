"""``deedwatch events``: a listing of the book's events."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import filters, listing_options, show_rows

__all__ = ["command"]


@click.command("events")
@listing_options
@filters("actor", "country", "by", "to", "type", "status", "place", "outlet", "report", "since", "until")
def command(*, book: str, as_json: bool, as_csv: bool, **where: Any) -> None:
    """List who did what to whom, as each report tells it.

    Only events with status "reported" are told as fact.
    """
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        rows = opened.events(**where)
    show_rows(rows.columns, rows.rows, as_json=as_json, as_csv=as_csv)
