"""Archives and compressed files: their parts are opened like files, within bounds, never unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from deedwatch.errors import InputError
from deedwatch.exchange.reports.opening import open_source
from deedwatch.exchange.reports.source import fault_of, plain_name, read_whole, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["open_bzip2", "open_gzip", "open_tar", "open_wacz", "open_xz", "open_zip"]

_RATIO, _SLACK = (
    100,
    50_000_000,
)  # what is unpacked may be this many times its packed size, and this much more
_LARGEST_ARCHIVE = 2_000_000_000  # bytes unpacked from one archive in all
_MOST_PARTS = 50_000
_DEEPEST = 3  # archives around a report
_DAMAGED = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)


def open_gzip(source: Source) -> Iterator[Found]:
    """The reports of a file packed with gzip, by the ending under its own (``feed.jsonl.gz``)."""
    yield from _open_packed(source, lambda stream: cast("IO[bytes]", gzip.GzipFile(fileobj=stream)))


def open_bzip2(source: Source) -> Iterator[Found]:
    """The reports of a file packed with bzip2."""
    yield from _open_packed(source, lambda stream: cast("IO[bytes]", bz2.BZ2File(stream)))


def open_xz(source: Source) -> Iterator[Found]:
    """The reports of a file packed with xz."""
    yield from _open_packed(source, lzma.open)


def open_tar(source: Source) -> Iterator[Found]:
    """The reports of a tar archive, read from front to end."""
    _check_depth(source)
    budget = _Budget(source)
    try:
        with source.stream() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                budget.part()
                if member.isdir() or _is_aside(member.name):
                    continue
                budget.opened += 1
                part = _part_of(source, member.name)
                if not member.isfile():
                    yield fault_of(
                        refuse(part, "is a link or a device inside an archive", "pack the file itself")
                    )
                    continue
                inner = archive.extractfile(member)
                stream_of_part = _Unpacked(part, cast("IO[bytes]", inner), lambda: 0, budget)
                yield from _open_part(part, lambda held=stream_of_part: io.BufferedReader(held))  # type: ignore[misc]
    except _DAMAGED as error:
        raise refuse(source, f"is a damaged archive ({error})", "pack it anew") from error
    budget.check_used()


def open_zip(source: Source) -> Iterator[Found]:
    """The reports of a zip archive, in the order of its list."""
    yield from _open_zip(source, "")


def open_wacz(source: Source) -> Iterator[Found]:
    """The pages in a web archive collection: the WARC files in its ``archive`` folder."""
    yield from _open_zip(source, "archive/")


def _open_zip(source: Source, folder: str) -> Iterator[Found]:
    _check_depth(source)
    budget = _Budget(source)
    with _seekable(source) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*_DAMAGED, ValueError, OSError, NotImplementedError) as error:
            raise refuse(source, f"is a damaged archive ({error})", "pack it anew") from error
        with archive:
            for info in archive.infolist():
                budget.part()
                if not info.filename:
                    budget.opened += 1
                    yield fault_of(refuse(source, "holds a part without a name", "pack it anew"))
                    continue
                if info.is_dir() or _is_aside(info.filename) or not info.filename.startswith(folder):
                    continue
                budget.opened += 1
                yield from _open_zipped(source, archive, info, budget)
    budget.check_used()


def _open_zipped(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget
) -> Iterator[Found]:
    part = _part_of(source, info.filename)
    if info.flag_bits & 1:
        yield fault_of(refuse(part, "is locked with a password", "pack it without one"))
        return
    if stat.S_ISLNK(info.external_attr >> 16):
        yield fault_of(refuse(part, "is a link or a device inside an archive", "pack the file itself"))
        return

    def stream() -> IO[bytes]:
        try:
            inner = archive.open(info)
        except (*_DAMAGED, NotImplementedError, RuntimeError, ValueError) as error:
            raise refuse(part, f"is damaged ({error})", "pack it anew") from error
        return io.BufferedReader(_Unpacked(part, inner, lambda: info.compress_size, budget))

    yield from _open_part(part, stream)


def _open_packed(source: Source, unpack: Callable[[IO[bytes]], IO[bytes]]) -> Iterator[Found]:
    """One packed file: it counts as an archive around what is in it."""
    _check_depth(source)
    ending = PurePosixPath(source.name).suffix.lower()
    named = source.name[: -len(ending)] if ending else source.name
    if ending in {".tgz", ".tbz2", ".txz"}:
        named += ".tar"
    inner_ending = PurePosixPath(named).suffix
    id_ = source.id.removesuffix(inner_ending)
    budget = _Budget(source)

    def stream() -> IO[bytes]:
        counted = _Counted(source.stream())
        inner = unpack(cast("IO[bytes]", io.BufferedReader(counted)))
        return io.BufferedReader(_Unpacked(source, inner, lambda: counted.taken, budget))

    within = replace(source, name=named, id=id_, stream=stream, depth=source.depth + 1)
    yield from open_source(within, inner_ending.lower())


def _open_part(part: Source, stream: Callable[[], IO[bytes]]) -> Iterator[Found]:
    if part.id.startswith("/") or ".." in PurePosixPath(part.id).parts:
        yield fault_of(refuse(part, "has a name that leads out of its archive", "pack it with plain names"))
        return
    opened = replace(part, stream=stream)
    yield from open_source(opened, PurePosixPath(part.name).suffix.lower())


def _part_of(source: Source, name: str) -> Source:
    name = plain_name(name).replace("\\", "/").removeprefix("./")
    stem = name[: -len(PurePosixPath(name).suffix)] if PurePosixPath(name).suffix else name
    id_ = stem if name.startswith("/") else f"{source.id}/{stem}"
    uri = f"{source.uri}/{name}" if source.uri else None
    return replace(source, name=f"{source.name}/{name}", id=id_, uri=uri, depth=source.depth + 1)


def _is_aside(name: str) -> bool:
    """Hidden files, and what some packers add."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."}) for part in parts)


