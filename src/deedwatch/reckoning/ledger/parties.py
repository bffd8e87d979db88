"""Whose word is it? A state's code for all who speak for it, a body's name for its head, else the name.

Ministers, presidents, ambassadors and official spokesmen speak for their side; officials without a
name, engineers, analysts and members of parliament speak for nobody but themselves.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.kinds import BODY_KINDS, GROUP_KINDS, NAMELESS_KINDS, STATE_KINDS
from deedwatch.actors.stateless import is_stateless
from deedwatch.actors.successions import SUCCESSOR_OF
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reckoning.ledger.bodies import is_a_court, kind_by_name, nobody, with_bodies
from deedwatch.reckoning.ledger.homes import (
    Homes,
    form_of_home,
    is_at_home,
    kept_as_home,
    only_state,
    with_state,
)
from deedwatch.reckoning.ledger.kept import Nothing
from deedwatch.reckoning.ledger.names import (
    Aliases,
    Met,
    Namesakes,
    Sides,
    form_of_namesake,
    form_of_side,
    kept_as_alias,
    kept_as_namesake,
    kept_as_side,
)
from deedwatch.reckoning.ledger.nouns import UNDATED, Learned
from deedwatch.reckoning.ledger.offices import (
    commission_of,
    has_no_officer,
    is_a_field,
    is_a_head,
    is_guessed,
    is_himself,
    is_in_a_government,
    is_of_states,
    is_of_the_state,
    is_officeholder,
    is_official,
    is_one_voice,
    is_outlet,
    is_phrase,
    is_voice_of_a_body,
    names_body,
    office_side,
)
from deedwatch.reckoning.ledger.seats import is_of_a_part, seats_meant, seats_of, with_places
from deedwatch.records import is_code
from deedwatch.text.wording import folded_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from deedwatch.reckoning.ledger.kept import Kept
    from deedwatch.reckoning.ledger.nouns import LearnedKind
    from deedwatch.records import Actor, Record

__all__ = ["Roster", "forms_learned"]

_MEANT = re.compile(rf"\b(?:{any_of('ledger: friends of a side')})\b")
_BODY_KINDS = frozenset({"organisation", "international_organisation", "armed_group", "government", "media"})
_TRADES = frozenset({"EDU", "MED", "CVL"})
_OF_A_FIRM = words_for("ledger: of a firm")
_OF_A_GROUP = words_for("ledger: of an armed group")
_BANDS = words_for("ledger: names of armed groups")
_SERVANTS = words_for("ledger: servants of a state")
_SHORT = words_for("ledger: short names of a body")
_FIELDS = words_for("ledger: fields of an office")
_UNION = "European Union"
_UNION_ORGANS = words_for("ledger: organs of the European Union")
_OF_THE_UNION = re.compile(
    rf"(?:{any_of('ledger: words for the European Union')}) (?:\w+ )*"
    rf"(?:{any_of('ledger: officers of the European Union')})",
    re.IGNORECASE,
)
_SEATED = re.compile(r"^([A-Z]\S* (?:\S+ )*[A-Z]\S*) in [A-Z]\S+$")  # "Alpine Museum in Turin"
_WHOSE = re.compile(r"^[a-z].* of (?:the )?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_MEN_OF = re.compile(r"^(\w+) of (?:the )?([A-Z].*)$")  # "Men of the Tamba Front"
_COUNTERPARTS = words_for("actors: counterparts")
_MEN = words_for("ledger: men of a body")
_OWNER = re.compile(r"^(?!it|their)[\w-]+(?:['’]s|s['’]) ", re.IGNORECASE)  # "the President's envoy"
_NEAR = 250  # characters
_FAR = 30  # characters between an article and its noun
_ITS = " its "
_ARTICLES = frozenset({"a", "an"})
_REBELS = frozenset({"REB", "OPP"})
_FOR_OTHERS = frozenset({"state", "body"})
_CAPITAL = r"[A-Z][\w’'-]*"
_BEHIND_OFFICE = re.compile(rf"\bof (?:the )?(?:[a-z]+ )*({_CAPITAL}(?: (?:{_CAPITAL}|of|for|and))*)$")
_BEFORE_OFFICE = re.compile(r"(?:the )?([A-Z].*?)(?:['’]s?)? [a-z-]+$")


_FORMS: dict[str, Callable[[str], Iterable[str]]] = {
    "side": kept_as_side, "name": kept_as_namesake, "home": kept_as_home,
}  # fmt: skip


class Roster:
    """Who speaks for whom, as learned from the reports so far, in their order."""

    def __init__(self, same: Mapping[str, str | None] | None = None, kept: Kept | None = None) -> None:
        kept = kept or Nothing()
        self._same = same or {}
        self._sides, self._aliases = Sides(kept), Aliases(kept)
        self._namesakes, self._homes = Namesakes(kept), Homes(kept)
        self._met: dict[LearnedKind, Met] = {
            "side": self._sides, "alias": self._aliases, "name": self._namesakes, "home": self._homes,
        }  # fmt: skip
        self._kept, self._bodies = kept, dict[str, set[str]]()
        self._told, self._goes_on, self._here = UNDATED, False, set[str]()
        self.learned: list[Learned] = []

    def expect(self, records: Iterable[Record]) -> None:
        """Ask for all that was learned of the names in some records at once, not name by name."""
        records = tuple(records)
        names = {self._merged(actor).name for record in records for actor in record.actors}
        seats = {seat for record in records for actor in record.actors for seat in seats_of(actor)}
        self._sides.expect(form_of_side(name) for name in names | seats)
        self._aliases.look_up(names)
        named = (self._merged(actor) for record in records for actor in record.actors if is_at_home(actor))
        self._homes.expect(form_of_home(actor.name.lower()) for actor in named)
        self._namesakes.expect(form_of_namesake(word) for name in names for word in name.split()[-1:])

    def _learn(self, kind: LearnedKind, name: str, party: str) -> None:
        if kind == "alias":
            self._bodies_of(kind_by_name(party)).add(party)
        if self._met[kind].learn(name, party):
            self.learned.append(Learned(told=self._told, kind=kind, name=name, party=party))

    def read(self, record: Record) -> dict[str, str]:
        """The party of each actor of a record (by its local id); learns the names for later ones."""
        self._told = record.document.published or UNDATED
        merged = [self._merged(actor) for actor in record.actors]
        self._goes_on = any(self._is_known(actor) for actor in merged)
        self._here = {actor.name for actor in merged}
        home = self._homes.of(merged) or only_state(merged)
        actors = tuple(with_state(_in_full(actor, merged), home) for actor in merged)
        record = replace(record, actors=actors)
        for actor in record.actors:
            if actor.kind in BODY_KINDS and actor.name.split()[0].lower() in _SHORT and " " in actor.name:
                self._name(actor.name)  # before the short name, which would become the party's
        seats = {actor.id: seats_of(actor) for actor in record.actors}
        told = {seat for own in seats.values() for seat in own}
        found = {
            actor.id: self._seated(self._party(actor, record), seats[actor.id] or seats_meant(actor, told))
            for actor in sorted(actors, key=lambda actor: actor.kind == "person")
        }  # places before their heads, who are called by them
        found = with_places(record.actors, found)
        earlier = self._bodies_of if self._goes_on else nobody
        new = {actor.id for actor in actors if _is_new(actor, record)}
        found = with_bodies(actors, found, earlier, new)
        for actor in record.actors:
            if actor.kind == "person" and found[actor.id] != actor.name:
                self._learn("side", actor.name.lower(), found[actor.id])
        self._note(record, found)
        return found

    def _note(self, record: Record, found: Mapping[str, str]) -> None:
        """Learn the state of everybody, and the whole names of those who take part for themselves."""
        for name, state in self._homes.rows(record, found):
            self._learn("home", name, state)
        matters = (*record.ledger, *record.answers)
        acting = {key for matter in matters for key in chain(matter.by, (p.actor for p in matter.positions))}
        for actor in record.actors:
            if actor.id in acting and is_himself(actor, found[actor.id]) and " " in actor.name:
                self._learn("name", actor.name.lower(), actor.name)

    def _is_known(self, actor: Actor) -> bool:
        """Has an earlier report told of somebody of this name, who is no state?"""
        if not is_at_home(actor):
            return False
        side = self._sides.side_of(actor.name) or self._namesakes.full_name(actor.name)
        return side is not None or self._aliases.party_of(actor.name) is not None

    def _bodies_of(self, kind: str) -> set[str]:
        """The bodies met whose names tell that kind; of those that earlier runs kept, two say enough."""
        if kind not in self._bodies:
            kept = self._kept.learned([_form_of_kind(kind)], most=2)
            self._bodies[kind] = {row.party for _, _, row in kept}
        return self._bodies[kind]

    def _seated(self, party: str, seats: tuple[str, ...]) -> str:
        """The party of a town's head, council or bishop who speaks for no state: the first so met."""
        if is_code(party):
            return party
        known = next((found for seat in seats if (found := self._sides.get(seat)) is not None), party)
        for seat in seats:
            self._learn("side", seat, known)
        return known

    def _merged(self, actor: Actor) -> Actor:
        """The actor under the name that people have decided on."""
        name = self._same.get(folded_name(actor.name)) if self._same else None
        return replace(actor, name=name) if name else actor

    def addressed(self, actor: Actor, party: str) -> str:
        """Whom it means to address an actor: "our Peruvian friends", "Peruvian sailors" are the state.

        Who charges a state's officials or soldiers, or asks them, charges or asks the state; so with "men of
        the Front" and "ships of Tarvo Lines".
        """
        if actor.kind not in NAMELESS_KINDS:
            return party
        whole = _MEN_OF.match(actor.name)
        if whole is not None and whole[1].lower() in _MEN:
            return self._aliases.party_of(whole[2]) or party
        if actor.country is None:
            return party
        last = actor.name.lower().split()[-1] if actor.name else ""
        serves = last in _SERVANTS and (actor.code or "")[3:6] not in {"REB", "OPP"}
        meant = serves or is_of_the_state(actor) or _MEANT.search(actor.name.lower())
        return actor.country if meant else party

    def _party(self, actor: Actor, record: Record) -> str:
        if actor.kind in STATE_KINDS and actor.country and not is_of_a_part(actor):
            return self._name(_as_told(actor, record)) if is_a_court(actor) else actor.country
        group = self._group_of(actor, record)
        if group is not None:
            return group
        if actor.kind == "person":
            return self._side_of_person(actor, record)
        if actor.kind == "unnamed":
            return self._side_of_unnamed(actor, record)
        if actor.country and is_official(actor) and not is_of_a_part(actor):
            return actor.country
        known = None  # a person of an earlier report may be taken for a body
        if actor.code is None:
            surname = " " not in actor.name
            known = self._sides.side_of(actor.name) if surname else self._sides.get(actor.name.lower())
        return known or self._name(actor.name)

    def _group_of(self, actor: Actor, record: Record) -> str | None:
        """The group of "the rebels", or of "fighters of the Front" of which an earlier report told."""
        group = _group_meant(actor, record.actors)
        if group is not None:
            return self._name(group)
        whose = _WHOSE.search(actor.name) if actor.kind == "armed_group" else None
        return None if whose is None else self._aliases.party_of(whose[1])

    def _side_of_unnamed(self, actor: Actor, record: Record) -> str:
        """For whom: "the Peruvian minister" for Peru, "the management" for the one firm of the report."""
        if actor.country and is_officeholder(actor):
            return actor.country
        body = self._body(actor, record, actor.roles or (actor.name,)) if is_one_voice(actor) else None
        if body is None and is_voice_of_a_body(actor) and _is_owned(actor, record):
            body = self._near_body(actor, record)  # "the Front agreed, its spokesman said"
        if body is not None:
            return body
        firms = [o.name for o in record.actors if o.kind == "organisation" and (o.code or "")[-3:] == "BUS"]
        firms = [name for name in firms if set(name.lower().split()) - _FIELDS]
        if actor.name.lower() in _OF_A_FIRM and len(firms) == 1:
            return self._name(firms[0])
        return self._name(actor.name)

    def _side_of_person(self, actor: Actor, record: Record) -> str:
        before = next((r.removeprefix(SUCCESSOR_OF) for r in actor.roles if r.startswith(SUCCESSOR_OF)), None)
        named = before is not None and before[:1].isupper()  # "his predecessor" is nobody's side
        inherited = self._sides.side_of(before) if named and before else None
        own = self._sides.get(actor.name.lower())
        if inherited and not (own and is_code(own)):
            return inherited  # who took over from a minister speaks for the same side
        sides = [office_side(role) for role in actor.roles]
        if "none" in sides and not _FOR_OTHERS & set(sides):
            return actor.name
        if any(_OF_THE_UNION.match(role) for role in actor.roles) and actor.country is None:
            return self._name(_UNION)
        body = self._body_led(actor, record, own)
        if body is not None:
            return body
        rebel = (actor.code or "")[3:6] in _REBELS
        official = ("state" in sides and not rebel) or (is_official(actor) and not actor.roles)
        earlier = own if " " in actor.name else self._side_of_surname(actor, record)
        if actor.country and official:
            return earlier if earlier and is_guessed(actor, earlier) else actor.country
        met = actor.country if actor.country and self._is_counterpart(actor, record) else None
        known = met or self._sides.side_of(actor.name) or self._aliases.party_of_longer(actor.name)
        if known is None and actor.country is None and is_voice_of_a_body(actor):
            known = self._near_body(actor, record)
        return known or self._namesakes.full_name(actor.name) or actor.name

    def _is_counterpart(self, actor: Actor, record: Record) -> bool:
        """Is it the colleague, of another state, of one in this report who spoke for a state before?"""
        if not any(role.lower().split()[-1] in _COUNTERPARTS for role in actor.roles if role.strip()):
            return False
        others = (
            self._sides.side_of(o.name) for o in record.actors if o.kind == "person" and o.id != actor.id
        )
        return any(side is not None and is_code(side) and side != actor.country for side in others)

    def _body_led(self, actor: Actor, record: Record, own: str | None) -> str | None:
        """The body for which a role lets a person speak; "the union" is the one that he led before.

        So is "its director" after two firms, of which the report names that one too.
        """
        body = self._body(actor, record, actor.roles) or self._body_of_old(actor)
        if body is None:
            return None
        named = own is not None and any(other.name == own for other in record.actors)
        if own and not is_code(own) and (named or set(body.lower().split()) < set(own.lower().split())):
            return own
        return (self._sides.side_of(actor.name) or body) if body == body.lower() else body

    def _side_of_surname(self, actor: Actor, record: Record) -> str | None:
        """The state for which the one bearer of a surname spoke before, if this report names it too."""
        side = self._sides.side_of(actor.name)
        return side if any(other.country == side for other in record.actors) else None

    def _near_body(self, actor: Actor, record: Record) -> str | None:
        """The group named just before a spokesman or head of no told side ("Its spokesman, Zimba")."""
        if not actor.mentions or any(_OWNER.search(role) for role in actor.roles):
            return None
        body = [span[0] for span in actor.mentions if span[0] > len(record.document.title or "")]
        at = min(body, default=actor.mentions[0][0])
        heads = any(is_a_head(role) for role in actor.roles)
        bodies = [
            other
            for other in record.actors
            if (other.kind in BODY_KINDS or is_of_states(other)) and not is_outlet(other)
            if other.name[:1].isupper() and set(other.name.lower().split()) - _FIELDS
        ]
        near = [
            (span[0], other)
            for other in bodies
            if heads or (other.code or "")[-3:] not in _TRADES
            for span in other.mentions
            if 0 < at - span[0] <= _NEAR
        ]
        if near:
            return self._name(max(near, key=lambda pair: pair[0])[1].name)
        lone = {self._name(other.name) for other in bodies if is_of_states(other)} if heads else set()
        return lone.pop() if len(lone) == 1 else None

    def _body(self, actor: Actor, record: Record, roles: tuple[str, ...]) -> str | None:
        """The organisation of the record that one of the roles of somebody names."""
        for role in roles:
            if office_side(role) == "none" or is_in_a_government(role):
                continue
            for other in record.actors:
                if other.kind in _BODY_KINDS and other.id != actor.id and names_body(role, other.name):
                    if office_side(role) == "state" and has_no_officer(role, other, actor.country):
                        continue
                    if is_phrase(other.name) or is_a_field(role, other):
                        continue
                    if (other.code or "")[-3:] == "EDU" and office_side(role) not in _FOR_OTHERS:
                        continue  # "a geologist at the state university" speaks for himself
                    state = other.country if is_official(other) or other.kind == "government" else None
                    return state or self._name(other.name)
        return None

    def _body_of_old(self, actor: Actor) -> str | None:
        """The body that no actor of this report is: "Azawak Front spokesman", "director of Mopani Copper".

        It is one of an earlier report, or one whose name tells what it is.
        """
        for role in actor.roles:
            if office_side(role) not in _FOR_OTHERS or is_in_a_government(role):
                continue
            before, behind = _BEFORE_OFFICE.match(role), _BEHIND_OFFICE.search(role)
            names = [found[1] for found in (before, behind) if found is not None and " " in found[1]]
            for name in (*names, *commission_of(role)):
                party = self._aliases.party_of(name)
                if party is not None:
                    return party
            if behind is not None and kind_by_name(behind[1]):
                return self._name(behind[1])
        return None

    def _name(self, name: str) -> str:
        """The first name under which the body was met; an acronym and its words are one.

        A common noun ("company", but not "miners' union") is learned as nobody's name, and means no body of
        a story that this report does not go on with.
        """
        name = _UNION if name.lower() in _UNION_ORGANS else _SEATED.sub(r"\1", name)
        party = self._aliases.party_of(name)
        if name.islower() and " " not in name and not (self._goes_on or party in self._here):
            party = None  # "the union" of another story
        whole, _, noun = name.rpartition(" ")
        if party is None and noun in _SHORT and whole[:1].isupper():
            party = self._aliases.party_of(whole)  # "the Sutrac union"
        if party is not None:
            return party
        if (name != name.lower() or "'" in name) and not is_phrase(name):
            self._learn("alias", name, name)
        return name


