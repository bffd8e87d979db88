"""What a listing is narrowed by: a value that no row can have is an error, never an empty listing."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache
from typing import Any

from deedwatch.errors import InputError
from deedwatch.lexicon.countries import country_rows
from deedwatch.records import ACTS, MATTER_KINDS, PLOVER_TYPES, STATUSES

__all__ = ["checked", "is_country_code", "known_country", "last_day", "party_meant"]

_VALUES = {
    "type": ("PLOVER type", PLOVER_TYPES),
    "status": ("status", STATUSES),
    "act": ("act", ACTS),
    "kind": ("kind of matter", MATTER_KINDS),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_DAYS = ("since", "until", "as_of")
_COUNTRIES = ("country", "about")


def checked(conditions: dict[str, Any]) -> dict[str, Any]:
    """The conditions with codes in their own spelling; a country may be given by its name.

    Raises ``InputError`` for a type, status, act, kind, country or day that there is not.
    """
    return {name: _checked(name, value) if value else value for name, value in conditions.items()}


def known_country(value: str) -> str:
    """The ISO3 code of a country, given as code or by one of its names. Raises ``InputError`` if unknown.

    >>> known_country("irn"), known_country("Ivory Coast")
    ('IRN', 'CIV')
    """
    code = _countries().get(value.casefold())
    if code is None:
        raise InputError(value, "is no country", remedy="give its ISO3 code, such as IRN, or its name")
    return code


def party_meant(asked: str) -> str:
    """The party as books keep it: a state by its ISO3 code, whichever of its names is given; else as given.

    >>> party_meant("Ivory Coast"), party_meant("PKK")
    ('CIV', 'PKK')
    """
    return _countries().get(asked.casefold(), asked)


def is_country_code(party: str) -> bool:
    """Whether a party is given as a country's ISO3 code.

    >>> is_country_code("IRN"), is_country_code("PKK")
    (True, False)
    """
    return party in _countries().values()


def _checked(name: str, value: Any) -> Any:
    if name in _COUNTRIES:
        return known_country(value)
    if name in _DAYS:
        _check_day(value)
        return value
    if name not in _VALUES:
        return value
    noun, known = _VALUES[name]
    found = next((word for word in known if word.casefold() == str(value).casefold()), None)
    if found is None:
        raise InputError(str(value), f"is no {noun}", remedy=f"say one of: {', '.join(known)}")
    return found


def last_day(value: str) -> str:
    """The day itself, or the last one of a month or year. Raises ``InputError`` where there is no such day.

    >>> last_day("2007-05-28T14:46"), last_day("2008-02"), last_day("2007")
    ('2007-05-28', '2008-02-29', '2007-12-31')
    """
    _check_day(value)
    year, month, day = ([int(part) for part in value[:10].split("-")] + [0, 0])[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1]).isoformat()


def _check_day(value: str) -> None:
    found = _DAY.fullmatch(value)
    year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        raise InputError(value, "is no day, month or year", remedy="write it as 2007-05-28, 2007-05 or 2007")


@cache
def _countries() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in country_rows():
        for name in (row.iso, row.name, *filter(None, row.aliases.split("|"))):
            names.setdefault(name.casefold(), row.iso)
    return names
