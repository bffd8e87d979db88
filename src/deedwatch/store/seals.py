"""Rows that carry a hash of themselves: event data of other people and verdicts.

A report's row and a review have such a hash as part of what they are; these tables have a column ``seal``
for it. Whoever changes a row by another way than this program leaves it with a seal that does not fit.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["SEALED", "seal_all", "seal_of", "seal_row", "unsealed_rows", "update_sealed"]

SEALED = ("datasets", "imported", "refused", "verdicts")
_AT_ONCE = 5_000
_T = METADATA.tables


def seal_of(values: Sequence[Any]) -> int:
    """63 bits of a hash of a row's values, in the order of the table's columns, the seal apart."""
    return int.from_bytes(hashlib.sha256(msgspec.json.encode(values)).digest()[:8]) >> 1


def seal_row(table: str, row: Mapping[Any, Any]) -> int:
    """The seal of a row by its columns' names; a column that is not told is NULL."""
    return _seal(_T[table], row)


def _seal(table: sa.Table, row: Mapping[Any, Any]) -> int:
    return seal_of([row.get(column.name) for column in table.c if column.name != "seal"])


def update_sealed(connection: sa.Connection, table: str, key: str, values: Mapping[str, Any]) -> None:
    """Change one row by its ``key``. A row that somebody altered keeps a seal that does not fit it."""
    place = _T[table]
    query = sa.select(place).where(place.c.key == key).with_for_update()
    row = dict(connection.execute(query).mappings().one())
    fits = seal_row(table, row) == row["seal"]
    seal = seal_row(table, {**row, **values}) if fits else row["seal"]
    connection.execute(place.update().where(place.c.key == key).values(**values, seal=seal))


def seal_all(connection: sa.Connection) -> None:
    """Seal the rows of a book made before there were seals, by the columns that its tables have now."""
    held = sa.MetaData()
    held.reflect(connection, only=SEALED)
    for name in SEALED:
        table = held.tables[name]
        keys = [column.name for column in table.primary_key.columns]
        this_row = [table.c[key] == sa.bindparam(f"this_{key}") for key in keys]
        query = table.update().where(*this_row).values(seal=sa.bindparam("fitting"))
        rows = connection.execute(sa.select(table)).mappings().all()
        sealed = [{"fitting": _seal(table, row), **{f"this_{key}": row[key] for key in keys}} for row in rows]
        for start in range(0, len(sealed), _AT_ONCE):
            connection.execute(query, sealed[start : start + _AT_ONCE])


def unsealed_rows(connection: sa.Connection) -> Iterator[str]:
    """Rows that are not what their seal says, each by its table and key; data sets that have lost rows."""
    for name in SEALED:
        table = _T[name]
        keys = list(table.primary_key.columns)
        query = sa.select(table).order_by(*keys)
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(query).mappings():
            if seal_row(name, row) != row["seal"]:
                key = " ".join(str(row[column.name]) for column in keys)
                yield f"{name}: the row {key} is not what was written"
    for told in connection.execute(sa.select(_T["datasets"])).mappings().all():
        for name, number in (("imported", told["rows"]), ("refused", told["refused"])):
            table = _T[name]
            query = sa.select(sa.func.count()).select_from(table).where(table.c.dataset == told["key"])
            held = connection.scalar(query) or 0
            if held < int(number or 0):
                yield f"datasets: {told['key']} has {held} rows of {number} in {name}"
