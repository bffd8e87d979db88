"""What a noun for a body can stand for (``body_nouns.csv``)."""

from __future__ import annotations

from functools import cache

import msgspec

from deedwatch.lexicon import data_path, load_rows

__all__ = ["kinds_of"]


class BodyNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``body_nouns.csv``."""

    noun: str
    kinds: str


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = load_rows(data_path("body_nouns.csv"), BodyNoun)
    return {row.noun: frozenset(row.kinds.split("|")) for row in rows}


def kinds_of(noun: str) -> frozenset[str]:
    """The kinds of actor that "the group" or "the rebels" can stand for; empty for other nouns."""
    return _kinds().get(noun, frozenset())
