"""The peers: what analysts use today, each as a function from windows to p and an interval of the ratio.

Rates are events by exposure, so that all see the same reporting volume. A peer that is not installed
is left out and named.
"""

from __future__ import annotations

import importlib.util
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = tuple[float, float, float]  # p, low, high
NOTHING: Answer = (1.0, 0.0, np.inf)


@dataclass(frozen=True)
class Peer:
    """A method, what it needs, and how many windows of it are enough (slow ones see a sample)."""

    name: str
    needs: str
    sample: int
    judge: Callable[[np.ndarray, np.ndarray, int], Answer]

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.needs) is not None


def welch(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    from scipy import stats

    rate = counts / exposure * exposure.mean()
    one, two = rate[:before], rate[before:]
    if one.std() + two.std() == 0 or one.mean() == 0:
        return NOTHING
    test = stats.ttest_ind(two, one, equal_var=False)
    span = test.confidence_interval()
    return float(test.pvalue), 1 + span.low / one.mean(), 1 + span.high / one.mean()


def _interrupted(counts: np.ndarray, exposure: np.ndarray, before: int, *, negative: bool) -> Answer:
    import statsmodels.api as sm

    weeks = np.arange(len(counts)) / 52
    design = np.column_stack([np.ones(len(counts)), weeks - weeks.mean(), np.arange(len(counts)) >= before])
    family, options = sm.families.Poisson(), {}
    if negative:
        mean = counts.mean()
        spread = max((counts.var() - mean) / mean**2, 1e-3) if mean else 1.0
        family = sm.families.NegativeBinomial(alpha=spread)
        options = {"cov_type": "HAC", "cov_kwds": {"maxlags": 4}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit = sm.GLM(counts, design, family=family, offset=np.log(exposure)).fit(maxiter=50, **options)
        except (ValueError, np.linalg.LinAlgError):
            return NOTHING
    low, high = fit.conf_int()[2]
    return float(fit.pvalues[2]), float(np.exp(np.clip(low, -50, 50))), float(np.exp(np.clip(high, -50, 50)))


def poisson_its(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    return _interrupted(counts, exposure, before, negative=False)


def negative_its(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    return _interrupted(counts, exposure, before, negative=True)


def bootstrap(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    chance = np.random.default_rng(int(counts.sum()))
    drawn = []
    for part, volume in ((counts[:before], exposure[:before]), (counts[before:], exposure[before:])):
        block = min(4, len(part))
        starts = chance.integers(0, len(part), (800, -(-len(part) // block)))
        places = (starts[:, :, None] + np.arange(block)) % len(part)
        places = places.reshape(800, -1)[:, : len(part)]
        drawn.append(part[places].sum(axis=1) / volume[places].sum(axis=1))
    with np.errstate(all="ignore"):
        ratio = drawn[1] / drawn[0]
    ratio = np.where(np.isnan(ratio), 1.0, ratio)
    low, high = np.quantile(ratio, [0.025, 0.975], method="nearest")
    return 2 * min((ratio <= 1).mean(), (ratio >= 1).mean(), 0.5), low, high


def pelt(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    import ruptures

    signal = np.sqrt(counts / exposure * exposure.mean() + 0.375)
    found = (
        ruptures.Pelt(model="l2", min_size=4, jump=1)
        .fit(signal)
        .predict(pen=np.log(len(counts)) * signal.var())
    )
    near = any(abs(point - before) <= 3 for point in found[:-1])
    return (0.0 if near else 1.0), np.nan, np.nan


def conformal(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    rate = np.sqrt(counts / exposure * exposure.mean())
    residual = rate - rate.mean()
    weeks = len(counts)
    places = (np.arange(weeks)[:, None] + np.arange(before, weeks)[None, :]) % weeks
    shifted = np.abs(residual[places].sum(axis=1))
    return float((shifted >= shifted[0] - 1e-12).mean()), np.nan, np.nan


def causal_impact(counts: np.ndarray, exposure: np.ndarray, before: int) -> Answer:
    from causal_impact import CausalImpact

    rate = counts / exposure * exposure.mean()
    data = np.column_stack([rate, exposure])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            impact = CausalImpact(data, [0, before - 1], [before, len(counts) - 1])
            found = impact.summary_stats
        except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
            return NOTHING
    mean = rate[before:].mean()
    low, high = (mean / max(mean - found[side], 1e-9) for side in ("ci_lower", "ci_upper"))
    return min(1.0, 2 * float(found["p_value"])), low, high


PEERS = (
    Peer("Welch t", "scipy", 2000, welch),
    Peer("Poisson ITS", "statsmodels", 600, poisson_its),
    Peer("negative binomial ITS, HAC", "statsmodels", 600, negative_its),
    Peer("block bootstrap", "numpy", 2000, bootstrap),
    Peer("PELT within 3 weeks", "ruptures", 1000, pelt),
    Peer("conformal (shifts)", "numpy", 4000, conformal),
    Peer("bsts-causalimpact", "causal_impact", 150, causal_impact),
)
