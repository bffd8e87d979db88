"""The language data of this stage: the rows of its files, and the tables by which they are looked up."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from deedwatch.lexicon import data_path, load_rules
from deedwatch.records import MatterKind, Stance  # noqa: TC001 - msgspec reads the fields' types

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "FramingWord",
    "MatterNoun",
    "OwnMove",
    "Provision",
    "StanceVerb",
    "UnrealWord",
    "load_framing_words",
    "load_matter_nouns",
    "load_provisions",
    "load_stance_verbs",
    "load_unreal_words",
    "stance_verbs_of",
]

OwnMove: TypeAlias = Literal["restates", "amends", "withdraws"]


class StanceVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs by which a party takes a stance on a matter, or its maker moves with his own."""

    verbs: tuple[str, ...]
    object: tuple[str, ...]
    kinds: tuple[MatterKind, ...]
    yes: str
    no: str
    stance: Stance | None = None
    move: OwnMove | None = None
    when: Literal["plain", "negated", "conditional", "no longer", "unfinished"] = "plain"
    named: bool = False
    able: bool = False
    maker: Literal["none", "may", "must", "body"] = "none"
    alone: bool = False
    anyone: bool = False


class MatterNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that name a matter, and the kinds that it can be, the likeliest first.

    Those with ``of`` name it only where one of these words stands ahead or "for" behind ("a pay claim").
    """

    nouns: tuple[str, ...]
    kinds: tuple[MatterKind, ...]
    yes: str
    no: str
    of: tuple[str, ...] = ()


class Provision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs by which the words of a proposal are told."""

    verbs: tuple[str, ...]
    yes: str
    no: str


class UnrealWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words under which a stance has not been taken: wishes, doubts, forecasts, questions."""

    words: tuple[str, ...]
    place: Literal[
        "governor",
        "denier",
        "kept from",
        "noun",
        "teller unknown",
        "commander",
        "auxiliary",
        "marker",
        "adverb",
        "negation",
    ]
    yes: str
    no: str


class FramingWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that lead in a matter and are no part of it."""

    words: tuple[str, ...]
    yes: str
    no: str


@cache
def load_framing_words() -> tuple[FramingWord, ...]:
    """The rows of ``framing.toml``."""
    return load_rules(data_path("framing.toml"), FramingWord)


@cache
def load_stance_verbs() -> tuple[StanceVerb, ...]:
    """The rows of ``stances.toml``, each pattern with one word for each of its alternatives."""
    rows = load_rules(data_path("stances.toml"), StanceVerb)
    return tuple(replace(row, verbs=tuple(v for verb in row.verbs for v in _spread(verb))) for row in rows)


def _spread(pattern: str) -> Iterator[str]:
    """Of "call|find sound" both "call sound" and "find sound"."""
    return map(" ".join, product(*(word.split("|") for word in pattern.split())))


@cache
def _stances_by_first_word() -> dict[str, tuple[StanceVerb, ...]]:
    words = {pattern.split()[0] for row in load_stance_verbs() for pattern in row.verbs}
    return {
        word: tuple(row for row in load_stance_verbs() if any(v.split()[0] == word for v in row.verbs))
        for word in words
    }


def stance_verbs_of(lemma: str) -> tuple[StanceVerb, ...]:
    """The rows of ``stances.toml`` with a pattern that begins with this verb, in their order.

    Trying all 1,400 patterns on every verb took a sixth of the time of ``record``.
    """
    return _stances_by_first_word().get(lemma, ())


@cache
def load_matter_nouns() -> tuple[MatterNoun, ...]:
    """The rows of ``matters.toml``."""
    return load_rules(data_path("matters.toml"), MatterNoun)


@cache
def load_provisions() -> tuple[Provision, ...]:
    """The rows of ``provisions.toml``."""
    return load_rules(data_path("provisions.toml"), Provision)


@cache
def load_unreal_words() -> tuple[UnrealWord, ...]:
    """The rows of ``unreal.toml``."""
    return load_rules(data_path("unreal.toml"), UnrealWord)
