"""The answer to a question, whole: what was found, what could have been, and what else it may be."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from deedwatch.reckoning.verdicts.question import READ, Question
from deedwatch.records import Noun

__all__ = [
    "EVIDENCE_KEPT",
    "Confounder",
    "Estimate",
    "Look",
    "Rival",
    "Share",
    "Verdict",
    "words_of",
    "words_of_many",
]

EVIDENCE_KEPT = 200  # ids, the first in time
Label: TypeAlias = Literal["changed up", "changed down", "no larger change", "cannot tell"]


class Estimate(Noun, frozen=True):
    """Ratio of after to before, against what quiet windows of other dyads do. None is unbounded."""

    ratio: float | None
    low: float
    high: float | None
    p: float
    events_before: float
    events_after: float
    expected: float
    detectable_up: float | None
    detectable_down: float | None
    placebos: int

    @property
    def came(self) -> float:
        """All events, before and after: of a pair without any, nothing can be told."""
        return self.events_before + self.events_after


class Rival(Noun, frozen=True):
    """Another reading of the same change, listed before anything was looked at."""

    name: str
    estimate: Estimate | None


class Confounder(Noun, frozen=True):
    """Something else that happened between these parties in the weeks looked at."""

    day: str
    type: str
    title: str
    happening: str


class Share(Noun, frozen=True):
    """How one source, or one named actor of a data set, counts before and after."""

    name: str
    before: float
    after: float


class Look(Noun, frozen=True):
    """One look at a question that is waited on: how far the data go, and whether there is an alarm."""

    until: str
    weeks: int
    events: float
    alarm: int | None
    changed: str


class Verdict(Noun, frozen=True):
    """One verdict. ``weeks`` count from Monday 1970-01-05; ``band`` is events a week that are no change."""

    key: str
    question: Question
    label: Label
    reason: str
    version: str
    digest: str
    registered: str
    judged: str
    estimate: Estimate | None
    weeks: tuple[int, ...] = ()
    counts: tuple[float, ...] = ()
    exposure: tuple[float, ...] = ()
    panel: str = ""
    dyads: int = 0
    band: tuple[float, float] | None = None
    rivals: tuple[Rival, ...] = ()
    confounders: tuple[Confounder, ...] = ()
    sources: tuple[Share, ...] = ()
    evidence: tuple[str, ...] = ()
    largest: float | None = None

    @property
    def evidence_told(self) -> str:
        """How many pieces of evidence are kept, and whether there are more."""
        pieces = f"{len(self.evidence)} piece{'s' * (len(self.evidence) != 1)} of evidence"
        return pieces if len(self.evidence) < EVIDENCE_KEPT else f"the first {pieces}"

    @property
    def shares_of(self) -> str:
        """What ``sources`` are: outlets of what was read, or actors as the data set names them."""
        return "outlet" if self.question.data == READ else "actor, as the data set names it"

    @property
    def actor(self) -> str:
        """Whose conduct."""
        return self.question.actor

    @property
    def toward(self) -> str:
        """Toward whom."""
        return self.question.toward

    @property
    def title(self) -> str:
        """The question as a heading."""
        return self.question.words[:1].upper() + self.question.words[1:]

    @property
    def words(self) -> str:
        """The verdict in a few sentences for a reader without statistics."""
        return words_of(self)

    def trace(self) -> str:
        """The whole way to the verdict, as text."""
        from deedwatch.reckoning.verdicts.trace import trace

        return trace(self)

    def picture(self) -> tuple[str, bytes] | None:
        """The series as SVG and PNG; None where there is none. Raises ``MissingExtra``."""
        from deedwatch.reckoning.verdicts.picture import draw

        return draw(self) if self.counts else None

    def chart(self) -> dict[str, Any]:
        """The picture as a Vega-Lite specification. Raises ``MissingExtra`` without the extra ``brief``."""
        from deedwatch.reckoning.verdicts.picture import chart_spec

        return chart_spec(self)

    def _repr_html_(self) -> str:
        from deedwatch.reckoning.verdicts.picture import notebook

        return notebook(self)


def words_of(verdict: Verdict) -> str:
    """The verdict in plain words: the finding, the interval, and what could have been seen."""
    found = verdict.estimate
    if found is None:
        return f"Cannot tell: {verdict.reason}."
    if not found.came:
        return f"Cannot tell: {verdict.reason}."
    weeks = f"in the {verdict.question.after} weeks after, against {verdict.question.before} before"
    head = {
        "changed up": f"More than before: {_times(found.ratio)} {weeks}",
        "changed down": f"Less than before: {_times(found.ratio)} {weeks}",
        "no larger change": f"No change larger than {_times(verdict.largest)} {weeks}",
        "cannot tell": f"Cannot tell {weeks}",
    }[verdict.label]
    parts = [f"{head} (interval {_times(found.low)} to {_times(found.high)}, p {found.p:.3f})."]
    parts.append(
        f"{_events(found.events_after)} came where {found.expected:.1f} were expected of a pair like this."
    )
    if verdict.label == "cannot tell":
        parts.append(f"{verdict.reason[:1].upper()}{verdict.reason[1:]}.")
    parts.append(f"{_seen_rise(found.detectable_up)}; {_seen_fall(found.detectable_down)}.")
    return " ".join(parts)


def words_of_many(number: int) -> str:
    """What is to be kept in mind where several questions were judged; empty for one."""
    if number < 2:
        return ""
    return (
        f"{number} questions were judged in this book. Each p holds for one question asked beforehand: of "
        "twenty pairs without a change, one comes out changed by chance."
    )


def _seen_rise(ratio: float | None) -> str:
    if ratio is None:
        return "How large a rise had to be to be seen mostly, the quiet pairs do not tell"
    return f"A rise to {_times(ratio)} would mostly have been seen"


def _seen_fall(ratio: float | None) -> str:
    if ratio is None:
        return "no fall, not even to nothing, could have been"
    return f"a fall to {_times(ratio)} would have been"


def _events(number: float) -> str:
    return "1 event" if number == 1 else f"{number:g} events"


def _times(ratio: float | None) -> str:
    if ratio is None:
        return "without bound"
    return f"×{ratio:.2g}" if ratio < 10 else f"×{ratio:.0f}"
