"""What two texts have in common and what not, sentence by sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.records import Span

__all__ = ["common_passages", "differences", "telling_passages"]

_SENTENCES = re.compile(r"[^\s](?:.*?)(?:[.!?][\"”’')]*(?=\s)|\n|$)", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def differences(original: str, copy: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The sentences of the original that the copy lacks, and those of the copy that the original lacks.

    >>> differences("Rain fell. All left.", "Rain fell. Some stayed.")
    (((11, 20),), ((11, 23),))
    """
    left, right = _folded(original), _folded(copy)
    old, new = {words for _, words in left}, {words for _, words in right}
    return (
        tuple(span for span, words in left if words not in new),
        tuple(span for span, words in right if words not in old),
    )


def common_passages(one: str, two: str) -> tuple[Span, ...]:
    """The sentences of the first text that stand in the second too, those that follow each other as one.

    >>> common_passages("Rain fell. All left. Dogs barked.", "Rain fell. All left. Cats slept.")
    ((0, 20),)
    """
    other = {words for _, words in _folded(two)}
    found: list[Span] = []
    follows = False
    for span, words in _folded(one):
        if words not in other:
            follows = False
            continue
        if follows:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
        follows = True
    return tuple(found)


def telling_passages(text: str, names: frozenset[str], *, most: int = 2) -> tuple[Span, ...]:
    """The sentences that hold most of the given names, in order of place.

    >>> telling_passages("Rain fell. Ann met Bob. Ann left.", frozenset({"ann", "bob"}), most=1)
    ((11, 23),)
    """
    counted = [(-len(names & set(_WORD.findall(words))), span) for span, words in _folded(text)]
    return tuple(sorted(span for count, span in sorted(counted)[:most] if count < 0))


def _folded(text: str) -> list[tuple[Span, str]]:
    return [((start, end), " ".join(text[start:end].split()).casefold()) for start, end in _sentences(text)]


def _sentences(text: str) -> Iterator[Span]:
    for match in _SENTENCES.finditer(text):
        start, end = match.span()
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield start, end
