"""``deedwatch read``: reports into a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deedwatch.cli.progress import show_progress

if TYPE_CHECKING:
    from deedwatch.book import Summary

__all__ = ["command"]


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--book", required=True, metavar="FILE", help="The book: a file or postgresql:// address.")
@click.option("--published", metavar="DATE", help="Day of publication where a report does not tell it.")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to read with."
)
def command(paths: tuple[str, ...], *, book: str, published: str | None, jobs: int) -> int:
    """Read reports into a book; what was read is not read again.

    A stop at any moment loses no finished report, and the same command goes on where it ended.
    Exit code 1 if some reports were refused (see `deedwatch faults`), 2 if it could not run.
    """
    from deedwatch.book import count_reports, open_book

    with open_book(book) as opened, show_progress(count_reports(paths)) as seen:
        summary = opened.read(*paths, published=published, jobs=jobs, seen=seen)
    _tell(summary, book)
    return 1 if summary.refused else 0


def _tell(summary: Summary, book: str) -> None:
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    click.echo(
        f"{summary.read} read ({rate:.1f} a second), {summary.known} known already, "
        f"{summary.refused} refused; the book is {book}",
        err=True,
    )
    if summary.refused:
        click.echo(f"see why with: deedwatch faults --book {book}", err=True)
