"""The pipeline's own recogniser of names, decoded in numpy: the same names in half of the time.

spaCy's loop asks for the interpreter's lock at each of its 74 moves a token, which is a third of the
time of the recogniser. Here the scores of all tokens that stand outside a name are taken in one
product, and only the tokens inside names are walked one by one, by the same moves and rules
(``spacy/pipeline/_parser_internals/ner.pyx``: begin, in, last, unit, out; no name runs over a
sentence's end, begins on white space or is left open).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from deedwatch.language.tokens import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

__all__ = ["find_names"]


def find_names(recogniser: EntityRecognizer, docs: Sequence[Doc]) -> list[list[Name]]:
    """The names in each of the parsed documents, as the recogniser itself would find them."""
    filled = [doc for doc in docs if len(doc)]
    if not filled:
        return [[] for _ in docs]
    decoder = _Decoder(recogniser, filled)
    found: list[list[Name]] = []
    offset = 0
    for doc in docs:
        found.append(decoder.names_of(doc, offset))
        offset += len(doc)
    return found


class _Decoder:
    """The scores of a batch of documents and the walk over them."""

    def __init__(self, recogniser: EntityRecognizer, docs: Sequence[Doc]) -> None:
        model = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self.cached = lower.predict(model.get_ref("tok2vec").predict(docs))  # row 0 stands for no token
        self.bias = lower.get_param("b").reshape(self.cached.shape[2:])
        self.weights, self.shift = upper.get_param("W"), upper.get_param("b")
        moves = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        self.kind = [name[:1] for name in moves]
        self.label = [name[2:] for name in moves]
        self.number = {name: number for number, name in enumerate(moves)}
        self.best = self._outside(docs)

    def _outside(self, docs: Sequence[Doc]) -> list[int]:
        """For each token the best move where no name is open."""
        cached = self.cached
        hidden = ((cached[1:, 0] + cached[0, 1]) + cached[0, 2] + self.bias).max(axis=2)
        scores = hidden @ self.weights.T + self.shift
        begins = np.array([kind == "B" for kind in self.kind])
        units = np.array(
            [kind == "U" and bool(label) for kind, label in zip(self.kind, self.label, strict=True)]
        )
        closed = np.array([kind in {"I", "L"} for kind in self.kind]) | (
            np.array([kind == "U" for kind in self.kind]) & ~units
        )
        closed |= np.array([kind not in "BILUO" for kind in self.kind])
        scores[:, closed] = -np.inf
        space = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        scores[np.ix_(space, begins | units)] = -np.inf
        scores[np.ix_(np.concatenate([_ends(doc) for doc in docs]), begins)] = -np.inf
        best: list[int] = scores.argmax(axis=1).tolist()
        return best

    def names_of(self, doc: Doc, offset: int) -> list[Name]:
        """The names of the document whose first token is at the offset in the batch."""
        found: list[Name] = []
        at, size = 0, len(doc)
        ends = _ends(doc) if size else ()
        while at < size:
            move = self.best[offset + at]
            start, at = at, at + 1
            if self.kind[move] == "B":
                at = self._close(start, at, offset, move, ends)
            if self.kind[move] in "BU":
                found.append(Name(start, at, self.label[move]))
        return found

    def _close(self, start: int, at: int, offset: int, move: int, ends: Any) -> int:
        """Where the name that was begun ends: "in" or "last" at each further token."""
        inside, last = (self.number[f"{kind}-{self.label[move]}"] for kind in "IL")
        first = self.cached[offset + start + 1, 1]
        weights, shift = self.weights[[inside, last]], self.shift[[inside, last]]
        while not ends[at]:
            here, before = self.cached[offset + at + 1, 0], self.cached[offset + at, 2]
            hidden = ((here + first) + before + self.bias).max(axis=1)
            go_on, stop = (weights @ hidden + shift).tolist()
            if stop > go_on or (stop == go_on and last < inside):
                break
            at += 1
        return at + 1


def _ends(doc: Doc) -> Any:
    """True for the tokens after which a sentence or the document ends."""
    starts = doc.to_array("SENT_START") == 1
    return np.append(starts[1:], True)
