"""POLECAT weekly files: tab-separated with a header in PLOVER terms.

The header may hold more names than a row has cells, and columns come and go between releases, so
cells are found by name. Several countries of one side stand in one cell; the first is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.csv_table import dated_rows
from deedwatch.exchange.datasets.rows import EventRow, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.datasets.rows import Lines, Outcome

__all__ = ["read_polecat"]

_COLUMNS = {
    "id": "Event ID", "day": "Event Date", "type": "Event Type", "goldstein": "Intensity",
    "quad": "Quad Code", "source": "Actor Name", "source_country": "Actor Country",
    "target": "Recipient Name", "target_country": "Recipient Country", "place_country": "Country",
}  # fmt: skip
_NEEDED = ("id", "day", "type", "source", "source_country", "target", "target_country")
_QUADS = {
    "VERBAL COOPERATION": "1", "MATERIAL COOPERATION": "2", "VERBAL CONFLICT": "3", "MATERIAL CONFLICT": "4",
}  # fmt: skip


def read_polecat(lines: Lines) -> Iterator[Outcome]:
    """The events of a file. Raises ``KeyError`` where the header lacks a needed column."""
    return dated_rows(lines, _COLUMNS, _event, needed=_NEEDED)


def _event(cells: dict[str, str], day: str) -> EventRow:
    quad = cells.get("quad", "").strip()
    return EventRow(
        cells["id"], day, _first(cells["source"]), _first(cells["source_country"]),
        _first(cells["target"]), _first(cells["target_country"]), cells["type"].strip().upper(), "",
        _QUADS.get(quad.upper(), quad), cells.get("goldstein", ""),
        _first(cells.get("place_country", "")),
    )  # fmt: skip


def _first(cell: str) -> str:
    return told(cell.split(";", 1)[0].strip())
