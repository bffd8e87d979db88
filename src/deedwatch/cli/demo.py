"""``deedwatch demo``: the main job on the sample reports, from files to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from deedwatch.cli.progress import show_progress
from deedwatch.cli.readable import figure, record_lines, shorten, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        with show_progress(_REPORTS) as seen:
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
        to = f" to {', '.join(row.to)}" if row.to else ""
        by = ", ".join(row.by) or "not told"
        yield wrapped(
            f'{(row.opened or "")[:10]} {row.kind} by {by}{to}, {row.standing}: "{shorten(row.content, 120)}"'
        )
        cells = []
        for party in _PARTIES:
            stands = row.positions.get(party, ())
            if party in row.by:
                cells.append(f"{party}: its maker")
            elif stands:
                told = f", only as told by {stands[-1].told_by}" if stands[-1].told_by else ""
                cells.append(f"{party}: {stands[-1].stance} {(stands[-1].on or '')[:10]}{told}")
            else:
                cells.append(f"{party}: not stated")
        yield "      " + " | ".join(cells)
    yield f"  and {len(found.rows) - len(answered)} more on which no party has stated a position"


def _happenings(book: Book) -> Iterator[str]:
    yield "3. HAPPENINGS told by more than one report, each once, with every source's own figures."
    yield ""
    for happening in book.happenings(status="reported"):
        if happening.independent < 2 or happening.type not in _DEEDS:
            continue
        day = happening.date and (happening.date.from_ or happening.date.to)
        where = f", {happening.place.name}" if happening.place else ""
        yield wrapped(f"{day or 'day not told'} {happening.type}{where}: {shorten(happening.title, 110)}")
        outlets = [f"{t.outlet} {(t.told or '')[:10]}" for t in happening.tellings if not t.copied_from]
        copies = [f"{t.outlet} {(t.told or '')[:10]}" for t in happening.tellings if t.copied_from]
        yield wrapped(_told(outlets, copies), indent="      ")
        for item in happening.figures:
            claims = "; ".join(
                f"{figure(c.low, c.high)} ({_outlet(happening.tellings, c.report)})" for c in item.claims
            )
            yield f"      {item.kind}: {claims}"


def _told(outlets: Sequence[str], copies: Sequence[str]) -> str:
    line = "told by " + ", ".join(dict.fromkeys(outlets))
    return line + (f"; copied by {', '.join(dict.fromkeys(copies))}" if copies else "")


def _outlet(tellings: Sequence[object], report: str) -> str:
    found = next((t for t in tellings if getattr(t, "report", None) == report), None)
    return str(getattr(found, "outlet", None) or report)


def _verdict(book: Book) -> Iterator[str]:
    yield "4. ONE VERDICT, on the invented event table that ships with the samples."
    yield ""
    verdict = book.verdict(data=_DATA, **_QUESTION)
    yield from verdict.trace().splitlines()
