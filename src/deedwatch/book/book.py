"""The book: the store with the verbs of the house. No rule lives here; each verb has its own file."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from deedwatch.book.conditions import checked
from deedwatch.store import (
    Rows,
    SoughtWords,
    Store,
    Where,
    count_rows,
    find_rows,
    ids_by_key,
    keys_by_id,
    open_store,
    raw_page,
    report_days,
    search_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from deedwatch.book.reading import Summary
    from deedwatch.places.locate import Spot
    from deedwatch.records import Place, Record

__all__ = ["Book", "open_book"]


def open_book(place: str | Path, *, create: bool = True) -> Book:
    """The book in a SQLite file, or at a ``postgresql://`` address; made where it is not there.

    Raises ``StoreError`` where it is no book, was made by a newer version or cannot be opened.
    """
    return Book(open_store(place, create=create))


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """An open book. Use it in a ``with`` block, or close it."""

    store: Store

    @property
    def place(self) -> str:
        """The file or address of the book."""
        return self.store.place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file or the server back."""
        self.store.close()

    def read(self, *paths: str | Path, **options: Any) -> Summary:
        """Read reports into the book, new ones only. Options: see ``read_into``."""
        return self._verb("reading", "read_into")(self, paths, **options)  # type: ignore[no-any-return]

    def read_samples(self, **options: Any) -> Summary:
        """Read the sample story that ships with deedwatch."""
        return self._verb("sample", "read_samples")(self, **options)  # type: ignore[no-any-return]

    def reports(self, **where: Any) -> Rows:
        """The reports. Conditions: see ``Where``.

        Raises ``InputError`` for a condition that no row can meet: a type or a country that there is not.
        """
        return find_rows(self.store, "reports", Where(**checked(where)))

    def statements(self, **where: Any) -> Rows:
        """Who said what. Conditions: see ``Where``."""
        return find_rows(self.store, "statements", Where(**checked(where)))

    def events(self, **where: Any) -> Rows:
        """Who did what to whom, as each report tells it. Conditions: see ``Where``."""
        return find_rows(self.store, "events", Where(**checked(where)))

    def faults(self, **where: Any) -> Rows:
        """What could not be read, and why. Conditions: ``stage``, ``report`` and ``limit`` of ``Where``."""
        return find_rows(self.store, "faults", Where(**checked(where)))

    def record(self, key: str) -> Record | None:
        """The record of the report with this key, as its reviews leave it."""
        return self._verb("reviews", "reviewed_record")(self, key)  # type: ignore[no-any-return]

    def records(self, keys: Iterable[str] | None = None) -> Iterator[tuple[str, Record]]:
        """Records as reviews leave them, with their reports' keys, by day of publication."""
        return self._verb("reviews", "reviewed_records")(self, keys)  # type: ignore[no-any-return]

    def raw(self, key: str) -> str | None:
        """The file of the report as it came; None where its text was given as it stands."""
        return raw_page(self.store, key)

    def search(self, words: str, **where: Any) -> Rows:
        """Reports and statements that hold all the words. Conditions: see ``SoughtWords``."""
        return search_rows(self.store, words, SoughtWords(**checked(where)))

    def counts(self) -> dict[str, int]:
        """How many rows of each noun the book holds."""
        return count_rows(self.store, ("reports", "statements", "events", "matters", "faults"))

    def days(self) -> list[str]:
        """The days on which reports were published, in order."""
        return report_days(self.store)

    def report_keys(self, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The key of each report, or of some, by the id of its input; the newest where one came twice."""
        return keys_by_id(self.store, ids)

    def report_ids(self, keys: Iterable[str]) -> dict[str, str]:
        """The id that its input gave of each report with one of these keys."""
        return ids_by_key(self.store, keys)

    def fold(self) -> None:
        """Bring happenings and ledger up to date, as each listing of them does; ``read`` ends with it."""
        self._verb("folding", "fold_happenings")(self)
        self._verb("ledger_folding", "fold_ledger")(self)

    def happenings(self, **options: Any) -> Any:
        """What happened, each once, however many reports tell it."""
        return self._verb("happenings", "find_happenings")(self, **checked(options))

    def happenings_by_month(self, **options: Any) -> Any:
        """How many happenings of each type each month has; conditions as of ``happenings``."""
        return self._verb("happenings", "count_by_month")(self, **checked(options))

    @staticmethod
    def spot(place: Place | None) -> Spot | None:
        """Where a place lies on the map, at no more precision than its words bear."""
        from deedwatch.places.locate import locate

        return locate(place)

    def ledger(self, **options: Any) -> Any:
        """Demands, promises, proposals, accusations and predictions with every party's position."""
        return self._verb("ledger", "find_matters")(self, **checked(options))

    def verdict(self, **question: Any) -> Any:
        """Whether conduct changed after a day: ratio, interval, and what could have been seen."""
        return self._verb("verdicts", "judge")(self, **question)

    def verdicts(self, **which: Any) -> Any:
        """The verdicts that were asked for, in order."""
        return self._verb("verdicts", "find_verdicts")(self, **which)

    def wait_on(self, **question: Any) -> Any:
        """Register a question to look at again as data arrive; its key."""
        return self._verb("watching", "wait_on")(self, **question)

    def watch(self) -> Any:
        """Look again at all questions that are waited on."""
        return self._verb("watching", "look")(self)

    def datasets(self) -> list[str]:
        """The names of the imported data sets."""
        from deedwatch.store.imports import list_datasets

        return [dataset.name for dataset in list_datasets(self.store)]

    def refused(self, dataset: str, *, limit: int | None = None) -> Rows:
        """Rows of an imported data set that could not be used: row, reason and what stood there.

        Raises ``InputError`` for a data set that the book does not have.
        """
        return self._verb("imports", "find_refused")(self, dataset, limit=limit)  # type: ignore[no-any-return]

    def import_events(self, path: str | Path, **options: Any) -> Any:
        """Bring other people's event data in."""
        return self._verb("imports", "import_events")(self, path, **options)

    def load(self, folder: str, **options: Any) -> Summary:
        """Bring in what ``deedwatch read --out`` wrote, new reports only."""
        return self._verb("parts", "load_parts")(self, folder, **options)  # type: ignore[no-any-return]

    def copy_to(self, target: Book, **options: Any) -> int:
        """All rows into another book, of either kind; how many were new there."""
        return self._verb("upkeep", "copy_book")(self, target, **options)  # type: ignore[no-any-return]

    def back_up(self, out: str | Path) -> None:
        """A copy of the file as it is now, whoever uses it."""
        self._verb("upkeep", "back_up_book")(self, out)

    def verify(self) -> Iterator[str]:
        """What in the book is not as it was written; nothing for a whole book."""
        return self._verb("upkeep", "verify_book")(self)  # type: ignore[no-any-return]

    def digest(self) -> str:
        """One hash over all that the book holds."""
        return self._verb("upkeep", "digest_book")(self)  # type: ignore[no-any-return]

    def export(self, form: str, out: str | Path) -> Any:
        """Write the book in another form; the answer says what the form could not carry."""
        return self._verb("exports", "export_book")(self, form, out)

    def brief(self, out: str | Path, **scope: Any) -> Any:
        """Write a brief (HTML, PDF, DOCX or Markdown, by the file's ending)."""
        return self._verb("brief", "write")(self, out, **scope)

    def differences(self, *, apply: bool = False) -> Iterator[Any]:
        """What reading all reports anew changes; with ``apply`` the new readings take their place."""
        name = "reread" if apply else "differences"
        return self._verb("rereading", name)(self)  # type: ignore[no-any-return]

    def next_task(self, *, noun: str, reviewer: str) -> Any:
        """What a reviewer should look at next."""
        return self._verb("reviews", "next_task")(self, noun=noun, reviewer=reviewer)

    def decide(self, **decision: Any) -> Any:
        """Append a reviewer's signed, dated decision."""
        return self._verb("reviews", "decide")(self, **decision)

    def undo(self, *, reviewer: str) -> Any:
        """Withdraw a reviewer's last decision, by a row of its own."""
        return self._verb("reviews", "undo")(self, reviewer=reviewer)

    def reviews(self, report: str | None = None) -> Any:
        """The decisions of all reviewers, in order of time."""
        return self._verb("reviews", "reviews_of")(self, report)

    def agreements(self) -> Any:
        """How far reviewers agree, pair by pair."""
        return self._verb("reviews", "agreements")(self)

    @staticmethod
    def _verb(file: str, name: str) -> Any:
        return getattr(importlib.import_module(f"deedwatch.book.{file}"), name)
