"""Other people's events: put in by the thousand, each once, and counted by week and dyad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.store.insert import insert_new
from deedwatch.store.seals import seal_of, seal_row, update_sealed
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deedwatch.store.opening import Store

__all__ = [
    "Dataset",
    "EventFilter",
    "ImportedFile",
    "WeekCount",
    "add_imported",
    "begin_dataset",
    "count_weeks",
    "end_file",
    "list_datasets",
    "list_refused",
    "volume_by_sides",
    "weekly_volume",
]

_T = METADATA.tables
_COLUMNS = (
    "dataset", "id", "day", "week", "source", "source_country", "target", "target_country", "type",
    "cameo", "quad", "goldstein", "place_country", "weight", "seal",
)  # fmt: skip


class ImportedFile(msgspec.Struct, frozen=True):
    """One file that went into a data set."""

    file: str
    digest: str
    imported: str
    rows: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set by its name, with the files it came in."""

    name: str
    form: str
    digest: str
    files: tuple[ImportedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Which events of a data set to count; None or empty sets no condition."""

    quad: int | None = None
    types: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How much one side did toward the other in a week (weeks count from Monday 1970-01-05)."""

    source: str
    target: str
    week: int
    weight: float


def begin_dataset(store: Store, name: str, form: str) -> Dataset:
    """The data set of that name, made where it is not there yet."""
    row = {"key": name, "name": name, "form": form, "file": "[]", "digest": "", "rows": 0, "refused": 0}
    with store.writing() as connection:
        insert_new(connection, _T["datasets"], [{**row, "seal": seal_row("datasets", row)}])
    return next(found for found in list_datasets(store) if found.name == name)


def list_datasets(store: Store) -> tuple[Dataset, ...]:
    """All data sets, by name."""
    table = _T["datasets"]
    with store.reading() as connection:
        rows = connection.execute(sa.select(table).order_by(table.c.key)).all()
    decoder = msgspec.json.Decoder(tuple[ImportedFile, ...])
    return tuple(
        Dataset(row.key, row.form, row.digest or "", decoder.decode(row.file or "[]")) for row in rows
    )


def add_imported(
    store: Store, rows: Sequence[tuple[Any, ...]], refused: Sequence[tuple[str, int, str, str]]
) -> int:
    """Put rows in, in one transaction, and say how many were new; those with a known key are left out.

    A row is a tuple in the order of the columns of ``imported``, its seal apart; a refused one is data set,
    row number, reason and what stood there.
    """
    added = 0
    with store.writing() as connection:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        if rows:
            marks = ", ".join([mark] * len(_COLUMNS))
            into = f"INSERT INTO imported ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - constants
            added = connection.exec_driver_sql(into, [(*row, seal_of(row)) for row in rows]).rowcount
        if refused:
            into = (
                'INSERT INTO refused (dataset, "row", reason, content, seal) '  # noqa: S608 - constants
                f"VALUES ({mark}, {mark}, {mark}, {mark}, {mark}) ON CONFLICT DO NOTHING"
            )
            connection.exec_driver_sql(into, [(*row, seal_of(row)) for row in refused])
    return added


def end_file(store: Store, dataset: Dataset, file: ImportedFile, *, digest: str) -> None:
    """Note that a file is in; ``digest`` is that of the whole data set.

    What an earlier try at the same file had put in before it was stopped counts as this file's.
    """
    with store.reading() as connection:
        there = _count(connection, "imported", dataset.name), _count(connection, "refused", dataset.name)
    rows = there[0] - sum(each.rows for each in dataset.files)
    refused = there[1] - sum(each.refused for each in dataset.files)
    known = file.rows + file.known - rows
    files = (*dataset.files, msgspec.structs.replace(file, rows=rows, known=known, refused=refused))
    values = {
        "file": msgspec.json.encode(files).decode(),
        "digest": digest,
        "imported": file.imported,
        "rows": sum(each.rows for each in files),
        "refused": sum(each.refused for each in files),
    }
    with store.writing() as connection:
        update_sealed(connection, "datasets", dataset.name, values)


def _count(connection: sa.Connection, table: str, dataset: str) -> int:
    query = sa.select(sa.func.count()).select_from(_T[table]).where(_T[table].c.dataset == dataset)
    return int(connection.scalar(query) or 0)


def list_refused(store: Store, dataset: str, *, limit: int | None = None) -> tuple[tuple[int, str, str], ...]:
    """Row number, reason and content of what was refused, in order."""
    table = _T["refused"]
    query = sa.select(table.c.row, table.c.reason, table.c.content).where(table.c.dataset == dataset)
    with store.reading() as connection:
        found = connection.execute(query.order_by(table.c.row).limit(limit)).all()
    return tuple((row[0], row[1], row[2] or "") for row in found)


def count_weeks(
    store: Store,
    dataset: str,
    where: EventFilter,
    *,
    source_names: Iterable[str] = (),
    target_names: Iterable[str] = (),
) -> tuple[WeekCount, ...]:
    """Events by dyad of countries and week; with names, of the parties whose name holds one of them.

    A side that is asked for by name is counted under the first of its names.
    """
    table = _T["imported"]
    conditions = _conditions(table, dataset, where)
    sides: list[sa.ColumnElement[Any]] = []
    groups: list[sa.ColumnElement[Any]] = []
    for side, names in (("source", tuple(source_names)), ("target", tuple(target_names))):
        if names:
            named = table.c[side]
            conditions.append(sa.or_(*(named.icontains(name, autoescape=True) for name in names)))
            sides.append(sa.literal(names[0]))
        else:
            conditions.append(table.c[f"{side}_country"].is_not(None))
            sides.append(table.c[f"{side}_country"])
            groups.append(table.c[f"{side}_country"])
    query = sa.select(*sides, table.c.week, sa.func.sum(table.c.weight)).where(*conditions)
    query = query.group_by(*groups, table.c.week).order_by(*groups, table.c.week)
    with store.reading() as connection:
        return tuple(WeekCount(*tuple(row)) for row in connection.execute(query))


def weekly_volume(store: Store, dataset: str) -> dict[int, float]:
    """All events of a data set by week."""
    table = _T["imported"]
    query = sa.select(table.c.week, sa.func.sum(table.c.weight)).where(table.c.dataset == dataset)
    with store.reading() as connection:
        rows = connection.execute(query.group_by(table.c.week))
        return {int(week): float(total) for week, total in rows}


def volume_by_sides(store: Store, dataset: str) -> Iterator[tuple[str | None, str | None, int, float]]:
    """All events of a data set by the countries of both sides and week; None is no country."""
    table = _T["imported"]
    keys = (table.c.source_country, table.c.target_country, table.c.week)
    query = sa.select(*keys, sa.func.sum(table.c.weight)).where(table.c.dataset == dataset).group_by(*keys)
    with store.reading() as connection:
        for source, target, week, total in connection.execute(query):
            yield source, target, int(week), float(total)


def _conditions(table: sa.Table, dataset: str, where: EventFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = [table.c.dataset == dataset]
    if where.quad is not None:
        found.append(table.c.quad == where.quad)
    if where.types:
        found.append(table.c.type.in_(where.types))
    if where.place is not None:
        found.append(table.c.place_country == where.place)
    return found
