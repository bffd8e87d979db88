"""Reports that lie elsewhere: any place that fsspec reads, one file at a time, through a temporary copy."""

from __future__ import annotations

import posixpath
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from deedwatch.clock import LIMIT
from deedwatch.errors import InputError, MissingExtra
from deedwatch.exchange.reports.opening import open_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from deedwatch.exchange.reports.source import Found

__all__ = ["open_anywhere"]


def open_anywhere(
    paths: Iterable[str | Path],
    *,
    seconds: float | None = LIMIT,
    besides: AbstractSet[Path] = frozenset(),
) -> Iterator[Found]:
    """As ``open_reports``, but a path may be an address that fsspec knows (``s3://bucket/folder``).

    Raises ``MissingExtra`` where fsspec, or what it needs for that kind of address, is not installed.
    """
    for path in paths:
        if "://" in str(path):
            yield from _remote(str(path), seconds)
        else:
            yield from open_reports([path], seconds=seconds, besides=besides)


def _remote(address: str, seconds: float | None) -> Iterator[Found]:
    try:
        import fsspec
    except ModuleNotFoundError as error:
        raise MissingExtra("reading from an address", "dask") from error
    try:
        system, root = fsspec.core.url_to_fs(address)
        files = sorted(system.find(root))
    except (OSError, ValueError, ImportError) as error:
        raise InputError(address, f"cannot be opened: {error}", remedy="check the address") from error
    if not files:
        raise InputError(address, "holds no file", remedy="check the address")
    for file in files:
        with tempfile.TemporaryDirectory(prefix="deedwatch-") as folder:
            copy = Path(folder) / _below(str(root), str(file))
            copy.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(file, str(copy))
            yield from open_reports([folder], seconds=seconds)


def _below(root: str, file: str) -> str:
    """The path of a file from its address on, so that files of one name in two folders stay two reports."""
    path = posixpath.relpath(file, root)
    if path == ".":
        return posixpath.basename(file)
    if ".." in path.split("/"):
        raise InputError(file, "lies outside its address", remedy="check the address")
    return path
