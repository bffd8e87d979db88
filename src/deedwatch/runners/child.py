"""One worker process of our own: asked over pipes, ended when it hangs, started anew when it is lost.

Each is a fresh interpreter (``python -m deedwatch.runners.worker``), so nothing is inherited and a
caller's script needs no guard.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from deedwatch.runners.worker import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.runners.limits import Limits

__all__ = ["Child"]

_TRIES = 2  # workers that one item may lose before it is given up
_KILLED = "the worker that read it was killed, twice (out of memory?)"


class Child:
    """A worker process that does the batches it is given; ``work`` is the function, pickled."""

    def __init__(self, work: bytes, limits: Limits) -> None:
        self.work, self.limits = work, limits
        self.process: subprocess.Popen[bytes] | None = None
        self.closed, self._starting = False, threading.Lock()

    def do(self, batch: tuple[Any, ...], lost: Callable[[Any, str], Any]) -> tuple[Any, ...]:
        """The outcomes of a batch. Where the worker is lost, item by item; ``lost`` where that fails too."""
        outcomes = self._ask(batch)
        if isinstance(outcomes, tuple):
            return outcomes
        return tuple(self._do_one(item, lost) for item in batch)

    def close(self) -> None:
        """Kill the process, from another thread, for good: what it has not given back is not wanted."""
        with self._starting:
            self.closed = True
            if self.process is not None:
                self.process.kill()

    def end(self) -> None:
        """End the process; the next batch gets a new one."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _do_one(self, item: Any, lost: Callable[[Any, str], Any]) -> Any:
        why = _KILLED
        for _ in range(_TRIES):
            outcomes = self._ask((item,))
            if isinstance(outcomes, tuple):
                return outcomes[0]
            if outcomes is not None:
                why = outcomes
                break
        return lost(item, why)

    def _ask(self, batch: tuple[Any, ...]) -> tuple[Any, ...] | str | None:
        """The worker's answer; None where it was lost on the way, and the words for it where it hung."""
        patience = self.limits.patience(len(batch))
        process = self._living()
        assert process.stdin is not None
        assert process.stdout is not None
        with _ended_after(process, patience) as ended:
            try:
                write_frame(process.stdin, batch)
                answer, outcomes = read_frame(process.stdout)
            except (EOFError, BrokenPipeError, ConnectionResetError):
                self.end()
                return f"takes more than {self.limits.seconds:g} seconds to read" if ended.is_set() else None
        if answer == "error":
            raise outcomes
        return tuple(outcomes)

    def _living(self) -> subprocess.Popen[bytes]:
        """The process. Raises ``ChildProcessError`` where it was closed meanwhile."""
        with self._starting:
            if self.closed:
                raise ChildProcessError("the run was stopped")
            if self.process is None:
                self.process = self._start()
        return self.process

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "deedwatch.runners.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,  # Ctrl-C is for the parent, which then ends its workers
        )
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it is gone already, which the first question tells
            write_frame(process.stdin, (sys.path, self.work, self.limits.megabytes))
        return process


@contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: float | None) -> Iterator[threading.Event]:
    """Kill the process once the seconds are over; the event tells that it was so."""
    ended = threading.Event()
    if seconds is None:
        yield ended
        return

    def end() -> None:
        ended.set()
        process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()
