"""``deedwatch ledger``: matters, and where each party stands on them, as of a day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deedwatch.cli.output import book_option, emit, show_rows
from deedwatch.cli.readable import ledger_lines
from deedwatch.errors import InputError

if TYPE_CHECKING:
    from deedwatch.book.ledger import Row

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
    as_json: bool,
    as_csv: bool,
    html: Path | None,
    xlsx: Path | None,
) -> None:
    """List demands, promises, proposals, accusations and predictions with every party's stance.

    Rows are matters, columns parties. "not stated" is no stance; what only another party tells is so
    marked; a matter is met or broken only by a verdict or a signed review.
    """
    from deedwatch.book import open_book

    names = [name.strip() for name in parties.split(",") if name.strip()]
    with open_book(book, create=False) as opened:
        found = opened.ledger(parties=names, about=about, by=by, to=to, as_of=as_of, since=since)
    for party in found.unnamed:
        click.echo(f"{party}: no matter of this book names such a party", err=True)
    if html is not None:
        _write(html, found.page())
    if xlsx is not None:
        found.write_xlsx(xlsx)
    if as_json:
        for row in found.objects():
            emit(json.dumps(row, ensure_ascii=False))
    elif as_csv:
        columns, cells = found.table()
        show_rows(columns, cells, as_csv=True)
    elif html is None and xlsx is None:
        for row in found:
            for line in ledger_lines(row, found.parties if names else _placed(row)):
                emit(line)
        emit(f"{len(found)} matters")


def _placed(row: Row) -> list[str]:
    """Whom one matter concerns: who made it, whom it addresses, and who has taken a position."""
    stated = [party for party, stands in row.positions.items() if stands]
    return list(dict.fromkeys([*row.by, *row.to, *stated]))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error}", remedy="give another path") from error
