"""A party as a condition: a country's ISO3 code, or a part of a name."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from deedwatch.records import is_code

__all__ = ["is_party"]


def is_party(wanted: str, name: sa.Column[Any], country: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """A code is the country's or the whole name ("PKK"); other words are a part of the name."""
    if is_code(wanted):
        return sa.or_(country == wanted, sa.func.lower(name) == wanted.lower())
    return name.icontains(wanted, autoescape=True)
