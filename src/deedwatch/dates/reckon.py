"""What a time expression means: a range of days, reckoned from the day of the report.

Each reckoning takes the matched parts and the clock of the report and gives first and last day, or
None where the day of the report is needed and not known. Weeks run from Monday to Sunday.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from deedwatch.lexicon.words import words_for

__all__ = ["RECKONINGS", "Clock", "Parts", "Reckoned"]

Reckoned: TypeAlias = tuple[date | None, date | None] | None


class Parts(msgspec.Struct, frozen=True):
    """What the pattern matched, as numbers; ``future`` where the clause looks ahead."""

    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    n: int | None = None
    unit: str | None = None
    season: int | None = None
    step: str | None = None
    holiday: str | None = None
    days: int = 0
    first: int | None = None
    last: int | None = None
    decade: int | None = None
    iso: str | None = None
    future: bool = False


class Clock(msgspec.Struct, frozen=True):
    """The day of the report, and the last day that the text itself has named."""

    today: date | None
    named: date | None = None


Reckoning: TypeAlias = Callable[[Parts, Clock], Reckoned]


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _shift_months(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _one(day: date | None) -> Reckoned:
    return None if day is None else (day, day)


def full_date(parts: Parts, _: Clock) -> Reckoned:
    """A day with its year."""
    if parts.iso:
        year, month, day = (int(part) for part in parts.iso.split("-"))
        return _one(_safe(year, month, day)) if 1 <= month <= 12 else None
    assert parts.year
    assert parts.month
    assert parts.day
    return _one(_safe(parts.year, parts.month, parts.day))


def month_of_year(parts: Parts, _: Clock) -> Reckoned:
    """A month with its year."""
    assert parts.year
    assert parts.month
    return _month(parts.year, parts.month)


def _year_of_month(parts: Parts, today: date) -> int:
    """The year that a bare month means: the last one, or the next where the clause looks ahead."""
    assert parts.month
    if parts.step == "next" or parts.future:
        return today.year + (
            parts.month < today.month or (parts.step == "next" and parts.month == today.month)
        )
    if parts.step == "last" and parts.month == today.month:
        return today.year - 1
    if parts.step == "this":
        return today.year
    return today.year - (parts.month > today.month)


def day_of_month(parts: Parts, clock: Clock) -> Reckoned:
    """A day and month: the nearest such day, looking back unless the clause looks ahead."""
    if clock.today is None or not parts.month or not parts.day:
        return None
    found = _safe(clock.today.year, parts.month, parts.day)
    if found is None:
        return None
    gap = (found - clock.today).days
    if gap > 60 and not parts.future:
        return _one(_safe(clock.today.year - 1, parts.month, parts.day))
    if gap < -60 and parts.future:
        return _one(_safe(clock.today.year + 1, parts.month, parts.day))
    return _one(found)


def day_range(parts: Parts, clock: Clock) -> Reckoned:
    """From one day of a month to another."""
    assert parts.first
    assert parts.last
    first = replace(parts, day=parts.first)
    last = replace(parts, day=parts.last)
    ends = [full_date(end, clock) if parts.year else day_of_month(end, clock) for end in (first, last)]
    if ends[0] is None or ends[1] is None:
        return None
    return ends[0][0], ends[1][1]


def month_range(parts: Parts, clock: Clock) -> Reckoned:
    """From the first day of one month to the last of another, of one year unless it runs over its end."""
    if not parts.month or not parts.last or (parts.year is None and clock.today is None):
        return None
    last = replace(parts, month=parts.last)
    year_ = parts.year or (_year_of_month(last, clock.today) if clock.today else 0)
    start = year_ - (parts.month > parts.last)
    return date(start, parts.month, 1), _month(year_, parts.last)[1]


def month(parts: Parts, clock: Clock) -> Reckoned:
    """A bare month."""
    if clock.today is None or not parts.month:
        return None
    return _month(_year_of_month(parts, clock.today), parts.month)


def season_of_year(parts: Parts, clock: Clock) -> Reckoned:
    """A season with its year; winter runs into the next."""
    if parts.year is None and clock.today is None:
        return None
    year = parts.year or (clock.today.year - 1 if clock.today else 0)
    return _season(year, parts.season or 3)


def _season(year: int, first: int) -> tuple[date, date]:
    start = date(year, first, 1)
    return start, _shift_months(start, 3) - timedelta(days=1)


def season(parts: Parts, clock: Clock) -> Reckoned:
    """Last, this or next season."""
    if clock.today is None or not parts.season:
        return None
    start, end = _season(clock.today.year, parts.season)
    if parts.step == "this":
        return start, end
    if parts.step == "next":
        return (start, end) if start > clock.today else _season(clock.today.year + 1, parts.season)
    return (start, end) if end < clock.today else _season(clock.today.year - 1, parts.season)


def decade(parts: Parts, _: Clock) -> Reckoned:
    """Ten years."""
    assert parts.decade
    return date(parts.decade, 1, 1), date(parts.decade + 9, 12, 31)


def year_range(parts: Parts, _: Clock) -> Reckoned:
    """From the first day of one year to the last of another."""
    assert parts.first
    assert parts.last
    return (date(parts.first, 1, 1), date(parts.last, 12, 31)) if parts.first <= parts.last else None


def year(parts: Parts, _: Clock) -> Reckoned:
    """A whole year."""
    assert parts.year
    return _year(parts.year)


def since_year(parts: Parts, _: Clock) -> Reckoned:
    """From the first day of a year, still going on."""
    assert parts.year
    return date(parts.year, 1, 1), None


def by_year(parts: Parts, _: Clock) -> Reckoned:
    """Until the last day of a year."""
    assert parts.year
    return None, date(parts.year, 12, 31)


def before_year(parts: Parts, _: Clock) -> Reckoned:
    """Until the day before a year begins."""
    assert parts.year
    return None, date(parts.year, 1, 1) - timedelta(days=1)


def since_month(parts: Parts, clock: Clock) -> Reckoned:
    """From the first day of a month to the report."""
    if not parts.month or (clock.today is None and parts.year is None):
        return None
    found = parts.year or (_year_of_month(parts, clock.today) if clock.today else 0)
    return date(found, parts.month, 1), clock.today


def since_day(parts: Parts, clock: Clock) -> Reckoned:
    """From a day to the report."""
    start = full_date(parts, clock) if parts.year else day_of_month(parts, clock)
    return None if start is None else (start[0], clock.today)


def since_weekday(parts: Parts, clock: Clock) -> Reckoned:
    """From the last such weekday to the report."""
    start = weekday(parts, clock)
    return None if start is None else (start[0], clock.today)


def by_month(parts: Parts, clock: Clock) -> Reckoned:
    """Until the last day of a month."""
    if not parts.month or (clock.today is None and parts.year is None):
        return None
    found = parts.year
    if found is None:
        assert clock.today
        found = _year_of_month(parts, clock.today)
    return None, _month(found, parts.month)[1]


def before_month(parts: Parts, clock: Clock) -> Reckoned:
    """Until the day before a month begins."""
    end = by_month(parts, clock)
    return None if end is None or end[1] is None else (None, end[1].replace(day=1) - timedelta(days=1))


def by_day(parts: Parts, clock: Clock) -> Reckoned:
    """Until a day."""
    end = full_date(parts, clock) if parts.year else day_of_month(parts, clock)
    return None if end is None else (None, end[1])


def weekday(parts: Parts, clock: Clock) -> Reckoned:
    """The last such day, the report's own day included; the next where the clause looks ahead."""
    if clock.today is None or parts.weekday is None:
        return None
    back = (clock.today.weekday() - parts.weekday) % 7
    if parts.step in words_for("dates: the next one"):
        return _one(clock.today + timedelta(days=(7 - back) if back else 7))
    if parts.future and back:
        return _one(clock.today + timedelta(days=7 - back))
    if parts.step == "last" and back == 0:
        back = 7
    return _one(clock.today - timedelta(days=back))


