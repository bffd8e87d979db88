"""One number for how far a count is from its forecast, near normal where the forecast is right.

The cube root transform of a gamma variable (Wilson and Hilferty, PNAS 1931), with the variance of a
negative binomial. Where the forecast is wrong, the placebos say how the scores are spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.panel import Array

__all__ = ["score", "unscore"]


def score(counts: Array, mean: Array, dispersion: Array) -> Array:
    """How far counts are from the mean, in about standard normal units; 0 events have a score too."""
    spread = np.sqrt(1 / mean + dispersion)
    return np.asarray((np.cbrt(counts / mean) - 1 + spread**2 / 9) * 3 / spread)


def unscore(scores: Array, mean: Array, dispersion: Array) -> Array:
    """The cube root of the count that has this score; below zero where no count is so low."""
    spread = np.sqrt(1 / mean + dispersion)
    return np.asarray(np.cbrt(mean) * (scores * spread / 3 + 1 - spread**2 / 9))
