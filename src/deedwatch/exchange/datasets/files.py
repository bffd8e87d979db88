"""Files of event data as lines: plain, gzip or zip, streamed, with the share that is read so far."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

__all__ = ["EventFile", "digest_file", "open_event_file"]

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TABLES = (".csv", ".tab", ".tsv", ".txt")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file (or one member of a zip) as lines; ``share`` says how much of the whole is read."""

    name: str
    lines: Iterator[str]
    raw: IO[bytes]
    size: int

    @property
    def share(self) -> float:
        """The part of the file on disk that is read, 0 to 1."""
        return min(self.raw.tell() / self.size, 1.0) if self.size else 1.0


def digest_file(path: Path) -> str:
    """The first 16 hex digits of the file's SHA-256. Raises ``InputError`` where it cannot be read."""
    found = hashlib.sha256()
    with _opened(path) as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()[:16]


def open_event_file(path: Path) -> Generator[EventFile]:
    """The tables in a file: one, or one a member of a zip.

    Text is UTF-8, or UTF-16 with its mark; a byte that is no UTF-8 is read as Windows-1252. Lines end at
    line feeds alone. Raises ``InputError`` where the file is not there, is empty, is damaged, or is a zip
    without a table.
    """
    with ExitStack() as stack:
        raw = stack.enter_context(_opened(path))
        size = path.stat().st_size
        start = raw.read(4)
        raw.seek(0)
        if not start:
            raise InputError(str(path), "is empty", remedy="give a file with rows")
        if start.startswith(_ZIP):
            yield from _members(path, raw, size, stack)
            return
        packed = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if start.startswith(_GZIP) else raw
        with closing(_lines(path, packed)) as lines:
            yield EventFile(path.name, lines, raw, size)


def _members(path: Path, raw: IO[bytes], size: int, stack: ExitStack) -> Iterator[EventFile]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(raw))
    except zipfile.BadZipFile as error:
        raise InputError(str(path), f"is a damaged zip: {error}", remedy="fetch it again") from error
    tables = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith(_TABLES) and not member.filename.startswith("__MACOSX")
    ]
    if not tables:
        remedy = f"give one with {', '.join(_TABLES)}; save a workbook as CSV first"
        raise InputError(str(path), "holds no table", remedy=remedy)
    for member in tables:
        with archive.open(member) as packed, closing(_lines(path, packed)) as lines:
            yield EventFile(f"{path.name}/{member.filename}", lines, raw, size)


def _lines(path: Path, packed: IO[bytes]) -> Generator[str]:
    reader = io.TextIOWrapper(packed, encoding="utf-8", errors=_OLD_LETTERS, newline="\n")
    try:
        if cast("io.BufferedReader", packed).peek(2)[:2] in _UTF16:
            reader.reconfigure(encoding="utf-16", errors="replace")
        first = reader.readline()
        yield first.removeprefix("\ufeff")
        yield from reader
    except (EOFError, OSError, zipfile.BadZipFile) as error:
        raise InputError(
            str(path), f"is damaged: {error}", remedy="fetch it again; rows before are kept"
        ) from error
    finally:
        reader.detach()


def _old_letters(error: UnicodeError) -> tuple[str, int]:
    """The bytes that are no UTF-8 as Windows-1252, which spreadsheets write."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_OLD_LETTERS = "deedwatch-old-letters"
codecs.register_error(_OLD_LETTERS, _old_letters)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}", remedy="check the path") from error
