"""Events in the shapes of GDELT 1.0, ICEWS and PLOVER: only what a report tells as fact.

These formats have no field for a status, so what is alleged, denied, planned, proposed or conditional
is left out and counted: a coder downstream would take it for a fact.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from deedwatch.records import quad_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deedwatch.exchange.out.rows import Keyed, Row
    from deedwatch.records import Actor, Event, Record

__all__ = ["GDELT_COLUMNS", "ICEWS_COLUMNS", "gdelt_rows", "icews_rows", "plover_rows"]


_ACTOR_FIELDS = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO_FIELDS = ("Type", "Fullname", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GDELT_COLUMNS: tuple[str, ...] = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{field}" for n in (1, 2) for field in _ACTOR_FIELDS),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{field}" for who in ("Actor1", "Actor2", "Action") for field in _GEO_FIELDS),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""GDELT 1.0 as of April 2013: 58 columns, tab separated, without a header."""

ICEWS_COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
    "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary",
    "SPY": "Intelligence", "REB": "Rebel", "OPP": "Opposition", "CVL": "General Population / Civilian",
    "MED": "Media", "BUS": "Business", "EDU": "Education", "ELI": "Elite",
    "NGO": "Nongovernmental Organization",
    "HRI": "Human Rights",
}  # fmt: skip


def _told_as_fact(records: Iterable[Keyed]) -> Iterator[tuple[str, Record, Event, dict[str, Actor]]]:
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        yield from ((key, record, event, cast) for event in record.events if event.status == "reported")


def _day(record: Record, event: Event) -> str | None:
    day = (event.date and event.date.day) or record.document.published
    return day[:10] if day and len(day) >= len("2024-01-01") else None


def _dyads(event: Event, cast: Mapping[str, Actor]) -> Iterator[tuple[Actor | None, Actor | None]]:
    sources: list[Actor | None] = [cast.get(i) for i in event.source] or [None]
    targets: list[Actor | None] = [cast.get(i) for i in event.target] or [None]
    yield from ((source, target) for source in sources for target in targets)


def _number(key: str, event: Event, n: int) -> int:
    """A stable number for a format that wants one: 60 bits of a hash."""
    return int(hashlib.sha256(f"{key}.{event.id}.{n}".encode()).hexdigest()[:15], 16)


def gdelt_rows(records: Iterable[Keyed], weights: Mapping[str, float]) -> Iterator[Row]:
    """Rows of GDELT 1.0; one for each source and target."""
    for key, record, event, cast in _told_as_fact(records):
        day = _day(record, event)
        if day is None:
            continue
        year, month, date = day.split("-")
        for n, (source, target) in enumerate(_dyads(event, cast)):
            row: Row = dict.fromkeys(GDELT_COLUMNS, "")
            row |= {
                "GLOBALEVENTID": _number(key, event, n),
                "SQLDATE": year + month + date,
                "MonthYear": year + month,
                "Year": year,
                "FractionDate": f"{int(year) + (int(month) * 30 + int(date)) / 365:.4f}",
                "IsRootEvent": int(not event.background),
                "EventCode": event.cameo,
                "EventBaseCode": event.cameo[:3],
                "EventRootCode": event.cameo[:2],
                "QuadClass": quad_of(event.type),
                "GoldsteinScale": weights.get(event.cameo, weights.get(event.cameo[:3], "")),
                "NumMentions": 1,
                "NumSources": 1,
                "NumArticles": 1,
                "DATEADDED": (record.document.published or day)[:10].replace("-", ""),
                "SOURCEURL": record.document.uri or record.document.id,
                **_gdelt_actor(1, source),
                **_gdelt_actor(2, target),
            }
            if event.place:
                row |= {"ActionGeo_Fullname": event.place.name, "ActionGeo_Type": 4}
                if event.place.latitude is not None:
                    row |= {"ActionGeo_Lat": event.place.latitude, "ActionGeo_Long": event.place.longitude}
            yield row


def _gdelt_actor(n: int, actor: Actor | None) -> Row:
    if actor is None:
        return {}
    code = actor.code or actor.country or ""
    return {
        f"Actor{n}Code": code,
        f"Actor{n}Name": actor.name.upper(),
        f"Actor{n}CountryCode": actor.country or "",
        f"Actor{n}Type1Code": code[3:6] if actor.country else "",
    }


def icews_rows(records: Iterable[Keyed], weights: Mapping[str, float]) -> Iterator[Row]:
    """Rows of ICEWS; one for each source and target."""
    for key, record, event, cast in _told_as_fact(records):
        day = _day(record, event)
        for n, (source, target) in enumerate(_dyads(event, cast)):
            row: Row = dict.fromkeys(ICEWS_COLUMNS, "NA")
            row |= {
                "Event ID": _number(key, event, n),
                "Event Date": day or "NA",
                "Event Text": record.quote(event.anchor),
                "CAMEO Code": event.cameo,
                "Intensity": weights.get(event.cameo, weights.get(event.cameo[:3], "NA")),
                "Story ID": key,
                "Publisher": record.document.outlet or "NA",
                "City": event.place.name if event.place else "NA",
                "Country": (event.place and event.place.country) or "NA",
            }
            if event.place and event.place.latitude is not None:
                row |= {"Latitude": event.place.latitude, "Longitude": event.place.longitude}
            for side, actor in (("Source", source), ("Target", target)):
                if actor is not None:
                    row |= {
                        f"{side} Name": actor.name,
                        f"{side} Sectors": _SECTORS.get((actor.code or "")[3:6], "NA"),
                        f"{side} Country": actor.country or "NA",
                    }
            yield row


def plover_rows(records: Iterable[Keyed]) -> Iterator[Row]:
    """PLOVER records (JSON), with the status as a field of our own beside the standard ones.

    PLOVER has a place for more than an event triple, so all statuses are carried.
    """
    for key, record in records:
        cast = {actor.id: actor for actor in record.actors}
        for event in record.events:
            yield {
                "id": f"{key}.{event.id}",
                "date": _day(record, event),
                "event": event.type,
                "quad": quad_of(event.type),
                "cameo": event.cameo,
                "source": [_plover_actor(cast[i]) for i in event.source if i in cast],
                "target": [_plover_actor(cast[i]) for i in event.target if i in cast],
                "location": event.place
                and {
                    name: getattr(event.place, name)
                    for name in ("name", "country", "region", "latitude", "longitude")
                },
                "eventText": record.quote(event.anchor),
                "publication": record.document.outlet,
                "story": record.document.uri or record.document.id,
                "deedwatch_status": event.status,
                "deedwatch_span": list(event.anchor),
            }


def _plover_actor(actor: Actor) -> Row:
    sector = actor.code[3:6] if actor.code and actor.country else None
    return {"actorText": actor.name, "code": actor.country or actor.code, "sector": sector}
