"""How codes, moments and figures are written, and which letters no database takes."""

from __future__ import annotations

import re
from datetime import date as Day  # noqa: N812 - as in a calendar

__all__ = ["broken_letters", "day_of", "figure_words", "is_code", "is_moment"]

_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d\S*)?)?)?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_code(party: str) -> bool:
    """Whether a party is written as a state's code is, three capitals; else it is a name.

    >>> is_code("IRN"), is_code("Iran")
    (True, False)
    """
    return len(party) == 3 and party.isalpha() and party.isupper()


def is_moment(text: str) -> bool:
    """Whether a text is a year, a month, a day or a minute that there is, as ``Document.published`` gives it.

    >>> is_moment("2018-06"), is_moment("2018-06-04T14:46"), is_moment("2018-06-31"), is_moment("20180604")
    (True, True, False, False)
    """
    if not _MOMENT.fullmatch(text):
        return False
    try:
        Day.fromisoformat(text[:10] + {4: "-01-01", 7: "-01"}.get(len(text), ""))
    except ValueError:
        return False
    return True


def day_of(moment: str | None) -> str | None:
    """The day of a moment; a month or a year stays one.

    >>> day_of("2018-06-04T14:46"), day_of("2018-06"), day_of(None)
    ('2018-06-04', '2018-06', None)
    """
    return moment[:10] if moment else None


def broken_letters(text: str) -> str | None:
    r"""What a text holds that no database takes, in words; None where it holds nothing such.

    >>> broken_letters("at\0 noon"), broken_letters("noon \ud800"), broken_letters("noon")
    ('a NUL character', 'half a character', None)
    """
    if "\0" in text:
        return "a NUL character"
    return "half a character" if _SURROGATE.search(text) else None


def figure_words(low: int | None, high: int | None) -> str:
    """A figure in words; empty where it is not known.

    >>> figure_words(21, None), figure_words(None, 9), figure_words(9, 14), figure_words(3, 3)
    ('at least 21', 'up to 9', '9 to 14', '3')
    """
    if low is None:
        return "" if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
