"""How much time and memory one document may take, whatever runs the work."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from deedwatch.clock import LIMIT

__all__ = ["Limits", "hold_memory"]


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` a document (None: no limit); ``megabytes`` of address space a worker (None: no limit).

    The work itself keeps to the seconds and says so. A runner with workers of its own ends a worker
    that does not, or that dies of memory, and the document becomes a fault. The memory is held where
    the system can hold it (Linux). ``ready`` is how many seconds a new worker has to load the models.
    """

    seconds: float | None = LIMIT
    megabytes: int | None = 6_000
    ready: float = 60.0

    def patience(self, items: int) -> float | None:
        """Seconds after which a worker that has this many items hangs; it has had time to say so itself."""
        return None if self.seconds is None else self.ready + items * (1.5 * self.seconds + 1)


def hold_memory(megabytes: int | None) -> None:
    """This process may take so much address space and no more; nothing where the system has no such limit."""
    if megabytes is None:
        return
    try:
        import resource
    except ModuleNotFoundError:
        return
    most = megabytes * 1_000_000
    with suppress(OSError, ValueError):  # not above what stands, and macOS keeps to none
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
