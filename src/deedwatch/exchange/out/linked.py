"""Records as linked entities: FollowTheMoney, and W3C Web Annotations on the reports' texts."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.exchange.out.rows import Keyed, Row
    from deedwatch.records import Record, Span

__all__ = ["annotation_rows", "followthemoney_rows"]

_AROUND = 32  # characters before and after a quotation, so that it is found again in a changed text
_SCHEMA = {
    "person": "Person", "state": "PublicBody", "government": "PublicBody", "organisation": "Organization",
    "armed_group": "Organization", "international_organisation": "Organization", "population": "LegalEntity",
    "media": "Company", "unnamed": "LegalEntity",
}  # fmt: skip


def _id(*parts: str) -> str:
    return hashlib.sha1("\x00".join(parts).encode(), usedforsecurity=False).hexdigest()


def followthemoney_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """FollowTheMoney entities: an Article a report, its actors, an Event each event told as fact."""
    for key, record in records:
        yield _entity(_id(key), "Article", _article(record))
        for actor in record.actors:
            properties = {
                "name": [actor.name],
                "country": [actor.country.lower()] if actor.country else [],
                "position" if actor.kind == "person" else "summary": list(actor.roles),
                "proof": [_id(key)],
            }
            yield _entity(_id(key, actor.id), _SCHEMA[actor.kind], properties)
        for event in record.events:
            if event.status != "reported":
                continue
            date = event.date
            properties = {
                "name": [f"{event.type} {event.cameo}"],
                "startDate": [date.from_] if date and date.from_ else [],
                "endDate": [date.to] if date and date.to else [],
                "location": [event.place.name] if event.place else [],
                "organizer": [_id(key, actor) for actor in event.source],
                "involved": [_id(key, actor) for actor in event.target],
                "summary": [record.quote(event.anchor)],
                "proof": [_id(key)],
            }
            yield _entity(_id(key, event.id), "Event", properties)


def _article(record: Record) -> dict[str, list[str]]:
    document = record.document
    return {
        "title": [document.title] if document.title else [],
        "author": list(document.authors),
        "publisher": [document.outlet] if document.outlet else [],
        "publishedAt": [document.published] if document.published else [],
        "sourceUrl": [document.uri] if document.uri and document.uri.startswith("http") else [],
        "bodyText": [document.text],
    }


def _entity(key: str, schema: str, properties: dict[str, list[str]]) -> Row:
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in properties.items() if values},
    }


def annotation_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """W3C Web Annotations (JSON-LD): one for each statement, event and matter, with both selectors."""
    for key, record in records:
        names = {actor.id: actor.name for actor in record.actors}
        for statement in record.statements:
            body: Row = {
                "noun": "statement",
                "speaker": names.get(statement.speaker or ""),
                "act": statement.act,
            }
            yield _annotation(key, record, statement.id, statement.content[0], body)
        for event in record.events:
            body = {
                "noun": "event", "type": event.type, "cameo": event.cameo, "status": event.status,
                "source": [names[i] for i in event.source], "target": [names[i] for i in event.target],
            }  # fmt: skip
            yield _annotation(key, record, event.id, event.anchor, body)
        for matter in record.ledger:
            body = {"noun": "matter", "kind": matter.kind, "by": [names[i] for i in matter.by],
                    "to": [names[i] for i in matter.to]}  # fmt: skip
            yield _annotation(key, record, matter.id, matter.content, body)


def _annotation(key: str, record: Record, local: str, span: Span, body: Row) -> Row:
    text, (start, end) = record.document.text, span
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:deedwatch:{key}:{local}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "Dataset", "format": "application/json", "value": body},
        "target": {
            "source": record.document.uri or f"urn:deedwatch:{key}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": text[start:end],
                 "prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]},
            ],
        },
    }  # fmt: skip
