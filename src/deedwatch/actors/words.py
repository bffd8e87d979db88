"""Small classes of words that the reading of actors turns on, by their use (``actor_words.csv``)."""

from __future__ import annotations

from functools import cache

import msgspec

from deedwatch.lexicon import data_path, load_rows

__all__ = ["kinds_of", "words_of"]


class ActorWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``actor_words.csv``."""

    use: str
    word: str


class BodyNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``body_nouns.csv``."""

    noun: str
    kinds: str


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use, in lower case.

    >>> "former" in words_of("former")
    True
    """
    return frozenset(row.word for row in load_rows(data_path("actor_words.csv"), ActorWord) if row.use == use)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = load_rows(data_path("body_nouns.csv"), BodyNoun)
    return {row.noun: frozenset(row.kinds.split("|")) for row in rows}


def kinds_of(noun: str) -> frozenset[str]:
    """The kinds of actor that "the group" or "the rebels" can stand for; empty for other nouns."""
    return _kinds().get(noun, frozenset())
