"""Placebo windows with their forecasts: what "nothing was done" looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.verdicts.forecast import Sums, fit_forecast
from deedwatch.reckoning.verdicts.score import score

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.panel import Array, Whole

__all__ = ["Placebos", "score_placebos", "thin_windows"]

FOLDS = 5
LEAST_KEPT = 0.2  # thinned placebos keep this part of their events or more
SEED = 20_071


@dataclass(frozen=True, slots=True)
class Placebos:
    """Windows in which nothing was done: what was expected, and how far from it they came."""

    level: Array  # events after at the rate before: what the tables are laid out by
    mean: Array  # events after as forecast
    dispersion: Array
    scores: Array
    overlap: float  # how many of them share a stretch of time, on average


def thin_windows(windows: Array, exposures: Array, *, before: int) -> tuple[Array, Array]:
    """The windows, then the same as if less had been reported after the date: events and exposure.

    Without these, a window whose reporting fell to .4 was called changed in up to .08 of cases: a
    busy pair that is little reported is not like a quiet pair.
    """
    chance = np.random.default_rng(SEED)
    kept = chance.uniform(LEAST_KEPT, 1, len(windows))[:, None]
    thin, less = windows.copy(), exposures.copy()
    thin[:, before:] = chance.binomial(np.rint(windows[:, before:]).astype(np.int64), kept)
    less[:, before:] *= kept
    return np.concatenate([windows, thin]), np.concatenate([exposures, less])


def score_placebos(sums: Sums, rows: Whole, *, overlap: float) -> Placebos:
    """The scores of windows, each forecast without the dyads of its own fold."""
    mean, dispersion = np.empty(len(rows)), np.empty(len(rows))
    folds = min(FOLDS, len(np.unique(rows)))
    for fold in range(folds):
        out = rows % folds == fold
        if out.any():
            known = sums if out.all() else sums.pick(~out)
            mean[out], dispersion[out] = fit_forecast(known).expect(sums.pick(out))
    return Placebos(sums.level, mean, dispersion, score(sums.events_after, mean, dispersion), overlap)
