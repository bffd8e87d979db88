"""The words of the contract: kinds, acts, types, stances; spans and ranges."""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "ACTS",
    "MATTER_KINDS",
    "PLOVER_TYPES",
    "STANCES",
    "STATUSES",
    "Act",
    "ActorKind",
    "MatterKind",
    "Mode",
    "Move",
    "PloverType",
    "Range",
    "Span",
    "Stance",
    "Status",
    "quad_of",
]

Span: TypeAlias = tuple[int, int]
Range: TypeAlias = tuple[int | None, int | None]

ActorKind: TypeAlias = Literal[
    "person", "state", "government", "organisation", "armed_group",
    "international_organisation", "population", "media", "unnamed",
]  # fmt: skip
Mode: TypeAlias = Literal["direct", "indirect", "mixed"]
Act: TypeAlias = Literal[
    "assert", "assess", "demand", "request", "promise", "propose", "predict", "accuse",
    "deny", "admit", "accept", "reject", "praise", "threaten", "decline",
]  # fmt: skip
PloverType: TypeAlias = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status: TypeAlias = Literal["reported", "alleged", "denied", "planned", "proposed", "conditional", "ended"]
MatterKind: TypeAlias = Literal["demand", "promise", "proposal", "accusation", "prediction"]
Stance: TypeAlias = Literal[
    "supports", "accepts", "conditional", "noncommittal", "rejects", "denies", "counters"
]
Move: TypeAlias = Literal["states", "restates", "amends", "withdraws", "recalls"]

ACTS: tuple[str, ...] = Act.__args__  # type: ignore[attr-defined]
PLOVER_TYPES: tuple[str, ...] = PloverType.__args__  # type: ignore[attr-defined]
STANCES: tuple[str, ...] = Stance.__args__  # type: ignore[attr-defined]
STATUSES: tuple[str, ...] = Status.__args__  # type: ignore[attr-defined]
MATTER_KINDS: tuple[str, ...] = MatterKind.__args__  # type: ignore[attr-defined]

_QUADS: dict[int, tuple[PloverType, ...]] = {
    1: ("AGREE", "CONSULT", "SUPPORT"),
    2: ("COOPERATE", "AID", "CONCEDE", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_QUAD_OF: dict[str, int] = {kind: quad for quad, kinds in _QUADS.items() for kind in kinds}


def quad_of(plover: str) -> int:
    """The quad class of a PLOVER type: 1 words together, 2 deeds together, 3 words against, 4 deeds against.

    CONCEDE and RETREAT are CAMEO's yielding (08), so deeds. Raises ``KeyError`` for what is no PLOVER type.

    >>> quad_of("CONSULT"), quad_of("CONCEDE"), quad_of("ACCUSE"), quad_of("ASSAULT")
    (1, 2, 3, 4)
    """
    return _QUAD_OF[plover]
