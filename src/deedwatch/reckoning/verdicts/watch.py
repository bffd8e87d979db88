"""Looking again every week without crying wolf: the error rate holds for all looks together.

Each look has its own calibrated test. The smallest p over all looks is compared with what the
smallest p over all looks is in windows in which nothing was done, locally as in ``tails``. (An
e-process with a negative binomial null for each dyad gave false alarms of .23: its null is too simple.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts.forecast import sum_windows
from deedwatch.reckoning.verdicts.lens import Lens, Seen, fit_lens, pair_sums
from deedwatch.reckoning.verdicts.panel import Array, Whole, as_windows, cut_windows
from deedwatch.reckoning.verdicts.placebos import Placebos, score_placebos, thin_windows
from deedwatch.reckoning.verdicts.tails import LEAST, LEVEL, Split, Tails, Weigher, build_tails

__all__ = ["LookTest", "Vigil", "keep_vigil"]

LOOK_WINDOWS = 6_000  # of the panel: a test a look, so fewer than for one verdict
NO_ALARM = -1
SPLIT = Split(rise=0.5, seen=0.003, unseen=0.01)  # each look must reach a p of about .005
OWN = 0.9  # placebos that made the tests rank a little too well in them


@dataclass(frozen=True, slots=True)
class LookTest:
    """The test of one look, so many weeks after the date."""

    after: int
    lens: Lens
    tails: Tails


@dataclass(frozen=True, slots=True)
class Vigil:
    """The tests of all looks, and how small a p must be to be an alarm (log, over the last grid)."""

    before: int
    scale: float
    looks: tuple[LookTest, ...]
    alarm: Array

    def watch(self, windows: object, exposures: object) -> Whole:
        """The week of the first alarm of each window, or -1; looks that are still to come are left out.

        Raises ``InputError`` where the shapes do not fit or no look has come yet.
        """
        cut, volume = as_windows(windows, exposures, np.asarray(exposures).shape[-1])
        passed = cut.shape[1] - self.before
        if passed < self.looks[0].after:
            fault = f"has {passed} weeks after the date, the first look is at {self.looks[0].after}"
            raise InputError("windows", fault, remedy="wait, or calibrate with earlier looks")
        found = np.full(len(cut), NO_ALARM, dtype=np.int64)
        limit = self._limit(cut, volume)
        for look in self.looks:
            if look.after > passed:
                break
            log_p = self._log_p(look, cut, volume)
            found = np.where((found == NO_ALARM) & (log_p < limit), look.after, found)
        return found

    def _log_p(self, look: LookTest, cut: Array, volume: Array) -> Array:
        weeks = self.before + look.after
        pair = pair_sums(cut[:, :weeks], volume[:, :weeks], before=self.before, scale=self.scale)
        log_p = _log_p(look.tails, look.lens.see(pair))
        return np.where(pair.total.told, log_p, 0.0)

    def _limit(self, cut: Array, volume: Array) -> Array:
        """How small log p must be; by the events expected over all looks, had reporting stayed."""
        last = self.looks[-1]
        weeks = self.before + last.after
        passed = volume.shape[1] - self.before
        later = np.repeat(volume[:, self.before :].mean(axis=1, keepdims=True), last.after, axis=1)
        later[:, :passed] = volume[:, self.before : weeks]
        whole = np.concatenate([volume[:, : self.before], later], axis=1)
        filled = np.concatenate([cut[:, : self.before], np.zeros_like(later)], axis=1)
        sums = sum_windows(filled, whole, before=self.before, scale=self.scale)
        spot = last.tails.grid.find(np.log(sums.level), np.log(last.lens.total.expect(sums)[1]))
        return spot.read(self.alarm)


def keep_vigil(panel: Array, volume: Array, *, before: int, looks: tuple[int, ...]) -> Vigil:
    """The tests of all looks, calibrated together on the panel's placebo windows.

    Raises ``InputError`` where there are no looks or they do not ascend from 1.
    """
    if not looks or looks[0] < 1 or list(looks) != sorted(set(looks)):
        raise InputError("looks", f"are {looks}", remedy="give ascending weeks after the date, from 1")
    last, scale = looks[-1], float(volume.mean())
    windows, exposures, rows = cut_windows(panel, volume, before=before, after=last, most=LOOK_WINDOWS)
    free = max((panel.shape[1] - before) / last, 1.0)
    overlap = max(2 * len(rows) / panel.shape[0] / free, 1.0)
    windows, exposures = thin_windows(windows, exposures, before=before)
    rows = np.tile(rows, 2)
    smallest = np.zeros(len(windows))
    kept, placebos = [], None
    for after in looks:
        weeks = before + after
        pair = pair_sums(windows[:, :weeks], exposures[:, :weeks], before=before, scale=scale)
        placebos = score_placebos(pair, rows, overlap=overlap)
        tails = build_tails(placebos, SPLIT)
        smallest = np.minimum(smallest, _log_p(tails, placebos.seen))
        kept.append(LookTest(after, fit_lens(pair), tails))
    assert placebos is not None
    return Vigil(before, scale, tuple(kept), _limits(placebos, kept[-1].tails, smallest))


def _log_p(tails: Tails, seen: Seen) -> Array:
    spot = tails.grid.find(np.log(seen.level), np.log(seen.dispersion))
    return np.minimum(*tails.log_p(spot, seen))


def _limits(placebos: Placebos, tails: Tails, smallest: Array) -> Array:
    """At each node, the log p that the smallest p of one placebo in twenty stays under."""
    order = np.argsort(smallest)
    limits = np.empty(tails.grid.shape)
    weigher = Weigher(placebos, tails.grid)
    for place in np.ndindex(tails.grid.shape):
        weight, size = weigher.weigh(place, LEAST)
        share = (np.cumsum(weight[order]) * size + 1) / (size + 1)
        reached = np.searchsorted(share, OWN * LEVEL, side="right") - 1
        limits[place] = smallest[order[reached]] if reached >= 0 else -np.inf
    return np.maximum(limits, -50.0)
