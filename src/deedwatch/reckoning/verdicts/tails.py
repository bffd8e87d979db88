"""How far from its forecast a quiet window strays: local quantiles of the placebos' scores.

Quantiles are taken among placebos with a like expected count and dispersion, with weights that fall
off smoothly (split conformal prediction, localised: Guan, Biometrika 2023).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.verdicts.lookup import Grid, Spot
from deedwatch.reckoning.verdicts.score import score

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.lens import Seen
    from deedwatch.reckoning.verdicts.panel import Array, Whole
    from deedwatch.reckoning.verdicts.placebos import Placebos

__all__ = ["LEAST", "LEVEL", "Split", "Tails", "Weigher", "build_tails"]

LEVEL = 0.05
SAFETY = 0.93  # dyads that are judged differ a little from those of the panel: .051 became .048
SCORES: Array = np.asarray(np.arange(-90, 121) * 0.1, dtype=np.float64)
NEVER = 99.0  # a score that nothing reaches: this tail cannot reject
LEAST = 150.0  # windows without overlap that a local quantile should rest on
LEAST_PART = 0.25  # of a small panel, for intervals: with more they are no local ones (x2 covered in .92)
LEAST_RISES = 60.0  # for rises fewer but nearer ones: 26 weeks after, quiet pairs .097 became .065
ROW_STEP, ROW_WIDTH, COLUMNS = 0.3, 0.4, 6
REACHES = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 8.0)
MOST_UP = 0.97  # a rise's part of the error rate where no fall can be seen


@dataclass(frozen=True, slots=True)
class Tails:
    """The test: tables over the grid of expected count and dispersion."""

    grid: Grid
    log_rise: Array  # (row, column, score): log p of so high a score of rise or a higher one
    log_fall: Array  # the same for so low a score of the total or a lower one
    upper: Array  # the score of the total over which a test at 5 % rejects
    lower: Array
    low_fifth: Array  # the score of the total that a fifth of the placebos stay under
    median: Array
    high_fifth: Array
    size: Array  # placebos without overlap, by weight

    def log_p(self, spot: Spot, seen: Seen) -> tuple[Array, Array]:
        """The log p of a rise and of a fall; the smaller of both is the two-sided p."""
        rise = spot.read_deep(self.log_rise, SCORES, seen.rises)
        fall = spot.read_deep(self.log_fall, SCORES, seen.totals)
        return np.minimum(rise, 0.0), np.minimum(fall, 0.0)


@dataclass(frozen=True, slots=True)
class Split:
    """How the error rate is split: a rise's part, and how rare no event at all must be to see a fall."""

    rise: float = 0.5
    seen: float = 0.1
    unseen: float = 0.25


def build_tails(placebos: Placebos, split: Split = Split()) -> Tails:
    """The tables. A rise and a fall each get half of the error rate, as far as a fall can be seen.

    Where no event at all would be nothing rare, no fall can be seen, and the rise gets its part too.
    With three parts of four for falls a halving was found in .08 of cases instead of .05, but a
    doubling in .17 instead of .21: not worth it.
    """
    seen, grid = placebos.seen, _lay_grid(placebos.seen)
    rising, falling, over, under = (np.empty((*grid.shape, len(SCORES))) for _ in range(4))
    size = np.empty(grid.shape)
    bins_rise, bins_total = _bins(seen.rises), _bins(seen.totals)
    weigher = Weigher(placebos, grid)
    least = min(LEAST, max(LEAST_RISES, LEAST_PART * len(seen.level) / placebos.overlap))
    for place in np.ndindex(grid.shape):
        weight, some = weigher.weigh(place, LEAST)
        size[place] = some
        falling[place] = _careful(np.cumsum(_share(bins_total, weight)), some)
        weight, some = weigher.weigh(place, LEAST_RISES)
        rising[place] = _careful(_above(_share(bins_rise, weight)), some)
        weight, some = weigher.weigh(place, least)
        share = _share(bins_total, weight)
        over[place], under[place] = _careful(_above(share), some), _careful(np.cumsum(share), some)
    up = _share_error(grid, falling, split)
    fifth = np.full(grid.shape, 0.2)
    return Tails(
        grid=grid,
        log_rise=np.log(rising / (SAFETY * up[..., None])),
        log_fall=np.log(falling / (SAFETY * (1 - up[..., None]))),
        upper=_cross_down(over, SAFETY * LEVEL * up),
        lower=_cross_up(under, SAFETY * LEVEL * (1 - up)),
        low_fifth=_cross_up(under, fifth),
        median=_cross_up(under, fifth * 2.5),
        high_fifth=_cross_down(over, fifth),
        size=size,
    )


