"""The ledger of a book: kept as reports come, brought up to date before each view."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.book.conditions import last_day, party_meant
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.book.ledger_rulings import (
    matter_rulings,
    rule_matter,
    rulings_on,
    rulings_on_matter,
    withdraw_matter_ruling,
)
from deedwatch.errors import InputError, MissingExtra
from deedwatch.exchange.out import safe_cell
from deedwatch.notebook import html_block, html_table
from deedwatch.reckoning.ledger import (
    Entry,
    Row,
    Ruling,
    Stand,
    page_of,
    plain_row,
    rows_of,
    same_name,
    seen,
    table_of,
)
from deedwatch.store import Rows
from deedwatch.store.ledger import SoughtMatters, party_names
from deedwatch.store.ledger import find_matters as iter_matters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from deedwatch.book.book import Book

__all__ = [
    "LedgerView",
    "Row",
    "Ruling",
    "Stand",
    "find_matters",
    "matter_rulings",
    "rule_matter",
    "rulings_on_matter",
    "withdraw_matter_ruling",
]


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The matters as of a day, with the parties that have a column."""

    rows: tuple[Row, ...]
    parties: tuple[str, ...]
    as_of: str | None = None
    unnamed: tuple[str, ...] = ()  # parties asked for that no matter of the book names
    rulings: Mapping[str, Ruling] = field(default_factory=dict)  # in force, by the id of the matter

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def objects(self) -> list[dict[str, Any]]:
        """The rows in the form that ``deedwatch ledger --json`` prints."""
        ruled = {key: msgspec.to_builtins(ruling) for key, ruling in self.rulings.items()}
        return [plain_row(row) | {"ruling": ruled.get(row.id)} for row in self.rows]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Column names and cells."""
        return table_of(self.rows, self.parties, self.rulings)

    def page(self) -> str:
        """A web page that stands alone."""
        title = f"Ledger as of {self.as_of}" if self.as_of else "Ledger"
        return page_of(*self.table(), title=title)

    def to_frame(self, kind: str = "pandas") -> Any:
        """The table as a frame of pandas or polars. Raises ``MissingExtra`` where it is not installed."""
        columns, cells = self.table()
        return Rows(tuple(columns), tuple(tuple(line) for line in cells)).to_frame(kind)

    def _repr_html_(self) -> str:
        title = f"Ledger as of {self.as_of}" if self.as_of else "Ledger"
        return html_block(title, f"{len(self)} matters", [html_table("", *self.table())])

    def write_xlsx(self, path: str | Path) -> None:
        """The table as a workbook. Raises ``MissingExtra`` without openpyxl."""
        try:
            from openpyxl import Workbook
        except ModuleNotFoundError as error:
            raise MissingExtra("a workbook", "frames") from error
        workbook = Workbook()
        sheet = workbook.active
        columns, cells = self.table()
        for line in (columns, *cells):
            sheet.append([safe_cell(cell) for cell in line])
        sheet.freeze_panes = "A2"
        try:
            workbook.save(path)
        except OSError as error:
            raise InputError(str(path), f"cannot be written: {error}", remedy="give another path") from error


def find_matters(  # noqa: PLR0913 - one parameter a question
    book: Book,
    *,
    parties: Sequence[str] = (),
    about: str | None = None,
    as_of: str | None = None,
    since: str | None = None,
    by: str | None = None,
    to: str | None = None,
    kind: str | None = None,
    key: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> LedgerView:
    """The matters of a book as of a day, in the order in which they were opened, with every party's position.

    ``by`` and ``to`` narrow to one party's matters, ``kind`` to one kind, ``key`` to one matter; for the
    rest see ``reckoning.ledger.view``. Without ``parties`` each party of these matters has a column. A
    state may be given by its code or any of its names; its column has the code. A month or year given for
    ``as_of`` or ``since`` is its last day.
    """
    as_of, since = as_of and last_day(as_of), since and last_day(since)
    fold_ledger(book)
    parties = [party_meant(party) for party in parties]
    by, to = by and party_meant(by), to and party_meant(to)
    sought = SoughtMatters(key=key, kind=kind, as_of=as_of, parties=_sought(book, parties, about, by, to))
    told = _rows_tell_all(as_of, [bool(parties), about, by, to])
    found = iter_matters(book.store, sought, offset=offset if told else 0)
    matters = (seen(msgspec.json.decode(body, type=Entry), as_of=as_of, parties=parties) for body in found)
    kept = (matter for matter in matters if matter is not None and matter.fits(about=about, by=by, to=to))
    first = 0 if told else offset
    page = tuple(islice(kept, first, None if limit is None else first + limit))
    rulings = rulings_on(book, (matter.entry for matter in page), as_of=as_of)
    rows = rows_of(page, since=since, rulings=rulings.values())
    columns = tuple(dict.fromkeys(parties)) or tuple(
        dict.fromkeys(party for row in rows for party in row.positions)
    )
    unnamed = _unnamed(book, [*parties, *filter(None, (by, to))])
    return LedgerView(rows=rows, parties=columns, as_of=as_of, unnamed=unnamed, rulings=rulings)


def _unnamed(book: Book, asked: Sequence[str]) -> tuple[str, ...]:
    """Of the parties asked for, those that nobody's matter or stance in the book goes by."""
    known = party_names(book.store) if asked else []
    return tuple(one for one in dict.fromkeys(asked) if not any(same_name(one, name) for name in known))


def _rows_tell_all(as_of: str | None, narrowed_by: Sequence[object]) -> bool:
    """Do the rows of parties alone say which matters are shown, so that those before a page need no look?

    As of a day they do not: they do not say when each party came to a matter. Nor do they say whether
    who answered counts as addressed, nor under which of two names asked for a party is shown.
    """
    parties, about, by, to = narrowed_by
    if not (parties or about or by or to):
        return True
    return as_of is None and not (about or to) and not (parties and by)


def _sought(
    book: Book, parties: Sequence[str], about: str | None, by: str | None, to: str | None
) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What the rows of parties must say, as far as they can: no matter that is asked for is left out."""
    known = party_names(book.store) if parties else []

    def names(asked: Sequence[str]) -> tuple[str, ...]:
        meant = [name for name in known for one in asked if one in parties and same_name(one, name)]
        return tuple(dict.fromkeys([*asked, *meant]))

    conditions = (
        (("by", "to", "stand"), parties),
        (("by", "to", "stand", "about"), [about] if about else []),
        (("by",), [by] if by else []),
        (("to", "stand"), [to] if to else []),
    )
    return tuple((roles, names(asked)) for roles, asked in conditions if asked)
