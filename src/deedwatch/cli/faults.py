"""``deedwatch faults``: a listing of the book's faults."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import filters, listing_options, show_rows

__all__ = ["command"]


@click.command("faults")
@listing_options
@filters("stage", "report")
def command(*, book: str, as_json: bool, as_csv: bool, **where: Any) -> None:
    """List what could not be read, at which stage, and why."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        rows = opened.faults(**where)
    show_rows(rows.columns, rows.rows, as_json=as_json, as_csv=as_csv)
