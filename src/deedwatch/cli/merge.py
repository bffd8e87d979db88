"""``deedwatch merge``: reports in, their groups out; nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from deedwatch.cli.output import emit, tell_fault
from deedwatch.records import Document, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["command"]


@click.command("merge")
@click.argument("paths", nargs=-1, required=True, metavar="DOCS.jsonl...")
@click.option("--joins", is_flag=True, help="Print instead why reports stand together, one join a line.")
def command(paths: tuple[str, ...], *, joins: bool) -> int:
    """Group reports: which are copies of one text, and which tell one happening.

    DOCS.jsonl has one object a line with id (or doc_id) and text, and with date (or published), title
    and uri where known; - reads standard input. Prints one line a report, in the order given:
    {"id", "copy_group", "happening"}. Lines that cannot be used are told on standard error and left
    out: exit code 1 then, 0 if all were read.
    """
    from deedwatch.book.merge import group_reports, join_reports, open_lines

    refused = 0

    def documents() -> Iterator[Document]:
        nonlocal refused
        for item in open_lines(paths):
            if isinstance(item, Fault):
                refused += 1
                tell_fault(item)
            else:
                yield item

    for row in join_reports(documents()) if joins else group_reports(documents()):
        emit(msgspec.json.encode(row).decode())
    return 1 if refused else 0
