"""How far from its forecast a quiet window strays: local quantiles of the placebos' scores.

Quantiles are taken among placebos with a like expected count and dispersion, with weights that fall
off smoothly (split conformal prediction, localised: Guan, Biometrika 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.verdicts.lookup import Grid, Spot
from deedwatch.reckoning.verdicts.score import score

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.panel import Array
    from deedwatch.reckoning.verdicts.placebos import Placebos

__all__ = ["LEVEL", "Tails", "build_tails", "weigh"]

LEVEL = 0.05
SCORES: Array = np.asarray(np.arange(-90, 121) * 0.1, dtype=np.float64)
NEVER = 99.0  # a score that nothing reaches: this tail cannot reject
LEAST = 150.0  # windows without overlap that a local quantile should rest on
ROW_STEP, ROW_WIDTH, COLUMNS = 0.3, 0.4, 6
REACHES = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 8.0)
EVEN, MOST_UP = 0.5, 0.97  # the upper tail's part of the error rate
REACHED, UNREACHED = 0.03, 0.08  # how rare no event at all must be, for a fall to be seen


@dataclass(frozen=True, slots=True)
class Tails:
    """The test: tables over the grid of expected count and dispersion."""

    grid: Grid
    log_p: Array  # (row, column, score), two-sided
    upper: Array  # the score over which the test at 5 % rejects
    lower: Array
    low_fifth: Array  # the score that a fifth of the placebos stay under
    median: Array
    high_fifth: Array
    size: Array  # placebos without overlap, by weight

    def weigh_scores(self, spot: Spot, scores: Array) -> Array:
        """The two-sided p of scores."""
        return np.exp(spot.read_deep(self.log_p, SCORES, scores))


def build_tails(placebos: Placebos) -> Tails:
    """The tables. A rise and a fall each get half of the error rate, as far as a fall can be seen.

    Where no event at all would be nothing rare, no fall can be seen, and the rise gets its part.
    """
    grid = _lay_grid(placebos)
    rising = np.empty((*grid.shape, len(SCORES)))
    falling, size = np.empty_like(rising), np.empty(grid.shape)
    bins = np.clip(np.searchsorted(SCORES, placebos.scores), 0, len(SCORES) - 1)
    for place in np.ndindex(grid.shape):
        weight, enough = weigh(placebos, grid, place)
        size[place] = enough
        share = np.bincount(bins, weight, len(SCORES))
        above = np.append(np.cumsum(share[::-1])[::-1][1:], 0.0)
        rising[place] = (above * enough + 1) / (enough + 1)
        falling[place] = (np.cumsum(share) * enough + 1) / (enough + 1)
    up = _share_error(grid, falling)
    both = np.minimum(rising / up[..., None], falling / (1 - up)[..., None])
    fifth = np.full(grid.shape, 0.2)
    return Tails(
        grid=grid,
        log_p=np.log(np.minimum(both, 1.0)),
        upper=_cross_down(rising, LEVEL * up),
        lower=_cross_up(falling, LEVEL * (1 - up)),
        low_fifth=_cross_up(falling, fifth),
        median=_cross_up(falling, fifth * 2.5),
        high_fifth=_cross_down(rising, fifth),
        size=size,
    )


def weigh(placebos: Placebos, grid: Grid, place: tuple[int, ...]) -> tuple[Array, float]:
    """Weights of the placebos around a node, and how many without overlap they stand for.

    The reach grows until they stand for enough.
    """
    level, spread = np.log(placebos.level), np.log(placebos.dispersion)
    row = (level - grid.rows[place[0]]) / ROW_WIDTH
    column = (spread - grid.columns[place[1]]) / _width(spread)
    distance = 0.5 * row**2 + 0.25 * column**2
    weight, size = np.empty(0), 0.0
    for reach in REACHES:
        weight = np.exp(-distance / reach**2)
        weight /= max(weight.sum(), 1e-300)
        size = 1 / max(float((weight**2).sum()), 1e-300) / placebos.overlap
        if size >= LEAST:
            break
    return weight, size


def _lay_grid(placebos: Placebos) -> Grid:
    level, spread = np.log(placebos.level), np.log(placebos.dispersion)
    low, high = np.quantile(level, [0.002, 0.998])
    columns = np.median(spread) + _width(spread) * np.linspace(-2, 2, COLUMNS)
    return Grid(np.arange(low, high + 2 * ROW_STEP, ROW_STEP), columns)


def _width(spread: Array) -> float:
    return max(float(spread.std()), 0.05)


def _share_error(grid: Grid, falling: Array) -> Array:
    """The upper tail's part at each node: even, or nearly all where a fall cannot be seen."""
    mean, dispersion = np.exp(grid.rows)[:, None], np.exp(grid.columns)[None, :]
    none = score(np.zeros(grid.shape), mean, dispersion)
    everywhere = np.stack(np.meshgrid(np.arange(len(grid.rows)), np.arange(COLUMNS), indexing="ij"))
    depth = np.clip(np.searchsorted(SCORES, none), 0, len(SCORES) - 1)
    chance = falling[everywhere[0], everywhere[1], depth]
    hidden = np.clip((chance - REACHED) / (UNREACHED - REACHED), 0, 1)
    padded = np.pad(EVEN + (MOST_UP - EVEN) * hidden, 1, mode="edge")
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
