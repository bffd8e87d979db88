"""The one error tree.

    DeedwatchError
    ├── InputError      a report, file or option that cannot be used; the run goes on without it
    ├── LexiconError    a row of language data that is wrong; names file, row and key
    ├── StoreError      a book that cannot be opened, read or written
    └── MissingExtra    a feature whose optional packages are not installed

Every message names the input, the fault and the remedy, in that order.
"""

from __future__ import annotations

__all__ = ["DeedwatchError", "InputError", "LexiconError", "MissingExtra", "StoreError"]


class DeedwatchError(Exception):
    """The root: catch this to catch all that deedwatch raises on purpose.

    >>> str(DeedwatchError("gulf.db", "is not a book", remedy="give a file made by `deedwatch read`"))
    'gulf.db: is not a book; give a file made by `deedwatch read`'
    """

    def __init__(self, subject: str, fault: str, *, remedy: str) -> None:
        self.subject = subject
        self.fault = fault
        self.remedy = remedy
        super().__init__(subject, fault, remedy)

    def __str__(self) -> str:
        return f"{self.subject}: {self.fault}; {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders whole: keyword-only arguments need their own way to pickle."""
        return (_rebuild, (type(self), self.subject, self.fault, self.remedy))


class InputError(DeedwatchError):
    """A report, file, row or option that cannot be used."""


class LexiconError(DeedwatchError):
    """Language data that breaks its own schema or its own examples."""


class StoreError(DeedwatchError):
    """A book that cannot be opened, read or written."""


class MissingExtra(DeedwatchError):  # noqa: N818 - the house's name: what is missing
    """A feature whose optional packages are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, f"needs the extra [{extra}]", remedy=f"pip install 'deedwatch[{extra}]'")
        self.extra = extra

    def __reduce__(self) -> tuple[object, ...]:
        """See DeedwatchError: rebuilt from its own two arguments."""
        return (MissingExtra, (self.subject, self.extra))


def _rebuild(kind: type[DeedwatchError], subject: str, fault: str, remedy: str) -> DeedwatchError:
    return kind(subject, fault, remedy=remedy)
