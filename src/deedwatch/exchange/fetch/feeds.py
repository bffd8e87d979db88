"""The pages that a feed of RSS or Atom links to."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from deedwatch.errors import InputError
from deedwatch.exchange.reports.feed import entries_of, local_name, parse_xml
from deedwatch.exchange.reports.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["links_in"]


def links_in(url: str, data: bytes) -> list[str]:
    """The links of a feed's entries, in its order, each once.

    Raises ``InputError`` for what is no feed, and for a feed whose entries link to nothing.
    """
    root = parse_xml(Source(url, url, lambda: io.BytesIO(data)), data)
    entries = entries_of(root)
    if entries is None:
        raise InputError(url, "is no feed of RSS or Atom", remedy="give a page without --feed")
    links = dict.fromkeys(link for entry in entries for link in _links(entry))
    if not links:
        raise InputError(url, "is a feed whose entries link to no page", remedy="fetch it without --feed")
    return list(links)


def _links(entry: Any) -> Iterator[str]:
    """The one page that an entry stands for."""
    for child in entry:
        target = (child.get("href") or child.text or "").strip() if local_name(child) == "link" else ""
        if target and child.get("rel", "alternate") == "alternate":
            yield target
            return
    for child in entry:
        if local_name(child) == "guid" and child.get("isPermaLink") != "false" and (child.text or "").strip():
            yield (child.text or "").strip()
            return
