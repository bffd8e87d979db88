"""Records in order that can also be had as a table: one row a record, one column a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from deedwatch.notebook import html_block, html_table
from deedwatch.store import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Listing"]

T = TypeVar("T", bound=msgspec.Struct)


class Listing(tuple[T, ...]):  # noqa: SLOT001 - a tuple can have no slots of its own
    """A tuple of records of one kind, with ``columns``, ``rows`` and ``to_frame``.

    A field that holds several values is one cell of JSON.
    """

    columns: tuple[str, ...]

    def __new__(cls, kind: type[T], records: Iterable[T]) -> Self:
        """The records; ``kind`` names the columns, also where there are none."""
        made = super().__new__(cls, tuple(records))
        made.columns = kind.__struct_fields__
        return made

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """One row a record, in the order of ``columns``."""
        return tuple(tuple(_cell(getattr(record, name)) for name in self.columns) for record in self)

    def to_frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame of pandas or polars. Raises ``MissingExtra`` where it is not installed."""
        return Rows(self.columns, self.rows).to_frame(kind)

    def _repr_html_(self) -> str:
        return html_block("", f"{len(self)} rows", [html_table("", self.columns, self.rows)])


def _cell(value: Any) -> Any:
    return (
        value
        if value is None or isinstance(value, str | int | float)
        else msgspec.json.encode(value).decode()
    )
