"""How far two or more reviewers agree on the subjects that several of them decided."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from deedwatch.reckoning.reviews.fold import holding
from deedwatch.records import Noun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.records import Review

__all__ = ["Agreement", "agreement"]


class Agreement(Noun, frozen=True):
    """Subjects decided by two reviewers, the share decided alike, and Cohen's kappa (None if undefined)."""

    reviewers: tuple[str, str]
    subjects: int
    alike: float
    kappa: float | None


def agreement(reviews: Iterable[Review]) -> tuple[Agreement, ...]:
    """One row for each pair of reviewers with subjects in common.

    Kappa is Cohen's (1960): agreement above what the two reviewers' own rates would give by chance.
    A correction counts as its own category, whatever was corrected.
    """
    by_reviewer: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_reviewer[review.reviewer].append(review)
    decided: dict[str, dict[str, str]] = {
        name: {s: r.decision for s, r in holding(rows).items()} for name, rows in by_reviewer.items()
    }
    rows = (_pair(decided, first, second) for first, second in combinations(sorted(decided), 2))
    return tuple(row for row in rows if row is not None)


def _pair(decided: dict[str, dict[str, str]], first: str, second: str) -> Agreement | None:
    common = sorted(set(decided[first]) & set(decided[second]))
    if not common:
        return None
    one = [decided[first][subject] for subject in common]
    two = [decided[second][subject] for subject in common]
    total = len(common)
    alike = sum(a == b for a, b in zip(one, two, strict=True)) / total
    rates_one, rates_two = Counter(one), Counter(two)
    chance = sum(rates_one[name] * rates_two[name] for name in rates_one) / total**2
    kappa = None if chance == 1 else (alike - chance) / (1 - chance)
    return Agreement(reviewers=(first, second), subjects=total, alike=alike, kappa=kappa)
