"""What the ledger keeps: entries with their mentions, stances and links; nothing is overwritten.

Every row carries ``told``, the day on which its report was published. A view as of a day uses the
rows told by then, so the account of a day is the same whatever was learned later.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from deedwatch.records import MatterKind, Move, Noun, Span, Stance

__all__ = [
    "UNDATED",
    "Entry",
    "Learned",
    "LearnedKind",
    "Ledger",
    "Link",
    "LinkKind",
    "Mention",
    "Proof",
    "Ruling",
    "Stand",
    "Standing",
]

UNDATED = "9999"
"""Where a report without a day stands: after all others."""

Standing: TypeAlias = Literal[
    "open", "accepted", "refused", "disputed", "withdrawn", "lapsed", "met", "broken"
]
LearnedKind: TypeAlias = Literal["side", "alias", "name", "home"]
LinkKind: TypeAlias = Literal["restated", "amended", "withdrawn", "conditional-on", "countered-by"]


class Proof(Noun, frozen=True):
    """Evidence that one report tells of: a party's claim to have it, or what the report says was shown."""

    report: str
    span: Span
    wording: str
    on: str | None
    claimed: bool
    by: str | None = None
    statement: str | None = None


class Mention(Noun, frozen=True):
    """One report's telling of a matter: its words, where they stand, and what the maker did.

    ``called`` is what the report calls the makers of what it recalls, where that is no name; ``headed`` is
    its headline, where it opens with the matter: by its words an answer may know it, and nothing else.
    """

    report: str
    span: Span
    wording: str
    on: str | None
    told: str | None
    move: Move = "states"
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    due: str | None = None
    statement: str | None = None
    also: tuple[str, ...] = ()
    evidence: tuple[Proof, ...] = ()
    called: tuple[str, ...] = ()
    headed: str = ""


class Stand(Noun, frozen=True):
    """One party's stance on one day: who spoke, in which report, and who tells it if not they.

    ``recalled`` is true where the report tells it as one taken before what it tells.
    """

    party: str
    actor: str
    stance: Stance
    on: str | None
    told: str | None
    report: str
    statement: str | None = None
    told_by: str | None = None
    span: Span | None = None
    recalled: bool = False


class Link(Noun, frozen=True):
    """How a matter hangs together with another, or with its own earlier form (``matter`` is itself)."""

    kind: LinkKind
    matter: str
    on: str | None
    told: str | None
    report: str


class Ruling(Noun, frozen=True):
    """That a matter was met or broken: only a person says so, by a signed row.

    >>> Ruling(matter="m1", standing="broken", on="2017-09-01", by="Ada", reason="seen again").words
    'broken since 2017-09-01, as Ada rules: seen again'
    """

    matter: str
    standing: Literal["met", "broken"]
    on: str
    by: str
    reason: str = ""

    @property
    def words(self) -> str:
        """Who ruled what, from which day, and why."""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.standing} since {self.on}, as {self.by} rules{why}"


class Entry(Noun, frozen=True):
    """One matter over all reports."""

    id: str
    kind: MatterKind
    mentions: tuple[Mention, ...]
    stands: tuple[Stand, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def makers(self) -> set[str]:
        """All parties that are told to have made it."""
        return {maker for told in self.mentions for maker in told.by}

    @property
    def asked(self) -> set[str]:
        """All parties to which it is told to go."""
        return {to for told in self.mentions for to in told.to}


class Learned(Noun, frozen=True):
    """What was learned of a name from a report of a day.

    For whom a person speaks ("side"), under which name a body goes ("alias") or a person who speaks for
    himself ("name"), and in the affairs of which state somebody was told ("home").
    """

    told: str
    kind: LearnedKind
    name: str
    party: str


class Ledger(Noun, frozen=True):
    """All matters, in the order in which they were opened."""

    entries: tuple[Entry, ...] = ()
