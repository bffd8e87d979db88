"""Where and when a report's opening says that its news happened, so far as it is told by name and day.

No parse: countries by the names of states, their parts and capitals, days by month and number. A report
that tells neither is at odds with none. Where two say outright that their news happened in two countries
("in Peru") or on far days ("on March 3"), they are not of one happening. Figures are not looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from deedwatch.lexicon.calendar import plain_calendar_words
from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import numpy.typing as npt

__all__ = ["Opening", "Setting", "read_setting", "setting_factor", "setting_table"]

_T = TypeVar("_T")
_OPENING = 900  # characters, about 150 words
_MOST_NAMES = 40
_APART = 10  # days: a story told so soon again may still be the same
_YEAR = 366
_FACTORS = (1.0, 0.7, 0.0)  # of the likeness, by how many of place and day are at odds
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_MONTHS = plain_calendar_words("month")
_MONTH = rf"({'|'.join(_MONTHS)})\b\.?"
_WEEKDAYS = "|".join(plain_calendar_words("weekday"))
_FIGURE = re.compile(r"\b\d\d?\b")
_DATE = re.compile(rf"\b{_MONTH} (\d{{1,2}})\b|\b(\d{{1,2}}) {_MONTH}", re.IGNORECASE)
_THERE = re.compile(
    rf"\b(?:{'|'.join(sorted(words_for('places: preposition of rest')))}) (?:the )?"
    rf"({_NAME.pattern}(?:, {_NAME.pattern})*)"
)
_THEN = re.compile(rf"\bon (?:(?:{_WEEKDAYS})\b\.?,? )?(?:the )?(?:{_DATE.pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """The countries (ISO codes) and the days of a year (1 to 366) that an opening names.

    ``land`` and ``day`` are those that it says its news happened in and on, where that is one only.
    """

    lands: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    land: str | None = None
    day: int | None = None


class Opening:
    """The opening of a report; where and when it sets its news is read when that is first asked for."""

    __slots__ = ("_given", "_setting", "text")

    def __init__(self, text: str, given: Collection[str] = ()) -> None:
        self.text, self._given = text[:_OPENING], given
        self._setting: Setting | None = None

    @property
    def setting(self) -> Setting:
        """What the opening names."""
        if self._setting is None:
            self._setting = read_setting(self.text, self._given)
        return self._setting


def read_setting(text: str, given: Collection[str] = ()) -> Setting:
    """What the opening of a text names; ``given`` are given names, which are no places.

    >>> read_setting("Police in Peru held two men on March 3.")
    Setting(lands=frozenset({'PER'}), days=frozenset({63}), land='PER', day=63)
    """
    opening = text[:_OPENING]
    named = (match[0] for match in islice(_NAME.finditer(opening), _MOST_NAMES))
    days = _days(_DATE, opening) if _FIGURE.search(opening) else frozenset()
    there = (name for match in _THERE.finditer(opening) for name in match[1].split(", "))
    return Setting(
        _lands(named, given),
        days,
        _only(_lands(there, given)),
        _only(_days(_THEN, opening) if days else days),
    )


def _lands(names: Iterable[str], given: Collection[str]) -> frozenset[str]:
    lands: set[str | None] = set()
    for name in names:
        words = name.split(" ")
        found = _land(name) if len(words) > 1 else None
        lands.update([found] if found else [_land(word) for word in words if word.lower() not in given])
    return frozenset(land for land in lands if land)


def _days(date: re.Pattern[str], text: str) -> frozenset[int]:
    days = {_day(a or d, b or c) for a, b, c, d in date.findall(text)}
    return frozenset(day for day in days if day)


def _only(things: frozenset[_T]) -> _T | None:
    return next(iter(things)) if len(things) == 1 else None


@lru_cache(maxsize=100_000)
def _land(name: str) -> str | None:
    known = look_up(name)
    if known is None or (known.state and known.is_region):
        return None
    return known.state or known.region_of


def _day(month: str, day: str) -> int | None:
    try:
        return dt.date(2000, _MONTHS[month.lower()], int(day)).timetuple().tm_yday
    except ValueError:
        return None


def setting_factor(one: Setting, two: Setting) -> float:
    """What is left of the likeness of two reports, by what their openings name.

    Less where they name countries, but none in common, or days, but all far apart; nothing where both, or
    where both say outright where, or when, their news happened.

    >>> peru = read_setting("Police in Peru held two men on March 3.")
    >>> setting_factor(peru, read_setting("Chile held two men.")) < 1
    True
    >>> setting_factor(peru, read_setting("Two men were held in Chile."))
    0.0
    """
    elsewhere = bool(one.lands and two.lands) and one.lands.isdisjoint(two.lands)
    far = bool(one.days and two.days) and one.days.isdisjoint(_widen(two.days))
    outright = (elsewhere and one.land and two.land) or (far and one.day and two.day)
    return 0.0 if outright else _FACTORS[elsewhere + far]


@lru_cache(maxsize=10_000)
def _widen(days: frozenset[int]) -> frozenset[int]:
    return frozenset((day + step - 1) % _YEAR + 1 for day in days for step in range(-_APART, _APART + 1))


def setting_table(settings: Sequence[Setting]) -> npt.NDArray[np.float32]:
    """``setting_factor`` for every pair: a square table."""
    lands = _told([setting.lands for setting in settings])
    days = np.zeros((len(settings), _YEAR + 1), dtype=np.float32)
    wide = np.zeros_like(days)
    for row, setting in enumerate(settings):
        days[row, list(setting.days)] = 1.0
        wide[row, list(_widen(setting.days))] = 1.0
    elsewhere, far = _strangers(lands, lands), _strangers(days, wide)
    placed = np.array([setting.land is not None for setting in settings])
    dated = np.array([setting.day is not None for setting in settings])
    outright = elsewhere & placed[:, None] & placed | far & dated[:, None] & dated
    factors = np.array(_FACTORS, dtype=np.float32)[elsewhere.astype(np.int64) + far]
    return np.where(outright, np.float32(0.0), factors)


def _told(sets: Sequence[frozenset[str]]) -> npt.NDArray[np.float32]:
    column = {name: place for place, name in enumerate(sorted(frozenset().union(*sets)))}
    table = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, names in enumerate(sets):
        table[row, [column[name] for name in names]] = 1.0
    return table


def _strangers(one: npt.NDArray[np.float32], two: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    some = np.flatnonzero(one.any(axis=1))
    found = np.zeros((len(one), len(two)), dtype=np.bool_)
    found[np.ix_(some, some)] = one[some] @ two[some].T == 0
    return found
