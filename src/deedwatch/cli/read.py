"""``deedwatch read``: reports into a book, or into a folder of Parquet parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deedwatch.cli.limits import limit_options
from deedwatch.cli.output import anew, tell_fault
from deedwatch.cli.progress import reports_done, show_progress
from deedwatch.records import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.book import Limits, Summary

__all__ = ["command"]


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--book", metavar="FILE", help="The book: a file or postgresql:// address.")
@click.option(
    "--out", metavar="FOLDER", help="Write Parquet parts there instead (a folder or s3:// address)."
)
@click.option("--published", metavar="DATE", help="Day of publication where a report does not tell it.")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to read with."
)
@click.option(
    "--runner",
    type=click.Choice(["serial", "processes", "dask"]),
    help="How the work is spread; default: serial, or processes with more than one job.",
)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler, such as tcp://host:8786.")
@limit_options
@click.option("--profile", is_flag=True, help="Tell where the time went (with one process).")
def command(  # noqa: PLR0913 - one argument an option
    paths: tuple[str, ...],
    *,
    book: str | None,
    out: str | None,
    published: str | None,
    jobs: int,
    runner: str | None,
    scheduler: str | None,
    limits: Limits,
    profile: bool,
) -> int:
    """Read reports into a book; what was read is not read again.

    PATH is a file or folder of reports, or an address that fsspec knows (s3://bucket/folder). A stop
    at any moment loses no finished report, and the same command goes on where it ended. Exit code 1
    if some reports were refused (see `deedwatch faults`), 2 if it could not run.
    """
    from deedwatch.book import choose_runner, count_reports, open_book, profiled, read_into_parts

    if (book is None) == (out is None):
        raise click.UsageError("give either --book FILE or --out FOLDER")
    means = choose_runner(runner or "serial", jobs=jobs, scheduler=scheduler, limits=limits)
    progress = reports_done(count_reports(paths))
    with profiled(wanted=profile) as table, show_progress("reading", progress) as seen:
        if out is not None:
            told = _told(seen)
            summary = read_into_parts(out, paths, published=published, runner=means, seen=told)
        else:
            with open_book(book or "") as opened:
                summary = opened.read(*paths, published=published, runner=means, seen=seen)
    _tell(summary, book, out)
    for line in table:
        click.echo(line, err=True)
    return 1 if summary.refused else 0


def _told(seen: Callable[[Summary], None]) -> Callable[[Summary | Fault], None]:
    def told(news: Summary | Fault) -> None:
        if isinstance(news, Fault):
            tell_fault(news)
        else:
            seen(news)

    return told


def _tell(summary: Summary, book: str | None, out: str | None) -> None:
    rate = summary.read / summary.seconds if summary.seconds else 0.0
    where = f"the book is {book}" if book else f"the parts are in {out}"
    click.echo(
        f"{summary.read} read ({rate:.1f} a second){anew(summary)}, {summary.known} known already, "
        f"{summary.refused} refused; {where}",
        err=True,
    )
    for fault in summary.faults:
        tell_fault(fault)
    if summary.refused and book:
        more = summary.refused - len(summary.faults)
        rest = f"and {more} more; " if more > 0 else ""
        click.echo(f"{rest}see all that was refused with: deedwatch faults --book {book}", err=True)
