"""What the account of happenings keeps: groups, joins with their reasons, rulings, figures, tellings."""

from __future__ import annotations

from typing import Literal, TypeAlias

from deedwatch.records import Casualties, DateRange, Noun, Place, PloverType, Span, Status

__all__ = [
    "Claim",
    "Copy",
    "Figure",
    "Group",
    "Happening",
    "Join",
    "JoinKind",
    "Mention",
    "Pairing",
    "Party",
    "Telling",
]

JoinKind: TypeAlias = Literal["same text", "copy", "same happening"]
FigureKind: TypeAlias = Literal["killed", "injured", "taken"]


class Group(Noun, frozen=True):
    """Where one report stands: the group of its copies, and the happening that it tells."""

    id: str
    copy_group: str
    happening: str


class Join(Noun, frozen=True):
    """Why a report stands with another: how alike they are, by what names, on which days.

    ``score`` is the share of the shorter text that both have for a copy, else the likeness of the two, of
    which the second is the first's nearest; ``passages`` are spans of the first report's text that the other
    has too, or that hold most of the names which both have.
    """

    report: str
    with_: str
    kind: JoinKind
    score: float
    names: tuple[str, ...] = ()
    passages: tuple[Span, ...] = ()
    days: tuple[str | None, str | None] = (None, None)


class Pairing(Noun, frozen=True):
    """A person's word that two reports (or two events) are of one happening, or are not."""

    decision: Literal["together", "apart"]
    one: str
    two: str
    by: str = ""
    on: str = ""


class Copy(Noun, frozen=True):
    """A report that is another's text again: from which, how much of it, and what differs.

    ``left_out`` are spans of the original that the copy lacks; ``put_in`` spans of the copy that the
    original lacks.
    """

    report: str
    copied_from: str
    score: float
    left_out: tuple[Span, ...] = ()
    put_in: tuple[Span, ...] = ()


class Party(Noun, frozen=True):
    """A side of a happening: its name as most reports give it, and its country."""

    name: str
    country: str | None = None


class Telling(Noun, frozen=True):
    """One report's telling of a happening: its event, the words, and what this report says of it."""

    report: str
    event: str
    anchor: Span
    status: Status
    outlet: str | None = None
    told: str | None = None
    according_to: str | None = None
    date: DateRange | None = None
    place: Place | None = None
    casualties: Casualties | None = None
    copied_from: str | None = None
    score: float = 1.0
    reason: str = ""


class Claim(Noun, frozen=True):
    """Who gives which figure, and when: ``by`` is the speaker where the report only passes it on."""

    report: str
    event: str
    low: int | None
    high: int | None
    by: str | None = None
    told: str | None = None
    copies: tuple[str, ...] = ()


class Figure(Noun, frozen=True):
    """A figure as all independent sources give it: from the least to the most, and who says which.

    Copies stand under the claim that they copy; they do not widen the range. There is no average.
    ``open_ended`` where the highest number is only a lower bound ("at least 30"); ``agreed`` where one
    number fits every claim.
    """

    kind: FigureKind
    low: int
    high: int
    open_ended: bool
    agreed: bool
    claims: tuple[Claim, ...]


class Happening(Noun, frozen=True):
    """One thing in the world, told by one or more events of reports."""

    id: str
    type: PloverType
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    date: DateRange | None
    place: Place | None
    status: Status
    title: str
    tellings: tuple[Telling, ...]
    figures: tuple[Figure, ...] = ()
    reports: int = 1
    independent: int = 1
    copies: tuple[Copy, ...] = ()


class Mention(Noun, frozen=True):
    """Words that name an event, given by whoever found them; for ``link``.

    ``span`` is in the document's text, ``at`` the place of the words in ``sentence`` (found by looking
    for them where it is None). ``participants``, ``places`` and ``times`` are the words of the event's
    arguments where given, ``lemma`` that of the head; without it the house's own tables give one.
    """

    id: str
    document: str
    text: str
    sentence: str
    span: Span
    at: int | None = None
    lemma: str = ""
    participants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