def by_weekday(parts: Parts, clock: Clock) -> Reckoned:
    """Until a weekday: the next one, or the last where the clause looks back."""
    end = weekday(parts, clock)
    return None if end is None else (None, end[1])


def weekday_of_week(parts: Parts, clock: Clock) -> Reckoned:
    """A weekday of last, this or next week."""
    if clock.today is None or parts.weekday is None:
        return None
    monday = clock.today - timedelta(days=clock.today.weekday())
    weeks = {"next": 1, "this": 0}.get(parts.step or "", -1)
    return _one(monday + timedelta(days=7 * weeks + parts.weekday))


def _shifted(days: int) -> Reckoning:
    def reckon(_: Parts, clock: Clock) -> Reckoned:
        return None if clock.today is None else _one(clock.today + timedelta(days=days))

    return reckon


def day_shift(parts: Parts, clock: Clock) -> Reckoned:
    """So many days from the report."""
    return None if clock.today is None else _one(clock.today + timedelta(days=parts.days))


def overnight(_: Parts, clock: Clock) -> Reckoned:
    """The night before the report."""
    return None if clock.today is None else (clock.today - timedelta(days=1), clock.today)


def _moved(day: date, n: int, unit: str | None) -> Reckoned:
    """The day, or the month or year as a whole, that lies n units away."""
    if unit in {"day", "hour"}:
        return _one(day + timedelta(days=n if unit == "day" else 0))
    if unit in {"week", "fortnight"}:
        return _one(day + timedelta(days=n * (7 if unit == "week" else 14)))
    if unit == "month":
        moved = _shift_months(day, n)
        return _month(moved.year, moved.month)
    years = n * (10 if unit == "decade" else 1)
    return _year(day.year + years) if 1 <= day.year + years <= 9998 else None


