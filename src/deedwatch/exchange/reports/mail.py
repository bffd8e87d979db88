"""Mail and saved pages: the readable part of an ``.eml`` or ``.mhtml`` file, and what is attached."""

from __future__ import annotations

import io
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from deedwatch.exchange.reports.decode import decode
from deedwatch.exchange.reports.opening import OPENERS, open_source
from deedwatch.exchange.reports.source import Source, read_whole, refuse
from deedwatch.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from deedwatch.exchange.reports.source import Found

__all__ = ["open_mail", "open_saved_page"]

_LONG_ENOUGH = 400  # characters of plain text from which it is the message and not a hint at the HTML
_MOST_PARTS = 500
_FAULTY = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
)  # of the parser


def open_mail(source: Source) -> Iterator[Found]:
    """The report that a message holds, then those attached to it.

    The subject is the headline and the date the day of publication; who sent it is not who wrote it.
    """
    message = _message(source)
    parts = _parts(source, message)
    body = _chosen(parts)
    attached = [part for part in parts if part is not body and _ending(part) in OPENERS]
    if body is None and not attached:
        raise refuse(source, "holds no text", "give a message with a text or HTML part")
    if body is not None:
        yield Page(
            id=source.id,
            raw=_raw(source, body),
            media_type="text/html" if body.get_content_type() == "text/html" else "text/plain",
            uri=source.uri,
            title=_header(message, "Subject"),
            published=_day(message),
        )
    for part in attached:
        yield from _attachment(source, part)


def open_saved_page(source: Source) -> Iterator[Found]:
    """The page that a browser saved with all its parts in one file."""
    message = _message(source)
    page = next((part for part in _parts(source, message) if part.get_content_type() == "text/html"), None)
    if page is None:
        raise refuse(source, "holds no page", "save the page anew")
    uri = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
    uri = uri if uri and uri.startswith(("http:", "https:")) else source.uri
    yield Page(id=source.id, raw=_raw(source, page), media_type="text/html", uri=uri)


def _message(source: Source) -> EmailMessage:
    data = read_whole(source)
    try:
        return BytesParser(policy=policy.default).parsebytes(data)
    except _FAULTY as error:
        raise refuse(source, "is no message that can be read", "save it anew") from error


def _parts(source: Source, message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold no others, the outermost first."""
    found: list[EmailMessage] = []
    waiting = [message]
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = [cast("EmailMessage", inner) for inner in part.iter_parts()] + waiting
        else:
            found.append(part)
    if waiting:
        raise refuse(source, f"has more than {_MOST_PARTS} parts", "give the reports one by one")
    return found


def _chosen(parts: list[EmailMessage]) -> EmailMessage | None:
    """The plain part where it is the message itself, else the HTML part."""
    texts = [part for part in parts if part.get_content_maintype() == "text" and not part.get_filename()]
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    page = next((part for part in texts if part.get_content_type() == "text/html"), None)
    if plain is not None and (page is None or len(_bytes(plain)) >= _LONG_ENOUGH):
        return plain
    return page


def _bytes(part: EmailMessage) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except _FAULTY:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _raw(source: Source, part: EmailMessage) -> str:
    data = _bytes(part)
    if not data.strip():
        raise refuse(source, "is empty", "give a message with a text")
    return decode(source, data, declared=part.get_content_charset())


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        words = " ".join(str(message.get(name, "")).split())
    except _FAULTY:
        return None
    return words.encode("utf-8", "replace").decode() or None


def _day(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).strftime("%Y-%m-%dT%H:%M")
    except _FAULTY:
        return None


def _ending(part: EmailMessage) -> str:
    if part.get_content_type() == "message/rfc822":
        return ".eml"
    try:
        return PurePosixPath(part.get_filename() or "").suffix.lower()
    except _FAULTY:
        return ""


def _attachment(source: Source, part: EmailMessage) -> Iterator[Found]:
    name = PurePosixPath((part.get_filename() or "message.eml").replace("\\", "/")).name
    ending = _ending(part)
    inner = part.get_payload(0) if part.is_multipart() else None
    data = cast("EmailMessage", inner).as_bytes() if inner is not None else _bytes(part)

    def stream() -> IO[bytes]:
        return io.BytesIO(data)

    within = Source(
        f"{source.name}/{name}",
        f"{source.id}/{name.removesuffix(ending)}",
        stream,
        source.uri,
        source.depth + 1,
        source.seconds,
    )
    if within.depth > 3:
        raise refuse(within, "lies in 3 messages", "give the report itself")
    yield from open_source(within, ending)
