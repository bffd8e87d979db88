"""From a question and a panel to what can be said.

1. the window of the dyad asked about
2. the placebo panel: other dyads, if possible only weeks before the date
3. the test
4. the rivals, in an order fixed beforehand
5. the label
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from deedwatch.reckoning.verdicts.calibrate import Calibration, calibrate
from deedwatch.reckoning.verdicts.reporting import Reporting
from deedwatch.reckoning.verdicts.verdict import Estimate, Label, Rival

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.judgement import Judgement
    from deedwatch.reckoning.verdicts.panel import Array
    from deedwatch.reckoning.verdicts.question import Question
    from deedwatch.reckoning.verdicts.series import DyadPanel

__all__ = ["Answer", "answer_question", "look_again"]

LEAST_EVENTS = 8.0  # of a dyad over the panel: quieter ones tell nothing of how conduct strays
LEAST_DYADS = 20
LEAST_PLACEBOS = 40
LARGEST_TOLD = 3.0  # "no change larger than" is said up to this
SPARE_WEEKS = 26  # that the weeks before the date must hold beyond one window
OTHER_WINDOWS = ((26, 13), (52, 26), (52, 8))
NEIGHBOURS = 3
RIVAL_WINDOWS = 6_000  # of the panel, for a rival: a look from the side need not be as fine


@dataclass(frozen=True, slots=True)
class Answer:
    """What the numbers say; the book adds who, when and the evidence."""

    label: Label
    reason: str
    estimate: Estimate | None
    window: Array
    exposure: Array
    panel: str
    dyads: int
    rivals: tuple[Rival, ...] = ()
    band: tuple[float, float] | None = None
    largest: float | None = None


def answer_question(question: Question, panel: DyadPanel, reporting: Reporting | None = None) -> Answer:
    """The answer. ``reporting`` has the exposures; without it there is that of the panel alone."""
    told_of = reporting or _volume_alone(panel)
    dyad, kind = (question.actor, question.toward), question.exposure
    before, after = question.before, question.after
    window = panel.window(panel.row(dyad), question.weeks)
    exposure = panel.window(told_of.series(kind, dyad), question.weeks)
    nothing = np.zeros(0)
    if window is None or exposure is None:
        return Answer("cannot tell", _short(question, panel), None, nothing, nothing, "", 0)
    if kind not in told_of.kinds(dyad):
        reason = f"of this pair there is no {kind!r} exposure: that needs a country"
        return Answer("cannot tell", reason, None, window, nothing, "", 0)
    others, dyads = panel.without(dyad, LEAST_EVENTS)
    if len(dyads) < LEAST_DYADS:
        reason = f"only {len(dyads)} other pairs have enough such events to compare with"
        return Answer("cannot tell", reason, None, window, exposure, "", len(dyads))
    until, told = _placebo_weeks(question, panel)
    volume = told_of.panel(kind, dyads)[..., :until]
    test = calibrate(others[:, :until], volume, before=before, after=after)
    judged = test.judge(window, exposure)
    estimate = _estimate(judged, window, before)
    label, reason, largest = _label(estimate)
    return Answer(
        label, reason, estimate, window, exposure, told, len(dyads),
        rivals=_rivals(question, panel, told_of, test), band=_band(judged, after), largest=largest,
    )  # fmt: skip


def look_again(
    question: Question, panel: DyadPanel, reporting: Reporting | None = None, *, looks: range
) -> tuple[int, float, int | None] | None:
    """Weeks passed, events since, and the week of the first alarm or None; None where nobody can look.

    All looks together raise a false alarm in one case of twenty.
    """
    told_of = reporting or _volume_alone(panel)
    dyad, kind = (question.actor, question.toward), question.exposure
    others, dyads = panel.without(dyad, LEAST_EVENTS)
    passed = min(panel.end_week - question.first_week, looks[-1])
    if passed < looks[0] or len(dyads) < LEAST_DYADS or kind not in told_of.kinds(dyad):
        return None
    weeks = replace(question, after=passed).weeks
    window = panel.window(panel.row(dyad), weeks)
    exposure = panel.window(told_of.series(kind, dyad), weeks)
    if window is None or exposure is None or panel.counts.shape[1] < question.before + looks[-1]:
        return None
    volume = told_of.panel(kind, dyads)
    test = calibrate(others, volume, before=question.before, after=looks[-1], looks=looks)
    alarm = int(test.watch(window[None, :], exposure[None, :])[0]) if window.any() else -1
    return passed, float(window[question.before :].sum()), None if alarm < 0 else alarm


def _short(question: Question, panel: DyadPanel) -> str:
    if not panel.dyads:
        return "the data hold no such event between two parties"
    start = question.weeks[0]
    if panel.first_week > start:
        return f"the data begin {panel.first_week - start} weeks too late for {question.before} weeks before"
    lacking = question.first_week + question.after - panel.end_week
    return f"the data end {lacking} weeks too early for {question.after} weeks after"


def _placebo_weeks(question: Question, panel: DyadPanel) -> tuple[int, str]:
    """How many weeks of the panel the placebos are from: those before the date where they suffice."""
    earlier = question.first_week - panel.first_week
    if earlier >= question.before + question.after + SPARE_WEEKS:
        return earlier, "windows of other pairs that end before the date"
    return panel.counts.shape[1], "windows of other pairs over all weeks; those before the date are too few"


def _estimate(judged: Judgement, window: Array, before: int) -> Estimate:
    return Estimate(
        ratio=_finite(judged.ratio[0]),
        low=float(judged.low[0]),
        high=_finite(judged.high[0]),
        p=float(judged.p[0]),
        events_before=float(window[:before].sum()),
        events_after=float(window[before:].sum()),
        expected=float(judged.expected[0]),
        detectable_up=_finite(judged.detectable_up[0]),
        detectable_down=_finite(judged.detectable_down[0]),
        placebos=int(judged.placebos[0]),
    )


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _label(found: Estimate) -> tuple[Label, str, float | None]:
    if not found.came:
        return "cannot tell", "there is no such event of this pair in these weeks", None
    if found.placebos < LEAST_PLACEBOS:
        return "cannot tell", f"only {found.placebos} quiet windows are like this one", None
    if found.p < 0.05:
        risen = found.low >= 1
        return ("changed up" if risen else "changed down"), "", None
    largest = math.inf if found.high is None or found.low <= 0 else max(found.high, 1 / found.low)
    if largest <= LARGEST_TOLD:
        return "no larger change", "", math.ceil(largest * 10) / 10
    return "cannot tell", "what came is within what quiet pairs do, and so would much larger changes be", None


def _band(judged: Judgement, after: int) -> tuple[float, float]:
    """Events a week, over the weeks after, that would not be called a change."""
    return float(judged.quiet_low[0]) / after, float(judged.quiet_high[0]) / after


def _rivals(
    question: Question, panel: DyadPanel, reporting: Reporting, test: Calibration
) -> tuple[Rival, ...]:
    dyad, kind = (question.actor, question.toward), question.exposure
    others, dyads = panel.without(dyad, LEAST_EVENTS)
    look = _Look(panel, panel.row(dyad), others)
    own = (reporting.series(kind, dyad), reporting.panel(kind, dyads))
    found = []
    for before, after in OTHER_WINDOWS:
        if (before, after) != (question.before, question.after):
            other = replace(question, before=before, after=after)
            found.append(
                Rival(name=f"{before} weeks before, {after} after", estimate=look.judge(other, *own))
            )
    for other_kind in reporting.kinds(dyad):
        if other_kind != kind:
            volumes = (reporting.series(other_kind, dyad), reporting.panel(other_kind, dyads))
            name = f"exposure: {reporting.name(other_kind, dyad)}"
            found.append(Rival(name=name, estimate=look.judge(question, *volumes)))
    flat = np.ones(len(panel.volume))
    found.append(Rival(name="no exposure: raw counts", estimate=look.judge(question, flat, flat)))
    for pair in _neighbours(dyad, panel):
        window = panel.window(panel.row(pair), question.weeks)
        exposure = panel.window(reporting.series(kind, pair), question.weeks)
        assert window is not None
        assert exposure is not None
        judged = _estimate(test.judge(window, exposure), window, question.before)
        found.append(Rival(name=f"{pair[0]} toward {pair[1]}", estimate=judged))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Look:
    """The pair asked about beside the others, to be judged in other ways."""

    panel: DyadPanel
    series: Array
    others: Array

    def judge(self, question: Question, asked: Array, volume: Array) -> Estimate | None:
        """The estimate with these weeks and exposures; None where the data do not reach."""
        window, exposure = (self.panel.window(row, question.weeks) for row in (self.series, asked))
        before = question.before
        if window is None or exposure is None or not exposure[:before].any() or not exposure[before:].any():
            return None
        test = calibrate(self.others, volume, before=before, after=question.after, most=RIVAL_WINDOWS)
        return _estimate(test.judge(window, exposure), window, before)


def _volume_alone(panel: DyadPanel) -> Reporting:
    return Reporting(panel.volume, {}, {})


def _neighbours(dyad: tuple[str, str], panel: DyadPanel) -> list[tuple[str, str]]:
    """The other direction; then the busiest of the actor's other targets and the target's other actors."""
    totals = {other: float(panel.counts[place].sum()) for place, other in enumerate(panel.dyads)}
    mine = [other for other in totals if other[0] == dyad[0] and other != dyad]
    theirs = [other for other in totals if other[1] == dyad[1] and other != dyad]
    busiest = [
        other
        for group in (mine, theirs)
        for other in sorted(group, key=lambda item: (-totals[item], item))[:NEIGHBOURS]
    ]
    return list(dict.fromkeys([(dyad[1], dyad[0]), *busiest]))
