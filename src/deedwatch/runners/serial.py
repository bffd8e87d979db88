"""One batch after the other, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deedwatch.runners.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["SerialRunner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome


class SerialRunner:
    """Does the work here and now; needs nothing, and shows errors where they happen."""

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None, limits: Limits | None = None) -> None:
        del jobs, scheduler
        self.limits = limits or Limits()

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I, str], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in order."""
        del lost
        for batch in batches:
            yield work(batch)
