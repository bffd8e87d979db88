"""Which mention may open a matter: one that says something, made by a party.

What a report only names ("the charge of the league") is of a matter that other reports tell; and a docker,
a friend or a newspaper has no seat at the table. All of them may still join a matter that stands. What is
told without its maker opens one that shows only once a report tells who made it (``view.seen``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.addressed import names_state
from deedwatch.reckoning.ledger.known import says_nothing
from deedwatch.reckoning.ledger.offices import is_outlet, office_side
from deedwatch.text.wording import stem, words

if TYPE_CHECKING:
    from deedwatch.reckoning.ledger.nouns import Mention
    from deedwatch.records import Matter, Record

__all__ = ["is_foretold", "may_open", "only_consents"]

_CONSENTING = words_for("ledger: consenting")
_BARE = re.compile(r"(?:it|they|he|she|this|that) (?:would|will) \w+(?: \w+)?", re.IGNORECASE)
_PLACE = re.compile(r" (?:in|at|from|near|on) ")
_LEAST_GONE = 2  # words that tell what was taken back: "no longer insists on the drivers" opens nothing
_NOBODY = frozenset({"person", "unnamed"})
_PUBLIC = words_for("ledger: people at large")
_CROWD = frozenset({"population"})
_FORETOLD = frozenset({"prediction", "promise"})


def may_open(record: Record, matter: Matter, mention: Mention, names: frozenset[str]) -> bool:
    """May it open a matter in the ledger? ``names`` are the words that only name states.

    A maker without a name who speaks for no party makes none; a crowd may ask and charge, not foretell.
    """
    aside = not matter.positions and (  # what is answered is none
        _is_an_aside(record, matter, mention) or _is_for_the_public(record, matter)
    )
    gone = mention.move == "withdraws" and len(words(mention.wording) - names) < _LEAST_GONE
    gone = gone and not matter.positions
    if says_nothing(mention, names) or _is_no_matter(mention) or aside or gone:
        return False
    return not mention.by or any(_is_party(record, key, matter, mention) for key in matter.by)


@cache
def _of_a_talk() -> frozenset[str]:
    return words(" ".join(words_for("ledger: asked in a talk")))


@cache
def _foretelling() -> frozenset[str]:
    return frozenset(stem(word) for word in words_for("matters: forecasting") | words_for("matters: warning"))


def _is_no_matter(mention: Mention) -> bool:
    """Is it a question, a wish for the next one, or words that only point back ("it would show")?"""
    said = mention.wording.strip(' .\n"”')
    asked = words(said) - words("the a more in any")
    return said.endswith("?") or _BARE.fullmatch(said) is not None or asked <= _of_a_talk()


def _is_an_aside(record: Record, matter: Matter, mention: Mention) -> bool:
    """Does a state tell what will be, without a word of foretelling? It speaks of its own side's doings."""
    own = matter.kind == "prediction" and mention.move == "states" and names_state(mention.by)
    return own and not is_foretold(record, matter)


def is_foretold(record: Record, matter: Matter) -> bool:
    """Is it told with a word of foretelling: "forecast that", "warned that"?

    A prediction that no statement tells was found by such a word.
    """
    if matter.statement is None:
        return matter.kind == "prediction"
    cues = [record.quote(s.cue) for s in record.statements if s.id == matter.statement and s.cue is not None]
    return any(stem(word) in _foretelling() for cue in cues for word in cue.split())


def _is_for_the_public(record: Record, matter: Matter) -> bool:
    """Is it asked only of people at large ("asked the public to give blood"), who are no party?"""
    actors = [record.actor(key) for key in matter.to]
    crowd = [actor is not None and actor.kind in _CROWD and actor.name.lower() in _PUBLIC for actor in actors]
    return matter.kind == "demand" and bool(crowd) and all(crowd)


def only_consents(record: Record, matter: Matter) -> bool:
    """Is a promise told as consent ("agreed to hand him over")? It answers whoever asked for that."""
    if matter.kind != "promise" or matter.statement is None:
        return False
    cues = (s.cue for s in record.statements if s.id == matter.statement and s.cue is not None)
    return any(word.lower() in _CONSENTING for cue in cues for word in record.quote(cue).split())


def _is_described(name: str) -> bool:
    """Is it told what he is and not who: "sailor in Callao", "senior Peruvian naval officer"?"""
    first, *rest = _PLACE.split(name, maxsplit=1)
    return name.rsplit(maxsplit=1)[-1].islower() or (
        bool(rest) and any(word[:1].islower() for word in first.split())
    )


def _is_party(record: Record, key: str, matter: Matter, mention: Mention) -> bool:
    actor = record.actor(key)
    if actor is None or actor.name not in mention.by:
        return True  # he speaks for a state or a body
    if is_outlet(actor):
        return False
    outside = actor.kind == "person" and {office_side(role) for role in actor.roles} == {"none"}
    if matter.kind == "promise" and (actor.kind == "unnamed" or outside):
        return False  # "a diplomat from the north" can promise nothing, nor can a historian
    described = matter.kind in _FORETOLD and actor.kind == "unnamed" and _is_described(actor.name)
    nameless = actor.name == actor.name.lower() or described
    silent = actor.kind in _NOBODY or (actor.kind in _CROWD and matter.kind in _FORETOLD)
    return not (nameless and silent)
