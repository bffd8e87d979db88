"""Files that are one report: plain text and HTML pages, as they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.exchange.reports.decode import decode
from deedwatch.exchange.reports.source import read_whole
from deedwatch.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["open_html", "open_text"]


def open_text(source: Source) -> Iterator[Found]:
    """The page of a plain text file."""
    raw = decode(source, read_whole(source))
    yield Page(id=source.id, raw=raw, media_type="text/plain", uri=source.uri)


def open_html(source: Source) -> Iterator[Found]:
    """The page of an HTML file."""
    raw = decode(source, read_whole(source))
    yield Page(id=source.id, raw=raw, media_type="text/html", uri=source.uri)
