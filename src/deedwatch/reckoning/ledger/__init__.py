"""The ledger over many reports: every matter once, with all its mentions and every stance on it.

Pure and deterministic: records in, ledger out. ``build`` sorts the records by their day; a view as
of a day shows only what was told by then, and equals the view of a ledger built from those alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reckoning.ledger.earlier import entries_before
from deedwatch.reckoning.ledger.join import METHOD, Account
from deedwatch.reckoning.ledger.kept import Kept, Shelf
from deedwatch.reckoning.ledger.names import same_name
from deedwatch.reckoning.ledger.nouns import (
    UNDATED,
    Entry,
    Learned,
    Ledger,
    Link,
    Mention,
    Ruling,
    Stand,
    Standing,
)
from deedwatch.reckoning.ledger.parties import forms_learned
from deedwatch.reckoning.ledger.shelves import roles_of, words_of
from deedwatch.reckoning.ledger.table import NOT_STATED, cell_text, page_of, plain_row, table_of
from deedwatch.reckoning.ledger.view import Answer, Change, Row, Seen, rows_of, seen, view
from deedwatch.reckoning.ledger.weights import words_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.records import Record

__all__ = [
    "METHOD",
    "NOT_STATED",
    "UNDATED",
    "Account",
    "Answer",
    "Change",
    "Entry",
    "Kept",
    "Learned",
    "Ledger",
    "Link",
    "Mention",
    "Row",
    "Ruling",
    "Seen",
    "Shelf",
    "Stand",
    "Standing",
    "build",
    "cell_text",
    "entries_before",
    "forms_learned",
    "page_of",
    "plain_row",
    "roles_of",
    "rows_of",
    "same_name",
    "seen",
    "table_of",
    "view",
    "words_counted",
    "words_of",
]


def build(records: Iterable[Record], *, same: Mapping[str, str | None] | None = None) -> Ledger:
    """The ledger of all records, joined in the order of their dates (undated ones last).

    ``same`` are people's decisions on who is who: folded alias to the name it stands under.
    """
    account = Account(same)
    for record in sorted(records, key=_day_and_id):
        account.add(record)
    return Ledger(entries=account.entries)


def _day_and_id(record: Record) -> tuple[str, str]:
    return (record.document.published or UNDATED, record.document.id)
