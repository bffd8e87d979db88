"""Other people's event data into the book: their countries and codes become ours, row by row.

Nothing of it mixes with what was read: every event carries the name of its data set.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import msgspec

from deedwatch.errors import InputError
from deedwatch.exchange.datasets.csv_table import NO_ID
from deedwatch.exchange.datasets.files import digest_file, open_event_file
from deedwatch.exchange.datasets.formats import choose_reader
from deedwatch.exchange.datasets.rows import Refusal, number
from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.cameo import codes
from deedwatch.lexicon.countries import country_rows
from deedwatch.reckoning.verdicts.question import week_of
from deedwatch.records import PLOVER_TYPES, quad_of
from deedwatch.store import Rows
from deedwatch.store.imports import (
    ImportedFile,
    add_imported,
    begin_dataset,
    end_file,
    list_datasets,
    list_refused,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deedwatch.book.book import Book
    from deedwatch.exchange.datasets.files import EventFile
    from deedwatch.exchange.datasets.rows import EventRow, Reader

__all__ = ["Imported", "find_refused", "import_events"]

BATCH = 20_000  # rows a transaction: a stop loses no more, and memory stays flat
_FILE_ROWS = 1_000_000_000  # refused rows of the second file are numbered from here, and so on
_KEPT = 2_000  # characters of a refused row
_SHOWN = 200  # characters of a header that lacks a column


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; ``share`` is the part of the file that is read."""

    dataset: str
    rows: int = 0
    known: int = 0
    refused: int = 0
    without_country: int = 0
    share: float = 0.0
    without_kind: int = 0
    without_id: int = 0


def import_events(
    book: Book,
    path: str | Path,
    *,
    form: str,
    name: str | None = None,
    columns: Mapping[str, str] | None = None,
    seen: Callable[[Imported], None] | None = None,
) -> Imported:
    """Bring a file of event data into the book; rows that are there already are passed over.

    ``name`` is the data set's name, else that of the format. ``seen`` is called after each batch.
    Raises ``InputError`` for a file that cannot be read, an unknown format, or a missing column; rows
    that cannot be used are kept with the reason.
    """
    place = Path(path)
    reader = choose_reader(form, columns or {})
    digest = digest_file(place)
    called = name or form
    there = next((found for found in list_datasets(book.store) if found.name == called), None)
    if there is not None and there.form != form:
        remedy = f"say --as {there.form}, or give the data another --name"
        raise InputError(called, f"holds {there.form} data, this is {form}", remedy=remedy)
    files = there.files if there else ()
    earlier = next((file for file in files if file.digest == digest), None)
    if earlier is not None:
        return Imported(called, known=earlier.rows + earlier.known, share=1.0)
    work = _Import(book, called, form, digest, len(files), seen, Imported(called))
    with closing(open_event_file(place)) as tables:
        for table in tables:
            work.take(table, reader)
    dataset = begin_dataset(book.store, called, form)
    done = replace(work.sum, share=1.0)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    noted = ImportedFile(place.name, digest, now, done.rows, done.known, done.refused)
    whole = hashlib.sha256("".join(sorted([*(f.digest for f in dataset.files), digest])).encode())
    end_file(book.store, dataset, noted, digest=whole.hexdigest()[:16])
    return done


def find_refused(book: Book, dataset: str, *, limit: int | None = None) -> Rows:
    """What of a data set could not be used, and why. Raises ``InputError`` for one that is not there."""
    if dataset not in book.datasets():
        known = ", ".join(book.datasets()) or "none is imported yet"
        raise InputError(dataset, "is no data set of this book", remedy=f"say one of: {known}")
    return Rows(("row", "reason", "content"), list_refused(book.store, dataset, limit=limit))


