"""Reports as they arrive, joined to what stands: an incremental account, the same for the same input."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np

from deedwatch.reckoning.happenings.likeness import day_factor
from deedwatch.reckoning.happenings.nouns import Group, Join
from deedwatch.reckoning.happenings.terms import Reader
from deedwatch.reckoning.happenings.window import THRESHOLD, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.reckoning.happenings.nouns import Ruling
    from deedwatch.reckoning.happenings.terms import Reading
    from deedwatch.records import Document

__all__ = ["Archive", "MemoryArchive", "Merging", "Sketch", "explain_documents", "merge_documents"]

WINDOW = 4000
BLOCK = 2000
_SKETCH = 40
_ASKED = 6


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a happening that has retired, so that it can reopen: its weightiest words."""

    happening: str
    first: int | None
    last: int | None
    reports: int
    words: dict[str, float]


class Archive(Protocol):
    """Where retired happenings are kept; the book has one on disk."""

    def keep(self, sketch: Sketch) -> None:
        """Keep a happening that has left the window."""

    def find(self, words: Iterable[str]) -> Iterable[Sketch]:
        """The retired happenings that have at least three of these words."""


class MemoryArchive:
    """The latest retired happenings, in memory."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._sketches: dict[str, Sketch] = {}
        self._by_word: dict[str, dict[str, None]] = defaultdict(dict)

    def keep(self, sketch: Sketch) -> None:
        """Keep a happening, and let the oldest go where there are too many."""
        self._forget(sketch.happening)
        self._sketches[sketch.happening] = sketch
        for word in _top(sketch.words):
            self._by_word[word][sketch.happening] = None
        if len(self._sketches) > self._most:
            self._forget(next(iter(self._sketches)))

    def _forget(self, happening: str) -> None:
        sketch = self._sketches.pop(happening, None)
        for word in _top(sketch.words) if sketch else ():
            self._by_word[word].pop(happening, None)
            if not self._by_word[word]:
                del self._by_word[word]

    def find(self, words: Iterable[str]) -> Iterable[Sketch]:
        """The retired happenings that have at least three of these words, oldest first."""
        counts = Counter(name for word in words for name in self._by_word.get(word, ()))
        return [self._sketches[name] for name, count in sorted(counts.items()) if count >= 3]


def _top(words: dict[str, float]) -> list[str]:
    return sorted(words, key=lambda word: (-words[word], word))[: 2 * _ASKED]


class Merging:
    """The account of which reports are copies and which tell one happening.

    Add reports as they come, consolidate once a day (or a batch), and let the oldest retire. Every
    report ever added has its place in ``groups``. Rulings are a person's decisions on pairs of
    reports; they outweigh every likeness.
    """

    def __init__(self, *, rulings: Iterable[Ruling] = (), archive: Archive | None = None) -> None:
        self._reader = Reader()
        self._window = Window()
        self._archive = archive
        self._rulings = tuple(rulings)
        self._twins: dict[str, int] = {}
        self._same: dict[int, list[Reading]] = defaultdict(list)
        self._place: list[str] = []
        self._original: list[int] = []
        self._fresh = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Take reports in. Their places are settled by the next ``consolidate``."""
        readings = sorted(map(self._reader.read, documents), key=lambda r: (r.published or "", r.id))
        new: list[Reading] = []
        for reading in readings:
            twin = self._twins.setdefault(reading.digest, len(self._window.readings) + len(new))
            if twin == len(self._window.readings) + len(new):
                new.append(reading)
            else:
                self._same[twin].append(reading)
        self._window.add(new)

    def consolidate(self) -> None:
        """Settle the open window: groups of copies, and happenings by average link over all of it."""
        window = self._window
        self._original = window.group_copies()
        label = window.group_happenings(
            self._original, together=self._ruled("together"), apart=self._ruled("apart")
        )
        self._place = self._name(label)
        self._fresh = len(window.readings)

    def _ruled(self, decision: str) -> list[tuple[int, int]]:
        if not any(ruling.decision == decision for ruling in self._rulings):
            return []
        number = {reading.id: place for place, reading in enumerate(self._window.readings)}
        number |= {same.id: place for place, twins in self._same.items() for same in twins}
        return [
            (number[ruling.one], number[ruling.two])
            for ruling in self._rulings
            if ruling.decision == decision and ruling.one in number and ruling.two in number
        ]

    def _name(self, label: list[int]) -> list[str]:
        """Names of happenings by report: an old happening keeps its name where most of it still is."""
        members: dict[int, list[int]] = defaultdict(list)
        for number, name in enumerate(label):
            members[name].append(number)
        held = Counter((label[n], self._place[n]) for n in range(len(self._place)))
        names: dict[int, str] = {}
        taken: set[str] = set()
        for (name, happening), _ in sorted(held.items(), key=lambda item: (-item[1], item[0][0], item[0][1])):
            if name not in names and happening not in taken:
                names[name] = happening
                taken.add(happening)
        for name, numbers in sorted(members.items()):
            if name not in names:
                names[name] = self._reopen(numbers, taken) or _key("h", self._window.readings[numbers[0]])
                taken.add(names[name])
        return [names[name] for name in label]

    def _reopen(self, numbers: list[int], taken: set[str]) -> str | None:
        if self._archive is None:
            return None
        sketch = self._sketch("", numbers)
        best = (0.0, "")
        for old in self._archive.find(_top(sketch.words)[:_ASKED]):
            if old.happening in taken:
                continue
            score = sum(weight * old.words.get(word, 0.0) for word, weight in sketch.words.items())
            score *= _between_days(sketch, old)
            best = max(best, (score, old.happening))
        return best[1] if best[0] >= THRESHOLD else None

    def _sketch(self, happening: str, numbers: list[int]) -> Sketch:
        sums: dict[str, float] = defaultdict(float)
        for number in numbers:
            places, values = self._window.vectors[number]
            for place, value in zip(places.tolist(), values.tolist(), strict=True):
                sums[self._window.vocabulary.word(place)] += value / len(numbers)
        kept = sorted(sums, key=lambda word: (-sums[word], word))[:_SKETCH]
        days = [day for n in numbers if (day := self._window.readings[n].day) is not None]
        return Sketch(
            happening=happening,
            first=min(days, default=None),
            last=max(days, default=None),
            reports=len(numbers),
            words={word: sums[word] for word in kept},
        )

    def groups(self) -> Iterator[Group]:
        """Where each report of the window stands, in order of arrival."""
        yield from self._groups(len(self._place))

    def _groups(self, count: int) -> Iterator[Group]:
        readings = self._window.readings
        for number in range(count):
            copy = _key("c", readings[self._original[number]])
            for reading in (readings[number], *self._same.get(number, ())):
                yield Group(id=reading.id, copy_group=copy, happening=self._place[number])

    def joins(self) -> Iterator[Join]:
        """Why reports of the window stand together: copies, and each report's nearest neighbour."""
        window, readings = self._window, self._window.readings
        for number, twins in self._same.items():
            for twin in twins:
                yield Join(report=twin.id, with_=readings[number].id, kind="same text", score=1.0)
        for (one, two), share in window.copies.items():
            yield self._join(two, one, "copy", share)
        for number, happening in enumerate(self._place):
            near = [
                (value, -other)
                for other, value in window.edges[number].items()
                if self._place[other] == happening and self._original[other] != self._original[number]
            ]
            if near:
                value, other = max(near)
                yield self._join(number, -other, "same happening", value)

    def _join(self, one: int, two: int, kind: str, score: float) -> Join:
        first, second = self._window.readings[one], self._window.readings[two]
        return Join(
            report=first.id,
            with_=second.id,
            kind="copy" if kind == "copy" else "same happening",
            score=round(score, 4),
            names=self._window.names_in_common(one, two),
            days=(first.published, second.published),
        )

    def retire(self, keep: int = WINDOW) -> list[Group]:
        """Let all but the latest ``keep`` reports go; what a happening was is kept in the archive.

        Gives the places of the reports that leave. Only settled reports leave.
        """
        count = min(max(0, len(self._window.readings) - keep), len(self._place))
        if not count:
            return []
        leaving = list(self._groups(count))
        if self._archive is not None:
            staying = set(self._place[count:])
            gone: dict[str, list[int]] = defaultdict(list)
            for number, happening in enumerate(self._place[:count]):
                if happening not in staying:
                    gone[happening].append(number)
            for happening, numbers in gone.items():
                self._archive.keep(self._sketch(happening, numbers))
        self._twins = {digest: n - count for digest, n in self._twins.items() if n >= count}
        self._same = defaultdict(list, {n - count: t for n, t in self._same.items() if n >= count})
        self._place = self._place[count:]
        self._window.drop(count)
        self._original = self._window.group_copies()
        return leaving


