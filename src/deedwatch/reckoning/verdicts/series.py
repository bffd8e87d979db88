"""Weekly series of many dyads, cut to what a question needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deedwatch.reckoning.verdicts.panel import Array

__all__ = ["Dyad", "DyadPanel", "build_panel"]

Dyad: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DyadPanel:
    """Counts of dyads by week, the volume of reporting, and the week that the first column is."""

    dyads: tuple[Dyad, ...]
    counts: Array
    volume: Array
    first_week: int

    @property
    def end_week(self) -> int:
        """The week after the last."""
        return int(self.first_week + self.counts.shape[1])

    @property
    def digest(self) -> str:
        """A hash of all that is in the panel."""
        found = hashlib.sha256(repr((self.dyads, self.first_week)).encode())
        for table in (self.counts, self.volume):
            found.update(np.ascontiguousarray(table).tobytes())
        return found.hexdigest()[:16]

    def row(self, dyad: Dyad) -> Array:
        """The series of a dyad; zeros where it has no event."""
        if dyad in self.dyads:
            return np.asarray(self.counts[self.dyads.index(dyad)])
        return np.zeros(self.counts.shape[1])

    def window(self, series: Array, weeks: Sequence[int]) -> Array | None:
        """The weeks of a series; None where the panel does not hold all of them."""
        if not weeks or weeks[0] < self.first_week or weeks[-1] >= self.end_week:
            return None
        return np.asarray(series[np.asarray(weeks) - self.first_week])

    def without(self, dyad: Dyad, least: float) -> tuple[Array, tuple[Dyad, ...]]:
        """The series of the other dyads with so many events; both directions of the dyad are left out."""
        kept = [
            place
            for place, other in enumerate(self.dyads)
            if set(other) != set(dyad) and self.counts[place].sum() >= least
        ]
        return self.counts[kept], tuple(self.dyads[place] for place in kept)


def build_panel(counts: Iterable[tuple[str, str, int, float]], volume: Mapping[int, float]) -> DyadPanel:
    """The panel of (source, target, week, events); its weeks are those with reporting, first to last.

    The first and last week are left out where there are enough: files seldom hold them whole.
    """
    rows = sorted(counts)
    weeks = sorted(volume)
    if not weeks:
        return DyadPanel((), np.zeros((0, 0)), np.zeros(0), 0)
    first, last = weeks[0] + 1, weeks[-1] - 1
    span = max(last - first + 1, 0)
    dyads = tuple(sorted({(row[0], row[1]) for row in rows if row[0] != row[1]}))
    place = {dyad: number for number, dyad in enumerate(dyads)}
    table = np.zeros((len(dyads), span))
    for source, target, week, events in rows:
        if source != target and first <= week <= last:
            table[place[source, target], week - first] += events
    exposure = np.array([volume.get(week, 0.0) for week in range(first, first + span)])
    return DyadPanel(dyads, table, exposure, first)
