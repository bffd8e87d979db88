"""``deedwatch ledger``: matters, and where each party stands on them, as of a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from deedwatch.cli.output import book_option, counted, emit, show_rows
from deedwatch.cli.readable import ledger_lines
from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deedwatch.book import Book
    from deedwatch.book.ledger import LedgerView, Row

__all__ = ["command"]


@click.command("ledger")
@book_option
@click.option("--parties", metavar="P,P,...", default="", help="One column each: ISO3 codes or names.")
@click.option("--about", metavar="ISO3", help="Only matters that name this country.")
@click.option("--by", metavar="PARTY", help="Only matters that this party makes.")
@click.option("--to", metavar="PARTY", help="Only matters that address this party.")
@click.option(
    "--as-of", metavar="DATE", help="As it stood on this day (2007-05-28), or at the end of a month or year."
)
@click.option("--since", metavar="DATE", help="Show what changed after this day, month or year.")
@click.option("--met", metavar="ID", help="Rule that this matter was met.")
@click.option("--broken", metavar="ID", help="Rule that this matter was broken.")
@click.option("--on", metavar="DATE", help="From when it is met or broken; without it, from today.")
@click.option("--withdraw", metavar="KEY", help="Withdraw a ruling, by a row of its own.")
@click.option("--rulings", is_flag=True, help="List the rulings that hold.")
@click.option("--reviewer", metavar="NAME", help="Who rules.")
@click.option("--note", metavar="TEXT", help="Why.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one matter a line.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV with a header.")
@click.option("--html", "html", type=click.Path(path_type=Path), metavar="FILE", help="Write a web page.")
@click.option("--xlsx", type=click.Path(path_type=Path), metavar="FILE", help="Write a workbook.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    book: str,
    parties: str,
    about: str | None,
    by: str | None,
    to: str | None,
    as_of: str | None,
    since: str | None,
    met: str | None,
    broken: str | None,
    on: str | None,
    withdraw: str | None,
    rulings: bool,
    reviewer: str | None,
    note: str | None,
    as_json: bool,
    as_csv: bool,
    html: Path | None,
    xlsx: Path | None,
) -> None:
    """List demands, promises, proposals, accusations and predictions with every party's stance.

    Rows are matters, columns parties. "not stated" is no stance; what only another party tells is so
    marked; a matter is met or broken only by a person's ruling: signed, dated, and withdrawn by another row.
    """
    from deedwatch.book import open_book

    names = [name.strip() for name in parties.split(",") if name.strip()]
    with open_book(book, create=False) as opened:
        if met or broken or withdraw:
            _rule(opened, {"met": met, "broken": broken}, withdraw, reviewer or "", on=on, note=note)
            return
        if rulings:
            _list_rulings(opened, as_json=as_json, as_csv=as_csv)
            return
        found = opened.ledger(parties=names, about=about, by=by, to=to, as_of=as_of, since=since)
    for party in found.unnamed:
        click.echo(f"{party}: no matter of this book names such a party", err=True)
    if html is not None:
        _write(html, found.page())
    if xlsx is not None:
        found.write_xlsx(xlsx)
    if as_json or as_csv or (html is None and xlsx is None):
        _print(found, found.parties if names else None, as_json=as_json, as_csv=as_csv)


def _print(found: LedgerView, columns: Sequence[str] | None, *, as_json: bool, as_csv: bool) -> None:
    """The matters with these parties' positions; without columns, those whom each matter concerns."""
    if as_json:
        for plain in found.objects():
            emit(json.dumps(plain, ensure_ascii=False))
    elif as_csv:
        show_rows(*found.table(), as_csv=True)
    else:
        for row in found:
            shown = _placed(row) if columns is None else columns
            for line in ledger_lines(row, shown, found.rulings.get(row.id)):
                emit(line)
        emit(counted(len(found), "matter"))


def _rule(
    book: Book,
    matters: Mapping[Literal["met", "broken"], str | None],
    withdraw: str | None,
    reviewer: str,
    **more: str | None,
) -> None:
    from deedwatch.book.ledger import rule_matter, withdraw_matter_ruling

    if withdraw:
        emit(withdraw_matter_ruling(book, withdraw, reviewer=reviewer).key)
    for standing, matter in matters.items():
        if matter:
            emit(rule_matter(book, matter, standing=standing, reviewer=reviewer, **more).key)


def _list_rulings(book: Book, *, as_json: bool, as_csv: bool) -> None:
    from deedwatch.book.ledger import matter_rulings

    columns = ("decided", "reviewer", "standing", "on", "matter", "note", "ruling")
    rows = [
        (
            row.decided[:10],
            row.reviewer,
            row.body["standing"],
            row.body.get("on", row.decided[:10]),
            row.subject,
            row.note,
            row.key,
        )
        for row in matter_rulings(book)
    ]
    show_rows(columns, rows, as_json=as_json, as_csv=as_csv)


def _placed(row: Row) -> list[str]:
    """Whom one matter concerns: who made it, whom it addresses, and who has taken a position."""
    stated = [party for party, stands in row.positions.items() if stands]
    return list(dict.fromkeys([*row.by, *row.to, *stated]))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error}", remedy="give another path") from error
