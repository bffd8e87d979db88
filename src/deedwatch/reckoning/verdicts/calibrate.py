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
from deedwatch.reckoning.verdicts.forecast import HALF
from deedwatch.reckoning.verdicts.judgement import Judgement
from deedwatch.reckoning.verdicts.lens import Lens, fit_lens, pair_sums
from deedwatch.reckoning.verdicts.panel import MOST_WINDOWS, Array, Whole, as_panel, as_windows, cut_windows
from deedwatch.reckoning.verdicts.placebos import score_placebos, thin_windows
from deedwatch.reckoning.verdicts.score import unscore
from deedwatch.reckoning.verdicts.tails import LEVEL, Tails, build_tails
from deedwatch.reckoning.verdicts.watch import Vigil, keep_vigil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from deedwatch.reckoning.verdicts.lookup import Spot

__all__ = ["METHOD", "Calibration", "calibrate"]

METHOD = "3"
"""Raised whenever the same data would no longer give the same numbers or label; a test holds it to them."""

FARTHEST = 9.0  # log ratios are sought this far from 0
UNBOUNDED = 5000.0  # a ratio so high is no bound
HALVINGS = 18
JUST_OVER, JUST_UNDER = 1 + 1e-9, 1 - 1e-9
CHUNK = 16_384  # windows judged at a time: fits the processor's cache


@dataclass(frozen=True, slots=True)
class Calibration:
    """A test of windows of one shape, made from a panel of other dyads."""

    before: int
    after: int
    scale: float
    lens: Lens
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
        pair = pair_sums(cut, volume, before=self.before, scale=self.scale)
        sums, seen = pair.total, self.lens.see(pair)
        spot = self.tails.grid.find(np.log(seen.level), np.log(seen.dispersion))
        view = _View(self.tails, spot, np.log(seen.level), seen.mean, seen.dispersion)
        rise, fall = self.tails.log_p(spot, seen)
        p = np.exp(np.minimum(rise, fall))
        low, high = _hold_one(*view.interval(sums.events_after), p=p, risen=rise <= fall)
        median = np.maximum(view.root(self.tails.median), 0) ** 3
        half = HALF * sums.exposure_after / sums.exposure_before * (self.before / self.after)
        up, down = view.detectable()
        silent = ~sums.told
        return Judgement(
            ratio=np.where(silent, np.nan, (sums.events_after + half) / (median + half)),
            low=np.where(silent, 0.0, low),
            high=np.where(silent, np.inf, _bound(high)),
            p=np.where(silent, 1.0, p),
            detectable_up=np.where(silent, np.inf, _bound(up)),
            detectable_down=np.where(silent, np.nan, down),
            expected=np.where(silent, 0.0, seen.mean),
            quiet_low=np.maximum(view.root(self.tails.lower), 0) ** 3,
            quiet_high=np.maximum(view.root(self.tails.upper), 0) ** 3,
            placebos=spot.read(self.tails.size),
        )


def _hold_one(low: Array, high: Array, *, p: Array, risen: NDArray[np.bool_]) -> tuple[Array, Array]:
    """The interval of the totals, with "no change" in it or not as the test of change decides.

    The test hears less of bursts than the totals do, so at this one ratio they may differ.
    """
    changed = p < LEVEL
    low = np.where(changed & risen, np.maximum(low, JUST_OVER), np.minimum(low, 1))
    high = np.where(changed & ~risen, np.minimum(high, JUST_UNDER), np.maximum(high, 1))
    return low, high


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

    def interval(self, counts: Array) -> tuple[Array, Array]:
        """The ratios that the total of the events after does not reject.

        A ratio over 1 may come as more events of the same kind (then the pair is like a busier one) or
        as each event counted so many times (then its spread grows too): the wider of both is taken.
        Where no event came, the one says much and the other nothing; a third of the first is taken.
        """
        root = np.cbrt(counts)
        high_root, low_root = self.root(self.tails.upper), self.root(self.tails.lower)
        low = np.where(counts == 0, 0.0, np.minimum(self.solve(self.tails.upper, root), 1))
        low = np.where(root > high_root, (root / np.maximum(high_root, 1e-9)) ** 3, low)
        fallen = self.solve(self.tails.lower, root)
        scaled = (root / np.maximum(low_root, 1)) ** 3
        risen = np.where(counts == 0, fallen**3, np.maximum(fallen, scaled))
        return low, np.where(root < low_root, np.minimum(fallen, 1), np.maximum(risen, 1))

    def detectable(self) -> tuple[Array, Array]:
        """The rise and the fall that four windows in five would show in their total."""
        high_root, low_root = self.root(self.tails.upper), self.root(self.tails.lower)
        down = self.solve(self.tails.high_fifth, np.maximum(low_root, 0))
        return self.solve(self.tails.low_fifth, high_root), np.where(low_root > 0, down, np.nan)

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
        return np.asarray(np.exp((low + high) / 2))


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
    most: int = MOST_WINDOWS,
) -> Calibration:
    """A test for windows of ``before`` and ``after`` weeks, calibrated on a panel of other dyads.

    ``counts`` is ``(n_dyads, n_weeks)``; ``exposure``, the volume of reporting, ``(n_weeks,)`` or of
    the same shape. With ``looks`` (weeks after the date) the calibration can also ``watch``. The
    panel must not hold the dyads that are judged; ``most`` bounds its windows. Raises ``InputError``
    where shapes do not fit.
    """
    panel, volume = as_panel(counts, exposure, before + max([after, *(looks or [])]))
    scale = float(volume.mean())
    windows, exposures, rows = cut_windows(panel, volume, before=before, after=after, most=most)
    overlap = max(2 * len(rows) / panel.shape[0] / max((panel.shape[1] - before) / after, 1.0), 1.0)
    windows, exposures = thin_windows(windows, exposures, before=before)
    pair = pair_sums(windows, exposures, before=before, scale=scale)
    tails = build_tails(score_placebos(pair, np.tile(rows, 2), overlap=overlap))
    vigil = None
    if looks is not None:
        vigil = keep_vigil(panel, volume, before=before, looks=tuple(looks))
    return Calibration(before, after, scale, fit_lens(pair), tails, vigil)
