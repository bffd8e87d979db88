"""The nouns: frozen, slotted records whose JSON form is the contract `deedwatch/1`."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from deedwatch.notebook import html_block, html_table
from deedwatch.records.terms import (  # noqa: TC001 - msgspec reads the fields' types
    Act,
    ActorKind,
    MatterKind,
    Mode,
    Move,
    PloverType,
    Range,
    Span,
    Stance,
    Status,
)

__all__ = [
    "Actor",
    "Casualties",
    "DateRange",
    "Document",
    "Event",
    "Evidence",
    "Fault",
    "Matter",
    "Meeting",
    "Noun",
    "Page",
    "Place",
    "Position",
    "Record",
    "Review",
    "Segment",
    "Statement",
]


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False, gc=False):
    """What all records share: frozen, compared by value, keyword-only."""


class Segment(Noun, frozen=True):
    """A stretch of clean text and where it stands in the raw file (decoded characters).

    Where both sides have the same length, they match character by character; where not (an HTML
    entity, white space folded), the whole segment maps to the whole raw stretch.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


class Page(Noun, frozen=True):
    """A report as it came: the raw file with its furniture, before any reading."""

    id: str
    raw: str
    media_type: Literal["text/html", "text/plain"]
    uri: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


class Document(Noun, frozen=True, kw_only=True):
    """One report: its clean text and what the page says of itself."""

    id: str = ""
    uri: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    dateline: str | None = None
    language: str | None = "en"
    text: str
    segments: tuple[Segment, ...] = ()


