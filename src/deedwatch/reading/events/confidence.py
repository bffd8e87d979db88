"""How sure an event is: a calibrated chance that a careful reader would code it, from a table of weights.

The weights are those of a logistic regression (``train/events.py``; card beside the table). They are
few, named and readable: a person can see why an event is doubted. No event is left out for its
chance: over five folds no threshold raised F1 (.742 with all, .736 from .4 up).
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.lexicon import data_path, load_rows

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.events.drafts import Draft

__all__ = ["confidence_of", "event_features", "weigh_events"]

_FLOOR = 0.01


class WeightRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One feature of an event and what it adds to the log odds."""

    feature: str
    weight: float


@cache
def _weights() -> dict[str, float]:
    return {row.feature: row.weight for row in load_rows(data_path("event_weights.csv"), WeightRow)}


def event_features(draft: Draft, parse: Parse, cast: Cast) -> tuple[str, ...]:
    """The features of one event that are present, by name."""
    trigger = draft.trigger
    telling = "speech" if trigger is None else trigger.kind
    found = ["bias", f"type={draft.type}", f"told={telling}", f"type={draft.type} told={telling}"]
    found += [f"status={draft.status}", f"place in tree={_place_in_tree(draft)}"]
    found += [
        f"{side}={_side(keys, cast)}"
        for side, keys in (("source", draft.roles.source), ("target", draft.roles.target))
    ]
    marks = {
        "dated": draft.date, "placed": draft.place, "counted": draft.casualties, "armed": draft.means,
        "background": draft.background, "within a statement": draft.according_to,
        "two countries": _crosses(draft, cast), "in the title": parse.paragraph_of(draft.span[0]) == 0,
        "early": parse.paragraph_of(draft.span[0]) <= 3,
        "by pattern": trigger is not None and trigger.noun is not None,
    }  # fmt: skip
    return (*found, *(name for name, there in marks.items() if there))


def _place_in_tree(draft: Draft) -> str:
    token = draft.word if draft.trigger is None else draft.trigger.token
    return token.dep_ or "ROOT"


def _side(keys: tuple[str, ...], cast: Cast) -> str:
    return cast.actors[keys[0]].kind if keys else "none"


def _crosses(draft: Draft, cast: Cast) -> bool:
    sides = [
        {cast.actors[key].country for key in keys} - {None}
        for keys in (draft.roles.source, draft.roles.target)
    ]
    return bool(sides[0] and sides[1]) and sides[0] != sides[1]


def confidence_of(features: tuple[str, ...]) -> float:
    """The chance, between .01 and .99."""
    weights = _weights()
    odds = sum([weights[feature] for feature in features if feature in weights])
    return round(min(1 - _FLOOR, max(_FLOOR, 1 / (1 + exp(-odds)))), 2)


def weigh_events(drafts: list[Draft], parse: Parse, cast: Cast) -> list[Draft]:
    """The drafts with their confidence."""
    return [replace(draft, confidence=confidence_of(event_features(draft, parse, cast))) for draft in drafts]
