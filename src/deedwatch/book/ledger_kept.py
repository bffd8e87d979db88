"""The account that a book keeps, as the ledger's rules ask for it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from deedwatch.reckoning.ledger import Entry, Learned
from deedwatch.store.ledger_rows import (
    count_matters,
    has_matter,
    load_learned,
    load_matters,
    load_shelf,
    load_uses,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import sqlalchemy as sa

    from deedwatch.reckoning.ledger import Shelf
    from deedwatch.store import Store

__all__ = ["KeptInBook", "kept_in"]

_ENTRY = msgspec.json.Decoder(Entry)


@contextmanager
def kept_in(store: Store) -> Iterator[KeptInBook]:
    """The account of a book as it is now, whatever others write meanwhile."""
    with store.reading(snapshot=True) as connection:
        yield KeptInBook(connection)


class KeptInBook:
    """What earlier runs kept (``reckoning.ledger.Kept``)."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def matters_opened(self) -> int:
        """How many matters there are."""
        return count_matters(self._connection)

    def has_matter(self, key: str) -> bool:
        """Has one this id?"""
        return has_matter(self._connection, key)

    def matters(self, keys: Collection[str]) -> Iterator[tuple[int, Entry]]:
        """The matters of these ids, each with its place in the order of opening."""
        for number, body in load_matters(self._connection, keys):
            yield number, _ENTRY.decode(body)

    def shelf(self, shelf: Shelf, most: int) -> Iterator[tuple[str, str, frozenset[str]]]:
        """The last so many of a shelf: id, the day on which it was last put there, and all its words."""
        for key, (last, words) in load_shelf(self._connection, *shelf, most).items():
            yield key, last, frozenset(words.split("\n"))

    def uses(self, words: Collection[str]) -> Mapping[str, int]:
        """How many matters have each of these words in their first wording."""
        return load_uses(self._connection, words)

    def learned(
        self, forms: Collection[str], *, most: int | None = None
    ) -> Iterator[tuple[str, int, Learned]]:
        """What was learned of names by each of these forms, or the first so many of each, in order."""
        for number, form, told, kind, name, party in load_learned(self._connection, forms, most):
            row = {"told": told, "kind": kind, "name": name, "party": party}
            yield form, number, msgspec.convert(row, Learned)
