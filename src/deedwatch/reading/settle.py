"""The last stage: actors that count, numbered in order of place, and every reference to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.lexicon import data_path, load_rows
from deedwatch.records import Act, Event, Matter, Meeting, Record, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.actors import Cast
    from deedwatch.records import Actor, Document

__all__ = ["settle"]

Numbers: TypeAlias = "Mapping[str, str]"


class ActCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The CAMEO code of a saying that is no event."""

    act: Act
    cameo: str


@cache
def _codes_of_acts() -> dict[Act, str]:
    return {row.act: row.cameo for row in load_rows(data_path("act_codes.csv"), ActCode)}


def settle(
    document: Document,
    cast: Cast,
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    told: tuple[tuple[Matter, ...], tuple[Matter, ...]],
) -> Record:
    """The record: unnamed actors and populations stay only where a stage used them.

    ``told`` are the report's matters, and its answers to matters that it does not tell.
    """
    matters, answers = told
    nouns: tuple[Statement | Event | Matter, ...] = (*statements, *events, *matters, *answers)
    used = {key for noun in nouns for key in _references(noun)}
    kept = [actor for key, actor in cast.actors.items() if key in used or _is_named(actor)]
    kept.sort(key=lambda actor: (actor.mentions[0] if actor.mentions else (0, 0), actor.id))
    numbers = {actor.id: f"a{number}" for number, actor in enumerate(kept, start=1)}
    return Record(
        document=document,
        actors=tuple(replace(actor, id=numbers[actor.id]) for actor in kept),
        statements=tuple(_statement(statement, numbers) for statement in statements),
        events=tuple(_event(event, numbers) for event in events),
        ledger=tuple(_matter(matter, numbers) for matter in matters),
        answers=tuple(_matter(matter, numbers) for matter in answers),
    )


def _is_named(actor: Actor) -> bool:
    return bool(actor.mentions) and actor.kind not in NAMELESS_KINDS


def _references(noun: Statement | Event | Matter) -> Iterable[str]:
    if isinstance(noun, Statement):
        return [key for key in (noun.speaker, noun.relayed_by, *noun.addressees) if key]
    if isinstance(noun, Matter):
        tellers = (position.told_by for position in noun.positions if position.told_by)
        holders = (item.by for item in noun.evidence if item.by)
        return [*noun.by, *noun.to, *(position.actor for position in noun.positions), *tellers, *holders]
    meeting = noun.meeting
    others = [*meeting.participants, *([meeting.host] if meeting.host else [])] if meeting else []
    return [*noun.source, *noun.target, *others]


def _one(key: str | None, numbers: Numbers) -> str | None:
    return None if key is None else numbers[key]


def _many(keys: Iterable[str], numbers: Numbers) -> tuple[str, ...]:
    return tuple(dict.fromkeys([numbers[key] for key in keys]))


def _statement(statement: Statement, numbers: Numbers) -> Statement:
    return replace(
        statement,
        speaker=_one(statement.speaker, numbers),
        relayed_by=_one(statement.relayed_by, numbers),
        addressees=_many(statement.addressees, numbers),
        cameo=_codes_of_acts().get(statement.act),
    )


def _event(event: Event, numbers: Numbers) -> Event:
    return replace(
        event,
        source=_many(event.source, numbers),
        target=_many(event.target, numbers),
        meeting=None if event.meeting is None else _meeting(event.meeting, numbers),
    )


def _meeting(meeting: Meeting, numbers: Numbers) -> Meeting:
    participants = _many(meeting.participants, numbers)
    return replace(meeting, host=_one(meeting.host, numbers), participants=participants)


def _matter(matter: Matter, numbers: Numbers) -> Matter:
    positions = tuple(
        replace(position, actor=numbers[position.actor], told_by=_one(position.told_by, numbers))
        for position in matter.positions
    )
    by, to = _many(matter.by, numbers), _many(matter.to, numbers)
    evidence = tuple(replace(item, by=_one(item.by, numbers)) for item in matter.evidence)
    return replace(matter, by=by, to=to, positions=positions, evidence=evidence)
