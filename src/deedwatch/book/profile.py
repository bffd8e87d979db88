"""Where the time went: the stages of reading, measured from outside."""

from __future__ import annotations

import cProfile
import pstats
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["profiled"]

_STAGES = {
    "open_reports": "opening",
    "read_page": "article",
    "parse_many": "parse",
    "find_actors": "actors",
    "find_dates": "dates",
    "find_places": "places",
    "find_statements": "statements",
    "find_events": "events",
    "find_matters": "matters",
    "settle": "settle",
    "to_json": "to JSON",
    "known_keys": "asking the book",
    "add_reading": "writing the book",
    "fold_happenings": "happenings",
    "fold_ledger": "ledger",
}


@contextmanager
def profiled(*, wanted: bool) -> Iterator[list[str]]:
    """Lines of a table, filled at the end of the block; the profiler slows the rules about threefold."""
    lines: list[str] = []
    if not wanted:
        yield lines
        return
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        yield lines
    finally:
        profiler.disable()
        lines += _table(pstats.Stats(profiler))


def _table(stats: pstats.Stats) -> list[str]:
    spent: dict[str, tuple[int, float]] = {}
    rows = stats.get_stats_profile().func_profiles
    for name, row in rows.items():
        if name in _STAGES and "deedwatch" in row.file_name:
            spent[_STAGES[name]] = (int(str(row.ncalls).split("/")[0]), row.cumtime)
    whole = stats.get_stats_profile().total_tt or 1.0
    ordered = sorted(spent.items(), key=lambda item: -item[1][1])
    return [
        f"{name:18} {seconds:8.2f} s {100 * seconds / whole:5.1f} % {calls:8} calls"
        for name, (calls, seconds) in ordered
    ]
