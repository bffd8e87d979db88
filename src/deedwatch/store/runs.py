"""The diary of a book: which command changed it, when, with what version, and how it ended."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from deedwatch.store.opening import Store

__all__ = ["end_run", "start_run"]

_RUNS = METADATA.tables["runs"]


def start_run(store: Store, *, command: str, version: str, started: str) -> str:
    """Note that a run began; its key goes on what the run adds. A run without an end was stopped."""
    key = uuid.uuid4().hex[:20]
    row = {"key": key, "command": command, "version": version, "started": started}
    with store.writing() as connection:
        connection.execute(_RUNS.insert(), [row])
    return key


def end_run(store: Store, run: str, *, ended: str, counts: tuple[int, int, int]) -> None:
    """Note that a run ended, with how many reports were read, known and refused."""
    read, known, refused = counts
    query = _RUNS.update().where(_RUNS.c.key == run)
    with store.writing() as connection:
        connection.execute(query.values(ended=ended, read=read, known=known, refused=refused))
