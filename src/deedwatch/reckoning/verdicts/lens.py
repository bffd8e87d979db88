"""What a window is held against: a forecast of its events, and one in which bursts tell little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deedwatch.reckoning.verdicts.forecast import (
    STEADY_LIMIT,
    Forecast,
    Sums,
    fit_forecast,
    steady_sums,
    sum_windows,
)
from deedwatch.reckoning.verdicts.score import score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from deedwatch.reckoning.verdicts.panel import Array

__all__ = ["Lens", "Pair", "Seen", "fit_lens", "pair_sums"]

STEADY_PART = 0.7  # of the score of a rise; with more, rises that come in bursts are hardly seen


@dataclass(frozen=True, slots=True)
class Pair:
    """Windows summed twice: all events after the date, and weeks after the date with events."""

    total: Sums
    steady: Sums

    def pick(self, which: NDArray[np.bool_]) -> Pair:
        """The sums of some of the windows."""
        return Pair(self.total.pick(which), self.steady.pick(which))


@dataclass(frozen=True, slots=True)
class Seen:
    """Windows as a lens sees them: what was expected, and how far from it they came."""

    level: Array  # events after at the rate before: what the tables are laid out by
    mean: Array  # events after as forecast
    dispersion: Array
    totals: Array  # the score of all events after: tells a fall, and makes the interval
    rises: Array  # the score that tells a rise


@dataclass(frozen=True, slots=True)
class Lens:
    """The two forecasts."""

    total: Forecast
    steady: Forecast

    def see(self, pair: Pair) -> Seen:
        """The windows with their forecasts and scores."""
        mean, dispersion = self.total.expect(pair.total)
        totals = score(pair.total.events_after, mean, dispersion)
        steady = score(pair.steady.events_after, *self.steady.expect(pair.steady))
        rises = (1 - STEADY_PART) * totals + STEADY_PART * steady
        return Seen(pair.total.level, mean, dispersion, totals, rises)


def pair_sums(windows: Array, exposures: Array, *, before: int, scale: float) -> Pair:
    """Both sums of windows; ``scale`` is the panel's mean weekly exposure."""
    total = sum_windows(windows, exposures, before=before, scale=scale)
    return Pair(total, steady_sums(windows, total, before=before))


def fit_lens(pair: Pair) -> Lens:
    """The forecasts that fit the windows best."""
    return Lens(fit_forecast(pair.total), fit_forecast(pair.steady, limit=STEADY_LIMIT))
