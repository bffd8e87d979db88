"""The pages that a feed of RSS or Atom links to."""

from __future__ import annotations

import io
from typing import Any

from deedwatch.errors import InputError
from deedwatch.exchange.reports.feed import entries_of, link_of, local_name, parse_xml
from deedwatch.exchange.reports.source import Source

__all__ = ["links_in"]


def links_in(url: str, data: bytes) -> list[str]:
    """The links of a feed's entries, in its order, each once.

    Raises ``InputError`` for what is no feed, and for a feed whose entries link to nothing.
    """
    root = parse_xml(Source(url, url, lambda: io.BytesIO(data)), data)
    entries = entries_of(root)
    if entries is None:
        raise InputError(url, "is no feed of RSS or Atom", remedy="give a page without --feed")
    links = dict.fromkeys(filter(None, map(_page_of, entries)))
    if not links:
        raise InputError(url, "is a feed whose entries link to no page", remedy="fetch it without --feed")
    return list(links)


def _page_of(entry: Any) -> str | None:
    """The one page that an entry stands for: its link, else its lasting address."""
    guids = (child for child in entry if local_name(child) == "guid" and child.get("isPermaLink") != "false")
    return link_of(entry) or next(filter(None, ((guid.text or "").strip() for guid in guids)), None)
