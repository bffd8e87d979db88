"""Whose word is it? A state's code for all who speak for it, a body's name for its head, else the name.

Ministers, presidents, ambassadors and official spokesmen speak for their side; officials without a
name, engineers, analysts and members of parliament speak for nobody but themselves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from deedwatch.actors.demonyms import state_words
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.bodies import with_bodies
from deedwatch.reckoning.ledger.nouns import UNDATED, Learned
from deedwatch.text.wording import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.records import Actor, Record

__all__ = ["Office", "Roster", "load_offices", "office_side", "same_name"]

_MEANT = re.compile(
    r"\b(friends?|side|neighbou?rs?|brothers|authorities|leaders|counterparts?|colleagues?)\b"
)
_STATE_KINDS = frozenset({"state", "government"})
_BODY_KINDS = frozenset({"organisation", "international_organisation", "armed_group", "government", "media"})
_GROUPS = frozenset({"armed_group", "organisation", "international_organisation"})
_TRADES = frozenset({"EDU", "BUS", "MED", "CVL"})
_OF_A_FIRM = words_for("ledger: of a firm")
_OF_A_GROUP = words_for("ledger: of an armed group")
_PARTS = words_for("ledger: parts of a state")
_ADMINISTRATIONS = words_for("ledger: administrations")
_ORGANS = words_for("ledger: organs of a body")
_AFTER = "successor of "
_NEAR = 250  # characters
_OFFICIAL_CODES = ("GOV", "MIL", "SPY", "COP")


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a role, and for whom its holder speaks."""

    side: Literal["state", "body", "none"]
    words: tuple[str, ...]
    yes: str
    no: str


@cache
def load_offices() -> tuple[Office, ...]:
    """The rows of ``speakers.toml``; the first row that fits a role decides."""
    return load_rules(data_path("speakers.toml"), Office)


def office_side(role: str) -> str | None:
    """For whom the holder of a role speaks.

    >>> office_side("foreign minister"), office_side("former foreign minister")
    ('state', 'none')
    """
    for row in load_offices():
        if any(re.search(rf"\b{re.escape(word)}\b", role.lower()) for word in row.words):
            return row.side
    return None


@lru_cache(maxsize=16_384)  # one party is asked about in row after row of a ledger
def same_name(one: str, two: str) -> bool:
    """Do two names mean one party: the same words, a surname, or an acronym?

    >>> same_name("OSCE", "Organization for Security and Co-operation in Europe")
    True
    """
    left, right = _bare(one), _bare(two)
    if left == right:
        return True
    if left and right and (f" {left}".endswith(f" {right}") or f" {right}".endswith(f" {left}")):
        return min(len(left.split()), len(right.split())) == 1 and not (one.isupper() and len(one) == 3)
    if _is_organ(left, right, one) or _is_organ(right, left, two):
        return True
    begins = left.startswith(f"{right} ") or right.startswith(f"{left} ")
    if begins and min(len(left.split()), len(right.split())) > 1:
        return True  # "Golden Anchor" is "Golden Anchor shipyard"
    return _acronym(one, two) or _acronym(two, one)


def _is_organ(whole: str, part: str, name: str) -> bool:
    """Is it an organ of the body: "ECOWAS Commission" of "ECOWAS"?"""
    first, *rest = part.split() or [""]
    return first == whole and name.isupper() and len(rest) == 1 and rest[0] in _ORGANS


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.lower().split()))


def _acronym(short: str, long: str) -> bool:
    initials = "".join(part[0] for part in re.findall(r"[^\W_]+", long) if part[0].isupper())
    return len(short) >= 3 and short.isupper() and short == initials


