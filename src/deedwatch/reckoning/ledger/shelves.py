"""Matters by kind, maker and side: which of them a mention can mean, without going through all.

A book of many reports holds a hundred thousand matters. What a mention is held against are the last that
were told of its kind and side, of those the ones that have a word in common with it. What earlier runs kept
is asked for one shelf at a time, so that a run costs the same however long the book.
"""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from deedwatch.reckoning.ledger.held import Held
from deedwatch.reckoning.ledger.kept import Shelf
from deedwatch.reckoning.ledger.nouns import UNDATED
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from deedwatch.reckoning.ledger.kept import Kept
    from deedwatch.reckoning.ledger.nouns import Entry, Mention, Stand
    from deedwatch.reckoning.ledger.weights import Weights
    from deedwatch.records import MatterKind

__all__ = ["MOST", "Shelves", "roles_of", "words_of"]

MOST = 200
"""Matters that a shelf shows: those that were told last. Of what nobody has told since, while so many others
of its kind and side were told, no mention is taken to speak."""


def roles_of(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """The role of each party in a matter (by, to, about, stand), and the day on which that was last told.

    What is told before anybody is told to have made it is made by "".
    """
    last: dict[tuple[str, str], str] = {}
    owned = False
    for mention in entry.mentions:
        makers = mention.by or (() if owned else ("",))
        owned = owned or bool(mention.by)
        for role, parties in (("by", makers), ("to", mention.to), ("about", mention.about)):
            last.update({(role, party): mention.told or UNDATED for party in parties})
    last.update({("stand", stand.party): stand.told or UNDATED for stand in entry.stands})
    return ((role, party, told) for (role, party), told in sorted(last.items()))


def words_of(entry: Entry) -> frozenset[str]:
    """All words in which a matter was told."""
    texts = {text for mention in entry.mentions for text in (mention.wording, mention.headed, *mention.also)}
    return frozenset().union(*map(words, texts))


class _Entries(dict[str, Held]):
    """The matters by id; one that an earlier run kept comes when it is first asked for."""

    def __init__(self, shelves: Shelves) -> None:
        super().__init__()
        self._shelves = shelves

    def __missing__(self, key: str) -> Held:
        self._shelves.take_up([key])
        if key not in self:
            raise KeyError(key)
        return self[key]


class Shelves:
    """The matters, and their ids by shelf."""

    def __init__(self, kept: Kept, weights: Weights) -> None:
        self._kept, self._weights = kept, weights
        self.entries: dict[str, Held] = _Entries(self)
        self.opened: dict[str, int] = {}
        self._next = kept.matters_opened()
        self._words: dict[str, frozenset[str]] = {}
        self._told: dict[Shelf, dict[str, str]] = defaultdict(dict)
        self._whole: set[Shelf] = set()

    def open(self, key: str, kind: MatterKind) -> None:
        """A new matter, not yet told of."""
        self.opened[key], self._next = self._next, self._next + 1
        self.entries[key] = Held(key, kind)

    def is_taken(self, key: str) -> bool:
        """Has a matter this id?"""
        return key in self.entries or self._kept.has_matter(key)

    def changed(self) -> list[tuple[int, Entry]]:
        """The matters that are new or told of anew, each with its place in the order of opening."""
        return [(self.opened[key], held.entry) for key, held in self.entries.items() if held.changed]

    def take_up(self, keys: Iterable[str]) -> None:
        """Ask for the matters of these ids that are not here yet, all at once."""
        missing = [key for key in keys if key not in self.entries]
        if not missing:
            return
        for number, entry in self._kept.matters(missing):
            self.opened[entry.id] = number
            held = self.entries[entry.id] = Held.of(entry)
            self._words[entry.id] = frozenset().union(*held.wordings)
        self._weights.expect({word for key in missing for word in self._words.get(key, ())})

    def put(self, entry: Held, mention: Mention) -> None:
        """What a matter is told anew, before it is. It is of no maker until a mention tells one."""
        key, kind, told = entry.id, entry.kind, mention.told or UNDATED
        for text in (mention.wording, mention.headed, *mention.also):
            self._words[key] = self._words.get(key, frozenset()) | words(text)
        unowned = not entry.makers
        shelves = [Shelf(kind)]
        shelves += [Shelf(kind, "by", maker) for maker in mention.by or (("",) if unowned else ())]
        shelves += [Shelf(kind, "side", party) for party in (*mention.by, *mention.to)]
        shelves += [Shelf(kind, "to", party) for party in mention.to]
        for shelf in shelves:
            self._told[shelf][key] = told

    def put_stands(self, key: str, kind: MatterKind, stands: Iterable[Stand]) -> None:
        """Who takes a stance on a matter has a side in it."""
        for stand in stands:
            self._told[Shelf(kind, "side", stand.party)][key] = stand.told or UNDATED

    def of_kind(self, kind: MatterKind) -> set[str]:
        """The matters of the kind."""
        return set(self._shown(Shelf(kind)))

    def of_makers(self, kind: MatterKind, makers: Iterable[str]) -> set[str]:
        """Those that any of these has made; "" has made those of which nobody is told as maker."""
        return {key for maker in makers for key in self._shown(Shelf(kind, "by", maker))}

    def of_sides(self, kind: MatterKind, parties: Iterable[str]) -> set[str]:
        """Those in which any of these is maker, addressed, or has taken a stance."""
        return {key for party in parties for key in self._shown(Shelf(kind, "side", party))}

    def asked_of(self, kind: MatterKind, parties: Iterable[str]) -> set[str]:
        """Those addressed to any of these."""
        return {key for party in parties for key in self._shown(Shelf(kind, "to", party))}

    def all_of(self, keys: Iterable[str]) -> list[Held]:
        """The matters of these ids, in the order of their ids."""
        order = sorted(keys)
        self.take_up(order)
        return [self.entries[key] for key in order]

    def sharing(self, own: AbstractSet[str], among: Iterable[str], *, least: int = 1) -> set[str]:
        """Those out of ``among`` that have at least so many of these words, and one of them."""
        found = self.having(own, among, least=least)
        self.take_up(found)
        return found

    def having(self, own: AbstractSet[str], among: Iterable[str], *, least: int = 1) -> set[str]:
        """The same, by the words alone: the matters are not asked for."""
        told = self._words
        found = {key for key in among if not told[key].isdisjoint(own)}
        return {key for key in found if len(told[key] & own) >= least} if least > 1 else found

    def _shown(self, shelf: Shelf) -> dict[str, str]:
        """The last matters told of a shelf, by the day and then by their ids."""
        if shelf not in self._whole:
            self._whole.add(shelf)
            held = self._told[shelf]
            for key, told, found in self._kept.shelf(shelf, MOST):
                held.setdefault(key, told)
                self._words.setdefault(key, found)
        held = self._told[shelf]
        if len(held) > MOST:  # what is told is never told on an earlier day, so what falls out stays out
            for _, key in nsmallest(len(held) - MOST, ((told, key) for key, told in held.items())):
                del held[key]
        return held
