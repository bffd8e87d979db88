"""Items in batches: of one size, or as they come where somebody is waiting for the first."""

from __future__ import annotations

import queue
import threading
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["batched", "ready_batches"]

T = TypeVar("T")


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Batches of the size given; the last may be shorter.

    >>> list(batched("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch


def ready_batches(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Batches of what has arrived: full where items wait, one item where the sender is slow.

    Whoever types or pipes reports one by one gets each record before sending the next.
    """
    arrived: queue.Queue[tuple[T, ...] | BaseException | None] = queue.Queue(maxsize=4 * size)
    threading.Thread(target=_receive, args=(items, arrived), daemon=True).start()
    while (first := arrived.get()) is not None:
        batch: list[T] = []
        more: tuple[T, ...] | BaseException | None = first
        while isinstance(more, tuple):
            batch.extend(more)
            if len(batch) >= size or arrived.empty():
                break
            more = arrived.get()
        if batch:
            yield tuple(batch)
        if isinstance(more, BaseException):
            raise more
        if more is None:
            return


def _receive(items: Iterable[T], arrived: queue.Queue[tuple[T, ...] | BaseException | None]) -> None:
    try:
        for item in items:
            arrived.put((item,))
    except BaseException as error:  # noqa: BLE001 - raised again where the items are wanted
        arrived.put(error)
    else:
        arrived.put(None)
