"""The single words by which states are named: names, adjectives, peoples, capitals."""

from __future__ import annotations

from functools import cache

from deedwatch.lexicon.countries import country_rows

__all__ = ["state_words"]


@cache
def state_words() -> frozenset[str]:
    """All of them, in lower case ("peru", "peruvian", "peruvians", "lima").

    >>> "peruvian" in state_words()
    True
    """
    cells = (
        cell
        for row in country_rows()
        for column in (row.name, row.aliases, row.adjectives, row.people, row.capitals, row.metonyms)
        for cell in column.split("|")
    )
    return frozenset(cell.strip().lower() for cell in cells if cell.strip() and " " not in cell.strip())
