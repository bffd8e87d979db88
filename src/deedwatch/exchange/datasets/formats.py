"""The event-table formats by name: all there are, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.errors import InputError
from deedwatch.exchange.datasets.acled import read_acled
from deedwatch.exchange.datasets.csv_table import FIELDS, table_reader
from deedwatch.exchange.datasets.gdelt import read_gdelt1, read_gdelt2
from deedwatch.exchange.datasets.icews import read_icews
from deedwatch.exchange.datasets.polecat import read_polecat
from deedwatch.exchange.datasets.ucdp import read_ucdp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.exchange.datasets.rows import Reader

__all__ = ["EVENT_FORMATS", "choose_reader"]

EVENT_FORMATS: dict[str, Reader] = {
    "gdelt1": read_gdelt1,
    "gdelt2": read_gdelt2,
    "icews": read_icews,
    "ucdp-ged": read_ucdp,
    "acled": read_acled,
    "polecat": read_polecat,
    "csv": table_reader({}),
}


def choose_reader(form: str, columns: Mapping[str, str]) -> Reader:
    """The reader of a format; ``columns`` (our field to the file's column) is for ``csv`` alone.

    Raises ``InputError`` for an unknown format or field.
    """
    if form not in EVENT_FORMATS:
        raise InputError(form, "is no format", remedy=f"say one of: {', '.join(EVENT_FORMATS)}")
    unknown = [field for field in columns if field not in FIELDS]
    if unknown:
        raise InputError(f"--map {unknown[0]}=...", "is no field", remedy=f"fields are: {', '.join(FIELDS)}")
    if columns and form != "csv":
        raise InputError("--map", f"does not go with --as {form}", remedy="say --as csv")
    return table_reader(columns) if columns else EVENT_FORMATS[form]
