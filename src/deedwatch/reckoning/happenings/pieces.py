"""What stands between two blanks of a text, read once and known by number from then on.

News repeats itself: nearly every piece of a new report was seen before, so a report is read by looking its
pieces up. No word crosses a blank, hence the same words are found as in the whole text.
"""

from __future__ import annotations

import re
import zlib
from array import array
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    import numpy.typing as npt

    Whole: TypeAlias = npt.NDArray[np.int32]

__all__ = ["INITIAL", "NOTHING", "Numbering", "Pieces", "order_of", "unfold"]

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*|\d[\d,.]*\d|\d")
_PLAIN = re.compile(r"[a-z0-9]+")
_CACHE = 300_000
NOTHING = -1  # a word that tells nothing about what happened
INITIAL = -2  # a single capital, which does not part a person's names


class Numbering(dict[str, int]):
    """Numbers of strings; one that is not known yet gets the number that ``learn`` gives."""

    def __init__(self, learn: Callable[[str], int], known: Iterable[tuple[str, int]] = ()) -> None:
        super().__init__(known)
        self._learn = learn

    def __missing__(self, string: str) -> int:
        number = self[string] = self._learn(string)
        return number


class Pieces:
    """Pieces of text and the words in them, by number.

    A piece holds *terms*, words as written with their case: twice the number of the word, one more where it
    is capitalised, or ``NOTHING`` or ``INITIAL``; and *plain words*, runs of small letters and figures.
    """

    def __init__(self, stop: Collection[str], given: Collection[str]) -> None:
        self._stop, self._of_persons = stop, given
        self._clear()

    def _clear(self) -> None:
        self._known = Numbering(self._learn_piece)
        self._folded: list[str] = []
        self._words: list[str] = [""]
        self._number = Numbering(self._learn_word)
        self._codes, self._given, self._figures = array("I", [0]), array("b", [0]), array("b", [0])
        # Where each piece's terms and plain words begin, the first of all being no word.
        self._terms, self._terms_begin = array("i", [0]), array("i", [1])
        self._plain, self._plain_begin = array("i", [0]), array("i", [1])

    def make_room(self) -> None:
        """Forget all, and with it all numbers, where too much is kept."""
        if len(self._known) > _CACHE:
            self._clear()

    @property
    def size(self) -> int:
        """How many words are known; numbers are lower than this."""
        return len(self._words)

    def take(self, text: str) -> Whole:
        """The numbers of a text's pieces, in order."""
        pieces = text.split()
        return np.fromiter(map(self._known.__getitem__, pieces), dtype=np.int32, count=len(pieces))

    def _learn_piece(self, piece: str) -> int:
        self._terms.extend(map(self._fold, _WORD.findall(piece)))
        self._terms_begin.append(len(self._terms))
        plain = _PLAIN.findall(piece.lower())
        self._plain.extend(map(self._number.__getitem__, plain))
        self._plain_begin.append(len(self._plain))
        self._folded.append("".join(f" {word}" for word in plain))
        return len(self._folded) - 1

    def _fold(self, word: str) -> int:
        if len(word) == 1 and word.isupper():
            return INITIAL
        low = word.lower().replace("’", "'").removesuffix("'s")
        if len(low) < 2 or low in self._stop:
            return NOTHING
        return 2 * self._number[low] + word[0].isupper()

    def _learn_word(self, word: str) -> int:
        self._words.append(word)
        self._codes.append(zlib.crc32(word.encode()))
        self._given.append(word in self._of_persons)
        self._figures.append(word[0].isdigit())
        return len(self._words) - 1

    def terms(self, pieces: Whole) -> tuple[Whole, Whole]:
        """The terms of pieces, in order, and how many each piece has."""
        return _flat(pieces, self._terms_begin, self._terms)

    def plain(self, pieces: Whole) -> tuple[Whole, Whole]:
        """The numbers of the plain words of pieces, in order, and how many each piece has."""
        return _flat(pieces, self._plain_begin, self._plain)

    def folded(self, pieces: Whole) -> str:
        """The plain words of pieces, one blank between them."""
        return "".join(map(self._folded.__getitem__, pieces.tolist()))[1:]

    def words(self, numbers: npt.NDArray[np.int_]) -> Iterator[str]:
        """The words of those numbers."""
        return map(self._words.__getitem__, numbers.tolist())

    def codes(self, numbers: Whole) -> npt.NDArray[np.uint32]:
        """The number that stands for each word's text, the same in every process."""
        found: npt.NDArray[np.uint32] = np.frombuffer(self._codes, dtype=np.uint32)[numbers]
        return found

    def are_given(self, numbers: Whole) -> npt.NDArray[np.bool_]:
        """Which words are given names."""
        found: npt.NDArray[np.bool_] = np.frombuffer(self._given, dtype=np.bool_)[numbers]
        return found

    def are_figures(self, numbers: Whole) -> npt.NDArray[np.bool_]:
        """Which words begin with a figure."""
        found: npt.NDArray[np.bool_] = np.frombuffer(self._figures, dtype=np.bool_)[numbers]
        return found


def _flat(pieces: Whole, begin: array[int], flat: array[int]) -> tuple[Whole, Whole]:
    begins = np.frombuffer(begin, dtype=np.int32)
    first = begins[pieces]
    count = begins[pieces + 1] - first
    return np.frombuffer(flat, dtype=np.int32)[unfold(first, count)], count


def unfold(
    first: npt.NDArray[np.int_ | np.int32], count: npt.NDArray[np.int_ | np.int32]
) -> npt.NDArray[np.int_]:
    """Stretches of so many numbers each, one behind the other.

    >>> unfold(np.array([4, 0]), np.array([3, 2])).tolist()
    [4, 5, 6, 0, 1]
    """
    ends = np.cumsum(count)
    found: npt.NDArray[np.int_] = np.repeat(first - ends + count, count)
    found += np.arange(len(found))
    return found


def order_of(keys: npt.NDArray[np.int_ | np.int32]) -> npt.NDArray[np.int_]:
    """The places of keys (under 2 ** 31) in ascending order, equal ones by place; faster than argsort.

    >>> order_of(np.array([7, 3, 7, 0])).tolist()
    [3, 1, 0, 2]
    """
    both: npt.NDArray[np.int_] = np.sort(keys.astype(np.int64) << 32 | np.arange(len(keys)))
    return both & 0xFFFFFFFF
