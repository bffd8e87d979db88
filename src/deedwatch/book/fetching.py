"""Pages from the web, when a person asks for them: the one way from a command to the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from deedwatch.exchange.fetch import Fetched
    from deedwatch.records import Fault

__all__ = ["fetch_into"]


def fetch_into(
    out: str | Path, urls: Iterable[str], *, feed: bool = False, allow_private: bool = False
) -> Iterator[Fetched | Fault]:
    """Fetch each address into a folder that ``read`` takes; a fault for each that is refused.

    Raises ``InputError`` where the folder cannot be used.
    """
    from deedwatch.exchange.fetch import fetch_pages

    yield from fetch_pages(urls, out, feed=feed, allow_private=allow_private)