@dataclass(slots=True)
class _Import:
    """Rows on their way into the book, a batch at a time."""

    book: Book
    dataset: str
    form: str
    digest: str
    number: int
    seen: Callable[[Imported], None] | None
    sum: Imported
    rows: list[tuple[object, ...]] = field(default_factory=list)
    refused: list[tuple[str, int, str, str]] = field(default_factory=list)
    last: int = 0  # the highest number that a refused row has so far

    def take(self, file: EventFile, reader: Reader) -> None:
        """All rows of one table."""
        made = _row_maker(self.dataset, self.digest[:8])
        rows, refused = self.rows, self.refused
        base = max(self.number * _FILE_ROWS, self.last)
        try:
            for outcome in reader(file.lines):
                if isinstance(outcome, Refusal):
                    reason = f"{file.name}, line {outcome.line}: {outcome.reason}"
                    self.last = base + outcome.line
                    content = outcome.content.rstrip("\r\n")[:_KEPT]
                    refused.append((self.dataset, self.last, reason[:_KEPT], content))
                else:
                    rows.append(made(outcome))
                if len(rows) + len(refused) >= BATCH:
                    self.put(file.share)
        except KeyError as error:
            raise self._lacks(file, *error.args) from error
        except csv.Error as error:
            remedy = "save it as text, one row a line, with a header"
            raise InputError(file.name, "is no table", remedy=remedy) from error
        self.put(file.share)

    def _lacks(self, file: EventFile, column: str, header: list[str]) -> InputError:
        has = shorten(", ".join(header), _SHOWN, placeholder=" ...")
        remedy = f"check --as {self.form}; a table of your own is --as csv"
        if self.form == "csv":
            remedy = f"name one with --map, such as --map {column}=COLUMN"
        return InputError(file.name, f"has no column {column!r} among: {has}", remedy=remedy)

    def put(self, share: float) -> None:
        """The batch into the book; the data set is there from its first batch on."""
        begin_dataset(self.book.store, self.dataset, self.form)
        added = add_imported(self.book.store, self.rows, self.refused)
        lost = sum(1 for row in self.rows if row[5] is None or row[7] is None)
        now, unnamed = self.sum, f"{self.digest[:8]} {NO_ID}"
        self.sum = Imported(
            now.dataset,
            now.rows + added,
            now.known + len(self.rows) - added,
            now.refused + len(self.refused),
            now.without_country + lost,
            share,
            now.without_kind + sum(1 for row in self.rows if row[10] is None),
            now.without_id + sum(1 for row in self.rows if str(row[1]).startswith(unnamed)),
        )
        self.rows.clear()
        self.refused.clear()
        if self.seen is not None:
            self.seen(self.sum)


def _row_maker(dataset: str, digest: str) -> Callable[[EventRow], tuple[object, ...]]:
    """A function from an event row to a row of the table, with its lookups at hand."""
    countries, codes = _Countries(), _Codes()
    weeks: dict[str, int] = {}

    def make(row: EventRow) -> tuple[object, ...]:
        event, day, source, by, target, to, kind, cameo, quad, goldstein, place, weight = row
        week = weeks.get(day)
        if week is None:
            week = weeks[day] = week_of(day)
        type_, code, class_, worth = codes[kind, cameo, quad]
        value = number(goldstein) if goldstein else None
        if event.startswith(NO_ID):
            event = f"{digest} {event}"
        return (
            dataset, event, day, week, source or None, countries[by], target or None, countries[to],
            type_, code, class_, worth if value is None else value, countries[place],
            float(weight) if weight else 1.0,
        )  # fmt: skip

    return make


class _Countries(dict[str, str | None]):
    """ISO alpha-3 code by any name or code that a data set writes; None where it is no country."""

    def __missing__(self, name: str) -> str | None:
        found = self[name] = _country_names().get(name.strip().casefold())
        return found


class _Codes(dict[tuple[str, str, str], tuple[str | None, str | None, int | None, float | None]]):
    """PLOVER type, CAMEO code, quad class and Goldstein weight by what a data set writes."""

    def __missing__(
        self, key: tuple[str, str, str]
    ) -> tuple[str | None, str | None, int | None, float | None]:
        kind, cameo, quad = key
        table = codes()
        code = next((c for c in (cameo, f"0{cameo}", cameo[:3], cameo[:2] + "0") if c in table), None)
        row = table[code] if code else None
        type_ = kind or (row.type if row else None)
        class_ = int(quad) if quad in {"1", "2", "3", "4"} else _quad(type_, code)
        found = self[key] = (type_ or None, code or cameo or None, class_, row.goldstein if row else None)
        return found


def _quad(type_: str | None, code: str | None) -> int | None:
    if type_:
        return quad_of(type_) if type_ in PLOVER_TYPES else None
    return None if code is None else 1 + sum(code[:2] > last for last in ("05", "08", "13"))


class _DataCountry(msgspec.Struct, frozen=True):
    name: str
    iso: str


class _Fips(msgspec.Struct, frozen=True):
    fips: str
    iso: str


@cache
def _country_names() -> Mapping[str, str]:
    return {name.casefold(): iso for name, iso in _all_names()}


def _all_names() -> Iterator[tuple[str, str]]:
    for country in country_rows():
        for name in (country.name, *country.aliases.split("|"), country.cameo or "", country.iso):
            if name:
                yield name, country.iso
    for row in load_rows(data_path("data_countries.csv"), _DataCountry):
        yield row.name, row.iso
    for code in load_rows(data_path("fips.csv"), _Fips):
        yield f"fips:{code.fips}", code.iso
