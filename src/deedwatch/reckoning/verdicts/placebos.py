"""Placebo windows with their forecasts: what "nothing was done" looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reckoning.verdicts.lens import Seen, fit_lens

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.lens import Pair
    from deedwatch.reckoning.verdicts.panel import Array, Whole

__all__ = ["Placebos", "score_placebos", "thin_windows"]

FOLDS = 5
LEAST_KEPT = 0.2  # thinned placebos keep this part of their events or more
SEED = 20_071


@dataclass(frozen=True, slots=True)
class Placebos:
    """Windows in which nothing was done, and how many of them share a stretch of time, on average."""

    seen: Seen
    overlap: float


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


def score_placebos(pair: Pair, rows: Whole, *, overlap: float) -> Placebos:
    """The scores of windows, each forecast without the dyads of its own fold."""
    folds = min(FOLDS, len(np.unique(rows)))
    parts, places = [], []
    for fold in range(folds):
        out = rows % folds == fold
        if out.any():
            known = pair if out.all() else pair.pick(~out)
            parts.append(fit_lens(known).see(pair.pick(out)))
            places.append(np.flatnonzero(out))
    order = np.argsort(np.concatenate(places), kind="stable")
    names = ("level", "mean", "dispersion", "totals", "rises")
    joined = (np.concatenate([getattr(part, name) for part in parts])[order] for name in names)
    return Placebos(Seen(*joined), overlap)
