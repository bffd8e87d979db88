"""Small classes of words that a stage turns on, by their use (``words.toml``)."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from deedwatch.errors import LexiconError
from deedwatch.lexicon.load import data_path, load_rules

__all__ = ["any_of", "words_for"]


class WordClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``words.toml``: the words of one use, and what they decide."""

    use: str
    words: tuple[str, ...]
    decides: str


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    path = data_path("words.toml")
    found: dict[str, tuple[str, ...]] = {}
    for row in load_rules(path, WordClass):
        if row.use in found or len(set(row.words)) != len(row.words):
            raise LexiconError(f"{path.name}, {row.use}", "stands twice", remedy="keep it once")
        found[row.use] = row.words
    return found


@cache
def words_for(use: str) -> frozenset[str]:
    """The words of one use, in lower case. Raises ``LexiconError`` for a use that has no row.

    >>> "will" in words_for("dates: ahead")
    True
    """
    try:
        return frozenset(_classes()[use])
    except KeyError:
        raise LexiconError(
            f"words.toml, {use}", "has no row", remedy="add a [[rule]] with use, words and decides"
        ) from None


def any_of(*uses: str) -> str:
    """A pattern for any of the words of some uses, longer ones first.

    >>> any_of("matters: enough")
    'sufficient|enough'
    """
    words = {word for use in uses for word in words_for(use)}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
