"""A matter while reports are joined: what all its tellings say together, ready to be asked.

Hundreds of reports may tell of one matter. Whether an answer means it must cost the same however many did,
so what is asked of a matter is added up as it is told, and never gathered anew from all its tellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from deedwatch.reckoning.ledger.nouns import Entry
from deedwatch.reckoning.ledger.plain import plain_words
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.reckoning.ledger.nouns import Link, Mention, Stand
    from deedwatch.records import MatterKind, Stance

__all__ = ["Held", "Telling"]


class Telling(NamedTuple):
    """What of a mention bears on whether a promise grants it; what hundreds of reports tell alike is one.

    ``owned`` tells whether its maker is named, ``recalled`` whether it is only recalled.
    """

    texts: tuple[str, ...]
    to: tuple[str, ...]
    owned: bool
    recalled: bool

    @classmethod
    def of(cls, mention: Mention) -> Telling:
        """That of a mention."""
        texts = (mention.wording, *mention.also)
        return cls(texts, mention.to, owned=bool(mention.by), recalled=mention.move == "recalls")


class Held:
    """One matter of the account; it grows as it is told, and ``entry`` is what is kept of it."""

    def __init__(self, key: str, kind: MatterKind) -> None:
        self.id, self.kind = key, kind
        self.mentions: list[Mention] = []
        self.links: list[Link] = []
        self._stands: list[Stand] = []
        self.changed = True
        self.makers: set[str] = set()
        self.asked: set[str] = set()
        self.about: set[str] = set()
        self.withdrawn = False
        """Was it last taken back by its maker?"""
        self.told_in: dict[str, list[Mention]] = defaultdict(list)
        """The mentions of each report."""
        self.tellings: Counter[Telling] = Counter()
        """How many mentions tell it alike."""
        self.put: list[Mention] = []
        """The mentions in which a maker that is named puts it, and does not only recall it."""
        self.stands_of: dict[str, list[Stand]] = defaultdict(list)
        """The stances of each party."""
        self.stances: set[Stance] = set()
        self._stood: set[tuple[str, str]] = set()
        self.said: set[frozenset[str]] = set()
        """The words of each wording; of what many reports tell alike, once."""
        self.wordings: set[frozenset[str]] = set()
        """The same, with what stands beside it."""
        self.sums: set[str] = set()
        """All words of its wordings."""
        self.plain: set[str] = set()
        """All words in which it was told, with one word for what two say apart."""

    @classmethod
    def of(cls, entry: Entry) -> Held:
        """A matter that was kept."""
        held = cls(entry.id, entry.kind)
        for mention in entry.mentions:
            held.tell(mention)
        held.take(entry.stands)
        held.links += entry.links
        held.changed = False
        return held

    @property
    def entry(self) -> Entry:
        """All that was told of it."""
        return Entry(
            id=self.id,
            kind=self.kind,
            mentions=tuple(self.mentions),
            stands=tuple(self._stands),
            links=tuple(self.links),
        )

    def tell(self, mention: Mention) -> None:
        """One more telling."""
        self.changed = True
        self.mentions.append(mention)
        self.told_in[mention.report].append(mention)
        self.tellings[Telling.of(mention)] += 1
        if mention.by and mention.move != "recalls":
            self.put.append(mention)
        self.makers.update(mention.by)
        self.asked.update(mention.to)
        self.about.update(mention.about)
        if mention.move != "recalls":
            self.withdrawn = mention.move == "withdraws"
        own = words(mention.wording)
        if own not in self.said:
            self.said.add(own)
            self.sums |= own
        for text in (mention.wording, *mention.also):
            self.wordings.add(words(text))
            self.plain |= plain_words(text)
        self.plain |= plain_words(mention.headed)

    def take(self, stands: Iterable[Stand]) -> None:
        """Some more stances."""
        for stand in stands:
            self.changed = True
            self._stands.append(stand)
            self.stands_of[stand.party].append(stand)
            self.stances.add(stand.stance)
            self._stood.add((stand.party, stand.report))

    def link(self, link: Link) -> None:
        """One more link."""
        self.changed = True
        self.links.append(link)

    def has_stance(self, party: str, report: str) -> bool:
        """Has that report told a stance of the party?"""
        return (party, report) in self._stood
