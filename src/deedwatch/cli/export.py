"""``deedwatch export``: a book in other people's formats."""

from __future__ import annotations

import click

from deedwatch.cli.output import book_option

_FORMS = ("csv", "xlsx", "parquet", "jsonl", "gdelt", "icews", "plover", "ftm", "annotations")


@click.command("export", help="Write a book in another form, and say what that form could not carry.")
@book_option
@click.option("--as", "form", required=True, type=click.Choice(_FORMS), help="The form.")
@click.option(
    "--out",
    required=True,
    metavar="PATH",
    help="The file; the folder for a form of several tables; either for XLSX (`book.xlsx`: one workbook).",
)
def command(*, book: str, form: str, out: str) -> None:
    """Export."""
    from deedwatch.book import open_book

    with open_book(book, create=False) as opened:
        done = opened.export(form, out)
    for file, count in done.files.items():
        click.echo(f"{file}: {count} rows")
    for line in done.lost:
        click.echo(f"not carried: {line}")