class Roster:
    """Who speaks for whom, as learned from the reports so far, in their order."""

    def __init__(self, same: Mapping[str, str | None] | None = None) -> None:
        self._same = same or {}
        self._sides: dict[str, str] = {}
        self._aliases: dict[str, str] = {}
        self._told = UNDATED
        self.learned: list[Learned] = []

    def recall(self, learned: Iterable[Learned]) -> None:
        """Take over what was learned from earlier reports."""
        for row in learned:
            self._names(row.kind)[row.name] = row.party

    def _learn(self, kind: Literal["side", "alias"], name: str, party: str) -> None:
        names = self._names(kind)
        if names.get(name) != party:
            names[name] = party
            self.learned.append(Learned(told=self._told, kind=kind, name=name, party=party))

    def _names(self, kind: Literal["side", "alias"]) -> dict[str, str]:
        return self._sides if kind == "side" else self._aliases

    def read(self, record: Record) -> dict[str, str]:
        """The party of each actor of a record (by its local id); learns the names for later ones."""
        self._told = record.document.published or UNDATED
        record = replace(record, actors=tuple(self._merged(actor) for actor in record.actors))
        found = {actor.id: self._party(actor, record) for actor in record.actors}
        found = with_bodies(record.actors, found, set(self._aliases.values()))
        for actor in record.actors:
            if actor.kind == "person" and found[actor.id] != actor.name:
                self._learn("side", actor.name.lower(), found[actor.id])
        return found

    def _merged(self, actor: Actor) -> Actor:
        """The actor under the name that people have decided on."""
        name = self._same.get(folded_name(actor.name)) if self._same else None
        return replace(actor, name=name) if name else actor

    def addressed(self, actor: Actor, party: str) -> str:
        """Whom it means to address an actor: "our Peruvian friends", "the authorities" are the state."""
        group = actor.kind in {"unnamed", "population"} and actor.country is not None
        return actor.country or party if group and _MEANT.search(actor.name.lower()) else party

    def _party(self, actor: Actor, record: Record) -> str:
        if actor.kind in _STATE_KINDS and actor.country and not _is_of_a_part(actor):
            return actor.country
        group = _group_meant(actor, record.actors)
        if group is not None:
            return self._name(group)
        if actor.kind == "person":
            return self._side_of_person(actor, record)
        if actor.kind == "unnamed":
            return self._side_of_unnamed(actor, record)
        if actor.country and _is_official(actor) and not _is_of_a_part(actor):
            return actor.country
        surname = actor.code is None and len(actor.name.split()) == 1  # it may be taken for a body
        return (self._known(actor.name) if surname else None) or self._name(actor.name)

    def _side_of_unnamed(self, actor: Actor, record: Record) -> str:
        """For whom: "the Peruvian minister" for Peru, "the management" for the one firm of the report."""
        if actor.country and _is_officeholder(actor):
            return actor.country
        firms = [o.name for o in record.actors if o.kind == "organisation" and (o.code or "")[-3:] == "BUS"]
        if actor.name.lower() in _OF_A_FIRM and len(firms) == 1:
            return self._name(firms[0])
        return self._name(actor.name)

    def _side_of_person(self, actor: Actor, record: Record) -> str:
        before = next((r.removeprefix(_AFTER) for r in actor.roles if r.startswith(_AFTER)), None)
        inherited = self._known(before) if before else None
        if inherited:
            return inherited  # who took over from a minister speaks for the same side
        sides = [office_side(role) for role in actor.roles]
        if "none" in sides and "state" not in sides:
            return actor.name
        body = self._body(actor, record)
        if body:  # "the union" of a union president is the one that he was told to lead before
            return (self._known(actor.name) or body) if body == body.lower() else body
        official = "state" in sides or (_is_official(actor) and not actor.roles)
        earlier = self._sides.get(actor.name.lower()) if " " in actor.name else None
        if actor.country and official:
            return earlier if earlier and _is_guessed(actor, earlier) else actor.country
        known = self._known(actor.name) or self._longer(actor.name)
        if known is None and official and actor.country is None:
            known = self._near_body(actor, record)
        return known or actor.name

    def _near_body(self, actor: Actor, record: Record) -> str | None:
        """The group named just before a spokesman of whom no side is told ("Its spokesman, Zimba")."""
        if not actor.mentions:
            return None
        body = [span[0] for span in actor.mentions if span[0] > len(record.document.title or "")]
        at = min(body, default=actor.mentions[0][0])
        near = [
            (span[0], other)
            for other in record.actors
            if other.kind in _GROUPS and (other.code or "")[-3:] not in _TRADES
            for span in other.mentions
            if 0 < at - span[0] <= _NEAR
        ]
        return self._name(max(near, key=lambda pair: pair[0])[1].name) if near else None

    def _body(self, actor: Actor, record: Record) -> str | None:
        """The organisation of the record that one of the person's roles names."""
        for role in actor.roles:
            if office_side(role) == "none" or re.search(
                r"\b(minister|ministry|secretary of)\b", role.lower()
            ):
                continue
            for other in record.actors:
                if other.kind in _BODY_KINDS and other.id != actor.id and _names(role, other.name):
                    state = other.country if _is_official(other) or other.kind == "government" else None
                    return state or self._name(other.name)
        return None

    def _known(self, name: str) -> str | None:
        low = name.lower()
        if low in self._sides:
            return self._sides[low]
        last = low.split()[-1] if low.split() else low
        fits = {side for known, side in self._sides.items() if last in (known.split()[-1], known.split()[0])}
        return fits.pop() if len(fits) == 1 else None

    def _longer(self, name: str) -> str | None:
        """The body whose name goes on: "Golden Anchor", taken for a person, is the Golden Anchor shipyard."""
        begins = [
            party for known, party in self._aliases.items() if " " in name and known.startswith(f"{name} ")
        ]
        return begins[0] if begins else None

    def _name(self, name: str) -> str:
        """The first name under which the body was met; an acronym and its words are one.

        A common noun ("company") is learned as nobody's name.
        """
        for known, party in self._aliases.items():
            if same_name(known, name):
                return party
        if name != name.lower():
            self._learn("alias", name, name)
        return name


