"""Reports as they arrive, joined to what stands: an incremental account, the same for the same input."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np

from deedwatch.reckoning.happenings.likeness import NO_DAY, day_factor
from deedwatch.reckoning.happenings.nouns import Group, Join
from deedwatch.reckoning.happenings.passages import common_passages, telling_passages
from deedwatch.reckoning.happenings.settings import Opening, setting_factor
from deedwatch.reckoning.happenings.terms import Reader, load_given_names
from deedwatch.reckoning.happenings.window import SMALL, THRESHOLD, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.reckoning.happenings.nouns import JoinKind, Pairing
    from deedwatch.reckoning.happenings.terms import Reading
    from deedwatch.records import Document, Span

__all__ = ["Archive", "MemoryArchive", "Merging", "Sketch", "explain_documents", "merge_documents"]

WINDOW = 4000
BLOCK = 2000
_SKETCH = 40
_ASKED = 6


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a happening that has retired, so that it can reopen.

    Its weightiest words, and the opening of its first report, which may say where and when it happened.
    """

    happening: str
    first: int | None
    last: int | None
    reports: int
    words: dict[str, float]
    opening: str = ""


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
    report ever added has its place in ``groups`` until it retires, and in what ``retire`` gives then.
    Rulings are a person's decisions on pairs of reports; they outweigh every likeness, and hold as well
    where one of the two has retired before the other comes.
    """

    def __init__(self, *, rulings: Iterable[Pairing] = (), archive: Archive | None = None) -> None:
        self._window = Window()
        self._reader = Reader(self._window.vocabulary.number)
        self._archive = archive
        self._rulings = tuple(rulings)
        self._ruled_on = frozenset(key for ruling in self._rulings for key in (ruling.one, ruling.two))
        self._left: dict[str, str] = {}
        self._reports: list[_Report] = []
        self._twins: dict[str, int] = {}
        self._same: dict[int, list[_Report]] = defaultdict(list)
        self._place: list[str] = []
        self._original: list[int] = []

    def add(self, documents: Iterable[Document]) -> None:
        """Take reports in. Their places are settled by the next ``consolidate``."""
        readings = sorted(self._reader.read(documents), key=lambda r: (r.published or "", r.id))
        new: list[Reading] = []
        for reading in readings:
            report = _Report(reading.id, reading.digest, reading.published)
            twin = self._twins.setdefault(reading.digest, len(self._reports))
            if twin == len(self._reports):
                self._reports.append(report)
                new.append(reading)
            else:
                self._same[twin].append(report)
        self._window.add(new)

    def consolidate(self) -> None:
        """Settle the open window: groups of copies, and happenings by average link over all of it."""
        window = self._window
        if window.size <= SMALL:
            self._put_in_order()
        window.settle()
        self._original = window.group_copies()
        label = window.group_happenings(
            self._original, together=self._ruled("together"), apart=self._ruled("apart")
        )
        self._place = self._name(label)

    def _put_in_order(self) -> None:
        """Number the reports by day and id, so that it does not matter in which order they came."""
        order = sorted(
            range(len(self._reports)), key=lambda n: (self._reports[n].published or "", self._reports[n].id)
        )
        number = {old: new for new, old in enumerate(order)}
        settled = len(self._place)
        self._place = [self._place[old] if old < settled else "" for old in order]
        self._reports = [self._reports[old] for old in order]
        self._same = defaultdict(list, {number[old]: twins for old, twins in self._same.items()})
        self._twins = {digest: number[old] for digest, old in self._twins.items()}
        self._window.reorder(order)

    def _ruled(self, decision: str) -> list[tuple[int, int]]:
        number = self._numbers()
        pairs = [
            (number[ruling.one], number[ruling.two])
            for ruling in self._rulings
            if ruling.decision == decision and ruling.one in number and ruling.two in number
        ]
        beside: dict[str, int] = {}
        for happening, here in self._ruled_on_retired(decision):
            pairs += [(here, n) for n, name in enumerate(self._place) if name == happening and n != here]
            first = beside.setdefault(happening, here)
            pairs += [(first, here)] if decision == "together" and first != here else []
        return pairs

    def _ruled_on_retired(self, decision: str) -> list[tuple[str, int]]:
        """Happenings of retired reports, with the numbers of those that a ruling names beside them."""
        number = self._numbers() if self._left else {}
        return [
            (self._left[one], number[two])
            for ruling in self._rulings
            for one, two in ((ruling.one, ruling.two), (ruling.two, ruling.one))
            if ruling.decision == decision and one in self._left and two in number
        ]

    def _numbers(self) -> dict[str, int]:
        """The number of each report of the window that a ruling names."""
        if not self._ruled_on:
            return {}
        number = {report.id: place for place, report in enumerate(self._reports)}
        number |= {same.id: place for place, twins in self._same.items() for same in twins}
        return {key: place for key, place in number.items() if key in self._ruled_on}

    def _name(self, label: list[int]) -> list[str]:
        """Names of happenings by report: an old happening keeps its name where most of it still is."""
        members: dict[int, list[int]] = defaultdict(list)
        for number, name in enumerate(label):
            members[name].append(number)
        held = Counter((label[n], name) for n, name in enumerate(self._place) if name)
        names: dict[int, str] = {}
        barred: dict[int, set[str]] = defaultdict(set)
        for happening, number in self._ruled_on_retired("together"):
            names.setdefault(label[number], happening)
        for happening, number in self._ruled_on_retired("apart"):
            barred[label[number]].add(happening)
        taken = set(names.values())
        for (name, happening), _ in sorted(held.items(), key=lambda item: (-item[1], item[0][0], item[0][1])):
            if name not in names and happening not in taken | barred[name]:
                names[name] = happening
                taken.add(happening)
        for name, numbers in sorted(members.items()):
            if name not in names:
                old = self._reopen(numbers, taken | barred[name])
                names[name] = old or self._reports[numbers[0]].key("h")
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
            if score >= THRESHOLD:
                before = Opening(old.opening, load_given_names()).setting
                score *= setting_factor(self._window.openings[numbers[0]].setting, before)
            best = max(best, (score * day_factor(sketch.first, old.last), old.happening))
        return best[1] if best[0] >= THRESHOLD else None

    def _sketch(self, happening: str, numbers: list[int]) -> Sketch:
        vectors = [self._window.vectors[number] for number in numbers]
        words, place = np.unique(np.concatenate([vector.ids for vector in vectors]), return_inverse=True)
        sums = np.bincount(place, weights=np.concatenate([vector.weights for vector in vectors]))
        kept = np.argsort(-sums, kind="stable")[:_SKETCH]
        days = [int(day) for day in self._window.days[numbers] if day != NO_DAY]
        return Sketch(
            happening=happening,
            first=min(days, default=None),
            last=max(days, default=None),
            reports=len(numbers),
            opening=self._window.openings[numbers[0]].text,
            words={
                self._window.vocabulary.word(word): weight / len(numbers)
                for word, weight in zip(words[kept].tolist(), sums[kept].tolist(), strict=True)
            },
        )

    def groups(self) -> Iterator[Group]:
        """Where each report of the window stands, in order of arrival."""
        yield from self._groups(len(self._place))

    def _groups(self, count: int) -> Iterator[Group]:
        for number in range(count):
            copy = self._reports[self._original[number]].key("c")
            for report in (self._reports[number], *self._same.get(number, ())):
                yield Group(id=report.id, copy_group=copy, happening=self._place[number])

    def joins(self) -> Iterator[Join]:
        """Why reports of the window stand together: copies, and each report's nearest neighbour."""
        for number, twins in self._same.items():
            for twin in twins:
                yield Join(report=twin.id, with_=self._reports[number].id, kind="same text", score=1.0)
        for (one, two), share in self._window.copies.items():
            yield self._join(two, one, "copy", share)
        for number, (other, value) in sorted(self._window.nearest(self._place, self._original).items()):
            yield self._join(number, other, "same happening", value)

    def _join(self, one: int, two: int, kind: JoinKind, score: float) -> Join:
        first, second = self._reports[one], self._reports[two]
        return Join(
            report=first.id,
            with_=second.id,
            kind=kind,
            score=round(score, 4),
            names=self._window.names_in_common(one, two),
            days=(first.published, second.published),
        )

    def retire(self, keep: int = WINDOW) -> list[Group]:
        """Let all but the latest ``keep`` reports go; what a happening was is kept in the archive.

        Gives the places of the reports that leave. Only settled reports leave.
        """
        count = min(max(0, len(self._reports) - keep), len(self._place))
        if not count:
            return []
        leaving = list(self._groups(count))
        self._left |= {row.id: row.happening for row in leaving if row.id in self._ruled_on}
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
        self._reports, self._place = self._reports[count:], self._place[count:]
        self._window.drop(count)
        self._original = self._window.group_copies()
        return leaving


