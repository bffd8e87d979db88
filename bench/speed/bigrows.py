"""The rows of one report of a book that nobody read: of true shape, drawn by a seed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from texts import report as news

from deedwatch import Document, record
from deedwatch.reckoning.happenings import Claim, Figure, Happening, Party, Telling, first_day_of
from deedwatch.reckoning.ledger import Entry, Mention, Stand, roles_of, words_of
from deedwatch.records import ACTS, MATTER_KINDS, PLOVER_TYPES, DateRange, Place, quad_of

if TYPE_CHECKING:
    import random

__all__ = ["EVENTS_A_REPORT", "Told", "rows_of", "told"]

CODES = [
    "TUR", "GRC", "EGY", "SDN", "ETH", "KEN", "PAK", "IND", "IRN", "IRQ", "RUS", "GEO", "COL", "VEN", "JPN",
    "CHN",
]  # fmt: skip
STATUSES = ["reported"] * 6 + ["alleged", "planned", "proposed", "denied"]
TOWNS = [f"Town {number}" for number in range(400)]
WORDS = "the camps north of the river be closed and the men in them sent home before the rains"
EVENTS_A_REPORT, STATEMENTS_A_REPORT, MATTERS_A_REPORT = 20, 10, 2
_FIRST, _DAYS = dt.date(2010, 1, 1), 3_650


@dataclass(frozen=True)
class Told:
    """What the columns of a report hold that is its text, its segments and its record."""

    text: str = "…"
    segments: str = "[]"
    record: str = '{"document":{"text":""}}'


def told(number: int) -> Told:
    """One report of the generator, read."""
    row = news(number)
    whole = record(Document(id=row["id"], text=row["text"], published=row["published"]))
    plain = msgspec.to_builtins(whole)
    text, segments = plain["document"]["text"], plain["document"].pop("segments")
    plain["document"]["text"] = ""
    return Told(text, msgspec.json.encode(segments).decode(), msgspec.json.encode(plain).decode())


def rows_of(number: int, draw: random.Random, given: Told) -> dict[str, list[dict[str, Any]]]:
    """All rows that one report brings, by table."""
    key = f"{number:020x}"
    day = (_FIRST + dt.timedelta(days=draw.randrange(_DAYS))).isoformat()
    rows: dict[str, list[dict[str, Any]]] = {"reports": [_report(key, number, day, given)]}
    rows["statements"] = [_statement(key, place, day, draw) for place in range(STATEMENTS_A_REPORT)]
    rows["events"] = [_event(key, place, day, draw) for place in range(EVENTS_A_REPORT)]
    rows["matters"] = [_matter(key, place, day, draw) for place in range(MATTERS_A_REPORT)]
    found = [_happening(key, number, two, draw) for two in zip(*[iter(rows["events"])] * 2, strict=True)]
    rows["happenings"] = [_happening_row(one) for one in found]
    rows["happening_parties"] = [
        {"happening": one.id, "side": side, "name": party.name, "country": party.country}
        for one in found
        for side, party in (("source", one.sources[0]), ("target", one.targets[0]))
    ]
    rows["tellings"] = [_telling_row(one, telling) for one in found for telling in one.tellings]
    first = number * MATTERS_A_REPORT
    entries = [_entry(number, row) for row in rows["matters"]]
    rows["ledger"] = [_ledger_row(first + place, entry) for place, entry in enumerate(entries)]
    rows["ledger_parties"] = [row for entry in entries for row in _ledger_parties(entry, draw)]
    return rows


def _report(key: str, number: int, day: str, given: Told) -> dict[str, Any]:
    return {
        "key": key, "id": f"r{number}", "title": f"Report {number}", "outlet": f"Wire {number % 9}",
        "authors": "[]", "contributors": "[]", "published": day, "text": given.text,
        "segments": given.segments, "record": given.record, "reader": "0", "given": "{}", "digest": "",
    }  # fmt: skip


def _statement(key: str, place: int, day: str, draw: random.Random) -> dict[str, Any]:
    speaker = draw.choice(CODES)
    return {
        "key": f"{key}.s{place}", "report": key, "subject": f"{key}:statements:{place}-{place + 1}",
        "speaker_name": speaker, "speaker_country": speaker, "addressees": "[]", "mode": "indirect",
        "act": draw.choice(ACTS), "words": WORDS, "content": f"[[{place},{place + 1}]]", "day": day,
        "confidence": 0.5, "doubt": round(draw.random(), 6),
    }  # fmt: skip


def _event(key: str, place: int, day: str, draw: random.Random) -> dict[str, Any]:
    kind = draw.choice(PLOVER_TYPES)
    source, target = draw.sample(CODES, 2)
    return {
        "key": f"{key}.e{place}", "report": key, "subject": f"{key}:events:{place}-{place + 1}",
        "type": kind, "cameo": "010", "quad": quad_of(kind), "status": draw.choice(STATUSES),
        "background": 0, "source": "[]", "source_name": source, "source_country": source, "target": "[]",
        "target_name": target, "target_country": target, "words": "met", "anchor_start": 0,
        "anchor_end": 1, "day": day, "place_country": draw.choice(CODES), "confidence": 0.5,
        "doubt": round(draw.random(), 6),
    }  # fmt: skip


def _matter(key: str, place: int, day: str, draw: random.Random) -> dict[str, Any]:
    by, to = draw.sample(CODES, 2)
    return {
        "key": f"{key}.l{place}", "report": key, "subject": f"{key}:matters:{place}-{place + 1}",
        "kind": draw.choice(MATTER_KINDS), "by": "[]", "by_name": by, "by_country": by, "to": "[]",
        "to_name": to, "to_country": to, "words": WORDS, "content_start": 0, "content_end": 1, "day": day,
        "doubt": round(draw.random(), 6),
    }  # fmt: skip


def _happening(
    key: str, number: int, two: tuple[dict[str, Any], dict[str, Any]], draw: random.Random
) -> Happening:
    """A happening of two tellings that give different figures."""
    first = two[0]
    killed = draw.randrange(40)
    claims = tuple(
        Claim(report=key, event=row["key"].split(".")[1], low=killed + place, high=killed + place)
        for place, row in enumerate(two)
    )
    tellings = tuple(
        Telling(
            report=key, event=row["key"].split(".")[1], anchor=(0, 3), status=row["status"],
            outlet=f"Wire {number % 9}", told=row["day"], reason="same parties, same day",
        )
        for row in two
    )  # fmt: skip
    return Happening(
        id="h" + first["key"].replace(".", ""),
        type=first["type"],
        sources=(Party(first["source_name"], first["source_country"]),),
        targets=(Party(first["target_name"], first["target_country"]),),
        date=DateRange(from_=first["day"], to=first["day"]),
        place=Place(
            draw.choice(TOWNS),
            first["place_country"],
            latitude=draw.uniform(-50, 60),
            longitude=draw.uniform(-90, 140),
        ),
        status=first["status"],
        title=f"{first['source_name']} {first['type']} {first['target_name']}",
        tellings=tellings,
        figures=(Figure("killed", killed, killed + 1, open_ended=False, agreed=False, claims=claims),),
        reports=2,
        independent=2,
    )


def _happening_row(one: Happening) -> dict[str, Any]:
    return {
        "key": one.id, "day": first_day_of(one) or "9999", "type": one.type, "status": one.status,
        "place": one.place and one.place.name, "place_country": one.place and one.place.country,
        "reports": one.reports, "body": msgspec.json.encode(one).decode(),
    }  # fmt: skip


def _telling_row(one: Happening, telling: Telling) -> dict[str, Any]:
    return {
        "key": f"{telling.report}.{telling.event}", "report": telling.report, "type": one.type,
        "week": 0, "happening": one.id, "body": "{}",
    }  # fmt: skip


def _entry(number: int, row: dict[str, Any]) -> Entry:
    """A matter with two mentions, an acceptance by the one addressed and a word of a third party."""
    report, day = f"r{number}", row["day"]
    mentions = tuple(
        Mention(
            report=report, span=(0, 80), wording=row["words"], on=day, told=day, move=move,
            by=(row["by_name"],), to=(row["to_name"],), statement="s1",
        )
        for move in ("states", "restates")
    )  # fmt: skip
    third = CODES[number % len(CODES)]
    stands = tuple(
        Stand(party=party, actor=party, stance=stance, on=day, told=day, report=report, statement="s2")
        for party, stance in ((row["to_name"], "conditional"), (third, "supports"))
    )
    return Entry(id=row["key"].replace(".", ""), kind=row["kind"], mentions=mentions, stands=stands)


def _ledger_row(number: int, entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.id, "number": number, "kind": entry.kind, "told": entry.mentions[0].told,
        "last": entry.mentions[-1].told, "words": "\n".join(sorted(words_of(entry))),
        "body": msgspec.json.encode(entry).decode(),
    }  # fmt: skip


def _ledger_parties(entry: Entry, draw: random.Random) -> list[dict[str, Any]]:
    last = entry.mentions[-1].told
    roles = [*roles_of(entry), ("about", draw.choice(CODES), last)]
    row = {"matter": entry.id, "kind": entry.kind}
    return [row | {"role": role, "party": party, "last": last} for role, party, last in roles]
