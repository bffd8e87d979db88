"""Where a matter stands on a day, folded from its stances; nothing is inferred from silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deedwatch.reckoning.ledger.nouns import Ruling, Stand, Standing
    from deedwatch.records import MatterKind

__all__ = ["ANSWERS", "fold_standing", "last_stands", "order_of"]

_AGREES = frozenset({"accepts", "supports"})
ANSWERS = frozenset({"accepts", "supports", "rejects", "counters", "denies", "conditional"})
"""The stances by which a party has answered."""
_DISPUTES = frozenset({"denies", "counters", "rejects"})


def last_stands(stands: Sequence[Stand]) -> dict[str, Stand]:
    """The stance that holds for each party: the last by its own day, then by the day it was told.

    A late report that recalls an early stance changes nothing; what only another party tells holds
    until the party itself or a later report says otherwise.
    """
    last: dict[str, Stand] = {}
    for stand in stands:
        held = last.get(stand.party)
        if held is None or order_of(stand) >= order_of(held):
            last[stand.party] = stand
    return last


def order_of(stand: Stand) -> tuple[str, bool, str]:
    """By day; on one day a party's own word outweighs what another tells of it."""
    return (stand.on or stand.told or "", stand.told_by is None, stand.told or "")


def fold_standing(  # noqa: PLR0911 - one return a standing, in the order of the rules
    kind: MatterKind,
    to: Sequence[str],
    held: Mapping[str, Stand],
    *,
    withdrawn: bool = False,
    past_due: bool = False,
    ruling: Ruling | None = None,
) -> Standing:
    """The first standing that fits.

    Withdrawn by its maker; met or broken by a person's ruling alone; disputed (an accusation denied
    or countered); accepted by all whom it addresses; refused by one of them and accepted by none;
    lapsed (its day passed unanswered, or a forecast's day passed); open.
    """
    if withdrawn:
        return "withdrawn"
    if ruling is not None:
        return ruling.standing
    stances = {held[party].stance if party in held else None for party in to}
    everyone = {stand.stance for stand in held.values()}
    if kind == "accusation" and everyone & _DISPUTES:
        return "disputed"
    if stances and stances <= _AGREES:
        return "accepted"
    if "rejects" in stances and not stances & _AGREES:
        return "refused"
    if past_due and (kind == "prediction" or not stances & ANSWERS):
        return "lapsed"
    return "open"
