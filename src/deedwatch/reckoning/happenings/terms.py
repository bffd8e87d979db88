"""The light reading of a report: its words by weight, its names, its four-word runs, its day.

No parse is needed: this is what is done to every report that arrives, some thousands a second.
Names weigh more, the opening weighs double, and what stands far down weighs less (measured in
``docs/happenings.md``).
"""

from __future__ import annotations

import hashlib
import math
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeVar

import msgspec
import numpy as np

from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.days import whole_day
from deedwatch.reckoning.happenings.forms import RUN, Wording, among
from deedwatch.reckoning.happenings.likeness import Terms
from deedwatch.reckoning.happenings.pieces import INITIAL, Pieces, order_of
from deedwatch.reckoning.happenings.settings import Opening
from deedwatch.records import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeAlias

    import numpy.typing as npt

    from deedwatch.records import Document

    Codes: TypeAlias = npt.NDArray[np.uint32]
    Places: TypeAlias = npt.NDArray[np.int_]
    Whole: TypeAlias = npt.NDArray[np.int32]

__all__ = ["Reader", "Reading", "load_function_words", "load_given_names"]

_LEAD = 100  # words of the opening, which weigh double
_FADE = 800.0  # words over which the weight of what follows falls to a third
_LEAST = 0.3
_NAME = 1.7
_PAIR = 0.5  # two names in a row are a term of their own at this weight ("Tara Reid")
_CAPITAL_SHARE = 0.7  # a word is a name where it is capitalised this often
_MOST_WORDS = 4000
_AT_ONCE = 128  # reports
_Kind = TypeVar("_Kind", bound=np.generic)


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
    """What the comparison of reports needs of one of them."""

    id: str
    digest: str
    day: int | None
    published: str | None
    terms: Terms
    wording: Wording
    opening: Opening


