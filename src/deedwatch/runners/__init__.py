"""How work is spread: one after the other, over processes, over machines. The results are the same.

A runner takes a function from a batch (a tuple of items) to one outcome an item, and gives the
outcomes in the order of the batches, holding only a few batches at a time. Where a worker is lost
(killed, out of memory, hanging) its batch is done again, item by item; an item that loses two workers
or hangs again gets the outcome that ``lost`` makes for it and the reason, and the run goes on.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, TypeVar

from deedwatch.errors import InputError
from deedwatch.runners.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["RUNNERS", "Limits", "Runner", "choose_runner"]

I = TypeVar("I")  # noqa: E741 - an item
O = TypeVar("O")  # noqa: E741 - its outcome

RUNNERS = {
    "serial": "deedwatch.runners.serial:SerialRunner",
    "processes": "deedwatch.runners.processes:ProcessRunner",
    "dask": "deedwatch.runners.dask:DaskRunner",
}


class Runner(Protocol):
    """Applies a function to batches; outcomes come in order. ``limits`` are those of each item."""

    limits: Limits

    def __call__(
        self,
        work: Callable[[tuple[I, ...]], tuple[O, ...]],
        batches: Iterable[tuple[I, ...]],
        *,
        lost: Callable[[I, str], O],
    ) -> Iterator[tuple[O, ...]]:
        """The outcomes of each batch, in the order of the batches."""
        ...


def choose_runner(
    name: str, *, jobs: int = 1, scheduler: str | None = None, limits: Limits | None = None
) -> Runner:
    """The runner of that name; more than one job makes ``serial`` into ``processes``.

    ``limits``: the time and memory of one document, by default those of ``Limits``.
    Raises ``InputError`` for an unknown name.
    """
    if name == "serial" and jobs > 1:
        name = "processes"
    if name not in RUNNERS:
        raise InputError(f"runner {name!r}", "is not known", remedy=f"use one of {', '.join(RUNNERS)}")
    module, _, attribute = RUNNERS[name].partition(":")
    kind = getattr(importlib.import_module(module), attribute)
    runner: Runner = kind(jobs=jobs, scheduler=scheduler, limits=limits)
    return runner
