"""What the calibrated test says of windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.panel import Array

__all__ = ["Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry a window in each array.

    A window with no reporting at all on one side says nothing: its p is 1, its interval 0 to infinity.
    """

    ratio: Array  # events after against the median forecast
    low: Array  # the 95 % interval of the ratio
    high: Array  # infinite where no rise, however large, is excluded
    p: Array  # placebo rank, two-sided
    detectable_up: Array  # the smallest rise that four windows in five would have shown; or infinite
    detectable_down: Array  # the smallest fall; not a number where not even a full stop would show
    expected: Array  # events after as forecast
    quiet_low: Array  # fewer events than these, or more, their total would be called a change
    quiet_high: Array
    placebos: Array  # quiet windows without overlap that the test rests on here, by weight
