"""The ledger: rows are matters, columns parties, cells dated stances; one matter whole, and rulings on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from deedwatch.book.ledger import rule_matter, rulings_on_matter, withdraw_matter_ruling
from deedwatch.errors import InputError
from deedwatch.records import MATTER_KINDS
from deedwatch.web.shown import Moved, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.book import Book
    from deedwatch.book.ledger import Row
    from deedwatch.web.shown import Asked

__all__ = ["FIELDS", "FILTERS", "decide", "show_all", "show_one"]

FIELDS = ("decision", "on", "ruling", "reviewer", "note")
FILTERS = ("parties", "about", "as_of", "since", "kind")
_RULED: dict[str, Literal["met", "broken"]] = {"met": "met", "broken": "broken"}


def show_all(book: Book, asked: Asked) -> Shown:
    """All matters that the filters leave, as of a day."""
    parties = [name.strip() for name in (asked.value("parties") or "").split(",") if name.strip()]
    since = asked.value("since")
    limit, offset = asked.window()
    found = book.ledger(
        parties=parties, about=asked.value("about"), kind=asked.value("kind"),
        as_of=asked.value("as_of"), since=since, limit=limit, offset=offset,
    )  # fmt: skip
    rows, columns, as_of = list(found.rows), list(found.parties), found.as_of
    data: dict[str, Any] = {"as_of": as_of, "parties": columns, "matters": found.objects()}
    data |= {"limit": limit, "offset": offset}
    days = book.days()
    view = {"rows": rows, "links": _links(book, rows), "days": days, "at": _at(days, as_of), "since": since}
    view |= {"kinds": MATTER_KINDS, "rulings": found.rulings}
    return Shown("ledger.html", data, view)


def show_one(book: Book, asked: Asked) -> Shown:
    """One matter: every mention, every stance in order of time, its links, and who ruled on it."""
    key = asked.path["key"]
    found = book.ledger(as_of=asked.value("as_of"), key=key)
    pairs = zip(found.rows, found.objects(), strict=True)
    row, plain = next(((row, plain) for row, plain in pairs if row.id == key), (None, None))
    if row is None:
        raise InputError(key, "is not in this book", remedy="take a matter from the ledger")
    rulings = [msgspec.to_builtins(review) for review in rulings_on_matter(book, row)]
    return Shown(
        "matter.html",
        {"matter": plain, "as_of": found.as_of, "rulings": rulings},
        {"row": row, "links": _links(book, [row]), "ruling": found.rulings.get(key)},
    )


def decide(book: Book, asked: Asked) -> Moved:
    """Take a ruling that the matter was met or broken, or its withdrawal, and go back to the matter.

    Raises ``InputError`` for anything else.
    """
    form, key = asked.form, asked.path["key"]
    reviewer, decision = form.get("reviewer", ""), form.get("decision", "")
    standing = _RULED.get(decision)
    if standing is not None:
        day, note = form.get("on", "").strip() or None, form.get("note", "").strip() or None
        rule_matter(book, key, standing=standing, reviewer=reviewer, on=day, note=note)
    elif decision == "withdraw":
        withdraw_matter_ruling(book, form.get("ruling", ""), reviewer=reviewer)
    else:
        raise InputError("decision", f"is {decision!r}", remedy="give met, broken or withdraw")
    return Moved(f"/ledger/{key}")


def _links(book: Book, rows: Iterable[Row]) -> dict[str, str]:
    """The keys of the reports that tell these matters and their positions."""
    told = {mention.report for row in rows for mention in row.mentions}
    told |= {stand.report for row in rows for stands in row.positions.values() for stand in stands}
    told |= {shown.report for row in rows for shown in row.evidence}
    return book.report_keys(told)


def _at(days: list[str], as_of: str | None) -> int:
    """Where the slider stands: the last day of a report not after the day asked for."""
    return max((i for i, day in enumerate(days) if as_of is None or day <= as_of), default=0)
