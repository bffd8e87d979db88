"""``deedwatch brief``: the ledger, the happenings and the verdicts as one document to hand on."""

from __future__ import annotations

import click

from deedwatch.cli.output import book_option, counted

__all__ = ["command"]


@click.command("brief")
@book_option
@click.option("--out", required=True, metavar="FILE", help="The document: .html, .pdf, .docx or .md.")
@click.option("--about", metavar="ISO3", help="Only what concerns this country.")
@click.option("--parties", metavar="P,P,...", default="", help="Whose positions: ISO3 codes or names.")
@click.option("--as-of", metavar="DATE", help="As it stood on this day.")
@click.option("--since", metavar="DATE", help="Only happenings on or after this day.")
def command(
    *, book: str, out: str, about: str | None, parties: str, as_of: str | None, since: str | None
) -> None:
    """Write a brief, each sentence with its note of outlet, day and quotation."""
    from deedwatch.book import open_book

    names = tuple(name.strip() for name in parties.split(",") if name.strip())
    with open_book(book, create=False) as opened:
        brief = opened.brief(out, about=about, parties=names, as_of=as_of, since=since)
    click.echo(f"{out}: {counted(len(brief.notes()), 'note')}")