class Actor(Noun, frozen=True):
    """Who: a person, state, body, group or an unnamed speaker, with its CAMEO code as of the date."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


class Statement(Noun, frozen=True):
    """Who said what, to whom, how, with what act.

    ``cameo`` is the code of a saying that is no event, which PLOVER drops: "016" for a denial. None
    where the act is an event of its own, which has its code.
    """

    id: str
    speaker: str | None
    mode: Mode
    act: Act
    content: tuple[Span, ...]
    addressees: tuple[str, ...] = ()
    cue: Span | None = None
    source_span: Span | None = None
    channel: str | None = None
    on: str | None = None
    relayed_by: str | None = None
    confidence: float = 0.5
    cameo: str | None = None


class DateRange(Noun, frozen=True):
    """First and last possible day of an event, and the words that date it."""

    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    span: Span | None = None

    @property
    def day(self) -> str | None:
        """The day under which it is listed: the first, or the last where only that is told."""
        return self.from_ or self.to


class Place(Noun, frozen=True):
    """Where, in the text's own words, with the country where that can be told.

    ``region`` is the first-order division by GeoNames' code (in the US the state's name), ``latitude``
    and ``longitude`` are degrees: all three only for a town or region that the words settle.
    """

    name: str
    country: str | None = None
    span: Span | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Meeting(Noun, frozen=True):
    """Host, ISO 8601 duration and participants of a CONSULT event."""

    host: str | None = None
    duration: str | None = None
    participants: tuple[str, ...] = ()


class Casualties(Noun, frozen=True):
    """Figures as ``(low, high)``: "at least 21" is ``(21, None)``, "up to 9" is ``(None, 9)``."""

    killed: Range | None = None
    injured: Range | None = None
    taken: Range | None = None


class Event(Noun, frozen=True):
    """Who did what to whom, as this report tells it, with its status."""

    id: str
    type: PloverType
    cameo: str
    anchor: Span
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: Status = "reported"
    background: bool = False
    date: DateRange | None = None
    place: Place | None = None
    according_to: str | None = None
    meeting: Meeting | None = None
    casualties: Casualties | None = None
    means: str | None = None
    confidence: float = 0.5


class Position(Noun, frozen=True):
    """One actor's stance on a matter, and the statement in which it shows.

    ``told_by`` is the actor that says so where only another tells it; ``on`` is the day that the
    text gives the stance; ``span`` the words in which it shows. ``recalled`` is true where it is told as
    one taken before what the report tells ("which it had rejected").
    """

    actor: str
    stance: Stance
    statement: str | None = None
    told_by: str | None = None
    on: str | None = None
    span: Span | None = None
    recalled: bool = False


class Evidence(Noun, frozen=True):
    """What is brought forward for or against a charge, and whether the report itself shows it.

    ``span`` are the words that name it. ``claimed`` is true where only a party's words tell of it ("we
    have photographs"), false where the report tells in its own voice that it was shown. ``by`` is the
    actor that claims or shows it, ``statement`` the one that tells of it.
    """

    span: Span
    claimed: bool
    by: str | None = None
    statement: str | None = None


class Matter(Noun, frozen=True):
    """A demand, promise, proposal, accusation or prediction on which parties take positions.

    ``also`` are other wordings in the same report; ``on`` is the day the text gives; ``due`` the last
    day by which it is to happen; ``move`` is what the report tells of it: stated afresh, restated,
    amended or withdrawn by its maker, or only recalled (named by others, or told as earlier).
    ``evidence`` is what is brought forward for or against a charge, each a claim or shown.
    """

    id: str
    kind: MatterKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    content: Span
    statement: str | None = None
    positions: tuple[Position, ...] = ()
    also: tuple[Span, ...] = ()
    on: str | None = None
    due: str | None = None
    move: Move = "states"
    evidence: tuple[Evidence, ...] = ()


class Record(Noun, frozen=True, kw_only=True):
    """What one report says: the document and all that was read out of it.

    ``answers`` are stances on matters that the report does not tell, each under the words in which it is
    taken ("will not let the crew go"), and deeds that may have been asked of their doers, without a stance; a
    ledger over many reports may know the matter.
    """

    schema: Literal["deedwatch/1"] = "deedwatch/1"
    document: Document
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    ledger: tuple[Matter, ...] = ()
    answers: tuple[Matter, ...] = ()

    def to_json(self) -> str:
        """The record as one line of JSON in the form of the contract."""
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """The record back from its JSON, without loss.

        Raises ``msgspec.ValidationError`` naming the path of the first value that breaks the form.
        """
        return msgspec.json.decode(line, type=cls)

    def actor(self, id: str | None) -> Actor | None:  # noqa: A002 - the contract's word
        """The actor with this local id, or None."""
        return next((actor for actor in self.actors if actor.id == id), None)

    def quote(self, span: Span | None) -> str:
        """The words at a span of the text; empty for None."""
        return "" if span is None else self.document.text[span[0] : span[1]]

    def _names(self, ids: tuple[str | None, ...]) -> str:
        found = (self.actor(one) for one in ids if one)
        return ", ".join(actor.name for actor in found if actor)

    def _repr_html_(self) -> str:
        said = [
            (s.id, self._names((s.speaker,)), s.act, self._names(s.addressees),
             " … ".join(self.quote(span) for span in s.content), s.on)
            for s in self.statements
        ]  # fmt: skip
        done = [
            (e.id, self._names(e.source), e.type, self._names(e.target), e.status, self.quote(e.anchor),
             e.date and e.date.day, e.place and e.place.name)
            for e in self.events
        ]  # fmt: skip
        stand = [
            (m.id, m.kind, self._names(m.by), self._names(m.to), self.quote(m.content),
             "; ".join(f"{self._names((p.actor,))}: {p.stance}" for p in m.positions))
            for m in self.ledger
        ]  # fmt: skip
        of = self.document
        tables = (
            html_table("Statements", ("id", "speaker", "act", "to", "words", "on"), said),
            html_table("Events", ("id", "source", "type", "target", "status", "words", "on", "place"), done),
            html_table("Matters", ("id", "kind", "by", "to", "words", "positions"), stand),
        )
        words = ", ".join(part for part in (of.outlet, of.published) if part)
        return html_block(of.title or of.id or "Record", words, tables)


class Fault(Noun, frozen=True):
    """What could not be read, at which stage, why, and what to do about it."""

    document: str
    stage: str
    reason: str
    remedy: str = ""

    @property
    def is_of_date(self) -> bool:
        """Whether only the date was refused, and the report read without it."""
        return self.stage == "date"


class Review(Noun, frozen=True):
    """A person's signed, dated decision on one noun; withdrawn by another row, never erased.

    ``subject`` is report, noun and place (``KEY:events:120-131``), so that it outlives a new reading;
    ``body`` holds the corrected fields; ``decided`` is UTC.
    """

    key: str
    noun: str
    subject: str
    decision: Literal["accept", "correct", "refuse", "skip", "undo", "note", "split", "merge"]
    reviewer: str
    decided: str
    body: dict[str, Any] = {}
    note: str | None = None
    withdraws: str | None = None
