"""How near two words are in meaning, by the company they keep in much news text: word vectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.lexicon import data_path
from deedwatch.reckoning.happenings.likeness import load_word_shares

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

__all__ = ["Vectors", "load_vectors"]

_COMMON = 30.0  # a word that one report in thirty has counts half in a mean


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Unit vectors of words: ``place`` gives each word's row in ``values`` (words, dimensions)."""

    place: dict[str, int]
    values: npt.NDArray[np.float32]

    def of_word(self, word: str) -> npt.NDArray[np.float32]:
        """The vector of a word, nought where it is not known."""
        found = self.place.get(word)
        return np.zeros(self.values.shape[1], dtype=np.float32) if found is None else self.values[found]

    def of_words(self, words: Iterable[str]) -> npt.NDArray[np.float32]:
        """The direction of all words together, common ones counting less; nought where none is known."""
        shares = load_word_shares()
        known = [word for word in words if word in self.place]
        weight = np.array([1 / (1 + _COMMON * shares.get(word, 0.0)) for word in known], dtype=np.float32)
        total = weight @ self.values[[self.place[word] for word in known]]
        length = float(np.sqrt(total @ total))
        return (total / (length or 1.0)).astype(np.float32)


@cache
def load_vectors() -> Vectors:
    """The vectors that come with the package; made by ``train/vectors.py``."""
    with np.load(data_path("word_vectors.npz"), allow_pickle=False) as arrays:
        words = arrays["words"].tobytes().decode("ascii").split("\n")
        values = arrays["values"].astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    return Vectors({word: row for row, word in enumerate(words)}, values)
