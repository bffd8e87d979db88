"""One input of reports: its name, its bytes, and how much of them is read at most."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Protocol, TypeAlias

from deedwatch.clock import LIMIT
from deedwatch.errors import InputError
from deedwatch.records import Document, Fault, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["LARGEST_FILE", "Found", "Opener", "Source", "fault_of", "plain_name", "read_whole", "refuse"]

LARGEST_FILE = 50_000_000  # bytes of a file that is one report, or of a part of an archive

Found: TypeAlias = Page | Document | Fault


@dataclass(frozen=True, slots=True)
class Source:
    """An input: ``name`` is what a fault calls it, ``id`` what its report is called.

    ``stream`` opens it anew; ``depth`` counts the archives around it; ``seconds`` is how long one of its
    reports may take.
    """

    name: str
    id: str
    stream: Callable[[], IO[bytes]]
    uri: str | None = None
    depth: int = 0
    seconds: float | None = LIMIT


class Opener(Protocol):
    """What reads one kind of input; it raises ``InputError`` where nothing of it can be read."""

    def __call__(self, source: Source, /) -> Iterator[Found]:
        """The reports of the source, in order, with a fault for each that cannot be read."""


def refuse(source: Source, fault: str, remedy: str) -> InputError:
    """The error for an input that cannot be used."""
    return InputError(source.name, fault, remedy=remedy)


def fault_of(error: InputError) -> Fault:
    """The fault that stands for an error of one input."""
    return Fault(document=error.subject, stage="open", reason=error.fault, remedy=error.remedy)


def plain_name(name: str) -> str:
    r"""The name of a file as text: its bytes that are no UTF-8 become the mark of an unknown letter.

    >>> plain_name("caf\udce9.txt")
    'caf�.txt'
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_whole(source: Source, *, largest: int = LARGEST_FILE) -> bytes:
    """All bytes of an input.

    Raises ``InputError`` for an empty one and for one of more than ``largest`` bytes, of which no
    more than that is read.
    """
    with source.stream() as stream:
        data = _at_most(stream, largest + 1)
    if len(data) > largest:
        raise refuse(source, f"has more than {largest // 1_000_000} MB", "give the reports one by one")
    if not data.strip(b"\0 \t\r\n\f\v\xef\xbb\xbf"):
        raise refuse(source, "is empty", "give a file with a report in it")
    return data


def _at_most(stream: IO[bytes], count: int) -> bytes:
    held = io.BytesIO()
    while held.tell() < count:
        part = stream.read(min(1_048_576, count - held.tell()))
        if not part:
            break
        held.write(part)
    return held.getvalue()
