"""How much there is to read: for the progress bar alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["count_reports"]


def count_reports(paths: Iterable[str | Path]) -> int | None:
    """How many reports there may be, without reading them; None for standard input or an address.

    A folder counts its files and a JSONL file its lines, so the figure may be a little high.
    """
    total = 0
    for path in paths:
        if str(path) == "-" or "://" in str(path):
            return None
        place = Path(path)
        files = (item for item in place.rglob("*") if item.is_file()) if place.is_dir() else iter([place])
        total += sum(_count_in(file) for file in files)
    return total


def _count_in(file: Path) -> int:
    if file.suffix != ".jsonl" or not file.is_file():
        return 1
    with file.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
