"""Which reports are another's text again, edited or not: runs of four words in common.

Four things are told apart from a copy. Fillings of one form (``forms``). Page furniture: runs that many
reports share which share little else, or that stand at the foot of both texts. A passage in another
report: where a text is stitched from two, it is a copy of the one that fills more of it, and the end of
it counts a quarter more, since a local opening is put before a wire story and not behind it. Two texts on
one event in their own words: under a quarter of the shorter is shared.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from deedwatch.reckoning.happenings.forms import among, fill_one_form, words_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.forms import Wording

    Runs: TypeAlias = npt.NDArray[np.uint32]
    Pair: TypeAlias = tuple[int, int]

__all__ = ["CopySearch"]

_SHARED = 0.25  # of the shorter text
_OF_LONGER = 0.1
_FEWEST = 8  # runs in common
_MANY = 5  # reports that share a run, from which on it may be page furniture
_MOST = 0.7  # of the shorter text: what reports with a common form do not share
_NAMES = 0.4  # of the names of the text with fewer, by how rare they are
_LITTLE = 0.3
_SAMPLE = 6
_WIDEST = 40  # reports that share a run, of which the pairs are counted
_FOOT = 0.35  # a shared part that begins behind this point of both texts is furniture
_NEARLY_ALL = 0.9
_BLOCK = 12  # runs; two parts of a text are compared by the blocks that they fill
_FILLED = 3
_LATE = 1.25
_OVERLAP = 0.5
_ROUNDS = 6
_OPENING = 150  # runs
_OWNER = np.uint64(0xFFFFFFFF)


class CopySearch:
    """The texts of the open window as runs of words, and the pairs of them that are copies.

    ``pairs`` gives for each pair (lower number first) the share of the shorter text that is common.
    """

    def __init__(self, share_of_names: Callable[[int, int], float]) -> None:
        self._share_of_names = share_of_names
        self.pairs: dict[Pair, float] = {}
        self._texts: list[Wording] = []
        self._sizes = np.zeros(0, dtype=np.int64)
        self._claims: dict[Pair, int] = {}
        self._parts: dict[Pair, frozenset[int]] = {}
        self._furniture = np.zeros(0, dtype=np.uint32)
        self._held = np.zeros(0, dtype=np.uint64)  # run and text of all, by run, then text

    def add(self, texts: Sequence[Wording], *, afresh: bool = False) -> None:
        """Take texts in, and look for what they share with all that stand; ``afresh`` for all of them."""
        first = 0 if afresh else len(self._texts)
        self._hold(texts)
        if afresh:
            self._claims, self._parts = {}, {}
        for pair, count in self._count_shared(first).items():
            if self._is_candidate(pair, count):
                self._claims[pair] = count
        kept = _drop_passages(self._claims, self._part)
        self.pairs = {pair: self._claims[pair] / self._shorter(pair) for pair in sorted(kept)}

    def reorder(self, order: Sequence[int], new: Sequence[Wording]) -> None:
        """Take new texts in and number all anew; the pairs are to be found again."""
        texts = [*self._texts, *new]
        self._texts, self._held = [], self._held[:0]
        self._hold([texts[old] for old in order])
        self._claims, self._parts, self.pairs = {}, {}, {}

    def _hold(self, texts: Sequence[Wording]) -> None:
        """Add texts to those that are held. Two sorted stretches are merged by a stable sort in one go."""
        run = np.concatenate([np.zeros(0, dtype=np.uint32), *(text.unique for text in texts)])
        owner = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text.unique) for text in texts])
        owner += np.uint64(len(self._texts))
        new = np.sort(run.astype(np.uint64) << np.uint64(32) | owner)
        self._held = np.sort(np.concatenate([self._held, new]), kind="stable")
        self._texts += texts

    def share_of_opening(self, one: int, two: int) -> float:
        """How much of the opening of one text stands in the opening of the other."""
        first, second = (self._texts[text].runs[:_OPENING] for text in (one, two))
        return float(among(first, np.sort(second)).mean())

    def in_furniture(self, number: int) -> tuple[Runs, npt.NDArray[np.float32]]:
        """The words of a text that stand in page furniture, and how much of each does."""
        text = self._texts[number]
        under = words_under(text, among(text.runs, self._furniture))
        if not under.any():
            return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.float32)
        words, place = np.unique(text.words, return_inverse=True)
        share = np.bincount(place, weights=under) / np.bincount(place)
        return words, share.astype(np.float32)

    def drop(self, count: int) -> None:
        """Let the first ``count`` texts go; the others move down by as many numbers."""
        self._texts = self._texts[count:]
        self._held = self._held[self._held & _OWNER >= count] - np.uint64(count)
        self._sizes = self._sizes[count:]
        self._claims = {
            (a - count, b - count): shared for (a, b), shared in self._claims.items() if a >= count
        }
        self.pairs = {(a - count, b - count): share for (a, b), share in self.pairs.items() if a >= count}
        self._parts = {
            (a - count, b - count): part for (a, b), part in self._parts.items() if min(a, b) >= count
        }

    def _count_shared(self, first: int) -> dict[Pair, int]:
        """How many runs each pair shares, the later at ``first`` or behind; page furniture left out."""
        starts, counts, owner, run = self._by_run()
        furniture, is_furniture = self._find_furniture(starts, counts, owner, run)
        self._furniture = furniture
        gone = np.zeros(len(self._texts), dtype=np.int64)
        for start, count in zip(starts[is_furniture].tolist(), counts[is_furniture].tolist(), strict=True):
            gone[owner[start : start + count]] += 1
        sizes = np.array([len(text.unique) for text in self._texts], dtype=np.int64)
        self._sizes = np.where(gone < sizes, sizes - gone, sizes)
        last = owner[starts + counts - 1]
        wanted = (last >= first) & ~is_furniture & (counts <= _WIDEST)
        return _count_pairs(starts, counts, wanted, owner, first)

    def _by_run(
        self,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64], Runs]:
        """Where each run that several texts have begins and how many have it, in a list by run and text."""
        run = (self._held >> np.uint64(32)).astype(np.uint32)
        starts = np.flatnonzero(np.r_[True, run[1:] != run[:-1]][: len(run)])
        counts = np.diff(starts, append=len(run))
        several = counts > 1
        return starts[several], counts[several], (self._held & _OWNER).astype(np.int64), run

    def _find_furniture(
        self,
        starts: npt.NDArray[np.int64],
        counts: npt.NDArray[np.int64],
        owner: npt.NDArray[np.int64],
        run: Runs,
    ) -> tuple[Runs, npt.NDArray[np.bool_]]:
        """The runs that many texts share which share little else."""
        known: dict[tuple[int, ...], bool] = {}
        share, names = cache(self._share), cache(self._names)
        found = np.zeros(len(starts), dtype=np.bool_)
        for place in np.flatnonzero(counts > _MANY).tolist():
            sample = tuple(owner[starts[place] : starts[place] + _SAMPLE].tolist())
            if sample not in known:
                known[sample] = self._is_form(sample, share, names)
            found[place] = known[sample]
        return run[starts[found]], found

    def _is_form(
        self, sample: tuple[int, ...], share: Callable[[Pair], float], names: Callable[[Pair], float]
    ) -> bool:
        """Whether texts have only a form in common: not their names, or not what stands in its gaps."""
        pairs = list(pairwise(sample))
        middle = len(pairs) // 2
        common = sorted(map(share, pairs))[middle]
        if common < _MOST and sorted(map(names, pairs))[middle] < _NAMES:
            return True
        return common >= _LITTLE and sorted(map(self._fill_one_form, pairs))[middle]

    def _fill_one_form(self, pair: Pair) -> bool:
        return fill_one_form(self._texts[pair[0]], self._texts[pair[1]])

    def _share(self, pair: Pair) -> float:
        one, two = self._texts[pair[0]].unique, self._texts[pair[1]].unique
        return int(np.count_nonzero(among(one, two))) / min(len(one), len(two))

    def _names(self, pair: Pair) -> float:
        return self._share_of_names(*pair)

    def _shorter(self, pair: Pair) -> int:
        return int(min(self._sizes[pair[0]], self._sizes[pair[1]]))

    def _is_candidate(self, pair: Pair, count: int) -> bool:
        """Whether enough is shared, and not at the foot of both texts alone."""
        shorter = self._shorter(pair)
        longer = max(self._sizes[pair[0]], self._sizes[pair[1]])
        if count < min(_FEWEST, shorter) or count < _SHARED * shorter or count < _OF_LONGER * longer:
            return False
        if self._fill_one_form(pair):
            return False
        if count >= _NEARLY_ALL * shorter:
            return True
        one, two = pair
        begins = [
            min(self._part(text, other), default=0) * _BLOCK / len(self._texts[text].runs)
            for text, other in ((one, two), (two, one))
        ]
        return min(begins) < _FOOT

    def _part(self, text: int, other: int) -> frozenset[int]:
        """The blocks of a text that another text fills, page furniture left out."""
        found = self._parts.get((text, other))
        if found is None:
            runs = self._texts[text].runs
            hit = among(runs, self._texts[other].unique) & ~among(runs, self._furniture)
            filled = np.add.reduceat(hit, np.arange(0, len(runs), _BLOCK))
            found = frozenset(np.flatnonzero(filled >= min(_FILLED, len(runs))).tolist())
            self._parts[text, other] = found
        return found


def _count_pairs(
    starts: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
    wanted: npt.NDArray[np.bool_],
    owner: npt.NDArray[np.int64],
    first: int,
) -> dict[Pair, int]:
    codes = [np.zeros(0, dtype=np.int64)]
    for count in np.unique(counts[wanted]).tolist():
        whose = owner[starts[wanted & (counts == count)][:, None] + np.arange(count)]
        for left, right in combinations(range(count), 2):
            new = whose[:, right] >= first
            codes.append((whose[new, left] << 32) | whose[new, right])
    code, shared = np.unique(np.concatenate(codes), return_counts=True)
    enough = shared >= _SHARED * _FEWEST
    one, two = code[enough] >> 32, code[enough] & 0xFFFFFFFF
    return dict(zip(zip(one.tolist(), two.tolist(), strict=True), shared[enough].tolist(), strict=True))


def _drop_passages(claims: Mapping[Pair, int], part: Callable[[int, int], frozenset[int]]) -> set[Pair]:
    """The pairs without those where one text is only a passage in the other.

    A pair that is dropped itself cannot push out another, hence the rounds.
    """
    others: dict[int, dict[int, int]] = defaultdict(dict)
    for (one, two), count in claims.items():
        others[one][two] = count
        others[two][one] = count
    dropped: set[Pair] = set()
    for _ in range(_ROUNDS):
        new = {
            _pair(text, other)
            for text, shares in others.items()
            if len(shares) > 1
            for other in shares
            if _is_passage(text, other, shares, part, dropped)
        }
        if new == dropped:
            break
        dropped = new
    return set(claims) - dropped


def _is_passage(
    text: int,
    other: int,
    shares: dict[int, int],
    part: Callable[[int, int], frozenset[int]],
    dropped: set[Pair],
) -> bool:
    mine = part(text, other)
    if not mine:
        return False
    count = shares[other]
    for rival, rivals_count in shares.items():
        if rival == other or rivals_count * _LATE <= count or _pair(text, rival) in dropped:
            continue
        rivals = part(text, rival)
        if not rivals or len(mine & rivals) >= _OVERLAP * len(mine):
            continue
        late = _mean(rivals) > _mean(mine)
        if rivals_count * (_LATE if late else 1.0) > count * (1.0 if late else _LATE):
            return True
    return False


def _mean(blocks: Iterable[int]) -> float:
    listed = list(blocks)
    return sum(listed) / len(listed)


def _pair(one: int, two: int) -> Pair:
    return (one, two) if one < two else (two, one)