def _between_days(one: Sketch, two: Sketch) -> float:
    if one.first is None or two.last is None:
        return 1.0
    return float(day_factor(np.array(one.first), np.array(two.last)))


def _key(kind: str, reading: Reading) -> str:
    return kind + hashlib.sha256(f"{reading.id}\0{reading.digest}".encode()).hexdigest()[:15]


def merge_documents(documents: Iterable[Document], *, rulings: Iterable[Ruling] = ()) -> list[Group]:
    """The groups of copies and the happenings of reports, one row a report, in the order given.

    >>> from deedwatch.records import Document
    >>> rows = merge_documents([Document(id="a", text="Rain fell."), Document(id="b", text="Rain fell.")])
    >>> rows[0].copy_group == rows[1].copy_group
    True

    Up to 2,000 reports are taken at once, so their order does not matter; more are taken in blocks of
    so many, against the 4,000 that came last. No report is lost. Ids may repeat.
    """
    merging = Merging(rulings=rulings, archive=MemoryArchive())
    rows: list[Group] = []
    order: list[str] = []
    for block in _blocks(documents, BLOCK):
        order += [document.id for document in block]
        merging.add(block)
        merging.consolidate()
        rows += merging.retire()
    rows += merging.groups()
    return _in_order(rows, order)


def explain_documents(documents: Iterable[Document]) -> Iterator[Join]:
    """Why the reports stand together that ``merge_documents`` puts together, block by block."""
    merging = Merging(archive=MemoryArchive())
    for block in _blocks(documents, BLOCK):
        merging.add(block)
        merging.consolidate()
        yield from merging.joins()
        merging.retire(0)


def _in_order(rows: list[Group], order: list[str]) -> list[Group]:
    by_id: dict[str, list[Group]] = defaultdict(list)
    for row in reversed(rows):
        by_id[row.id].append(row)
    return [by_id[name].pop() for name in order]


def _blocks(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    block: list[Document] = []
    for document in documents:
        block.append(document)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block
