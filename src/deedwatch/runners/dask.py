"""Batches over many machines, by a Dask scheduler that is running there. Only here Dask is known."""

from __future__ import annotations

import pickle
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from deedwatch.errors import InputError, MissingExtra
from deedwatch.runners.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["DaskRunner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome
_UNDER_WAY = 3  # batches a worker: one in work, one ready, one on the way
_KILLED = "the machines that read it were lost (out of memory?)"


class DaskRunner:
    """Spreads batches over the workers of a scheduler, or over ``jobs`` local ones without one.

    Each thread of a worker has a process of its own do the work, which can be ended where it hangs.
    """

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None, limits: Limits | None = None) -> None:
        self.jobs, self.scheduler, self.limits = jobs, scheduler, limits or Limits()

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I, str], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in order."""
        with _client(self.scheduler, self.jobs) as client, _asking(client, work, self.limits, lost) as ask:
            waiting: deque[tuple[tuple[I, ...], Any]] = deque()
            for batch in batches:
                waiting.append((batch, ask(batch)))
                if len(waiting) >= _UNDER_WAY * max(1, sum(client.nthreads().values())):
                    yield _gather(ask, waiting.popleft(), lost)
            while waiting:
                yield _gather(ask, waiting.popleft(), lost)


def _gather(ask: Any, asked: tuple[tuple[I, ...], Any], lost: Callable[[I, str], O]) -> Any:
    """The outcomes of a batch; item by item where it lost several machines."""
    from distributed import KilledWorker

    batch, future = asked
    try:
        return future.result()
    except KilledWorker:
        return tuple(_alone(ask, item, lost) for item in batch)


def _alone(ask: Any, item: I, lost: Callable[[I, str], O]) -> O:
    from distributed import KilledWorker

    try:
        outcome: O = ask((item,)).result()[0]
    except KilledWorker:
        return lost(item, _KILLED)
    return outcome


@contextmanager
def _asking(client: Any, work: Any, limits: Limits, lost: Any) -> Iterator[Any]:
    """What sends a batch to the processes of the workers, which end with the block."""
    from deedwatch.runners.dask_children import Children, do_in_child

    children = Children(pickle.dumps(work), limits)
    client.register_plugin(children)
    try:
        yield lambda batch: client.submit(do_in_child, children.name, batch, lost, pure=False)
    finally:
        with suppress(OSError):  # the scheduler may be gone
            client.unregister_worker_plugin(children.name)


@contextmanager
def _client(scheduler: str | None, jobs: int) -> Iterator[Any]:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise MissingExtra("the runner dask", "dask") from error
    library: Any = distributed  # it has no types
    with ExitStack() as stack:
        place: Any = scheduler
        if scheduler is None:
            cluster = library.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
            place = stack.enter_context(cluster)
        try:
            client = stack.enter_context(library.Client(place, timeout="20s"))
        except (OSError, ValueError) as error:
            remedy = "start `dask scheduler`, or check the address"
            raise InputError(f"scheduler {scheduler}", "does not answer", remedy=remedy) from error
        yield client
