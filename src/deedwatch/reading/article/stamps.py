"""The stamps of a page: when it was published and last updated, with the clock time it gives."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Literal, TypeAlias

import msgspec

__all__ = ["Stamp", "find_stamps", "iso_minute", "only_stamps", "without_stamps"]

Label: TypeAlias = Literal["published", "updated"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = (
    r"(?:gmt|utc|bst|[ecmp]s?d?t|cest|eat|cat|wat|ist|hkt|jst|kst|sgt|pkt|msk|trt|sast|ae[sd]t|z"
    r"|[+-]\d\d:?\d\d|local time)\b"
)
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
    | (?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d)(?=\s(?:{_ZONE}|hrs?\b|hours\b))
    )(?:\s?\(?{_ZONE}\)?)?(?![\d/])""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"\b(?:(?P<updated>(?:last[ -])?(?:updated?|modified|revised|edited|changed)(?:\son)?)"
    r"|(?P<published>(?:first[ -]|originally\s)?"
    r"(?:published|posted|created|issued|released|filed)(?:\son)?))\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"""\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b{_ZONE}|\b(?:at|on|the|date|time|hrs?|hours)\b
    |\b\d{{1,3}}\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\s(?:ago|read)\b|\W+""",
    re.IGNORECASE | re.VERBOSE,
)
_AGO = re.compile(
    r"\b\d{1,3}\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?)\sago\b", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_GAP = re.compile(
    r"(?:\s|[,|·•()/–—-]|\bat\b|\bon\b|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b){0,6}", re.IGNORECASE
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
    for pattern in (_DATE, _TIME, _LABEL, _AGO, _WEEKDAY):
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
            int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1,
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
