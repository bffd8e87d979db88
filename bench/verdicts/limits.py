"""What can be told at all: scores of a fall and of a rise, each with the whole error rate to itself.

    python bench/verdicts/limits.py [GOLD] [--least 60]

Every score sees the 52 weeks before and 13 after of the same windows. Its limit is set among the
placebos so that 5 % of them are beyond it in every stratum of expected count, so no score gains by
unequal false alarms. The boosted classifier was shown quiet and planted windows of the other folds:
it is as near as we come to the most that these weeks hold. The second table is of our test, with the
error rate split in other ways between rises and falls.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import numpy as np
from panels import FOLDS, cut, load_panels, plant

from deedwatch.reckoning.verdicts import calibrate
from deedwatch.reckoning.verdicts.lens import pair_sums

BEFORE, AFTER = 52, 13
EDGES = (1, 2, 4, 8, 16, 30)
PARTS = (0.25, 0.35, 0.5)


def main() -> None:
    """Print both tables for every panel."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--least", type=int, default=60, help="events that a dyad must have")
    args = options.parse_args()
    for panel in load_panels(Path(args.gold) if args.gold else None, args.least):
        found = [fold_scores(panel, fold) for fold in range(FOLDS)]
        whole = {key: np.concatenate([part[key] for part in found]) for key in found[0]}
        stratum = np.digitize(whole["expected"], EDGES)
        print(f"{panel.name}: {len(stratum)} windows of pairs with {args.least} events or more")
        for name in (*NAMED, BOOSTED):
            down = f"{name}, falls" if name == BOOSTED else name
            fall = power(-whole[down, 1.0], -whole[down, 0.5], stratum)
            rises = [power(whole[name, 1.0], whole[name, ratio], stratum) for ratio in (2.0, 4.0)]
            print(f"    {name:34s} x.5 {fall:.3f}   x2 {rises[0]:.3f}   x4 {rises[1]:.3f}", flush=True)
        for part in PARTS:
            p = {ratio: split_p(whole, ratio, part) for ratio in (1.0, 0.5, 2.0, 4.0)}
            told = [float((p[ratio] <= np.quantile(p[1.0], 0.05)).mean()) for ratio in (0.5, 2.0, 4.0)]
            print(f"    our test, {part:.0%} of the error for rises   " + " ".join(f"{x:.3f}" for x in told))


def fold_scores(panel, fold):
    """The scores of a fold's windows, quiet and planted; a high score is a rise."""
    mine = panel.folds == fold
    test = calibrate(panel.counts[~mine], panel.volume, before=BEFORE, after=AFTER)
    falls, rises = boosted(panel, fold, test)
    windows, exposure = cut(panel, mine, BEFORE, AFTER, 8)
    found = {"expected": features(test, windows, exposure)[:, 0]}
    for ratio in (1.0, 0.5, 2.0, 4.0):
        planted = windows if ratio == 1 else plant(windows, BEFORE, ratio, where="near", seed=11)
        told = features(test, planted, exposure)
        found |= {(name, ratio): told[:, place] for name, place in NAMED.items()}
        found[BOOSTED, ratio] = rises.decision_function(told)
        found[f"{BOOSTED}, falls", ratio] = -falls.decision_function(told)
        found |= {(side, ratio): value for side, value in sides(test, planted, exposure).items()}
    return found


NAMED = {
    "total, as in our test": 1,
    "weeks with events, as in our test": 2,
    "negative binomial likelihood": 3,
    "Welch's t": 4,
    "Welch's t on roots (Anscombe)": 5,
    "rank sum": 6,
    "share of weeks with events": 7,
}
BOOSTED = "boosted classifier"


def features(test, windows, exposure):
    """What is known of each window: the expected count, the scores, and for the classifier more."""
    pair = pair_sums(windows, exposure, before=BEFORE, scale=test.scale)
    seen = test.lens.see(pair)
    rate = windows / exposure * test.scale
    before, after = rate[:, :BEFORE], rate[:, BEFORE:]
    halved = 1 + seen.dispersion * seen.mean / 2
    size = 1 / seen.dispersion
    gain = pair.total.events_after * np.log(2)
    gain -= (pair.total.events_after + size) * np.log((1 + seen.dispersion * seen.mean) / halved)
    more, same = after[:, :, None] > before[:, None, :], after[:, :, None] == before[:, None, :]
    sums = np.cumsum(np.pad(before, ((0, 0), (1, 0))), axis=1)
    rolled = sums[:, AFTER:] - sums[:, :-AFTER]
    columns = [
        seen.level, seen.totals, seen.rises, gain, welch(before, after),
        welch(np.sqrt(before + 0.375), np.sqrt(after + 0.375)), (more + same / 2).mean(axis=(1, 2)),
        (after > 0).mean(axis=1) - (before > 0).mean(axis=1), seen.mean, seen.dispersion,
        after.max(axis=1), np.median(after, axis=1), np.sqrt(after).sum(axis=1), np.median(before, axis=1),
        before.max(axis=1), (rolled <= after.sum(axis=1, keepdims=True)).mean(axis=1), rolled.min(axis=1),
        *(before[:, -weeks:].mean(axis=1) for weeks in (2, 4, 8, 13, 26)), before[:, :13].mean(axis=1),
        *(after[:, :weeks].sum(axis=1) for weeks in (3, 6, 9)),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def welch(before, after):
    spread = before.var(axis=1) / before.shape[1] + after.var(axis=1) / after.shape[1]
    return (after.mean(axis=1) - before.mean(axis=1)) / np.sqrt(spread + 1e-4)


def boosted(panel, fold, test):
    """A classifier of falls and one of rises, from the other folds."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    windows, exposure = cut(panel, panel.folds != fold, BEFORE, AFTER, 6)
    quiet = features(test, windows, exposure)
    models = []
    for ratio in (0.5, 2.0):
        planted = features(test, plant(windows, BEFORE, ratio, where="near", seed=7), exposure)
        model = HistGradientBoostingClassifier(
            max_iter=100, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=80, l2_regularization=5
        )
        truth = np.repeat([0, 1], len(quiet))
        models.append(model.fit(np.concatenate([quiet, planted]), truth))
    return models


def sides(test, windows, exposure):
    """The p of a rise and of a fall, as logarithms with half of the error each."""
    seen = test.lens.see(pair_sums(windows, exposure, before=BEFORE, scale=test.scale))
    spot = test.tails.grid.find(np.log(seen.level), np.log(seen.dispersion))
    rise, fall = test.tails.log_p(spot, seen)
    return {"rise": rise, "fall": fall}


def split_p(whole, ratio, part):
    """The two-sided log p with another part of the error for rises."""
    return np.minimum(whole["rise", ratio] - np.log(2 * part), whole["fall", ratio] - np.log(2 * (1 - part)))


def power(quiet, planted, stratum):
    """The share of planted windows beyond the score that 5 % of the placebos of their stratum reach."""
    found = 0.0
    for each in np.unique(stratum):
        inside = stratum == each
        limit = np.quantile(quiet[inside], 0.95, method="inverted_cdf")
        tied = (quiet[inside] == limit).mean()
        part = (0.05 - (quiet[inside] > limit).mean()) / tied
        found += ((planted[inside] > limit) + part * (planted[inside] == limit)).sum()
    return float(found / len(stratum))


if __name__ == "__main__":
    main()
