"""The happenings of a book: kept as reports come, brought up to date before each listing.

A person's ruling that two events (or two reports) are of one happening, or are not, is a signed, dated
review with the decision "merge" or "split"; another review withdraws it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.book.folding import fold_happenings
from deedwatch.book.listing import Listing
from deedwatch.book.rulings import rule, rulings_of, withdraw_ruling
from deedwatch.notebook import html_block, html_table
from deedwatch.reckoning.happenings import Claim, Happening, Telling, first_day_of, rank_alike
from deedwatch.records import Noun, figure_words
from deedwatch.store.happenings import Sought
from deedwatch.store.happenings import count_by_month as count_rows
from deedwatch.store.happenings import find_happenings as find_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book.book import Book
    from deedwatch.reckoning.happenings import Figure

__all__ = [
    "Claim",
    "Happening",
    "Happenings",
    "Month",
    "Telling",
    "count_by_month",
    "find_happenings",
    "likely_same",
    "range_words",
    "rule",
    "rulings_of",
    "withdraw_ruling",
]

COLUMNS = (
    "day", "type", "status", "source", "target", "place", "place_country", "reports", "independent",
    "killed", "injured", "taken", "title", "key",
)  # fmt: skip

_UNDATED = "9999"
_AROUND = 3  # days before and after
_LOOKED_AT = 200  # happenings


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
    fold_happenings(book)
    sought = Sought(
        key=key, type=type, status=status, actor=actor, country=country, by=by, to=to, place=place,
        report=report, since=since, until=until, limit=limit, offset=offset,
    )  # fmt: skip
    rows = find_rows(book.store, sought)
    return Happenings(tuple(msgspec.json.decode(row, type=Happening) for row in rows))


def likely_same(book: Book, happening: Happening) -> tuple[Happening, ...]:
    """Others that may be the same: of its type or place and a few days around it; the likeliest first."""
    day = first_day_of(happening)
    if not day:
        return ()
    is_whole = len(day) == len("2007-05-28")
    around = (_days_from(day, -_AROUND), _days_from(day, _AROUND)) if is_whole else (day, day)
    near = Sought(type=happening.type, since=around[0], until=around[1], limit=_LOOKED_AT)
    found = find_rows(book.store, near)
    if happening.place is not None:
        there = Sought(place=happening.place.name, since=around[0], until=around[1], limit=_LOOKED_AT)
        found += find_rows(book.store, there)
    return rank_alike(happening, (msgspec.json.decode(row, type=Happening) for row in dict.fromkeys(found)))


def _days_from(day: str, number: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=number)).isoformat()


class Month(Noun, frozen=True):
    """How many happenings of a type there are in a month ("2007-05"; "2007" where no more is told)."""

    month: str | None
    type: str
    happenings: int


def count_by_month(book: Book, **where: Any) -> Listing[Month]:
    """Happenings by month and type; conditions as of ``find_happenings``, those without a day last."""
    fold_happenings(book)
    counted = count_rows(book.store, Sought(**where))
    return Listing(
        Month, (Month(None if month == _UNDATED else month, kind, number) for month, kind, number in counted)
    )


def _row(happening: Happening) -> tuple[Any, ...]:
    figures = {figure.kind: range_words(figure) for figure in happening.figures}
    place = happening.place
    return (
        first_day_of(happening),
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


def range_words(figure: Figure) -> str:
    """A figure over all independent sources: "9", "9 to 14", "at least 30", "9 to 14 or more"."""
    if figure.low == figure.high:
        return figure_words(figure.low, None if figure.open_ended else figure.high)
    return figure_words(figure.low, figure.high) + (" or more" if figure.open_ended else "")
