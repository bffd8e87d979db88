"""Reports grouped without a book: JSON lines in, groups or joins out."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from deedwatch.book.archive import FileArchive
from deedwatch.reckoning.happenings import explain_documents, merge_documents
from deedwatch.records import Document, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.reckoning.happenings import Group, Join

__all__ = ["group_reports", "join_reports", "open_lines"]


class _Line(msgspec.Struct, frozen=True):
    """One object of the file; other keys are passed over."""

    text: str
    id: str | int | None = None
    doc_id: str | int | None = None
    date: str | None = None
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    uri: str | None = None
    url: str | None = None


def open_lines(paths: Iterable[str | Path]) -> Iterator[Document | Fault]:
    """The reports of JSON lines files, in order; ``-`` is standard input."""
    for path in paths:
        if str(path) == "-":
            yield from _read("-", sys.stdin.buffer)
        elif Path(path).is_file():
            with Path(path).open("rb") as lines:
                yield from _read(Path(path).name, lines)
        else:
            yield Fault(document=str(path), stage="open", reason="is not there", remedy="check the path")


def _read(name: str, lines: Iterable[bytes]) -> Iterator[Document | Fault]:
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            row = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Fault(document=where, stage="open", reason=str(error), remedy="give id and text, as JSON")
            continue
        given = row.id if row.id is not None else row.doc_id
        yield Document(
            id=where if given is None else str(given),
            uri=row.uri or row.url,
            title=row.title,
            outlet=row.outlet,
            published=row.published or row.date,
            text=row.text,
        )


def group_reports(documents: Iterable[Document]) -> list[Group]:
    """Where each report stands, in the order given; retired happenings wait on disk for the while."""
    with (
        TemporaryDirectory(prefix="deedwatch-") as folder,
        FileArchive(Path(folder) / "archive.db") as archive,
    ):
        return merge_documents(documents, archive=archive)


def join_reports(documents: Iterable[Document]) -> Iterator[Join]:
    """Why reports stand together."""
    return explain_documents(documents)
