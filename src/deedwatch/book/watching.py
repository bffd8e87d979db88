"""Questions that are waited on: looked at again as data arrive, with one error rate for all looks."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.book.verdicts import CODE, ask, gather_series
from deedwatch.reckoning.verdicts.answer import look_again
from deedwatch.reckoning.verdicts.question import Question, monday
from deedwatch.reckoning.verdicts.verdict import Look
from deedwatch.store.verdicts import answer_verdict, load_verdicts, register_verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.book.book import Book

__all__ = ["Watched", "look", "wait_on"]

LOOKS = range(2, 27)
_LOOKS = msgspec.json.Decoder(tuple[Look, ...])


@dataclass(frozen=True, slots=True)
class Watched:
    """A question that is waited on and the looks that were taken, the last one last."""

    key: str
    question: Question
    looks: tuple[Look, ...]


def wait_on(book: Book, **question: Any) -> str:
    """Register a question to be looked at again; its key. The same question is kept once.

    Raises ``InputError`` for one that ``judge`` would refuse: registered, it would stop every later look.
    """
    asked = ask(**question)
    gather_series(book, asked)
    given = msgspec.json.encode(asked)
    key = f"watch-{hashlib.sha256(given).hexdigest()[:14]}"
    row = {
        "key": key,
        "question": given.decode(),
        "actor": asked.actor,
        "toward": asked.toward,
        "since": asked.since,
        "registered": dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
        "version": CODE,
    }
    register_verdict(book.store, row)
    return key


def look(book: Book) -> tuple[Watched, ...]:
    """Look at all questions that are waited on; a look at unchanged data is not counted again."""
    return tuple(_look(book, row) for row in load_verdicts(book.store, watched=True))


def _look(book: Book, row: Mapping[str, Any]) -> Watched:
    asked = msgspec.json.decode(row["question"], type=Question)
    looks = _LOOKS.decode(row["body"] or "[]")
    gathered = gather_series(book, asked)
    panel = gathered.panel
    until = monday(panel.end_week) if panel.dyads else ""
    if looks and looks[-1].until == until:
        return Watched(row["key"], asked, looks)
    found = look_again(asked, panel, gathered.reporting, looks=LOOKS)
    weeks, events, alarm = found or (0, 0.0, None)
    last = looks[-1] if looks else None
    changed = _changed(last, found)
    if row["version"] != CODE:
        changed = f"{changed} (registered under {row['version']}, looked at by {CODE})"
    new = Look(until=until, weeks=weeks, events=events, alarm=alarm, changed=changed)
    looks = (*looks, new)
    label = "cannot tell" if found is None else "alarm" if alarm is not None else "no alarm"
    body = msgspec.json.encode(looks).decode()
    answer_verdict(book.store, row["key"], label=label, judged=until, body=body)
    return Watched(row["key"], asked, looks)


def _changed(last: Look | None, found: tuple[int, float, int | None] | None) -> str:
    """What is new since the last look, in words."""
    if found is None:
        return "nothing can be told yet: too few weeks since the date, or too few other pairs"
    weeks, events, alarm = found
    if last is None or not last.weeks:
        first = f"{events:g} events in {weeks} weeks"
        return f"first look: {first}" + (f"; alarm in week {alarm}" if alarm is not None else "; no alarm")
    more = f"{weeks - last.weeks} weeks and {events - last.events:g} events more"
    if alarm is not None and last.alarm is None:
        return f"{more}; alarm in week {alarm}: the conduct changed"
    return f"{more}; {'the alarm stands' if alarm is not None else 'still no alarm'}"
