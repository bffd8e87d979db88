"""Rows of language data, checked against their record: unknown keys, missing keys, wrong types."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from deedwatch.errors import LexiconError

__all__ = ["data_path", "load_rows", "load_rules"]

T = TypeVar("T")
_HERE = Path(__file__).parent


def data_path(name: str, *, language: str = "en") -> Path:
    """Where a file of language data lies.

    Raises ``LexiconError`` where there is no such file.
    """
    path = _HERE / language / name
    if not path.is_file():
        raise LexiconError(f"{language}/{name}", "is not there", remedy="see the lexicon page for the files")
    return path


def load_rules(path: Path, row: type[T], *, table: str = "rule") -> tuple[T, ...]:
    """The rows of one TOML file, each a ``[[rule]]``, as records of the given type.

    The type must be a msgspec Struct with ``forbid_unknown_fields=True``, so that a misspelt key is
    refused. Raises ``LexiconError`` naming file, row number and key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(str(path), f"cannot be read: {error}", remedy="mend the TOML") from error
    unknown = set(data) - {table}
    if unknown:
        raise LexiconError(
            str(path), f"has unknown tables: {', '.join(sorted(unknown))}", remedy=f"use [[{table}]] alone"
        )
    return tuple(_convert(path, number, item, row) for number, item in enumerate(data.get(table, []), 1))


def load_rows(path: Path, row: type[T]) -> tuple[T, ...]:
    """The rows of one CSV file with a header, as records; an empty cell is an absent key.

    Lines that begin with ``#`` are comments (source and licence of the facts). Raises
    ``LexiconError`` naming file, row number and key.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader((line for line in file if not line.startswith("#")), strict=True)
            cells = [{key: value for key, value in item.items() if value != ""} for item in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LexiconError(str(path), f"cannot be read: {error}", remedy="mend the CSV") from error
    return tuple(_convert(path, number, item, row) for number, item in enumerate(cells, 1))


def _convert(path: Path, number: int, item: dict[str, Any], row: type[T]) -> T:
    try:
        return msgspec.convert(item, row, strict=path.suffix == ".toml")
    except (msgspec.ValidationError, TypeError) as error:
        raise LexiconError(
            f"{path.name}, row {number}", str(error), remedy="see the file's first rows for the keys"
        ) from error
