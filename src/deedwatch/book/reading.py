"""Reports into records, and records into the book; what is known is passed over before it is read."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, TypeAlias

from deedwatch import __version__
from deedwatch.book.batches import batched, ready_batches
from deedwatch.book.reviews import put_anew
from deedwatch.clock import LIMIT, OvertimeError, within
from deedwatch.errors import InputError
from deedwatch.exchange.reports.remote import open_anywhere
from deedwatch.lexicon.cameo import goldstein_weights
from deedwatch.records import Document, Fault, Page, Record, is_moment
from deedwatch.runners import choose_runner
from deedwatch.store import Given, add_faults, add_reading, end_run, find_held, report_key, start_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from deedwatch.book.book import Book
    from deedwatch.runners import Runner
    from deedwatch.store import Held

__all__ = ["Summary", "is_other_day", "iso_day", "lost_report", "read_batch", "read_into", "records_of"]

Unread: TypeAlias = Page | Document  # a report as it was given
Outcome: TypeAlias = bytes | Fault  # the record's JSON, which crosses process borders cheaply
BATCH = 8  # documents of a worker at a time: what is lost with a worker is little, and memory stays flat
_LOOK_UP = 64  # reports asked for in the book at once
_TOLD = 3  # faults that a run tells at its end


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: reports read, passed over because known, and refused.

    ``renewed`` are those of the read that the book held with another day of publication; ``faults`` the
    first few of the refused, to be told at once.
    """

    read: int = 0
    known: int = 0
    refused: int = 0
    seconds: float = 0.0
    renewed: int = 0
    faults: tuple[Fault, ...] = ()


def records_of(
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    runner: str | Runner = "serial",
    jobs: int = 1,
    actions: Path | None = None,
) -> Iterator[Outcome]:
    """The records of reports as JSON lines, in the order given; what is refused comes as a ``Fault``.

    ``published`` is the day of publication of reports that tell none, ``actions`` a folder of a user's own
    action rules. Raises ``LexiconError`` for one that is wrong.
    """
    places = list(paths)
    run = choose_runner(runner, jobs=jobs) if isinstance(runner, str) else runner
    seconds = run.limits.seconds
    sources = open_anywhere(places, seconds=seconds)
    batches = ready_batches(sources, BATCH) if "-" in places else batched(sources, BATCH)
    work = partial(read_batch, published=iso_day(published), actions=actions, seconds=seconds)
    for outcomes in run(work, batches, lost=lost_report):
        yield from outcomes


def read_batch(
    sources: tuple[Unread | Fault, ...],
    *,
    published: str | None = None,
    actions: Path | None = None,
    seconds: float | None = LIMIT,
) -> tuple[Outcome, ...]:
    """One outcome a source, in order. This is the unit of work of every runner.

    An ``InputError`` of one document becomes its fault and the others go on, and so does what takes
    more than the seconds or more memory than there is; anything else is a bug and stops the run.
    """
    return tuple(
        source if isinstance(source, Fault) else _read(source, published, actions, seconds)
        for source in sources
    )


def _read(source: Unread, published: str | None, actions: Path | None, seconds: float | None) -> Outcome:
    from deedwatch.reading import record

    _load(actions)
    try:
        return within(
            seconds, lambda: record(source, published=published, actions=actions).to_json().encode()
        )
    except InputError as error:
        stage = "article" if isinstance(source, Page) else "parse"
        return Fault(document=_name_of(source), stage=stage, reason=error.fault, remedy=error.remedy)
    except OvertimeError:
        return lost_report(source, f"takes more than {seconds:g} seconds to read")
    except MemoryError:
        return lost_report(source, "takes more memory than there is")


def _name_of(source: Unread) -> str:
    """What a person calls the report: its file's name with the ending where its id is that without it."""
    named = source.uri if source.uri and source.uri.startswith(f"{source.id}.") else source.id
    return named or "the report"


@cache
def _load(actions: Path | None) -> None:
    """Models and tables are loaded once a process, by a first sentence, before any report's clock runs."""
    from deedwatch.reading import record

    record(Document(text="Zambia denied it on Monday."), actions=actions)


def iso_day(published: str | None) -> str | None:
    """The day as given. Raises ``InputError`` where it is not ``YYYY``, ``YYYY-MM`` or a full ISO date."""
    if published is not None and not is_moment(published):
        raise InputError("--published", f"{published!r} is not a day", remedy="write it as 2007-05-28")
    return published


def lost_report(source: Unread | Fault, reason: str) -> Outcome:
    """The fault of a report that took more time or memory than it may, or two workers with it."""
    name = source.document if isinstance(source, Fault) else _name_of(source)
    return Fault(document=name, stage="read", reason=reason, remedy="give it in parts, or allow more")


