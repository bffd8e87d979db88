"""Events as each report tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.records import PLOVER_TYPES, STATUSES
from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["FILTERS", "show_all"]

FILTERS = ("by", "to", "country", "type", "status", "place", "outlet", "report", "since", "until")


def show_all(book: Book, asked: Asked) -> Shown:
    """The list by day, with the filters of ``deedwatch events``."""
    limit, offset = asked.window()
    rows = book.events(**asked.filled(*FILTERS), limit=limit, offset=offset).as_dicts()
    view = {"types": PLOVER_TYPES, "statuses": STATUSES}
    return Shown("events.html", {"rows": rows, "limit": limit, "offset": offset}, view)
