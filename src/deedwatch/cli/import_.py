"""``deedwatch import``: event data of other people into a book."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from deedwatch.cli.output import book_option, emit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.book.imports import Imported

__all__ = ["command"]

_EVERY = 10.0  # seconds between plain lines
FORMS = ("gdelt1", "gdelt2", "icews", "ucdp-ged", "acled", "polecat", "csv")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "form", required=True, type=click.Choice(FORMS), help="What the files are.")
@book_option
@click.option("--name", metavar="NAME", help="What to call the data set; else the name of the format.")
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="For csv: which column is which field."
)
def command(
    *, files: tuple[str, ...], form: str, book: str, name: str | None, columns: tuple[str, ...]
) -> int:
    """Bring event data into a book: plain, .gz or .zip, streamed; rows that it has are passed over.

    Fields for --map: id, day, source, source_country, target, target_country, type (PLOVER), cameo,
    quad (1 to 4), goldstein, place_country, weight; only day is needed. Imported events keep the name
    of their data set and are never mixed with what was read. Rows that cannot be used are kept with
    the reason (see `deedwatch faults --data NAME`): exit code 1 then, 0 if all were used.
    """
    from deedwatch.book import open_book

    mapped = dict(_pair(column) for column in columns)
    refused = 0
    with open_book(book) as opened:
        for file in files:
            with _progress(file) as seen:
                done = opened.import_events(file, form=form, name=name, columns=mapped, seen=seen)
            refused += done.refused
            emit(_told(file, done))
    if refused:
        click.echo(f"see why with: deedwatch faults --book {book} --data {name or form}", err=True)
    return 1 if refused else 0


def _told(file: str, done: Imported) -> str:
    parts = [f"{file}: {done.rows} events into {done.dataset}"]
    if done.known:
        parts.append(f"{done.known} known")
    if done.refused:
        parts.append(f"{done.refused} refused")
    if done.without_country:
        parts.append(f"{done.without_country} with a side that is no country")
    return ", ".join(parts)


def _pair(text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not mark or not field or not column:
        raise click.UsageError(f"--map {text}: is no pair; say FIELD=COLUMN, such as day=event_date")
    return field.strip(), column.strip()


@contextmanager
def _progress(file: str) -> Iterator[Callable[[Imported], None]]:
    began = time.monotonic()
    if not sys.stderr.isatty():
        yield _lines(file, began)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("importing"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[refused]} refused"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("importing", total=1.0, rate=0.0, refused=0)

        def seen(done: Imported) -> None:
            rate = (done.rows + done.known) / max(time.monotonic() - began, 1e-6)
            bar.update(task, completed=done.share, rate=rate, refused=done.refused)

        yield seen


def _lines(file: str, began: float) -> Callable[[Imported], None]:
    last = [began]

    def seen(done: Imported) -> None:
        now = time.monotonic()
        if now - last[0] < _EVERY:
            return
        last[0] = now
        rest = (now - began) * (1 / max(done.share, 1e-3) - 1)
        rate = (done.rows + done.known) / (now - began)
        click.echo(f"{file}: {done.share:.0%}, {rate:,.0f} rows a second, about {rest:.0f} s to go", err=True)

    return seen
