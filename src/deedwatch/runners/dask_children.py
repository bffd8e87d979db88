"""What a Dask worker has of ours: one process for each of its threads, which can be ended where it hangs."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING, Any

from distributed import WorkerPlugin, get_worker

from deedwatch.runners.child import Child

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.runners.limits import Limits

__all__ = ["Children", "do_in_child"]


class Children(WorkerPlugin):
    """The processes of one run on one worker, started when a thread first asks."""

    def __init__(self, work: bytes, limits: Limits) -> None:
        self.work, self.limits = work, limits
        self.name = f"deedwatch-{uuid.uuid4().hex}"

    def setup(self, worker: Any) -> None:
        """Dask calls it on each worker."""
        del worker
        self.of_threads: dict[int, Child] = {}

    def teardown(self, worker: Any) -> None:
        """Dask calls it where the run or the worker ends."""
        del worker
        for child in list(self.of_threads.values()):
            child.close()

    def mine(self) -> Child:
        """The process of the thread that asks."""
        thread = threading.get_ident()
        if thread not in self.of_threads:
            self.of_threads[thread] = Child(self.work, self.limits)
        return self.of_threads[thread]


def do_in_child(name: str, batch: tuple[Any, ...], lost: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    """The outcomes of a batch, from the process of this thread: a task of Dask."""
    children = get_worker().plugins[name]
    assert isinstance(children, Children)
    return children.mine().do(batch, lost)
