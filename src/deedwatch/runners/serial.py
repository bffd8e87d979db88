"""One batch after the other, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["SerialRunner"]

B = TypeVar("B")
R = TypeVar("R")


class SerialRunner:
    """Does the work here and now; needs nothing, and shows errors where they happen."""

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None) -> None:
        del jobs, scheduler

    def __call__(self, work: Callable[[B], R], batches: Iterable[B]) -> Iterator[R]:
        """One result a batch, in order."""
        for batch in batches:
            yield work(batch)
