"""The open window: the reports that a new one may still be of one happening with."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.happenings.clusters import average_link, components, find_homes
from deedwatch.reckoning.happenings.copies import find_copies
from deedwatch.reckoning.happenings.likeness import NO_DAY, Index, Vocabulary, day_factor, dense_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.likeness import Vector
    from deedwatch.reckoning.happenings.terms import Reading

__all__ = ["THRESHOLD", "Window"]

THRESHOLD = 0.19  # mean likeness of one happening's reports
HOME = 0.7 * THRESHOLD  # likeness to the three nearest that takes a report in that was left alone
_FLOOR = 0.5 * THRESHOLD  # neighbours that are remembered
_GROWN = 1.5  # the words are weighed afresh when so many more reports were counted


class Window:
    """Reports by number, in order of arrival, with their neighbours and what they copy."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []
        self.vectors: list[Vector] = []
        self.edges: dict[int, dict[int, float]] = {}
        self.copies: dict[tuple[int, int], float] = {}
        self.vocabulary = Vocabulary()
        self._weighed = 0
        self._known: dict[tuple[int, ...], list[int]] = {}

    def add(self, readings: Sequence[Reading]) -> None:
        """Take reports in: whom they copy, and who is like them."""
        first = len(self.readings)
        self.readings += readings
        self.vocabulary.count(readings)
        self.copies = find_copies([reading.runs for reading in self.readings]).pairs
        if self.vocabulary.fade() or self.vocabulary.reports >= _GROWN * self._weighed:
            self._weighed = self.vocabulary.reports
            self.vectors, self.edges, first = [], {}, 0
            self._known.clear()
        self.vectors += [self.vocabulary.vector(reading.weights) for reading in self.readings[first:]]
        self._find_neighbours(first)

    @property
    def days(self) -> npt.NDArray[np.int32]:
        """The day of each report."""
        days = [NO_DAY if reading.day is None else reading.day for reading in self.readings]
        return np.array(days, dtype=np.int32)

    def _find_neighbours(self, first: int) -> None:
        index, days = Index(self.vectors), self.days
        for number in range(first, len(self.readings)):
            row = index.likeness(self.vectors[number]) * day_factor(days[number], days)
            near = np.flatnonzero(row >= _FLOOR)
            found = dict(zip(near.tolist(), row[near].tolist(), strict=True))
            found.pop(number, None)
            self.edges[number] = found
            for other, value in found.items():
                if other < first:
                    self.edges[other][number] = value

    def group_copies(self) -> list[int]:
        """For each report, the number of the report that stands for all its copies.

        That is the one which shares most with the others, the earliest where several do.
        """
        label = components(len(self.readings), self.copies)
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
        units = sorted(set(originals))
        near = {unit: self._near(unit, originals) for unit in units}
        parts: dict[int, list[int]] = defaultdict(list)
        strong = [(u, o) for u in units for o, value in near[u].items() if value >= THRESHOLD]
        for number, part in enumerate(components(len(self.readings), [*strong, *alike])):
            if originals[number] == number:
                parts[part].append(number)
        label = list(range(len(self.readings)))
        for members in parts.values():
            for member, name in zip(members, self._cluster(members, alike, unlike), strict=True):
                label[member] = name
        homes = find_homes({unit: label[unit] for unit in units}, near, least=HOME, apart=unlike)
        label = [homes.get(name, name) for name in label]
        return [label[original] for original in originals]

    def _near(self, unit: int, originals: Sequence[int]) -> dict[int, float]:
        return {other: value for other, value in self.edges[unit].items() if originals[other] == other}

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
        matrix = dense_likeness([self.vectors[member] for member in members], self.days[members])
        found = [members[i] for i in average_link(matrix, THRESHOLD, together=together, apart=apart)]
        if not together and not apart:
            self._known[key] = found
        return found

    def drop(self, count: int) -> None:
        """Let the first ``count`` reports go; the others move down by as many numbers."""
        self.readings, self.vectors = self.readings[count:], self.vectors[count:]
        self.edges = {
            number - count: {other - count: value for other, value in near.items() if other >= count}
            for number, near in self.edges.items()
            if number >= count
        }
        self.copies = {
            (one - count, two - count): share for (one, two), share in self.copies.items() if one >= count
        }
        self._known.clear()

    def names_in_common(self, one: int, two: int, *, most: int = 6) -> tuple[str, ...]:
        """The names that two reports share, those that weigh most first."""
        weight: Mapping[str, float] = self.readings[one].weights
        common = self.readings[one].names & self.readings[two].names
        rare = self.vocabulary.rareness
        return tuple(sorted(common, key=lambda name: (-weight.get(name, 0.0) * rare(name), name))[:most])
