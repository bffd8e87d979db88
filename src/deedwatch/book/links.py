"""The pairs of a book's tellings as they are asked for: each telling's are read once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from deedwatch.reckoning.happenings import Web, Weighed
from deedwatch.store.happenings import load_pairs, load_tellings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from deedwatch.reckoning.happenings import Pairing, Pairs
    from deedwatch.store import Store

__all__ = ["Linked"]


class Linked:
    """What tellings hang together with: those kept, without ``gone``, until ``take`` puts others beside them.

    What a person has put together, and what one report tells twice, hangs together however alike it is.
    """

    def __init__(self, store: Store, gone: Collection[str], rulings: Sequence[Pairing]) -> None:
        self._store, self._gone = store, frozenset(gone)
        self._ruled = [(row.one, row.two) for row in rulings if row.decision == "together"]
        named = {key for pair in self._ruled for key in pair}
        self._known = set(load_tellings(store, keys=named)) - self._gone
        self._read: set[str] = set()
        self.web = Web()
        self._pairs: Pairs = {}
        self._rule()

    def put_together(self, keys: Collection[str]) -> set[str]:
        """Those that a person has put together with any of these."""
        return {
            key
            for pair in self._ruled
            if pair[0] in keys or pair[1] in keys
            for key in pair
            if key in self._known
        }

    def take(self, fresh: Iterable[str], pairs: Pairs) -> None:
        """Put these tellings, with all their pairs, beside those that are kept."""
        new = set(fresh)
        self._read |= new
        self._known |= new
        self._pairs |= pairs
        for keys, weighed in pairs.items():
            self._put(*keys, weighed.score)
        self._rule()

    def read(self, keys: Collection[str]) -> None:
        """Put the pairs of these into the web."""
        unread = set(keys) - self._read
        self._read |= unread
        for (one, two), (score, reason) in load_pairs(self._store, unread).items():
            if one not in self._gone and two not in self._gone:
                self._pairs[one, two] = Weighed(score, reason)
                self._put(one, two, score)

    def among(self, keys: Collection[str]) -> Pairs:
        """The pairs of which both are among these, all of which have been asked for."""
        return {pair: weighed for pair, weighed in self._pairs.items() if pair[0] in keys and pair[1] in keys}

    def _put(self, one: str, two: str, score: float) -> None:
        own = one.rpartition(".")[0] == two.rpartition(".")[0]
        self.web.link(one, two, math.inf if own else score)

    def _rule(self) -> None:
        for one, two in self._ruled:
            if one in self._known and two in self._known:
                self.web.link(one, two, math.inf)
