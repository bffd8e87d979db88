"""How alike two reports are: cosine of weighted words, less the further apart their days."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.terms import Reading

__all__ = ["NO_DAY", "Index", "Vector", "Vocabulary", "day_factor", "dense_likeness"]

NO_DAY = -1
_HALVE_AT = 200_000  # reports counted; then the counts are halved, so that old words fade
_SOON, _LATER = 3, 10  # days apart
_FACTOR_LATER, _FACTOR_FAR = 0.8, 0.6
_COLUMNS = 4096  # words taken at once, so that memory stays flat

Vector = tuple["npt.NDArray[np.int32]", "npt.NDArray[np.float32]"]


class Vocabulary:
    """In how many reports each word stands, so that rare words weigh more."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._words: list[str] = []
        self._counts: list[int] = []
        self.reports = 0

    def count(self, readings: Iterable[Reading]) -> None:
        """Take the words of new reports in."""
        ids, counts = self._ids, self._counts
        for reading in readings:
            self.reports += 1
            for word in reading.weights:
                place = ids.get(word)
                if place is None:
                    ids[word] = len(counts)
                    self._words.append(word)
                    counts.append(1)
                else:
                    counts[place] += 1

    def fade(self) -> bool:
        """Halve the counts and drop words of one report, where enough was counted; True if done."""
        if self.reports < _HALVE_AT:
            return False
        kept = [
            (word, count // 2) for word, count in zip(self._words, self._counts, strict=True) if count > 1
        ]
        self._words = [word for word, _ in kept]
        self._counts = [count for _, count in kept]
        self._ids = {word: place for place, word in enumerate(self._words)}
        self.reports //= 2
        return True

    def vector(self, weights: Mapping[str, float]) -> Vector:
        """The unit vector of a report: words by number, in order of number."""
        ids, counts, log = self._ids, self._counts, math.log
        total = self.reports + 1.0
        places: list[int] = []
        values: list[float] = []
        for word, weight in weights.items():
            place = ids.get(word)
            if place is None:
                continue
            rare = log(total / (counts[place] + 0.5))
            if rare > 0:
                places.append(place)
                values.append(weight * rare)
        where = np.array(places, dtype=np.int32)
        value = np.array(values, dtype=np.float32)
        order = np.argsort(where)
        norm = float(np.sqrt((value * value).sum())) or 1.0
        return where[order], value[order] / np.float32(norm)

    def word(self, place: int) -> str:
        """The word of that number."""
        return self._words[place]

    def rareness(self, word: str) -> float:
        """How much a word tells: 0 where it stands in every report."""
        place = self._ids.get(word)
        count = 0 if place is None else self._counts[place]
        return max(0.0, math.log((self.reports + 1.0) / (count + 0.5)))


class Index:
    """All vectors of the open window, by word: one pass gives a report's likeness to all of them."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self.size = len(vectors)
        where = np.concatenate([v[0] for v in vectors]) if vectors else np.zeros(0, np.int32)
        value = np.concatenate([v[1] for v in vectors]) if vectors else np.zeros(0, np.float32)
        owner = np.repeat(np.arange(self.size, dtype=np.int32), [len(v[0]) for v in vectors])
        order = np.argsort(where, kind="stable")
        self._owner, self._value = owner[order], value[order]
        words = int(where.max()) + 1 if len(where) else 0
        self._starts = np.searchsorted(where[order], np.arange(words + 1))

    def likeness(self, vector: Vector) -> npt.NDArray[np.float32]:
        """The cosine with every report of the window, before days are looked at."""
        row = np.zeros(self.size, dtype=np.float32)
        starts, owner, value = self._starts, self._owner, self._value
        known = vector[0] < len(starts) - 1
        places = vector[0][known]
        for start, end, weight in zip(
            starts[places].tolist(), starts[places + 1].tolist(), vector[1][known].tolist(), strict=True
        ):
            if end - start > 1:
                row[owner[start:end]] += value[start:end] * np.float32(weight)
        return row


def day_factor(one: npt.NDArray[np.int32], others: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """1 for reports within three days of each other or without a day, less beyond."""
    apart = np.abs(others - one)
    factor = np.where(apart <= _SOON, 1.0, np.where(apart <= _LATER, _FACTOR_LATER, _FACTOR_FAR))
    return np.where((others == NO_DAY) | (one == NO_DAY), 1.0, factor).astype(np.float32)


def dense_likeness(vectors: Sequence[Vector], days: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """The likeness of every pair of a few reports, days looked at; the diagonal means nothing."""
    size = len(vectors)
    where = np.concatenate([v[0] for v in vectors])
    value = np.concatenate([v[1] for v in vectors])
    owner = np.repeat(np.arange(size), [len(v[0]) for v in vectors])
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
    return found * day_factor(days[:, None], days[None, :])
