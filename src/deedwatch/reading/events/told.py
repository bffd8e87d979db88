"""Whether a word tells a deed of its own, and whether as news or as history."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - `date` is the event's
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import DateRange, Document

__all__ = ["is_background", "is_told"]

_NEWS_DAYS = 21


def is_told(draft: Draft) -> bool:
    """A verb tells a deed; a bare noun only where something is told with it: a party, day, place or figure."""
    trigger = draft.trigger
    if trigger is None or trigger.kind == "verb":
        return True
    return draft.filled > 0


def is_background(trigger: Trigger, date: DateRange | None, document: Document) -> bool:
    """Dated well before the report, or told as over before the report's own past."""
    if date is not None and date.to is not None and document.published:
        return _days_before(date.to, document.published) > _NEWS_DAYS
    return False


def _days_before(day: str, published: str) -> int:
    return (Day.fromisoformat(published[:10]) - Day.fromisoformat(day)).days
