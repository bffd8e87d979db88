"""One plan told in two places of a report: its name in the lead, what it would do further down.

"The commission changed its plan for joint patrols" is followed by "In the new version the crews would serve
a year, she said": one proposal, put otherwise, in the second wording.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import any_of
from deedwatch.reckoning.ledger.addressed import names_state
from deedwatch.reckoning.ledger.openings import is_foretold
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.records import Matter, Record

__all__ = ["with_terms"]

_AHEAD = re.compile(r"\b(?:would|will|shall|must|should|be|is|are|put|have)\b")
_WOULD = re.compile(r"\bwould\b")
_VERSION = re.compile(
    r"(?:in|under) (?:(?:the|its|this|his|her|their) (?:\w+ )?"
    rf"(?:{any_of('matters: versions of a plan', 'ledger: terms of a plan')})|it)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\bwould now\b")
_THE = re.compile(r"the (?:\w+ )?(\w+) would\b", re.IGNORECASE)
_FAR = 900  # characters from the name to the terms
_NEXT = 300  # characters from the sum to what it sums up
_ALSO = re.compile(rf"\b(?:{any_of('matters: beside another')})\b", re.IGNORECASE)
_NEAR = 200  # characters from what is taken back to what takes its place
_ASKED = frozenset({"demand", "proposal"})
_TOLD = frozenset({"proposal", "prediction", "promise"})


def with_terms(record: Record, parties: Mapping[str, str]) -> tuple[Matter, ...]:
    """The record's matters, the named proposals in the words in which the report tells their terms.

    ``parties`` are the parties of the record's actors by id. The terms are told by the maker's side, or by
    a person who speaks for nobody that is known.
    """
    kept = list(record.ledger)
    for terms in record.ledger:
        named = next(
            (
                n for n in kept
                if _are_terms_of(record, n, terms, parties)
                or _takes_the_place_of(record, n, terms, parties)
                or _is_put_next(record, n, terms, parties)
            ),
            None,
        )  # fmt: skip
        if named is not None and terms in kept:
            kept[kept.index(named)] = _joined(record, named, terms)
            kept.remove(terms)
    return tuple(kept)


def _are_terms_of(record: Record, named: Matter, terms: Matter, parties: Mapping[str, str]) -> bool:
    apart = terms.content[0] - named.content[1]
    said = record.quote(terms.content)
    if (
        named.kind != "proposal"
        or terms.kind not in _TOLD
        or not 0 < apart <= _FAR
        or not _WOULD.search(said)
    ):
        return False
    makers = {parties[key] for key in named.by}
    if not makers or not all(_may_tell(record, key, makers, parties) for key in terms.by):
        return False
    name = record.quote(named.content)
    only_named = _AHEAD.search(name) is None
    if _VERSION.match(said) or (_NOW.search(said) and named.move == "amends"):
        return only_named or named.move == "amends"
    subject = None if is_foretold(record, terms) else _THE.match(said)
    return subject is not None and bool(words(subject[1]) & words(name))


def _takes_the_place_of(record: Record, old: Matter, new: Matter, parties: Mapping[str, str]) -> bool:
    """Is something else asked where a thing is taken back ("no longer insists that ...", "only")?"""
    between = record.document.text[old.content[1] : new.content[0]]
    both = old.kind == new.kind and old.kind in _ASKED and old.move == "withdraws" and new.move == "states"
    near = 0 < len(between) <= _NEAR and "\n\n" not in between
    sides = [{parties[key] for key in told} for told in (old.by, new.by, old.to, new.to)]
    same = bool(sides[0] & sides[1]) and (bool(sides[2] & sides[3]) or not (sides[2] and sides[3]))
    return both and near and same


def _is_put_next(record: Record, lead: Matter, told: Matter, parties: Mapping[str, str]) -> bool:
    """Is it the sum of a report's first paragraph, put in the maker's own words in the next sentences?

    A demand is quoted next ("Peru asked a group to free two men. 'The Front must let them go'"), of a
    proposal that the lead only names the report tells next what it says.
    """
    text = record.document.text
    between = text[lead.content[1] : told.content[0]]
    first = text.count("\n\n", 0, lead.content[0]) <= 1 and between.count("\n\n") <= 1
    alike = lead.kind == told.kind and lead.kind in _ASKED and {lead.move, told.move} == {"states"}
    if not (first and alike and 0 < len(between) <= _NEXT and not _ALSO.search(between)):
        return False
    if not {parties[key] for key in lead.by} & {parties[key] for key in told.by}:
        return False
    if lead.kind == "proposal":
        return told.statement is not None and _AHEAD.search(record.quote(lead.content)) is None
    to = [{parties[key] for key in asked} for asked in (lead.to, told.to)]
    apart = to[0].isdisjoint(to[1]) and all(names and names_state(names) for names in to)
    return not apart and any(s.id == told.statement and s.mode == "direct" for s in record.statements)


def _may_tell(record: Record, key: str, makers: set[str], parties: Mapping[str, str]) -> bool:
    actor = record.actor(key)
    return parties[key] in makers or (
        actor is not None and actor.kind == "person" and parties[key] == actor.name
    )


def _length(matter: Matter) -> int:
    return matter.content[1] - matter.content[0]


def _joined(record: Record, named: Matter, terms: Matter) -> Matter:
    taken_back = named.move == "withdraws"
    only_named = taken_back or _AHEAD.search(record.quote(named.content)) is None
    if named.kind == "demand" and not taken_back:
        only_named = _length(terms) > _length(named)
    content, other = (terms.content, named.content) if only_named else (named.content, terms.content)
    return replace(
        named,
        content=content,
        to=named.to or terms.to,
        move="amends" if taken_back or "amends" in {named.move, terms.move} else named.move,
        positions=(*named.positions, *terms.positions),
        also=tuple(dict.fromkeys((other, *named.also, *terms.also))),
    )
