"""Where windows stand in the tables of a calibration, and what the tables say there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.panel import Array, Whole

__all__ = ["Grid", "Spot"]

EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """Even steps of log expected count (rows) and of log dispersion (columns)."""

    rows: Array
    columns: Array

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self.rows), len(self.columns)

    def find(self, row: Array, column: Array) -> Spot:
        """The spots of windows; those beyond the edge stand at the edge."""
        return Spot(self, *_place(self.rows, row), *_place(self.columns, column))


@dataclass(frozen=True, slots=True)
class Spot:
    """The cell a window stands in and how far into it."""

    grid: Grid
    row: Whole
    down: Array
    column: Whole
    along: Array

    def at_row(self, row: Array) -> Spot:
        """The spot with another expected count."""
        return Spot(self.grid, *_place(self.grid.rows, row), self.column, self.along)

    def read(self, table: Array) -> Array:
        """A table (row, column), linear between its nodes."""
        flat, width = table.ravel(), table.shape[1]
        at = self.row * width + self.column
        first = flat[at] + self.along * (flat[at + 1] - flat[at])
        second = flat[at + width] + self.along * (flat[at + width + 1] - flat[at + width])
        return np.asarray(first + self.down * (second - first))

    def read_deep(self, table: Array, axis: Array, values: Array) -> Array:
        """A table (row, column, value), linear between its nodes; ``axis`` are its even values."""
        depth, over = _place(axis, values)
        flat, width, deep = table.ravel(), table.shape[1], table.shape[2]
        at = (self.row * width + self.column) * deep + depth

        def pair(place: Whole) -> Array:
            near = flat[place] + over * (flat[place + 1] - flat[place])
            far = flat[place + deep] + over * (flat[place + deep + 1] - flat[place + deep])
            return np.asarray(near + self.along * (far - near))

        first = pair(at)
        return first + self.down * (pair(at + width * deep) - first)


def _place(axis: Array, values: Array) -> tuple[Whole, Array]:
    place = np.clip((values - axis[0]) / (axis[1] - axis[0]), 0, len(axis) - 1 - EDGE)
    whole = place.astype(np.int64)
    return whole, place - whole
