"""Number words and what they count (``numbers.csv``)."""

from __future__ import annotations

from functools import cache

import msgspec

from deedwatch.lexicon.load import data_path, load_rows

__all__ = ["NumberRow", "number_words"]


class NumberRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number word."""

    word: str
    value: int


@cache
def number_words() -> dict[str, int]:
    """The value of each number word, in lower case.

    >>> number_words()["dozen"]
    12
    """
    return {row.word: row.value for row in load_rows(data_path("numbers.csv"), NumberRow)}