def ago(parts: Parts, clock: Clock) -> Reckoned:
    """So many days or weeks before the report to the day; months and years as a whole."""
    return None if clock.today is None or parts.n is None else _moved(clock.today, -parts.n, parts.unit)


def hence(parts: Parts, clock: Clock) -> Reckoned:
    """From the report to so many units ahead."""
    if clock.today is None or parts.n is None or parts.unit == "hour":
        return None
    end = _moved(clock.today, parts.n, parts.unit)
    return None if end is None else (clock.today, end[1])


def past_span(parts: Parts, clock: Clock) -> Reckoned:
    """The last so many units, up to the report."""
    if clock.today is None:
        return None
    n = 1 if parts.n is None else parts.n
    if parts.unit in {"day", "week", "fortnight", "hour"}:
        days = {"day": 1, "week": 7, "fortnight": 14, "hour": 0}[parts.unit] * n
        return clock.today - timedelta(days=days), clock.today
    months = {"month": 1, "year": 12, "decade": 120}.get(parts.unit or "", 12) * n
    return (_shift_months(clock.today, -months), clock.today) if months < clock.today.year * 12 else None


def unit_step(parts: Parts, clock: Clock) -> Reckoned:
    """Last, this or next week, month, year."""
    if clock.today is None:
        return None
    step = {"next": 1, "the coming": 1, "this": 0, "later": 0, None: 0}.get(parts.step, -1)
    if parts.unit == "week":
        monday = clock.today - timedelta(days=clock.today.weekday()) + timedelta(days=7 * step)
        return monday, monday + timedelta(days=6)
    if parts.unit == "month":
        moved = _shift_months(clock.today.replace(day=1), step)
        return _month(moved.year, moved.month)
    if parts.unit == "year":
        return _year(clock.today.year + step)
    return None


def earlier_in(parts: Parts, clock: Clock) -> Reckoned:
    """From the start of the running week, month or year to the day before the report."""
    if clock.today is None:
        return None
    start = {
        "week": clock.today - timedelta(days=clock.today.weekday()),
        "month": clock.today.replace(day=1),
        "year": clock.today.replace(month=1, day=1),
    }.get(parts.unit or "")
    if start is None:
        return None
    return start, max(start, clock.today - timedelta(days=1))


def so_far(parts: Parts, clock: Clock) -> Reckoned:
    """From the start of the running week, month or year to the day of the report."""
    found = earlier_in(parts, clock)
    return None if found is None else (found[0], clock.today)


def by_end(parts: Parts, clock: Clock) -> Reckoned:
    """Until the last day of the running week, month or year."""
    if clock.today is None:
        return None
    found = unit_step(Parts(unit=parts.unit, step=parts.step or "this"), clock)
    return None if found is None else (None, found[0] if parts.step == "next" else found[1])


