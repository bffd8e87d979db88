"""The actors of a book over time, and people's decisions on who is who: signed, dated, withdrawable."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from deedwatch.book.signing import sign
from deedwatch.errors import InputError
from deedwatch.reckoning.actors import decision_on, gather_actors
from deedwatch.store import load_reviews

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.book.book import Book
    from deedwatch.reckoning.actors import KnownActor
    from deedwatch.records import Review

__all__ = ["find_known_actors", "import_actors", "merge_actor", "split_actor", "withdraw_actor"]


def find_known_actors(book: Book) -> tuple[KnownActor, ...]:
    """Every named actor of the book once, with names, roles and days."""
    reviews = load_reviews(book.store, nouns=("actors",))
    return gather_actors((record for _, record in book.records()), reviews)


def merge_actor(book: Book, *, alias: str, into: str, reviewer: str) -> Review:
    """Say that two names are one actor. Raises ``InputError`` where a name or the signature is empty."""
    return _decide(book, alias, reviewer, into=into)


def split_actor(book: Book, *, alias: str, reviewer: str) -> Review:
    """Say that a name is an actor of its own. Raises ``InputError`` where it or the signature is empty."""
    return _decide(book, alias, reviewer, into=None)


def withdraw_actor(book: Book, *, alias: str, reviewer: str) -> Review:
    """Take back the decision that holds on a name, by a row of its own; what was before comes back.

    Raises ``InputError`` where no decision holds on the name, or the signature is empty.
    """
    held = decision_on(alias, load_reviews(book.store, nouns=("actors",)))
    if held is None:
        raise InputError(alias, "has no decision that holds", remedy="give a name that was merged or split")
    return sign(book, held.subject, "undo", reviewer, noun="actors", withdraws=held.key)


def import_actors(book: Book, path: str | Path, *, columns: Mapping[str, str], reviewer: str) -> int:
    """Bring a list of names in; the number of rows that were.

    ``columns`` says which column holds ``alias`` and which ``actor`` ("itemLabel" and "altLabel" of a
    Wikidata export); an alias that is its own actor is passed over. Several aliases in one cell are
    divided by ``|``. Raises ``InputError`` where the file or a column is missing.
    """
    wanted = {"alias": columns.get("alias", "alias"), "actor": columns.get("actor", "actor")}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(str(path), f"cannot be read: {error}", remedy="give a CSV file in UTF-8") from error
    missing = [name for name in wanted.values() if rows and name not in rows[0]]
    if missing:
        raise InputError(str(path), f"has no column {missing[0]}", remedy="name it with --columns")
    count = 0
    for row in rows:
        actor = (row[wanted["actor"]] or "").strip()
        for alias in (part.strip() for part in (row[wanted["alias"]] or "").split("|")):
            if actor and alias and alias != actor:
                _decide(book, alias, reviewer, into=actor)
                count += 1
    return count


def _decide(book: Book, alias: str, reviewer: str, *, into: str | None) -> Review:
    if not alias.strip() or not reviewer.strip() or (into is not None and not into.strip()):
        raise InputError("actors", "needs names and a signature", remedy="give the names and --reviewer")
    decision, body = ("split", {}) if into is None else ("merge", {"into": into})
    return sign(book, alias, decision, reviewer, noun="actors", body=body)
