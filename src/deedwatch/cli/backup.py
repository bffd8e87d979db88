"""``deedwatch backup``: a copy of a book while it is in use."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("backup")
@click.option("--book", required=True, metavar="FILE", help="The book: a SQLite file.")
@click.argument("out", metavar="OUT")
def command(out: str, *, book: str) -> None:
    """Copy a book into the new file OUT as it is at this moment, whoever reads or writes it."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        opened.back_up(out)
    click.echo(f"{book} as it is now is in {out}", err=True)
