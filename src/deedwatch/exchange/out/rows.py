"""Records as flat rows with their provenance: report, outlet, day, place in the text and the words there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from deedwatch.records import Document, Event, Matter, Position, Record, Statement, day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deedwatch.records import Actor, Span

__all__ = [
    "Keyed",
    "Row",
    "columns_of",
    "event_rows",
    "matter_rows",
    "position_rows",
    "provenance",
    "statement_rows",
]

Keyed: TypeAlias = "tuple[str, Record]"
Row: TypeAlias = dict[str, Any]


_ONE_EACH: Record = Record(
    document=Document(text=" "),
    statements=(Statement(id="", speaker=None, mode="direct", act="assert", content=((0, 1),), cue=(0, 1)),),
    events=(Event(id="", type="AID", cameo="070", anchor=(0, 1)),),
    ledger=(
        Matter(
            id="",
            kind="demand",
            by=(),
            to=(),
            content=(0, 1),
            positions=(Position(actor="", stance="accepts"),),
        ),
    ),
)


def columns_of(make: Callable[[Iterable[Keyed]], Iterator[Row]]) -> tuple[str, ...]:
    """The columns of a table, which it has also where a book has no row for it.

    >>> columns_of(position_rows)[-2:]
    ('statement', 'provenance')
    """
    return tuple(next(make([("", _ONE_EACH)])))


def provenance(key: str, record: Record, span: Span) -> str:
    """Outlet, day, report and place of the words, in one cell.

    >>> from deedwatch.records import Document, Record
    >>> told = Record(document=Document(id="r1", text="It fell.", outlet="Courier", published="2017-02-03"))
    >>> provenance("k", told, (3, 7))
    'Courier, 2017-02-03, r1 [3:7]: fell'
    """
    document = record.document
    words = " ".join(record.quote(span).split())
    day = day_of(document.published) or "day not stated"
    outlet, place = document.outlet or "outlet not stated", f"[{span[0]}:{span[1]}]"
    return f"{outlet}, {day}, {document.id or key} {place}: {words}"


def _names(cast: dict[str, Actor], ids: Iterable[str], field: str = "name") -> str:
    values = (getattr(cast[actor], field) for actor in ids if actor in cast)
    return "; ".join(dict.fromkeys(value for value in values if value))


def _base(key: str, record: Record) -> Row:
    document = record.document
    return {"report": document.id, "report_key": key, "outlet": document.outlet,
            "published": document.published, "uri": document.uri}  # fmt: skip


def statement_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """One row a statement."""
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        for statement in record.statements:
            yield {**_base(key, record), **_statement(record, statement, cast),
                   "provenance": provenance(key, record, statement.content[0])}  # fmt: skip


def _statement(record: Record, statement: Statement, cast: dict[str, Actor]) -> Row:
    speaker = cast.get(statement.speaker or "")
    return {
        "id": statement.id,
        "speaker": speaker and speaker.name,
        "speaker_country": speaker and speaker.country,
        "speaker_code": speaker and speaker.code,
        "addressees": _names(cast, statement.addressees),
        "act": statement.act,
        "cameo": statement.cameo,
        "mode": statement.mode,
        "words": " … ".join(record.quote(span) for span in statement.content),
        "cue": record.quote(statement.cue),
        "channel": statement.channel,
        "on": statement.on,
        "relayed_by": _names(cast, [statement.relayed_by] if statement.relayed_by else []),
        "confidence": statement.confidence,
        "start": statement.content[0][0],
        "end": statement.content[-1][1],
    }


def event_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """One row an event as its report tells it."""
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        for event in record.events:
            yield {**_base(key, record), **_event(record, event, cast),
                   "provenance": provenance(key, record, event.anchor)}  # fmt: skip


def _event(record: Record, event: Event, cast: dict[str, Actor]) -> Row:
    row: Row = {"id": event.id, "type": event.type, "cameo": event.cameo, "status": event.status,
                "background": event.background}  # fmt: skip
    for side, ids in (("source", event.source), ("target", event.target)):
        row |= {side: _names(cast, ids), f"{side}_country": _names(cast, ids, "country"),
                f"{side}_code": _names(cast, ids, "code")}  # fmt: skip
    date, place = event.date, event.place
    row |= {
        "date_from": date and date.from_,
        "date_to": date and date.to,
        "place": place and place.name,
        "place_country": place and place.country,
        "place_region": place and place.region,
        "place_latitude": place and place.latitude,
        "place_longitude": place and place.longitude,
        "according_to": event.according_to,
        "means": event.means,
    }
    for kind in ("killed", "injured", "taken"):
        low, high = (event.casualties and getattr(event.casualties, kind)) or (None, None)
        row |= {f"{kind}_low": low, f"{kind}_high": high}
    return row | {"words": record.quote(event.anchor), "confidence": event.confidence,
                  "start": event.anchor[0], "end": event.anchor[1]}  # fmt: skip


def matter_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """One row for each report's telling of a matter."""
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        for matter in record.ledger:
            yield {**_base(key, record), **_matter(record, matter, cast),
                   "provenance": provenance(key, record, matter.content)}  # fmt: skip


def _matter(record: Record, matter: Matter, cast: dict[str, Actor]) -> Row:
    return {
        "id": matter.id,
        "kind": matter.kind,
        "by": _names(cast, matter.by),
        "by_country": _names(cast, matter.by, "country"),
        "to": _names(cast, matter.to),
        "to_country": _names(cast, matter.to, "country"),
        "content": record.quote(matter.content),
        "statement": matter.statement,
        "start": matter.content[0],
        "end": matter.content[1],
    }


def position_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """One row a stance: on which matter, by whom, in which statement."""
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        said = {statement.id: statement for statement in record.statements}
        for matter in record.ledger:
            for position in matter.positions:
                statement = said.get(position.statement or "")
                span = statement.content[0] if statement else matter.content
                yield {
                    **_base(key, record),
                    "matter": matter.id,
                    "kind": matter.kind,
                    "content": record.quote(matter.content),
                    "actor": _names(cast, [position.actor]),
                    "actor_country": _names(cast, [position.actor], "country"),
                    "stance": position.stance,
                    "statement": position.statement,
                    "provenance": provenance(key, record, span),
                }