def weekend(parts: Parts, clock: Clock) -> Reckoned:
    """Saturday and Sunday."""
    if clock.today is None:
        return None
    saturday = clock.today - timedelta(days=(clock.today.weekday() - 5) % 7)
    running = clock.today.weekday() >= 5
    ahead = parts.step == "this" or parts.future
    if parts.step == "next" or (ahead and not running):
        saturday += timedelta(days=7)
    elif parts.step == "last" and running:
        saturday -= timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def holiday(parts: Parts, clock: Clock) -> Reckoned:
    """A holiday with a fixed day, or one that is reckoned from Easter."""
    assert parts.holiday
    if parts.holiday.startswith("easter"):
        return _from_easter(parts, clock, int(parts.holiday.removeprefix("easter")))
    month_, day = (int(part) for part in parts.holiday.split("-"))
    if parts.year:
        return _one(_safe(parts.year, month_, day))
    return day_of_month(Parts(month=month_, day=day, future=parts.future), clock)


def _from_easter(parts: Parts, clock: Clock, days: int) -> Reckoned:
    """The nearest such day, looking back unless the clause looks ahead."""
    if parts.year is None and clock.today is None:
        return None
    year_ = parts.year or (clock.today.year if clock.today else 0)
    found = _easter(year_) + timedelta(days=days)
    if parts.year is None and clock.today is not None:
        gap = (found - clock.today).days
        apart = (-1 if gap > 60 and not parts.future else 0) + (1 if gap < 0 and parts.future else 0)
        found = _easter(year_ + apart) + timedelta(days=days) if apart else found
    return _one(found)


def _easter(year_: int) -> date:
    """Easter Sunday of the western churches (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year_ % 19, divmod(year_, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    moon = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * moon) // 451
    month_, day = divmod(h + moon - 7 * m + 114, 31)
    return date(year_, month_, day + 1)


def nine_eleven(_: Parts, __: Clock) -> Reckoned:
    """11 September 2001."""
    return _one(date(2001, 9, 11))


def _from_named(days: int) -> Reckoning:
    def reckon(_: Parts, clock: Clock) -> Reckoned:
        return None if clock.named is None else _one(clock.named + timedelta(days=days))

    return reckon


def later_named(parts: Parts, clock: Clock) -> Reckoned:
    """So many units after the last day that the text named."""
    return None if clock.named is None or parts.n is None else _moved(clock.named, parts.n, parts.unit)


def earlier_named(parts: Parts, clock: Clock) -> Reckoned:
    """So many units before the last day that the text named."""
    return None if clock.named is None or parts.n is None else _moved(clock.named, -parts.n, parts.unit)


def that_year(_: Parts, clock: Clock) -> Reckoned:
    """The year of the last day that the text named."""
    return None if clock.named is None else _year(clock.named.year)


RECKONINGS: dict[str, Reckoning] = {
    "full_date": full_date, "month_of_year": month_of_year, "day_of_month": day_of_month, "month": month,
    "day_range": day_range, "month_range": month_range, "so_far": so_far,
    "season_of_year": season_of_year, "season": season, "decade": decade, "year_range": year_range,
    "year": year, "since_year": since_year, "from_year": since_year, "by_year": by_year,
    "before_year": before_year, "since_month": since_month, "since_day": since_day,
    "since_weekday": since_weekday,
    "by_month": by_month, "before_month": before_month, "by_day": by_day, "by_weekday": by_weekday,
    "weekday": weekday, "weekday_of_week": weekday_of_week, "today": _shifted(0),
    "yesterday": _shifted(-1), "tomorrow": _shifted(1), "day_shift": day_shift, "overnight": overnight,
    "ago": ago, "hence": hence, "past_span": past_span, "unit_step": unit_step, "earlier_in": earlier_in,
    "by_end": by_end, "weekend": weekend, "holiday": holiday, "nine_eleven": nine_eleven,
    "same_day": _from_named(0), "day_before": _from_named(-1), "day_after": _from_named(1),
    "later_named": later_named, "earlier_named": earlier_named, "that_year": that_year,
}  # fmt: skip
