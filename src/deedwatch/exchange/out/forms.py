"""The table of forms, and the writing of each: what went out, and what the form could not carry."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from deedwatch.errors import InputError, MissingExtra
from deedwatch.exchange.out import coded, linked, rows
from deedwatch.exchange.out.safe import safe_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from deedwatch.exchange.out.rows import Keyed, Row

__all__ = ["FORMS", "Exported", "Form", "export"]

Records: TypeAlias = "Callable[[], Iterable[Keyed]]"
Columns: TypeAlias = "tuple[str, ...] | None"
Tables: TypeAlias = "Mapping[str, tuple[Columns, Iterable[Row]]]"
_STATUSES = "the status of each event: what is not told as fact is left out"
_ONLY_EVENTS = "statements, matters and positions"
_SHEET_ROWS, _SHEET_NAME = 1_048_575, 31  # what Excel holds below a heading, and of a sheet's name


@dataclass(frozen=True, slots=True)
class Form:
    """A format: one file or one a noun (or all ``together``), how it is written, what it has no place for."""

    suffix: str
    write: Callable[[Path, Iterable[Row], Columns], int]
    tables: Mapping[str, Callable[[Iterable[Keyed], Mapping[str, float]], Iterator[Row]]]
    columns: Mapping[str, Columns] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    together: Callable[[Path, Tables], dict[str, int]] | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written with their rows, and what the form could not carry."""

    files: dict[str, int]
    lost: tuple[str, ...]


def export(
    records: Records,
    form: str,
    out: str | Path,
    weights: Mapping[str, float],
    further: Tables | None = None,
) -> Exported:
    """Write a book in a form: to the file ``out``, or to ``out/TABLE.suffix`` where a form has several.

    A form that can hold several tables in one file does so where ``out`` has its suffix.

    ``records`` gives all records with their keys, anew for each table; ``further`` tables, with their
    columns, go out beside those of the records where a form has several. Raises ``InputError`` for an
    unknown form or a place that cannot be written, ``MissingExtra`` where the form needs packages.
    """
    if form not in FORMS:
        raise InputError(f"--as {form}", "is not a known form", remedy=f"say one of: {', '.join(FORMS)}")
    chosen, path = FORMS[form], Path(out)
    written: dict[str, int] = {}
    try:
        several = len(chosen.tables) > 1
        made: dict[str, tuple[Columns, Iterable[Row]]] = {
            name: (chosen.columns.get(name), make(records(), weights)) for name, make in chosen.tables.items()
        }
        made |= (further or {}) if several else {}
        if chosen.together and path.suffix == chosen.suffix and not path.is_dir():
            counts = chosen.together(path, made)
            return Exported({f"{path}, {name}": count for name, count in counts.items()}, chosen.lost)
        if several:
            path.mkdir(parents=True, exist_ok=True)
        for name, (columns, found) in made.items():
            file = path / f"{name}{chosen.suffix}" if several else path
            written[str(file)] = chosen.write(file, found, columns)
    except OSError as error:
        raise InputError(
            str(path), f"cannot be written: {error.strerror}", remedy="give another path"
        ) from error
    return Exported(files=written, lost=chosen.lost)


def _csv(path: Path, found: Iterable[Row], columns: Columns) -> int:
    return _delimited(path, found, columns, ",", header=True)


def _tsv(path: Path, found: Iterable[Row], columns: Columns) -> int:
    return _delimited(path, found, columns, "\t", header=True)


def _headless(path: Path, found: Iterable[Row], columns: Columns) -> int:
    return _delimited(path, found, columns, "\t", header=False)


def _delimited(path: Path, found: Iterable[Row], columns: Columns, mark: str, *, header: bool) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns or (), delimiter=mark, lineterminator="\n")
        if header:
            writer.writeheader()
        for row in found:
            cells = {name: safe_cell(value) for name, value in row.items()}
            if mark == "\t":
                cells = {name: _one_line(value) for name, value in cells.items()}
            writer.writerow(cells)
            count += 1
    return count


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _jsonl(path: Path, found: Iterable[Row], columns: Columns) -> int:
    del columns
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in found:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _parquet(path: Path, found: Iterable[Row], columns: Columns) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise MissingExtra("Parquet", "frames") from error
    listed = list(found)
    table = pa.Table.from_pylist(listed)
    if not listed:
        table = pa.table({name: pa.array([], pa.string()) for name in columns or ()})
    pq.write_table(table, path)
    return int(table.num_rows)


