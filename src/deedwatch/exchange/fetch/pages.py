"""Addresses to files: pages, and with ``feed`` the pages that feeds link to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from deedwatch.errors import InputError
from deedwatch.exchange.fetch.addresses import parse_address, shown
from deedwatch.exchange.fetch.allowance import Allowance, Fetched, Means
from deedwatch.exchange.fetch.folder import Folder, name_for
from deedwatch.exchange.fetch.visits import Visitor
from deedwatch.records import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from deedwatch.exchange.fetch.asking import Answer

__all__ = ["fetch_pages"]

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "message/rfc822": ".eml",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_TEXTS = frozenset({".html", ".txt"})
_UNTOLD = frozenset({"", "application/octet-stream", "application/x-download", "binary/octet-stream"})
_MARKS = ((b"%PDF-", ".pdf"), (b"<!DOCTYPE HTML", ".html"), (b"<HTML", ".html"))


def fetch_pages(
    urls: Iterable[str],
    out: str | Path,
    *,
    feed: bool = False,
    allow_private: bool = False,
    allowance: Allowance | None = None,
    means: Means | None = None,
) -> Iterator[Fetched | Fault]:
    """Fetch each address into the folder, in order; a fault for each that is refused, and the rest goes on.

    With ``feed`` each address is one of RSS or Atom, and the pages that its entries link to are
    fetched. An address that comes twice is fetched once.
    Raises ``InputError`` where the folder cannot be used.
    """
    folder = Folder(out)
    allowance = allowance or Allowance()
    visitor = Visitor(allowance=allowance, means=means or Means(), allow_private=allow_private)
    done: set[str] = set()
    for url in urls:
        if not feed:
            yield from _page(visitor, folder, url, done)
            continue
        try:
            links = _entries(visitor, folder, url)
        except InputError as error:
            yield _fault(error, folder)
            continue
        for link in links[: allowance.entries]:
            yield from _page(visitor, folder, link, done)
        if len(links) > allowance.entries:
            fault = f"has more than {allowance.entries} entries, and the rest was left"
            left = InputError(shown(url), fault, remedy="give the pages by their addresses")
            yield _fault(left, folder)


def _page(visitor: Visitor, folder: Folder, url: str, done: set[str]) -> Iterator[Fetched | Fault]:
    try:
        address = parse_address(url, allow_private=visitor.allow_private).url
        if address not in done:
            done.add(address)
            yield _fetched(visitor, folder, address)
    except InputError as error:
        yield _fault(error, folder)


def _fetched(visitor: Visitor, folder: Folder, url: str) -> Fetched:
    answer = visitor.get(url, folder.conditions(url))
    before = folder.file_of(url)
    if answer.status == 304:
        if before is None:
            raise InputError(
                shown(url), "was said to be unchanged, but is not held", remedy="try again later"
            )
        return Fetched(url, before, "unchanged")
    ending = _ending(answer)
    name = name_for(url, ending)
    data = _as_utf8(answer) if ending in _TEXTS else answer.body
    if not data.strip():
        raise InputError(shown(url), "is empty", remedy="check the address")
    is_same = before == name and folder.holds(name, data)
    if not is_same:
        folder.keep(url, name, data)
    folder.note(url, dict(answer.headers), file=name)
    return Fetched(url, name, "unchanged" if is_same else "new" if before is None else "changed")


def _ending(answer: Answer) -> str:
    """The ending for what the server says it sent; where it says nothing, for what it looks like."""
    told = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    ending = _ENDINGS.get(told)
    if ending is None and told in _UNTOLD:
        start = answer.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
        ending = next((kind for mark, kind in _MARKS if start.startswith(mark)), None)
    if ending is None:
        fault = f"is of a kind that is not read ({shown(told)[:60] or 'not told'})"
        raise InputError(shown(answer.place.url), fault, remedy="give a page, text, PDF or DOCX file")
    return ending


def _as_utf8(answer: Answer) -> bytes:
    """The text as it came; in UTF-8 where only the header tells the encoding, which the file would lose."""
    data = answer.body
    charset = (
        answer.headers.get("content-type", "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    )
    if not charset or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode("utf-8")
        except (UnicodeError, LookupError, ValueError):
            return data
    return data


def _entries(visitor: Visitor, folder: Folder, url: str) -> list[str]:
    """The addresses of a feed's entries, in its order, each once; those of before where it is unchanged."""
    from deedwatch.exchange.fetch.feeds import links_in

    address = parse_address(url, allow_private=visitor.allow_private).url
    answer = visitor.get(address, folder.conditions(address) if folder.links_of(address) is not None else {})
    if answer.status == 304:
        return list(folder.links_of(address) or ())
    base = answer.place.url
    links = []
    for link in links_in(shown(address), answer.body):
        try:
            links.append(urljoin(base, link))
        except ValueError:
            links.append(link)  # refused by name when it is fetched
    folder.note(address, dict(answer.headers), links=links)
    return links


def _fault(error: InputError, folder: Folder) -> Fault:
    """The fault of one address; what is wrong with the folder ends the run."""
    if error.subject == str(folder.path):
        raise error
    return Fault(document=error.subject, stage="fetch", reason=error.fault, remedy=error.remedy)
