"""The side that a sentence leaves out because the report has named it: whom a demand goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.events.grammar import objects
from deedwatch.reading.events.roles import Roles

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.records import Actor

__all__ = ["fill_sides", "is_same_side"]

_TWO_SIDED = frozenset({
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "SANCTION", "CONCEDE", "COERCE", "PROTEST",
    "COOPERATE", "CONSULT", "AID",
})  # fmt: skip
_OFFICIAL = frozenset({"", "GOV", "MIL", "COP", "SPY", "LEG", "JUD", "ELI"})
_PARTIES = frozenset(
    {"state", "government", "armed_group", "international_organisation", "person", "organisation"}
)


def is_same_side(one: Actor, other: Actor) -> bool:
    """Whether two actors speak and act for one side: the same, or organs of one state."""
    if one.id == other.id:
        return True
    if one.country is None or one.country != other.country:
        return one.code is not None and one.code == other.code and one.code[:3] == "IGO"
    roles = {(actor.code or "")[3:6] for actor in (one, other)}
    return len(roles) == 1 or roles <= _OFFICIAL


def fill_sides(drafts: list[Draft], cast: Cast) -> list[Draft]:
    """The drafts with an empty target filled where the report names the other side.

    First by what the deed is about ("criticised the deal": those who made it), then by the party that
    the source deals with elsewhere in the report, nearest before and else after.
    """
    ordered = sorted(drafts, key=lambda d: d.span)
    filled: list[Draft] = []
    for at, draft in enumerate(ordered):
        keys: tuple[str, ...] = ()
        if (
            draft.type in _TWO_SIDED
            and draft.roles.source
            and not draft.roles.target
            and not _meets(draft, cast)
        ):
            keys = _about(draft, filled, cast) or _counterpart(draft, filled, ordered[at + 1 :], cast)
        if keys:
            draft = replace(draft, roles=Roles(draft.roles.source, keys, draft.roles.joint))  # noqa: PLW2901
        filled.append(draft)
    return filled


def _meets(draft: Draft, cast: Cast) -> bool:
    """A body's own session ("the G7 met") has no other side."""
    kinds = {cast.actors[key].kind for key in draft.roles.source}
    return draft.type == "CONSULT" and kinds == {"international_organisation"}


def _others(keys: tuple[str, ...], own: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """The keys that are parties and on no side of the deed's source."""
    return tuple(
        key
        for key in keys
        if _is_party(cast.actors[key])
        and not any(is_same_side(cast.actors[key], cast.actors[mine]) for mine in own)
    )


def _is_party(actor: Actor) -> bool:
    """Whether an actor can be the other side: a body, a person, or a crowd that opposes."""
    return actor.kind in _PARTIES or (actor.code or "")[3:6] in {"OPP", "REB"}


def _about(draft: Draft, before: list[Draft], cast: Cast) -> tuple[str, ...]:
    """Who did the deed that this one is about."""
    if draft.trigger is None or draft.trigger.kind != "verb":
        return ()
    things = {thing.i for thing in objects(draft.trigger.token)}
    lemmas = {thing.lemma_ for thing in objects(draft.trigger.token)}
    for other in reversed(before):
        named = other.word.i in things or (other.trigger is not None and other.word.lemma_ in lemmas)
        if named:
            found = _others((*other.roles.source, *other.roles.target), draft.roles.source, cast)
            if found:
                return found[:1]
    return ()


def _counterpart(draft: Draft, before: list[Draft], after: list[Draft], cast: Cast) -> tuple[str, ...]:
    """The party that the source deals with nearest in the report."""
    own = draft.roles.source
    for other in (*reversed(before), *after):
        sides = (other.roles.source, other.roles.target)
        for here, there in (sides, sides[::-1]):
            if any(is_same_side(cast.actors[a], cast.actors[b]) for a in here for b in own):
                found = _others(there, own, cast)
                if found:
                    return found
    return ()
