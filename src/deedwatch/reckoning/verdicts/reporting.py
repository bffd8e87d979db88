"""How much was reported: exposure for a pair of countries by all events, by a side, or by their region.

What a pair itself did is left out of the volume of a side and of a region: a rise is not to be
measured by itself.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deedwatch.reckoning.verdicts.panel import Array
    from deedwatch.reckoning.verdicts.series import Dyad, DyadPanel

__all__ = ["EXPOSURES", "ExposureKind", "Reporting", "gather_reporting"]

ExposureKind: TypeAlias = Literal["all", "actor", "toward", "region"]
EXPOSURES: tuple[ExposureKind, ...] = ("all", "actor", "toward", "region")


@dataclass(frozen=True, slots=True)
class Reporting:
    """Events of all kinds by week: all, with a country or a part of the world on a side, and between two.

    ``between`` has the two in alphabetical order.
    """

    whole: Array
    on: Mapping[str, Array]
    between: Mapping[Dyad, Array]
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A hash of all volumes and of the part of the world of each country."""
        found = hashlib.sha256(
            repr((sorted(self.parts.items()), sorted(self.on), sorted(self.between))).encode()
        )
        for table in (self.on, self.between):
            for _, series in sorted(table.items()):
                found.update(series.tobytes())
        return found.hexdigest()[:16]

    def kinds(self, dyad: Dyad) -> tuple[ExposureKind, ...]:
        """The exposures that there are for a pair: a side that is no country has no volume of its own."""
        sides: Mapping[ExposureKind, str] = {"actor": dyad[0], "toward": dyad[1]}
        own = tuple(kind for kind, side in sides.items() if side in self.on)
        return ("all", *own, *(("region",) if self._parts(dyad) else ()))

    def series(self, kind: ExposureKind, dyad: Dyad) -> Array:
        """The exposure of a pair, ``(n_weeks,)``, brought to the mean of the whole; zeros where none is."""
        if kind == "all":
            return self.whole
        if kind == "region":
            found = self._region(self._parts(dyad))
        else:
            found = self._on(dyad[0] if kind == "actor" else dyad[1])
        left = np.maximum(found - self._between(*dyad), 0.0)
        mean = float(left.mean()) if len(left) else 0.0
        return np.asarray(left * (self.whole.mean() / mean)) if mean > 0 else np.zeros_like(self.whole)

    def panel(self, kind: ExposureKind, dyads: Sequence[Dyad]) -> Array:
        """The exposure of many pairs: ``(n_weeks,)`` where it is one for all, else ``(n_dyads, n_weeks)``."""
        if kind == "all":
            return self.whole
        return np.stack([self.series(kind, dyad) for dyad in dyads])

    def name(self, kind: ExposureKind, dyad: Dyad) -> str:
        """What an exposure is called."""
        if kind == "all":
            return "all events of the data set"
        if kind == "region":
            return f"reporting on {' and '.join(self._parts(dyad))}"
        return f"reporting on {dyad[0] if kind == 'actor' else dyad[1]}"

    def _parts(self, dyad: Dyad) -> tuple[str, ...]:
        return tuple(sorted({self.parts[side] for side in dyad if side in self.parts}))

    def _region(self, parts: tuple[str, ...]) -> Array:
        volume = np.sum([self._on(part) for part in parts], axis=0) if parts else np.zeros_like(self.whole)
        return volume - self._between(*parts) if len(parts) == 2 else np.asarray(volume)

    def _on(self, side: str) -> Array:
        return self.on.get(side, np.zeros_like(self.whole))

    def _between(self, one: str, two: str) -> Array:
        return self.between.get((min(one, two), max(one, two)), np.zeros_like(self.whole))


def gather_reporting(
    rows: Iterable[tuple[str | None, str | None, int, float]], panel: DyadPanel, parts: Mapping[str, str]
) -> Reporting:
    """The volumes over the panel's weeks from (source, target, week, events) of all kinds.

    ``parts`` is the part of the world of each country. A side that is no country is None.
    """
    weeks = panel.counts.shape[1]
    on: defaultdict[str, Array] = defaultdict(lambda: np.zeros(weeks))
    between: defaultdict[Dyad, Array] = defaultdict(lambda: np.zeros(weeks))
    for source, target, week, events in rows:
        place = week - panel.first_week
        if not 0 <= place < weeks:
            continue
        sides = {side for side in (source, target) if side}
        for names in (sides, {parts[side] for side in sides if side in parts}):
            for name in names:
                on[name][place] += events
            if len(names) == 2:
                between[min(names), max(names)][place] += events
    return Reporting(panel.volume, dict(on), dict(between), dict(parts))
