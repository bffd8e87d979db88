"""``deedwatch actors``: who is who over all reports, with signed decisions to merge and split."""

from __future__ import annotations

from pathlib import Path

import click

from deedwatch.cli.output import book_option, show_rows
from deedwatch.errors import InputError

__all__ = ["command"]

_COLUMNS = ["name", "kind", "country", "aliases", "roles", "reports"]


@click.command("actors")
@book_option
@click.option("--merge", metavar="ALIAS", help="Say that this name is the actor named by --into.")
@click.option("--into", metavar="NAME", help="The actor that --merge joins the alias to.")
@click.option("--split", metavar="ALIAS", help="Say that this name is an actor of its own.")
@click.option("--withdraw", metavar="ALIAS", help="Take back the decision that holds on this name.")
@click.option("--import", "imported", type=click.Path(path_type=Path), metavar="CSV", help="Bring in a list.")
@click.option("--columns", metavar="alias=X,actor=Y", default="", help="Which columns of the list are which.")
@click.option("--reviewer", metavar="NAME", help="Who decides: signs all of these.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV with a header.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    book: str,
    merge: str | None,
    into: str | None,
    split: str | None,
    withdraw: str | None,
    imported: Path | None,
    columns: str,
    reviewer: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List every named actor once: aliases, roles with their days, and how many reports name it."""
    from deedwatch.book import open_book
    from deedwatch.book.actors import (
        find_known_actors,
        import_actors,
        merge_actor,
        split_actor,
        withdraw_actor,
    )

    with open_book(book, create=False) as opened:
        if merge is not None:
            merge_actor(opened, alias=merge, into=into or "", reviewer=reviewer or "")
        if split is not None:
            split_actor(opened, alias=split, reviewer=reviewer or "")
        if withdraw is not None:
            withdraw_actor(opened, alias=withdraw, reviewer=reviewer or "")
        if imported is not None:
            import_actors(opened, imported, columns=_mapping(columns), reviewer=reviewer or "")
        found = find_known_actors(opened)
    if into is not None and not any(actor.is_called(into) for actor in found):
        click.echo(f"{into}: no report of this book names such an actor", err=True)
    rows = [
        [
            actor.name,
            actor.kind,
            actor.country,
            "; ".join(actor.aliases),
            "; ".join(f"{t.role} ({t.first} to {t.last})" for t in actor.roles),
            len(actor.reports),
        ]
        for actor in found
    ]
    show_rows(_COLUMNS, rows, as_json=as_json, as_csv=as_csv)


def _mapping(columns: str) -> dict[str, str]:
    """The columns as given: "alias=altLabel,actor=itemLabel"."""
    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    if not all(mark and name and column for name, mark, column in pairs):
        raise InputError(columns, "is no list of columns", remedy="write it as alias=X,actor=Y")
    return {name.strip(): column.strip() for name, _, column in pairs}
