"""``deedwatch doctor``: what is missing here, and how to get it."""

from __future__ import annotations

import json

import click

from deedwatch import __version__
from deedwatch.cli.output import emit

__all__ = ["command"]


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one object a line.")
def command(*, as_json: bool) -> int:
    """Say what is installed here, what is missing, and how to get it; nothing is changed.

    Exit code 1 where something is missing that reading needs; an extra may be missing.
    """
    from deedwatch.book.doctor import examine

    broken = False
    if not as_json:
        emit(f"deedwatch {__version__}")
    for found in examine():
        broken = broken or (found.needed and not found.well)
        if as_json:
            told = {"subject": found.subject, "state": found.state, "well": found.well}
            emit(json.dumps({**told, "needed": found.needed, "remedy": found.remedy}))
        else:
            sign = "ok" if found.well else ("!!" if found.needed else "--")
            emit(f"{sign}  {found.subject:<10} {found.state}")
            if found.remedy:
                emit(f"    {'':<10} {found.remedy}")
    return 1 if broken else 0
