"""What is put to a party, and which of it an answer speaks of, in the ledger as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_of_people
from deedwatch.reckoning.ledger.topics import KINDS, Topic, meant_by_topic
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from deedwatch.reckoning.ledger.nouns import Entry, Mention, Stand
    from deedwatch.reckoning.ledger.shelves import Shelves
    from deedwatch.records import Matter, Record

__all__ = ["Spoken", "topic_of"]

_OPEN = frozenset({"proposal", "promise"})


class Spoken:
    """The matters that answers can speak of, by topic; it looks at an account and changes nothing."""

    def __init__(self, entries: Mapping[str, Entry], shelves: Shelves, names: frozenset[str]) -> None:
        self._entries, self._shelves, self._names = entries, shelves, names

    def meant(self, answer: Mention, stand: Stand, topic: Topic) -> tuple[float, str] | None:
        """How well, and which entry the answer of a party means; None where that cannot be told."""
        return meant_by_topic(
            answer, stand, self._put_to(stand.party, answer, topic.named), self._names, topic
        )

    def _put_to(self, party: str, answer: Mention, named: Collection[str]) -> list[Entry]:
        """Those in which a party has a side, and those put to nobody, by who is named or in its words."""
        own = frozenset(word for text in (answer.wording, *answer.also) for word in words(text)) - self._names
        held: set[str] = set()
        for kind in KINDS:
            held |= self._shelves.of_sides(kind, [party])
            open_to_all = self._shelves.of_makers(kind, named)
            if kind in _OPEN:
                open_to_all |= self._shelves.sharing(own, self._shelves.of_kind(kind))
            self._shelves.take_up(open_to_all)
            held |= {key for key in open_to_all if not any(m.to for m in self._entries[key].mentions)}
        return self._shelves.all_of(held)


def topic_of(record: Record, matter: Matter, parties: Mapping[str, str]) -> Topic:
    """What an answer speaks of; where its words stand in one of its topics, they are the thing answered."""
    start, end = matter.content
    spans = (matter.content, *matter.also)
    named = {
        parties[actor.id]
        for actor in record.actors
        for first, last in actor.mentions
        if any(low <= first and last <= high for low, high in spans)
    }
    told = re.findall(r"\w+", " ".join(record.quote(span) for span in spans).lower())
    named |= {state for word in told if (state := state_of_people(word)) is not None}
    inside = any(low <= start and end <= high and (low, high) != (start, end) for low, high in matter.also)
    return Topic(matter.kind, frozenset(named), record.quote(matter.content) if inside else None)
