"""``deedwatch diff``: what reading a book's reports anew would change, and with ``--apply`` changes."""

from __future__ import annotations

import dataclasses
import json

import click

from deedwatch.cli.output import book_option, counted, emit


@click.command("diff", help="Show what an upgrade of rules or models changes in a book, record by record.")
@book_option
@click.option(
    "--apply", "put", is_flag=True, help="Put the new readings in the place of the old; reviews stay."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
def command(*, book: str, put: bool, as_json: bool) -> None:
    """Compare, and apply where asked to."""
    from deedwatch.book import open_book

    count = 0
    with open_book(book, create=False) as opened:
        for found in opened.differences(apply=put):
            count += 1
            if as_json:
                emit(json.dumps(dataclasses.asdict(found), ensure_ascii=False))
                continue
            mark = {"gone": "-", "new": "+"}.get(found.change, "~")
            signed = " [reviewed]" if found.reviewed else ""
            emit(f'{mark} {found.report} {found.noun}{signed} "{" ".join(found.words.split())[:70]}"')
            for label, text in (("was", found.old), ("now", found.new)):
                if text:
                    emit(f"    {label} {text}")
    told = "; the new readings are in the book" if put else ""
    click.echo(f"{counted(count, 'difference')}{told}", err=True)
