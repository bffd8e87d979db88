"""The form of ``RECORD.md``, checked key by key on plain JSON: what breaks it, each with its path.

Written from the contract and not from ``deedwatch.records``, so that the two are held against each other.
"""

from __future__ import annotations

import re

DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$|\d{4}(?:-\d\d)?$")
KINDS = {
    "person",
    "state",
    "government",
    "organisation",
    "armed_group",
    "international_organisation",
    "population",
    "media",
    "unnamed",
}
ACTS = {
    "assert",
    "assess",
    "demand",
    "request",
    "promise",
    "propose",
    "predict",
    "accuse",
    "deny",
    "admit",
    "accept",
    "reject",
    "praise",
    "threaten",
    "decline",
}
TYPES = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
STATUSES = {"reported", "alleged", "denied", "planned", "proposed", "conditional", "ended"}
MATTERS = {"demand", "promise", "proposal", "accusation", "prediction"}
STANCES = {"supports", "accepts", "conditional", "noncommittal", "rejects", "denies", "counters"}


class Form:
    """The faults of one record; ``faults`` is empty where it keeps the form."""

    def __init__(self, record):
        self.faults = []
        self.length = 0
        self._record(record)

    def want(self, holds, where, value=None):
        if not holds:
            self.faults.append(f"{where}: {value!r}")

    def keys(self, thing, names, where):
        missing = [name for name in names.split() if name not in thing]
        self.want(not missing, f"{where} lacks", missing)
        return not missing

    def span(self, value, where):
        fits = isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)
        self.want(fits and 0 <= value[0] < value[1] <= self.length, where, value)

    def each_span(self, spans, where):
        for number, span in enumerate(spans):
            self.span(span, f"{where}[{number}]")

    def maybe(self, value, check, where):
        if value is not None:
            check(value, where)

    def text(self, value, where):
        self.want(value is None or (isinstance(value, str) and value.strip()), where, value)

    def known(self, ids, among, where):
        for one in ids:
            self.want(one in among, where, one)

    def share(self, value, where):
        self.want(isinstance(value, int | float) and 0 <= value <= 1, where, value)

    def day(self, value, where):
        self.want(isinstance(value, str) and DAY.match(value), where, value)

    def _record(self, record):
        if not self.keys(record, "schema document actors statements events ledger", "record"):
            return
        self.want(record["schema"] == "deedwatch/1", "schema", record["schema"])
        self._document(record["document"])
        self.actors = self._ids(record["actors"], "a")
        self.statements = self._ids(record["statements"], "s")
        self._ids(record["events"], "e")
        self._ids(record["ledger"], "l")
        for actor in record["actors"]:
            self._actor(actor)
        for statement in record["statements"]:
            self._statement(statement)
        for event in record["events"]:
            self._event(event)
        for matter in record["ledger"]:
            self._matter(matter)

    def _ids(self, things, letter):
        ids = [thing.get("id", "") for thing in things]
        self.want(len(set(ids)) == len(ids), f"ids of {letter} given once", ids)
        for one in ids:
            self.want(re.fullmatch(rf"{letter}\d+", one), f"id of {letter}", one)
        return set(ids)

    def _document(self, document):
        names = "id uri title outlet authors contributors published updated dateline language text"
        if not self.keys(document, names, "document"):
            return
        self.length = len(document["text"])
        self.want(document["text"].strip() and document["id"], "document.text and id", document["id"])
        for name in ("uri", "title", "outlet", "dateline", "language"):
            self.text(document[name], f"document.{name}")
        for name in ("authors", "contributors"):
            for person in document[name]:
                self.want(isinstance(person, str) and person.strip(), f"document.{name}", person)
        for name in ("published", "updated"):
            self.want(
                document[name] is None or MOMENT.match(document[name]), f"document.{name}", document[name]
            )

    def _actor(self, actor):
        where = f"actor {actor['id']}"
        if not self.keys(actor, "name kind country code roles mentions", where):
            return
        self.want(actor["name"].strip(), f"{where} name", actor["name"])
        self.want(actor["kind"] in KINDS, f"{where} kind", actor["kind"])
        country, code = actor["country"], actor["code"]
        self.want(country is None or re.fullmatch("[A-Z]{3}", country), f"{where} country", country)
        self.want(code is None or re.fullmatch("(?:[A-Z0-9]{3}){1,4}", code), f"{where} code", code)
        self.each_span(actor["mentions"], f"{where} mentions")

    def _statement(self, said):
        where = f"statement {said['id']}"
        names = "speaker addressees mode act content cue source_span channel on confidence"
        if not self.keys(said, names, where):
            return
        self.known([one for one in (said["speaker"],) if one], self.actors, f"{where} speaker")
        self.known(said["addressees"], self.actors, f"{where} addressees")
        self.want(said["mode"] in {"direct", "indirect", "mixed"}, f"{where} mode", said["mode"])
        self.want(said["act"] in ACTS, f"{where} act", said["act"])
        self.want(said["content"], f"{where} content", said["content"])
        self.each_span(said["content"], f"{where} content")
        self.maybe(said["cue"], self.span, f"{where} cue")
        self.maybe(said["source_span"], self.span, f"{where} source_span")
        self.maybe(said["on"], self.day, f"{where} on")
        self.text(said["channel"], f"{where} channel")
        self.share(said["confidence"], f"{where} confidence")

    def _event(self, event):
        where = f"event {event['id']}"
        names = (
            "type cameo source target status background anchor date place according_to meeting casualties"
            " means confidence"
        )
        if not self.keys(event, names, where):
            return
        self.want(event["type"] in TYPES, f"{where} type", event["type"])
        self.want(re.fullmatch(r"\d{2,4}", event["cameo"]), f"{where} cameo", event["cameo"])
        self.want(event["status"] in STATUSES, f"{where} status", event["status"])
        self.want(isinstance(event["background"], bool), f"{where} background", event["background"])
        for side in ("source", "target"):
            self.known(event[side], self.actors, f"{where} {side}")
        self.span(event["anchor"], f"{where} anchor")
        self.known([one for one in (event["according_to"],) if one], self.statements, f"{where} according_to")
        self.text(event["means"], f"{where} means")
        self.share(event["confidence"], f"{where} confidence")
        self.maybe(event["date"], self._dates, f"{where} date")
        self.maybe(event["place"], self._place, f"{where} place")
        self.maybe(event["meeting"], self._meeting, f"{where} meeting")
        self.maybe(event["casualties"], self._casualties, f"{where} casualties")

    def _dates(self, dates, where):
        if self.keys(dates, "from to span", where):
            self.maybe(dates["from"], self.day, f"{where} from")
            self.maybe(dates["to"], self.day, f"{where} to")
            self.maybe(dates["span"], self.span, f"{where} span")
            both = dates["from"] and dates["to"]
            self.want(not both or dates["from"] <= dates["to"], f"{where} order", dates)

    def _place(self, place, where):
        if self.keys(place, "name country span", where):
            self.want(place["name"].strip(), f"{where} name", place["name"])
            country = place["country"]
            self.want(country is None or re.fullmatch("[A-Z]{3}", country), f"{where} country", country)
            self.maybe(place["span"], self.span, f"{where} span")

    def _meeting(self, meeting, where):
        if self.keys(meeting, "host duration participants", where):
            self.known([one for one in (meeting["host"],) if one], self.actors, f"{where} host")
            self.known(meeting["participants"], self.actors, f"{where} participants")
            lasted = meeting["duration"]
            self.want(lasted is None or re.fullmatch(r"P[0-9DTHMW.]+", lasted), f"{where} duration", lasted)

    def _casualties(self, figures, where):
        if self.keys(figures, "killed injured taken", where):
            for name in ("killed", "injured", "taken"):
                self.maybe(figures[name], self._range, f"{where} {name}")

    def _range(self, ends, where):
        fits = len(ends) == 2 and all(end is None or (type(end) is int and end >= 0) for end in ends)
        self.want(fits and (None in ends or ends[0] <= ends[1]) and ends != [None, None], where, ends)

    def _matter(self, matter):
        where = f"matter {matter['id']}"
        if not self.keys(matter, "kind by to content statement positions", where):
            return
        self.want(matter["kind"] in MATTERS, f"{where} kind", matter["kind"])
        self.known([*matter["by"], *matter["to"]], self.actors, f"{where} parties")
        self.span(matter["content"], f"{where} content")
        self.known([one for one in (matter["statement"],) if one], self.statements, f"{where} statement")
        for position in matter["positions"]:
            if self.keys(position, "actor stance statement", where):
                self.known([position["actor"]], self.actors, f"{where} position")
                self.want(position["stance"] in STANCES, f"{where} stance", position["stance"])
                told = [one for one in (position["statement"],) if one]
                self.known(told, self.statements, f"{where} position's statement")


def each_span(record):
    """All spans of a record in its JSON form."""
    if isinstance(record, dict):
        for key, value in record.items():
            if key != "document":
                yield from each_span(value)
    elif isinstance(record, list) and len(record) == 2 and all(type(end) is int for end in record):
        yield tuple(record)
    elif isinstance(record, list):
        for value in record:
            yield from each_span(value)


def shown_in(record, raw):
    """The words of each span of a record beside what its document's segments show of it in the raw file.

    A casualty range is a pair of numbers too, so pairs that are no span of the text are passed over.
    """
    text, segments = record["document"]["text"], record["document"]["segments"]
    for start, end in set(each_span(record)):
        if not 0 <= start < end <= len(text):
            continue
        stretches = [s for s in segments if s["start"] < end and s["end"] > start]
        shown = "".join(_raw(raw, segment, start, end) for segment in stretches)
        yield (text[start:end], shown)


def _raw(raw, segment, start, end):
    whole = segment["end"] - segment["start"] == segment["raw_end"] - segment["raw_start"]
    low = max(0, start - segment["start"]) if whole else 0
    cut = max(0, segment["end"] - end) if whole else 0
    return raw[segment["raw_start"] + low : segment["raw_end"] - cut]
