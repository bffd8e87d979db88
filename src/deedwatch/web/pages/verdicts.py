"""Verdicts: the questions that were asked, one answer with its series, and a form for a new question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.book.verdicts import EXPOSURES, KINDS
from deedwatch.errors import InputError
from deedwatch.records import PLOVER_TYPES
from deedwatch.web.shown import Moved, Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["FIELDS", "register", "show_all", "show_chart", "show_one"]

FIELDS = ("actor", "toward", "kind", "since", "data", "place", "exposure", "before", "after")


def show_all(book: Book, asked: Asked) -> Shown:  # noqa: ARG001 - every page is asked the same way
    """All verdicts in the order of their registration, and the form."""
    found = book.verdicts()
    rows = [
        {
            "key": verdict.key,
            "title": verdict.title,
            "label": verdict.label,
            "words": verdict.words,
            "data": verdict.question.data,
            "registered": verdict.registered,
        }
        for verdict in found
    ]
    view = {
        "kinds": (*reversed(KINDS), *PLOVER_TYPES),
        "exposures": EXPOSURES,
        "datasets": book.datasets(),
        "caution": found.caution,
    }
    return Shown("verdicts.html", {"rows": rows}, view)


def show_one(book: Book, asked: Asked) -> Shown:
    """One verdict whole: words, series, how it was tested, rivals, what else happened, evidence."""
    verdict = _verdict(book, asked.path["key"])
    return Shown("verdict.html", {"verdict": msgspec.to_builtins(verdict)}, {"v": verdict})


def show_chart(book: Book, asked: Asked) -> Shown:
    """The series as a Vega-Lite specification."""
    verdict = _verdict(book, asked.path["key"])
    return Shown("chart.html", verdict.chart(), {"v": verdict})


def register(book: Book, asked: Asked) -> Moved:
    """Register a question, judge it, and go to its verdict."""
    given: dict[str, Any] = {
        name: asked.form[name].strip() for name in FIELDS if asked.form.get(name, "").strip()
    }
    for name in ("before", "after"):
        if name in given:
            if not given[name].isdigit() or len(given[name]) > 4:
                raise InputError(name, f"is {given[name]!r}", remedy="give a whole number of weeks")
            given[name] = int(given[name])
    missing = [name for name in ("actor", "toward", "kind", "since") if name not in given]
    if missing:
        raise InputError(", ".join(missing), "is not given", remedy="fill the form")
    return Moved(f"/verdicts/{book.verdict(**given).key}")


def _verdict(book: Book, key: str) -> Any:
    found = next(iter(book.verdicts(key=key)), None)
    if found is None:
        raise InputError(key, "is not in this book", remedy="take a verdict from the list")
    return found