def _check_depth(source: Source) -> None:
    if source.depth >= _DEEPEST:
        raise refuse(source, f"lies in {_DEEPEST} archives", "unpack the outer ones")


@contextmanager
def _seekable(source: Source) -> Iterator[IO[bytes]]:
    """The bytes of an archive that is read by its list at the end; inside another archive, all of them."""
    if source.depth:
        yield io.BytesIO(read_whole(source))
        return
    with source.stream() as stream:
        yield stream


class _Budget:
    """How much one archive may still give."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.parts = 0
        self.opened = 0
        self.given = 0

    def part(self) -> None:
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise refuse(self.source, f"has more than {_MOST_PARTS:,} parts", "pack fewer together")

    def check_used(self) -> None:
        if not self.opened:
            raise refuse(self.source, "is an archive without a report", "pack reports into it")

    def take(self, count: int) -> None:
        self.given += count
        if self.given > _LARGEST_ARCHIVE:
            size = _LARGEST_ARCHIVE // 1_000_000_000
            raise refuse(self.source, f"unpacks to more than {size} GB", "pack fewer together")


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        data = self.stream.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()


class _Unpacked(io.RawIOBase):
    """An unpacked stream that ends with an ``InputError`` where it is damaged or grows out of bounds."""

    def __init__(self, source: Source, stream: IO[bytes], packed: Callable[[], int], budget: _Budget) -> None:
        self.source, self.stream, self.packed, self.budget = source, stream, packed, budget
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        try:
            data = self.stream.read(len(view))
        except InputError:
            raise
        except (*_DAMAGED, ValueError, OSError) as error:
            raise refuse(self.source, f"is damaged ({error})", "pack it anew") from error
        self.given += len(data)
        self.budget.take(len(data))
        packed = self.packed()
        if packed and self.given > _RATIO * packed + _SLACK:
            raise refuse(
                self.source, f"unpacks to more than {_RATIO} times its size", "give the report itself"
            )
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.stream.close()
        super().close()
