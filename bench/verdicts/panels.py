"""Panels of dyads for the bench: real ICEWS where it is, else an invented one whose truth is known."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("icews_2012_2015.csv.gz", "icews_2005_2015_fifth.csv.gz")
FOLDS = 4


@dataclass(frozen=True)
class Panel:
    """Weekly events of dyads, the weekly volume of the data set, and the fold of each dyad."""

    name: str
    counts: np.ndarray
    volume: np.ndarray
    folds: np.ndarray

    def years(self, first: int, weeks: int, least: int) -> Panel:
        """A short stretch of the panel, with the dyads that have enough events in it."""
        part = self.counts[:, first : first + weeks]
        kept = part.sum(axis=1) >= least
        name = f"{self.name}, weeks {first}-{first + weeks}"
        return Panel(name, part[kept], self.volume[first : first + weeks], self.folds[kept])


def load_panels(gold: Path | None, least: int) -> list[Panel]:
    """All panels: the ICEWS files in ``gold/change``, or a synthetic one where there are none."""
    paths = [gold / "change" / name for name in FILES] if gold else []
    found = [_icews(path, least) for path in paths if path.is_file()]
    return found or [synthetic_panel()]


def _icews(path: Path, least: int) -> Panel:
    events: Counter[tuple[str, str, int]] = Counter()
    volume: Counter[int] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            week = (dt.date.fromisoformat(row["date"]).toordinal() - 1) // 7
            volume[week] += 1
            if row["source_country"] != row["target_country"]:
                events[row["source_country"], row["target_country"], week] += 1
    first, weeks = min(volume) + 1, max(volume) - min(volume) - 1
    totals: Counter[tuple[str, str]] = Counter()
    for (source, target, _), count in events.items():
        totals[source, target] += count
    dyads = sorted(dyad for dyad, total in totals.items() if total >= least)
    place = {dyad: number for number, dyad in enumerate(dyads)}
    counts = np.zeros((len(dyads), weeks))
    for (source, target, week), count in events.items():
        if (source, target) in place and 0 <= week - first < weeks:
            counts[place[source, target], week - first] = count
    exposure = np.array([volume[first + week] for week in range(weeks)], dtype=float)
    return Panel(path.name.split(".")[0], counts, exposure, fold_pairs(dyads))


def synthetic_panel(dyads: int = 400, weeks: int = 180, seed: int = 4) -> Panel:
    """Invented dyads: a rate that wanders, bursts, and reporting that wanders; nothing was done."""
    chance = np.random.default_rng(seed)
    level = chance.lognormal(-1.3, 1.2, (dyads, 1))
    drift = np.cumsum(chance.normal(0, 0.06, (dyads, weeks)), axis=1)
    bursts = 1 + 4 * (chance.random((dyads, weeks)) < 0.03)
    volume = 800 * np.exp(np.cumsum(chance.normal(0, 0.02, weeks)) + chance.normal(0, 0.1, weeks))
    counts = chance.poisson(level * np.exp(drift) * bursts * volume / 800)
    names = [(str(number // 2), str(number % 2)) for number in range(dyads)]
    return Panel("synthetic", counts.astype(float), volume, fold_pairs(names))


def fold_pairs(dyads: list[tuple[str, str]]) -> np.ndarray:
    """A fold for each unordered dyad: both directions are in one."""
    pairs = sorted({tuple(sorted(dyad)) if not dyad[1].isdigit() else (dyad[0],) for dyad in dyads})
    order = np.random.default_rng(1).permutation(len(pairs))
    fold = {pair: int(order[number]) % FOLDS for number, pair in enumerate(pairs)}
    return np.array([fold[tuple(sorted(d)) if not d[1].isdigit() else (d[0],)] for d in dyads])


def cut(panel: Panel, which: np.ndarray, before: int, after: int, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Placebo windows of some dyads at every so many weeks, with their exposure."""
    days = np.arange(before, panel.counts.shape[1] - after + 1, step)
    places = days[:, None] + np.arange(-before, after)[None, :]
    counts = panel.counts[which][:, places].reshape(-1, before + after)
    exposure = np.broadcast_to(panel.volume[places], (int(which.sum()), *places.shape))
    kept = counts[:, :before].sum(axis=1) > 0
    return counts[kept], exposure.reshape(-1, before + after)[kept]


def plant(
    windows: np.ndarray, before: int, ratio: float, *, where: str = "evenly", seed: int = 5
) -> np.ndarray:
    """The windows with an effect after the date: events thinned, or added in proportion to those there.

    Added events fall ``evenly`` on the weeks after the date, ``near`` the weeks that have events (within
    two weeks), or ``on`` these weeks.
    """
    chance = np.random.default_rng(seed)
    planted = windows.copy()
    part = windows[:, before:].astype(int)
    if ratio < 1:
        planted[:, before:] = chance.binomial(part, ratio)
        return planted
    if where == "near":
        sums = np.cumsum(np.pad(windows, ((0, 0), (3, 2))), axis=1)
        planted[:, before:] += chance.poisson((ratio - 1) * (sums[:, 5:] - sums[:, :-5])[:, before:] / 5)
        return planted
    totals = part.sum(axis=1)
    extra = np.rint((ratio - 1) * totals).astype(int)
    even = np.full(part.shape[1], 1 / part.shape[1])
    for row in np.flatnonzero(extra):
        shares = part[row] / totals[row] if where == "on" else even
        planted[row, before:] += chance.multinomial(extra[row], shares)
    return planted
