"""Decisions over a record: refused nouns go, corrected fields are replaced, the rest stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from deedwatch.errors import InputError
from deedwatch.records import Event, Matter, Record, Statement, holding_reviews, review_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.records import Review

__all__ = ["apply_reviews", "check_correction", "holding"]

Reviewable = TypeVar("Reviewable", Statement, Event, Matter)
_CORRECTABLE: dict[str, tuple[str, ...]] = {
    "statements": ("act", "mode", "speaker", "on", "channel"),
    "events": ("type", "cameo", "status", "background", "source", "target"),
    "matters": ("kind", "by", "to"),
}
"""The fields that a reviewer may correct. Actors are given by their names in the report."""

_OF_ACTORS = frozenset({"speaker", "source", "target", "by", "to"})


def holding(reviews: Iterable[Review]) -> dict[str, Review]:
    """The decision that holds on each subject: the latest that is not withdrawn; skips decide nothing."""
    return {
        review.subject: review
        for review in holding_reviews(reviews)
        if review.decision in {"accept", "correct", "refuse"}
    }


def check_correction(record: Record, noun: str, fields: Mapping[str, Any]) -> None:
    """Raise ``InputError`` where a correction names an unknown field, value or actor."""
    for name in fields:
        if name not in _CORRECTABLE.get(noun, ()):
            allowed = ", ".join(_CORRECTABLE.get(noun, ()))
            raise InputError(name, f"cannot be corrected on {noun}", remedy=f"correct one of: {allowed}")
    sample = {"statements": record.statements, "events": record.events, "matters": record.ledger}[noun]
    if sample:
        _corrected(record, cast("Any", sample[0]), fields)


def apply_reviews(report: str, record: Record, reviews: Iterable[Review], *, refused: bool = False) -> Record:
    """The record as the reviews leave it. Actors keep their ids; so do the nouns that stay.

    With ``refused`` what was refused stays in, so that another reviewer can look at it too.
    """
    held = {s: r for s, r in holding(reviews).items() if not (refused and r.decision == "refuse")}
    if not held:
        return record
    statements = _kept(report, record, record.statements, held)
    said = {statement.id for statement in statements}
    events = tuple(
        msgspec.structs.replace(event, according_to=None) if event.according_to not in said else event
        for event in _kept(report, record, record.events, held)
    )
    ledger = tuple(_without(matter, said) for matter in _kept(report, record, record.ledger, held))
    return msgspec.structs.replace(record, statements=statements, events=events, ledger=ledger)


def _without(matter: Matter, said: set[str]) -> Matter:
    """A matter without the positions whose statement was refused."""
    positions = tuple(p for p in matter.positions if p.statement is None or p.statement in said)
    statement = matter.statement if matter.statement in said else None
    return msgspec.structs.replace(matter, statement=statement, positions=positions)


def _kept(
    report: str, record: Record, nouns: tuple[Reviewable, ...], held: Mapping[str, Review]
) -> tuple[Reviewable, ...]:
    kept: list[Reviewable] = []
    for noun in nouns:
        review = held.get(review_subject(report, noun))
        if review is None or review.decision == "accept":
            kept.append(noun)
        elif review.decision == "correct":
            kept.append(_corrected(record, noun, review.body))
    return tuple(kept)


def _corrected(record: Record, noun: Reviewable, fields: Mapping[str, Any]) -> Reviewable:
    plain = msgspec.to_builtins(noun)
    for name, value in fields.items():
        plain[name] = _actors(record, name, value) if name in _OF_ACTORS else value
    try:
        return msgspec.convert(plain, type(noun), strict=False)
    except msgspec.ValidationError as error:
        raise InputError("the correction", str(error), remedy="give a value of the record's form") from error


def _actors(record: Record, field: str, value: str | list[str] | None) -> str | list[str] | None:
    """The local ids of actors given by name."""
    names = {actor.name.casefold(): actor.id for actor in record.actors}
    ids = {actor.id for actor in record.actors}
    wanted = [value] if isinstance(value, str) else list(value or ())
    found: list[str] = []
    for name in wanted:
        key = name if name in ids else names.get(name.casefold())
        if key is None:
            raise InputError(name, "is no actor of this report", remedy="give the name as the record has it")
        found.append(key)
    if field == "speaker":
        return found[0] if found else None
    return found