def _bins(scores: Array) -> Whole:
    return np.clip(np.searchsorted(SCORES, scores), 0, len(SCORES) - 1)


def _share(bins: Whole, weight: Array) -> Array:
    return np.bincount(bins, weight, len(SCORES)).astype(np.float64)


def _above(share: Array) -> Array:
    """The weight beyond each score."""
    return np.append(np.cumsum(share[::-1])[::-1][1:], 0.0)


def _careful(share: Array, size: float) -> Array:
    """A share as if one more placebo had been as extreme: few placebos cannot make a small p."""
    return np.asarray((share * size + 1) / (size + 1))


@dataclass(slots=True)
class Weigher:
    """Weights of the placebos around the nodes of a grid; each exponential is taken once."""

    placebos: Placebos
    grid: Grid
    rows: dict[tuple[int, float], Array] = field(default_factory=dict)
    columns: dict[tuple[int, float], Array] = field(default_factory=dict)

    def weigh(self, place: tuple[int, ...], least: float) -> tuple[Array, float]:
        """The weights around a node, and how many placebos without overlap they stand for.

        The reach grows until they stand for so many at least.
        """
        weight, size = np.empty(0), 0.0
        for reach in REACHES:
            weight = self._row(place[0], reach) * self._column(place[1], reach)
            weight /= max(weight.sum(), 1e-300)
            size = 1 / max(float(weight @ weight), 1e-300) / self.placebos.overlap
            if size >= least:
                break
        return weight, size

    def _row(self, number: int, reach: float) -> Array:
        if (number, reach) not in self.rows:
            self.rows = {key: kept for key, kept in self.rows.items() if key[0] == number}
            far = (np.log(self.placebos.seen.level) - self.grid.rows[number]) / (ROW_WIDTH * reach)
            self.rows[number, reach] = np.exp(-0.5 * far**2)
        return self.rows[number, reach]

    def _column(self, number: int, reach: float) -> Array:
        if (number, reach) not in self.columns:
            spread = np.log(self.placebos.seen.dispersion)
            far = (spread - self.grid.columns[number]) / (_width(spread) * reach)
            self.columns[number, reach] = np.exp(-0.25 * far**2)
        return self.columns[number, reach]


def _lay_grid(seen: Seen) -> Grid:
    level, spread = np.log(seen.level), np.log(seen.dispersion)
    low, high = np.quantile(level, [0.002, 0.998])
    columns = np.median(spread) + _width(spread) * np.linspace(-2, 2, COLUMNS)
    return Grid(np.arange(low, high + 2 * ROW_STEP, ROW_STEP), columns)


def _width(spread: Array) -> float:
    return max(float(spread.std()), 0.05)


def _share_error(grid: Grid, falling: Array, split: Split) -> Array:
    """A rise's part at each node; nearly all where a fall cannot be seen."""
    mean, dispersion = np.exp(grid.rows)[:, None], np.exp(grid.columns)[None, :]
    none = score(np.zeros(grid.shape), mean, dispersion)
    everywhere = np.stack(np.meshgrid(np.arange(len(grid.rows)), np.arange(COLUMNS), indexing="ij"))
    depth = np.clip(np.searchsorted(SCORES, none), 0, len(SCORES) - 1)
    chance = falling[everywhere[0], everywhere[1], depth]
    hidden = np.clip((chance - split.seen) / (split.unseen - split.seen), 0, 1)
    padded = np.pad(split.rise + (MOST_UP - split.rise) * hidden, 1, mode="edge")
    rows = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 4)


def _cross_up(curves: Array, levels: Array) -> Array:
    """The score at which each rising curve reaches its level; -NEVER where it starts above."""
    found = np.empty(levels.shape)
    for place in np.ndindex(levels.shape):
        curve, level = curves[place], levels[place]
        reached = np.interp(np.log(level), np.log(curve), SCORES)
        found[place] = reached if curve[0] <= level else -NEVER
    return found


def _cross_down(curves: Array, levels: Array) -> Array:
    """The score at which each falling curve reaches its level; NEVER where it ends above."""
    found = np.empty(levels.shape)
    for place in np.ndindex(levels.shape):
        curve, level = curves[place][::-1], levels[place]
        reached = np.interp(np.log(level), np.log(curve), SCORES[::-1])
        found[place] = reached if curve[0] <= level else NEVER
    return found
