"""Readings as a folder of Parquet parts, which DuckDB, Spark and pandas read, here or far away.

One folder a table (``reports/``, ``statements/``, ``events/``, ...), one file a batch of reports, named by
a hash of their keys. The part of ``reports`` is written last: where it is, the batch is whole. The
same batch written again overwrites the same files with the same rows, so a worker that is killed and
done again loses nothing and writes nothing twice.
"""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Any

from deedwatch.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["count_in_parts", "known_in_parts", "read_parts", "write_part"]

Row = dict[str, Any]


def write_part(
    out: str, keys: Sequence[str], tables: Mapping[str, list[Row]], kinds: Mapping[str, Mapping[str, str]]
) -> str:
    """Write one batch; its name. ``kinds`` gives each table's columns with what they hold."""
    name = hashlib.sha256("\n".join(keys).encode()).hexdigest()[:20]
    for table in sorted(kinds, key=lambda item: item == "reports"):
        _write(out, table, name, tables.get(table, []), kinds[table])
    return name


def known_in_parts(out: str, columns: list[str]) -> Iterator[Row]:
    """These columns of the reports that whole batches in the folder hold."""
    return _rows(out, columns)


def count_in_parts(out: str) -> int:
    """How many reports the whole batches in the folder hold."""
    _, parquet = _arrow()
    system, _ = _place(out)
    total = 0
    for path in _files(out):
        with system.open(path, "rb") as file:
            total += parquet.ParquetFile(file).metadata.num_rows
    return total


def read_parts(out: str) -> Iterator[Row]:
    """The rows of the reports in a folder of parts, in order of their parts.

    Raises ``InputError`` where the folder holds none.
    """
    if not _files(out):
        raise InputError(out, "holds no readings", remedy="name what `deedwatch read --out` wrote")
    yield from _rows(out, None)


def _write(out: str, table: str, name: str, rows: list[Row], kinds: Mapping[str, str]) -> None:
    arrow, parquet = _arrow()
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64()}
    schema = arrow.schema([(column, types[kind]) for column, kind in kinds.items()])
    whole = [{column: row.get(column) for column in kinds} for row in rows]
    system, root = _place(out)
    folder = posixpath.join(root, table)
    system.makedirs(folder, exist_ok=True)
    path, unfinished = f"{folder}/part-{name}.parquet", f"{folder}/.{name}.unfinished"
    with system.open(unfinished, "wb") as file:
        parquet.write_table(arrow.Table.from_pylist(whole, schema=schema), file, compression="zstd")
    system.mv(unfinished, path)


def _rows(out: str, columns: list[str] | None) -> Iterator[Row]:
    _, parquet = _arrow()
    system, _ = _place(out)
    for path in _files(out):
        with system.open(path, "rb") as file:
            for batch in parquet.ParquetFile(file).iter_batches(
                batch_size=200, columns=columns and list(columns)
            ):
                yield from batch.to_pylist()


def _files(out: str) -> list[str]:
    system, root = _place(out)
    return sorted(system.glob(posixpath.join(root, "reports", "part-*.parquet")))


def _place(out: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ModuleNotFoundError as error:
        raise MissingExtra("reading into Parquet", "dask") from error
    system, root = fsspec.core.url_to_fs(out)
    return system, str(root)


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise MissingExtra("reading into Parquet", "dask") from error
    return pa, parquet
