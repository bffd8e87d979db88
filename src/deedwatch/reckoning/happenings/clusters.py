"""Average-link clustering of a few units under a person's rulings, and homes for those left alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

__all__ = ["average_link", "components", "find_homes"]

_NEVER = np.float32(-1e9)
_NEAREST = 3  # members of a group that speak for it to a thing left alone
_SECOND = 0.7  # of the best group's likeness: from here on a second group comes near


def components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of ``size`` things, the lowest number of those that it hangs together with.

    >>> components(4, [(0, 2), (2, 3)])
    [0, 1, 0, 0]
    """
    parent = list(range(size))

    def root(thing: int) -> int:
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    for one, two in pairs:
        low, high = sorted((root(one), root(two)))
        parent[high] = low
    return [root(thing) for thing in range(size)]


def average_link(
    likeness: npt.NDArray[np.float32],
    threshold: float,
    *,
    together: Collection[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
) -> list[int]:
    """A label for each row: its group's lowest number.

    The two nearest groups join while their mean likeness is at least the threshold. ``together``
    joins first, whatever the likeness; ``apart`` never joins, unless ``together`` says so. Ties go to
    the lowest numbers, so the same matrix gives the same labels. Quadratic in memory.
    """
    first = components(len(likeness), together)
    names = sorted(set(first))
    place = {name: number for number, name in enumerate(names)}
    unit = np.array([place[name] for name in first])
    sums = _between(likeness, unit, len(names))
    for one, two in apart:
        if unit[one] != unit[two]:
            sums[unit[one], unit[two]] = sums[unit[two], unit[one]] = _NEVER
    joined = _join(sums, np.bincount(unit, minlength=len(names)), threshold)
    label = components(len(names), joined)
    return [names[label[unit[row]]] for row in range(len(likeness))]


def _between(
    likeness: npt.NDArray[np.float32], unit: npt.NDArray[np.int64], count: int
) -> npt.NDArray[np.float32]:
    if count == len(unit):
        return likeness.astype(np.float32, copy=True)
    rows = np.zeros((count, len(unit)), dtype=np.float32)
    np.add.at(rows, unit, likeness)
    sums = np.zeros((count, count), dtype=np.float32)
    np.add.at(sums.T, unit, rows.T)
    return sums


def _join(
    sums: npt.NDArray[np.float32], sizes: npt.NDArray[np.int64], threshold: float
) -> list[tuple[int, int]]:
    count = len(sums)
    if count < 2:
        return []
    size = sizes.astype(np.float32)
    alive = np.ones(count, dtype=bool)
    mean = sums / (size[:, None] * size[None, :])
    np.fill_diagonal(mean, _NEVER)
    near = mean.argmax(axis=1)
    best = mean[np.arange(count), near]
    joined: list[tuple[int, int]] = []
    while True:
        one = int(best.argmax())
        if best[one] < threshold:
            return joined
        one, two = sorted((one, int(near[one])))
        joined.append((one, two))
        sums[one] += sums[two]
        sums[:, one] = sums[one]
        size[one] += size[two]
        alive[two] = False
        row = np.where(alive, sums[one] / (size[one] * size), _NEVER)
        row[one] = _NEVER
        mean[one] = mean[:, one] = row
        mean[two] = mean[:, two] = _NEVER
        best[two] = _NEVER
        better = row > best
        near[better], best[better] = one, row[better]
        for unit in np.flatnonzero(alive & ((near == one) | (near == two)) & ~better):
            near[unit] = mean[unit].argmax()
            best[unit] = mean[unit, near[unit]]
        near[one] = row.argmax()
        best[one] = row[near[one]]


def find_homes(
    labels: Mapping[int, int],
    edges: Mapping[int, Mapping[int, float]],
    *,
    least: float,
    apart: Collection[tuple[int, int]] = (),
) -> dict[int, int]:
    """For things left alone, the label of the group that they belong to all the same.

    A report that is short or tells one side of a thing is far from the mean of its group but near a
    few of it. It joins the group of at least three whose three nearest members are ``least`` alike on
    the mean, where no second group comes near. ``edges`` gives each thing's neighbours.
    """
    groups: dict[int, list[int]] = defaultdict(list)
    for thing, label in labels.items():
        groups[label].append(thing)
    barred = set(apart) | {(two, one) for one, two in apart}
    homes: dict[int, int] = {}
    for label, members in groups.items():
        if len(members) > 1:
            continue
        thing = members[0]
        scores = _scores(edges.get(thing, {}), labels, groups)
        allowed = [
            (score, -home)
            for home, score in scores.items()
            if home != label and not any((thing, other) in barred for other in groups[home])
        ]
        if not allowed:
            continue
        score, home = max(allowed)
        second = max((score for score, other in allowed if other != home), default=0.0)
        if score >= least and second < _SECOND * score:
            homes[thing] = -home
    return homes


def _scores(
    edges: Mapping[int, float], labels: Mapping[int, int], groups: Mapping[int, Sequence[int]]
) -> dict[int, float]:
    by: dict[int, list[float]] = defaultdict(list)
    for other, likeness in edges.items():
        if len(groups[labels[other]]) >= _NEAREST:
            by[labels[other]].append(likeness)
    return {label: sum(sorted(found)[-_NEAREST:]) / _NEAREST for label, found in by.items()}
