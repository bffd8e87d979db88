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

from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reckoning.ledger.known import CAN_ANSWER, is_called, is_of_talks
from deedwatch.reckoning.ledger.plain import before_plain, plainly
from deedwatch.records import MatterKind
from deedwatch.text.wording import measures, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.nouns import Mention, Stand

__all__ = ["KINDS", "SUMS", "Topic", "Traces", "answerable", "meant_by_topic", "traces_of"]

KINDS: tuple[MatterKind, ...] = ("demand", "proposal", "promise", "accusation")
"""Those that can be answered; a forecast is not put to anybody."""
_ONLY_HERE = 1.0  # of a word that no other matter put to the party has
_SHARED = 0.35
_OWN_ONLY_HERE = 1.3  # of a word that the answer itself has
_OWN_SHARED = 0.5
_MAKER = 0.6
_SPELT = 2  # words that tell what is backed
SUMS = 2  # words of number and measure that one matter alone has in common with an answer
_KIND = 0.4
_OWN_KIND = 0.7
_FURTHER = re.compile(r" (?:\w+(?:ed|n) )?(?:in|of|on|at|by|for|from|to|that|which|with|under|over)\b")
_ENOUGH = 1.0
_ENOUGH_UNASKED = 1.9  # where it was not put to the party by name
_CONDITION = re.compile(rf"\b(?:{any_of('ledger: opening a condition')})\b", re.IGNORECASE)
_SOME = 0.2
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

    ``kind`` is what the answer takes the matter for. ``thing`` are the words of "the resignation of the
    railway minister": who accepts it has not reopened the railway; None where no word of the answer says what
    it answers. ``around`` stands beside the answer, ``far`` further before it, and ``first`` is what the
    sentence puts first ("On the maps ...").
    """

    kind: MatterKind
    named: frozenset[str]
    thing: str | None = None
    around: str = ""
    far: str = ""
    first: str = ""


class Traces(NamedTuple):
    """What a matter must have for an answer to mean it: a word, two of the sums, or a kind that is named."""

    words: frozenset[str]
    sums: frozenset[str]
    kinds: frozenset[MatterKind]


class _Heard(NamedTuple):
    """The words of an answer and those around it, which tell less, and the parties that they name."""

    own: frozenset[str]
    around: frozenset[str]
    first: frozenset[str]
    sums: frozenset[str]
    kinds: Mapping[MatterKind, float]
    named: frozenset[str]


def traces_of(answer: Mention, topic: Topic, names: frozenset[str]) -> Traces:
    """By what alone ``meant_by_topic`` finds a matter; without any of it none scores enough to matter."""
    said = f"{answer.wording} {topic.around}"
    heard = (words(said) | words(plainly(said))) - names - _told_of_nothing()
    kinds = (kind for kind in _NOUNS if _told_of_kind(kind, answer.wording.lower(), said.lower()))
    return Traces(before_plain(heard), _sums(said.lower()), frozenset(kinds))


def meant_by_topic(
    answer: Mention, stand: Stand, entries: Sequence[Held], names: frozenset[str], topic: Topic
) -> tuple[float, str] | None:
    """How well, and which entry an answer means by its topic; None where none fits, or two nearly as well.

    ``entries`` are all in which the party has a side.
    """
    rivals = [entry for entry in entries if _may_be_meant(answer, stand, entry)]
    heard = _heard(answer, stand, names, topic)
    has = {entry.id: entry.plain - names for entry in rivals}
    if any(heard.first & has[entry.id] for entry in rivals):
        rivals = [entry for entry in rivals if heard.first & has[entry.id]]
    common = Counter(word for entry in rivals for word in has[entry.id])
    sums = _told_in_sums(rivals, heard.sums)
    fits = sorted(
        ((_score(entry, has[entry.id], common, heard) + sums.get(entry.id, 0.0), entry) for entry in rivals),
        key=lambda fit: (fit[0], fit[1].id),
        reverse=True,
    )
    if not fits:
        return None
    score, entry = fits[0]
    others = (other for other, rival in fits[1:] if _can_answer(stand, topic, rival))
    clearly = score - max(others, default=0.0) >= _CLEARLY
    fitting = clearly and score >= _needed(stand, entry, heard, score) and _can_answer(stand, topic, entry)
    return (score, entry.id) if fitting and _tells_of(answer, stand, entry, names, topic, has) else None


def _may_be_meant(answer: Mention, stand: Stand, entry: Held) -> bool:
    """Is it another party's, still put, told before the answer and, where the answer names whose, his?"""
    makers = entry.makers
    if stand.party in makers or entry.withdrawn or _is_told_after(answer, entry):
        return False
    if stand.stance in {"accepts", "supports"} and is_of_talks(answer, entry):
        return False
    return not answer.by or any(is_called(name, maker) for name in answer.by for maker in makers)


def _heard(answer: Mention, stand: Stand, names: frozenset[str], topic: Topic) -> _Heard:
    idle = names | _told_of_nothing()
    own = _but_for_terms(answer.wording) - idle
    said = f"{answer.wording} {topic.around}".lower()
    return _Heard(
        own=own,
        around=_but_for_terms(topic.around) - idle - own,
        first=words(topic.first) - idle,
        sums=_sums(said),
        kinds={kind: _told_of_kind(kind, answer.wording.lower(), said) for kind in _NOUNS},
        named=topic.named - {stand.party},
    )