@dataclass(frozen=True, slots=True)
class _Report:
    id: str
    digest: str
    published: str | None

    def key(self, kind: str) -> str:
        return kind + hashlib.sha256(f"{self.id}\0{self.digest}".encode()).hexdigest()[:15]


def merge_documents(
    documents: Iterable[Document], *, rulings: Iterable[Pairing] = (), archive: Archive | None = None
) -> list[Group]:
    """The groups of copies and the happenings of reports, one row a report, in the order given.

    >>> from deedwatch.records import Document
    >>> rows = merge_documents([Document(id="a", text="Rain fell."), Document(id="b", text="Rain fell.")])
    >>> rows[0].copy_group == rows[1].copy_group
    True

    Up to 2,000 reports are taken at once, so their order does not matter; more are taken in blocks of
    so many, against the 4,000 that came last. No report is lost. Ids may repeat.
    """
    merging = Merging(rulings=rulings, archive=archive or MemoryArchive())
    rows: dict[str, Group] = {}
    order: list[tuple[str, str]] = []
    for block in _blocks(_named_apart(documents, order), BLOCK):
        merging.add(block)
        merging.consolidate()
        rows |= {row.id: row for row in merging.retire()}
    rows |= {row.id: row for row in merging.groups()}
    return [msgspec.structs.replace(rows[name], id=given) for name, given in order]


