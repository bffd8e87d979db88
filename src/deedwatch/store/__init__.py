"""A book's tables, in one SQLite file or a PostgreSQL database, by the same statements.

Only this room imports SQLAlchemy. Every function takes an open ``Store``; what changes several rows
does so in one transaction, so that a stop at any moment leaves each report whole or absent.
"""

from __future__ import annotations

from deedwatch.store.copying import back_up, column_kinds, copy_rows
from deedwatch.store.find import (
    Rows,
    Where,
    count_rows,
    find_rows,
    ids_by_key,
    keys_by_id,
    raw_page,
    report_days,
)
from deedwatch.store.opening import Store, open_store
from deedwatch.store.reports import (
    TABLES_OF_A_REPORT,
    Given,
    Held,
    add_faults,
    add_reading,
    add_rows,
    find_held,
    given_of,
    load_given,
    load_record,
    load_records,
    replace_reading,
    report_key,
    report_rows,
)
from deedwatch.store.reviews import (
    add_review,
    add_ruling,
    count_reviewed,
    last_decided,
    load_reviews,
    next_subject,
    replace_rows,
    review_key,
    ruled_rows,
)
from deedwatch.store.runs import end_run, start_run
from deedwatch.store.search import SoughtWords, search_rows
from deedwatch.store.verify import digest_of, find_damage

__all__ = [
    "TABLES_OF_A_REPORT",
    "Given",
    "Held",
    "Rows",
    "SoughtWords",
    "Store",
    "Where",
    "add_faults",
    "add_reading",
    "add_review",
    "add_rows",
    "add_ruling",
    "back_up",
    "column_kinds",
    "copy_rows",
    "count_reviewed",
    "count_rows",
    "digest_of",
    "end_run",
    "find_damage",
    "find_held",
    "find_rows",
    "given_of",
    "ids_by_key",
    "keys_by_id",
    "last_decided",
    "load_given",
    "load_record",
    "load_records",
    "load_reviews",
    "next_subject",
    "open_store",
    "raw_page",
    "replace_reading",
    "replace_rows",
    "report_days",
    "report_key",
    "report_rows",
    "review_key",
    "ruled_rows",
    "search_rows",
    "start_run",
]
