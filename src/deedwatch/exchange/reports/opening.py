"""Files, folders and standard input to reports: one opener for each kind of file.

    .txt   .html   .jsonl   .rss .atom .xml   .eml .mhtml   .pdf .docx   .warc .wacz
    .gz .bz2 .xz .zip .tar of these   folders of these   - (standard input, JSON lines)

A new kind is one more row of ``OPENERS``: an ending, and where the function stands that opens it.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from deedwatch.clock import LIMIT, OvertimeError, within
from deedwatch.errors import InputError
from deedwatch.exchange.reports.source import Source, fault_of, plain_name
from deedwatch.records import Fault, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from deedwatch.exchange.reports.source import Found, Opener

__all__ = ["OPENERS", "open_reports", "open_source"]

_ROOM = "deedwatch.exchange.reports"
OPENERS: dict[str, str] = {
    ".txt": "pages:open_text",
    ".text": "pages:open_text",
    ".html": "pages:open_html",
    ".htm": "pages:open_html",
    ".xhtml": "pages:open_html",
    ".jsonl": "lines:open_lines",
    ".ndjson": "lines:open_lines",
    ".rss": "feed:open_feed",
    ".atom": "feed:open_feed",
    ".xml": "feed:open_feed",
    ".eml": "mail:open_mail",
    ".mhtml": "mail:open_saved_page",
    ".mht": "mail:open_saved_page",
    ".pdf": "office:open_pdf",
    ".docx": "office:open_docx",
    ".warc": "warc:open_warc",
    ".wacz": "packed:open_wacz",
    ".gz": "packed:open_gzip",
    ".tgz": "packed:open_gzip",
    ".bz2": "packed:open_bzip2",
    ".tbz2": "packed:open_bzip2",
    ".xz": "packed:open_xz",
    ".txz": "packed:open_xz",
    ".tar": "packed:open_tar",
    ".zip": "packed:open_zip",
}


def open_reports(
    paths: Iterable[str | Path],
    *,
    seconds: float | None = LIMIT,
    besides: AbstractSet[Path] = frozenset(),
) -> Iterator[Found]:
    """The reports at the paths, in order; folders in the order of their names, with all below them.

    What cannot be read comes as a ``Fault`` that names the input, what is wrong with it and what to do,
    and the rest goes on. One report is held at a time, and a file that takes more than ``seconds`` to
    give its next report is given up (not standard input, which may come slowly). The files of
    ``besides`` (resolved paths) lie there and are no reports. A report's id is its file's name without the
    ending (inside a folder, its path), with ``~2`` where another had it before; JSON lines keep the ids
    that they give.
    """
    names = _Names()
    for path in paths:
        yield from _at(Path(path), seconds, names, besides)


class _Names:
    """The ids given so far: each once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """The id itself the first time, then ``id~2``, ``id~3``."""
        count = self._given.get(wanted, 0) + 1
        self._given[wanted] = count
        return wanted if count == 1 else self.give(f"{wanted}~{count}")


def _at(path: Path, seconds: float | None, names: _Names, besides: AbstractSet[Path]) -> Iterator[Found]:
    if str(path) == "-":
        yield from open_source(Source("-", "stdin", _standard_input), ".jsonl")
        return
    files = _folder(path) if path.is_dir() else iter(((path, plain_name(path.name)),))
    for file in files:
        if isinstance(file, Fault):
            yield file
        elif not (besides and file[0].exists() and file[0].resolve() in besides):
            yield from _file(*file, seconds, names)


def _standard_input() -> io.BufferedReader:
    """Standard input as bytes; closing it must not close the program's own."""
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if _has_number(sys.stdin) else _bytes_of(sys.stdin)


def _has_number(stream: object) -> bool:
    try:
        cast("io.TextIOWrapper", stream).fileno()
    except (OSError, ValueError, AttributeError):
        return False
    return True


