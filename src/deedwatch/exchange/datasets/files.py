"""Files of event data as lines: plain, gzip or zip, streamed, with the share that is read so far."""

from __future__ import annotations

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

    Bytes that are no UTF-8 become the mark of an unknown letter; lines end at line feeds alone.
    Raises ``InputError`` where the file is not there, is empty or is damaged.
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
    for member in archive.infolist():
        name = member.filename
        if (
            member.is_dir()
            or name.startswith("__MACOSX")
            or not name.lower().endswith((".csv", ".tab", ".tsv", ".txt"))
        ):
            continue
        with archive.open(member) as packed, closing(_lines(path, packed)) as lines:
            yield EventFile(f"{path.name}/{name}", lines, raw, size)


def _lines(path: Path, packed: IO[bytes]) -> Generator[str]:
    reader = io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline="\n")
    try:
        first = reader.readline()
        yield first.removeprefix("\ufeff")
        yield from reader
    except (EOFError, OSError, zipfile.BadZipFile) as error:
        raise InputError(
            str(path), f"is damaged: {error}", remedy="fetch it again; rows before are kept"
        ) from error
    finally:
        reader.detach()


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}", remedy="check the path") from error
