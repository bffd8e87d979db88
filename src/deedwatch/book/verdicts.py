"""Verdicts of a book: a question is registered, then judged; the same question has the same answer.

1. gather the series: the book's happenings, or one imported data set, never both
2. register the question with the code's version and the data's digest
3. judge it
4. name what else happened, the sources and the evidence
5. keep the answer beside the question
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch import __version__
from deedwatch.book.conditions import is_country_code, known_country, party_meant
from deedwatch.errors import InputError
from deedwatch.lexicon.countries import world_parts
from deedwatch.notebook import html_block, html_table
from deedwatch.reckoning.verdicts.answer import answer_question
from deedwatch.reckoning.verdicts.calibrate import METHOD
from deedwatch.reckoning.verdicts.question import KINDS, READ, Question, monday, week_of
from deedwatch.reckoning.verdicts.reporting import EXPOSURES, Reporting, gather_reporting
from deedwatch.reckoning.verdicts.series import DyadPanel, build_panel
from deedwatch.reckoning.verdicts.verdict import EVIDENCE_KEPT, Confounder, Share, Verdict, words_of_many
from deedwatch.records import quad_of
from deedwatch.store import Rows
from deedwatch.store.imports import EventFilter, count_weeks, list_datasets, volume_by_sides, weekly_volume
from deedwatch.store.verdicts import (
    answer_verdict,
    events_between,
    load_verdicts,
    register_verdict,
    reports_by_day,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deedwatch.book.book import Book
    from deedwatch.reckoning.happenings import Happening
    from deedwatch.reckoning.verdicts.answer import Answer

__all__ = [
    "CODE",
    "EXPOSURES",
    "KINDS",
    "Gathered",
    "Verdicts",
    "ask",
    "find_verdicts",
    "gather_series",
    "judge",
    "key_of",
    "rejudge",
]

CODE = f"{__version__}, method {METHOD}"
"""What judged: the version alone does not tell when the method has changed within it."""

_SOURCES = 8


_FIGURES = (
    "ratio", "low", "high", "p", "events_before", "events_after", "expected", "detectable_up",
    "detectable_down", "placebos",
)  # fmt: skip
_ASKED = {"weeks_before": "before", "weeks_after": "after", "exposure": "exposure", "place": "place"}


class Verdicts(tuple[Verdict, ...]):
    """Verdicts in order, which can be had as a table."""

    __slots__ = ()

    columns = (
        "actor",
        "toward",
        "kind",
        "since",
        "data",
        "label",
        *_FIGURES,
        *_ASKED,
        "reason",
        "version",
        "digest",
        "judged",
        "key",
    )

    @property
    def caution(self) -> str:
        """What is to be kept in mind of so many; empty for one."""
        return words_of_many(len(self))

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """One row a verdict, in the order of ``columns``; an unbounded figure is None."""
        return tuple(
            (
                *(v.actor, v.toward, v.question.kind, v.question.since, v.question.data, v.label),
                *(getattr(v.estimate, name) if v.estimate else None for name in _FIGURES),
                *(getattr(v.question, name) for name in _ASKED.values()),
                *(v.reason, v.version, v.digest, v.judged, v.key),
            )
            for v in self
        )

    def to_frame(self, kind: str = "pandas") -> Any:
        """The rows as a frame of pandas or polars. Raises ``MissingExtra`` where it is not installed."""
        return Rows(self.columns, self.rows).to_frame(kind)

    def _repr_html_(self) -> str:
        return html_block("Verdicts", f"{len(self)} in all", [html_table("", self.columns, self.rows)])


@dataclass(frozen=True, slots=True)
class Gathered:
    """The series of a question, and what its sources and evidence are."""

    panel: DyadPanel
    reporting: Reporting | None
    sources: tuple[Share, ...]
    evidence: tuple[str, ...]

    @property
    def digest(self) -> str:
        """A hash of all series that an answer rests on."""
        if self.reporting is None:
            return self.panel.digest
        both = f"{self.panel.digest} {self.reporting.digest}"
        return hashlib.sha256(both.encode()).hexdigest()[:16]


def judge(book: Book, **question: Any) -> Verdict:
    """The verdict on a question: ``actor``, ``toward``, ``kind``, ``since``, and what else `Question` has.

    The question is registered before anything is computed. Asked again of the same data by the same
    version, it is not judged anew. Raises ``InputError`` for a question that cannot be asked.
    """
    asked = ask(**question)
    gathered = gather_series(book, asked)
    key = key_of(asked, gathered.digest)
    row = {
        "key": key,
        "question": msgspec.json.encode(asked).decode(),
        "actor": asked.actor,
        "toward": asked.toward,
        "since": asked.since,
        "registered": _now(),
        "version": CODE,
        "digest": gathered.digest,
    }
    register_verdict(book.store, row)
    kept = load_verdicts(book.store, key=key)[0]
    if kept["body"]:
        return msgspec.json.decode(kept["body"], type=Verdict)
    answer = answer_question(asked, gathered.panel, gathered.reporting)
    verdict = _verdict(book, asked, gathered, answer, kept)
    body = msgspec.json.encode(verdict).decode()
    answer_verdict(book.store, key, label=verdict.label, judged=verdict.judged, body=body)
    return verdict


def rejudge(book: Book, key: str) -> Verdict:
    """The verdict of this key, computed anew from its question; nothing is kept.

    Raises ``InputError`` where there is no such verdict, or the data or the code is not the same.
    """
    kept = next((row for row in load_verdicts(book.store, key=key) if row["body"]), None)
    if kept is None:
        raise InputError(key, "is no verdict of this book", remedy="take a key from `deedwatch verdict`")
    asked = msgspec.json.decode(kept["question"], type=Question)
    gathered = gather_series(book, asked)
    if kept["version"] != CODE:
        fault = f"was judged by deedwatch {kept['version']}; this is {CODE}"
        raise InputError(key, fault, remedy="ask the question again; both verdicts are kept")
    if gathered.digest != kept["digest"]:
        fault = f"was judged on data {kept['digest']}, which are not here any more"
        raise InputError(key, fault, remedy="ask the question again; both verdicts are kept")
    answer = answer_question(asked, gathered.panel, gathered.reporting)
    return _verdict(book, asked, gathered, answer, kept, judged=kept["judged"])


def find_verdicts(book: Book, *, key: str | None = None) -> Verdicts:
    """The verdicts of the book, in the order of their registration."""
    rows = load_verdicts(book.store, key=key)
    return Verdicts(msgspec.json.decode(row["body"], type=Verdict) for row in rows if row["body"])


def key_of(question: Question, digest: str) -> str:
    """The key of a verdict: question, code and data."""
    given = [msgspec.to_builtins(question), CODE, digest]
    return hashlib.sha256(msgspec.json.encode(given)).hexdigest()[:20]


def gather_series(book: Book, question: Question) -> Gathered:
    """The series of the question and of all other dyads, from the data it names.

    Raises ``InputError`` for a data set that the book does not have, and for a party that is no country's
    code and has no event in it: of such a party nothing can be told, and a misspelt one would be told "cannot
    tell".
    """
    names = [dataset.name for dataset in list_datasets(book.store)]
    if question.data == READ:
        if names and not book.counts()["reports"]:
            remedy = f"ask of imported data with --data {names[0]}, or read reports first"
            raise InputError("read", "has no reports in this book", remedy=remedy)
        return _of_known_parties(question, _from_happenings(book, question))
    if question.data not in names:
        remedy = f"say one of: {', '.join([READ, *names])}; or bring it in with `deedwatch import`"
        raise InputError(question.data, "is no data set of this book", remedy=remedy)
    return _of_known_parties(question, _from_dataset(book, question))


def _of_known_parties(question: Question, gathered: Gathered) -> Gathered:
    told = {party for dyad in gathered.panel.dyads for party in dyad}
    for party in (question.actor, question.toward):
        if party not in told and not is_country_code(party):
            fault = f"has no event of {question.kind} in {question.data}"
            where = "`deedwatch events` has" if question.data == READ else "the data set has"
            raise InputError(party, fault, remedy=f"give an ISO3 code, or a name as {where} it")
    return gathered


def ask(**given: Any) -> Question:
    """The question of these parts. Raises ``InputError`` for one that cannot be asked.

    A state is meant by any of its names: "Niger" is NER, and not whoever has the word in a name. The day may
    be a date, and the kind a list of types.
    """
    for side in ("actor", "toward"):
        if not str(given.get(side, side)).strip():
            raise InputError(side, "is empty", remedy="give an ISO3 code, such as IRN, or a name")
    if isinstance(given.get("since"), dt.date):
        given["since"] = given["since"].strftime("%Y-%m-%d")
    if isinstance(given.get("kind"), list | tuple):
        given["kind"] = ",".join(given["kind"])
    given |= {side: party_meant(given[side]) for side in ("actor", "toward") if given.get(side)}
    given |= {"place": known_country(given["place"])} if given.get("place") else {}
    try:
        return Question(**given).in_its_spelling()
    except TypeError as error:
        remedy = "give actor, toward, kind and since; data, place, before and after if need be"
        raise InputError("question", str(error), remedy=remedy) from error


def _from_dataset(book: Book, question: Question) -> Gathered:
    data, store = question.data, book.store
    where = EventFilter(quad=question.quad, types=question.types, place=question.place)
    rows = [(c.source, c.target, c.week, c.weight) for c in count_weeks(store, data, where)]
    names = {side: () if is_country_code(side) else (side,) for side in (question.actor, question.toward)}
    if any(names.values()):
        found = count_weeks(
            store, data, where, source_names=names[question.actor], target_names=names[question.toward]
        )
        rows += [
            (question.actor, question.toward, c.week, c.weight)
            for c in found
            if c.source == question.actor and c.target == question.toward
        ]
    panel = build_panel(rows, weekly_volume(store, data))
    reporting = gather_reporting(volume_by_sides(store, data), panel, world_parts())
    span = (question.weeks[0], question.weeks[-1] + 1)
    sides = ((question.actor, bool(names[question.actor])), (question.toward, bool(names[question.toward])))
    events = events_between(store, data, sides, weeks=span)
    kept = [event for event in events if _is_asked(question, event[3], event[4])]
    shares = _shares(question, [(event[1], event[2] or "not named") for event in kept])
    return Gathered(panel, reporting, shares, tuple(f"{data}:{event[0]}" for event in kept[:EVIDENCE_KEPT]))


def _from_happenings(book: Book, question: Question) -> Gathered:
    rows: Counter[tuple[str, str, int]] = Counter()
    sources, evidence = [], []
    for happening in book.happenings(status="reported"):
        day = _day(happening)
        if day is None or not _is_asked(question, quad_of(happening.type), happening.type):
            continue
        if question.place and (happening.place is None or happening.place.country != question.place):
            continue
        for source, target in _dyads(happening, question):
            rows[source, target, week_of(day)] += 1
            if (source, target) == (question.actor, question.toward):
                evidence += [f"{t.report}.{t.event}" for t in happening.tellings]
                tellers = {t.report: t.outlet for t in happening.tellings if not t.copied_from}
                sources += [(day, outlet or "no outlet") for outlet in tellers.values()]
    volume: Counter[int] = Counter()
    for day, reports in reports_by_day(book.store).items():
        volume[week_of(day)] += reports
    counts = [(source, target, week, float(n)) for (source, target, week), n in rows.items()]
    panel = build_panel(counts, _filled(volume))
    return Gathered(panel, None, _shares(question, sources), tuple(evidence[:EVIDENCE_KEPT]))


def _filled(volume: Mapping[int, int]) -> dict[int, float]:
    """Weeks without a report between the first and the last have no reporting, not none that counts."""
    if not volume:
        return {}
    return {week: float(volume.get(week, 0)) for week in range(min(volume) - 1, max(volume) + 2)}


def _dyads(happening: Happening, question: Question) -> Iterator[tuple[str, str]]:
    """The pairs of a happening: countries, or the parties asked about by name."""
    sides = []
    for parties, asked in ((happening.sources, question.actor), (happening.targets, question.toward)):
        found = {party.country for party in parties if party.country}
        if not is_country_code(asked) and any(asked.casefold() in party.name.casefold() for party in parties):
            found.add(asked)
        sides.append(sorted(found))
    yield from ((source, target) for source in sides[0] for target in sides[1])


def _is_asked(question: Question, quad: int | None, kind: str | None) -> bool:
    return kind in question.types if question.types else quad == question.quad


def _shares(question: Question, told: list[tuple[str, str]]) -> tuple[Share, ...]:
    """How much each source tells on either side of the date, the busiest first."""
    first = question.first_week
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for day, name in told:
        week = week_of(day)
        if first - question.before <= week < week_of(question.since):
            before[name] += 1
        elif first <= week < first + question.after:
            after[name] += 1
    names = sorted({*before, *after}, key=lambda name: (-before[name] - after[name], name))
    return tuple(
        Share(name=name, before=float(before[name]), after=float(after[name])) for name in names[:_SOURCES]
    )


def _verdict(
    book: Book,
    asked: Question,
    gathered: Gathered,
    answer: Answer,
    kept: Mapping[str, Any],
    *,
    judged: str | None = None,
) -> Verdict:
    return Verdict(
        key=kept["key"],
        question=asked,
        label=answer.label,
        reason=answer.reason,
        version=kept["version"],
        digest=kept["digest"] or "",
        registered=kept["registered"],
        judged=judged or _now(),
        estimate=answer.estimate,
        weeks=asked.weeks if len(answer.window) else (),
        counts=tuple(float(value) for value in answer.window),
        exposure=tuple(float(value) for value in answer.exposure),
        panel=answer.panel,
        dyads=answer.dyads,
        band=answer.band,
        rivals=answer.rivals,
        confounders=tuple(_confounders(book, asked)),
        sources=gathered.sources,
        evidence=gathered.evidence,
        largest=answer.largest,
    )


def _confounders(book: Book, asked: Question) -> Iterator[Confounder]:
    """The other happenings between the two parties, from four weeks before the date to the end."""
    first, last = monday(asked.first_week - 5), monday(asked.first_week + asked.after)
    pair = {asked.actor, asked.toward}
    for happening in book.happenings(status="reported", since=first, until=last):
        day = _day(happening)
        countries = {p.country for p in (*happening.sources, *happening.targets)}
        names = " ".join(p.name for p in (*happening.sources, *happening.targets)).casefold()
        present = {side for side in pair if side in countries or side.casefold() in names}
        if (
            day is not None
            and present == pair
            and not _is_asked(asked, quad_of(happening.type), happening.type)
        ):
            yield Confounder(day=day, type=happening.type, title=happening.title, happening=happening.id)


def _day(happening: Happening) -> str | None:
    day = happening.date and happening.date.day
    if not day and happening.tellings:
        day = min((t.told[:10] for t in happening.tellings if t.told), default=None)
    return day if day and len(day) >= 10 else None


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
