"""The options that bound what one report may take."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["limit_options"]


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--seconds`` and ``--memory``, which the command gets together as ``limits``."""

    @functools.wraps(command)
    def limited(*arguments: Any, seconds: float, memory: int, **options: Any) -> Any:
        from deedwatch.book import Limits

        limits = Limits(seconds=seconds or None, megabytes=memory or None)
        return command(*arguments, limits=limits, **options)

    memory = click.option(
        "--memory",
        type=click.IntRange(min=0),
        default=6000,
        show_default=True,
        metavar="MB",
        help="What a worker process may take, on Linux (0: no limit).",
    )
    seconds = click.option(
        "--seconds",
        type=click.FloatRange(min=0),
        metavar="SECONDS",
        default=20.0,
        show_default=True,
        help="What a report may take, to open it and again to read it (0: no limit).",
    )
    return seconds(memory(limited))
