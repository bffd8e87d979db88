"""The open window: the reports that a new one may still be of one happening with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.happenings.clusters import average_link, components, find_homes
from deedwatch.reckoning.happenings.copies import CopySearch
from deedwatch.reckoning.happenings.likeness import (
    NO_DAY,
    Terms,
    Vocabulary,
    dense_likeness,
    without_strangers,
)
from deedwatch.reckoning.happenings.neighbours import find_neighbours
from deedwatch.reckoning.happenings.settings import setting_factor, setting_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.forms import Wording
    from deedwatch.reckoning.happenings.settings import Opening
    from deedwatch.reckoning.happenings.terms import Reading

__all__ = ["SMALL", "THRESHOLD", "Window"]

THRESHOLD = 0.18  # mean likeness of one happening's reports
HOME = 0.7 * THRESHOLD  # likeness to the three nearest that takes a report in that was left alone
_FLOOR = 0.5 * THRESHOLD  # pairs that are remembered
# Two texts with runs in common are copies if they are so much alike, or share so many of the names of
# the one with fewer, or if so much of the shorter is in the other that neither is looked at.
_COPY_LIKE, _COPY_NAMES, _COPY_SURE = 0.25, 0.4, 0.7
_SAME_OPENING = 0.35  # of the runs of two openings; texts that tell two countries or days are then no copies
SMALL = 2000  # reports; a window of no more is gone through afresh each time
_GROWN = 1.5  # the words are weighed afresh when so many times more reports were counted


class Window:
    """Reports by number, in order of arrival; which are alike, and which copies."""

    def __init__(self) -> None:
        self.size = 0
        self.days = np.zeros(0, dtype=np.int32)
        self.vocabulary = Vocabulary()
        self.vectors: list[Terms] = []
        self.copies: dict[tuple[int, int], float] = {}
        self._search = CopySearch(self._names_share)
        self.openings: list[Opening] = []
        self._base: list[Terms] = []
        self._terms: list[Terms] = []
        self._new: list[Wording] = []
        self._one = self._two = np.zeros(0, dtype=np.int32)
        self._like = np.zeros(0, dtype=np.float32)
        self._rare = np.zeros(0, dtype=np.float32)
        self._weighed = 0
        self._known: dict[tuple[int, ...], list[int]] = {}

    def add(self, readings: Sequence[Reading]) -> None:
        """Take reports in. What they are to the others is found by ``settle``."""
        self.size += len(readings)
        days = [NO_DAY if reading.day is None else reading.day for reading in readings]
        self.days = np.concatenate([self.days, np.array(days, dtype=np.int32)])
        self.openings += [reading.opening for reading in readings]
        self._base += [reading.terms for reading in readings]
        self._new += [reading.wording for reading in readings]
        for reading in readings:
            self.vocabulary.count(reading.terms)

    def reorder(self, order: Sequence[int]) -> None:
        """Number the reports anew; what they are to each other is to be found again."""
        self.days = self.days[list(order)]
        self.openings = [self.openings[old] for old in order]
        self._base = [self._base[old] for old in order]
        self._search.reorder(order, self._new)
        self._new = []
        self._forget()

    def settle(self) -> None:
        """Find whom the new reports copy, and who is like them.

        A small window is gone through afresh, so that it does not matter in which order reports came; a
        large one when half as many reports again have been counted, since words are rarer or commoner then.
        """
        faded = self.vocabulary.fade(self._base)
        self._base = self._base if faded is None else faded
        grown = self.vocabulary.reports >= _GROWN * self._weighed
        afresh = faded is not None or grown or self.size <= SMALL
        if afresh:
            self._forget()
        first = len(self.vectors)
        self._rare = self.vocabulary.rareness()
        self._terms += self._base[first:]
        self._search.add(self._new, afresh=afresh)
        self._new = []
        self._leave_out_furniture(first)
        if first < self.size:
            self.vectors += self.vocabulary.vectors(self._terms[first:])
            found = find_neighbours(self.vectors, self.days, first=first, least=_FLOOR)
            self._one, self._two = np.r_[self._one, found[0]], np.r_[self._two, found[1]]
            like = without_strangers(self.vectors, found)
            self._like = np.r_[self._like, self._less_at_odds(*found[:2], like)]
        self.copies = {
            (one, two): share
            for (one, two), share in self._search.pairs.items()
            if (one, two) in self.copies
            or ((share >= _COPY_SURE or self._of_one_story(one, two)) and not self._tells_otherwise(one, two))
        }

    def _tells_otherwise(self, one: int, two: int) -> bool:
        """Whether two texts open in the same words, but in two countries or on far days: fillings of a form.

        Where the openings differ, one of them is another's text put into a story, or in another order.
        """
        apart = not setting_factor(self.openings[one].setting, self.openings[two].setting)
        return apart and self._search.share_of_opening(one, two) >= _SAME_OPENING

    def _less_at_odds(
        self, one: npt.NDArray[np.int32], two: npt.NDArray[np.int32], like: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """The likeness of pairs, less where their openings name other countries or far days."""
        told = self.openings
        pairs = zip(one.tolist(), two.tolist(), strict=True)
        factors = [setting_factor(told[a].setting, told[b].setting) for a, b in pairs]
        return like * np.array(factors, dtype=np.float32)

    def _forget(self) -> None:
        self._weighed = self.vocabulary.reports
        self.vectors, self._terms, self.copies = [], [], {}
        self._one = self._two = self._one[:0]
        self._like = self._like[:0]
        self._known.clear()

    def _of_one_story(self, one: int, two: int) -> bool:
        """Whether two texts with runs in common also have words or names in common, as forms do not.

        Entries of one register share half their words and no name but the register's own.
        """
        first, second = self.vectors[one], self.vectors[two]
        _, left, right = np.intersect1d(first.ids, second.ids, assume_unique=True, return_indices=True)
        if float(first.weights[left] @ second.weights[right]) >= _COPY_LIKE:
            return True
        return self._names_share(one, two) >= _COPY_NAMES

    def _names_share(self, one: int, two: int) -> float:
        """How many of the names of the report with fewer are the other's too, rare ones counting more."""
        first, second = (terms.ids[terms.named] for terms in (self._terms[one], self._terms[two]))
        rare = self._rare
        both = float(rare[np.intersect1d(first, second, assume_unique=True)].sum())
        fewer = min(float(rare[first].sum()), float(rare[second].sum()))
        return both / fewer if fewer else 0.0

    def _leave_out_furniture(self, first: int) -> None:
        """Give words less weight where they stand in page furniture."""
        codes = self.vocabulary.codes()
        for number in range(first, self.size):
            words, share = self._search.in_furniture(number)
            if len(words):
                terms = self._terms[number]
                place = np.minimum(np.searchsorted(words, codes[terms.ids]), len(words) - 1)
                inside = np.where(words[place] == codes[terms.ids], share[place], 0.0).max(axis=1)
                weights = (terms.weights * (1.0 - inside)).astype(np.float32)
                self._terms[number] = Terms(terms.ids, weights, terms.named, terms.persons)

    def group_copies(self) -> list[int]:
        """For each report, the number of the report that stands for all its copies.

        That is the one which shares most with the others, the earliest where several do.
        """
        label = components(self.size, self.copies)
        weight: dict[int, float] = defaultdict(float)
        for (one, two), share in self.copies.items():
            weight[one] += share
            weight[two] += share
        groups: dict[int, list[int]] = defaultdict(list)
        for number, name in enumerate(label):
            groups[name].append(number)
        chosen = {name: max(members, key=lambda n: (weight[n], -n)) for name, members in groups.items()}
        return [chosen[name] for name in label]

    def group_happenings(
        self,
        originals: Sequence[int],
        *,
        together: Iterable[tuple[int, int]] = (),
        apart: Iterable[tuple[int, int]] = (),
    ) -> list[int]:
        """For each report, a number that all reports of its happening share. Copies go with their original.

        A text's copies count once. ``together`` and ``apart`` are a person's word on pairs of reports.
        """
        alike = {(originals[one], originals[two]) for one, two in together}
        unlike = {(originals[one], originals[two]) for one, two in apart}
        one, two, like = self._between_originals(originals)
        strong = like >= THRESHOLD
        pairs = zip(one[strong].tolist(), two[strong].tolist(), strict=True)
        knots: dict[int, list[int]] = defaultdict(list)
        for number, knot in enumerate(components(self.size, [*pairs, *alike])):
            if originals[number] == number:
                knots[knot].append(number)
        label = list(range(self.size))
        for members in knots.values():
            for member, name in zip(members, self._cluster(members, alike, unlike), strict=True):
                label[member] = name
        homes = self._homes(label, originals, unlike)
        label = [homes.get(name, name) for name in label]
        return [label[original] for original in originals]

    def _between_originals(
        self, originals: Sequence[int]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        is_original = np.array(originals, dtype=np.int64) == np.arange(self.size)
        kept = is_original[self._one] & is_original[self._two]
        return self._one[kept], self._two[kept], self._like[kept]

    def _homes(
        self, label: Sequence[int], originals: Sequence[int], unlike: set[tuple[int, int]]
    ) -> dict[int, int]:
        labels = {number: label[number] for number in range(self.size) if originals[number] == number}
        sizes = np.bincount(list(labels.values()), minlength=self.size)
        alone = sizes[np.array(label, dtype=np.int64)] == 1
        one, two, like = self._between_originals(originals)
        edges: dict[int, dict[int, float]] = defaultdict(dict)
        for left, right in ((one, two), (two, one)):
            chosen = alone[left]
            for thing, other, value in zip(
                left[chosen].tolist(), right[chosen].tolist(), like[chosen].tolist(), strict=True
            ):
                edges[thing][other] = value
        return find_homes(labels, edges, least=HOME, apart=unlike)

    def _cluster(
        self, members: list[int], alike: set[tuple[int, int]], unlike: set[tuple[int, int]]
    ) -> list[int]:
        if len(members) == 1:
            return members
        place = {member: number for number, member in enumerate(members)}
        together = [(place[one], place[two]) for one, two in alike if one in place]
        apart = [(place[one], place[two]) for one, two in unlike if one in place and two in place]
        key = tuple(members)
        if key in self._known and not together and not apart:
            return self._known[key]
        if len(members) == 2 and not apart:  # they hang together, so they are alike enough
            return [members[0], members[0]]
        matrix = dense_likeness([self.vectors[member] for member in members], self.days[members])
        matrix = matrix * setting_table([self.openings[member].setting for member in members])
        found = [members[i] for i in average_link(matrix, THRESHOLD, together=together, apart=apart)]
        if not together and not apart:
            self._known[key] = found
        return found

    def nearest(self, groups: Sequence[object], originals: Sequence[int]) -> dict[int, tuple[int, float]]:
        """For each report, the one of its own group that is most like it, copies left out."""
        best: dict[int, tuple[int, float]] = {}
        order = np.argsort(-self._like, kind="stable")
        for one, two, value in zip(
            self._one[order].tolist(), self._two[order].tolist(), self._like[order].tolist(), strict=True
        ):
            if groups[one] == groups[two] and originals[one] != originals[two]:
                best.setdefault(one, (two, value))
                best.setdefault(two, (one, value))
        return best

    def drop(self, count: int) -> None:
        """Let the first ``count`` reports go; the others move down by as many numbers."""
        self.size -= count
        self.days, self.vectors = self.days[count:], self.vectors[count:]
        self.openings = self.openings[count:]
        self._base, self._terms = self._base[count:], self._terms[count:]
        kept = (self._one >= count) & (self._two >= count)
        self._one, self._two, self._like = self._one[kept] - count, self._two[kept] - count, self._like[kept]
        self._search.drop(count)
        self.copies = {(a - count, b - count): share for (a, b), share in self.copies.items() if a >= count}
        self._known = {
            tuple(member - count for member in key): [name - count for name in found]
            for key, found in self._known.items()
            if key[0] >= count
        }

    def names_in_common(self, one: int, two: int, *, most: int = 6) -> tuple[str, ...]:
        """The names that two reports share, those that weigh most first."""
        first, second = self.vectors[one], self.vectors[two]
        common = np.intersect1d(first.ids[first.named], second.ids[second.named])
        weight = first.weights[np.searchsorted(first.ids, common)]
        words = [self.vocabulary.word(number) for number in common.tolist()]
        ranked = sorted(zip((-weight).tolist(), words, strict=True))
        return tuple(word for _, word in ranked[:most])
