"""Whether two names can be one person's: whole names, last names, parts, near spellings."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from deedwatch.lexicon.plain import fold
from deedwatch.lexicon.words import any_of, words_for

__all__ = ["fit_of", "name_parts"]

_SMALL = words_for("actors: small parts of names")
_ARTICLES = re.compile(rf"\b(?:{any_of('actors: articles of names')})[- ]+")
_WHOLE, _LAST, _PART = 3, 2, 1


def name_parts(name: str) -> list[str]:
    """The words of a person's name that tell: without articles of Arabic names, "bin", "Jr".

    >>> name_parts("Nouri al-Maliki")
    ['nouri', 'maliki']
    """
    return list(_parts(name))


@lru_cache(maxsize=4096)  # each name of a report is held against all others
def _parts(name: str) -> tuple[str, ...]:
    plain = _ARTICLES.sub("", fold(name).lower())
    words = [re.sub(r"'s?$", "", word).strip(".'-") for word in re.findall(r"[\w.'-]+", plain)]
    return tuple(word for word in words if word and word not in _SMALL)


def fit_of(parts: list[str], full: list[str]) -> int:
    """How well a name fits another: 3 whole, 2 by last name, 1 by a part or near spelling, 0 not.

    >>> fit_of(["maliki"], ["nouri", "maliki"])
    2
    """
    if not parts or not full:
        return 0
    if parts == full:
        return _WHOLE
    return _fit_of_one(parts[0], full) if len(parts) == 1 else _fit_of_many(parts, full)


def _fit_of_one(word: str, full: list[str]) -> int:
    if word == full[-1]:
        return _LAST
    if len(full) == 1 or len(word) <= 2:
        return 0
    near = len(word) > 4 and _alike(word, full[-1]) >= 0.9
    return _PART if word in full or near else 0


def _fit_of_many(parts: list[str], full: list[str]) -> int:
    shorter, longer = sorted((parts, full), key=len)
    initial = min(len(parts[0]), len(full[0])) == 1 and parts[0][0] == full[0][0]
    if set(shorter) <= set(longer) or (parts[-1] == full[-1] and initial):
        return _LAST
    if len(parts) != len(full) or parts[0][0] != full[0][0]:
        return 0
    return _PART if _alike(" ".join(parts), " ".join(full)) >= 0.84 else 0


@lru_cache(maxsize=4096)
def _alike(one: str, two: str) -> float:
    """How much of two spellings is the same, 0 to 1; an upper bound where that is under .8."""
    spellings = difflib.SequenceMatcher(None, one, two)
    most = spellings.real_quick_ratio()
    return most if most < 0.8 else spellings.ratio()
