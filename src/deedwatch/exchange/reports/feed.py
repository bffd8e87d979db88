"""RSS and Atom: each entry of a feed that has a text is a report."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from deedwatch.exchange.reports.source import fault_of, read_whole, refuse
from deedwatch.records import Document, Fault, is_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["entries_of", "link_of", "local_name", "open_feed", "parse_xml"]

_MOST_ENTRIES = 20_000
_BLOCK = re.compile(r"(?i)</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure)\b[^>]*>")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?")


def parse_xml(source: Source, data: bytes) -> Any:
    """The root of an XML file, without entities, document types or anything from outside it.

    Raises ``InputError`` where it is no XML, or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse(source, "is no XML that can be read", "save it anew") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse(source, "declares a document type", "take the DOCTYPE out")
    return root


def open_feed(source: Source) -> Iterator[Found]:
    """The entries of a feed, in its order; the text is headline, blank line, paragraphs.

    An entry without a text gives a fault. The feed's title is the outlet.
    """
    root = parse_xml(source, read_whole(source))
    entries = entries_of(root)
    if entries is None:
        raise refuse(source, f"is XML of a kind that is not read ({local_name(root)})", "give RSS or Atom")
    if not entries:
        raise refuse(source, "is a feed without entries", "give a feed with entries")
    outlet = _outlet(root)
    for number, entry in enumerate(entries[:_MOST_ENTRIES], 1):
        yield _report(source, entry, outlet, number)
    if len(entries) > _MOST_ENTRIES:
        yield fault_of(refuse(source, f"has more than {_MOST_ENTRIES:,} entries", "divide the feed"))


def _report(source: Source, entry: Any, outlet: str | None, number: int) -> Found:
    title = _text(entry, "title")
    body = next(
        (
            text
            for text in (_content(entry, name) for name in ("encoded", "content", "description", "summary"))
            if text
        ),
        None,
    )
    link = link_of(entry)
    if body is None:
        named = f"{source.name}, entry {number}"
        return Fault(
            document=named, stage="open", reason="has no text", remedy="give the page that it links to"
        )
    text = f"{title}\n\n{body}" if title else body
    return Document(
        id=_text(entry, "guid") or _text(entry, "id") or link or f"{source.id}:{number}",
        text=text,
        title=title,
        outlet=outlet,
        uri=link,
        authors=_authors(entry),
        published=_moment(entry, "pubDate", "published", "date", "issued", "updated"),
        updated=_updated(entry),
    )


def entries_of(root: Any) -> list[Any] | None:
    """The entries of a feed of RSS or Atom, in order; None where the XML is of another kind."""
    if local_name(root) not in {"rss", "RDF", "feed"}:
        return None
    return [element for element in root.iter() if local_name(element) in {"item", "entry"}]


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local_name(child) == name)


def _text(element: Any, name: str) -> str | None:
    child = next(_children(element, name), None)
    if child is None:
        return None
    words = "".join(child.itertext())
    return " ".join(_plain(words).split()) or None


def _content(entry: Any, name: str) -> str | None:
    """The paragraphs of an element that holds text, escaped HTML or XHTML."""
    from lxml import etree

    child = next(_children(entry, name), None)
    if child is None:
        return None
    held = etree.tostring(child, encoding="unicode", with_tail=False) if len(child) else child.text or ""
    return _plain(held) or None


def _plain(markup: str) -> str:
    """The text of a piece of HTML, its blocks divided by blank lines."""
    from lxml import etree, html

    if "<" not in markup and "&" not in markup:
        pieces = re.split(r"\n\s*\n", markup)
    else:
        pieces = []
        for part in _BLOCK.split(markup):
            if not part.strip():
                continue
            try:
                pieces.append(html.fromstring(f"<div>{part}</div>").text_content())
            except (etree.ParserError, etree.XMLSyntaxError, ValueError):
                continue
    return "\n\n".join(folded for folded in (" ".join(piece.split()) for piece in pieces) if folded)


def link_of(entry: Any) -> str | None:
    """The page that an entry says it stands for; None where it names none."""
    for child in _children(entry, "link"):
        target = (child.get("href") or child.text or "").strip()
        if target and child.get("rel", "alternate") == "alternate":
            return str(target)
    return None


def _outlet(root: Any) -> str | None:
    channel = next((element for element in root if local_name(element) == "channel"), root)
    return _text(channel, "title")


def _authors(entry: Any) -> tuple[str, ...]:
    names = [
        _text(child, "name") or "".join(child.itertext()).strip() for child in _children(entry, "author")
    ]
    names += ["".join(child.itertext()).strip() for child in _children(entry, "creator")]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name and "@" not in name))


def _moment(entry: Any, *names: str) -> str | None:
    for name in names:
        child = next(_children(entry, name), None)
        words = (child.text or "").strip() if child is not None else ""
        match = _ISO.match(words)
        if match and is_moment(match.group(1)):
            return f"{match.group(1)}T{match.group(2)}" if match.group(2) else match.group(1)
        try:
            return parsedate_to_datetime(words).strftime("%Y-%m-%dT%H:%M")
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _updated(entry: Any) -> str | None:
    published, updated = _moment(entry, "published", "pubDate"), _moment(entry, "updated")
    return updated if published and updated != published else None
