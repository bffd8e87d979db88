"""Words against deeds: did conduct change after a date, and what could have been seen at all."""

from __future__ import annotations

from deedwatch.reckoning.verdicts.calibrate import Calibration, calibrate
from deedwatch.reckoning.verdicts.judgement import Judgement

__all__ = ["Calibration", "Judgement", "calibrate"]