class Reader:
    """Reads reports lightly; keeps what it found out about the pieces of text that it has seen.

    ``number`` gives terms their numbers.
    """

    def __init__(self, number: Callable[[Iterable[str]], Whole]) -> None:
        self._number = number
        self._given = load_given_names()
        self._pieces = Pieces(load_function_words(), self._given)
        later = [max(_LEAST, math.exp(-place / _FADE)) for place in range(_MOST_WORDS - _LEAD)]
        self._weight = np.array([2.0] * _LEAD + later)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The light reading of each report; some are read at a time, which is faster."""
        held = iter(documents)
        while some := list(islice(held, _AT_ONCE)):
            yield from self._read(some)

    def _read(self, documents: Sequence[Document]) -> Iterator[Reading]:
        texts = [_text_of(document) for document in documents]
        self._pieces.make_room()
        taken = [self._pieces.take(text) for text in texts]
        pieces, owner = np.concatenate(taken), np.repeat(np.arange(len(taken)), list(map(len, taken)))
        said, count = self._pieces.terms(pieces)
        terms, names = self._weigh(said, np.repeat(owner, count), len(taken))
        plain, count = self._pieces.plain(pieces)
        wordings = self._word(plain, np.repeat(owner, count), names, len(taken))
        for document, text, part, term, wording in zip(documents, texts, taken, terms, wordings, strict=True):
            yield Reading(
                id=document.id,
                digest=hashlib.sha1(self._pieces.folded(part).encode(), usedforsecurity=False).hexdigest(),
                day=whole_day(document.published),
                published=day_of(document.published),
                terms=term,
                wording=wording,
                opening=Opening(text, self._given),
            )

    def _weigh(self, said: Whole, owner: Places, size: int) -> tuple[list[Terms], Places]:
        """The terms of each of ``size`` reports, and the keys of those that are names, ascending.

        ``said`` are terms as the table of pieces has them, ``owner`` the report of each, ascending.
        """
        place = np.arange(len(owner)) - np.searchsorted(owner, np.arange(size))[owner]
        inside = np.flatnonzero((said != INITIAL) & (place < _MOST_WORDS))
        said, owner, weight = said[inside], owner[inside], self._weight[place[inside]]
        upper = (said >= 0) & (said & 1 == 1)
        told = np.flatnonzero(said >= 0)
        keys = owner[told] * self._pieces.size + (said[told] >> 1)
        order = order_of(keys)
        keys, told = keys[order], told[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        count = np.diff(starts, append=len(keys))
        named = _sums(upper[told], starts) >= _CAPITAL_SHARE * count
        term = np.zeros(len(said), dtype=np.int64)
        term[told] = np.repeat(np.arange(len(starts)), count)
        persons = np.zeros(len(starts), dtype=np.bool_)
        persons[term[self._surnames(said, owner, upper)]] = True
        whose, number = np.divmod(keys[starts], self._pieces.size)
        weights = np.log1p(_sums(weight[told], starts)) * np.where(named, _NAME, 1.0)
        words, back = np.unique(number, return_inverse=True)
        ids = self._number(self._pieces.words(words))[back]
        one, two, worth = _pairs(term, upper & named[term], owner, weight)
        pairs = self._pair_up(number[one], number[two], worth)
        single = Terms(ids, weights.astype(np.float32), named, persons & named)
        return _by_report(np.r_[whose, whose[one]], single, pairs, size), keys[starts[named]]

    def _pair_up(self, one: Places, two: Places, worth: npt.NDArray[np.float64]) -> Terms:
        """The terms that pairs of names are."""
        ids = self._number(map(" ".join, zip(self._pieces.words(one), self._pieces.words(two), strict=True)))
        plain = np.zeros(len(one), dtype=np.bool_)
        return Terms(ids, (_NAME * np.log1p(_PAIR * worth)).astype(np.float32), plain, plain)

    def _surnames(self, said: Whole, owner: Places, upper: npt.NDArray[np.bool_]) -> Places:
        """Where the last of several names in a row stands, if a given name is among those before it."""
        together = owner[:-1] == owner[1:]
        ends = np.flatnonzero(upper[:-1] & ~upper[1:] & together)
        first = np.flatnonzero(upper[:-1] & upper[1:] & together)
        given = first[self._pieces.are_given(said[first] >> 1)]
        last = np.searchsorted(ends, given)
        given, last = given[last < len(ends)], ends[last[last < len(ends)]]
        found: Places = last[owner[given] == owner[last]]
        return found

    def _word(self, plain: Whole, owner: Places, names: Places, size: int) -> Iterator[Wording]:
        """The wording of each of ``size`` reports, by its plain words; ``names`` are keys of names."""
        codes = self._pieces.codes(plain)
        marked = self._pieces.are_figures(plain) | among(owner * self._pieces.size + plain, names)
        marks = _unique_by_report(owner[marked], codes[marked], size)
        words = _cut(codes, np.searchsorted(owner, np.arange(size + 1)))
        runs = list(map(_runs_of, words))
        unique = _unique_by_report(
            np.repeat(np.arange(size), list(map(len, runs))), np.concatenate(runs), size
        )
        return map(Wording, runs, unique, words, marks)


def _text_of(document: Document) -> str:
    text, title = document.text, document.title
    return f"{title}\n{text}" if title and not text.startswith(title) else text


def _sums(values: npt.NDArray[np.float64] | npt.NDArray[np.bool_], starts: Places) -> npt.NDArray[np.float64]:
    """The sum of each stretch of values."""
    if not len(starts):
        return np.zeros(0)
    return np.add.reduceat(values, starts, dtype=np.float64)


def _pairs(
    term: Places, named: npt.NDArray[np.bool_], owner: Places, weight: npt.NDArray[np.float64]
) -> tuple[Places, Places, npt.NDArray[np.float64]]:
    """Two names in a row in one report: the term of each, and what the second weighs in all."""
    second = np.flatnonzero(named[:-1] & named[1:] & (owner[:-1] == owner[1:])) + 1
    most = int(term.max(initial=0)) + 1
    pairs, back = np.unique(term[second - 1] * most + term[second], return_inverse=True)
    worth = np.bincount(back, weight[second], len(pairs)).astype(np.float64, copy=False)
    return *np.divmod(pairs, most), worth


def _by_report(owner: Places, single: Terms, pairs: Terms, size: int) -> list[Terms]:
    """The terms of each report, by number."""
    ids = np.r_[single.ids, pairs.ids]
    order = order_of(owner * (int(ids.max(initial=0)) + 1) + ids)
    bounds = np.searchsorted(owner[order], np.arange(size + 1))
    return [
        Terms(*parts)
        for parts in zip(
            _cut(ids[order], bounds),
            _cut(np.r_[single.weights, pairs.weights][order], bounds),
            _cut(np.r_[single.named, pairs.named][order], bounds),
            _cut(np.r_[single.persons, pairs.persons][order], bounds),
            strict=True,
        )
    ]


def _unique_by_report(owner: Places, codes: Codes, size: int) -> list[Codes]:
    """The codes of each report in order, none twice."""
    both = np.sort(owner << 32 | codes)
    both = both[np.diff(both, prepend=-1) > 0]
    return _cut((both & 0xFFFFFFFF).astype(np.uint32), np.searchsorted(both >> 32, np.arange(size + 1)))


def _cut(values: npt.NDArray[_Kind], bounds: Places) -> list[npt.NDArray[_Kind]]:
    return [values[begin:end] for begin, end in pairwise(bounds.tolist())]


def _runs_of(ids: Codes) -> Codes:
    """The hashes of all runs of four words, in order; of the whole where there are fewer words."""
    if len(ids) < RUN:
        return np.array([zlib.crc32(ids.tobytes())], dtype=np.uint32)
    size = len(ids) - RUN + 1
    mixed = np.zeros(size, dtype=np.uint32)
    for place in range(RUN):
        mixed = mixed * np.uint32(2_654_435_761) + ids[place : place + size]
        mixed ^= mixed >> np.uint32(15)
    return mixed
