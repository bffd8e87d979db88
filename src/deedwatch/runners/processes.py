"""Worker processes of our own on one machine, fed over pipes.

Each worker is a fresh interpreter (``python -m deedwatch.runners.worker``), so nothing is inherited
and a caller's script needs no guard. One thread a worker feeds it and waits; the caller gets the
outcomes in order and at most two batches a worker are under way, so memory stays flat.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from deedwatch.runners.worker import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["ProcessRunner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome
_TRIES = 2  # workers that one item may lose before it is given up
_UNDER_WAY = 2  # batches a worker: one in work, one ready


class ProcessRunner:
    """Spreads batches over ``jobs`` worker processes of this machine."""

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None) -> None:
        del scheduler
        self.jobs = jobs

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in order."""
        tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        workers = [_Worker(pickle.dumps(work), lost, tasks) for _ in range(self.jobs)]
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
        self, work: bytes, lost: Callable[[Any], Any], tasks: queue.SimpleQueue[_Task | None]
    ) -> None:
        self.work, self.lost, self.tasks = work, lost, tasks
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._feed, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """End the process now: what it has not given back is not wanted any more."""
        process = self.process
        if process is not None:
            process.kill()
        self.thread.join()
        if process is not None:
            self._close()

    def _feed(self) -> None:
        while (task := self.tasks.get()) is not None:
            try:
                task.outcomes = self._do(task.batch)
            except Exception as error:  # noqa: BLE001 - it is raised again where the outcomes are wanted
                task.error = error
            task.done.set()

    def _do(self, batch: tuple[Any, ...]) -> tuple[Any, ...]:
        outcomes = self._ask(batch)
        if outcomes is not None:
            return outcomes
        return tuple(self._do_one(item) for item in batch)

    def _do_one(self, item: Any) -> Any:
        for _ in range(_TRIES):
            outcomes = self._ask((item,))
            if outcomes is not None:
                return outcomes[0]
        return self.lost(item)

    def _ask(self, batch: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """The worker's answer; None where the worker was lost on the way."""
        try:
            process = self._living()
            assert process.stdin is not None
            assert process.stdout is not None
            write_frame(process.stdin, batch)
            answer, outcomes = read_frame(process.stdout)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._close()
            return None
        if answer == "error":
            raise outcomes
        return tuple(outcomes)

    def _living(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            arguments = [sys.executable, "-m", "deedwatch.runners.worker"]
            environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                start_new_session=True,  # Ctrl-C is for the parent, which then ends its workers
            )
            assert self.process.stdin is not None
            write_frame(self.process.stdin, (sys.path, self.work))
        return self.process

    def _close(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()
