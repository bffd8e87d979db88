"""The account as it stood before a day: nothing of it rests on what was told later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from deedwatch.reckoning.ledger.nouns import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.reckoning.ledger.nouns import Entry

__all__ = ["entries_before"]


def entries_before(entries: Iterable[Entry], day: str) -> list[Entry]:
    """The entries as of the moment before the first report of that day; what is undated comes last of all."""
    found = []
    for entry in entries:
        mentions = tuple(mention for mention in entry.mentions if _is_before(mention.told, day))
        stands = tuple(stand for stand in entry.stands if _is_before(stand.told, day))
        links = tuple(link for link in entry.links if _is_before(link.told, day))
        before = (mentions, stands, links)
        if before == (entry.mentions, entry.stands, entry.links):
            found.append(entry)
        elif mentions:
            found.append(msgspec.structs.replace(entry, mentions=mentions, stands=stands, links=links))
    return found


def _is_before(told: str | None, day: str) -> bool:
    return (told or UNDATED) < day
