"""``deedwatch verify``: is the book what was written?"""

from __future__ import annotations

import click

from deedwatch.cli.output import book_option, emit

__all__ = ["command"]


@click.command("verify")
@book_option
@click.option("--digest", is_flag=True, help="Print only one hash over all contents, to compare two books.")
def command(*, book: str, digest: bool) -> int:
    """Hold every text against its hash and every row against its record; exit code 1 if any differs."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        if digest:
            emit(opened.digest())
            return 0
        damage = 0
        for line in opened.verify():
            damage += 1
            emit(line)
        if not damage:
            emit(f"whole: {opened.counts()['reports']} reports, digest {opened.digest()}")
    return 1 if damage else 0
