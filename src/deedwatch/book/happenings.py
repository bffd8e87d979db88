"""The happenings of a book: gathered anew from its records and rulings, never stored.

A person's ruling that two events (or two reports) are of one happening, or are not, is a signed, dated
review with the decision "merge" or "split"; another review withdraws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from deedwatch.book.reviews import reviewed_records
from deedwatch.book.signing import sign
from deedwatch.errors import InputError
from deedwatch.notebook import html_block, html_table
from deedwatch.reckoning.happenings import Claim, Happening, Ruling, Telling, gather
from deedwatch.records import Review, subject_of
from deedwatch.store import load_reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book.book import Book
    from deedwatch.reckoning.happenings import Figure
    from deedwatch.records import Record

__all__ = [
    "Claim",
    "Happening",
    "Happenings",
    "Telling",
    "find_happenings",
    "rule",
    "rulings_of",
    "withdraw_ruling",
]

_NOUN = "happenings"
_WORD: dict[str, Literal["merge", "split"]] = {"together": "merge", "apart": "split"}
COLUMNS = (
    "day", "type", "status", "source", "target", "place", "place_country", "reports", "independent",
    "killed", "injured", "taken", "title", "key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happened, by day, and the key under which each report was given."""

    happenings: tuple[Happening, ...]

    columns = COLUMNS

    def __iter__(self) -> Iterator[Happening]:
        return iter(self.happenings)

    def __len__(self) -> int:
        return len(self.happenings)

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """One row a happening, in the order of ``columns``."""
        return tuple(_row(happening) for happening in self.happenings)

    def to_frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame of pandas or polars. Raises ``MissingExtra`` where it is not installed."""
        from deedwatch.store import Rows

        return Rows(self.columns, self.rows).to_frame(kind)

    def _repr_html_(self) -> str:
        return html_block("Happenings", f"{len(self)} in all", [html_table("", self.columns, self.rows)])


def find_happenings(  # noqa: PLR0913 - the conditions of a listing
    book: Book,
    *,
    key: str | None = None,
    type: str | None = None,  # noqa: A002 - the contract's word
    status: str | None = None,
    actor: str | None = None,
    country: str | None = None,
    by: str | None = None,
    to: str | None = None,
    place: str | None = None,
    report: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Happenings:
    """The happenings that meet all conditions; the conditions are those of the events' listing.

    ``key`` gives one happening, by its own key or that of one of its events.
    """
    wanted = _Wanted(key, type, status, actor, country, by, to, place, report, since, until)
    kept = [happening for happening in gather_book(book) if wanted.holds(happening)]
    end = None if limit is None else offset + limit
    return Happenings(tuple(kept[offset:end]))


def gather_book(book: Book) -> tuple[Happening, ...]:
    """All happenings of the book."""
    records = list(reviewed_records(book))
    return gather(records, rulings=_rulings(records, rulings_of(book)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: str | None
    type: str | None
    status: str | None
    actor: str | None
    country: str | None
    by: str | None
    to: str | None
    place: str | None
    report: str | None
    since: str | None
    until: str | None

    def holds(self, happening: Happening) -> bool:
        """Whether a happening meets all conditions."""
        sources, targets = happening.sources, happening.targets
        both = (*sources, *targets)
        day = _day(happening) or ""
        keys = {happening.id, *(f"{t.report}.{t.event}" for t in happening.tellings)}
        where = happening.place
        checks = (
            self.key is None or self.key in keys,
            self.type is None or happening.type == self.type,
            self.status is None or happening.status == self.status,
            self.actor is None or any(self.actor.lower() in party.name.lower() for party in both),
            self.country is None or any(party.country == self.country.upper() for party in both),
            self.by is None or any(_is_party(self.by, party.name, party.country) for party in sources),
            self.to is None or any(_is_party(self.to, party.name, party.country) for party in targets),
            self.place is None or (where is not None and _is_party(self.place, where.name, where.country)),
            self.report is None or any(telling.report == self.report for telling in happening.tellings),
            self.since is None or day >= self.since,
            self.until is None or (bool(day) and day[: len(self.until)] <= self.until),
        )
        return all(checks)


def _is_party(wanted: str, name: str, country: str | None) -> bool:
    if len(wanted) == 3 and wanted.isupper():
        return country == wanted
    return wanted.lower() in name.lower()


def _day(happening: Happening) -> str | None:
    day = happening.date and (happening.date.from_ or happening.date.to)
    return day or happening.tellings[0].told


def _row(happening: Happening) -> tuple[Any, ...]:
    figures = {figure.kind: _words(figure) for figure in happening.figures}
    place = happening.place
    return (
        _day(happening),
        happening.type,
        happening.status,
        ", ".join(party.name for party in happening.sources) or None,
        ", ".join(party.name for party in happening.targets) or None,
        place and place.name,
        place and place.country,
        happening.reports,
        happening.independent,
        figures.get("killed"),
        figures.get("injured"),
        figures.get("taken"),
        happening.title,
        happening.id,
    )


def _words(figure: Figure) -> str:
    """A figure over all independent sources: "9 to 14", "at least 30", "9 or more, up to 14"."""
    if figure.low == figure.high:
        return f"at least {figure.low}" if figure.open_ended else str(figure.low)
    return f"{figure.low} to {figure.high}" + (" or more" if figure.open_ended else "")


# -- rulings ---------------------------------------------------------------------------------------


def rule(
    book: Book,
    one: str,
    two: str,
    *,
    decision: Literal["together", "apart"],
    reviewer: str,
    note: str | None = None,
) -> Review:
    """Append a signed, dated ruling on two events (``KEY.e3``) or two reports (``KEY``).

    It names the events by their place in the text, so that it holds after a new reading. Raises
    ``InputError`` for an event or report that the book does not have, or a missing name.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise InputError("reviewer", "has no name", remedy="sign with a name")
    records = dict(reviewed_records(book))
    first, second = sorted(_subject(records, key) for key in (one, two))
    if first == second:
        raise InputError(one, "is ruled on with itself", remedy="give two events or two reports")
    body = {"with": second}
    return sign(book, first, _WORD[decision], name, noun=_NOUN, body=body, note=note)


