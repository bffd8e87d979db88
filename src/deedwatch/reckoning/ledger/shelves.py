"""Matters by kind, word, maker and side: which of them a mention can mean, without going through all.

A book of many reports holds a hundred thousand matters. What a mention is held against are those of
a fitting kind and side that have a word in common with it; all others could not have been found.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from deedwatch.reckoning.ledger.nouns import Mention, Stand
    from deedwatch.records import MatterKind

__all__ = ["Shelves"]


class Shelves:
    """The ids of matters, by kind and one thing more."""

    def __init__(self) -> None:
        self._wordings: dict[str, set[frozenset[str]]] = defaultdict(set)
        self._of_kind: dict[MatterKind, set[str]] = defaultdict(set)
        self._by_word: dict[tuple[MatterKind, str], set[str]] = defaultdict(set)
        self._by_maker: dict[tuple[MatterKind, str], set[str]] = defaultdict(set)
        self._by_side: dict[tuple[MatterKind, str], set[str]] = defaultdict(set)
        self._by_asked: dict[tuple[MatterKind, str], set[str]] = defaultdict(set)

    def put(self, key: str, kind: MatterKind, mention: Mention, earlier: Iterable[Mention]) -> None:
        """A mention of a matter, after the earlier ones. It is of no maker until a mention tells one."""
        self._of_kind[kind].add(key)
        for text in (mention.wording, *mention.also):
            self._wordings[key].add(words(text))
            for word in words(text):
                self._by_word[kind, word].add(key)
        unowned = not any(told.by for told in earlier)
        for maker in mention.by or (("",) if unowned else ()):
            self._by_maker[kind, maker].add(key)
        for party in (*mention.by, *mention.to):
            self._by_side[kind, party].add(key)
        for party in mention.to:
            self._by_asked[kind, party].add(key)

    def put_stands(self, key: str, kind: MatterKind, stands: Iterable[Stand]) -> None:
        """Who takes a stance on a matter has a side in it."""
        for stand in stands:
            self._by_side[kind, stand.party].add(key)

    def wordings(self, key: str) -> set[frozenset[str]]:
        """The words of each way in which a matter was told; of what many reports tell alike, once."""
        return self._wordings[key]

    def of_kind(self, kind: MatterKind) -> set[str]:
        """All matters of the kind."""
        return self._of_kind.get(kind, set())

    def of_makers(self, kind: MatterKind, makers: Iterable[str]) -> set[str]:
        """Those that any of these has made; "" has made those of which nobody is told as maker."""
        return {key for maker in makers for key in self._by_maker.get((kind, maker), ())}

    def of_sides(self, kind: MatterKind, parties: Iterable[str]) -> set[str]:
        """Those in which any of these is maker, addressed, or has taken a stance."""
        return {key for party in parties for key in self._by_side.get((kind, party), ())}

    def asked_of(self, kind: MatterKind, parties: Iterable[str]) -> set[str]:
        """Those addressed to any of these."""
        return {key for party in parties for key in self._by_asked.get((kind, party), ())}

    def sharing(
        self, kind: MatterKind, own: Collection[str], among: set[str] | None = None, *, least: int = 1
    ) -> set[str]:
        """Those that have any of these words, out of ``among`` or of all of the kind.

        Those with fewer than ``least`` of the words need not be among them: who has two of some
        words has one of them without the commonest, so that one is not looked up.
        """
        held = sorted((self._by_word.get((kind, word), set()) for word in own), key=len)
        kept = held[: max(1, len(held) - least + 1)]
        if among is None:
            return set().union(*kept)
        return set().union(*(some & among for some in kept))
