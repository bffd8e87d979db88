"""Whose government "the government" of a report without a state is: that of the state of whom it names.

A report that says only "the security minister" and names the Gourma Front, of which earlier reports told in
one state, speaks of that state's minister. Where those whom it names are of two states, nobody knows.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import STATE_KINDS
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reckoning.ledger.names import Met
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deedwatch.reckoning.ledger.kept import Kept
    from deedwatch.records import Actor, Record

__all__ = ["Homes", "form_of_home", "is_at_home", "kept_as_home", "only_state", "with_state"]

_ORGANS = words_for("ledger: organs of a state")
_OF_ITSELF = re.compile(rf"\b(?:{any_of('actors: governing itself')})\b", re.IGNORECASE)
_MINISTER = re.compile(rf"\b(?:{any_of('ledger: offices of a government')})\b", re.IGNORECASE)
_OF_A_HEAD = re.compile(rf"(?:{any_of('ledger: heads of a state')})['’]s? ", re.IGNORECASE)
_TAIL = re.compile(r" (?:of|in|at|from) ")  # "soldiers of the Second Division"
_LOCAL = frozenset({"person", "organisation", "armed_group"})
_CLEARLY = 2  # times as often as any other state
_NOWHERE = ""


class Homes(Met):
    """The names of people and bodies, each with the state in whose affairs it was told."""

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept_as_home, kept)

    def of(self, actors: Iterable[Actor]) -> str | None:
        """The one state of all whom a report names, of some of whom earlier ones told; None for any other."""
        named = [actor for actor in actors if is_at_home(actor)]
        names = [actor.name.lower() for actor in named]
        self.expect(map(form_of_home, names))
        earlier = {self.meant[name] for name in names if name in self.meant}
        states = earlier | {actor.country for actor in named if actor.country}
        return (states.pop() or None) if earlier and len(states) == 1 else None

    def rows(self, record: Record, parties: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What a report adds: name and state; no state for who was told in two."""
        main = _main_state(record)
        for actor in record.actors:
            party = parties[actor.id]
            state = party if is_code(party) else actor.country or main
            if state is None or not is_at_home(actor):
                continue
            name = actor.name.lower()
            self.expect([form_of_home(name)])
            yield name, state if self.meant.get(name, state) == state else _NOWHERE


def kept_as_home(name: str) -> tuple[str, ...]:
    """Under what a name is kept: itself."""
    return (form_of_home(name),)


def form_of_home(name: str) -> str:
    """The form under which a name's state is kept."""
    return f"home {name}"


def is_at_home(actor: Actor) -> bool:
    """Is it a person or body with a name, which may belong to a state?"""
    return actor.kind in _LOCAL and actor.name[:1].isupper() and not (actor.code or "").startswith("IGO")


def _main_state(record: Record) -> str | None:
    """The state of which a report tells alone, or far more than of any other."""
    told: Counter[str] = Counter()
    for actor in record.actors:
        if actor.kind in STATE_KINDS and actor.country:
            told[actor.country] += len(actor.mentions)
    most = told.most_common(2)
    if not most or (len(most) == 2 and most[0][1] < _CLEARLY * most[1][1]):
        return None
    return most[0][0]


def only_state(actors: Iterable[Actor]) -> str | None:
    """The one state of a report that tells of no other, nor of anybody in another."""
    told = [actor for actor in actors if actor.country]
    states = {actor.country for actor in told}
    return states.pop() if len(states) == 1 and any(actor.kind in STATE_KINDS for actor in told) else None


def with_state(actor: Actor, state: str | None) -> Actor:
    """The actor, of the state if it is an organ or minister of one of which the report tells no more."""
    if state is None or actor.country is not None or not _serves_a_state(actor):
        return actor
    return replace(actor, country=state, code=f"{state}{actor.code or 'GOV'}")


def _serves_a_state(actor: Actor) -> bool:
    if _OF_ITSELF.search(actor.name):
        return False
    if actor.kind == "government":
        noun = _TAIL.split(actor.name, maxsplit=1)[0].split()[-1:] if actor.name[:1].islower() else []
        return bool(_ORGANS & set(noun)) and not (actor.code or "").startswith("IGO")
    if actor.kind == "person":
        roles = (role for role in actor.roles if not _OF_ITSELF.search(role))
        return any(_MINISTER.search(role) or _OF_A_HEAD.match(role) for role in roles)
    return actor.kind == "unnamed" and actor.name.islower() and _MINISTER.search(actor.name) is not None
