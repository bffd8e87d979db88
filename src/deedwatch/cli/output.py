"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deedwatch.book import Summary
    from deedwatch.records import Fault

__all__ = [
    "anew",
    "book_option",
    "counted",
    "emit",
    "filters",
    "listing_options",
    "plain",
    "show_rows",
    "tell_fault",
]

_WIDEST = 60  # characters of one cell in a table
_WORDY = 16  # characters that a cell keeps on one line, if it has so many
_APART = 3  # between two columns
_UNSEEN = 160  # columns where the listing goes to no terminal
_ASIDE = frozenset({"key", "cameo", "background"})  # in JSON and CSV only
_COMMANDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")  # to a terminal


def plain(text: str) -> str:
    r"""The text with what commands a terminal (escapes, backspaces) written out, as JSON writes it too.

    >>> print(plain("a\x1b[31m b"))
    a\u001b[31m b
    """
    return _COMMANDS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def emit(line: str) -> None:
    """One line on standard output, at once; where nobody reads on, the program ends quietly."""
    try:
        sys.stdout.write(plain(line) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "matter"), counted(0, "matter")
    ('1 matter', '0 matters')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def anew(summary: Summary) -> str:
    """How many of the reports read took the place of an old reading; nothing where none did."""
    return f", {summary.renewed} of them anew for another day of publication" if summary.renewed else ""


def tell_fault(fault: Fault) -> None:
    """One line on standard error: input, fault and remedy."""
    told = f"{fault.document}: {fault.reason}; {fault.remedy or 'see the page on reading'}"
    click.echo(plain(told), err=True)


book_option = click.option(
    "--book", required=True, metavar="FILE", help="The book: a file or postgresql:// address."
)


def listing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every listing has: the book, how many rows, and the form."""
    for option in (
        click.option("--csv", "as_csv", is_flag=True, help="As CSV with a header."),
        click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line."),
        click.option("--limit", type=click.IntRange(min=1), help="No more rows than this."),
        book_option,
    ):
        command = option(command)
    return command


_FILTERS = {
    "actor": ("--actor", "NAME", "Only with this actor on either side (a part of its name)."),
    "country": ("--country", "ISO3", "Only with this country on either side, such as IRN."),
    "by": ("--by", "PARTY", "Only by this party: an ISO3 code or a part of a name."),
    "to": ("--to", "PARTY", "Only to this party: an ISO3 code or a part of a name."),
    "type": ("--type", "TYPE", "Only of this PLOVER type, such as CONSULT."),
    "kind": ("--kind", "KIND", "Only of this kind."),
    "act": ("--act", "ACT", "Only of this act, such as demand or deny."),
    "status": ("--status", "STATUS", "Only with this status, such as reported or alleged."),
    "stage": ("--stage", "STAGE", "Only refused at this stage."),
    "place": ("--place", "PLACE", "Only at this place (a part of its name, or ISO3)."),
    "outlet": ("--outlet", "NAME", "Only from this outlet."),
    "report": ("--report", "ID", "Only from this report (its id or key)."),
    "since": ("--since", "DATE", "Only on or after this day (2007-05-28), month (2007-05) or year."),
    "until": ("--until", "DATE", "Only on or before this day, month or year."),
}


def filters(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that narrow a listing, by name; each is handed on to the book as it is."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            flag, value, text = _FILTERS[name]
            command = click.option(flag, name, metavar=value, help=text)(command)
        return command

    return add


def show_rows(
    columns: Iterable[str], rows: Iterable[Iterable[Any]], *, as_json: bool = False, as_csv: bool = False
) -> None:
    """A listing as JSON lines, CSV, or a table as wide as the terminal."""
    names = list(columns)
    if as_json:
        for row in rows:
            emit(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
    elif as_csv:
        for row in ([names], *([list(row)] for row in rows)):
            emit(_csv_line(row[0]))
    else:
        _table(names, [["" if cell is None else str(cell) for cell in row] for row in rows])


def _csv_line(cells: list[Any]) -> str:
    """One line of CSV; a cell that a spreadsheet would run as a formula is made text, as in an export."""
    from deedwatch.book.exports import safe_cell

    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(["" if cell is None else safe_cell(cell) for cell in cells])
    return line.getvalue()


def _table(names: list[str], rows: list[list[str]]) -> None:
    """Columns where they fit into the terminal without breaking days and codes, else a paragraph a row."""
    shown = [i for i in range(len(names)) if _says_something(names, rows, i)]
    heads = {i: names[i].split("_") for i in shown}
    widths = {i: max(len(row[i]) for row in rows) for i in shown}
    least = {i: max(min(widths[i], _WORDY), *map(len, heads[i])) for i in shown}
    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNSEEN
    if not rows:
        emit("no rows")
    elif sum(least.values()) + _APART * len(shown) > wide:
        for row in rows:
            told = "; ".join(f"{' '.join(heads[i])}: {row[i]}" for i in shown if row[i])
            emit(textwrap.fill(told, max(wide, _WIDEST), subsequent_indent="    "))
    else:
        _columns({i: "\n".join(heads[i]) for i in shown}, least, rows, wide)


def _columns(heads: dict[int, str], least: dict[int, int], rows: list[list[str]], wide: int) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE, pad_edge=False)
    for i, head in heads.items():
        table.add_column(head, overflow="fold", min_width=least[i], max_width=_WIDEST)
    for row in rows:
        table.add_row(*(Text(row[i]) for i in heads))
    console = Console(file=io.StringIO(), width=wide, color_system=None)
    with console.capture() as captured:
        console.print(table)
    emit("\n".join(line.rstrip() for line in captured.get().rstrip("\n").splitlines()))


def _says_something(names: list[str], rows: list[list[str]], i: int) -> bool:
    """Whether a table needs this column: not where it is empty, or tells again what the one before told."""
    if names[i] in _ASIDE or not any(row[i] for row in rows):
        return False
    return i == 0 or _thing(names[i]) != _thing(names[i - 1]) or any(row[i] != row[i - 1] for row in rows)


def _thing(name: str) -> str:
    """What a column is about: "killed" of "killed_low" and "killed_high", a date of a day."""
    return name.split("_", maxsplit=1)[0].replace("day", "date")
