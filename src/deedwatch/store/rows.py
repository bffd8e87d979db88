"""A record as the rows of the tables: what a query needs is in columns, the rest in the record."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from deedwatch.records import day_of, quad_of, review_subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deedwatch.records import Actor, Event, Matter, Record, Span, Statement

__all__ = ["rows_of_record"]

Row: TypeAlias = dict[str, Any]
_HEAVY = {
    "statements": ("act", ("demand", "accuse", "deny", "promise", "propose", "reject", "accept", "threaten")),
    "events": ("status", ("reported",)),
    "matters": ("kind", ("demand", "promise", "proposal", "accusation")),
}
"""What carries the ledger and the verdicts counts double in the order of the review's queue."""


def rows_of_record(report: str, record: Record, weights: Mapping[str, float]) -> dict[str, list[Row]]:
    """All rows of one report but that of the report itself, by table.

    ``weights`` gives the Goldstein weight of each CAMEO code.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    cast = {actor.id: actor for actor in record.actors}
    day = day_of(record.document.published)
    for actor in record.actors:
        rows["actors"].append(_actor(report, actor))
        rows["mentions"] += [
            {"actor": f"{report}.{actor.id}", "start": start, "end": end}
            for start, end in dict.fromkeys(actor.mentions)
        ]
    for statement in record.statements:
        rows["statements"].append(_statement(report, record, statement, cast))
    for event in record.events:
        weight = weights.get(event.cameo, weights.get(event.cameo[:3]))
        rows["events"].append({**_event(report, record, event, cast), "goldstein": weight})
    said = {statement.id: statement.on or day for statement in record.statements}
    for matter in record.ledger:
        rows["matters"].append(_matter(report, record, matter, cast))
        rows["positions"] += _positions(report, matter, cast, said)
    for noun, (column, heavy) in _HEAVY.items():
        for row in rows.get(noun, ()):
            weight = 2.0 if row[column] in heavy else 1.0
            row["doubt"] = round(weight * (1.0 - row.get("confidence", 0.5)), 6)
    return rows


def _key(report: str, local: str | None) -> str | None:
    return None if local is None else f"{report}.{local}"


def _keys(report: str, locals_: Sequence[str]) -> str:
    return msgspec.json.encode([f"{report}.{local}" for local in locals_]).decode()


def _part(prefix: str, actor: Actor | None, fields: tuple[str, ...]) -> Row:
    return {f"{prefix}_{field}": None if actor is None else getattr(actor, field) for field in fields}


def _first(cast: dict[str, Actor], ids: Sequence[str]) -> Actor | None:
    return cast.get(ids[0]) if ids else None


def _ends(prefix: str, span: Span | None) -> Row:
    start, end = span or (None, None)
    return {f"{prefix}_start": start, f"{prefix}_end": end}


def _actor(report: str, actor: Actor) -> Row:
    return {
        "key": f"{report}.{actor.id}",
        "report": report,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "code": actor.code,
        "roles": msgspec.json.encode(actor.roles).decode(),
    }


def _statement(report: str, record: Record, statement: Statement, cast: dict[str, Actor]) -> Row:
    published = record.document.published
    return {
        "key": f"{report}.{statement.id}",
        "report": report,
        "subject": review_subject(report, statement),
        "speaker": _key(report, statement.speaker),
        **_part("speaker", cast.get(statement.speaker or ""), ("name", "country", "code")),
        "addressees": _keys(report, statement.addressees),
        "mode": statement.mode,
        "act": statement.act,
        "words": " … ".join(record.quote(span) for span in statement.content),
        "content": msgspec.json.encode(statement.content).decode(),
        **_ends("cue", statement.cue),
        **_ends("source", statement.source_span),
        "channel": statement.channel,
        "said_on": statement.on,
        "day": statement.on or day_of(published),
        "relayed_by": _key(report, statement.relayed_by),
        "confidence": statement.confidence,
    }


def _event(report: str, record: Record, event: Event, cast: dict[str, Actor]) -> Row:
    published, date, place = record.document.published, event.date, event.place
    named = ("name", "country", "code")
    return {
        "key": f"{report}.{event.id}",
        "report": report,
        "subject": review_subject(report, event),
        "type": event.type,
        "cameo": event.cameo,
        "quad": quad_of(event.type),
        "status": event.status,
        "background": int(event.background),
        "source": _keys(report, event.source),
        **_part("source", _first(cast, event.source), named),
        "target": _keys(report, event.target),
        **_part("target", _first(cast, event.target), named),
        "words": record.quote(event.anchor),
        **_ends("anchor", event.anchor),
        "date_from": date and date.from_,
        "date_to": date and date.to,
        "day": (date and date.day) or day_of(published),
        "place": place and place.name,
        "place_country": place and place.country,
        "according_to": _key(report, event.according_to),
        **_casualties(event),
        "means": event.means,
        "meeting": None if event.meeting is None else msgspec.json.encode(event.meeting).decode(),
        "confidence": event.confidence,
    }


def _casualties(event: Event) -> Row:
    row: Row = {}
    for name in ("killed", "injured", "taken"):
        figures = event.casualties and getattr(event.casualties, name)
        row[f"{name}_low"], row[f"{name}_high"] = figures or (None, None)
    return row


def _matter(report: str, record: Record, matter: Matter, cast: dict[str, Actor]) -> Row:
    published = record.document.published
    statement = next((item for item in record.statements if item.id == matter.statement), None)
    return {
        "key": f"{report}.{matter.id}",
        "report": report,
        "subject": review_subject(report, matter),
        "kind": matter.kind,
        "by": _keys(report, matter.by),
        **_part("by", _first(cast, matter.by), ("name", "country")),
        "to": _keys(report, matter.to),
        **_part("to", _first(cast, matter.to), ("name", "country")),
        "words": record.quote(matter.content),
        **_ends("content", matter.content),
        "statement": _key(report, matter.statement),
        "day": (statement and statement.on) or day_of(published),
    }


def _positions(report: str, matter: Matter, cast: dict[str, Actor], said: dict[str, str | None]) -> list[Row]:
    return [
        {
            "matter": f"{report}.{matter.id}",
            "number": number,
            "actor": f"{report}.{position.actor}",
            **_part("actor", cast.get(position.actor), ("name", "country")),
            "stance": position.stance,
            "statement": _key(report, position.statement),
            "day": said.get(position.statement or ""),
        }
        for number, position in enumerate(matter.positions, start=1)
    ]
