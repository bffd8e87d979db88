"""Batches over many machines, by a Dask scheduler that is running there. Only this file knows Dask."""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from deedwatch.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["DaskRunner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome
_UNDER_WAY = 3  # batches a worker: one in work, one ready, one on the way


class DaskRunner:
    """Spreads batches over the workers of a scheduler, or over ``jobs`` local ones without one."""

    def __init__(self, *, jobs: int = 1, scheduler: str | None = None) -> None:
        self.jobs, self.scheduler = jobs, scheduler

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in order."""
        with _client(self.scheduler, self.jobs) as client:
            waiting: deque[tuple[tuple[I, ...], Any]] = deque()
            for batch in batches:
                waiting.append((batch, client.submit(work, batch, pure=False)))
                if len(waiting) >= _UNDER_WAY * max(1, len(client.nthreads())):
                    yield _gather(client, work, waiting.popleft(), lost)
            while waiting:
                yield _gather(client, work, waiting.popleft(), lost)


def _gather(client: Any, work: Any, asked: tuple[tuple[I, ...], Any], lost: Callable[[I], O]) -> Any:
    """The outcomes of a batch; item by item where it lost several workers."""
    from distributed import KilledWorker

    batch, future = asked
    try:
        return future.result()
    except KilledWorker:
        return tuple(_alone(client, work, item, lost) for item in batch)


def _alone(client: Any, work: Any, item: I, lost: Callable[[I], O]) -> O:
    from distributed import KilledWorker

    try:
        outcome: O = client.submit(work, (item,), pure=False).result()[0]
    except KilledWorker:
        return lost(item)
    return outcome


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
