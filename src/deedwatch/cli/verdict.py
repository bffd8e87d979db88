"""``deedwatch verdict``: did conduct change after a day, and what could have been seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from deedwatch.cli.output import book_option, emit
from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["command", "question_options"]


def question_options(*, needed: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that make a question."""
    weeks = click.IntRange(min=1)
    options = (
        click.option("--actor", required=needed, metavar="PARTY", help="Whose conduct: ISO3 or a name."),
        click.option("--toward", required=needed, metavar="PARTY", help="Toward whom: ISO3 or a name."),
        click.option(
            "--kind", required=needed, metavar="KIND",
            help="A quad class such as 'material conflict', or PLOVER types such as ASSAULT,COERCE.",
        ),
        click.option("--since", required=needed, metavar="DAY", help="The day that is asked about."),
        click.option("--data", default="read", show_default=True, help="A data set, or what was read."),
        click.option("--place", metavar="ISO3", help="Only events in this country."),
        click.option(
            "--exposure", default="all", show_default=True,
            type=click.Choice(("all", "actor", "toward", "region")),
            help="What reporting events are held against: of the data set, a side, or their region.",
        ),
        click.option("--before", default=52, show_default=True, type=weeks, help="Weeks before the day."),
        click.option("--after", default=13, show_default=True, type=weeks, help="Weeks after the day."),
    )  # fmt: skip

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.command("verdict")
@book_option
@question_options(needed=True)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--picture", metavar="FILE", type=Path, help="Also draw the series (.svg or .png).")
def command(*, book: str, as_json: bool, picture: Path | None, **question: Any) -> None:
    """Judge whether conduct changed after a day, and print the whole way to the verdict.

    The question is registered before it is judged. "Cannot tell" is the usual answer: in 13 weeks, a
    halving or a doubling can mostly not be told from chance.
    """
    from deedwatch.book import open_book

    if picture is not None and picture.suffix not in {".svg", ".png"}:
        raise InputError(str(picture), "has no ending of a picture", remedy="end the name in .svg or .png")
    with open_book(book, create=False) as opened:
        verdict = opened.verdict(**question)
    emit(msgspec.json.encode(verdict).decode() if as_json else verdict.trace())
    if picture is not None:
        _draw(verdict, picture)


def _draw(verdict: Any, path: Path) -> None:
    drawn = verdict.picture()
    if drawn is None:
        click.echo(f"{path}: not drawn, there is no series", err=True)
        return
    svg, png = drawn
    try:
        path.write_bytes(png if path.suffix == ".png" else svg.encode())
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error}", remedy="give another path") from error
