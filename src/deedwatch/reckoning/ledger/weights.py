"""How much a word of a matter tells: the more matters use it, the less."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from deedwatch.reckoning.ledger.kept import Kept
    from deedwatch.reckoning.ledger.nouns import Entry

__all__ = ["Weights", "words_counted"]


def words_counted(entry: Entry) -> frozenset[str]:
    """The words of a matter that count as used by it: those of its first wording."""
    return words(entry.mentions[0].wording)


class Weights:
    """By how many matters each word is used in their first wording, and what it weighs by that."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._known: set[str] = set()
        self._uses: Counter[str] = Counter()
        self.of: dict[str, float] = {}
        self.counted: Counter[str] = Counter()

    def expect(self, found: Collection[str]) -> None:
        """Ask how often earlier matters use these words, before they are weighed."""
        new = [word for word in found if word not in self._known]
        if new:
            self._known.update(new)
            for word, uses in self._kept.uses(new).items():
                self._weigh(word, uses)

    def count(self, found: Collection[str]) -> None:
        """One more matter uses these words."""
        self.expect(found)
        self.counted.update(found)
        for word in found:
            self._weigh(word, 1)

    def _weigh(self, word: str, more: int) -> None:
        self._uses[word] += more
        self.of[word] = 1 / (1 + math.log1p(self._uses[word]))
