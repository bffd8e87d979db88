"""How long one document may take: work under a clock, in any thread.

In the main thread the system's alarm rings, which also stops a search for a pattern that would never end.
In other threads, where there is no alarm (Windows), and where a caller uses it himself, a second
thread raises the error instead; then a step in another language (the parse) is ended once it returns.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LIMIT", "OvertimeError", "within"]

T = TypeVar("T")

LIMIT = 20.0  # seconds a document, for opening it and again for recording it
_AGAIN = 1.0  # seconds: it rings again where a library swallowed the error


class OvertimeError(BaseException):
    """The time is over. No ``Exception``: readers of damaged files catch those."""


def within(seconds: float | None, work: Callable[[], T]) -> T:
    """What the work gives. Raises ``OvertimeError`` in it once it has taken more than ``seconds``.

    ``None`` is no limit.

    >>> within(5, lambda: 2 + 2)
    4
    """
    if seconds is None:
        return work()
    clock = _Alarm(seconds) if _alarm_is_free() else _Watch(seconds)
    try:
        try:
            clock.start()
            return work()
        finally:
            clock.stop()
    finally:
        clock.stop()  # it may have rung inside the first one; it does not ring again so soon


def _alarm_is_free() -> bool:
    return (
        hasattr(signal, "SIGALRM")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
        and signal.getsignal(signal.SIGALRM) is not None
    )


class _Alarm:
    """The system's alarm, for the main thread; the handler that stood before comes back."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.running = seconds, False
        self.before = signal.getsignal(signal.SIGALRM)

    def start(self) -> None:
        self.running = True
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self.seconds, _AGAIN)

    def stop(self) -> None:
        self.running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.before)

    def _ring(self, *_: object) -> None:
        if self.running:
            raise OvertimeError


class _Watch:
    """A thread that waits and then raises the error in the thread that started it."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.target = seconds, threading.get_ident()
        self.rung = False
        self.done, self.ringing = threading.Event(), threading.RLock()
        self.thread = threading.Thread(target=self._wait, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        with self.ringing:
            self.done.set()
        if self.rung:
            self._take()

    def _take(self) -> None:
        """Take an error that may be on its way here, in the thread that it was raised in.

        It could be called back, but Python 3.11 then looks for it for ever: under a profiler it stands still.
        """
        try:
            self._raise()
            while True:
                pass
        except OvertimeError:
            self.rung = False

    def _wait(self) -> None:
        pause = self.seconds
        while not self.done.wait(pause):
            with self.ringing:
                if not self.done.is_set():
                    self.rung = True
                    self._raise()
            pause = _AGAIN

    def _raise(self) -> None:
        error = ctypes.py_object(OvertimeError)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.target), error)