def _xlsx(path: Path, found: Iterable[Row], columns: Columns) -> int:
    return _workbook(path, {path.stem: (columns, found)})[path.stem]


def _workbook(path: Path, tables: Tables) -> dict[str, int]:
    """One workbook with a sheet a table, and the rows of each; what a sheet cannot hold goes on in a next."""
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise MissingExtra("XLSX", "frames") from error
    book = Workbook(write_only=True)
    counts = {name: _fill_sheets(book, name, *table) for name, table in tables.items()}
    book.save(path)
    return counts


def _fill_sheets(book: Any, name: str, columns: Columns, found: Iterable[Row]) -> int:
    count = 0
    sheet = _new_sheet(book, name[:_SHEET_NAME], columns)
    for row in found:
        if count and count % _SHEET_ROWS == 0:
            mark = f" {count // _SHEET_ROWS + 1}"
            sheet = _new_sheet(book, name[: _SHEET_NAME - len(mark)] + mark, columns)
        sheet.append([safe_cell(value) for value in row.values()])
        count += 1
    return count


def _new_sheet(book: Any, title: str, columns: Columns) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(list(columns or ()))
    return sheet


def _plain(make: Callable[[Iterable[Keyed]], Iterator[Row]]) -> Callable[..., Iterator[Row]]:
    return lambda records, weights: make(records)  # noqa: ARG005 - only coded forms have weights


def _whole(records: Iterable[Keyed]) -> Iterator[Row]:
    return (json.loads(record.to_json()) for _, record in records)


_MADE = {
    "statements": rows.statement_rows,
    "events": rows.event_rows,
    "matters": rows.matter_rows,
    "positions": rows.position_rows,
}
_TABLES = {name: _plain(make) for name, make in _MADE.items()}
_HEADS: dict[str, Columns] = {name: rows.columns_of(make) for name, make in _MADE.items()}
_NO_SPANS = (
    "the other spans of a quotation in parts, mentions of actors and segments of the page",
    "imported events: they are the table `imported` of the book",
)

FORMS: dict[str, Form] = {
    "csv": Form(".csv", _csv, _TABLES, _HEADS, _NO_SPANS),
    "xlsx": Form(".xlsx", _xlsx, _TABLES, _HEADS, _NO_SPANS, together=_workbook),
    "parquet": Form(".parquet", _parquet, _TABLES, _HEADS, _NO_SPANS),
    "jsonl": Form(".jsonl", _jsonl, {"records": _plain(_whole)}),
    "gdelt": Form(
        ".tsv", _headless, {"events": coded.gdelt_rows}, {"events": coded.GDELT_COLUMNS},
        (_ONLY_EVENTS, _STATUSES, "casualties and means", "events without a whole day",
         "tone"),
    ),
    "icews": Form(
        ".tab", _tsv, {"events": coded.icews_rows}, {"events": coded.ICEWS_COLUMNS},
        (_ONLY_EVENTS, _STATUSES, "casualties and means", "the end of a span of days"),
    ),
    "plover": Form(
        ".jsonl", _jsonl, {"events": _plain(coded.plover_rows)}, {},
        (_ONLY_EVENTS, "casualties and means", "the end of a span of days"),
    ),
    "ftm": Form(
        ".jsonl", _jsonl, {"entities": _plain(linked.followthemoney_rows)}, {},
        (_ONLY_EVENTS, _STATUSES, "casualties and means", "spans"),
    ),
    "annotations": Form(
        ".jsonl", _jsonl, {"annotations": _plain(linked.annotation_rows)}, {},
        ("positions", "the other spans of a quotation in parts"),
    ),
}  # fmt: skip
