"""Which body "the union", "the company" or "the front" of a report is: the one there that the noun fits.

A body fits where its name has the noun ("the museum"), where one who speaks for it holds an office of the
noun ("union president Abad"), where it is of the noun's kind: a firm, a union, a church, a body of many
states; or, last, where it is the one of that kind that earlier reports told of, beside others whom this
report names too. Only a single one that fits is meant; where two do, or none, the noun stays what it says.
Who has an office of the noun ("a director of the company", "the archbishop", "the rector") speaks for that
body.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.gazetteer import entry_in
from deedwatch.actors.kinds import BODY_KINDS, NAMELESS_KINDS
from deedwatch.actors.roles import is_plural
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.names import bare, turned
from deedwatch.reckoning.ledger.offices import office_side
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from deedwatch.records import Actor

__all__ = ["is_a_court", "kind_by_name", "nobody", "with_bodies"]

_OF_PEOPLE = frozenset({"unnamed", "population", "government"})  # guards and policemen have unions too
_COMMON = BODY_KINDS | NAMELESS_KINDS
_WORLD = words_for("ledger: of a body of many states")
_CHURCH = words_for("ledger: of a church")
_CLERGY = words_for("ledger: clergy")
_COURT = words_for("ledger: of a court")
_HOUSES = {
    "court": _COURT,
    "university": words_for("ledger: of a university"),
    "abbey": words_for("ledger: of an abbey"),
}
_ALL_HOUSES = frozenset().union(*_HOUSES.values())
_HEADS = {
    "court": words_for("ledger: heads of a court"),
    "university": words_for("ledger: heads of a university"),
    "abbey": words_for("ledger: heads of an abbey"),
}
_ORGANS = words_for("ledger: organs with a name")
_SOME = words_for("ledger: some of them") | words_for("ledger: measures")
_PARENT = "United Nations"
_FIRM = words_for("ledger: of a firm")
_UNION = words_for("ledger: of a union")
_GROUP = words_for("ledger: of an armed group")
_NAMES_OF_FIRMS = words_for("ledger: names of firms")
_NAMES_OF_UNIONS = words_for("ledger: names of unions")
_NAMES_OF_GROUPS = words_for("ledger: names of armed groups")
_OF_A_BODY = re.compile(r"\bof (?:the |its |their )?([\w’'-]+)$|^(?:the )?([\w-]+)['’]s \w+|^([\w’'-]+) \w+$")
_TAIL = re.compile(r" (?:of|at|in|from|for|on|behind) .*$", re.IGNORECASE)


def _is_common(actor: Actor) -> bool:
    """Is a body called by a common noun only ("the union at the mine"), or by one with a capital?"""
    noun = _noun_of(actor)
    alone = actor.country is None and actor.name in _WORLD | _ORGANS
    if actor.kind not in _COMMON and not alone and not is_a_court(actor):
        return False
    if is_described(actor.name):
        return True
    bare = _TAIL.sub("", actor.name) == noun  # "church in Lima"
    if (bare and noun in _UNION | _WORLD | _CHURCH | _ALL_HOUSES) or actor.name == actor.name.lower():
        return True
    return " " not in actor.name and noun in _FIRM | _UNION | _GROUP | _CHURCH | _CLERGY


def is_described(name: str) -> bool:
    """Is it a court, university or abbey told only by its state, as abroad: "Czech abbey"?"""
    first, _, rest = name.partition(" ")
    return rest.islower() and rest.rpartition(" ")[2] in _ALL_HOUSES and first.lower() in state_words()


def is_a_court(actor: Actor) -> bool:
    """Is it a court of a state, which is a party of its own?"""
    return actor.kind == "government" and _noun_of(actor) in _COURT


def with_bodies(
    actors: Iterable[Actor],
    parties: Mapping[str, str],
    earlier: Callable[[str], Collection[str]],
    new: Collection[str] = (),
) -> dict[str, str]:
    """The party of each actor of a report (by local id), common nouns given the body that they mean.

    ``earlier`` gives the parties that earlier reports told of, by their ``kind_by_name``: two at least, where
    there are more than one. Those of the ids ``new`` are brought up here, and mean none of them.
    """
    known = tuple(actors)
    found = dict(parties)
    bodies = _bodies(known, parties)
    for actor in known:
        if (body := _body_of_people(actor, bodies, earlier)) is not None:
            found[actor.id] = body
            continue
        if not _is_common(actor) or (actor.kind in NAMELESS_KINDS and not _is_collective(actor)):
            continue
        noun = "church" if actor.name.lower() in _CLERGY else _noun_of(actor)
        of_a_place = noun in _ALL_HOUSES and actor.name != actor.name.lower() and not is_described(actor.name)
        told = nobody if actor.id in new and not of_a_place else earlier
        others = _without(actor.name, told) if is_described(actor.name) else told
        party = _meant(noun, known, parties, bodies, others)
        if party is None or (of_a_place and not is_described(party)):
            continue
        common = {actor.name.lower(), parties[actor.id].lower()}
        found.update({key: party for key, name in parties.items() if name.lower() in common})
    for actor in known:
        office = _noun_of_office(actor)
        if office is not None and found[actor.id] == actor.name:
            party = _meant(office, known, parties, bodies, earlier) or _called(office, known, found)
            found[actor.id] = party or actor.name
    return found


def _body_of_people(
    actor: Actor, bodies: Iterable[str], earlier: Callable[[str], Collection[str]]
) -> str | None:
    """The one union in whose name people are told of: "crane drivers" in the "Crane Drivers' Association"."""
    noun = _noun_of(actor) if actor.kind in _OF_PEOPLE and actor.country is None else ""
    words = actor.name.lower().split()
    if not is_plural(noun) or noun in _UNION or words[0] in state_words() or _is_some(words):
        return None
    of_them = {party for party in bodies if noun in _owners(party)}
    if not of_them:
        of_them = {party for party in earlier("union") if noun in _owners(party)}
    return of_them.pop() if len(of_them) == 1 else None


def _is_some(words: list[str]) -> bool:
    """Are only some of them told of: "nine dismissed pilots", "some of the drivers"?"""
    return not _SOME.isdisjoint(words) or any(word[0].isdigit() for word in words)


@lru_cache(maxsize=4_096)
def _owners(party: str) -> frozenset[str]:
    """The people whose a body is by its name: "drivers" of the "Crane Drivers' Association"."""
    words = turned(bare(party.replace("’", "'"))).split()
    owners = {word.removesuffix("'s").removesuffix("'") for word in words if "'" in word}
    return frozenset(owner for owner in owners if is_plural(owner))


def _called(kind: str, actors: tuple[Actor, ...], parties: Mapping[str, str]) -> str | None:
    """The one court, university or abbey of a report that is called by its noun only: "the abbey"."""
    nouns = _HOUSES.get(kind, frozenset())
    told = {parties[actor.id] for actor in actors if actor.kind != "person" and _noun_of(actor) in nouns}
    return told.pop() if len(told) == 1 else None


def _noun_of_office(actor: Actor) -> str | None:
    """The noun for a body in a person's office: "company" of "vice-president of the company"."""
    for role in actor.roles if actor.kind == "person" else ():
        found = _OF_A_BODY.search(role.lower())
        noun = next((part for part in found.groups() if part), None) if found else None
        if noun in _FIRM | _UNION | _WORLD:
            return noun
        kind = _kind_headed(role.lower())
        if kind is not None and office_side(role) != "none":
            return kind
    return None


