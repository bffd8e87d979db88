"""The last stage: actors that count, numbered in order of place, and every reference to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from deedwatch.records import Event, Matter, Record, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.records import Actor, Document

__all__ = ["settle"]


def settle(
    document: Document,
    cast: Cast,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    matters: tuple[Matter, ...],
) -> Record:
    """The record: unnamed actors and populations stay only where a stage used them."""
    used = {key for noun in (*statements, *events, *matters) for key in _references(noun)}
    kept = [actor for key, actor in cast.actors.items() if key in used or _is_named(actor)]
    kept.sort(key=lambda actor: (actor.mentions[0] if actor.mentions else (0, 0), actor.id))
    numbers = {actor.id: f"a{number}" for number, actor in enumerate(kept, start=1)}
    return Record(
        document=document,
        actors=tuple(msgspec.structs.replace(actor, id=numbers[actor.id]) for actor in kept),
        statements=tuple(_renumber(statement, numbers) for statement in statements),
        events=tuple(_renumber(event, numbers) for event in events),
        ledger=tuple(_renumber(matter, numbers) for matter in matters),
    )


def _is_named(actor: Actor) -> bool:
    return bool(actor.mentions) and actor.kind not in {"unnamed", "population"}


def _references(noun: Statement | Event | Matter) -> Iterable[str]:
    if isinstance(noun, Statement):
        return [key for key in (noun.speaker, noun.relayed_by, *noun.addressees) if key]
    if isinstance(noun, Matter):
        return [*noun.by, *noun.to, *(key for p in noun.positions for key in (p.actor, p.told_by) if key)]
    meeting = noun.meeting
    others = [*meeting.participants, *([meeting.host] if meeting.host else [])] if meeting else []
    return [*noun.source, *noun.target, *others]


def _renumber(noun, numbers):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    replace = msgspec.structs.replace
    many = lambda keys: tuple(dict.fromkeys(numbers[key] for key in keys))  # noqa: E731
    one = lambda key: None if key is None else numbers[key]  # noqa: E731
    if isinstance(noun, Statement):
        return replace(
            noun, speaker=one(noun.speaker), relayed_by=one(noun.relayed_by), addressees=many(noun.addressees)
        )
    if isinstance(noun, Matter):
        positions = tuple(
            replace(p, actor=numbers[p.actor], told_by=one(p.told_by)) for p in noun.positions
        )
        return replace(noun, by=many(noun.by), to=many(noun.to), positions=positions)
    meeting = noun.meeting and replace(
        noun.meeting, host=one(noun.meeting.host), participants=many(noun.meeting.participants)
    )
    return replace(noun, source=many(noun.source), target=many(noun.target), meeting=meeting)
