"""Tables with a header: CSV or tab-separated, columns named by the user where they have other names.

Also what the formats with quoted cells are built on: rows by field, by the names in the header.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.rows import EventRow, Refusal, known_day, leading_columns, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from deedwatch.exchange.datasets.rows import Lines, Outcome, Reader

__all__ = ["FIELDS", "NO_ID", "dated_rows", "table_reader"]

FIELDS = EventRow._fields
NO_ID = "line "  # what stands before the line that is the id of a row without one
_USUAL = {
    "id": ("id", "event_id", "eventid", "event id"),
    "day": ("day", "date", "event_date", "event date"),
    "source": ("source", "actor", "source_name", "actor1", "source name"),
    "source_country": ("source_country", "actor_country", "source country"),
    "target": ("target", "recipient", "target_name", "actor2", "target name"),
    "target_country": ("target_country", "recipient_country", "target country"),
    "type": ("type", "plover", "event_type"),
    "cameo": ("cameo", "cameo_code", "cameo code", "event_code"),
    "quad": ("quad", "quad_class", "quadclass"),
    "goldstein": ("goldstein", "intensity"),
    "place_country": ("place_country", "country"),
    "weight": ("weight", "count"),
}
_LONGEST = 10_000_000  # characters of one cell; a broken quote must not eat the file


def table_reader(columns: Mapping[str, str]) -> Reader:
    """A reader of tables with a header; ``columns`` maps our fields to the file's column names.

    Without an id column, the row's line is its id; without a column for a side's country, the side itself may
    be one. Raises ``KeyError`` naming a column that is not there.
    """

    def read(lines: Lines) -> Iterator[Outcome]:
        for line, cells, raw in _named_cells(lines, lambda header: _match(header, columns)):
            if cells is None:
                yield Refusal(line, raw, "")
                continue
            day = known_day(cells.get("day", ""))
            if day is None:
                yield Refusal(line, f"has no day: {cells.get('day', '')!r}", raw)
                continue
            fields = [cells.get(field, "") for field in FIELDS]
            fields[0] = fields[0] or f"{NO_ID}{line}"
            fields[1], fields[-1] = day, fields[-1].strip()
            if fields[-1] and (number(fields[-1]) or 0) <= 0:
                yield Refusal(line, f"has no weight over 0: {fields[-1]!r}", raw)
                continue
            yield EventRow(*fields)

    return read


def dated_rows(
    lines: Lines,
    columns: dict[str, str],
    event: Callable[[dict[str, str], str], EventRow],
    *,
    needed: Iterable[str],
    read_day: Callable[[str], str | None] = known_day,
) -> Iterator[Outcome]:
    """The rows of a data set with a header: ``event`` makes one of a row's cells (by field) and its day.

    ``columns`` is our field to the data set's column. A row without id or day is refused. Raises
    ``KeyError`` where the header lacks a needed column.
    """
    for line, cells, raw in _named_cells(lines, lambda h: leading_columns(h, columns, needed=needed)):
        if cells is None:
            yield Refusal(line, raw, "")
            continue
        day = read_day(cells["day"])
        if day is None or not cells["id"]:
            yield Refusal(line, f"has no day: {cells['day']!r}" if cells["id"] else "has no event id", raw)
            continue
        yield event(cells, day)


def _named_cells(lines: Lines, match: object) -> Iterator[tuple[int, dict[str, str] | None, str]]:
    """Line, cells by field and the row as text; None and the reason where a row is malformed.

    ``match`` gives for a header where each field stands. Rows may be as long as the header or as the
    first row, because some files have more names in the header than cells.
    """
    assert callable(match)
    rows = iter(lines)
    head = next(rows, "")
    mark = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    rules = _Plain if mark == "\t" and '"' not in head else csv.excel
    header = next(csv.reader([head.lstrip("\ufeff")], rules, delimiter=mark), [])
    at: Mapping[str, int] = match(header)
    last = max(at.values(), default=0)
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(rows, rules, delimiter=mark)
    usual: set[int] = {len(header)}
    for cells in _safe(reader):
        line = reader.line_num + 1
        if isinstance(cells, str):
            yield line, None, cells
            continue
        if len(usual) == 1 and len(header) > len(cells) > last:
            usual.add(len(cells))
        if len(cells) in usual:
            yield line, {field: cells[place] for field, place in at.items()}, mark.join(cells)
        elif any(cell.strip() for cell in cells):
            yield line, None, f"has {len(cells)} columns, the header has {len(header)}: {mark.join(cells)}"


class _Plain(csv.excel):
    """Cells as they stand: a quotation mark is a letter."""

    quoting = csv.QUOTE_NONE


def _safe(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """The rows; a row that is no CSV comes as the reason."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"is not CSV: {error}"


def _match(header: list[str], columns: Mapping[str, str]) -> Mapping[str, int]:
    given = leading_columns(header, dict(columns), needed=columns)
    places = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    for field, names in _USUAL.items():
        usual = next((places[name] for name in names if name in places), None)
        if field not in given and usual is not None:
            given[field] = usual
    if "day" not in given:
        raise KeyError("day", header)
    for side in ("source", "target"):  # a table with one column a side may have countries in it
        if side in given:
            given.setdefault(f"{side}_country", given[side])
    return given