def _needed(stand: Stand, entry: Held, heard: _Heard, score: float) -> float:
    """How well it must fit: much better where it was not put to the party."""
    to = entry.asked
    asked = stand.party in to | entry.about
    if not asked and not to and entry.makers & heard.named and score > _MAKER:
        asked = True  # "brushed aside the Bolivian note"
    if stand.stance == "supports" and entry.makers & heard.named:
        return _ENOUGH + _SHARED  # "And the board that Ecuador proposes?" "We like it."
    return _ENOUGH if asked else _ENOUGH_UNASKED


def _tells_of(
    answer: Mention,
    stand: Stand,
    entry: Held,
    names: frozenset[str],
    topic: Topic,
    has: Mapping[str, AbstractSet[str]],
) -> bool:
    """Do the words of the answer tell of this matter, and not of something else?"""
    to = entry.asked
    if stand.party not in to and stand.party[:1].islower():
        return False  # "a diplomat from Norland" speaks for nobody on what was put to others
    telling = words(answer.wording) - names - _told_of_nothing() - _nouns()
    called = {kind for kind, nouns in _NOUNS.items() if words(answer.wording) & words(" ".join(nouns))}
    if called and not telling and entry.kind not in called:
        return False  # "the promise" is no proposal
    if answer.by and telling and not telling & has[entry.id]:
        return False  # "Norland's demand that it close the camps" is not its demand for a meeting
    if stand.stance == "supports" and entry.kind == "demand" and len(words(answer.wording) - names) < _SPELT:
        return False  # to welcome the release is not to back the demand for it
    share = _SOME if answer.by else _MOSTLY  # whose it is tells a part of it
    return topic.thing is None or _is_the_thing(topic.thing, names, entry.id, has, share)


def answerable(stand: Stand, topic: Topic) -> frozenset[MatterKind]:
    """The kinds of matter on which the stance can be taken."""
    if stand.stance != "noncommittal":
        return CAN_ANSWER[stand.stance]
    charge = frozenset[MatterKind]({"accusation"})
    return charge if topic.kind == "accusation" else frozenset(KINDS) - charge


def _can_answer(stand: Stand, topic: Topic, entry: Held) -> bool:
    """Can the party take the stance on it?

    Who has denied a charge is not undecided about it, nor is who has backed what was put to others.
    """
    if entry.kind not in answerable(stand, topic):
        return False
    own = entry.stands_of.get(stand.party, ()) if stand.stance == "noncommittal" else ()
    return not (own and entry.kind == "accusation") and not any(s.stance == "supports" for s in own)


def _sums(text: str) -> frozenset[str]:
    """The words of number and measure in a text: "nine million", "forty cents"."""
    return words(text) & measures()


def _told_in_sums(entries: Iterable[Held], sums: frozenset[str]) -> dict[str, float]:
    """What it counts that one entry alone is told in the sums that an answer names."""
    if len(sums) < SUMS:
        return {}
    found = [entry.id for entry in entries if len(sums & entry.sums) >= SUMS]
    return {found[0]: _ONLY_HERE} if len(found) == 1 else {}


def _is_the_thing(
    thing: str, names: frozenset[str], key: str, has: Mapping[str, AbstractSet[str]], share: float
) -> bool:
    """Are the words of what is answered mostly those of the matter? A bare "it" or "the plan" may be any.

    What follows the noun may be told in other words ("the corridor drawn in Abuja"), if only this matter has
    what the noun names.
    """
    idle = names | _told_of_nothing() | _nouns()
    telling, noun = words(plainly(thing)) - idle, words(_FURTHER.split(thing, maxsplit=1)[0]) - idle
    alone = bool(noun) and noun <= has[key] and not any(noun & has[other] for other in has if other != key)
    return alone or len(telling & has[key]) >= share * len(telling)


@cache
def _nouns() -> frozenset[str]:
    return words(" ".join(noun for nouns in _NOUNS.values() for noun in nouns))


def _score(entry: Held, has: AbstractSet[str], common: Counter[str], heard: _Heard) -> float:
    own, around, first = heard.own & has, heard.around & has, heard.first & has
    score = sum(_OWN_ONLY_HERE if common[word] == 1 else _OWN_SHARED for word in own)
    score += sum(_ONLY_HERE if common[word] == 1 else _SHARED for word in around)
    score += _ONLY_HERE if first else 0.0
    score += _MAKER if entry.makers & heard.named else 0.0
    return score + heard.kinds.get(entry.kind, 0.0)


def _told_of_kind(kind: MatterKind, own: str, said: str) -> float:
    """What it counts that an answer, or what stands around it, says what kind of matter it means."""
    if any(f" {noun}" in f" {own}" for noun in _NOUNS[kind]):
        return _OWN_KIND
    return _KIND if any(f" {noun}" in f" {said}" for noun in _NOUNS[kind]) else 0.0


def _is_told_after(answer: Mention, entry: Held) -> bool:
    """Is it told only behind the answer, in the same report?"""
    return all(told.report == answer.report and told.span[0] > answer.span[0] for told in entry.mentions)


def _but_for_terms(text: str) -> frozenset[str]:
    """The words of a text, but for what a condition asks in return ("only if ...")."""
    parts = _CONDITION.split(plainly(text), maxsplit=1)
    return words(parts[0] if parts[0].strip() else parts[-1])


@cache
def _told_of_nothing() -> frozenset[str]:
    """Words by which no matter is known: of time and number, of putting and of saying."""
    said = words_for("ledger: measures") | words_for("ledger: words that tell little")
    said |= words_for("ledger: putting a matter") | words_for("ledger: words of talk")
    return words(" ".join(said))
