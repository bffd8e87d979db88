"""What is asked: whose conduct toward whom, of what kind, since when, over which weeks."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts.reporting import EXPOSURES, ExposureKind
from deedwatch.records import PLOVER_TYPES, Noun

__all__ = ["KINDS", "READ", "Question", "monday", "week_of"]

_EPOCH = dt.date(1970, 1, 5).toordinal()  # a Monday; weeks count from it
KINDS = {
    "verbal cooperation": 1,
    "material cooperation": 2,
    "verbal conflict": 3,
    "material conflict": 4,
}
READ = "read"
LONGEST = 520


class Question(Noun, frozen=True):
    """One question, whole: asked again of the same data it has the same answer.

    ``kind`` is a quad class or PLOVER types joined by commas; ``data`` is ``read`` (the book's own
    happenings) or the name of an imported data set. ``exposure`` is what events are held against: ``all``
    events of the data set, those that the ``actor`` or ``toward`` has a part in, or those of their
    ``region``; of what was read there is ``all`` alone.
    """

    actor: str
    toward: str
    kind: str
    since: str
    data: str = READ
    place: str | None = None
    before: int = 52
    after: int = 13
    exposure: ExposureKind = "all"

    def __post_init__(self) -> None:
        """Raises ``InputError`` for a kind, day or number of weeks that cannot be used."""
        if self.quad is None and not self.types:
            names = ", ".join([*KINDS, *PLOVER_TYPES])
            raise InputError(self.kind or "kind", "is no kind of conduct", remedy=f"say one of: {names}")
        try:
            dt.date.fromisoformat(self.since)
        except ValueError as error:
            raise InputError(self.since, "is no day", remedy="give it as 2017-06-12") from error
        if not (4 <= self.before <= LONGEST and 1 <= self.after <= LONGEST):
            fault = f"are {self.before} before and {self.after} after"
            raise InputError("weeks", fault, remedy="give at least 4 before and 1 after")
        if self.exposure not in EXPOSURES:
            raise InputError(self.exposure, "is no exposure", remedy=f"say one of: {', '.join(EXPOSURES)}")
        if self.exposure != "all" and self.data == READ:
            remedy = "leave out the exposure, or ask of an imported data set"
            raise InputError(self.exposure, "is no exposure of the reports that were read", remedy=remedy)

    @property
    def quad(self) -> int | None:
        """The quad class, where the kind is one."""
        return KINDS.get(" ".join(self.kind.casefold().split()))

    @property
    def types(self) -> tuple[str, ...]:
        """The PLOVER types, where the kind names some; empty where one of the names is none."""
        found = tuple(part.strip().upper() for part in self.kind.split(",") if part.strip())
        return found if found and all(part in PLOVER_TYPES for part in found) else ()

    @property
    def first_week(self) -> int:
        """The first whole week after the date; the week that the date falls into is left out."""
        return -(-(dt.date.fromisoformat(self.since).toordinal() - _EPOCH) // 7)

    @property
    def weeks(self) -> tuple[int, ...]:
        """All weeks that are looked at; the one that the date falls into is left out if it is not whole."""
        date = week_of(self.since)
        later = range(self.first_week, self.first_week + self.after)
        return (*range(date - self.before, date), *later)

    def in_its_spelling(self) -> Question:
        """The same question with its kind as it is written here: "verbal conflict", "ASSAULT,COERCE"."""
        named = {number: name for name, number in KINDS.items()}
        return replace(self, kind=",".join(self.types) if self.quad is None else named[self.quad])

    @property
    def words(self) -> str:
        """The question in words."""
        where = f" in {self.place}" if self.place else ""
        told_of = {"actor": self.actor, "toward": self.toward, "region": "their region"}.get(self.exposure)
        against = f", held against reporting on {told_of}" if told_of else ""
        return f"{self.kind} by {self.actor} toward {self.toward}{where} since {self.since}{against}"

    @property
    def weeks_told(self) -> str:
        """The weeks in words; those of a panel begin on Mondays."""
        if self.first_week == week_of(self.since):
            return f"{self.before} before, {self.after} from {self.since} on"
        return f"{self.before} before, {self.after} after the week of {self.since}, which is left out"


def week_of(day: str) -> int:
    """The week that a day falls into."""
    return (dt.date.fromisoformat(day).toordinal() - _EPOCH) // 7


def monday(week: int) -> str:
    """The first day of a week."""
    return dt.date.fromordinal(_EPOCH + 7 * week).isoformat()
