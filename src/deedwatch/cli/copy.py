"""``deedwatch copy``: a book from one place to another, SQLite or PostgreSQL."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("copy")
@click.argument("origin", metavar="FROM")
@click.argument("target", metavar="TO")
def command(origin: str, target: str) -> None:
    """Copy a book, a file or postgresql:// address, into another of either kind.

    What the target holds already stays as it is. A stopped copy goes on with the same command.
    """
    from deedwatch.book import open_book

    with open_book(origin, create=False) as old, open_book(target) as new:
        added = old.copy_to(new)
    click.echo(f"{added} rows copied to {target}", err=True)
