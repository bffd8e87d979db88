"""Words of the calendar by kind: weekdays, months, seasons, units, holidays (``calendar.csv``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.lexicon.load import data_path, load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CalendarRow", "calendar_words", "plain_calendar_words"]


class CalendarRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of the calendar."""

    kind: str
    word: str
    value: str


@cache
def calendar_words(kind: str) -> Mapping[str, str]:
    """The words of a kind, in lower case, with the value of each.

    >>> calendar_words("month")["sept."]
    '9'
    """
    rows = load_rows(data_path("calendar.csv"), CalendarRow)
    return {row.word: row.value for row in rows if row.kind == kind}


@cache
def plain_calendar_words(kind: str) -> Mapping[str, int]:
    """The words of a kind without full stops, the longest first, with the number of each.

    >>> plain_calendar_words("weekday")["thurs"]
    3
    """
    found = {word.rstrip("."): int(value) for word, value in calendar_words(kind).items()}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
