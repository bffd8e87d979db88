"""Words against deeds: sourced records of who said and did what to whom, and what followed.

>>> import deedwatch as dw
>>> record = dw.record(dw.Document(text="Iran denied it.", published="2007-05-28"))  # doctest: +SKIP
>>> book = dw.open("gulf.db")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.book import open_book as open  # noqa: A004 - reads as dw.open
    from deedwatch.errors import DeedwatchError, InputError, LexiconError, MissingExtra, StoreError
    from deedwatch.reading import record
    from deedwatch.records import Document, Fault, Page, Record

__version__ = "0.1.0"

__all__ = [
    "Book",
    "DeedwatchError",
    "Document",
    "Fault",
    "InputError",
    "LexiconError",
    "MissingExtra",
    "Page",
    "Record",
    "StoreError",
    "open",
    "record",
]

_HOMES = {
    "Book": ("book", "Book"),
    "DeedwatchError": ("errors", "DeedwatchError"),
    "Document": ("records", "Document"),
    "Fault": ("records", "Fault"),
    "InputError": ("errors", "InputError"),
    "LexiconError": ("errors", "LexiconError"),
    "MissingExtra": ("errors", "MissingExtra"),
    "Page": ("records", "Page"),
    "Record": ("records", "Record"),
    "StoreError": ("errors", "StoreError"),
    "open": ("book", "open_book"),
    "record": ("reading", "record"),
}


def __getattr__(name: str) -> object:
    """Each public name is imported when it is first used, so that ``import deedwatch`` is light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'deedwatch' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(f"deedwatch.{module}"), attribute)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
