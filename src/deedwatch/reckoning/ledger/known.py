"""Answers whose matter another report tells: by whom it can be meant, and by which words.

A stance that names nothing known here is left alone: nothing is invented from it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.reckoning.ledger.nouns import Entry, Mention
    from deedwatch.records import MatterKind, Stance

__all__ = ["meant_by"]

_CAN_ANSWER: dict[Stance, frozenset[MatterKind]] = {
    "denies": frozenset({"accusation"}),
    "rejects": frozenset({"demand", "proposal", "promise"}),
    "accepts": frozenset({"demand", "proposal"}),
    "conditional": frozenset({"demand", "proposal"}),
    "noncommittal": frozenset({"demand", "proposal"}),
    "counters": frozenset({"demand", "proposal", "accusation"}),
    "supports": frozenset({"demand", "proposal", "promise"}),
}
_ENOUGH = 0.42
_ENOUGH_OF_MAKER = 0.3  # where the words also tell whose it is
_ENOUGH_OF_OUTSIDER = 0.6  # of who is neither addressed nor has spoken on it
_LEAST_WORDS = 2  # in common, where the phrase has more than one


def meant_by(
    answer: Mention,
    party: str,
    stance: Stance,
    entries: Iterable[Entry],
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


def _fit(
    answer: Mention,
    party: str,
    stance: Stance,
    entry: Entry,
    weight: Mapping[str, float],
    names: frozenset[str],
) -> float:
    makers = {maker for told in entry.mentions for maker in told.by}
    if entry.kind not in _CAN_ANSWER[stance] or party in makers or _is_withdrawn(entry):
        return 0.0
    if answer.by and not any(_is_called(name, maker) for name in answer.by for maker in makers):
        return 0.0
    addressed = party in {to for told in entry.mentions for to in told.to}
    involved = addressed or any(stand.party == party for stand in entry.stands)
    if stance != "supports" and entry.kind != "proposal" and not involved:
        return 0.0
    score = _alike(answer, entry, weight, names)
    needed = _ENOUGH_OF_MAKER if answer.by else _ENOUGH if involved else _ENOUGH_OF_OUTSIDER
    return score if score >= needed else 0.0


@cache
def _little() -> frozenset[str]:
    """Words that tell nothing of what is meant: "the joint patrols" are "patrols"."""
    return words(" ".join(words_for("ledger: words that tell little")))


def _is_called(name: str, maker: str) -> bool:
    """Is it the maker's name, or the end of it ("the river commission")?"""
    return f" {maker.lower()}".endswith(f" {name.lower()}")


def _alike(answer: Mention, entry: Entry, weight: Mapping[str, float], names: frozenset[str]) -> float:
    said = words(answer.wording) - names
    said = said - _little() or said
    best = 0.0
    for told in entry.mentions:
        for text in (told.wording, *told.also):
            known = words(text) - names
            if len(said & known) >= min(_LEAST_WORDS, len(said)):
                best = max(best, overlap(said, known, weight))
    return best


def _is_withdrawn(entry: Entry) -> bool:
    own = [told.move for told in entry.mentions if told.move != "recalls"]
    return bool(own) and own[-1] == "withdraws"
