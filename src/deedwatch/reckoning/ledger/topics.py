"""Which matter is spoken of, where an answer shares little with it but its topic: "the boats", "the plan".

What was put to a party is seldom more than a handful of matters, so one word that only one of them has
tells which is meant ("boats", "airstrip"). Words that several of them have tell little, names of parties and
numbers nothing; that the topic names the maker, or the kind of matter, tells as well. Where two fit nearly
as well, nobody knows which, and no stance is taken.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.known import CAN_ANSWER, is_called, is_withdrawn
from deedwatch.records import MatterKind  # noqa: TC001 - the type of a public name
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from deedwatch.reckoning.ledger.nouns import Entry, Mention, Stand

__all__ = ["KINDS", "Topic", "meant_by_topic"]

KINDS: tuple[MatterKind, ...] = ("demand", "proposal", "promise", "accusation")
"""Those that can be answered; a forecast is not put to anybody."""
_ONLY_HERE = 1.0  # of a word that no other matter put to the party has
_SHARED = 0.35
_MAKER = 0.6
_SUM = 2  # words of number and measure that one matter alone has in common with an answer
_KIND = 0.4
_ENOUGH = 1.0
_ENOUGH_UNASKED = 1.9  # where it was not put to the party by name
_OPENING = sorted(words_for("ledger: opening a condition"), key=len, reverse=True)
_CONDITION = re.compile(rf"\b(?:{'|'.join(_OPENING)})\b", re.IGNORECASE)
_MOSTLY = 0.6  # of the words of what is answered
_CLEARLY = 0.4  # better than the next
_NOUNS: dict[MatterKind, frozenset[str]] = {
    "demand": words_for("ledger: nouns of a demand"),
    "proposal": words_for("ledger: nouns of a proposal"),
    "promise": words_for("ledger: nouns of a promise"),
    "accusation": words_for("ledger: nouns of a charge"),
}


class Topic(NamedTuple):
    """What an answer speaks of: the parties that its words name, and the thing answered, where they tell it.

    ``thing`` are the words of "the resignation of the railway minister": who accepts it has not reopened
    the railway. None where no word of the answer says what it answers. ``kind`` is what the answer takes the
    matter for.
    """

    kind: MatterKind
    named: frozenset[str]
    thing: str | None = None


def meant_by_topic(
    answer: Mention, stand: Stand, entries: Sequence[Entry], names: frozenset[str], topic: Topic
) -> tuple[float, str] | None:
    """How well, and which entry an answer means by its topic; None where none fits, or two nearly as well.

    ``entries`` are all in which the party has a side.
    """
    named = topic.named - {stand.party}
    rivals = [entry for entry in entries if stand.party not in _makers(entry) and not is_withdrawn(entry)]
    rivals = [entry for entry in rivals if not _is_told_after(answer, entry)]
    if answer.by:
        rivals = [
            entry for entry in rivals if any(is_called(n, m) for n in answer.by for m in _makers(entry))
        ]
    said = _words_of(answer) - names - _told_of_nothing()
    has = {entry.id: _words_of_entry(entry) - names for entry in rivals}
    common = Counter(word for own in has.values() for word in own)
    text = " ".join((answer.wording, *answer.also)).lower()
    summed = [entry.id for entry in rivals if len(_sums(text) & _sums_of(entry)) >= _SUM]
    sums = dict.fromkeys(summed, _ONLY_HERE) if len(summed) == 1 else {}
    fits = sorted(
        (
            (_score(entry, said & has[entry.id], common, text, named) + sums.get(entry.id, 0.0), entry.id)
            for entry in rivals
        ),
        reverse=True,
    )
    if not fits:
        return None
    entry = next(entry for entry in rivals if entry.id == fits[0][1])
    to = {to for told in entry.mentions for to in told.to}
    asked = stand.party in to | {about for told in entry.mentions for about in told.about}
    if not asked and not to and _makers(entry) & named and fits[0][0] > _MAKER:
        asked = True  # "brushed aside the Bolivian note"
    if stand.party not in to and stand.party[:1].islower():
        return None  # "a diplomat from Norland" speaks for nobody on what was put to others
    telling = said - _nouns()
    if answer.by and telling and not telling & has[entry.id]:
        return None  # "Norland's demand that it close the camps" is not its demand for a meeting
    enough = fits[0][0] >= (_ENOUGH if asked else _ENOUGH_UNASKED)
    clearly = len(fits) < 2 or fits[0][0] - fits[1][0] >= _CLEARLY
    if topic.thing is not None and not _is_the_thing(words(topic.thing) - names, has[entry.id]):
        return None
    return fits[0] if enough and clearly and _can_answer(stand, topic, entry) else None


def _can_answer(stand: Stand, topic: Topic, entry: Entry) -> bool:
    """Can the stance be taken on a matter of the kind? Who has denied a charge is not undecided about it."""
    if stand.stance != "noncommittal":
        return entry.kind in CAN_ANSWER[stand.stance]
    charge = entry.kind == "accusation"
    return charge == (topic.kind == "accusation") and not (
        charge and any(s.party == stand.party for s in entry.stands)
    )


def _sums(text: str) -> frozenset[str]:
    """The words of number and measure in a text: "nine million", "forty cents"."""
    return words(text) & _measures()


def _sums_of(entry: Entry) -> frozenset[str]:
    return frozenset(word for text in {told.wording for told in entry.mentions} for word in _sums(text))


@cache
def _measures() -> frozenset[str]:
    return words(" ".join(words_for("ledger: measures")))


def _is_the_thing(thing: frozenset[str], own: frozenset[str]) -> bool:
    """Are the words of what is answered mostly those of the matter? A bare "it" or "the plan" may be any."""
    telling = thing - _told_of_nothing() - _nouns()
    return len(telling & own) >= _MOSTLY * len(telling)


@cache
def _nouns() -> frozenset[str]:
    return words(" ".join(noun for nouns in _NOUNS.values() for noun in nouns))


def _score(
    entry: Entry,
    shared: frozenset[str],
    common: Counter[str],
    text: str,
    named: Collection[str],
) -> float:
    score = sum(_ONLY_HERE if common[word] == 1 else _SHARED for word in shared)
    score += _MAKER if _makers(entry) & {*named} else 0.0
    by_kind = entry.kind in _NOUNS and any(f" {noun}" in f" {text}" for noun in _NOUNS[entry.kind])
    return score + (_KIND if by_kind else 0.0)


def _makers(entry: Entry) -> set[str]:
    return {maker for told in entry.mentions for maker in told.by}


def _is_told_after(answer: Mention, entry: Entry) -> bool:
    """Is it told only behind the answer, in the same report?"""
    return all(told.report == answer.report and told.span[0] > answer.span[0] for told in entry.mentions)


def _words_of(answer: Mention) -> frozenset[str]:
    """The words of an answer and its topics, but for what a condition asks in return ("only if ...")."""
    parts = (_CONDITION.split(text, maxsplit=1) for text in (answer.wording, *answer.also))
    return frozenset(word for part in parts for word in words(part[0] if part[0].strip() else part[-1]))


def _words_of_entry(entry: Entry) -> frozenset[str]:
    texts = {text for told in entry.mentions for text in (told.wording, *told.also)}
    return frozenset(word for text in texts for word in words(text))


@cache
def _told_of_nothing() -> frozenset[str]:
    """Words by which no matter is known: of time and number, of putting and of saying."""
    said = words_for("ledger: measures") | words_for("ledger: words that tell little")
    said |= words_for("ledger: putting a matter") | words_for("ledger: words of talk")
    return words(" ".join(said))
