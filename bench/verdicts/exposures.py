"""Which reporting to hold events against: the data set's, a side's, or the region's.

    python bench/verdicts/exposures.py [GOLD] [--least 60]

The ICEWS events of 2012 to 2015 are imported as the command does, so that countries have their codes.
Each pair has its own exposure; what the pair itself did is left out of it. Cross-fitted by pair; added
events fall near the events there.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import numpy as np
from panels import FILES, FOLDS, fold_pairs, plant

from deedwatch.book import open_book
from deedwatch.lexicon.countries import world_parts
from deedwatch.reckoning.verdicts import calibrate
from deedwatch.reckoning.verdicts.reporting import EXPOSURES, gather_reporting
from deedwatch.reckoning.verdicts.series import build_panel
from deedwatch.store.imports import EventFilter, count_weeks, volume_by_sides, weekly_volume

RATIOS = (0.5, 2.0, 4.0)


def main() -> None:
    """Print one line an exposure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--least", type=int, default=60, help="events that a dyad must have")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder) / "b.db") as book:
        book.import_events(Path(args.gold) / "change" / FILES[0], form="csv", name="icews")
        found = count_weeks(book.store, "icews", EventFilter())
        rows = [(each.source, each.target, each.week, each.weight) for each in found]
        panel = build_panel(rows, weekly_volume(book.store, "icews"))
        reporting = gather_reporting(volume_by_sides(book.store, "icews"), panel, world_parts())
    busy = panel.counts.sum(axis=1) >= args.least
    dyads = [dyad for dyad, kept in zip(panel.dyads, busy, strict=True) if kept]
    counts, folds = panel.counts[busy], fold_pairs(dyads)
    for kind in EXPOSURES:
        volume = np.broadcast_to(reporting.panel(kind, dyads), counts.shape)
        show(kind, counts, volume, folds)


def show(kind, counts, volume, folds):
    """False alarms, power at equal false alarms, coverage at x2 and width with one exposure."""
    p, covered, wide = {ratio: [] for ratio in (1.0, *RATIOS)}, [], []
    for fold in range(FOLDS):
        test = calibrate(counts[folds != fold], volume[folds != fold])
        windows, exposure = cut_own(counts[folds == fold], volume[folds == fold])
        for ratio, kept in p.items():
            planted = windows if ratio == 1 else plant(windows, 52, ratio, where="near", seed=fold)
            judged = test.judge(planted, exposure)
            kept.append(judged.p)
            if ratio == 1:
                wide.append(np.log(judged.high / np.maximum(judged.low, 1e-9)))
            if ratio == 2:
                covered.append((judged.low <= 2) & (judged.high >= 2))
    whole = {ratio: np.concatenate(kept) for ratio, kept in p.items()}
    limit, width = np.quantile(whole[1.0], 0.05), np.concatenate(wide)
    power = " ".join(f"x{ratio:g} {(whole[ratio] <= limit).mean():.3f}" for ratio in RATIOS)
    alarms = (whole[1.0] < 0.05).mean()
    print(
        f"{kind:8s} {len(whole[1.0])} placebos, false alarms {alarms:.3f}, found {power}, "
        f"x2 covered {np.concatenate(covered).mean():.3f}, "
        f"width {np.median(width[np.isfinite(width)]):.2f}",
        flush=True,
    )


def cut_own(counts, volume):
    """Windows at every fourth week with each pair's own exposure; only those with something before."""
    days = np.arange(52, counts.shape[1] - 12, 4)
    places = days[:, None] + np.arange(-52, 13)[None, :]
    windows, exposure = (table[:, places].reshape(-1, 65) for table in (counts, volume))
    kept = windows[:, :52].any(axis=1) & exposure[:, :52].any(axis=1) & exposure[:, 52:].any(axis=1)
    return windows[kept], exposure[kept]


if __name__ == "__main__":
    main()