def _group_meant(actor: Actor, others: Iterable[Actor]) -> str | None:
    """The one named group of a report that "the rebels" or "fighters" stand for."""
    words = re.split(r"\s(?:of|in|at|for|from)\s", actor.name.lower(), maxsplit=1)[0].split()
    if not actor.name[:1].islower() and actor.name.lower() not in _OF_A_GROUP:
        return None
    if not set(words) & _OF_A_GROUP:
        return None
    named = {
        other.name
        for other in others
        if other.kind in {"armed_group", "organisation"}
        and (other.code or "").endswith(("OPP", "REB"))
        and other.name[:1].isupper()
        and other.name.lower() not in _OF_A_GROUP
    }
    return named.pop() if len(named) == 1 else None


def _is_guessed(actor: Actor, earlier: str) -> bool:
    """Does no role say whose minister it is? Then what an earlier report told of the person holds."""
    named = {word for role in actor.roles for word in role.lower().split()} & state_words()
    return len(earlier) == 3 and earlier.isupper() and not named


def _is_officeholder(actor: Actor) -> bool:
    """Does it name an office ("the Peruvian minister")? "Officials in Lima" are none."""
    told = (actor.code or "")[3:6] == "GOV" and not re.match(
        r"(two|three|some|several|many|senior)\b", actor.name
    )
    singular = not re.search(r"s\b", actor.name.split()[-1] if actor.name else "")
    return told and singular and office_side(actor.name) == "state"


def _is_of_a_part(actor: Actor) -> bool:
    """Is it the body of a town or province, which speaks for itself and not for the state?"""
    words = set(actor.name.lower().split())
    return actor.kind == "government" and bool(words & _PARTS) and bool(words & _ADMINISTRATIONS)


def _is_official(actor: Actor) -> bool:
    return actor.kind != "unnamed" and (actor.code or "")[3:6] in _OFFICIAL_CODES


def _names(role: str, body: str) -> bool:
    low, name = role.lower(), _bare(body)
    return bool(re.search(rf"\b{re.escape(name)}\b", low)) or (
        len(name.split()) > 1
        and bool(
            re.search(
                rf"(\b(of|the|its|their)\s+(the\s+)?{re.escape(name.split()[-1])}\b)"
                rf"|(^{re.escape(name.split()[-1])}['’]s\b)",
                low,
            )
        )
    )
