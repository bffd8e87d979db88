"""What a stance does to the matter that it meets, and what its maker does with his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.records import Position

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Span

__all__ = ["with_stance"]


def with_stance(cast: Cast, draft: Draft, take: Take) -> Draft:
    """The matter with the stance, or with what its maker does with it."""
    if take.stance is None:
        bare = not (take.reference.named or take.reference.clause)  # "no longer wants the bell"
        told_next = take.move == "withdraws" and bare and draft.at > take.at
        return replace(draft, move="amends" if told_next else take.move or draft.move)
    if take.actor is None or (take.stance == "counters" and _has_refused(cast, take.actor, draft)):
        return draft
    span = take.reference.span
    if draft.move == "recalls" and take.reference.named and span is not None and _is_fuller(draft, span):
        draft = replace(draft, content=span, also=(*draft.also, draft.content))
    return replace(draft, positions=(*draft.positions, _position(cast, take, draft)))


def _has_refused(cast: Cast, actor: str, draft: Draft) -> bool:
    """Has its side refused the matter in so many words? What it puts in its place does not soften that."""
    return any(p.stance == "rejects" and same_side(cast, [p.actor], [actor]) for p in draft.positions)


def _is_fuller(draft: Draft, span: Span) -> bool:
    """Do the words of the answer tell more of it? What is spelt out behind its noun tells the most."""
    behind = span[0] <= draft.at < span[1] <= draft.content[0]
    return not behind and span[1] - span[0] > draft.content[1] - draft.content[0]


def _position(cast: Cast, take: Take, draft: Draft) -> Position:
    """A denial of what is no charge rejects it; consent by one who is not addressed supports."""
    addressed = not draft.to or same_land(cast, draft.to, [take.actor or ""])
    stance = take.stance
    if draft.kind == "accusation" and stance == "rejects":
        stance = "denies"
    elif draft.kind != "accusation" and stance == "denies" and take.reference.named:
        stance = "rejects"
    elif stance == "accepts" and draft.kind in {"demand", "promise"} and draft.by and not addressed:
        stance = "supports"
    assert stance is not None
    assert take.actor is not None
    return Position(
        actor=take.actor, stance=stance, statement=take.statement, told_by=take.told_by, span=take.span
    )