def _in_full(actor: Actor, others: Iterable[Actor]) -> Actor:
    """A group told only by its noun, under the name that a role has: "Tamba Front spokesman" for "Front"."""
    if actor.kind not in BODY_KINDS or actor.name.lower() not in _SHORT:
        return actor
    whole = re.compile(rf"\b(?:[A-Z][\w’'-]+ )+{re.escape(actor.name)}\b")
    told = {found[0] for other in others for role in other.roles if (found := whole.search(role))}
    return replace(actor, name=told.pop()) if len(told) == 1 else actor


def _as_told(actor: Actor, record: Record) -> str:
    """The name of a court, without the state that the text does not tell: "court" of "Czech court"."""
    text = record.document.text
    if actor.name in text or actor.name[:1].islower():
        return actor.name
    return max((text[start:end].lower() for start, end in actor.mentions), key=len, default=actor.name)


def _is_owned(actor: Actor, record: Record) -> bool:
    """Is it told first as somebody's own: "its spokesman"?"""
    start = min((span[0] for span in actor.mentions), default=0)
    return record.document.text[max(0, start - len(_ITS)) : start].lower() == _ITS


def _is_new(actor: Actor, record: Record) -> bool:
    """Does its first mention bring it up ("an association of plants"), so that no earlier one is meant?"""
    start = min((span[0] for span in actor.mentions), default=0)
    before = record.document.text[max(0, start - _FAR) : start].split()
    return any(word.lower() in _ARTICLES for word in before[-2:])


