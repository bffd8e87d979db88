"""Many values in one question: a few hundred at a time, since a database takes only so many."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["AT_ONCE", "chunks"]

AT_ONCE = 500


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in order, each once, in lists of at most 500.

    >>> list(chunks(["b", "a", "b"]))
    [['a', 'b']]
    """
    wanted = sorted(set(values))
    return (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
