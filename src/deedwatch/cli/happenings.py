"""``deedwatch happenings``: what happened, each once, and what reviewers have ruled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
import msgspec

from deedwatch.cli.output import counted, emit, filters, listing_options, show_rows
from deedwatch.cli.readable import happening_lines, shorten, wrapped
from deedwatch.errors import InputError
from deedwatch.records import figure_words, ruled_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book import Book
    from deedwatch.book.happenings import Claim, Happening, Telling

__all__ = ["command"]


@click.command("happenings")
@listing_options
@filters("actor", "country", "by", "to", "type", "status", "place", "report", "since", "until")
@click.option(
    "--key", metavar="KEY", help="One happening, by its key or that of an event, with all its tellings."
)
@click.option(
    "--together", nargs=2, metavar="ONE TWO", help="Rule that two events or reports are one happening."
)
@click.option("--apart", nargs=2, metavar="ONE TWO", help="Rule that two events or reports are not.")
@click.option("--withdraw", metavar="KEY", help="Withdraw a ruling, by a row of its own.")
@click.option("--rulings", is_flag=True, help="List the rulings that hold.")
@click.option("--reviewer", metavar="NAME", help="Who rules.")
@click.option("--note", metavar="TEXT", help="Why.")
def command(  # noqa: PLR0913 - the options of a listing
    *,
    book: str,
    as_json: bool,
    as_csv: bool,
    together: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    withdraw: str | None,
    rulings: bool,
    reviewer: str | None,
    note: str | None,
    **where: Any,
) -> None:
    """List what happened, each once, however many reports tell it.

    A figure is the range over independent sources; a copy is no further source. With --key all tellings
    of one happening are shown, each with the reason why it is there, who gives which figure, and what
    differs between copies. A ruling is signed and dated, holds when reports are read anew, and is
    withdrawn by another row.
    """
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        if together or apart or withdraw:
            _rule(opened, together, apart, withdraw, (reviewer or "", note))
        elif rulings:
            _list_rulings(opened, as_json=as_json, as_csv=as_csv)
        else:
            _list(opened, where, as_json=as_json, as_csv=as_csv)


def _list(book: Book, where: dict[str, Any], *, as_json: bool, as_csv: bool) -> None:
    found = book.happenings(**where)
    if where.get("key") and not found:
        raise InputError(where["key"], "is no happening of this book", remedy="take a key from the listing")
    if as_json:
        for happening in found:
            emit(msgspec.json.encode(happening).decode())
    elif where.get("key"):
        for happening in found:
            for line in _lines(happening):
                emit(line)
    elif as_csv:
        show_rows(found.columns, found.rows, as_csv=True)
    else:
        for happening in found:
            for line in happening_lines(happening):
                emit(line)
            emit(f"      key {happening.id}")
        emit(counted(len(found), "happening"))


def _rule(
    book: Book,
    together: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    withdraw: str | None,
    signed: tuple[str, str | None],
) -> None:
    from deedwatch.book.happenings import rule, withdraw_ruling

    reviewer, note = signed
    if withdraw:
        emit(withdraw_ruling(book, withdraw, reviewer=reviewer).key)
    if together:
        emit(rule(book, *together, decision="together", reviewer=reviewer, note=note).key)
    if apart:
        emit(rule(book, *apart, decision="apart", reviewer=reviewer, note=note).key)


def _list_rulings(book: Book, *, as_json: bool, as_csv: bool) -> None:
    from deedwatch.book.happenings import rulings_of

    rows = [
        (
            row.decided[:10],
            row.reviewer,
            row.decision,
            row.subject,
            " ".join(ruled_on(row)[1:]),
            row.note,
            row.key,
        )
        for row in rulings_of(book)
    ]
    columns = ("decided", "reviewer", "decision", "one", "two", "note", "ruling")
    show_rows(columns, rows, as_json=as_json, as_csv=as_csv)


def _lines(happening: Happening) -> Iterator[str]:
    """One happening in words: what, its figures with who says which, its tellings with their reasons."""
    from deedwatch.book.happenings import range_words

    day = happening.date and happening.date.day
    place = happening.place.name if happening.place else "a place not stated"
    yield f"{happening.type} {happening.status}, {day or 'on a day not stated'}, {place} [{happening.id}]"
    yield wrapped(happening.title)
    sources = ", ".join(party.name for party in happening.sources) or "nobody named"
    targets = ", ".join(party.name for party in happening.targets) or "nobody named"
    yield wrapped(f"{sources} -> {targets}")
    yield wrapped(f"{happening.reports} reports, {happening.independent} independent")
    for told in happening.figures:
        agreed = "" if told.agreed else ", sources differ"
        yield wrapped(f"{told.kind}: {range_words(told)}{agreed}")
        for claim in told.claims:
            yield wrapped(_claim(claim), indent="    ")
    yield "Tellings"
    for telling in happening.tellings:
        yield wrapped(_telling(telling))
    for copy in happening.copies:
        left, put = len(copy.left_out), len(copy.put_in)
        yield wrapped(
            f"{copy.report} is copied from {copy.copied_from} ({copy.score:.0%} of the shorter text; "
            f"{left} sentences left out, {put} put in)"
        )


def _claim(claim: Claim) -> str:
    by = f"{claim.by}, in " if claim.by else ""
    copies = f"; copied by {', '.join(claim.copies)}" if claim.copies else ""
    return (
        f"{figure_words(claim.low, claim.high)}: {by}{claim.report}, {claim.told or 'day not stated'}{copies}"
    )


def _telling(telling: Telling) -> str:
    source = f", copied from {telling.copied_from}" if telling.copied_from else ""
    reason = f": {shorten(telling.reason, 120)} ({telling.score:.2f})" if telling.reason else ""
    where = [telling.told or "day not stated", *([telling.outlet] if telling.outlet else [])]
    return f"{', '.join(where)}, {telling.report}.{telling.event}, {telling.status}{source}{reason}"
