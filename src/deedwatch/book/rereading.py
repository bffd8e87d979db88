"""What an upgrade of rules or models changes in a book: each report read anew and held against the old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.book.reading import read_batch
from deedwatch.book.reviews import put_anew
from deedwatch.reckoning.reviews import holding
from deedwatch.records import Fault, Record, review_subject
from deedwatch.store import load_given, load_records, load_reviews

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book.book import Book
    from deedwatch.records import Event, Matter, Statement

__all__ = ["Difference", "differences", "reread"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a new reading has, lacks or has otherwise: report, noun, place, old and new."""

    report: str
    noun: str
    change: str
    words: str
    old: str
    new: str
    reviewed: bool


def differences(book: Book) -> Iterator[Difference]:
    """All that reading the book's reports anew would change, report by report. Nothing is written."""
    yield from _read_all(book, apply=False)


def reread(book: Book) -> Iterator[Difference]:
    """The same, and the new readings take the place of the old; reviews find their places again."""
    yield from _read_all(book, apply=True)


def _read_all(book: Book, *, apply: bool) -> Iterator[Difference]:
    for key, old in load_records(book.store):
        new = _read_again(book, key)
        if isinstance(new, Fault):
            name = old.document.id or key
            yield Difference(name, "report", "refused", "", "read", new.reason, reviewed=False)
        elif new is not None:
            yield from _compared(book, key, old, new)
            if apply:
                put_anew(book, key, new)


def _read_again(book: Book, key: str) -> Record | Fault | None:
    given = load_given(book.store, key)
    if given is None:
        return None
    (outcome,) = read_batch((given.source,), published=given.day)
    return outcome if isinstance(outcome, Fault) else Record.from_json(outcome)


def _compared(book: Book, key: str, old: Record, new: Record) -> Iterator[Difference]:
    held = holding(load_reviews(book.store, report=key))
    name = old.document.id or key
    if old.document.text != new.document.text:
        yield Difference(name, "report", "text changed", "", f"{len(old.document.text)} letters",
                         f"{len(new.document.text)} letters", reviewed=False)  # fmt: skip
    for noun, field in (("statements", "statements"), ("events", "events"), ("matters", "ledger")):
        before, after = _by_place(key, old, field), _by_place(key, new, field)
        for subject in sorted(before.keys() | after.keys(), key=_place):
            was, now = before.get(subject), after.get(subject)
            if was == now:
                continue
            change = "gone" if now is None else "new" if was is None else "changed"
            words = _words(old if now is None else new, subject)
            yield Difference(name, noun, change, words, was or "", now or "", reviewed=subject in held)


def _by_place(key: str, record: Record, field: str) -> dict[str, str]:
    return {review_subject(key, item): _told(record, item) for item in getattr(record, field)}


def _place(subject: str) -> tuple[int, str]:
    return int(subject.rsplit(":", 1)[1].split("-", maxsplit=1)[0]), subject


def _words(record: Record, subject: str) -> str:
    first = subject.rsplit(":", 1)[1].split(",", maxsplit=1)[0].split("-")
    return record.quote((int(first[0]), int(first[1])))


def _told(record: Record, noun: Statement | Event | Matter) -> str:
    """A noun in one line, with actors by name, so that new numbering is no change."""
    names = {actor.id: actor.name for actor in record.actors}
    plain: dict[str, Any] = msgspec.to_builtins(noun)
    shown = {
        "statements": ("speaker", "act", "mode", "on"),
        "events": ("type", "cameo", "status", "source", "target", "date", "place", "casualties"),
        "matters": ("kind", "by", "to", "positions"),
    }[review_subject("", noun).split(":")[1]]
    return "; ".join(f"{name}={_named(plain[name], names)}" for name in shown if plain[name])


def _named(value: Any, names: dict[str, str]) -> str:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return ", ".join(_named(item, names) for item in value)
    if isinstance(value, dict):
        keep = {k: v for k, v in value.items() if v not in (None, []) and k not in {"span", "statement"}}
        return " ".join(_named(item, names) for item in keep.values())
    return str(value)
