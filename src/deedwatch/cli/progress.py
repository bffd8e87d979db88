"""How far a run has come: a bar with rate and remaining time; plain lines where there is no terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.book import Summary
    from deedwatch.book.imports import Imported

__all__ = ["Progress", "reports_done", "rows_done", "show_progress"]

_T = TypeVar("_T")
_EVERY = 10.0  # seconds between plain lines


@dataclass(frozen=True, slots=True)
class Progress:
    """How much is done and of what total (None where nobody can know), in words too; what the rate counts."""

    done: float
    total: float | None
    words: str
    worked: int
    refused: int


def reports_done(total: int | None) -> Callable[[Summary], Progress]:
    """The progress of a run over so many reports; None where nobody knows how many."""

    def of(summary: Summary) -> Progress:
        done = summary.read + summary.known + summary.refused
        if total is not None:
            done = min(done, total)  # an archive, which was counted as one, may hold more
        words = f"{done} of {total}" if total else str(done)
        return Progress(done, total, words, summary.read, summary.refused)

    return of


def rows_done(imported: Imported) -> Progress:
    """The progress of an import, by the part of the file that is read."""
    worked = imported.rows + imported.known
    return Progress(imported.share, 1.0, f"{imported.share:.0%}", worked, imported.refused)


@contextmanager
def show_progress(what: str, progress: Callable[[_T], Progress]) -> Iterator[Callable[[_T], None]]:
    """A function to call with the counts so far, of which ``progress`` tells how far the run has come."""
    if not sys.stderr.isatty():
        yield _lines(what, progress)
        return
    with _bar(what, progress) as seen:
        yield seen


@contextmanager
def _bar(what: str, progress: Callable[[_T], Progress]) -> Iterator[Callable[[_T], None]]:
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[words]}"),
        rich.TextColumn("{task.fields[rate]:,.1f}/s"),
        rich.TimeRemainingColumn(),
        rich.TextColumn("{task.fields[refused]} refused"),
    )
    began = time.monotonic()
    with rich.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=None, words="", rate=0.0, refused=0)

        def seen(counts: _T) -> None:
            now = progress(counts)
            rate = now.worked / max(time.monotonic() - began, 1e-6)
            bar.update(
                task, total=now.total, completed=now.done, words=now.words, rate=rate, refused=now.refused
            )

        yield seen


def _lines(what: str, progress: Callable[[_T], Progress]) -> Callable[[_T], None]:
    began = time.monotonic()
    last = [began]

    def seen(counts: _T) -> None:
        clock = time.monotonic()
        if clock - last[0] < _EVERY:
            return
        last[0] = clock
        now, spent = progress(counts), clock - began
        rest = ""
        if now.total is not None and now.done:
            rest = f", about {max(now.total / now.done - 1, 0.0) * spent:.0f} s to go"
        click.echo(f"{what}: {now.words}, {now.worked / spent:,.1f} a second{rest}", err=True)

    return seen
