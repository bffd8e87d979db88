"""ICEWS event data: a header, then tab-separated cells without quoting.

An archive may hand the same out with its texts in quotation marks, or as CSV. The event id alone is not
unique; id and date together are the key.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.rows import EventRow, Refusal, known_day, leading_columns, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.datasets.rows import Lines, Outcome

__all__ = ["read_icews"]

_COLUMNS = {
    "id": "Event ID",
    "day": "Event Date",
    "source": "Source Name",
    "source_country": "Source Country",
    "target": "Target Name",
    "target_country": "Target Country",
    "cameo": "CAMEO Code",
    "goldstein": "Intensity",
    "place": "Country",
}


def read_icews(lines: Lines) -> Iterator[Outcome]:
    """The events of an ICEWS file. Raises ``KeyError`` where the header lacks a needed column."""
    rows = iter(lines)
    head = next(rows, "").rstrip("\r\n").lstrip("\ufeff")
    tabbed = "\t" in head
    header = head.split("\t") if tabbed else next(csv.reader([head]), [])
    at = leading_columns(header, _COLUMNS, needed=_COLUMNS)
    width = len(header)
    i, d, s, sc = (at[name] for name in ("id", "day", "source", "source_country"))
    t, tc, c, g, p = (at[name] for name in ("target", "target_country", "cameo", "goldstein", "place"))
    for number, cells, line in _tabbed(rows) if tabbed else _commas(rows):
        if len(cells) != width:
            if line.strip():
                yield Refusal(number, f"has {len(cells)} columns, the header has {width}", line)
            continue
        if cells[d].startswith('"'):
            cells = [_unquoted(cell) for cell in cells]  # noqa: PLW2901 - the same cells
        day = known_day(cells[d])
        if day is None or not cells[i] or not cells[c]:
            yield Refusal(number, _lack(cells[i], cells[d]), line)
            continue
        yield EventRow(
            f"{cells[i]}/{day}", day, cells[s], told(cells[sc]), cells[t], told(cells[tc]),
            "", cells[c], "", cells[g], told(cells[p]),
        )  # fmt: skip


def _tabbed(rows: Iterator[str]) -> Iterator[tuple[int, list[str], str]]:
    for number, line in enumerate(rows, 2):
        yield number, line.rstrip("\r\n").split("\t"), line


def _commas(rows: Iterator[str]) -> Iterator[tuple[int, list[str], str]]:
    reader = csv.reader(rows)
    for cells in reader:
        yield reader.line_num + 1, cells, ",".join(cells)


def _unquoted(cell: str) -> str:
    if len(cell) < 2 or not cell.startswith('"') or not cell.endswith('"'):
        return cell
    return cell[1:-1].replace('\\"', '"').replace('""', '"')


def _lack(event: str, day: str) -> str:
    if not event:
        return "has no event id"
    return f"has no CAMEO code on {day!r}" if known_day(day) else f"has no day: {day!r}"
