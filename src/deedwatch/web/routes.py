"""The addresses, in one table: the pages, what they may be asked, and where they live.

The OpenAPI description and the test that walks every page are made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from deedwatch.web.pages import (
    events,
    happenings,
    home,
    ledger,
    reports,
    review,
    search,
    statements,
    verdicts,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.book import Book
    from deedwatch.web.shown import Asked, Moved, Shown

__all__ = ["ROUTES", "Address"]

Answer: TypeAlias = "Callable[[Book, Asked], Shown | Moved]"

_PAGING = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Address:
    """One page: path, the function that answers, the query it takes and the method."""

    path: str
    answer: Answer
    title: str
    query: tuple[str, ...] = ()
    method: str = "GET"
    fields: tuple[str, ...] = ()


ROUTES: tuple[Address, ...] = (
    Address("/", home.show, "What the book holds"),
    Address("/reports", reports.show_all, "The reports", (*reports.FILTERS, *_PAGING)),
    Address("/reports/{key}", reports.show_one, "One report with its layers"),
    Address("/reports/{key}/raw", reports.show_raw, "The file as it came", ("start", "end")),
    Address("/statements", statements.show_all, "Who said what", (*statements.FILTERS, *_PAGING)),
    Address("/events", events.show_all, "Who did what to whom", (*events.FILTERS, *_PAGING)),
    Address(
        "/ledger",
        ledger.show_all,
        "Demands, promises, proposals and accusations",
        (*ledger.FILTERS, *_PAGING),
    ),
    Address("/ledger/{key}", ledger.show_one, "One matter", ("as_of",)),
    Address("/ledger/{key}", ledger.decide, "A ruling on one matter", method="POST", fields=ledger.FIELDS),
    Address("/happenings", happenings.show_all, "What happened", (*happenings.FILTERS, *_PAGING)),
    Address("/happenings/chart", happenings.show_chart, "When it happened", happenings.FILTERS),
    Address("/happenings/map", happenings.show_map, "Where it happened", happenings.FILTERS),
    Address("/happenings/{key}", happenings.show_one, "One happening and its sources"),
    Address(
        "/happenings/{key}",
        happenings.decide,
        "A ruling on one happening",
        method="POST",
        fields=happenings.FIELDS,
    ),
    Address("/verdicts", verdicts.show_all, "Words against deeds"),
    Address("/verdicts", verdicts.register, "Register a question", method="POST", fields=verdicts.FIELDS),
    Address("/verdicts/{key}", verdicts.show_one, "One verdict"),
    Address("/verdicts/{key}/chart", verdicts.show_chart, "The series, for the chart"),
    Address("/search", search.show_all, "Search", ("q", *search.FILTERS, *_PAGING)),
    Address("/review", review.show_next, "Review", ("reviewer", "noun")),
    Address("/review", review.decide, "A decision", method="POST", fields=review.FIELDS),
)
