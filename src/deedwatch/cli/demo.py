"""``deedwatch demo``: the main job on the sample reports, from files to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deedwatch.cli.progress import reports_done, show_progress
from deedwatch.cli.readable import happening_lines, ledger_lines, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book import Book

__all__ = ["command"]

_SHOWN = "2017-03-08-malawi-denies-camps"
_PARTIES = ("ZMB", "MWI", "TZA")
_AS_OF = "2017-06-30"
_QUESTION = {"actor": "MWI", "toward": "ZMB", "kind": "material conflict", "since": "2017-06-12"}
_DATA = "invented"
_REPORTS = 28
_DEEDS = {"ASSAULT", "COERCE", "RETREAT", "AGREE", "CONSULT", "SANCTION", "MOBILIZE", "AID"}


@click.command("demo")
@click.option("--book", default="demo.db", show_default=True, metavar="FILE", help="The book to make.")
def command(*, book: str) -> None:
    """Read the sample reports and show what a book holds: a record, the ledger, happenings, a verdict."""
    from deedwatch.book import open_book

    with open_book(book) as opened:
        with show_progress("reading", reports_done(_REPORTS)) as seen:
            opened.read_samples(seen=seen)
        for part in (_record(opened), _ledger(opened), _happenings(opened), _verdict(opened)):
            for line in part:
                click.echo(line)
            click.echo()
    click.echo(f"The book is {book}: one SQLite file, which opens in Datasette, R, pandas or Excel as it is.")
    click.echo(f"See it as a page: deedwatch serve --book {book} --open")


def _record(book: Book) -> Iterator[str]:
    yield "1. ONE RECORD. Every line ends with its place in the text."
    yield ""
    record = book.record(book.report_keys()[_SHOWN])
    assert record is not None
    yield from record_lines(record)


def _ledger(book: Book) -> Iterator[str]:
    yield f"2. THE LEDGER as of {_AS_OF}: who asked, offered and alleged what, and where each party stands."
    yield ""
    found = book.ledger(parties=_PARTIES, as_of=_AS_OF)
    answered = [row for row in found.rows if any(row.positions.values())]
    for row in answered:
        yield from ledger_lines(row, _PARTIES)
    yield f"  and {len(found.rows) - len(answered)} more on which no party has stated a position"


def _happenings(book: Book) -> Iterator[str]:
    yield "3. HAPPENINGS told by more than one report, each once, with every source's own figures."
    yield ""
    for happening in book.happenings(status="reported"):
        if happening.independent < 2 or happening.type not in _DEEDS:
            continue
        yield from happening_lines(happening)


def _verdict(book: Book) -> Iterator[str]:
    yield "4. ONE VERDICT, on the invented event table that ships with the samples."
    yield ""
    verdict = book.verdict(data=_DATA, **_QUESTION)
    yield from verdict.trace().splitlines()
