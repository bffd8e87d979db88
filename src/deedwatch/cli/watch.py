"""``deedwatch watch``: wait on questions, and look again as reports or data arrive."""

from __future__ import annotations

from typing import Any

import click

from deedwatch.cli.output import book_option, emit
from deedwatch.cli.verdict import question_options

__all__ = ["command"]


@click.command("watch")
@book_option
@question_options(needed=False)
def command(*, book: str, **question: Any) -> int:
    """Look again at all questions that are waited on; with a question, wait on it first.

    Looks go from the second to the 26th week after the day. All looks together raise a false alarm in
    one case of twenty. Exit code 3 where there is an alarm, else 0.
    """
    from deedwatch.book import open_book

    asked = [question[name] for name in ("actor", "toward", "kind", "since")]
    if any(asked) and not all(asked):
        raise click.UsageError("a question needs --actor, --toward, --kind and --since")
    with open_book(book, create=False) as opened:
        if all(asked):
            opened.wait_on(**question)
        watched = opened.watch()
    if not watched:
        emit("no question is waited on; give one with --actor, --toward, --kind and --since")
    for item in watched:
        last = item.looks[-1]
        emit(f"{item.question.words} [{item.key}]")
        emit(f"  data until {last.until or 'none'}: {last.changed}")
    return 3 if any(item.looks[-1].alarm is not None for item in watched) else 0
