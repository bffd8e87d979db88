"""Makes ``events.csv``: an invented table of weekly events between pairs of states.

    python -m deedwatch.samples.make_events

Every row is invented. Between Zambia and Malawi it follows the invented story beside it (a demand on
2017-03-06, a ceasefire on 2017-06-12); the other pairs only wander and have bursts. The seed is fixed,
so the file comes out the same each time.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np

__all__ = ["make_events"]

SEED = 20_170_612
FIRST, LAST = dt.date(2015, 6, 1), dt.date(2017, 12, 31)
PAIRS = (
    "ZMB MWI", "ZMB TZA", "MWI TZA", "MWI MOZ", "ZMB ZWE", "ZMB AGO", "ZMB COD", "ZWE MOZ", "ZWE ZAF",
    "ZAF MOZ", "ZAF BWA", "BWA NAM", "NAM AGO", "AGO COD", "COD RWA", "COD UGA", "UGA KEN", "UGA RWA",
    "KEN TZA", "KEN ETH", "KEN SOM", "ETH SOM", "ETH SDN", "SDN TCD", "TCD CMR", "CMR NGA", "NGA NER",
    "NER MLI", "MLI SEN", "GHA CIV",
)  # fmt: skip
CODES = {
    1: ("040", "042", "043", "051", "036", "057"),
    2: ("061", "071", "073", "084", "0841"),
    3: ("100", "111", "112", "120", "138", "025"),
    4: ("141", "173", "190", "193", "154", "175"),
}
SHARES = {1: 0.35, 2: 0.1, 3: 0.2, 4: 0.35}
DEMAND, CEASEFIRE = dt.date(2017, 3, 6), dt.date(2017, 6, 12)
STORY = {
    ("MWI", "ZMB", 4): (1.4, 3.2, 0.1),
    ("ZMB", "MWI", 4): (0.7, 2.2, 0.2),
    ("ZMB", "MWI", 3): (0.6, 3.0, 0.6),
}
"""Events a week between them before the demand, until the ceasefire, and after."""


def make_events(path: Path) -> int:
    """Write the table and say how many rows it has."""
    chance = np.random.default_rng(SEED)
    rows = []
    reporting = _reporting(chance)
    for pair in PAIRS:
        one, two = pair.split()
        for source, target in ((one, two), (two, one)):
            rows += _dyad(chance, source, target, reporting)
    rows.sort()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "day", "source", "source_country", "target", "target_country", "cameo"])
        for number, (day, source, target, code) in enumerate(rows, 1):
            name, other = f"Government of {source}", f"Government of {target}"
            writer.writerow([f"invented-{number:05d}", day, name, source, other, target, code])
    return len(rows)


def _reporting(chance: np.random.Generator) -> np.ndarray:
    weeks = (LAST - FIRST).days // 7
    return np.exp(0.1 * np.cumsum(chance.normal(0, 0.3, weeks)) / np.sqrt(np.arange(1, weeks + 1)))


def _dyad(
    chance: np.random.Generator, source: str, target: str, reporting: np.ndarray
) -> list[tuple[str, str, str, str]]:
    level = float(np.exp(chance.normal(0.1, 0.8)))
    drift = np.exp(np.cumsum(chance.normal(0, 0.025, len(reporting))))
    rows = []
    for quad, share in SHARES.items():
        for week, volume in enumerate(reporting):
            monday = FIRST + dt.timedelta(weeks=week)
            rate = _told(source, target, quad, monday) or level * share * drift[week]
            burst = 4.0 if chance.random() < 0.03 else 1.0
            for _ in range(int(chance.poisson(min(rate * burst, 12.0) * volume))):
                day = monday + dt.timedelta(days=int(chance.integers(7)))
                rows.append((day.isoformat(), source, target, str(chance.choice(CODES[quad]))))
    return rows


def _told(source: str, target: str, quad: int, monday: dt.date) -> float | None:
    story = STORY.get((source, target, quad))
    if story is None:
        return None
    return story[0] if monday < DEMAND else story[1] if monday < CEASEFIRE else story[2]


if __name__ == "__main__":
    make_events(Path(__file__).parent / "events.csv")
