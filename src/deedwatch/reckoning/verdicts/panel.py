"""Placebo windows: stretches of the panel at which nothing is known to have happened."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from deedwatch.errors import InputError

__all__ = ["MOST_WINDOWS", "Array", "Whole", "as_panel", "as_windows", "cut_windows"]

Array: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

MOST_WINDOWS = 24_000  # more do not move the quantiles; calibration stays within seconds


def as_panel(counts: object, exposure: object, weeks: int) -> tuple[Array, Array]:
    """Counts and exposure as two arrays of one shape ``(n_dyads, n_weeks)``.

    Raises ``InputError`` where the shapes do not fit, the panel is shorter than one window, or a count
    or an exposure is negative or not a number.
    """
    panel = np.asarray(counts, dtype=np.float64)
    volume = np.asarray(exposure, dtype=np.float64)
    if panel.ndim != 2 or not panel.shape[0]:
        raise InputError("counts", f"has shape {panel.shape}", remedy="give an array (n_dyads, n_weeks)")
    if panel.shape[1] < weeks:
        fault = f"has {panel.shape[1]} weeks, one window takes {weeks}"
        raise InputError("counts", fault, remedy="give a longer panel or shorter windows")
    if volume.shape not in {panel.shape, panel.shape[1:]}:
        fault = f"has shape {volume.shape} beside counts of {panel.shape}"
        raise InputError("exposure", fault, remedy="give (n_weeks,) or the shape of the counts")
    return _checked(panel, np.broadcast_to(volume, panel.shape))


def as_windows(windows: object, exposures: object, weeks: int) -> tuple[Array, Array]:
    """Windows and their exposures as two arrays ``(m, weeks)``.

    Raises ``InputError`` as ``as_panel`` does.
    """
    cut = np.atleast_2d(np.asarray(windows, dtype=np.float64))
    volume = np.asarray(exposures, dtype=np.float64)
    if cut.ndim != 2 or cut.shape[1] != weeks:
        raise InputError("windows", f"has shape {cut.shape}", remedy=f"give an array (m, {weeks})")
    if volume.shape not in {cut.shape, cut.shape[1:]}:
        fault = f"has shape {volume.shape} beside windows of {cut.shape}"
        raise InputError("exposures", fault, remedy=f"give ({weeks},) or the shape of the windows")
    return _checked(cut, np.broadcast_to(volume, cut.shape))


def cut_windows(
    panel: Array, volume: Array, *, before: int, after: int, most: int = MOST_WINDOWS
) -> tuple[Array, Array, Whole]:
    """All placebo windows at even steps: counts, exposures and the row of the panel each is from.

    Neighbouring windows overlap; ``most`` bounds their number by a wider step. Windows without any
    reporting on one side are left out; ``InputError`` where none is left.
    """
    dyads, weeks = panel.shape
    starts = weeks - before - after + 1
    step = max(1, after // 4, -(-starts * dyads // most))
    first = np.arange(starts - 1, -1, -step)[::-1]
    places = first[:, None] + np.arange(before + after)[None, :]
    shape = (-1, before + after)
    rows = np.tile(np.arange(dyads)[:, None], (1, len(first))).ravel()
    counts, exposures = panel[:, places].reshape(shape), volume[:, places].reshape(shape)
    told = (exposures[:, :before].sum(axis=1) > 0) & (exposures[:, before:].sum(axis=1) > 0)
    if not told.any():
        raise InputError("exposure", "is zero throughout", remedy="give the volume of reporting by week")
    return counts[told], exposures[told], rows[told]


def _checked(counts: Array, volume: Array) -> tuple[Array, Array]:
    if not (np.isfinite(counts).all() and (counts >= 0).all()):
        raise InputError("counts", "holds negative or missing values", remedy="count missing weeks as 0")
    if not (np.isfinite(volume).all() and (volume >= 0).all()):
        remedy = "give each week the number of events that the source reported"
        raise InputError("exposure", "holds negative or missing values", remedy=remedy)
    return counts, volume
