"""Towns, provinces and sees as parties: by what the mayor, the council or the bishop of one is known.

Such a head speaks for his town and not for the state, whoever holds the office and however it is told: "the
governor of Riau", "Riau Governor Harahap", "the Riau provincial government" and "Riau" are one party.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from deedwatch.lexicon.countries import state_of_capital
from deedwatch.lexicon.places import is_place_noun, look_up
from deedwatch.lexicon.words import words_for
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deedwatch.records import Actor

__all__ = ["is_of_a_part", "seats_meant", "seats_of", "with_places"]

_PARTS = words_for("ledger: parts of a state")
_ADMINISTRATIONS = words_for("ledger: administrations")
_HEADS = words_for("ledger: heads of a part")
_BY_PLACE = _HEADS | words_for("ledger: heads by place")
_PLACES = words_for("ledger: places with a head")
_PLACE_KINDS = frozenset({"unnamed", "government", "organisation"})
_OF = re.compile(r"^(?:the )?(?:[\w-]+ )*?([\w-]+) of (?:the )?([A-Z][^,(]*)$")
_BEFORE = re.compile(r"^(?:the )?([A-Z][^,(]*?)(?:['’]s?)? ([A-Za-z-]+)$")
_NO_PLACE = _PARTS | _ADMINISTRATIONS | words_for("ledger: a part called a state")
_NO_PLACE |= {"of", "the", "for", "and"}


def seats_of(actor: Actor) -> tuple[str, ...]:
    """The posts and places by which the head or council of a town or see is known, in small letters.

    A person has those of his roles, anybody else those of the name: "governor of riau" and "riau".
    """
    if actor.kind == "government":
        post, seat = _post(actor.name)
        place = seat if post in _PLACES else _place_of(actor.name) if is_of_a_part(actor) else ""
        return (place,) if place else ()
    found: dict[str, None] = {}
    for words in actor.roles if actor.kind == "person" else (actor.name,):
        post, place = _post(words)
        if post in _BY_PLACE:
            found[f"{post} of {place}"] = None
        if post in _HEADS or (post in _PLACES and actor.kind != "person"):
            found[place] = None
    return tuple(found)


def seats_meant(actor: Actor, told: Collection[str]) -> tuple[str, ...]:
    """The seat of a report whose office a person has: "Governor Harahap" by "the governor of Riau"."""
    roles = {role.lower() for role in actor.roles} if actor.kind == "person" else set()
    fitting = tuple(seat for seat in told if seat.split(" of ")[0] in roles & _BY_PLACE)
    return fitting if len(fitting) == 1 else ()


def with_places(actors: Iterable[Actor], parties: Mapping[str, str]) -> dict[str, str]:
    """The parties of a report, the head of the one town or county that it tells of given to that place.

    "The county" is "the county of Kisii" where both stand; "Governor Omolo" speaks for it.
    """
    known, found = tuple(actors), dict(parties)
    places = [actor for actor in known if _noun_of_place(actor) and not is_code(parties[actor.id])]
    longest = max(places, key=lambda actor: len(actor.name), default=None)
    if longest is None or len({_noun_of_place(actor) for actor in places}) > 1:
        return found
    for actor in known:
        heads = actor.kind == "person" and any(role.lower() in _HEADS for role in actor.roles)
        if actor in places or (heads and found[actor.id] == actor.name):
            found[actor.id] = parties[longest.id]
    return found


def _noun_of_place(actor: Actor) -> str:
    """The noun by which a town or county is told ("the county", "the county of Kisii"); empty for none."""
    noun = actor.name.split(" of ")[0]
    return noun if noun in _PLACES and actor.kind in _PLACE_KINDS else ""


def _post(words: str) -> tuple[str, str]:
    """The post and the place that the words of a role tell; empty for none."""
    behind = _OF.match(words)
    if behind is not None:
        return behind[1].lower(), behind[2].strip().lower()
    before = _BEFORE.match(words)
    return ("", "") if before is None else (before[2].lower(), before[1].strip().lower())


def is_of_a_part(actor: Actor) -> bool:
    """Is it the body of a town or province, which speaks for itself and not for the state?"""
    if actor.kind != "government":
        return False
    words = set(actor.name.lower().split())
    return bool(words & _PARTS and words & _ADMINISTRATIONS) or _is_a_part(_place_of(actor.name))


def _place_of(name: str) -> str:
    """The place in the name of a body: "riau" of "Riau provincial government"; empty for none."""
    kept = [word for word in name.split() if word.lower() not in _NO_PLACE]
    return " ".join(kept).lower() if kept and all(word[:1].isupper() for word in kept) else ""


@lru_cache(maxsize=4_096)
def _is_a_part(place: str) -> bool:
    """Is it a region or town, and neither a state, a capital nor a palace, which may stand for one?"""
    known = look_up(place.title()) if place and not is_place_noun(place.rpartition(" ")[2]) else None
    if known is None or known.state is not None or state_of_capital(place.title()) is not None:
        return False
    return known.region_of is not None or bool(known.towns)
