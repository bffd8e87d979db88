"""What is put to a party, and which of it an answer speaks of, in the ledger as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_of_people
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.topics import KINDS, SUMS, Topic, answerable, meant_by_topic, traces_of
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.nouns import Mention, Stand
    from deedwatch.reckoning.ledger.shelves import Shelves
    from deedwatch.reckoning.ledger.topics import Traces
    from deedwatch.records import Matter, Record, Span

__all__ = ["Spoken", "topic_of"]

_OPEN = frozenset({"proposal", "promise"})
_ALONE = 4  # words of a verb within its sentence: "turned it down"
_ENOUGH_FROM_AFAR = 1.6
_MARKS = "|".join(word.capitalize() for word in sorted(words_for("ledger: putting a topic first")))
_OPENS = rf"(?:^|[.!?][\"”]?\s+)(?:And |But )?(?:(?:{_MARKS}) |(?=the \w+\?))"
_THING = r"((?:the|its|his|her|their|that|this|\w+['’]s) [\w '’-]{2,40}?)"
_CLOSES = r"(?:,|\?| (?=[A-Z]|(?:he|she|it|they|there|was|is|has|had|said) ))"
_FIRST = re.compile(_OPENS + _THING + _CLOSES)


class Spoken:
    """The matters that answers can speak of, by topic; it looks at an account and changes nothing."""

    def __init__(self, entries: Mapping[str, Held], shelves: Shelves, names: frozenset[str]) -> None:
        self._entries, self._shelves, self._names = entries, shelves, names

    def meant(self, answer: Mention, stand: Stand, topic: Topic) -> tuple[float, str] | None:
        """How well, and which entry the answer of a party means; None where that cannot be told.

        What stands further before the answer is asked only where what stands beside it does not tell.
        """
        near = self._put_to(answer, stand, topic)
        found = meant_by_topic(answer, stand, near, self._names, topic)
        if found is not None or not topic.far or stand.stance == "supports":
            return found
        wider = topic._replace(around=f"{topic.around} {topic.far}")
        put = self._put_to(answer, stand, wider)
        found = meant_by_topic(answer, stand, put, self._names, wider)
        return found if found is not None and found[0] >= _ENOUGH_FROM_AFAR else None

    def _put_to(self, answer: Mention, stand: Stand, topic: Topic) -> list[Held]:
        """Those in which a party has a side, and those put to nobody, by who is named or in its words.

        Who backs a thing need have no side in it. Of a party that has a side in hundreds only those are asked
        for that the answer can mean.
        """
        own, backs = words(f"{answer.wording} {topic.around}") - self._names, stand.stance == "supports"
        traces, shelves = traces_of(answer, topic, self._names), self._shelves
        can, held = answerable(stand, topic), set[str]()
        for kind in sorted(KINDS, key=lambda kind: kind not in can):
            if kind not in can and not held:
                return []  # the others only stand beside those that can be meant
            sides = shelves.of_sides(kind, [stand.party])
            open_to_all = shelves.of_makers(kind, topic.named)
            if kind in _OPEN or backs:
                open_to_all |= shelves.having(own, shelves.of_kind(kind))
            if kind not in traces.kinds:
                sides, open_to_all = self._traced(traces, sides), self._traced(traces, open_to_all)
            shelves.take_up(open_to_all)
            put_to_nobody = (key for key in open_to_all if not self._entries[key].asked)
            held |= sides | (open_to_all if backs else {*put_to_nobody})
        return shelves.all_of(held)

    def _traced(self, traces: Traces, keys: set[str]) -> set[str]:
        having = self._shelves.having
        return having(traces.words, keys) | having(traces.sums, keys, least=SUMS)


def topic_of(record: Record, matter: Matter, parties: Mapping[str, str]) -> Topic:
    """What an answer speaks of; where its words stand in one of its topics, they are the thing answered."""
    start, end = matter.content
    beside = [span for span in matter.also if not _is_apart(record, span, matter.content)] or matter.also
    far = [record.quote(span) for span in matter.also if span not in beside]
    spans = (matter.content, *beside)
    named = {
        parties[actor.id]
        for actor in record.actors
        for first, last in actor.mentions
        if any(low <= first and last <= high for low, high in spans)
    }
    texts = [record.quote(span) for span in spans]
    told = re.findall(r"\w+", " ".join(texts).lower())
    named |= {state for word in told if (state := state_of_people(word)) is not None}
    alone = len(record.quote(matter.content).split()) <= _ALONE and record.document.text[:start].endswith(" ")
    inside = any(low <= start and end <= high and (low, high) != (start, end) for low, high in matter.also)
    return Topic(
        kind=matter.kind,
        named=frozenset(named),
        thing=record.quote(matter.content) if inside else None,
        around=" ".join(texts[1:]),
        far="" if alone else " ".join((*far, record.document.title or "")),
        first=" ".join(found[1] for text in texts for found in _FIRST.finditer(text)),
    )


def _is_apart(record: Record, span: Span, content: Span) -> bool:
    """Does another paragraph begin between the two?"""
    low, high = sorted((span, content))
    return "\n\n" in record.document.text[low[1] : high[0]].strip(" ")
