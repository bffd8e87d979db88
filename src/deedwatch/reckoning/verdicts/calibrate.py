"""A rate ratio of after to before, calibrated on windows in which nothing was done.

1. cut the panel into placebo windows
2. forecast each from its weeks before, by the other dyads
3. score what came against the forecast, also where less is reported after the date
4. take local quantiles of the scores: the test
5. turn the test round for all ratios: the interval
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts.forecast import HALF, Forecast, fit_forecast, sum_windows
from deedwatch.reckoning.verdicts.judgement import Judgement
from deedwatch.reckoning.verdicts.panel import Array, Whole, as_panel, as_windows, cut_windows
from deedwatch.reckoning.verdicts.placebos import score_placebos, thin_windows
from deedwatch.reckoning.verdicts.score import score, unscore
from deedwatch.reckoning.verdicts.tails import Tails, build_tails
from deedwatch.reckoning.verdicts.watch import Vigil, keep_vigil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.reckoning.verdicts.lookup import Spot

__all__ = ["Calibration", "calibrate"]

FARTHEST = 9.0  # log ratios are sought this far from 0
UNBOUNDED = 5000.0  # a ratio so high is no bound
HALVINGS = 18
CHUNK = 16_384  # windows judged at a time: fits the processor's cache


@dataclass(frozen=True, slots=True)
class Calibration:
    """A test of windows of one shape, made from a panel of other dyads."""

    before: int
    after: int
    scale: float
    forecast: Forecast
    tails: Tails
    vigil: Vigil | None = None

    def judge(self, windows: object, exposures: object) -> Judgement:
        """Did the rate change at the end of the weeks before? One entry a window.

        ``windows`` and ``exposures`` are ``(m, before + after)``. Raises ``InputError`` where the
        shapes do not fit or a value is negative or missing. The windows must not be from the panel.

        >>> rng = np.random.default_rng(7)
        >>> quiet = rng.poisson(2.0, (60, 160))
        >>> calibration = calibrate(quiet, np.ones(160))
        >>> window = np.r_[rng.poisson(2.0, 52), rng.poisson(8.0, 13)]
        >>> bool(calibration.judge(window, np.ones(65)).p[0] < 0.05)
        True
        """
        cut, volume = as_windows(windows, exposures, self.before + self.after)
        parts = [
            self._judge(cut[start : start + CHUNK], volume[start : start + CHUNK])
            for start in range(0, max(len(cut), 1), CHUNK)
        ]
        names = Judgement.__dataclass_fields__
        return Judgement(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})

    def watch(self, windows: object, exposures: object) -> Whole:
        """The week after the date at which a change is first seen, or -1.

        ``windows`` hold the weeks before and as many weeks after as have passed. The alarm rate over
        all looks together is 5 %. Raises ``InputError`` where the calibration was made without looks.
        """
        if self.vigil is None:
            raise InputError("watch", "has no looks", remedy="calibrate(..., looks=range(2, 27))")
        return self.vigil.watch(windows, exposures)

    def _judge(self, cut: Array, volume: Array) -> Judgement:
        sums = sum_windows(cut, volume, before=self.before, scale=self.scale)
        mean, dispersion = self.forecast.expect(sums)
        spot = self.tails.grid.find(np.log(sums.level), np.log(dispersion))
        counts, root = sums.events_after, np.cbrt(sums.events_after)
        view = _View(self.tails, spot, np.log(sums.level), mean, dispersion)
        high_root, low_root = view.root(self.tails.upper), view.root(self.tails.lower)
        median = np.maximum(view.root(self.tails.median), 0) ** 3
        half = HALF * sums.exposure_after / sums.exposure_before * (self.before / self.after)
        low = np.where(counts == 0, 0.0, np.minimum(view.solve(self.tails.upper, root), 1))
        low = np.where(root > high_root, (root / np.maximum(high_root, 1e-9)) ** 3, low)
        fallen = view.solve(self.tails.lower, root)
        scaled = np.where(low_root > 0, root / np.where(low_root > 0, low_root, 1), 0.0) ** 3
        high = np.where(root < low_root, np.minimum(fallen, 1), np.maximum(np.maximum(fallen, scaled), 1))
        down = view.solve(self.tails.high_fifth, np.maximum(low_root, 0))
        silent = ~sums.told
        return Judgement(
            ratio=np.where(silent, np.nan, (counts + half) / (median + half)),
            low=np.where(silent, 0.0, low),
            high=np.where(silent, np.inf, _bound(high)),
            p=np.where(silent, 1.0, self.tails.weigh_scores(spot, score(counts, mean, dispersion))),
            detectable_up=np.where(silent, np.inf, _bound(view.solve(self.tails.low_fifth, high_root))),
            detectable_down=np.where((low_root > 0) & ~silent, down, np.nan),
            expected=np.where(silent, 0.0, mean),
            placebos=spot.read(self.tails.size),
        )


@dataclass(frozen=True, slots=True)
class _View:
    """The tables as some windows see them."""

    tails: Tails
    spot: Spot
    level: Array
    mean: Array
    dispersion: Array

    def root(self, table: Array) -> Array:
        """The cube root of the count at which a score of the table is reached."""
        return unscore(self.spot.read(table), self.mean, self.dispersion)

    def solve(self, table: Array, root: Array) -> Array:
        """The ratio at which counts of these cube roots would just reach the table's score.

        Less rate, or less reporting, is a smaller expected count with the same dispersion, so the
        table is read at the expected count times the ratio.
        """
        low, high = np.full(len(root), -FARTHEST), np.full(len(root), FARTHEST)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            place = self.spot.at_row(self.level + middle)
            over = unscore(place.read(table), self.mean * np.exp(middle), self.dispersion) > root
            high, low = np.where(over, middle, high), np.where(over, low, middle)
        return np.exp((low + high) / 2)


def _bound(ratios: Array) -> Array:
    """Infinite where the search ended at its farthest."""
    return np.asarray(np.where(ratios > UNBOUNDED, np.inf, ratios))


def calibrate(
    counts: object,
    exposure: object,
    *,
    before: int = 52,
    after: int = 13,
    looks: Sequence[int] | None = None,
) -> Calibration:
    """A test for windows of ``before`` and ``after`` weeks, calibrated on a panel of other dyads.

    ``counts`` is ``(n_dyads, n_weeks)``; ``exposure``, the volume of reporting, ``(n_weeks,)`` or of
    the same shape. With ``looks`` (weeks after the date) the calibration can also ``watch``. The
    panel must not hold the dyads that are judged. Raises ``InputError`` where shapes do not fit.
    """
    panel, volume = as_panel(counts, exposure, before + max([after, *(looks or [])]))
    scale = float(volume.mean())
    windows, exposures, rows = cut_windows(panel, volume, before=before, after=after)
    overlap = max(2 * len(rows) / panel.shape[0] / max((panel.shape[1] - before) / after, 1.0), 1.0)
    windows, exposures = thin_windows(windows, exposures, before=before)
    sums = sum_windows(windows, exposures, before=before, scale=scale)
    tails = build_tails(score_placebos(sums, np.tile(rows, 2), overlap=overlap))
    vigil = None
    if looks is not None:
        vigil = keep_vigil(panel, volume, before=before, looks=tuple(looks))
    return Calibration(before, after, scale, fit_forecast(sums), tails, vigil)
