"""When are two wordings the same thing? Words folded to stems and concepts, rare words weighing more."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from math import fsum
from typing import TYPE_CHECKING

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Concept", "folded_name", "load_concepts", "measures", "overlap", "stem", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = sorted(words_for("text: endings"), key=len, reverse=True)


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that name one thing in this field ("truce", "ceasefire"); none of them means another."""

    name: str
    words: tuple[str, ...]
    yes: str
    no: str


@cache
def load_concepts() -> tuple[Concept, ...]:
    """The rows of ``concepts.toml``."""
    return load_rules(data_path("concepts.toml"), Concept)


@cache
def _folds() -> dict[str, str]:
    return {stem(word): row.name for row in load_concepts() for word in row.words}


@cache
def _listed() -> dict[str, str]:
    """The words of the concepts as they stand there: "let" is no "letter", though their stems are one."""
    return {word: row.name for row in load_concepts() for word in row.words}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem, the same for the forms of one word ("filling", "filled", "fill").

    >>> stem("withdrawing") == stem("withdraw"), stem("filled") == stem("filling")
    (True, True)
    """
    low = word.lower().removesuffix("'s").removesuffix("’s")
    for suffix in _ENDINGS:
        if low.endswith(suffix) and len(low) - len(suffix) >= 3:
            low = low[: -len(suffix)]
            break
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "aeiou":
        low = low[:-1]
    return low


@lru_cache(maxsize=20_000)
def words(text: str) -> frozenset[str]:
    """The content words of a wording, folded; names of the matter itself ("the plan") are left out."""
    folds, listed = _folds(), _listed()
    found = {listed.get(word.lower()) or folds.get(stem(word), stem(word)) for word in _WORD.findall(text)}
    return frozenset(word for word in found if word != "-")


def overlap(one: frozenset[str], two: frozenset[str], weight: Mapping[str, float]) -> float:
    """0 to 1: the mean of weighted Dice and of how much of the shorter wording is in the longer."""
    if one.isdisjoint(two):
        return 0.0
    if not weight:
        common, few, many = len(one & two), *sorted((len(one), len(two)))
        return 0.5 * (2 * common / (few + many)) + 0.5 * common / few
    both, left, right = (
        fsum([weight.get(word, 1.0) for word in found])  # exact, so whatever the order of a set
        for found in (one & two, one, two)
    )
    return 0.5 * (2 * both / (left + right)) + 0.5 * both / min(left, right)


@cache
def measures() -> frozenset[str]:
    """The words of numbers and times: two things "of five hundred" are not alike by that."""
    return words(" ".join(words_for("ledger: measures")))


def folded_name(name: str) -> str:
    """A name for comparing: without accents, case, article and spare white space.

    >>> folded_name("The  Qods Fórce") == folded_name("Qods force")
    True
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(bare.lower().removeprefix("the ").split())