def _named_apart(documents: Iterable[Document], order: list[tuple[str, str]]) -> Iterator[Document]:
    """The documents with ids that differ; ``order`` keeps each with the id that was given."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts[document.id] += 1
        count = counts[document.id]
        name = document.id if count == 1 else f"{document.id}\0{count}"
        order.append((name, document.id))
        yield document if count == 1 else msgspec.structs.replace(document, id=name)


def explain_documents(documents: Iterable[Document], *, archive: Archive | None = None) -> Iterator[Join]:
    """Why the reports stand together that ``merge_documents`` puts together, block by block."""
    merging = Merging(archive=archive or MemoryArchive())
    for block in _blocks(_named_apart(documents, []), BLOCK):
        text = {document.id: document.text for document in block}
        merging.add(block)
        merging.consolidate()
        for join in merging.joins():
            yield msgspec.structs.replace(join, passages=_passages(join, text))
        merging.retire(0)


def _passages(join: Join, text: dict[str, str]) -> tuple[Span, ...]:
    if join.kind == "same happening":
        return telling_passages(text[join.report], frozenset(join.names))
    return common_passages(text[join.report], text[join.with_])


def _blocks(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    block: list[Document] = []
    for document in documents:
        block.append(document)
        if len(block) == size:
            yield block
            block = []
    if block:
        yield block
