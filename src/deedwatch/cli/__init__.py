"""The commands: thin doors to the book. One file a command; each is imported only when it is run."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from deedwatch import __version__
from deedwatch.cli.output import plain
from deedwatch.errors import DeedwatchError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMMANDS", "main"]

# name: (where its click command is, one line of help); a new command is one file and one row here
COMMANDS: dict[str, tuple[str, str]] = {
    "record": ("deedwatch.cli.record:command", "Read reports and print one record a line (JSON)."),
    "read": ("deedwatch.cli.read:command", "Read reports into a book; what was read is not read again."),
    "fetch": ("deedwatch.cli.fetch:command", "Fetch pages from the web into a folder, for `read`."),
    "load": ("deedwatch.cli.load:command", "Bring Parquet parts that `read --out` wrote into a book."),
    "reports": ("deedwatch.cli.reports:command", "List the reports of a book."),
    "statements": ("deedwatch.cli.statements:command", "List who said what."),
    "events": ("deedwatch.cli.events:command", "List who did what to whom."),
    "faults": ("deedwatch.cli.faults:command", "List what could not be read, and why."),
    "actors": ("deedwatch.cli.actors:command", "List who is who over all reports; merge and split."),
    "ledger": ("deedwatch.cli.ledger:command", "List demands, promises and charges, and who stands where."),
    "happenings": ("deedwatch.cli.happenings:command", "List what happened, each once, with its sources."),
    "merge": ("deedwatch.cli.merge:command", "Group reports: copies of one text, reports of one happening."),
    "verdict": ("deedwatch.cli.verdict:command", "Judge whether conduct changed after a day."),
    "watch": ("deedwatch.cli.watch:command", "Look again at questions that are waited on."),
    "import": ("deedwatch.cli.import_:command", "Bring other people's event data into a book."),
    "diff": ("deedwatch.cli.diff:command", "Show what an upgrade of rules or models changes in a book."),
    "brief": ("deedwatch.cli.brief:command", "Write ledger, happenings and verdicts as one document."),
    "export": ("deedwatch.cli.export:command", "Write a book in another form (CSV, XLSX, Parquet, ...)."),
    "check": ("deedwatch.cli.check:command", "Check a folder of your own action rules."),
    "serve": ("deedwatch.cli.serve:command", "Show a book as a local page."),
    "copy": ("deedwatch.cli.copy:command", "Copy a book, from and to SQLite or PostgreSQL."),
    "backup": ("deedwatch.cli.backup:command", "Copy a book while it is in use."),
    "verify": ("deedwatch.cli.verify:command", "Check that a book is what was written."),
    "doctor": ("deedwatch.cli.doctor:command", "Say what is missing here, and how to get it."),
    "demo": ("deedwatch.cli.demo:command", "Read the sample reports and show what a book holds."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is run.

    Importing all of them takes a second; listing them must not.
    """

    def __init__(self, table: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.table = table

    def main(self, *args: Any, **settings: Any) -> NoReturn:
        """Run and exit: an error is one line on standard error and code 2."""
        settings["standalone_mode"] = False
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported: its products are
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # too small to share, and threads only wait
        try:
            code = super().main(*args, **settings)
        except DeedwatchError as error:
            click.echo(plain(f"deedwatch: {error}"), err=True)
            code = 2
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("deedwatch: stopped", err=True)
            code = 130
        sys.exit(code if isinstance(code, int) else 0)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names in the order of the table, which is the order of the work."""
        return [*self.table, *(name for name in super().list_commands(ctx) if name not in self.table)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.table[cmd_name][0].partition(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for ``--help``, from the table alone."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])


main = click.version_option(__version__, prog_name="deedwatch")(
    LazyGroup(
        COMMANDS,
        name="deedwatch",
        help="Words against deeds: sourced records of who said and did what to whom, and what followed.",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
)