def forms_learned(row: Learned) -> list[str]:
    """The forms under which what was learned of a name is kept, so that it is found again."""
    if row.kind != "alias":
        return list(dict.fromkeys(_FORMS[row.kind](row.name)))
    kind = kind_by_name(row.party)
    return list(dict.fromkeys([*kept_as_alias(row.name), *([_form_of_kind(kind)] if kind else [])]))


def _form_of_kind(kind: str) -> str:
    return f"kind {kind}"


def _group_meant(actor: Actor, others: Iterable[Actor]) -> str | None:
    """The one named group of a report that "the rebels" or "fighters" stand for."""
    words = re.split(r"\s(?:of|in|at|for|from)\s", actor.name.lower(), maxsplit=1)[0].split()
    described = actor.name[:1].islower() or words[0] in state_words()  # "Libyan armed group"
    if not described and actor.name.lower() not in _OF_A_GROUP:
        return None
    if not set(words) & _OF_A_GROUP:
        return None
    named = {
        other.name
        for other in others
        if (other.kind in GROUP_KINDS and (other.code or "").endswith(("OPP", "REB")))
        or (is_stateless(other) and other.name.rpartition(" ")[2].lower() in _BANDS)  # "the Jebel Brigade"
        if other.name[:1].isupper()
        and other.name.split()[0].lower() not in state_words()
        and other.name.lower() not in _OF_A_GROUP
    }
    return named.pop() if len(named) == 1 else None
