"""UCDP's georeferenced event data set (GED): CSV with a header; every row is armed violence.

A government side is written "Government of Sudan"; other sides have no country. UCDP names no
initiator: the first side of the row is taken for the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.csv_table import dated_rows
from deedwatch.exchange.datasets.rows import EventRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.datasets.rows import Lines, Outcome

__all__ = ["read_ucdp"]

_COLUMNS = {
    "id": "id",
    "day": "date_start",
    "source": "side_a",
    "target": "side_b",
    "place_country": "country",
}
_GOVERNMENT = re.compile(r"Government of (?P<country>[^,]+?)(?: \([^)]*\))?$")


def read_ucdp(lines: Lines) -> Iterator[Outcome]:
    """The events of a GED file. Raises ``KeyError`` where the header lacks a needed column."""
    return dated_rows(lines, _COLUMNS, _event, needed=_COLUMNS)


def _event(cells: dict[str, str], day: str) -> EventRow:
    source, target = cells["source"], cells["target"]
    return EventRow(
        cells["id"], day, source, _country(source), target, _country(target),
        "ASSAULT", "190", "4", "", cells["place_country"],
    )  # fmt: skip


def _country(side: str) -> str:
    found = _GOVERNMENT.match(side)
    return found["country"].strip() if found else ""
