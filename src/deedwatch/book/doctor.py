"""What is installed here, what is missing, and how to get it."""

from __future__ import annotations

import platform
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

from deedwatch.errors import DeedwatchError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Finding", "examine"]

# extra: what a user has it for
_EXTRAS = {
    "web": "`deedwatch serve`: the page",
    "brief": "`deedwatch brief` as PDF and DOCX, pictures of verdicts",
    "frames": "to_frame(), and exports as Parquet and XLSX",
    "dask": "many machines, and Parquet parts",
    "postgres": "a book in PostgreSQL",
    "train": "training the components again",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``remedy`` is the command that mends it, where it is not well."""

    subject: str
    state: str
    remedy: str | None = None
    needed: bool = True  # False: deedwatch works without it

    @property
    def well(self) -> bool:
        """Is nothing to be done?"""
        return self.remedy is None


def examine() -> Iterator[Finding]:
    """Python, SQLite, the parts that reading needs, and each extra; nothing is changed or fetched."""
    yield _python()
    yield _sqlite()
    yield _pipeline()
    yield _packages("deedwatch", None, "reading, books, commands")
    for extra, purpose in _EXTRAS.items():
        yield _packages(f"[{extra}]", extra, purpose)


def _python() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding("Python", found, None if fits else "use Python 3.11, 3.12 or 3.13")


def _sqlite() -> Finding:
    """The store needs full text search (FTS5), which some builds leave out."""
    found = sqlite3.sqlite_version
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return Finding("SQLite", f"{found} without FTS5", "use a Python whose SQLite has FTS5")
    return Finding("SQLite", f"{found} with FTS5")


def _pipeline() -> Finding:
    from deedwatch.language.engine import load_engine

    try:
        told = load_engine().meta
    except DeedwatchError as error:
        return Finding("pipeline", error.fault, error.remedy)
    return Finding("pipeline", f"spaCy's {told['lang']}_{told['name']} {told['version']}")


def _packages(subject: str, extra: str | None, purpose: str) -> Finding:
    """Are the packages of an extra (None: of deedwatch itself) here, in a version that fits?"""
    wrong = sorted(filter(None, map(_lack, _required(extra))))
    if not wrong:
        return Finding(subject, f"complete ({purpose})", needed=extra is None)
    named = f"deedwatch[{extra}]" if extra else "deedwatch"
    return Finding(
        subject, f"lacks {', '.join(wrong)} ({purpose})", f"pip install '{named}'", needed=extra is None
    )


def _required(extra: str | None) -> Iterator[Requirement]:
    """The requirements that an extra adds, or those without any extra."""
    for wanted in map(Requirement, metadata.requires("deedwatch") or ()):
        always = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
        asked = wanted.marker is None or wanted.marker.evaluate({"extra": extra or ""})
        if asked and (extra is None or not always):
            yield wanted


def _lack(wanted: Requirement) -> str | None:
    """The requirement in words where it is not met."""
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return str(wanted.name)
    if wanted.specifier.contains(found, prereleases=True):
        return None
    return f"{wanted.name}{wanted.specifier} (here: {found})"
