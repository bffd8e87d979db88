"""Until the room of foreign formats has its own opener: JSON lines and plain files alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from deedwatch.records import Document, Fault, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["count_reports", "open_reports"]


def open_reports(
    paths: Iterable[str | Path], *, published: str | None = None
) -> Iterator[Page | Document | Fault]:
    """The reports at the paths, in order."""
    for path in paths:
        if str(path) == "-":
            yield from _lines(sys.stdin, "-", published)
            continue
        place = Path(path)
        files = sorted(item for item in place.rglob("*") if item.is_file()) if place.is_dir() else [place]
        for file in files:
            yield from _file(file, published)


def _file(file: Path, published: str | None) -> Iterator[Page | Document | Fault]:
    if not file.is_file():
        yield Fault(document=str(file), stage="open", reason="is not there", remedy="check the path")
    elif file.suffix == ".jsonl":
        with file.open(encoding="utf-8") as lines:
            yield from _lines(lines, file.name, published)
    elif file.suffix in {".txt", ".html"}:
        kind = "text/html" if file.suffix == ".html" else "text/plain"
        raw = file.read_text(encoding="utf-8")
        yield Page(id=file.stem, raw=raw, media_type=kind, uri=str(file), published=published)  # type: ignore[arg-type]


def _lines(lines: Iterable[str], name: str, published: str | None) -> Iterator[Document | Fault]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = json.loads(line)
        except ValueError:
            yield Fault(document=where, stage="open", reason="is not JSON", remedy="give one object a line")
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield Fault(document=where, stage="open", reason="has no text", remedy="give id and text")
            continue
        yield Document(
            id=str(row.get("id", where)),
            uri=row.get("uri"),
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=row.get("published") or published,
            text=row["text"],
        )


def count_reports(paths: Iterable[str | Path]) -> int | None:
    """How many reports there may be, without reading them; None where standard input is one of the paths.

    A folder counts its files and a JSONL file its lines, so the figure may be a little high.
    """
    total = 0
    for path in paths:
        if str(path) == "-":
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
