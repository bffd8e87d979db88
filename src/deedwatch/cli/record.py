"""``deedwatch record``: reports in, records out; nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deedwatch.cli.limits import limit_options
from deedwatch.cli.output import emit, tell_fault
from deedwatch.cli.readable import record_lines
from deedwatch.records import Fault, Record

if TYPE_CHECKING:
    from deedwatch.book import Limits

__all__ = ["command"]


@click.command("record")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--published", metavar="DATE", help="Day of publication where a report does not tell it.")
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(min=1), help="Processes to read with."
)
@click.option(
    "--actions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Your own action rules, tried before the built-in ones.",
)
@limit_options
@click.option("--pretty", is_flag=True, help="Indent the JSON for reading by eye.")
@click.option("--readable", is_flag=True, help="In words, each line with its place in the text.")
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    *,
    published: str | None,
    jobs: int,
    actions: Path | None,
    limits: Limits,
    pretty: bool,
    readable: bool,
) -> int:
    """Read reports and print one record a line (JSON), or in words.

    PATH is a .html or .txt page, a .jsonl file (one object a line with id and text or html), a folder
    of these, or - for JSON lines from standard input. What cannot be read is told on standard error
    and the rest goes on: exit code 1 then, 0 if all was read.
    """
    from deedwatch.book import choose_runner, records_of

    refused = 0
    means = choose_runner("serial", jobs=jobs, limits=limits)
    for outcome in records_of(paths, published=published, runner=means, actions=actions):
        if isinstance(outcome, Fault):
            refused += not outcome.is_of_date
            tell_fault(outcome)
        elif readable:
            for line in record_lines(Record.from_json(outcome)):
                emit(line)
        elif pretty:
            emit(json.dumps(json.loads(outcome), ensure_ascii=False, indent=1))
        else:
            emit(outcome.decode())
    return 1 if refused else 0
