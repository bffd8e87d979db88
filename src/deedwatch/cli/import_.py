"""``deedwatch import``: event data of other people into a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deedwatch.cli.output import book_option, emit
from deedwatch.cli.progress import rows_done, show_progress

if TYPE_CHECKING:
    from deedwatch.book.imports import Imported

__all__ = ["command"]

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
            with show_progress(file, rows_done) as seen:
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
    if done.without_kind:
        parts.append(f"{done.without_kind} of no known kind")
    if done.without_id:
        parts.append(f"{done.without_id} without an id (from another file they count again)")
    return ", ".join(parts)


def _pair(text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not mark or not field or not column:
        raise click.UsageError(f"--map {text}: is no pair; say FIELD=COLUMN, such as day=event_date")
    return field.strip(), column.strip()
