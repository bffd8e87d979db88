"""How alike two reports are: cosine of weighted words, less the further apart their days."""

from __future__ import annotations

import zlib
from array import array
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np

from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.forms import among
from deedwatch.reckoning.happenings.pieces import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Floats: TypeAlias = npt.NDArray[np.float32]
    Whole: TypeAlias = npt.NDArray[np.int32]

__all__ = [
    "NO_DAY",
    "Terms",
    "Vocabulary",
    "day_factor",
    "dense_likeness",
    "factors_of_days",
    "load_word_shares",
    "without_strangers",
]

NO_DAY = -1
_EXPECTED = 100  # reports that what is known of news in general counts for
_HALVE_AT = 200_000  # reports counted; then the counts are halved, so that old words fade
_SOON, _LATER = 3, 10  # days apart
_FACTOR_LATER, _FACTOR_FAR = 0.8, 0.6
_STRANGERS = 0.8
_COLUMNS = 4096  # words taken at once, so that memory stays flat


class _Share(msgspec.Struct, frozen=True):
    word: str
    share: float


@cache
def load_word_shares() -> dict[str, float]:
    """In which share of news reports a word stands."""
    return {row.word: row.share for row in load_rows(data_path("word_shares.csv"), _Share)}


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The words of a report by their number, ascending, with weight; which are names, and of persons."""

    ids: Whole
    weights: Floats
    named: npt.NDArray[np.bool_]
    persons: npt.NDArray[np.bool_]


class Vocabulary:
    """In how many reports each word stands, so that rare words weigh more."""

    def __init__(self) -> None:
        self._ids = Numbering(self._learn)
        self._words: list[str] = []
        self._shares, self._codes = array("f"), array("I")
        self._counts = np.zeros(1024, dtype=np.float32)
        self.reports = 0

    def _learn(self, word: str) -> int:
        self._words.append(word)
        self._shares.append(load_word_shares().get(word, 0.0))
        self._codes.extend(_codes(word))
        return len(self._words) - 1

    def number(self, words: Iterable[str]) -> Whole:
        """The number of each word."""
        found = np.fromiter(map(self._ids.__getitem__, words), dtype=np.int32)
        if len(self._words) > len(self._counts):
            self._counts = np.concatenate([self._counts, np.zeros(len(self._words), dtype=np.float32)])
        return found

    def count(self, terms: Terms) -> None:
        """Count the words of a new report."""
        self._counts[terms.ids] += 1
        self.reports += 1

    def fade(self, terms: Sequence[Terms]) -> list[Terms] | None:
        """Where enough was counted, halve the counts and forget words that no open report has.

        Gives the terms of the open reports under their new numbers, None where nothing was done.
        """
        if self.reports < _HALVE_AT:
            return None
        counts = self._counts[: len(self._words)] // 2
        used = np.zeros(len(self._words), dtype=np.bool_)
        for term in terms:
            used[term.ids] = True
        kept = np.flatnonzero(used | (counts >= 1))
        number = np.full(len(self._words), -1, dtype=np.int32)
        number[kept] = np.arange(len(kept), dtype=np.int32)
        self._shares = array("f", self._known_shares()[kept].tolist())
        self._codes = array("I", self.codes()[kept].ravel().tolist())
        self._words = [self._words[place] for place in kept.tolist()]
        self._ids = Numbering(self._learn, zip(self._words, range(len(self._words)), strict=True))
        self._counts = np.maximum(counts[kept], 1).astype(np.float32)
        self.reports //= 2
        return [Terms(number[term.ids], term.weights, term.named, term.persons) for term in terms]

    def codes(self) -> npt.NDArray[np.uint32]:
        """The codes of each word's text, of both parts of a pair of names."""
        return np.array(self._codes, dtype=np.uint32).reshape(-1, 2)

    def _known_shares(self) -> Floats:
        return np.array(self._shares, dtype=np.float32)

    def vectors(self, terms: Iterable[Terms]) -> list[Terms]:
        """Unit vectors: the same words, weighed by how rare they are now."""
        rare = self.rareness()
        found = []
        for term in terms:
            value = term.weights * rare[term.ids]
            norm = np.sqrt(value @ value) or np.float32(1.0)
            found.append(Terms(term.ids, value / norm, term.named, term.persons))
        return found

    def rareness(self) -> Floats:
        """How much each word tells: 0 where it stands in every report."""
        expected = _EXPECTED * self._known_shares()
        counts = self._counts[: len(self._words)] + expected + 0.5
        found: Floats = np.maximum(np.log((self.reports + _EXPECTED + 1) / counts), 0.0).astype(np.float32)
        return found

    def word(self, number: int) -> str:
        """The word of that number."""
        return self._words[number]


