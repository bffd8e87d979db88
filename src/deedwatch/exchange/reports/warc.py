"""Web archives: the pages that a crawl kept."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, TypeVar

from deedwatch.errors import InputError
from deedwatch.exchange.reports.decode import decode
from deedwatch.exchange.reports.opening import open_source
from deedwatch.exchange.reports.source import LARGEST_FILE, fault_of, refuse
from deedwatch.records import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["open_warc"]

T = TypeVar("T")
_FAULTY = (ValueError, EOFError, LookupError, TypeError, AttributeError)  # of the parser on broken headers
_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}


def open_warc(source: Source) -> Iterator[Found]:
    """The pages, texts and PDF files among the answers in a WARC file.

    Answers of other kinds (images, scripts) and other than 200 are no reports and are passed over.
    The day of the crawl is not the day of publication, so it is not taken for it.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    count = found = 0
    with source.stream() as stream:
        records = ArchiveIterator(stream)
        try:
            while (told := _quietly(lambda: next(records, None)))[0] is not None:
                record, complaint = told
                count += 1
                if complaint:
                    yield fault_of(refuse(source, f"is damaged before record {count}", "fetch it anew"))
                for answer in _answer(source, record, count):
                    found += 1
                    yield answer
        except (ArchiveLoadFailed, *_FAULTY) as error:
            raise refuse(
                source, f"is a damaged web archive after {count} records", "fetch it anew"
            ) from error
    if not found:
        raise refuse(source, "is a web archive without a page", "give a WARC file with pages in it")


def _quietly(work: Callable[[], T]) -> tuple[T, str]:
    """What the work gives, and what it printed: the parser tells of damage on standard error only."""
    with redirect_stderr(io.StringIO()) as printed:
        given = work()
    return given, printed.getvalue().strip()


def _answer(source: Source, record: Any, number: int) -> Iterator[Found]:
    if record.rec_type != "response" or record.http_headers is None:
        return
    if record.http_headers.get_statuscode() != "200":
        return
    media_type, _, options = (record.http_headers.get_header("Content-Type") or "").lower().partition(";")
    ending = _KINDS.get(media_type.strip())
    if ending is None:
        return
    uri = record.rec_headers.get_header("WARC-Target-URI")
    part = replace(source, name=f"{source.name}, {uri or f'record {number}'}", id=f"{source.id}/{number}")
    data, complaint = _quietly(lambda: record.content_stream().read(LARGEST_FILE + 1))
    try:
        if complaint:
            raise refuse(part, "is packed and damaged", "fetch it anew")
        if len(data) > LARGEST_FILE:
            raise refuse(part, f"has more than {LARGEST_FILE // 1_000_000} MB", "give the report by itself")
        if ending == ".pdf":
            yield from _whole(part, data, source, uri)
        elif data.strip():
            charset = options.partition("charset=")[2].split(";")[0].strip(" \"'") or None
            raw = decode(part, data, declared=charset)
            kind = "text/html" if ending == ".html" else "text/plain"
            yield Page(id=part.id, raw=raw, media_type=kind, uri=uri)  # type: ignore[arg-type]
    except InputError as error:
        yield fault_of(error)


def _whole(part: Source, data: bytes, source: Source, uri: str | None) -> Iterator[Found]:
    def stream() -> IO[bytes]:
        return io.BytesIO(data)

    within = replace(part, stream=stream, uri=uri, depth=source.depth + 1)
    yield from open_source(within, ".pdf")
