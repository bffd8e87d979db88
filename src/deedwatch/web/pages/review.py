"""The review: one doubtful, weighty noun at a time, worked by keyboard, signed and dated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from deedwatch.book.reviews import NOUNS
from deedwatch.errors import InputError
from deedwatch.records import ACTS, MATTER_KINDS, PLOVER_TYPES, STATUSES
from deedwatch.web.shown import Moved, Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.records import Record
    from deedwatch.web.shown import Asked

__all__ = ["FIELDS", "decide", "show_next"]

_CORRECTED = ("act", "speaker", "type", "status", "kind")
FIELDS = ("subject", "decision", "reviewer", "noun", "note", *_CORRECTED)
_AROUND = 400  # characters of text shown on either side


def show_next(book: Book, asked: Asked) -> Shown:
    """The next task of a reviewer, and how far they and the others have come."""
    reviewer, noun = asked.value("reviewer"), asked.value("noun") or NOUNS[0]
    agreements = [msgspec.to_builtins(row) for row in book.agreements()]
    data: dict[str, Any] = {"reviewer": reviewer, "noun": noun, "task": None, "agreements": agreements}
    view: dict[str, Any] = {"nouns": NOUNS, "choices": {}, "context": None}
    if reviewer is None:
        return Shown("review.html", data, view)
    task = book.next_task(noun=noun, reviewer=reviewer)
    if task is not None:
        row = dict(task.row)
        data["task"] = {"subject": task.subject, "done": task.done, "total": task.total, "row": row}
        record = book.record(row["report"])
        view["context"] = _context(record, row, noun)
        view["choices"] = _choices(record, row, noun)
    return Shown("review.html", data, view)


def decide(book: Book, asked: Asked) -> Moved:
    """Take a decision and go to the next task."""
    form = asked.form
    reviewer, decision = form.get("reviewer", ""), form.get("decision", "")
    if decision == "undo":
        book.undo(reviewer=reviewer)
    else:
        fields = {name: form[name] for name in _CORRECTED if form.get(name)}
        book.decide(
            subject=form.get("subject", ""),
            decision=decision,
            reviewer=reviewer,
            fields=fields,
            note=form.get("note"),
        )
    return Moved("/review?" + urlencode({"reviewer": reviewer, "noun": form.get("noun") or NOUNS[0]}))


def _context(record: Record | None, row: dict[str, Any], noun: str) -> dict[str, Any]:
    """The words under review with the text around them."""
    if record is None:
        raise InputError(row["report"], "is not in this book", remedy="load the page again")
    spans = _spans(row, noun)
    text = record.document.text
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    parts: list[tuple[str, bool]] = []
    place = max(0, start - _AROUND)
    place = place and (text.find(" ", place, start) + 1 or place)  # no word begins in its middle
    for first, last in sorted(spans):
        parts += [(text[place:first], False), (text[first:last], True)]
        place = last
    parts.append((text[place : end + _AROUND], False))
    title = record.document.title or record.document.id
    return {
        "parts": parts,
        "title": title,
        "outlet": record.document.outlet,
        "published": record.document.published,
    }


def _spans(row: dict[str, Any], noun: str) -> list[tuple[int, int]]:
    if noun == "statements":
        return [(start, end) for start, end in msgspec.json.decode(row["content"])]
    prefix = "anchor" if noun == "events" else "content"
    return [(row[f"{prefix}_start"], row[f"{prefix}_end"])]


def _choices(record: Record | None, row: dict[str, Any], noun: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The fields that can be corrected here: what was read, and what it may be instead."""
    names = tuple(actor.name for actor in record.actors) if record else ()
    if noun == "statements":
        return {"act": (row["act"], ACTS), "speaker": (row["speaker_name"] or "", names)}
    if noun == "events":
        return {"type": (row["type"], PLOVER_TYPES), "status": (row["status"], STATUSES)}
    return {"kind": (row["kind"], MATTER_KINDS)}
