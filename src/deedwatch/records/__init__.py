"""The nouns: frozen, slotted records whose JSON form is the contract `deedwatch/1`.

All spans are ``[start, end)`` character offsets into ``Document.text``. Ids inside a record are
local to it. What the text does not support is ``None`` or empty, never a guess. Dates are ISO
strings that keep their precision (``2024-03`` is a month).
"""

from __future__ import annotations

from deedwatch.records.nouns import (
    Actor,
    Casualties,
    DateRange,
    Document,
    Event,
    Evidence,
    Fault,
    Matter,
    Meeting,
    Noun,
    Page,
    Place,
    Position,
    Record,
    Review,
    Segment,
    Statement,
)
from deedwatch.records.reviews import holding_reviews, review_subject, ruled_on
from deedwatch.records.terms import (
    ACTS,
    MATTER_KINDS,
    PLOVER_TYPES,
    STANCES,
    STATUSES,
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
    quad_of,
)
from deedwatch.records.written import broken_letters, day_of, figure_words, is_code, is_moment

__all__ = [
    "ACTS",
    "MATTER_KINDS",
    "PLOVER_TYPES",
    "STANCES",
    "STATUSES",
    "Act",
    "Actor",
    "ActorKind",
    "Casualties",
    "DateRange",
    "Document",
    "Event",
    "Evidence",
    "Fault",
    "Matter",
    "MatterKind",
    "Meeting",
    "Mode",
    "Move",
    "Noun",
    "Page",
    "Place",
    "PloverType",
    "Position",
    "Range",
    "Record",
    "Review",
    "Segment",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "broken_letters",
    "day_of",
    "figure_words",
    "holding_reviews",
    "is_code",
    "is_moment",
    "quad_of",
    "review_subject",
    "ruled_on",
]
