"""The single words by which states are named: names, adjectives, peoples, capitals."""

from __future__ import annotations

from functools import cache

from deedwatch.lexicon.countries import country_rows

__all__ = ["state_of_people", "state_words"]


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


@cache
def _by_adjective() -> dict[str, str]:
    return {word.lower(): row.iso for row in country_rows() for word in row.adjectives.split("|") if word}


def state_of_people(adjective: str) -> str | None:
    """The code of the state that an adjective tells.

    >>> state_of_people("Peruvian"), state_of_people("Lima")
    ('PER', None)
    """
    return _by_adjective().get(adjective.lower())
