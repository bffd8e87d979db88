"""Happenings that have retired from the open window, in a file of their own, so that memory stays flat."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

import msgspec

from deedwatch.reckoning.happenings import Sketch

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

__all__ = ["FileArchive"]

_MARKS = 12  # weightiest words by which a happening is found again
_SHARED = 3
_MOST_OF_RARE = 200  # happenings that a rare word stands in at the most; a commoner one finds none
_TABLES = (
    "create table if not exists sketch (happening text primary key, body blob not null)",
    "create table if not exists mark (word text, happening text, primary key (word, happening))",
    "create index if not exists mark_happening on mark (happening)",
)


class FileArchive:
    """The archive of ``Merging`` in a SQLite file. Use it in a ``with`` block.

    It holds no text, only the weightiest words of each happening, and can be made anew from the reports.
    """

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("pragma journal_mode = off")
        self._file.execute("pragma synchronous = off")
        for statement in _TABLES:
            self._file.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def keep(self, sketch: Sketch) -> None:
        """Keep a happening that has left the window."""
        marks = sorted(sketch.words, key=lambda word: (-sketch.words[word], word))[:_MARKS]
        row = (sketch.happening, msgspec.json.encode(sketch))
        if self._file.execute("select 1 from sketch where happening = ?", row[:1]).fetchone():
            self._file.execute("delete from mark where happening = ?", row[:1])
        self._file.execute("insert or replace into sketch values (?, ?)", row)
        self._file.executemany("insert or ignore into mark values (?, ?)", [(word, row[0]) for word in marks])

    def find(self, words: Iterable[str]) -> Iterable[Sketch]:
        """The retired happenings that have at least three of these words, in order of name."""
        counts: dict[str, int] = {}
        for word in words:
            rows = self._file.execute(
                "select happening from mark where word = ? limit ?", (word, _MOST_OF_RARE + 1)
            ).fetchall()
            for (happening,) in rows if len(rows) <= _MOST_OF_RARE else ():
                counts[happening] = counts.get(happening, 0) + 1
        names = sorted(name for name, count in counts.items() if count >= _SHARED)
        query = "select body from sketch where happening = ?"
        bodies = (self._file.execute(query, (name,)).fetchone()[0] for name in names)
        return [msgspec.json.decode(body, type=Sketch) for body in bodies]
