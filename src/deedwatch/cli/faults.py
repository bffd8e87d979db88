"""``deedwatch faults``: a listing of the book's faults."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import filters, listing_options, show_rows

__all__ = ["command"]


@click.command("faults")
@listing_options
@filters("stage", "report")
@click.option("--data", metavar="NAME", help="Instead the rows of this imported data set that were refused.")
def command(*, book: str, as_json: bool, as_csv: bool, data: str | None, **where: Any) -> None:
    """List what could not be read, at which stage, and why."""
    from deedwatch.book import open_book

    if data and (where["stage"] or where["report"]):
        raise click.UsageError("--data goes with neither --stage nor --report")
    with open_book(book, create=False) as opened:
        rows = opened.refused(data, limit=where["limit"]) if data else opened.faults(**where)
    show_rows(rows.columns, rows.rows, as_json=as_json, as_csv=as_csv)