def _bytes_of(stream: object) -> io.BufferedReader:
    """A stream without a file behind it, as a test or another program sets it up."""
    inner = getattr(stream, "buffer", None)
    data = inner.read() if inner is not None else cast("io.StringIO", stream).read().encode()
    return cast("io.BufferedReader", io.BytesIO(data))


def _folder(top: Path) -> Iterator[tuple[Path, str] | Fault]:
    """All files under a folder, by name, and what each is called there.

    Hidden ones are passed over, and what a browser saved beside a page ("talks_files" beside "talks.html");
    links out of the folder are refused.
    """
    waiting = [top]
    while waiting:
        place = waiting.pop()
        try:
            entries = sorted(place.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            yield _os_fault(str(place), error)
            continue
        folders = []
        pages = {f"{entry.stem}_files" for entry in entries if entry.suffix.lower() in {".html", ".htm"}}
        for entry in entries:
            shown = plain_name(entry.relative_to(top).as_posix())
            if entry.name.startswith(".") or (entry.name in pages and entry.is_dir()):
                continue
            if entry.is_symlink() and not _stays_inside(entry, top):
                yield _fault(str(entry), "is a link that leads out of the folder", "give the file itself")
            elif entry.is_dir():
                folders.append(entry)
            else:
                yield entry, shown
        waiting.extend(reversed(folders))


def _stays_inside(entry: Path, top: Path) -> bool:
    """Links to files inside the folder are read; links to folders could go round for ever."""
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(top.resolve())


def _file(path: Path, shown: str, seconds: float | None, names: _Names) -> Iterator[Found]:
    try:
        there = path.stat()
    except OSError as error:
        yield _os_fault(str(path), error)
        return
    if not path.is_file():
        yield _fault(str(path), "is not a file", "give a file or a folder of files")
        return
    if there.st_size == 0:
        yield _fault(str(path), "is empty", "give a file with a report in it")
        return
    id_ = names.give(shown[: -len(path.suffix)] if path.suffix else shown)
    source = Source(plain_name(str(path)), id_, lambda: path.open("rb"), shown, seconds=seconds)
    for found in _timed(source, path.suffix.lower()):
        again = isinstance(found, Page) and found.id != source.id
        yield replace(found, id=names.give(found.id)) if again and isinstance(found, Page) else found


def _timed(source: Source, ending: str) -> Iterator[Found]:
    """The reports of one file; a fault and no more of it where the next one takes too long."""
    reports = open_source(source, ending)
    try:
        while (found := within(source.seconds, lambda: next(reports, None))) is not None:
            yield found
    except OvertimeError:
        yield _fault(source.name, f"takes more than {source.seconds:g} seconds to open", "give its text")
    except MemoryError:
        yield _fault(source.name, "takes more memory than there is", "give its text")


def open_source(source: Source, ending: str) -> Iterator[Found]:
    """The reports of one input, by the opener for its ending; a fault where it cannot be read."""
    where = OPENERS.get(ending)
    if where is None:
        endings = " ".join(OPENERS)
        yield _fault(
            source.name, f"is of a kind that is not read ({ending or 'no ending'})", f"give {endings}"
        )
        return
    module, name = where.split(":")
    opener: Opener = getattr(importlib.import_module(f"{_ROOM}.{module}"), name)
    try:
        yield from opener(source)
    except InputError as error:
        yield fault_of(error)
    except OSError as error:
        yield _os_fault(source.name, error)


def _os_fault(name: str, error: OSError) -> Fault:
    match error:
        case FileNotFoundError():
            return _fault(name, "is not there", "check the path")
        case PermissionError():
            return _fault(name, "may not be read", "give yourself the right to read it")
        case _:
            return _fault(name, f"cannot be read: {error.strerror or error}", "check the disk and the path")


def _fault(name: str, reason: str, remedy: str) -> Fault:
    return Fault(document=plain_name(name), stage="open", reason=reason, remedy=remedy)
