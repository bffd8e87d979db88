"""Which reports are another's text again, edited or not: runs of four words in common.

Three things are told apart from a copy. Page furniture: runs that many reports share which share
little else, or that stand at the foot of both texts. A passage in another report: where a text is
stitched from two, it is a copy of the one that fills more of it, and the end of it counts a quarter
more, since a local opening is put before a wire story and not behind it. Two texts on one event in
their own words: under a quarter of the shorter is shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

__all__ = ["CopyLinks", "find_copies"]

Runs = "npt.NDArray[np.uint32]"
_SHARED = 0.25  # of the shorter text
_OF_LONGER = 0.1
_FEWEST = 8  # runs in common
_MANY = 5  # reports that share a run, from which on it may be page furniture
_LITTLE = 0.3  # of the shorter text: what reports with common furniture share at most
_SAMPLE = 6
_FOOT = 0.35  # a shared part that begins behind this point of both texts is furniture
_NEARLY_ALL = 0.9
_BLOCK = 12  # runs; two parts of a text are compared by the blocks that they fill
_FILLED = 3
_LATE = 1.25
_OVERLAP = 0.5
_ROUNDS = 6


@dataclass(frozen=True, slots=True, eq=False)
class CopyLinks:
    """The pairs found (lower number first) with the share of the shorter text that is common."""

    pairs: dict[tuple[int, int], float] = field(default_factory=dict)


def find_copies(texts: Sequence[npt.NDArray[np.uint32]], *, fresh: int = 0) -> CopyLinks:
    """The pairs of texts (runs of words) that are copies, of which one at least is at ``fresh`` or later.

    Empty input gives no pairs. Order of the texts does not matter but for the numbers.
    """
    search = _Search(texts)
    shared = search.count_shared(fresh)
    claims = {pair: count for pair, count in shared.items() if search.is_candidate(pair, count)}
    kept = _drop_passages(claims, search)
    return CopyLinks({pair: shared[pair] / search.shorter(pair) for pair in sorted(kept)})


class _Search:
    """The runs of all texts, and what each pair shares of them."""

    def __init__(self, texts: Sequence[npt.NDArray[np.uint32]]) -> None:
        self.texts = texts
        self.sets: list[frozenset[int]] = []
        self._parts: dict[tuple[int, int], frozenset[int]] = {}
        self._furniture: dict[tuple[int, ...], bool] = {}
        self._runs = self._find_runs()

    def _find_runs(self) -> list[tuple[int, list[int]]]:
        """Each run that more than one text has, with the texts that have it, in order."""
        self.sets = [frozenset(text.tolist()) for text in self.texts]
        unique = [np.fromiter(runs, np.uint32, len(runs)) for runs in self.sets]
        run = np.concatenate(unique) if unique else np.zeros(0, np.uint32)
        owner = np.repeat(np.arange(len(unique), dtype=np.int32), [len(part) for part in unique])
        order = np.lexsort((owner, run))
        run, owner = run[order], owner[order]
        starts = np.flatnonzero(np.r_[True, run[1:] != run[:-1]]) if len(run) else np.zeros(0, np.int64)
        ends = np.r_[starts[1:], len(run)]
        several = np.flatnonzero(ends - starts > 1)
        return [(int(run[starts[i]]), owner[starts[i] : ends[i]].tolist()) for i in several]

    def count_shared(self, fresh: int) -> Counter[tuple[int, int]]:
        """How many runs each pair shares, page furniture left out; furniture is taken out of the sets."""
        furniture = set()
        counts: Counter[tuple[int, int]] = Counter()
        for run, owners in self._runs:
            if len(owners) > _MANY and self._is_furniture(owners):
                furniture.add(run)
            elif owners[-1] >= fresh:
                counts.update(pair for pair in combinations(owners, 2) if pair[1] >= fresh)
        if furniture:
            self.sets = [(runs - furniture) or runs for runs in self.sets]
        return counts

    def _is_furniture(self, owners: list[int]) -> bool:
        sample = tuple(owners[:_SAMPLE])
        if sample not in self._furniture:
            shares = sorted(
                len(self.sets[one] & self.sets[two]) / self.shorter((one, two))
                for one, two in combinations(sample, 2)
            )
            self._furniture[sample] = shares[len(shares) // 2] < _LITTLE
        return self._furniture[sample]

    def shorter(self, pair: tuple[int, int]) -> int:
        """The number of runs of the shorter text."""
        return min(len(self.sets[pair[0]]), len(self.sets[pair[1]]))

    def is_candidate(self, pair: tuple[int, int], count: int) -> bool:
        """Whether enough is shared, and not at the foot of both texts alone."""
        shorter = self.shorter(pair)
        longer = max(len(self.sets[pair[0]]), len(self.sets[pair[1]]))
        if count < min(_FEWEST, shorter) or count < _SHARED * shorter or count < _OF_LONGER * longer:
            return False
        if count >= _NEARLY_ALL * shorter:
            return True
        one, two = pair
        begins = [
            min(self.part(text, other), default=0) * _BLOCK / len(self.texts[text])
            for text, other in ((one, two), (two, one))
        ]
        return min(begins) < _FOOT

    def part(self, text: int, other: int) -> frozenset[int]:
        """The blocks of a text that another text fills."""
        found = self._parts.get((text, other))
        if found is None:
            runs = self.texts[text]
            common = self.sets[text] & self.sets[other]
            hit = np.isin(runs, np.fromiter(common, np.uint32, len(common)))
            filled = np.add.reduceat(hit, np.arange(0, len(runs), _BLOCK))
            found = frozenset(np.flatnonzero(filled >= min(_FILLED, len(runs))).tolist())
            self._parts[text, other] = found
        return found


def _drop_passages(claims: dict[tuple[int, int], int], search: _Search) -> set[tuple[int, int]]:
    """The pairs without those where one text is only a passage in the other.

    A pair that is dropped itself cannot push out another, hence the rounds.
    """
    others: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, two), count in claims.items():
        others[one][two] = count
        others[two][one] = count
    dropped: set[tuple[int, int]] = set()
    for _ in range(_ROUNDS):
        new = {
            _pair(text, other)
            for text, shares in others.items()
            if len(shares) > 1
            for other in shares
            if _is_passage(text, other, shares, search, dropped)
        }
        if new == dropped:
            break
        dropped = new
    return claims.keys() - dropped


def _is_passage(
    text: int, other: int, shares: dict[int, int], search: _Search, dropped: set[tuple[int, int]]
) -> bool:
    part = search.part(text, other)
    if not part:
        return False
    count = shares[other]
    for rival, rivals_count in shares.items():
        if rival == other or rivals_count * _LATE <= count or _pair(text, rival) in dropped:
            continue
        rivals_part = search.part(text, rival)
        if not rivals_part or len(part & rivals_part) >= _OVERLAP * len(part):
            continue
        late = _mean(rivals_part) > _mean(part)
        if rivals_count * (_LATE if late else 1.0) > count * (1.0 if late else _LATE):
            return True
    return False


def _mean(blocks: Iterable[int]) -> float:
    listed = list(blocks)
    return sum(listed) / len(listed)


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)
