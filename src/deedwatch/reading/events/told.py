"""Whether a word tells a deed of its own, and whether as news or as history."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - `date` is the event's
from typing import TYPE_CHECKING

from deedwatch.dates import publication_day

if TYPE_CHECKING:
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import DateRange, Document

__all__ = ["is_background", "is_told"]

_OF_FORCE = frozenset({"ASSAULT", "COERCE"})
_NEWS_DAYS = 7
_WHOLE = 5  # days: "last week" and longer are no day of the news
_YEAR = 365


def is_told(draft: Draft) -> bool:
    """A verb tells a deed; a bare noun, and force by and to nobody, only with a party, day, place or figure.

    "Wasps attack the larvae" is no attack of a report, "an attack followed" tells none by itself.
    """
    trigger = draft.trigger
    if draft.status == "denied" and draft.casualties is not None and not draft.roles.source:
        return False  # "no soldiers were hurt": a count of nobody
    if trigger is None or (trigger.kind == "verb" and draft.type not in _OF_FORCE):
        return True
    return draft.filled > 0


def is_background(trigger: Trigger, date: DateRange | None, document: Document) -> bool:
    """Told as history: dated before the days that the report covers, or as over by then ("had fled")."""
    today = publication_day(document)
    if date is not None and today is not None:
        return _is_past(date, today)
    if trigger.token.dep_ == "ccomp" and trigger.token.head.tag_ == "VBD":
        return False  # "she said the attack had killed nine": the tense follows that of saying
    auxiliaries = {child.lower_ for child in trigger.token.children if child.dep_ == "aux"}
    return trigger.kind == "verb" and "had" in auxiliaries


def _is_past(date: DateRange, today: Day) -> bool:
    last = date.to or date.from_
    if last is None:
        return False
    age = (today - Day.fromisoformat(last)).days
    length = (Day.fromisoformat(last) - Day.fromisoformat(date.from_)).days if date.from_ else 0
    if date.to is None:
        return age > _YEAR
    return age > _NEWS_DAYS or (length >= _WHOLE and age > 0)
