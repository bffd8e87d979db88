"""What was to be expected: the mean and the unrest of the weeks after, from the weeks before.

A negative binomial regression over the panel: log mean and log dispersion are linear in a few
features of the window before (rates of the last 4, 13 and 26 weeks against the whole, bursts, share
of active weeks). Source of the form: Hilbe, Negative Binomial Regression, 2011; the features are
those that helped in ``bench/verdicts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from deedwatch.reckoning.verdicts.panel import Array

__all__ = ["HALF", "Forecast", "Sums", "fit_forecast", "steady_sums", "sum_windows"]

RECENT = (4, 13, 26)  # weeks; also the horizons that analysts ask for
PRIOR_WEEKS = 8.0  # a recent rate counts as this many weeks of the whole window's rate
HALF = 0.5  # events added to a window before, in proportion to its exposure (a flat one made 0/0 into x4)
RIDGE = 1e-3
FIRST_EVENT = 0.25  # a quiet pair's first event of a week tells most, more in that week tell little
STEADY_LIMIT = 4.0  # standard deviations; beyond, the cubic of the steady forecast would run away
ROUNDS = 12
LEAST_VOLUME = 1e-6
CLIP = 6.0  # standard deviations; one burst must not bend the regression


@dataclass(frozen=True, slots=True)
class Sums:
    """Windows reduced to what the forecast needs: features, events and exposure on both sides."""

    features: Array
    events_before: Array
    events_after: Array
    exposure_before: Array
    exposure_after: Array

    @property
    def level(self) -> Array:
        """Events after the date at the rate before it."""
        return np.asarray(np.exp(self.features[:, 1]) * self.exposure_after)

    @property
    def told(self) -> NDArray[np.bool_]:
        """Which windows have reporting on both sides."""
        return (self.exposure_before > LEAST_VOLUME) & (self.exposure_after > LEAST_VOLUME)

    def pick(self, which: NDArray[np.bool_]) -> Sums:
        """The sums of some of the windows."""
        return Sums(
            self.features[which], self.events_before[which], self.events_after[which],
            self.exposure_before[which], self.exposure_after[which],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Forecast:
    """Coefficients for log mean and log dispersion, on standardised features."""

    centre: Array
    spread: Array
    mean: Array
    dispersion: Array
    limit: float

    def expect(self, sums: Sums) -> tuple[Array, Array]:
        """Expected events after the date, and their dispersion (variance = mean + d mean²)."""
        scaled = (sums.features - self.centre) / self.spread
        if np.isfinite(self.limit):
            scaled = np.clip(scaled, -self.limit, self.limit)
        mean = sums.exposure_after * np.exp(np.clip(scaled @ self.mean, -12, 12))
        return mean, np.exp(np.clip(scaled @ self.dispersion, -5, 3))


def sum_windows(windows: Array, exposures: Array, *, before: int, scale: float) -> Sums:
    """The sums and features of windows; ``scale`` is the panel's mean weekly exposure."""
    weeks = windows.shape[1]
    spans = [span for span in RECENT if span < before]
    picks = np.zeros((weeks, 2 + len(spans)))
    picks[:before, 0] = 1
    picks[before:, 1] = 1
    for place, span in enumerate(spans, 2):
        picks[before - span : before, place] = 1
    events = windows @ picks
    volume = np.maximum((exposures @ picks) / scale, LEAST_VOLUME)
    part = windows[:, :before]
    squares = np.einsum("ij,ij->i", part, part)
    active = np.count_nonzero(part, axis=1)
    rate = events[:, 0] / volume[:, 0] + HALF / before
    level = np.log(rate)
    chance = before * -np.expm1(-events[:, 0] / before)
    columns = [np.ones(len(windows)), level, level * level]
    for place in range(2, 2 + len(spans)):
        recent = (events[:, place] + PRIOR_WEEKS * rate) / (volume[:, place] + PRIOR_WEEKS)
        columns.append(np.log(recent) - level)
    columns.append(np.log((squares + 1) / (events[:, 0] + 1)))
    columns.append(np.log((active + HALF) / (chance + HALF)))
    return Sums(np.stack(columns, axis=1), events[:, 0], events[:, 1], volume[:, 0], volume[:, 1])


def steady_sums(windows: Array, sums: Sums, *, before: int) -> Sums:
    """The same windows with the weeks after counted so that a burst in one week tells little.

    A week counts ``y / (y + c + m)``: ``y`` its events, ``m`` those expected of it at the rate before.
    In a quiet pair that is nearly the number of weeks with events. Exposure is 1 throughout: how much
    was reported is in the expected count, of which the mean is a cubic.
    """
    part = windows[:, before:]
    usual = (sums.level / part.shape[1])[:, None] + FIRST_EVENT
    steady = (part / (part + usual)).sum(axis=1)
    level = np.log(sums.level)
    powers = [np.ones(len(level)), level, level**2, level**3]
    features = np.concatenate([np.stack(powers, axis=1), sums.features[:, 3:]], axis=1)
    return Sums(features, sums.events_before, steady, sums.exposure_before, np.ones(len(level)))


def fit_forecast(sums: Sums, *, limit: float = np.inf) -> Forecast:
    """The regression, by alternating scoring steps for mean and dispersion, with a light ridge."""
    centre, spread = sums.features.mean(axis=0), sums.features.std(axis=0)
    centre[0], spread[spread < 1e-6] = 0.0, 1.0
    scaled = (sums.features - centre) / spread
    counts, exposure = sums.events_after, sums.exposure_after
    width = scaled.shape[1]
    prior = np.zeros(width)
    prior[1] = 0.8 * spread[1]  # rates regress a little to the panel's mean
    mean = prior.copy()
    mean[0] = np.log((counts.sum() + HALF) / exposure.sum())
    dispersion = np.zeros(width)
    penalty = np.full(width, RIDGE * len(scaled))
    penalty[0] = 1e-9
    for _ in range(ROUNDS):
        expected = exposure * np.exp(np.clip(scaled @ mean, -12, 12))
        unrest = np.exp(np.clip(scaled @ dispersion, -5, 3))
        variance = expected + unrest * expected**2
        residual = np.clip((counts - expected) / np.sqrt(variance), -CLIP, CLIP)
        shrink = 1 / (1 + unrest * expected)
        pull = penalty * (mean - prior)
        pull[0] = 0.0
        gain = (scaled * (expected * shrink)[:, None]).T @ scaled + np.diag(penalty)
        mean = mean + np.linalg.solve(gain, scaled.T @ (residual * np.sqrt(variance) * shrink) - pull)
        excess = np.minimum(residual**2, 2 * CLIP) - 1
        share = unrest * expected**2 / variance
        gain = (scaled * (share**2)[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(gain, scaled.T @ (share * excess) - penalty * dispersion)
        dispersion = dispersion + np.clip(0.7 * step, -1, 1)
    return Forecast(centre, spread, mean, dispersion, limit)
