"""JSON lines: one report a line, read as a stream."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from deedwatch.errors import InputError
from deedwatch.exchange.reports.source import fault_of
from deedwatch.records import Document, Fault, Page, broken_letters, is_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["open_lines"]

_LONGEST_LINE = 20_000_000  # bytes
_ONE_A_LINE = "give one JSON object a line, with id and text (or html)"
_PAGE = (b"<", b"\xef\xbb\xbf<")  # how a page begins, and no JSON
_GIVE_A_PAGE = "save it as a file that ends in .html, and give the name of that file"
_STRINGS = ("title", "published", "outlet", "uri", "language")


def open_lines(source: Source) -> Iterator[Found]:
    """The reports of a JSONL file, one at a time; blank lines are passed over.

    A line with ``text`` is a ``Document`` whose text and id are just what was given; one with
    ``html`` is a ``Page``. A line that cannot be read gives one fault and the next is read; a page
    where lines should be gives one for all of it.
    """
    number, empty = 0, True
    with source.stream() as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line is not None and not line.strip():
                continue
            if empty and line is not None and line.lstrip().startswith(_PAGE):
                raise InputError(source.name, "is a page of HTML, not JSON lines", remedy=_GIVE_A_PAGE)
            empty = False
            where = f"{source.name}, line {number}"
            try:
                yield from _report(line, where, source, number)
            except InputError as error:
                yield fault_of(error)
    if empty:
        raise InputError(source.name, "is empty", remedy=_ONE_A_LINE)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; None for one that is too long, of which only a part is held at a time."""
    while line := stream.readline(_LONGEST_LINE + 1):
        if len(line) <= _LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)
        yield None


def _report(line: bytes | None, where: str, source: Source, number: int) -> Iterator[Found]:
    if line is None:
        raise InputError(
            where, f"has more than {_LONGEST_LINE // 1_000_000} MB", remedy="give each report its own line"
        )
    row = _object(line, where)
    faulty = [key for key in _STRINGS if not isinstance(row.get(key), str | None)]
    if faulty:
        raise InputError(where, f"has a {faulty[0]} that is no string", remedy="give it in quotation marks")
    id_ = row.get("id")
    if not isinstance(id_, str | int | None) or isinstance(id_, bool):
        raise InputError(where, "has an id that is no string", remedy="give it in quotation marks")
    name = str(id_) if id_ not in {None, ""} else f"{source.id}:{number}"
    yield _found(row, where, name)
    published = row.get("published")
    if published and not is_moment(published):
        yield Fault(
            document=where,
            stage="date",
            reason=f"has the date {published[:40]!r}, and was read without it",
            remedy="give the date as 2018-06-04 or 2018-06-04T14:46",
        )


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, "is not UTF-8", remedy="save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(where, "is not JSON", remedy=_ONE_A_LINE) from error
    if not isinstance(row, dict):
        raise InputError(where, "is not a JSON object", remedy=_ONE_A_LINE)
    return row


def _found(row: dict[str, Any], where: str, name: str) -> Page | Document:
    text, html = row.get("text"), row.get("html")
    words = text if isinstance(text, str) else html
    if not isinstance(words, str):
        raise InputError(where, "lacks text", remedy=_ONE_A_LINE)
    if not words.strip():
        raise InputError(where, "has an empty text", remedy=_ONE_A_LINE)
    _check_strings(row, where)
    published = row.get("published")
    day = published if published and is_moment(published) else None
    uri, title, outlet = row.get("uri"), row.get("title"), row.get("outlet")
    if not isinstance(text, str):
        return Page(
            id=name, raw=words, media_type="text/html", uri=uri, title=title, outlet=outlet, published=day
        )
    language = row.get("language") or "en"
    return Document(
        id=name, text=words, uri=uri, title=title, outlet=outlet, published=day, language=language
    )


def _check_strings(row: dict[str, Any], where: str) -> None:
    for key in ("text", "html", "id", *_STRINGS):
        value = row.get(key)
        broken = broken_letters(value) if isinstance(value, str) else None
        if broken:
            remedy = "take it out, or write the file as UTF-8"
            raise InputError(where, f"holds {broken} in its {key}", remedy=remedy)
