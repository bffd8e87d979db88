"""Where the time went: the stages of reading, measured from outside."""

from __future__ import annotations

import cProfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["profiled"]

# By folder, since functions of other folders have some of these names too.
_STAGES = {
    ("exchange", "open_reports"): "opening",
    ("reading", "read_page"): "article",
    ("language", "parse_many"): "parse",
    ("actors", "find_actors"): "actors",
    ("dates", "find_dates"): "dates",
    ("places", "find_places"): "places",
    ("reading", "find_statements"): "statements",
    ("reading", "find_events"): "events",
    ("reading", "find_matters"): "matters",
    ("reading", "settle"): "settle",
    ("records", "to_json"): "to JSON",
    ("store", "find_held"): "asking the book",
    ("store", "add_reading"): "writing the book",
    ("book", "fold_happenings"): "happenings",
    ("book", "fold_ledger"): "ledger",
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
        lines += _table(profiler)


def _table(profiler: cProfile.Profile) -> list[str]:
    spent: dict[str, tuple[int, float]] = {}
    whole = 0.0
    for row in profiler.getstats():
        whole += row.inlinetime
        if isinstance(row.code, str):
            continue
        folders = set(row.code.co_filename.replace("\\", "/").rpartition("/deedwatch/")[2].split("/")[:-1])
        for folder in folders:
            stage = _STAGES.get((folder, row.code.co_name))
            if stage is not None:
                spent[stage] = (row.callcount - row.reccallcount, row.totaltime)
    ordered = sorted(spent.items(), key=lambda item: -item[1][1])
    return [
        f"{name:18} {seconds:8.2f} s {100 * seconds / (whole or 1.0):5.1f} % {calls:8} calls"
        for name, (calls, seconds) in ordered
    ]
