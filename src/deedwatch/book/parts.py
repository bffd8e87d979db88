"""Readings into a folder of Parquet parts, on one machine or many, and such a folder into a book."""

from __future__ import annotations

import datetime as dt
import json
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from deedwatch import __version__
from deedwatch.book.batches import batched
from deedwatch.book.reading import Summary, iso_day, lost_report, read_batch
from deedwatch.exchange.parts import known_in_parts, read_parts, write_part
from deedwatch.exchange.reports.remote import open_anywhere
from deedwatch.lexicon.cameo import goldstein_weights
from deedwatch.records import Fault, Record
from deedwatch.runners import choose_runner
from deedwatch.store import (
    TABLES_OF_A_REPORT,
    Given,
    add_reading,
    column_kinds,
    end_run,
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

__all__ = ["load_parts", "read_into_parts"]

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
    after each part.
    """
    clock = time.monotonic()
    day = iso_day(published)
    known = known_in_parts(out)
    counts = {"read": 0, "known": 0, "refused": 0}
    run = runner or choose_runner("serial")
    seconds = run.limits.seconds
    new = batched(_unknown(open_anywhere(paths, seconds=seconds), known, counts, seen), _IN_ONE_PART)
    for outcomes in run(partial(_read_part, out, day, seconds), new, lost=lost_report):
        for outcome in outcomes:
            counts["refused" if isinstance(outcome, Fault) else "read"] += 1
            if isinstance(outcome, Fault):
                seen(outcome)
        seen(_summary(counts))
    return _summary(counts, time.monotonic() - clock)


def _summary(counts: dict[str, int], seconds: float = 0.0) -> Summary:
    return Summary(counts["read"], counts["known"], counts["refused"], seconds)


def _unknown(
    found: Iterable[Unread | Fault],
    known: set[str],
    counts: dict[str, int],
    seen: Callable[[Summary | Fault], None],
) -> Iterator[Unread]:
    for source in found:
        if isinstance(source, Fault):
            counts["refused"] += 1
            seen(source)
        elif (key := report_key(source)) in known:
            counts["known"] += 1
        else:
            known.add(key)
            yield source


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
    """The readings of a folder of parts into a book, each in its own transaction, known ones passed over."""
    began, clock = dt.datetime.now(dt.UTC), time.monotonic()
    run = start_run(book.store, command="load", version=__version__, started=began.isoformat())
    read = known = 0
    for row in read_parts(out):
        given, record = given_of(row), _record_of(row)
        new = add_reading(
            book.store, given, record, reader=row["reader"], run=run, weights=goldstein_weights()
        )
        read, known = read + int(new), known + int(not new)
        if seen is not None:
            seen(Summary(read, known))
    book.fold()
    ended = dt.datetime.now(dt.UTC)
    end_run(book.store, run, ended=ended.isoformat(), counts=(read, known, 0))
    return Summary(read, known, 0, time.monotonic() - clock)


def _record_of(row: dict[str, Any]) -> Record:
    whole = json.loads(row["record"])
    whole["document"] |= {"text": row["text"], "segments": json.loads(row["segments"])}
    return Record.from_json(json.dumps(whole))
