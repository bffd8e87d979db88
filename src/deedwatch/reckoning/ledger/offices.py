"""What the role of a person, or the words for an actor, tell of whom he speaks for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.actors.demonyms import state_words
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reckoning.ledger.names import bare, is_of_people, turned
from deedwatch.reckoning.ledger.seats import is_of_a_part
from deedwatch.records import is_code

if TYPE_CHECKING:
    from deedwatch.records import Actor

__all__ = [
    "Office",
    "commission_of",
    "has_no_officer",
    "is_a_field",
    "is_a_head",
    "is_guessed",
    "is_himself",
    "is_in_a_government",
    "is_of_states",
    "is_of_the_state",
    "is_officeholder",
    "is_official",
    "is_one_voice",
    "is_outlet",
    "is_phrase",
    "is_voice_of_a_body",
    "load_offices",
    "names_body",
    "office_side",
]

_OUTLETS = words_for("ledger: names of outlets")
_FIELDS = words_for("ledger: fields of an office")
_HEADS = words_for("ledger: heads of a body")
_SPOKEN = re.compile(rf"\b(?:{any_of('ledger: beginnings of titles of spokesmen')})", re.IGNORECASE)
_IN_A_GOVERNMENT = re.compile(rf"\b(?:{any_of('ledger: offices of a government')})\b")
_IN_A_GOVERNMENT_OR_BODY = re.compile(rf"\b(?:{any_of('ledger: offices of a government or a body')})\b")
_COMMISSIONERS = words_for("ledger: commissioners")
_TURNED = words_for("ledger: told before or behind their place")
_SEVERAL = re.compile(rf"(?:{any_of('ledger: more than one')})\b")
_FOR_OTHERS = frozenset({"state", "body"})
_BEHIND = re.compile(r" (?:of|for|in|at|from|to) ")
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


@lru_cache(maxsize=4_096)  # one office is told of in report after report
def office_side(role: str) -> str | None:
    """For whom the holder of a role speaks.

    >>> office_side("foreign minister"), office_side("former foreign minister")
    ('state', 'none')
    """
    for row in load_offices():
        if any(re.search(rf"\b{re.escape(word)}\b", role.lower()) for word in row.words):
            return row.side
    return None


def is_himself(actor: Actor, party: str) -> bool:
    """Does a person speak for nobody but himself, under his whole name or a part of it?"""
    own = party == actor.name or (" " not in actor.name and actor.name.lower() in party.lower().split())
    return actor.kind == "person" and own and not is_code(party)


def is_outlet(actor: Actor) -> bool:
    """Is it a paper, a station or an agency, also one that the text alone does not show to be one?"""
    named = actor.kind == "organisation" and actor.name.rpartition(" ")[2].lower() in _OUTLETS
    return named or actor.kind == "media"


def is_a_field(role: str, body: Actor) -> bool:
    """Is it only the field of an office, taken for a body: the "Energy" of an "Energy Commissioner"?"""
    name = body.name.lower()
    return role.lower().startswith(f"{name} ") and not set(name.split()) - _FIELDS


def commission_of(role: str) -> tuple[str, ...]:
    """The commission that a commissioner is of: "election commission" of "chief election commissioner"."""
    words = role.lower().removeprefix("chief ").split()
    told = len(words) > 1 and words[-1] in _COMMISSIONERS
    return (" ".join((*words[:-1], words[-1].removesuffix("er"))),) if told else ()


def is_in_a_government(role: str) -> bool:
    """Is it the office of a minister or secretary, whatever body it names?"""
    low = role.lower()
    of_a_state = office_side(role) == "state" and _IN_A_GOVERNMENT_OR_BODY.search(low)
    return bool(of_a_state or _IN_A_GOVERNMENT.search(low))


def is_voice_of_a_body(actor: Actor) -> bool:
    """Is he only called a spokesman, or by the office of a body's head ("Director-General Renner")?"""
    told = (actor.name,) if actor.kind == "unnamed" else actor.roles
    return any(_SPOKEN.search(role) or is_a_head(role) for role in told)


def is_of_states(body: Actor) -> bool:
    """Is it a body of many states?"""
    return (body.code or "").startswith("IGO")


def is_a_head(role: str) -> bool:
    """Is it the office of a body's head or commissioner, told without the body?"""
    low = role.lower()
    first, _, last = low.rpartition(" ")
    return low in _HEADS or (bool(first) and last in _COMMISSIONERS)


def has_no_officer(role: str, body: Actor, country: str | None) -> bool:
    """Has the body no such officer: "Egypt's ambassador told the panel", "Kenyan Treasury Secretary"?"""
    last = bare(body.name).rpartition(" ")[2]
    sent_to = re.search(rf"\b(?:to|at) (?:the |its )?(?:[\w-]+ )*{re.escape(last)}\b", role.lower())
    return sent_to is not None or (country is not None and (body.name.islower() or body.kind == "government"))


def is_guessed(actor: Actor, earlier: str) -> bool:
    """Does no role say whose minister it is? Then what an earlier report told of the person holds."""
    told = (word for role in actor.roles for word in role.lower().split())
    named = {word.removesuffix("'s").removesuffix("’s") for word in told} & state_words()
    spokesman = bool(actor.roles) and all(_SPOKEN.search(role) for role in actor.roles)
    return (spokesman or is_code(earlier)) and not named


def is_officeholder(actor: Actor) -> bool:
    """Does it name an office ("the Peruvian minister")? "Officials in Lima" are none."""
    told = (actor.code or "")[3:6] in _OFFICIAL_CODES
    return told and _is_one(actor) and office_side(actor.name) == "state"


def is_one_voice(actor: Actor) -> bool:
    """Is it one who speaks for a body by his office: "a spokesman", "the president of the union"?"""
    return _is_one(actor) and any(office_side(role) in _FOR_OTHERS for role in actor.roles or (actor.name,))


def _is_one(actor: Actor) -> bool:
    head = _BEHIND.split(actor.name, maxsplit=1)[0]
    return not _SEVERAL.match(actor.name) and head[-1:] != "s"


def is_official(actor: Actor) -> bool:
    """Is it somebody named, or a body, who serves a told state?"""
    return actor.kind != "unnamed" and (actor.code or "")[3:6] in _OFFICIAL_CODES


def is_of_the_state(actor: Actor) -> bool:
    """Does it serve a told state, named or not, and no town or province of it?"""
    return (actor.code or "")[3:6] in _OFFICIAL_CODES and not is_of_a_part(actor)


def is_phrase(name: str) -> bool:
    """Is it a phrase that is nobody's name ("the business of the Commission", no "abbey of Gafsa")?"""
    noun, of, place = name.partition(" of ")
    turns = is_of_people(name) or (noun in _TURNED and place[:1].isupper())
    return name[:1].islower() and of != "" and not turns


def names_body(role: str, body: str) -> bool:
    """Does a role name the body, whole or by its noun: "head of the Commission"?"""
    low, name = role.lower(), turned(bare(body))
    if is_of_people(bare(body)) and bare(body) in low:
        return True
    if name.rpartition(" ")[2] not in low:
        return False
    return bool(re.search(rf"\b{re.escape(name)}\b(?!['’] )", low)) or (  # "the guards' union" is no "guards"
        len(name.split()) > 1
        and bool(
            re.search(
                rf"(\b(of|the|its|their)\s+(the\s+)?{re.escape(name.split()[-1])}\b)"
                rf"|(^{re.escape(name.split()[-1])}['’]s\b)",
                low,
            )
        )
    )