def _kind_headed(role: str) -> str | None:
    """The kind of body that an office heads: "church" of "archbishop", "court" of "presiding judge"."""
    if role in _CLERGY:
        return "church"
    last = _TAIL.sub("", role).rpartition(" ")[2]
    return next((kind for kind, heads in _HEADS.items() if last in heads), None)


def _kind_of(noun: str) -> str:
    kinds = {"firm": _FIRM, "union": _UNION, "group": _GROUP, "world": _WORLD, "church": _CHURCH} | _HOUSES
    return next((kind for kind, nouns in kinds.items() if noun in nouns), "")


@lru_cache(maxsize=4_096)
def kind_by_name(party: str) -> str:
    """What its name says: "firm", "union", "church", "court", armed "group" and so on, or nothing."""
    words = set(party.lower().split())
    known = entry_in(party)
    if known is not None and known.kind == "international_organisation":
        return "world"
    house = next((kind for kind, nouns in _HOUSES.items() if words & nouns), None)
    if house is not None:
        return house
    if words & _CHURCH:
        return "church"
    if words & _NAMES_OF_UNIONS:
        return "union"
    return "firm" if words & _NAMES_OF_FIRMS else "group" if words & _NAMES_OF_GROUPS else ""


def _is_collective(actor: Actor) -> bool:
    """Does it stand for its body as a whole: "strikers", "the management", and no "12 workers"?"""
    words = actor.name.lower().split()
    return len(words) == 1 and words[0] in _FIRM | _UNION | _CLERGY


