"""One analyst's file: reports read into it, and what they add up to.

Each noun has its file here, with functions that take the book; ``Book`` names them all.
"""

from __future__ import annotations

from deedwatch.book.book import Book, open_book
from deedwatch.book.parts import count_in_parts, read_into_parts
from deedwatch.book.profile import profiled
from deedwatch.book.reading import Summary, read_into, records_of
from deedwatch.book.sources import count_reports
from deedwatch.runners import Limits, choose_runner

__all__ = [
    "Book",
    "Limits",
    "Summary",
    "choose_runner",
    "count_in_parts",
    "count_reports",
    "open_book",
    "profiled",
    "read_into",
    "read_into_parts",
    "records_of",
]
