"""The side that a sentence leaves out because the report has named it: whom a demand goes to."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.events.grammar import objects
from deedwatch.reading.events.roles import Roles

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    deeds = _Deeds(sorted(drafts, key=lambda d: d.span), cast)
    for at, draft in enumerate(deeds.drafts):
        keys: tuple[str, ...] = ()
        if (
            draft.type in _TWO_SIDED
            and draft.roles.source
            and not draft.roles.target
            and not _meets(draft, cast)
        ):
            keys = _about(at, deeds, cast) or _counterpart(at, deeds, cast)
        if keys:
            deeds.fill(at, keys)
    return deeds.drafts


class _Deeds:
    """The deeds of a report in order, looked up by who has a part in them and by their words."""

    def __init__(self, drafts: list[Draft], cast: Cast) -> None:
        self.drafts, self._cast = drafts, cast

    @cached_property
    def _of_party(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for number, draft in enumerate(self.drafts):
            for key in (*draft.roles.source, *draft.roles.target):
                found[key].add(number)
        return found

    @cached_property
    def _of_word(self) -> dict[int | str, list[int]]:
        found: dict[int | str, list[int]] = defaultdict(list)
        for number, draft in enumerate(self.drafts):
            found[draft.word.i].append(number)
            if draft.trigger is not None:
                found[draft.word.lemma_].append(number)
        return found

    def fill(self, at: int, target: tuple[str, ...]) -> None:
        """Tell to whom a deed was done."""
        draft = self.drafts[at]
        self.drafts[at] = replace(draft, roles=Roles(draft.roles.source, target, draft.roles.joint))
        for key in target:
            self._of_party[key].add(at)

    def side_of(self, own: tuple[str, ...]) -> frozenset[str]:
        """The parties that are of one side with one of these."""
        actors = self._cast.actors
        mine = [actors[key] for key in own]
        return frozenset([key for key in self._of_party for one in mine if is_same_side(actors[key], one)])

    def of_side(self, side: frozenset[str]) -> set[int]:
        """The numbers of those in which one of a side has a part."""
        return {number for key in side for number in self._of_party.get(key, ())}

    def told_by(self, words: Iterable[int | str]) -> set[int]:
        """The numbers of those that one of these words tells."""
        return {number for word in words for number in self._of_word.get(word, ())}


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


def _about(at: int, deeds: _Deeds, cast: Cast) -> tuple[str, ...]:
    """Who did the deed that this one is about."""
    draft = deeds.drafts[at]
    if draft.trigger is None or draft.trigger.kind != "verb":
        return ()
    things = objects(draft.trigger.token)
    told = deeds.told_by({word for thing in things for word in (thing.i, thing.lemma_)})
    for number in sorted((number for number in told if number < at), reverse=True):
        roles = deeds.drafts[number].roles
        found = _others((*roles.source, *roles.target), draft.roles.source, cast)
        if found:
            return found[:1]
    return ()


def _counterpart(at: int, deeds: _Deeds, cast: Cast) -> tuple[str, ...]:
    """The party that the source deals with nearest in the report, before it or else after it."""
    own = deeds.drafts[at].roles.source
    side = deeds.side_of(own)
    for number in sorted(deeds.of_side(side) - {at}, key=lambda number: (number > at, abs(number - at))):
        roles = deeds.drafts[number].roles
        sides = (roles.source, roles.target)
        for here, there in (sides, sides[::-1]):
            if not side.isdisjoint(here):
                found = _others(there, own, cast)
                if found:
                    return found
    return ()
