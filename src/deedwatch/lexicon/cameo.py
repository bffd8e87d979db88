"""The codes of CAMEO with their PLOVER types and Goldstein weights (``cameo.csv``)."""

from __future__ import annotations

from functools import cache

import msgspec

from deedwatch.lexicon.load import data_path, load_rows
from deedwatch.records import PloverType  # noqa: TC001 - msgspec reads the field's type

__all__ = ["Code", "codes", "goldstein_weights"]


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code of CAMEO with its PLOVER type (None where PLOVER drops it) and Goldstein weight."""

    code: str
    name: str
    goldstein: float
    type: PloverType | None = None


@cache
def codes() -> dict[str, Code]:
    """The table of CAMEO codes, with 016 and the other 01x that PLOVER drops.

    >>> codes()["1832"].type
    'ASSAULT'
    """
    return {row.code: row for row in load_rows(data_path("cameo.csv"), Code)}


@cache
def goldstein_weights() -> dict[str, float]:
    """Goldstein weights by CAMEO code, from -10 (conflict) to 10 (cooperation)."""
    return {code: row.goldstein for code, row in codes().items()}