def _codes(word: str) -> tuple[int, int]:
    first, _, second = word.partition(" ")
    code = zlib.crc32(first.encode())
    return (code, zlib.crc32(second.encode())) if second else (code, code)


def _by_word(vectors: Sequence[Terms]) -> tuple[Whole, Whole, Floats]:
    """All words of all vectors: the word, whose it is, its value; by word, then by owner."""
    where = np.concatenate([v.ids for v in vectors])
    value = np.concatenate([v.weights for v in vectors])
    owner = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(v.ids) for v in vectors])
    order = np.argsort(where, kind="stable")
    return where[order], owner[order], value[order]


def factors_of_days(one: Whole, two: Whole) -> Floats:
    """1 for reports within three days of each other or without a day, less beyond."""
    apart = np.abs(one - two)
    factor = np.where(apart <= _SOON, 1.0, np.where(apart <= _LATER, _FACTOR_LATER, _FACTOR_FAR))
    return np.where((one == NO_DAY) | (two == NO_DAY), 1.0, factor).astype(np.float32)


def day_factor(one: int | None, two: int | None) -> float:
    """The same for two days.

    >>> day_factor(738000, 738002), day_factor(738000, 738400), day_factor(738000, None)
    (1.0, 0.6, 1.0)
    """
    days = [np.array([NO_DAY if day is None else day], dtype=np.int32) for day in (one, two)]
    return round(float(factors_of_days(days[0], days[1])[0]), 6)


def dense_likeness(vectors: Sequence[Terms], days: Whole) -> Floats:
    """The likeness of every pair of a few reports, days looked at; the diagonal means nothing."""
    size = len(vectors)
    where, owner, value = _by_word(vectors)
    words, place, count = np.unique(where, return_inverse=True, return_counts=True)
    shared = np.flatnonzero(count > 1)
    column = np.full(len(words), -1)
    column[shared] = np.arange(len(shared))
    place = column[place]
    found = np.zeros((size, size), dtype=np.float32)
    for start in range(0, len(shared), _COLUMNS):
        part = (place >= start) & (place < start + _COLUMNS)
        full = np.zeros((size, min(_COLUMNS, len(shared) - start)), dtype=np.float32)
        full[owner[part], place[part] - start] = value[part]
        found += full @ full.T
    factor: Floats = factors_of_days(days[:, None], days[None, :])
    return found * factor * _people_factor(vectors)


def _people_factor(vectors: Sequence[Terms]) -> Floats:
    """Less than 1 for reports that both name persons, but none that the other names at all."""
    size = len(vectors)
    people = np.unique(np.concatenate([vector.ids[vector.persons] for vector in vectors]))
    told = np.zeros((size, len(people)), dtype=np.float32)
    named = np.zeros((size, len(people)), dtype=np.float32)
    for row, vector in enumerate(vectors):
        told[row, np.searchsorted(people, vector.ids[vector.persons])] = 1.0
        named[row] = among(people, vector.ids)
    met = told @ named.T
    some = np.asarray(told.sum(axis=1) > 0)
    strangers = some[:, None] & some[None, :] & (met == 0) & (met.T == 0)
    return np.where(strangers, np.float32(_STRANGERS), np.float32(1.0))


def without_strangers(vectors: Sequence[Terms], pairs: tuple[Whole, Whole, Floats]) -> Floats:
    """The likeness of pairs of reports, less where they name no person in common."""
    people = [frozenset(vector.ids[vector.persons].tolist()) for vector in vectors]
    named = [frozenset(vector.ids[vector.named].tolist()) for vector in vectors]
    factor = [
        _STRANGERS
        if people[one] and people[two] and not (people[one] & named[two] or people[two] & named[one])
        else 1.0
        for one, two in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True)
    ]
    return pairs[2] * np.array(factor, dtype=np.float32)
