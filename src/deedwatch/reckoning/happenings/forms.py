"""Texts that fill one form: the same sentences round other names and numbers, as entries of a register.

An edited copy leaves out, puts in or puts otherwise; a form has, in short gaps between words that both
texts have, names and numbers that the other text does not have at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    _Int = TypeVar("_Int", bound="np.integer[Any]")
    Codes: TypeAlias = npt.NDArray[np.uint32]

__all__ = ["RUN", "Wording", "among", "fill_one_form", "words_under"]

RUN = 4  # words
_LONGEST_GAP = 12  # words
_FEWEST = 3  # names or numbers in gaps that the other text lacks
_SHARE = 0.6  # of those in gaps
_OF_WORDS = 0.35  # of all words in gaps; misread words are scattered and seldom names


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A text as numbers: its runs of words in order and each once, its words, its names and numbers."""

    runs: Codes
    unique: Codes
    words: Codes
    marks: Codes


def among(codes: npt.NDArray[_Int], ordered: npt.NDArray[_Int]) -> npt.NDArray[np.bool_]:
    """Which of the codes are in an ordered list."""
    if not len(ordered):
        return np.zeros(len(codes), dtype=np.bool_)
    place = np.minimum(np.searchsorted(ordered, codes), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[place] == codes
    return found


def fill_one_form(one: Wording, two: Wording) -> bool:
    """Whether two texts differ as two fillings of one form do."""
    return _has_strangers(one, two) and _has_strangers(two, one)


def words_under(text: Wording, hit: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words of a text stand in one of the runs that are hit."""
    if len(text.words) < RUN:
        return np.zeros(len(text.words), dtype=np.bool_)
    under: npt.NDArray[np.bool_] = np.convolve(hit, np.ones(RUN, dtype=np.int64))[: len(text.words)] > 0
    return under


def _has_strangers(text: Wording, other: Wording) -> bool:
    """Whether the short gaps of a text hold names and numbers that are not in the other."""
    places = np.flatnonzero(words_under(text, among(text.runs, other.unique)))
    if len(places) < 2:
        return False
    gaps = np.diff(places) - 1
    short = np.flatnonzero((gaps > 0) & (gaps <= _LONGEST_GAP))
    if not len(short):
        return False
    inside = np.concatenate([np.arange(places[i] + 1, places[i + 1]) for i in short])
    words = np.unique(text.words[inside])
    marks = words[among(words, text.marks)]
    strangers = int(np.count_nonzero(~among(marks, np.unique(other.words))))
    return strangers >= max(_FEWEST, _SHARE * len(marks), _OF_WORDS * len(words))
