"""Which deeds are between parties: what private persons say to each other is no event of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.records import Actor

__all__ = ["is_between_parties"]

_BY_ANYBODY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION"})
_WITHOUT_SIDES = _BY_ANYBODY | {"AGREE", "CONSULT"}  # an agreement whose parties are not named
_SIDES = words_for("actors: a side")
_PUBLIC = frozenset({"state", "government", "international_organisation", "armed_group"})
_BODIES = _PUBLIC | {"organisation", "population"}
_OFFICES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP", "ELI", "IGO"})


def is_between_parties(draft: Draft, cast: Cast) -> bool:
    """Whether a deed of words or of dealing has a public body or office on a side, or crosses a border.

    Two bodies (a union and a firm) are parties as well. Force, protest and arrest are told of anybody. In a
    sentence about sport, business or the arts the same words ("thanked", "refused", "met") tell none: of 190
    events given as facts in 45 news texts of all kinds about a third did.
    """
    sides = [[cast.actors[key] for key in keys] for keys in (draft.roles.source, draft.roles.target)]
    told = [*sides[0], *sides[1]]
    if not told:
        return draft.type in _WITHOUT_SIDES
    if draft.type in _BY_ANYBODY or any(_is_public(actor) for actor in told):
        return True
    if draft.type == "ACCUSE" and not sides[0]:  # "was charged with murder"
        return True
    lands = [{actor.country for actor in side} - {None} for side in sides]
    if lands[0] and lands[1] and lands[0] != lands[1]:
        return True
    return all(any(actor.kind in _BODIES for actor in side) for side in sides)


def _is_public(actor: Actor) -> bool:
    code = actor.code or ""
    if actor.kind == "unnamed" and not code[3:6] and (actor.country or actor.name.lower() in _SIDES):
        return True  # "its Iranian counterpart", "neither side"
    return actor.kind in _PUBLIC or bool({code[:3], code[3:6]} & _OFFICES)
