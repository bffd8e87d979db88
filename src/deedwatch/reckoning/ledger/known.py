"""Answers whose matter another report tells: by whom it can be meant, and by which words.

A stance that names nothing known here is left alone: nothing is invented from it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import any_of, words_for
from deedwatch.records import is_code
from deedwatch.text.wording import measures, overlap, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.nouns import Mention, Stand
    from deedwatch.reckoning.ledger.shelves import Shelves
    from deedwatch.records import Matter, MatterKind, Record, Stance

__all__ = [
    "CAN_ANSWER",
    "LEAST_WORDS",
    "gives_in",
    "is_called",
    "is_described",
    "is_of_talks",
    "is_still_put",
    "is_the_same_demand",
    "meant_by",
    "names_maker",
    "of_one_like",
    "only_backed",
    "only_meant",
    "points_to",
    "says_nothing",
    "telling_words",
]

CAN_ANSWER: dict[Stance, frozenset[MatterKind]] = {
    "denies": frozenset({"accusation"}),
    "rejects": frozenset({"demand", "proposal", "promise"}),
    "accepts": frozenset({"demand", "proposal"}),
    "conditional": frozenset({"demand", "proposal"}),
    "noncommittal": frozenset({"demand", "proposal"}),
    "counters": frozenset({"demand", "proposal", "accusation"}),
    "supports": frozenset({"demand", "proposal", "promise"}),
}
_TALKS_ON = re.compile(
    rf"\b(?:{any_of('ledger: meetings')})\b(?: \w+){{0,6}}? (?:on|about|over)\b", re.IGNORECASE
)
_ENOUGH = 0.42
_ENOUGH_OF_MAKER = 0.3  # where the words also tell whose it is
_ENOUGH_OF_OUTSIDER = 0.6  # of who is neither addressed nor has spoken on it
LEAST_WORDS = 2  # in common, where the phrase has more than one
_FEW = 2  # words of an answer that names nothing
LEAST_OF_OUTSIDER = 3  # of who backs a demand of which he does not say whose it is


def meant_by(
    answer: Mention,
    party: str,
    stance: Stance,
    entries: Iterable[Held],
    weight: Mapping[str, float],
    names: frozenset[str],
) -> str | None:
    """The id of the entry that a party's answer means; None where none fits well enough."""
    fits = [
        (score, number, entry.id)
        for number, entry in enumerate(entries)
        if (score := _fit(answer, party, stance, entry, weight, names)) > 0
    ]
    return max(fits)[2] if fits else None


def only_meant(answer: Mention, stand: Stand, kind: MatterKind, entries: Iterable[Held]) -> str | None:
    """The one matter that an answer without words of its own can mean ("accepts what the union asked for").

    It must have been put to the party that answers, be of the kind that the words name and, where they tell
    whose it is, be its; where two such matters stand, nobody knows which.
    """
    fits = []
    for entry in entries:
        makers = entry.makers
        put = stand.party in entry.asked - makers
        told_by = not answer.by or any(is_called(name, maker) for name in answer.by for maker in makers)
        can = entry.kind == kind and kind in CAN_ANSWER[stand.stance]
        if put and told_by and can and not entry.withdrawn:
            fits.append(entry.id)
    return fits[0] if len(fits) == 1 else None


def only_backed(matter: Matter, mention: Mention, shelves: Shelves, names: frozenset[str]) -> str | None:
    """The one earlier demand that can be meant where somebody only backs one, in words of his own.

    "The boats should be returned", says who took his neighbour's part: two words must agree, and with those
    of no other demand. Where it is told whose part he took, one word will do, and none where that party has
    asked one thing alone of whom he asks it.
    """
    backed = matter.kind == "demand" and matter.move == "recalls"
    if not (backed and matter.positions and all(p.stance == "supports" for p in matter.positions)):
        return None
    own = telling_words(mention, names) - measures()
    among = shelves.of_makers("demand", mention.by) if mention.by else shelves.of_kind("demand")
    asked = among & shelves.asked_of("demand", mention.to) if mention.by else set[str]()
    like = shelves.all_of(asked or shelves.sharing(own, among, least=1 if mention.by else LEAST_WORDS))
    fits = [e.id for e in like if e.mentions[-1].report != mention.report and not e.withdrawn]
    return fits[0] if len(fits) == 1 else None


def is_the_same_demand(mention: Mention, entry: Held) -> bool:
    """Was it asked before, in another report, of a party in common if both tell, by others than now?"""
    makers = entry.makers
    asked = entry.asked
    others = bool(makers) and not makers & {*mention.by} and not asked & {*mention.by}
    others = others and not is_described(mention, makers)
    earlier = entry.mentions[-1].report != mention.report and not entry.withdrawn
    common = bool(asked & {*mention.to}) or not mention.to
    return entry.kind == "demand" and others and common and earlier


def points_to(mention: Mention, entry: Held, names: frozenset[str]) -> bool:
    """Does a demand say only the deed of another, done to "the pair" or "these people"?"""
    own = words(mention.wording) - names - _little()
    deed = own - _people() - measures()
    return bool(deed and own & _people()) and any(deed <= said for said in entry.said)


@cache
def _people() -> frozenset[str]:
    return words(" ".join(words_for("ledger: pointing at people")))


