"""The light reading of a report: its words by weight, its names, its four-word runs, its day.

No parse is needed: this is what is done to every report that arrives, some thousands a second.
Names weigh more, the opening weighs double, and what stands far down weighs less (measured in
``docs/happenings.md``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.forms import RUN, among
from deedwatch.reckoning.happenings.pieces import INITIAL, Pieces
from deedwatch.reckoning.happenings.settings import Opening

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy.typing as npt

    from deedwatch.records import Document

    Floats: TypeAlias = npt.NDArray[np.float32]
    Places: TypeAlias = npt.NDArray[np.intp]
    Whole: TypeAlias = npt.NDArray[np.int32]

__all__ = ["Reader", "Reading", "day_of", "load_function_words"]

_LEAD = 100  # words of the opening, which weigh double
_FADE = 800.0  # words over which the weight of what follows falls to a third
_LEAST = 0.3
_NAME = 1.7
_PAIR = 0.5  # two names in a row are a term of their own at this weight ("Tara Reid")
_CAPITAL_SHARE = 0.7  # a word is a name where it is capitalised this often
_MOST_WORDS = 4000


class _Word(msgspec.Struct, frozen=True):
    word: str


class _Given(msgspec.Struct, frozen=True):
    name: str


@cache
def load_function_words() -> frozenset[str]:
    """Words that tell nothing about what happened."""
    return frozenset(row.word for row in load_rows(data_path("function_words.csv"), _Word))


@cache
def load_given_names() -> frozenset[str]:
    """Given names, by which persons are told from other names."""
    return frozenset(row.name.lower() for row in load_rows(data_path("first_names.csv"), _Given))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the comparison of reports needs of one of them.

    ``words`` are its terms, none twice, and ``weights`` what each weighs; ``names`` and ``people`` are the
    places in ``words`` of those that are names, and of those that are surnames of persons.
    """

    id: str
    digest: str
    day: int | None
    published: str | None
    words: list[str]
    weights: npt.NDArray[np.float32]
    names: npt.NDArray[np.intp]
    people: npt.NDArray[np.intp]
    opening: Opening
    runs: npt.NDArray[np.uint32]
    codes: npt.NDArray[np.uint32]
    marks: npt.NDArray[np.uint32]


class Reader:
    """Reads reports lightly; keeps what it found out about the pieces of text that it has seen."""

    def __init__(self) -> None:
        self._given = load_given_names()
        self._pieces = Pieces(load_function_words(), self._given)
        later = [max(_LEAST, math.exp(-place / _FADE)) for place in range(_MOST_WORDS - _LEAD)]
        self._weight = np.array([2.0] * _LEAD + later)

    def read(self, document: Document) -> Reading:
        """The light reading of a report."""
        text = document.text
        title = document.title
        if title and not text.startswith(title):
            text = f"{title}\n{text}"
        pieces = self._pieces.take(text)
        words, weights, names, people, named = self._terms(self._pieces.terms(pieces)[:_MOST_WORDS])
        plain = self._pieces.plain(pieces)
        codes = self._pieces.codes(plain)
        marks = codes[self._pieces.are_figures(plain) | among(plain, named)]
        return Reading(
            id=document.id,
            digest=hashlib.sha1(self._pieces.folded(pieces).encode(), usedforsecurity=False).hexdigest(),
            day=day_of(document.published),
            published=document.published and document.published[:10],
            words=words,
            weights=weights,
            names=names,
            people=people,
            opening=Opening(text, self._given),
            runs=_runs_of(codes),
            codes=codes,
            marks=np.unique(marks),
        )

    def _terms(self, terms: Whole) -> tuple[list[str], Floats, Places, Places, Whole]:
        """The words, their weights, the places among them of names and of persons, the names' numbers."""
        inside = terms != INITIAL
        terms, weight = terms[inside], self._weight[: len(terms)][inside]
        upper = (terms >= 0) & (terms & 1 == 1)
        told = np.flatnonzero(terms >= 0)
        told = told[np.argsort(terms[told] >> 1, kind="stable")]
        number = terms[told] >> 1
        starts = np.flatnonzero(np.diff(number, prepend=-1))
        count = np.diff(starts, append=len(number))
        named = _sums(upper[told], starts) >= _CAPITAL_SHARE * count
        values = np.log1p(_sums(weight[told], starts)) * np.where(named, _NAME, 1.0)
        place = np.empty(len(terms), dtype=np.intp)
        place[told] = np.repeat(np.arange(len(starts)), count)
        words = self._pieces.words(number[starts].tolist())
        pairs = _pairs(place, upper, weight, named)
        words += [f"{words[one]} {words[two]}" for one, two in pairs]
        paired = _NAME * np.log1p(_PAIR * np.array(list(pairs.values())))
        people = np.unique(place[self._surnames(terms, upper)])
        return (
            words,
            np.concatenate([values, paired]).astype(np.float32),
            np.flatnonzero(named),
            people[named[people]],
            number[starts[named]],
        )

    def _surnames(self, terms: Whole, upper: npt.NDArray[np.bool_]) -> Places:
        """Where the last of several names in a row stands, if a given name is among those before it."""
        ends = np.flatnonzero(upper[:-1] & ~upper[1:])
        first = np.flatnonzero(upper[:-1] & upper[1:])
        given = first[self._pieces.are_given(terms[first] >> 1)]
        last = np.searchsorted(ends, given)
        return ends[last[last < len(ends)]]


def _sums(values: npt.NDArray[np.float64] | npt.NDArray[np.bool_], starts: Places) -> npt.NDArray[np.float64]:
    """The sum of each stretch of values."""
    if not len(starts):
        return np.zeros(0)
    return np.add.reduceat(values, starts, dtype=np.float64)


def _pairs(
    place: Places, upper: npt.NDArray[np.bool_], weight: npt.NDArray[np.float64], named: npt.NDArray[np.bool_]
) -> dict[tuple[int, int], float]:
    """Two names in a row, by their places among the words, and what the second weighs each time."""
    second = np.flatnonzero(upper[:-1] & upper[1:]) + 1
    second = second[named[place[second - 1]] & named[place[second]]]
    sums: dict[tuple[int, int], float] = {}
    for one, two, value in zip(
        place[second - 1].tolist(), place[second].tolist(), weight[second].tolist(), strict=True
    ):
        sums[one, two] = sums.get((one, two), 0.0) + value
    return sums


def _runs_of(ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The hashes of all runs of four words, in order; of the whole where there are fewer words."""
    if len(ids) < RUN:
        return np.array([zlib.crc32(ids.tobytes())], dtype=np.uint32)
    size = len(ids) - RUN + 1
    mixed = np.zeros(size, dtype=np.uint32)
    for place in range(RUN):
        mixed = mixed * np.uint32(2_654_435_761) + ids[place : place + size]
        mixed ^= mixed >> np.uint32(15)
    return mixed


def day_of(published: str | None) -> int | None:
    """The day's number, or None where no whole day is told.

    >>> day_of("2007-05-28") - day_of("2007-05-27T10:00:00Z"), day_of("2007-05")
    (1, None)
    """
    try:
        return dt.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
