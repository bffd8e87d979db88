"""The stamps of a page: when it was published and last updated, with the clock time it gives."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Literal, TypeAlias

import msgspec

from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.calendar import calendar_words, plain_calendar_words

__all__ = ["Stamp", "StampRow", "find_stamps", "iso_minute", "only_stamps", "without_stamps"]

Label: TypeAlias = Literal["published", "updated"]


class StampRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word of ``stamps.csv``."""

    kind: Literal["zone", "published", "updated", "before", "aside", "clock", "unit", "ago", "length"]
    word: str


def _any(*kinds: str) -> str:
    """A pattern for any word of these kinds."""
    words = [row.word for row in load_rows(data_path("stamps.csv"), StampRow) if row.kind in kinds]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTHS = plain_calendar_words("month")
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_WEEKDAY = rf"\b(?:{'|'.join(plain_calendar_words('weekday'))})\b"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = rf"(?:{_any('zone')}|[+-]\d\d:?\d\d)\b"
_COUNTED = rf"\b\d{{1,3}}\s(?:{_any('unit')})\s"
_DATE = re.compile(
    rf"""\b(?:
      (?P<d1>{_DAY})[\s-]{{1,2}}(?:of\s)?(?P<m1>{_MONTH}),?[\s-]{{1,2}}(?P<y1>\d{{4}})
    | (?P<m2>{_MONTH})\s{{1,2}}(?P<d2>{_DAY})(?:,\s?|\s{{1,2}})(?P<y2>\d{{4}})
    | (?P<y3>\d{{4}})[-/](?P<m3>\d\d)[-/](?P<d3>\d\d)(?=T|\b)
    | (?P<a4>\d{{1,2}})(?P<sep>[/.])(?P<b4>\d{{1,2}})(?P=sep)(?P<y4>\d{{4}})
    )(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME = re.compile(
    rf"""(?:(?<=\d)T|(?<![\d:.]))(?:
      (?P<h1>[01]?\d|2[0-3])[:.h](?P<min1>[0-5]\d)(?:[:.][0-5]\d(?:\.\d{{1,6}})?)?(?:\s?(?P<half1>[ap])\.?m\b\.?)?
    | (?P<h2>1[0-2]|0?[1-9])\s?(?P<half2>[ap])\.?m\b\.?
    | (?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)(?=\s(?:{_ZONE}|(?:{_any("clock")})\b))
    )(?:\s?\(?{_ZONE}\)?)?(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    rf"\b(?:(?:{_any('before')})[\s-])?(?:(?P<updated>{_any('updated')})|(?P<published>{_any('published')}))"
    r"(?:\son)?\b",
    re.IGNORECASE,
)
_AGO = re.compile(rf"{_COUNTED}(?:{_any('ago')})\b", re.IGNORECASE)
_FILLER = re.compile(
    rf"{_WEEKDAY}\.?|\b{_ZONE}|\b(?:{_any('aside', 'clock')})\b|{_COUNTED}(?:{_any('ago', 'length')})\b|\W+",
    re.IGNORECASE,
)
_GAP = re.compile(rf"(?:\s|[,|·•()/–—-]|\bat\b|\bon\b|{_WEEKDAY}){{0,6}}", re.IGNORECASE)
_WHOLE_WEEKDAY = re.compile(
    rf"\b(?:{'|'.join(word for word in calendar_words('weekday') if '.' not in word)})\b", re.IGNORECASE
)
_LONGEST = 300
_EARLIEST = 1800  # machines write 0001-01-01 for "never"


class Stamp(msgspec.Struct, frozen=True):
    """A moment that a page names, as ``2007-05-28`` or ``2007-05-28T14:46``, and what it calls it."""

    label: Label | None
    when: str


def find_stamps(line: str) -> tuple[Stamp, ...]:
    """The dates of a line with their clock times and labels; none for a line of prose.

    Clock times stand as the page gives them, without their zone; ``03/04/2007`` may be either of two
    days and is left out.

    >>> find_stamps("Published: May 28 2007 14:46")
    (Stamp(label='published', when='2007-05-28T14:46'),)
    """
    if len(line) > _LONGEST:
        return ()
    times = [match for match in _TIME.finditer(line) if not _inside_date(line, match)]
    found: list[Stamp] = []
    used: set[int] = set()
    after = 0
    for match in _DATE.finditer(line):
        day = _day(match)
        if day is None:
            continue
        clock = next((t for t in times if t.start() not in used and _beside(line, match, t)), None)
        start = min(match.start(), clock.start()) if clock else match.start()
        label = _label(line, after, start)
        used |= {clock.start()} if clock else set()
        after = max(match.end(), clock.end()) if clock else match.end()
        found.append(Stamp(label, _iso(day, clock)))
    return (*found, *_later_that_day(line, found, [t for t in times if t.start() not in used]))


def only_stamps(line: str) -> bool:
    """Whether a line holds dates, times and their labels and nothing else."""
    if len(line) > _LONGEST:
        return False
    if not (_DATE.search(line) or _AGO.search(line) or (_TIME.search(line) and _LABEL.search(line))):
        return False
    rest = re.sub(r"(?<=\d)T(?=\d)", " ", line)
    for pattern in (_DATE, _TIME, _LABEL, _FILLER):
        rest = pattern.sub(" ", rest)
    return not re.search(r"\w", rest)


def without_stamps(line: str) -> str:
    """The line without its dates, clock times and their labels.

    >>> without_stamps("By Ann Lee | 3 May 2017, 06:15")
    'By Ann Lee'
    """
    if len(line) > _LONGEST or not (_DATE.search(line) or _AGO.search(line)):
        return line
    for pattern in (_DATE, _TIME, _LABEL, _AGO, _WHOLE_WEEKDAY):
        line = pattern.sub(" ", line)
    return " ".join(line.split()).strip(" ,|·•/()–—-")


def iso_minute(value: str) -> str | None:
    """The first moment that a machine-readable value gives (``2017-02-21T05:50:00+02:00``), to the minute."""
    stamps = find_stamps(value.strip()[:_LONGEST])
    return stamps[0].when if stamps else None


def _later_that_day(line: str, found: list[Stamp], times: list[re.Match[str]]) -> list[Stamp]:
    """A labelled time alone is of the day named before ("Published: 28 May 2007 14:46 | Updated: 22:39")."""
    if len(found) != 1 or len(times) != 1:
        return []
    label = _label(line, 0, times[0].start())
    if label != "updated" or found[0].label == "updated":
        return []
    return [Stamp("updated", f"{found[0].when[:10]}T{_clock(times[0])}")]


def _inside_date(line: str, clock: re.Match[str]) -> bool:
    return any(
        d.start() <= clock.start() < d.end() and d.end() > clock.end() - 1 for d in _DATE.finditer(line)
    )


def _beside(line: str, day: re.Match[str], clock: re.Match[str]) -> bool:
    low, high = (day, clock) if day.start() < clock.start() else (clock, day)
    return low.end() <= high.start() and _GAP.fullmatch(line, low.end(), high.start()) is not None


def _label(line: str, start: int, end: int) -> Label | None:
    labels = list(_LABEL.finditer(line, start, end))
    if not labels:
        return None
    return "updated" if labels[-1].group("updated") else "published"


def _day(match: re.Match[str]) -> date | None:
    day = _any_day(match)
    return day if day and day.year >= _EARLIEST else None


def _any_day(match: re.Match[str]) -> date | None:
    group = match.groupdict()
    if group["y4"]:
        return _numeric_day(group)
    number = "1" if group["y1"] else "2" if group["y2"] else "3"
    month = group[f"m{number}"]
    try:
        return date(
            int(group[f"y{number}"]),
            int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")],
            int(re.sub(r"\D", "", group[f"d{number}"])),
        )
    except ValueError:
        return None


def _numeric_day(group: dict[str, str]) -> date | None:
    """``28/5/2007`` and ``5/28/2007`` can be told; ``3/4/2007`` cannot, ``3.4.2007`` is day first."""
    first, second, year = int(group["a4"]), int(group["b4"]), int(group["y4"])
    if group["sep"] == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(day: date, clock: re.Match[str] | None) -> str:
    return day.isoformat() if clock is None else f"{day.isoformat()}T{_clock(clock)}"


def _clock(match: re.Match[str]) -> str:
    hour = int(match.group("h1") or match.group("h2") or match.group("h3"))
    minute = int(match.group("min1") or match.group("min3") or 0)
    half = (match.group("half1") or match.group("half2") or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute).isoformat("minutes")