def is_still_put(mention: Mention, entry: Held) -> bool:
    """Has an earlier report told it, nobody taken it back, and does it go to a party in common, if both tell?

    Who asks the same party "again" for a thing in words of its own has one thing to ask.
    """
    last = entry.mentions[-1]
    told_so = mention.move == "amends" and last.move == "recalls"  # "accepted an amended plan. Under it ..."
    if (last.report == mention.report and not told_so) or entry.withdrawn:
        return False
    asked = entry.asked
    if entry.kind == "demand" and "accepts" in entry.stances:
        return False  # who has been given what he asked asks for something else
    return entry.kind == "proposal" or not asked or not mention.to or bool(asked & {*mention.to})


def says_nothing(answer: Mention, names: frozenset[str]) -> bool:
    """Do the words only name whose it is, and when: "the Norland demand", "what the union asked in March"?"""
    return not words(answer.wording) - names - _little() - _empty() - _names_in(answer)


def gives_in(record: Record, answer: Matter, names: frozenset[str]) -> bool:
    """Is a consent all that the report's own sentence tells: "Norland has relented"?"""
    around = words(" ".join(record.quote(span) for span in answer.also)) - names - _little()
    plain = all(p.stance == "accepts" and p.statement is None for p in answer.positions)
    return plain and bool(answer.also) and not around and len(record.quote(answer.content).split()) <= _FEW


def _names_in(answer: Mention) -> frozenset[str]:
    return frozenset(word for party in (*answer.by, *answer.to, *answer.called) for word in words(party))


@cache
def _empty() -> frozenset[str]:
    """Words that tell whose a matter is, or when it was put, and not what it says."""
    named = words_for("ledger: of a firm") | words_for("ledger: of a union")
    named |= words_for("ledger: putting a matter")
    return words(" ".join(named))


def is_of_talks(answer: Mention, entry: Held) -> bool:
    """Does the answer only agree to talk of what the matter asks for: "agreed to talks on the corridor"?"""
    return _TALKS_ON.search(answer.wording) is not None and not entry.plain & _meetings()


@cache
def _meetings() -> frozenset[str]:
    return words(" ".join(words_for("ledger: meetings")))


def _fit(
    answer: Mention,
    party: str,
    stance: Stance,
    entry: Held,
    weight: Mapping[str, float],
    names: frozenset[str],
) -> float:
    makers = entry.makers
    if entry.kind not in CAN_ANSWER[stance] or party in makers or entry.withdrawn:
        return 0.0
    if is_of_talks(answer, entry):
        return 0.0
    if answer.by and not any(is_called(name, maker) for name in answer.by for maker in makers):
        return 0.0
    addressed = party in entry.asked
    involved = addressed or party in entry.stands_of
    if stance != "supports" and entry.kind != "proposal" and not involved:
        return 0.0
    if stance == "supports" and entry.kind == "demand" and len(telling_words(answer, names)) < LEAST_WORDS:
        return 0.0  # to welcome the release is not to back the demand for it
    unasked = stance == "supports" and entry.kind == "demand" and not (answer.by or involved)
    score = _alike(answer, entry, weight, names, LEAST_OF_OUTSIDER if unasked else LEAST_WORDS)
    needed = _ENOUGH_OF_MAKER if answer.by else _ENOUGH if involved else _ENOUGH_OF_OUTSIDER
    return score if score >= needed else 0.0


@cache
def _little() -> frozenset[str]:
    """Words that tell nothing of what is meant: "the joint patrols" are "patrols"."""
    return words(" ".join(words_for("ledger: words that tell little")))


def telling_words(answer: Mention, names: frozenset[str]) -> frozenset[str]:
    """The words of an answer that tell what it means, without names."""
    own = words(answer.wording) - names
    return own - _little() or own


def is_called(name: str, maker: str) -> bool:
    """Is it the maker's name, or the end of it ("the river commission")?"""
    return f" {maker.lower()}".endswith(f" {name.lower()}")


def is_described(mention: Mention, makers: Iterable[str] | None = None) -> bool:
    """Is its maker only described ("the men's committee"), and is one of the makers named alike?

    "The Arica Fishers' Union" has the name of the place that "the fishermen in Arica" has too.
    """
    if len(mention.by) != 1 or not mention.by[0][:1].islower():
        return False
    if mention.move != "recalls":  # "whose committee wants" is the village committee
        return makers is not None and any(is_called(mention.by[0], maker) for maker in makers)
    said = words(mention.by[0]) - _little()
    return bool(said) if makers is None else any(said & words(maker) for maker in makers if " " in maker)


def of_one_like(mention: Mention, entries: Iterable[Held]) -> set[str]:
    """The matters of the one maker who has a name like what the maker is called; none where two have."""
    like = [entry for entry in entries if is_described(mention, entry.makers)]
    one = len({frozenset(entry.makers) for entry in like}) == 1
    return {entry.id for entry in like} if one else set()


def names_maker(mention: Mention, entry: Held) -> bool:
    """Do the words of a mention name a maker: "the visit of the UNESCO experts"?"""
    said = f" {' '.join(mention.wording.split())} "
    return any(f" {maker} " in said for maker in entry.makers if not is_code(maker))


def _alike(
    answer: Mention, entry: Held, weight: Mapping[str, float], names: frozenset[str], least: int
) -> float:
    own = telling_words(answer, names)
    by_more = len(own - measures()) >= LEAST_WORDS  # than by its numbers
    best = 0.0
    for told in entry.wordings:
        common = own & told
        if len(common) >= min(least, len(own)) and not (by_more and common <= measures()):
            best = max(best, overlap(own, told - names, weight))
    return best
