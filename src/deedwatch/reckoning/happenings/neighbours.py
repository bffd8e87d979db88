"""Which reports of a window are alike enough to be looked at: an exact search over who has which word."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from deedwatch.reckoning.happenings.likeness import factors_of_days
from deedwatch.reckoning.happenings.pieces import order_of, unfold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.likeness import Terms

    Floats: TypeAlias = npt.NDArray[np.float32]
    Doubles: TypeAlias = npt.NDArray[np.float64]
    Places: TypeAlias = npt.NDArray[np.int_]
    Whole: TypeAlias = npt.NDArray[np.int32]

__all__ = ["find_neighbours"]

_ASIDE = 0.5  # of the bar: what two reports owe to words set aside, on the mean
_MOST_ASIDE = 2048  # words
_PRODUCTS = 500_000  # formed at once, so that memory stays flat
_ROWS = 128  # reports looked up at once
_ROUNDING = 1e-5


def find_neighbours(
    vectors: Sequence[Terms], days: Whole, *, first: int, least: float
) -> tuple[Whole, Whole, Floats]:
    """The pairs of reports that are at least so much alike, the later of them at ``first`` or behind.

    Gives three arrays: the later report, the earlier, their likeness; by the later, then the earlier.
    """
    none = np.zeros(0, dtype=np.int32)
    found: list[tuple[Whole, Whole, Floats]] = [(none, none, np.zeros(0, dtype=np.float32))]
    if not vectors:
        return found[0]
    index = _Index(vectors, first, least)
    for begin, end in index.blocks():
        one, two, rare, most = index.likely(begin, end, least)
        factor = factors_of_days(days[one], days[two])
        near = most * factor >= least - _ROUNDING
        one, two = one[near], two[near]
        like = (rare[near] + index.of_common(one, two)).astype(np.float32) * factor[near]
        near = like >= least
        found.append((one[near], two[near], like[near]))
    one, two, like = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return one, two, like


class _Index:
    """Who has which word; the commonest words, which make little of the likeness, are set aside.

    What two reports owe to those is at most the product of the lengths of these parts of their vectors
    (Cauchy and Schwarz), so they are gone through only for pairs that they could bring over the bar. The
    idea is that of prefix filtering (Bayardo, Ma and Srikant 2007); what is found is the same.
    """

    def __init__(self, vectors: Sequence[Terms], first: int, least: float) -> None:
        self._size, self._first = len(vectors), first
        sizes = [len(vector.ids) for vector in vectors]
        words = np.concatenate([vector.ids for vector in vectors])
        value = np.concatenate([vector.weights for vector in vectors])
        order = order_of(words)
        starts = np.flatnonzero(np.diff(words[order], prepend=-1))
        counts = np.diff(starts, append=len(words))
        aside = _set_aside(counts, np.add.reduceat(value[order] ** 2, starts), least * self._size)
        self._owner = np.repeat(np.arange(self._size, dtype=np.int32), sizes)[order]
        self._value = value[order].astype(np.float64)
        column = np.repeat(np.where(aside, np.cumsum(aside) - 1, -1), counts)
        common = np.flatnonzero(column >= 0)
        self._common = np.zeros((self._size, np.count_nonzero(aside)), dtype=np.float32)
        self._common[self._owner[common], column[common]] = self._value[common]
        self._length = np.sqrt(np.einsum("ij,ij->i", self._common, self._common, dtype=np.float64))
        # For each word of the reports from the first on: where the word's reports begin, how many are before.
        offset = sum(sizes[:first])
        asked = np.flatnonzero(order >= offset)
        begin = np.repeat(starts, counts)[asked]
        self._own = value[offset:].astype(np.float64)
        self._begin, self._before = np.empty((2, len(self._own)), dtype=np.int64)
        self._begin[order[asked] - offset] = begin
        self._before[order[asked] - offset] = np.where(column[asked] < 0, asked - begin, 0)
        self._bounds = np.cumsum([0, *sizes[first:]])
        self._products = np.r_[0, np.cumsum(self._before)][self._bounds]

    def blocks(self) -> Iterator[tuple[int, int]]:
        """The reports from the first on, in stretches that are looked up at one go."""
        begin, last = 0, self._size - self._first
        while begin < last:
            most = int(np.searchsorted(self._products, self._products[begin] + _PRODUCTS, side="right")) - 1
            end = max(begin + 1, min(begin + _ROWS, most, last))
            yield begin + self._first, end + self._first
            begin = end

    def likely(self, begin: int, end: int, least: float) -> tuple[Whole, Whole, Doubles, Doubles]:
        """The pairs that may be so much alike, the later of them from ``begin`` to ``end``.

        Gives the later report, the earlier, what they owe to the words not set aside, and the most that
        they can owe to all.
        """
        bounds = self._bounds[begin - self._first : end - self._first + 1]
        part = slice(bounds[0], bounds[-1])
        held = np.flatnonzero(self._before[part])
        before = self._before[part][held]
        place = unfold(self._begin[part][held], before)
        row = np.repeat(np.arange(end - begin), np.diff(bounds))[held]
        code = np.repeat(row * self._size, before) + self._owner[place]
        product = np.repeat(self._own[part][held], before) * self._value[place]
        rare: Doubles = np.bincount(code, product, (end - begin) * self._size).astype(np.float64, copy=False)
        most = rare + np.multiply.outer(self._length[begin:end], self._length).ravel()
        hits = np.flatnonzero(most >= least - _ROUNDING)
        one, two = np.divmod(hits, self._size)
        one += begin
        earlier = two < one
        hits = hits[earlier]
        return one[earlier].astype(np.int32), two[earlier].astype(np.int32), rare[hits], most[hits]

    def of_common(self, one: Whole, two: Whole) -> npt.NDArray[np.float32]:
        """What pairs of reports owe to the words set aside."""
        found = np.zeros(len(one), dtype=np.float32)
        for begin in range(0, len(one), _ROWS):
            part = slice(begin, begin + _ROWS)
            np.einsum("ij,ij->i", self._common[one[part]], self._common[two[part]], out=found[part])
        return found


def _set_aside(counts: Places, squares: Floats, most: float) -> npt.NDArray[np.bool_]:
    """The commonest words, as long as the sum of their squares stays under ``_ASIDE`` of ``most``."""
    order = np.argsort(-counts, kind="stable")[:_MOST_ASIDE]
    chosen = order[np.cumsum(squares[order], dtype=np.float64) <= _ASIDE * most]
    aside = np.zeros(len(counts), dtype=np.bool_)
    aside[chosen] = True
    return aside
