"""``deedwatch load``: a folder of Parquet parts into a book."""

from __future__ import annotations

import click

from deedwatch.cli.output import anew, book_option
from deedwatch.cli.progress import reports_done, show_progress

__all__ = ["command"]


@click.command("load")
@click.argument("folder", metavar="FOLDER")
@book_option
def command(folder: str, *, book: str) -> None:
    """Bring into a book what `deedwatch read --out FOLDER` wrote; known reports are passed over."""
    from deedwatch.book import count_in_parts, open_book

    progress = reports_done(count_in_parts(folder))
    with open_book(book) as opened, show_progress("loading", progress) as seen:
        summary = opened.load(folder, seen=seen)
    click.echo(
        f"{summary.read} loaded{anew(summary)}, {summary.known} known already; the book is {book}", err=True
    )