def withdraw_ruling(book: Book, key: str, *, reviewer: str) -> Review:
    """Withdraw a ruling by a row of its own. Raises ``InputError`` where no such ruling holds."""
    held = next((review for review in rulings_of(book) if review.key == key), None)
    if held is None:
        raise InputError(key, "is no ruling that holds", remedy="take a key from the list of rulings")
    return sign(book, held.subject, "undo", reviewer, noun=_NOUN, withdraws=key)


def rulings_of(book: Book) -> tuple[Review, ...]:
    """The rulings that hold, in order of time."""
    rows = load_reviews(book.store, nouns=(_NOUN,))
    gone = {row.withdraws for row in rows if row.withdraws}
    return tuple(row for row in rows if row.key not in gone and row.decision in {"merge", "split"})


def _subject(records: dict[str, Record], key: str) -> str:
    report, _, event = key.partition(".")
    record = records.get(report)
    if record is None:
        raise InputError(key, "is not in this book", remedy="take a key from the events or reports")
    if not event:
        return report
    found = next((item for item in record.events if item.id == event), None)
    if found is None:
        raise InputError(key, "is no event of its report", remedy="take a key from the events")
    return subject_of(report, found)


def _rulings(records: list[tuple[str, Record]], reviews: tuple[Review, ...]) -> tuple[Ruling, ...]:
    """Reviews as rulings on the events as they are read now; what is no longer there binds nothing."""
    if not reviews:
        return ()
    keys = {subject_of(key, event): f"{key}.{event.id}" for key, record in records for event in record.events}
    keys |= {key: key for key, _ in records}
    return tuple(
        Ruling(
            decision="together" if review.decision == "merge" else "apart",
            one=keys[review.subject],
            two=keys[review.body["with"]],
            by=review.reviewer,
            on=review.decided[:10],
        )
        for review in reviews
        if review.subject in keys and review.body.get("with") in keys
    )
