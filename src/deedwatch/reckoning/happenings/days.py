"""Days of reports and events as numbers; a month or a year is told by its first and its last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

__all__ = ["first_day", "last_day", "whole_day"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)")


def first_day(iso: str | None) -> int | None:
    """The number of the day, or of the first of its month or year; None where no such day is told.

    >>> first_day("2007-05") == first_day("2007-05-01T09:30"), first_day("soon")
    (True, None)
    """
    told = _told(iso)
    return None if told is None else _number(told[0], told[1] or 1, told[2] or 1)


def last_day(iso: str | None) -> int | None:
    """The same for the last day of a month or year.

    >>> last_day("2008-02") == last_day("2008-02-29"), last_day("2007") == last_day("2007-12-31")
    (True, True)
    """
    told = _told(iso)
    if told is None:
        return None
    year, month, day = told
    month = month or 12
    known = year >= 1 and 1 <= month <= 12
    return _number(year, month, day or calendar.monthrange(year, month)[1]) if known else None


def whole_day(iso: str | None) -> int | None:
    """The number of the day; None where only a month or year is told.

    >>> whole_day("2007-05-28") - whole_day("2007-05-27T10:00:00Z"), whole_day("2007-05")
    (1, None)
    """
    told = _told(iso)
    return _number(*told) if told is not None and told[2] else None


def _told(iso: str | None) -> tuple[int, int, int] | None:
    """Year, month and day; nought for what is not told."""
    found = _ISO.match(iso or "")
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day


def _number(year: int, month: int, day: int) -> int | None:
    try:
        return dt.date(year, month, day).toordinal()
    except ValueError:
        return None
