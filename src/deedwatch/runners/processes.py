"""Worker processes of our own on one machine, fed over pipes.

One thread a worker feeds it and waits; the caller gets the outcomes in order and at most two batches
a worker are under way, so memory stays flat.
"""

from __future__ import annotations

import pickle
import queue
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

from deedwatch.runners.child import Child
from deedwatch.runners.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ProcessRunner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome
_UNDER_WAY = 2  # batches a worker: one in work, one ready


class ProcessRunner:
    """Spreads batches over ``jobs`` worker processes of this machine."""

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None, limits: Limits | None = None) -> None:
        del scheduler
        self.jobs, self.limits = jobs, limits or Limits()

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I, str], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in order."""
        tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        workers = [_Worker(Child(pickle.dumps(work), self.limits), lost, tasks) for _ in range(self.jobs)]
        waiting: deque[_Task] = deque()
        try:
            for batch in batches:
                waiting.append(_Task(batch))
                tasks.put(waiting[-1])
                if len(waiting) >= self.jobs * _UNDER_WAY:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for _ in workers:
                tasks.put(None)
            for worker in workers:
                worker.stop()


class _Task:
    """A batch and, once it is done, its outcomes or the error that stopped it."""

    def __init__(self, batch: tuple[Any, ...]) -> None:
        self.batch = batch
        self.done = threading.Event()
        self.outcomes: tuple[Any, ...] = ()
        self.error: BaseException | None = None

    def result(self) -> Any:
        self.done.wait()
        if self.error is not None:
            raise self.error
        return self.outcomes


class _Worker:
    """One worker process and the thread that feeds it."""

    def __init__(
        self, child: Child, lost: Callable[[Any, str], Any], tasks: queue.SimpleQueue[_Task | None]
    ) -> None:
        self.child, self.lost, self.tasks = child, lost, tasks
        self.thread = threading.Thread(target=self._feed, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """End the process now, and the thread with it."""
        self.child.close()
        self.thread.join()
        self.child.end()

    def _feed(self) -> None:
        while (task := self.tasks.get()) is not None:
            try:
                task.outcomes = self.child.do(task.batch, self.lost)
            except Exception as error:  # noqa: BLE001 - it is raised again where the outcomes are wanted
                task.error = error
            task.done.set()