def _noun_of(actor: Actor) -> str:
    return _TAIL.sub("", actor.name.lower()).split()[-1] if actor.name.strip() else ""


def _bodies(actors: tuple[Actor, ...], parties: Mapping[str, str]) -> dict[str, str]:
    """The named bodies of the report, and those for which its people are known to speak, with their kind."""
    found: dict[str, str] = {}
    for actor in actors:
        party = parties[actor.id]
        if is_code(party) or (party.islower() and " " not in party):
            continue
        words = set(party.lower().split())
        person = actor.kind == "person" and party != actor.name
        named = (
            (actor.kind in BODY_KINDS or is_a_court(actor)) and party[:1].isupper() and not _is_common(actor)
        )
        named = named and not _is_a_mark(actor)
        named = named or (actor.kind == "person" and not actor.roles and bool(words & _NAMES_OF_FIRMS))
        if person or named:
            code = (actor.code or "") if named else ""
            kind = "firm" if code.endswith("BUS") or words & _NAMES_OF_FIRMS else ""
            kind = "union" if code.endswith(("NGO", "CVL")) or words & _NAMES_OF_UNIONS else kind
            kind = "group" if code.endswith(("REB", "OPP")) or actor.kind == "armed_group" else kind
            kind = kind if kind == "group" else kind_by_name(party) or kind
            found[party] = kind or found.get(party, "")
    return found


def _is_a_mark(actor: Actor) -> bool:
    """Is it an agency's mark ("PWS"), told once?"""
    return actor.kind == "organisation" and actor.name.isupper() and len(actor.mentions) == 1


def nobody(_: str) -> tuple[str, ...]:
    """No body of an earlier report."""
    return ()


def _without(name: str, earlier: Callable[[str], Collection[str]]) -> Callable[[str], Collection[str]]:
    """Those of whom earlier reports told, but for this one."""
    return lambda kind: {party for party in earlier(kind) if party != name}


def _meant(
    noun: str,
    actors: tuple[Actor, ...],
    parties: Mapping[str, str],
    bodies: Mapping[str, str],
    earlier: Callable[[str], Collection[str]],
) -> str | None:
    kind = _kind_of(noun)
    by_name = {party for party in bodies if noun in party.lower().split()}
    by_office = {
        parties[actor.id]
        for actor in actors
        if actor.kind == "person" and parties[actor.id] in bodies and parties[actor.id].lower() != noun
        if any(re.search(rf"\b{re.escape(noun)}\b", role.lower()) for role in actor.roles)
    }  # fmt: skip
    by_kind = {party for party, held in bodies.items() if kind and held == kind}
    by_kind = by_kind - {_PARENT} or by_kind  # beside one of its own the United Nations are not "the mission"
    before = set(earlier(kind)) if kind else set()
    fitting = next((found for found in (by_name, by_office, by_kind, before) if found), set())
    fitting = fitting & before if len(fitting) > 1 else fitting  # of two the one that was told of before
    return next(iter(fitting)) if len(fitting) == 1 else None
