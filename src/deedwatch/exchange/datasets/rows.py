"""What every event-table format gives: rows in one form, and the rows it had to refuse.

A format reads lines and knows nothing of books or of other formats. Countries and codes are left as
the data set writes them; the book turns them into its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

__all__ = [
    "EventRow",
    "Lines",
    "Outcome",
    "Reader",
    "Refusal",
    "known_day",
    "leading_columns",
    "number",
    "told",
]


class EventRow(NamedTuple):
    """One event of a data set, in the data set's own names and codes; "" where it says nothing."""

    id: str
    day: str
    source: str
    source_country: str
    target: str
    target_country: str
    type: str  # a PLOVER type, where the data set has such
    cameo: str
    quad: str  # 1 to 4, where the data set has such
    goldstein: str
    place_country: str
    weight: str = ""


class Refusal(NamedTuple):
    """A row that cannot be used: its line in the file, why, and what stood there."""

    line: int
    reason: str
    content: str


Outcome: TypeAlias = EventRow | Refusal
Lines: TypeAlias = Iterable[str]
Reader: TypeAlias = Callable[[Lines], Iterator[Outcome]]

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_COMPACT = re.compile(r"\d{8}")


@lru_cache(maxsize=100_000)
def known_day(text: str) -> str | None:
    """An ISO day from ``2018-06-01``, ``20180601`` or ``2018-06-01 00:00:00``; None where it is none."""
    found = text.strip()
    if _COMPACT.fullmatch(found):
        found = f"{found[:4]}-{found[4:6]}-{found[6:]}"
    found = found[:10]
    if not _ISO.fullmatch(found):
        return None
    try:
        date.fromisoformat(found)
    except ValueError:
        return None
    return found


def leading_columns(header: list[str], names: dict[str, str], *, needed: Iterable[str]) -> dict[str, int]:
    """Where each of our fields stands, by the header's names; absent ones are left out.

    ``names`` is our field to the data set's column. Raises ``KeyError`` naming a needed column that
    is not there, with the header.
    """
    places = {name.strip().strip('"').casefold(): place for place, name in reversed(list(enumerate(header)))}
    found = {field: places[name.casefold()] for field, name in names.items() if name.casefold() in places}
    for field in needed:
        if field not in found:
            raise KeyError(names.get(field, field), header)
    return found


def told(cell: str) -> str:
    """The cell, or nothing where it says that there is nothing ("NA").

    >>> told("Iran"), told("NULL")
    ('Iran', '')
    """
    return "" if cell in {"NA", "NULL", "None"} else cell


def number(text: str) -> float | None:
    """The number that a cell holds; None where it holds none, or one without bound.

    >>> number("-5.0"), number("NULL"), number("nan")
    (-5.0, None, None)
    """
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None
