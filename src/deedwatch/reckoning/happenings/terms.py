"""The light reading of a report: its words by weight, its names, its four-word runs, its day.

No parse is needed: this is what is done to every report that arrives, some thousands a second.
Names weigh more, the opening weighs double, and what stands far down weighs less (measured in
``docs/happenings.md``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.settings import read_setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.settings import Setting
    from deedwatch.records import Document

__all__ = ["RUN", "Reader", "Reading", "day_of", "load_function_words"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d,.]*\d|\d")
_PLAIN = re.compile(r"[a-z0-9]+")
_LEAD = 100  # words of the opening, which weigh double
_FADE = 800.0  # words over which the weight of what follows falls to a third
_LEAST = 0.3
_NAME = 1.7
_PAIR = 0.5  # two names in a row are a term of their own at this weight ("Tara Reid")
_CAPITAL_SHARE = 0.7  # a word is a name where it is capitalised this often
_MOST_WORDS = 4000
RUN = 4
_CACHE = 300_000


class _Word(msgspec.Struct, frozen=True):
    word: str


class _Given(msgspec.Struct, frozen=True):
    name: str


@cache
def load_function_words() -> frozenset[str]:
    """Words that tell nothing about what happened."""
    return frozenset(row.word for row in load_rows(data_path("function_words.csv"), _Word))


@cache
def load_given_names() -> frozenset[str]:
    """Given names, by which persons are told from other names."""
    return frozenset(row.name.lower() for row in load_rows(data_path("first_names.csv"), _Given))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the comparison of reports needs of one of them."""

    id: str
    digest: str
    day: int | None
    published: str | None
    weights: Mapping[str, float]
    names: frozenset[str]
    people: frozenset[str]
    setting: Setting
    runs: npt.NDArray[np.uint32]
    codes: npt.NDArray[np.uint32]
    marks: npt.NDArray[np.uint32]


class Reader:
    """Reads reports lightly; keeps the folded form of words that it has seen."""

    def __init__(self) -> None:
        self._stop = load_function_words()
        self._given = load_given_names()
        self._seen: dict[str, tuple[str, bool] | None] = {}
        self._codes = _Codes()
        self._weight = [2.0] * _LEAD + [
            max(_LEAST, math.exp(-place / _FADE)) for place in range(_MOST_WORDS - _LEAD)
        ]

    def read(self, document: Document) -> Reading:
        """The light reading of a report."""
        text = document.text
        title = document.title
        if title and not text.startswith(title):
            text = f"{title}\n{text}"
        weights, names, people = self._terms(text)
        plain = _PLAIN.findall(text.lower())
        codes = np.fromiter(map(self._codes.__getitem__, plain), dtype=np.uint32, count=len(plain))
        marks = {
            code for word, code in zip(plain, codes.tolist(), strict=True) if word in names or word[0] < "a"
        }
        return Reading(
            id=document.id,
            digest=hashlib.sha1(" ".join(plain).encode(), usedforsecurity=False).hexdigest(),
            day=day_of(document.published),
            published=document.published and document.published[:10],
            weights=weights,
            names=names,
            people=people,
            setting=read_setting(text, self._given),
            runs=_runs_of(codes),
            codes=codes,
            marks=np.sort(np.fromiter(marks, dtype=np.uint32, count=len(marks))),
        )

    def _fold(self, word: str) -> tuple[str, bool] | None:
        low = word.lower().replace("’", "'").removesuffix("'s")
        found = None if len(low) < 2 or low in self._stop else (low, word[0].isupper())
        if len(word) == 1 and word.isupper():
            found = ("", True)  # an initial, which does not part a person's names
        if len(self._seen) > _CACHE:
            self._seen.clear()
        self._seen[word] = found
        return found

    def _terms(self, text: str) -> tuple[dict[str, float], frozenset[str], frozenset[str]]:
        """The words with their weights, those that are names, and those that are surnames of persons."""
        seen, fold, given = self._seen, self._fold, self._given
        sums: dict[str, float] = {}
        total: dict[str, int] = {}
        capital: dict[str, int] = {}
        pairs: dict[tuple[str, str], float] = {}
        people: set[str] = set()
        before, person = "", False
        for word, weight in zip(_WORD.findall(text), self._weight, strict=False):
            folded = seen[word] if word in seen else fold(word)
            if folded is not None:
                key, upper = folded
                if not key:
                    continue
                sums[key] = sums.get(key, 0.0) + weight
                total[key] = total.get(key, 0) + 1
                if upper:
                    capital[key] = capital.get(key, 0) + 1
                    if before:
                        pairs[before, key] = pairs.get((before, key), 0.0) + weight
                        person = person or before in given
                    before = key
                    continue
            if person:
                people.add(before)
            before, person = "", False
        names = {key for key, count in capital.items() if count >= _CAPITAL_SHARE * total[key]}
        return _weigh(sums, pairs, names), frozenset(names), frozenset(people & names)


def _weigh(sums: dict[str, float], pairs: dict[tuple[str, str], float], names: set[str]) -> dict[str, float]:
    log = math.log1p
    found = {key: log(value) * _NAME if key in names else log(value) for key, value in sums.items()}
    for (one, two), value in pairs.items():
        if one in names and two in names:
            found[f"{one} {two}"] = log(_PAIR * value) * _NAME
    return found


class _Codes(dict[str, int]):
    """The number that stands for a word, the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) > _CACHE:
            self.clear()
        code = self[word] = zlib.crc32(word.encode())
        return code


def _runs_of(ids: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """The hashes of all runs of four words, in order; of the whole where there are fewer words."""
    if len(ids) < RUN:
        return np.array([zlib.crc32(ids.tobytes())], dtype=np.uint32)
    size = len(ids) - RUN + 1
    mixed = np.zeros(size, dtype=np.uint32)
    for place in range(RUN):
        mixed = mixed * np.uint32(2_654_435_761) + ids[place : place + size]
        mixed ^= mixed >> np.uint32(15)
    return mixed


def day_of(published: str | None) -> int | None:
    """The day's number, or None where no whole day is told.

    >>> day_of("2007-05-28") - day_of("2007-05-27T10:00:00Z"), day_of("2007-05")
    (1, None)
    """
    try:
        return dt.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
