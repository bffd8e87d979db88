"""What a fetch may cost, what it uses of the machine, and what it gives."""

from __future__ import annotations

import queue
import socket
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Allowance", "Fetched", "Means", "resolve"]

_RESOLVING = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """Seconds, bytes and counts for one address; ``delay`` is kept between two requests to one host."""

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    largest: int = 10_000_000
    redirects: int = 5
    delay: float = 1.0
    patience: float = 60.0
    entries: int = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address that was fetched: where its page lies, and whether that is new."""

    url: str
    file: str
    state: Literal["new", "changed", "unchanged"]


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system tells them, within ten seconds.

    Raises ``OSError`` where the name has none.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            answers.put(error)
        except UnicodeError:
            answers.put(OSError("is no name"))
        else:
            answers.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=_RESOLVING)
    except queue.Empty:
        raise TimeoutError("no answer from the name server") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def _dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address that was checked; no name is looked up here."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    with ExitStack() as on_failure:
        on_failure.callback(line.close)
        line.settimeout(seconds)
        line.connect((address, port))
        on_failure.pop_all()
    return line


@dataclass(frozen=True, slots=True)
class Means:
    """What a fetch uses of the machine: names, connections and time; tests give their own."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    dial: Callable[[str, int, float], socket.socket] = _dial
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
