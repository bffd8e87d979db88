"""A progress bar with rate and remaining time; plain lines where there is no terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.book import Summary

__all__ = ["show_progress"]

_EVERY = 10.0  # seconds between plain lines


@contextmanager
def show_progress(total: int | None) -> Iterator[Callable[[Summary], None]]:
    """A function to call with the counts so far; ``total`` is None where nobody can know."""
    if sys.stderr.isatty():
        with _bar(total) as seen:
            yield seen
    else:
        yield _lines(total)


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[Summary], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[refused]} refused"),
    )
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("reading", total=total, rate=0.0, refused=0)

        def seen(summary: Summary) -> None:
            done = summary.read + summary.known + summary.refused
            rate = summary.read / max(time.monotonic() - began, 1e-6)
            progress.update(task, completed=done, rate=rate, refused=summary.refused)

        yield seen


def _lines(total: int | None) -> Callable[[Summary], None]:
    began = time.monotonic()
    last = [began]

    def seen(summary: Summary) -> None:
        now = time.monotonic()
        if now - last[0] < _EVERY:
            return
        last[0] = now
        done = summary.read + summary.known + summary.refused
        rate = done / (now - began)
        rest = "" if total is None else f", about {max(total - done, 0) / rate:.0f} s to go"
        click.echo(f"{done} of {total or 'unknown'}, {rate:.1f} a second{rest}", err=True)

    return seen
