"""Readings into a folder of Parquet parts, on one machine or many, and such a folder into a book."""

from __future__ import annotations

import datetime as dt
import json
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from deedwatch import __version__
from deedwatch.book.batches import batched
from deedwatch.book.reading import Summary, is_other_day, iso_day, lost_report, read_batch
from deedwatch.book.reviews import put_anew
from deedwatch.errors import InputError
from deedwatch.exchange.parts import count_in_parts, known_in_parts, read_parts, write_part
from deedwatch.exchange.reports.remote import open_anywhere
from deedwatch.lexicon.cameo import goldstein_weights
from deedwatch.records import Fault, Record
from deedwatch.runners import choose_runner
from deedwatch.store import (
    TABLES_OF_A_REPORT,
    Given,
    Held,
    add_reading,
    column_kinds,
    end_run,
    find_held,
    given_of,
    report_key,
    report_rows,
    start_run,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from deedwatch.book.book import Book
    from deedwatch.book.reading import Unread
    from deedwatch.runners import Runner

__all__ = ["count_in_parts", "load_parts", "read_into_parts"]

_IN_ONE_PART = 64  # reports: a part of some 300 KB, half a minute of one worker's time at the most


def read_into_parts(
    out: str,
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    runner: Runner | None = None,
    seen: Callable[[Summary | Fault], None],
) -> Summary:
    """Read reports into a folder of Parquet parts; those that whole parts hold are passed over.

    The workers write the parts themselves. ``seen`` is called with each fault and with the counts
    after each part. Raises ``InputError`` where a part holds a report with another day of publication
    than the one given now: parts are written once.
    """
    clock = time.monotonic()
    day = iso_day(published)
    counts = {"read": 0, "known": 0, "refused": 0}
    run = runner or choose_runner("serial")
    seconds = run.limits.seconds
    found = _counted(open_anywhere(paths, seconds=seconds), counts, seen)
    new = batched(_unknown(out, found, day, counts), _IN_ONE_PART)
    for outcomes in run(partial(_read_part, out, day, seconds), new, lost=lost_report):
        for outcome in outcomes:
            counts["refused" if isinstance(outcome, Fault) else "read"] += 1
            if isinstance(outcome, Fault):
                seen(outcome)
        seen(_summary(counts))
    return _summary(counts, time.monotonic() - clock)


def _summary(counts: dict[str, int], seconds: float = 0.0) -> Summary:
    return Summary(counts["read"], counts["known"], counts["refused"], seconds)


def _counted(
    found: Iterable[Unread | Fault], counts: dict[str, int], seen: Callable[[Summary | Fault], None]
) -> Iterator[Unread]:
    """What was opened; what could not be is told and counted."""
    for source in found:
        if isinstance(source, Fault):
            counts["refused"] += not source.is_of_date
            seen(source)
        else:
            yield source


def _unknown(out: str, found: Iterable[Unread], day: str | None, counts: dict[str, int]) -> Iterator[Unread]:
    """The reports that no part holds, each once."""
    held = _held_in(out, day)
    taken: set[str] = set()
    for source in found:
        key = report_key(source)
        known = held.get(key)
        if known is not None and is_other_day(source, known, day):
            told = known.day or "none"
            raise InputError(
                out,
                f"holds {source.id} with another day of publication ({told})",
                remedy="give that day, or read into a new folder and load that one after it",
            )
        if key in held or key in taken:
            counts["known"] += 1
        else:
            taken.add(key)
            yield source


def _held_in(out: str, day: str | None) -> dict[str, Held | None]:
    """The reports that parts hold, by key; with their day where another may be given now, else None."""
    if day is None:
        return {row["key"]: None for row in known_in_parts(out, ["key"])}
    return {row["key"]: _undated(row) for row in known_in_parts(out, ["key", "given", "published"])}


def _undated(row: dict[str, Any]) -> Held | None:
    """A report that tells no day of its own, with the one that was given; None for any other."""
    day = json.loads(row["given"]).get("day")
    return Held(row["key"], day, undated=True) if row["published"] == day else None


def _read_part(
    out: str, day: str | None, seconds: float | None, sources: tuple[Unread, ...]
) -> tuple[Fault | None, ...]:
    """Read one batch and write its part; what was refused comes back."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES_OF_A_REPORT}
    outcomes: list[Fault | None] = []
    weights = goldstein_weights()
    for source, outcome in zip(sources, read_batch(sources, published=day, seconds=seconds), strict=True):
        if isinstance(outcome, Fault):
            outcomes.append(outcome)
            continue
        outcomes.append(None)
        record = Record.from_json(outcome)
        given = Given(source, None if source.published else day)
        rows = report_rows(given, record, reader=__version__, run=None, weights=weights)
        for name in tables:
            tables[name] += rows.get(name, [])
    kinds = {name: column_kinds(name) for name in TABLES_OF_A_REPORT}
    write_part(out, [report_key(source) for source in sources], tables, kinds)
    return tuple(outcomes)


def load_parts(book: Book, out: str, *, seen: Callable[[Summary], None] | None = None) -> Summary:
    """The readings of a folder of parts into a book, each in its own transaction, known ones passed over.

    One that the book holds with another day of publication takes the place of the old, as in ``read_into``.
    """
    began, clock = dt.datetime.now(dt.UTC), time.monotonic()
    run = start_run(book.store, command="load", version=__version__, started=began.isoformat())
    summary = Summary()
    for row in read_parts(out):
        outcome = _load(book, row, run)
        summary = replace(
            summary,
            read=summary.read + (outcome != "known"),
            known=summary.known + (outcome == "known"),
            renewed=summary.renewed + (outcome == "renewed"),
        )
        if seen is not None:
            seen(summary)
    book.fold()
    ended = dt.datetime.now(dt.UTC)
    end_run(book.store, run, ended=ended.isoformat(), counts=(summary.read, summary.known, 0))
    return replace(summary, seconds=time.monotonic() - clock)


def _load(book: Book, row: dict[str, Any], run: str) -> Literal["new", "renewed", "known"]:
    """One report into the book."""
    given, record, reader = given_of(row), _record_of(row), row["reader"]
    held = find_held(book.store, [given.source], day=given.day).get(given.key)
    if held is None:
        new = add_reading(book.store, given, record, reader=reader, run=run, weights=goldstein_weights())
        return "new" if new else "known"
    if not is_other_day(given.source, held, given.day):
        return "known"
    put_anew(book, held.key, record, Given(given.source, given.day, held.keyed), reader=reader)
    return "renewed"


def _record_of(row: dict[str, Any]) -> Record:
    whole = json.loads(row["record"])
    whole["document"] |= {"text": row["text"], "segments": json.loads(row["segments"])}
    return Record.from_json(json.dumps(whole))