def read_into(
    book: Book,
    paths: Iterable[str | Path],
    *,
    published: str | None = None,
    runner: str | Runner = "serial",
    jobs: int = 1,
    seen: Callable[[Summary], None] | None = None,
) -> Summary:
    """Read reports into a book, each in its own transaction; known ones are passed over.

    At the end happenings and ledger take the new reports in; after a stop the next listing does.

    ``published`` is the day of publication of reports that tell none. One that the book holds with another
    such day, or with none, is read anew and takes the place of the old; what people decided stays.
    ``seen`` is called after each report with the counts so far. A stop at any moment loses no
    finished report, and the next run goes on where this one ended.
    """
    began, clock = dt.datetime.now(dt.UTC), time.monotonic()
    run = start_run(book.store, command="read", version=__version__, started=began.isoformat())
    day = iso_day(published)
    tally = _Tally(book, run, day, seen)
    waiting: deque[tuple[Unread, ...]] = deque()
    run_batches = choose_runner(runner, jobs=jobs) if isinstance(runner, str) else runner
    seconds = run_batches.limits.seconds
    found = open_anywhere(paths, seconds=seconds, besides=book.store.files)
    batches = _noted(batched(_unknown(found, tally), BATCH), waiting)
    work = partial(read_batch, published=day, seconds=seconds)
    for outcomes in run_batches(work, batches, lost=lost_report):
        for source, outcome in zip(waiting.popleft(), outcomes, strict=True):
            tally.keep(source, outcome)
    book.fold()
    ended = dt.datetime.now(dt.UTC)
    summary = replace(tally.summary, seconds=time.monotonic() - clock)
    counts = (summary.read, summary.known, summary.refused)
    end_run(book.store, run, ended=ended.isoformat(), counts=counts)
    return summary


class _Tally:
    """Puts outcomes into the book and counts them."""

    def __init__(self, book: Book, run: str, day: str | None, seen: Callable[[Summary], None] | None) -> None:
        self.book, self.run, self.day, self.seen = book, run, day, seen
        self.renewing: dict[str, Held] = {}
        self.summary = Summary()

    def keep(self, source: Unread, outcome: Outcome) -> None:
        """One outcome into the book, whole."""
        if isinstance(outcome, Fault):
            self.refuse(outcome)
            return
        record = Record.from_json(outcome)
        held = self.renewing.pop(report_key(source), None)
        if held is not None:
            put_anew(self.book, held.key, record, Given(source, self.day, held.keyed))
            self._count(read=1, renewed=1)
            return
        given = Given(source, None if source.published else self.day)
        new = add_reading(
            self.book.store, given, record, reader=__version__, run=self.run, weights=goldstein_weights()
        )
        self._count(read=int(new), known=int(not new))

    def refuse(self, fault: Fault) -> None:
        """One fault into the book; the report of which only the date is refused counts as read."""
        add_faults(self.book.store, [fault], run=self.run)
        told = self.summary.faults
        self.summary = replace(self.summary, faults=told if len(told) >= _TOLD else (*told, fault))
        self._count(refused=int(not fault.is_of_date))

    def know(self, count: int) -> None:
        """So many reports were in the book already."""
        if count:
            self._count(known=count)

    def _count(self, *, read: int = 0, known: int = 0, refused: int = 0, renewed: int = 0) -> None:
        now = self.summary
        self.summary = replace(
            now,
            read=now.read + read,
            known=now.known + known,
            refused=now.refused + refused,
            renewed=now.renewed + renewed,
        )
        if self.seen is not None:
            self.seen(self.summary)


def _unknown(sources: Iterable[Unread | Fault], tally: _Tally) -> Iterator[Unread]:
    """The sources that the book does not have, or has with another day; faults of opening are kept."""
    for batch in batched(sources, _LOOK_UP):
        faults = [source for source in batch if isinstance(source, Fault)]
        keys = {report_key(source): source for source in batch if not isinstance(source, Fault)}
        held = find_held(tally.book.store, keys.values(), day=tally.day)
        anew = {
            key: held[key] for key, source in keys.items() if is_other_day(source, held.get(key), tally.day)
        }
        tally.renewing |= anew
        new = [source for key, source in keys.items() if key not in held or key in anew]
        for fault in faults:
            tally.refuse(fault)
        tally.know(len(batch) - len(faults) - len(new))
        yield from new


def is_other_day(source: Unread, held: Held | None, day: str | None) -> bool:
    """Whether a report that tells no day is held with another than the one given now."""
    if held is None or day is None or source.published is not None:
        return False
    return held.undated and held.day != day


def _noted(
    batches: Iterable[tuple[Unread, ...]], waiting: deque[tuple[Unread, ...]]
) -> Iterator[tuple[Unread, ...]]:
    """The batches as they go out to the runner, remembered until their outcomes come back."""
    for batch in batches:
        waiting.append(batch)
        yield batch
