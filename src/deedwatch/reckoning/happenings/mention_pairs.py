"""What tells whether two event mentions are one event: their words, senses, arguments and places in the text.

All of it is counted within one group of reports, so that what every report of it says tells little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from deedwatch.language.engine import lemma_of
from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.likeness import load_word_shares
from deedwatch.reckoning.happenings.terms import load_function_words
from deedwatch.text.wording import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.nouns import Mention

__all__ = ["FEATURES", "weigh_pairs"]

FEATURES = (
    "same_lemma", "same_stem", "derived", "one_sense", "one_family", "above", "both_under",
    "prefix", "letters", "speech", "one_event_word", "event_words", "arguments", "sentence",
    "left_argument", "right_argument", "crossed_arguments", "left_words", "right_words",
    "near_words", "place", "place_differs", "time", "time_differs", "one_report", "one_sentence",
    "rarer_lemma", "commoner_lemma", "repeated", "lead", "same_words", "share", "least_share",
    "only_once", "first_of_report", "reports_alike", "order_apart", "order", "sentences_apart",
    "first_sentence", "length", "arguments_count", "left_count", "right_count", "reports",
)  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_NEAR = 5
_KEPT = 3
_PREFIX = 4


class _Senses(msgspec.Struct, frozen=True):
    word: str
    derived: str = ""
    senses: str = ""
    family: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    derived: frozenset[str]
    senses: frozenset[str]
    family: frozenset[str]
    above: frozenset[str]


@cache
def _senses() -> dict[str, _Senses]:
    return {row.word: row for row in load_rows(data_path("word_senses.csv"), _Senses)}


class _Speech(msgspec.Struct, frozen=True):
    word: str


class _EventRow(msgspec.Struct, frozen=True):
    event: str
    words: str


@cache
def _event_words() -> dict[str, frozenset[str]]:
    """The kinds of event that a word is used for."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in load_rows(data_path("event_words.csv"), _EventRow):
        for word in row.words.split("|"):
            found[word].add(row.event)
    return {word: frozenset(events) for word, events in found.items()}


@cache
def _speech() -> frozenset[str]:
    return frozenset(row.word for row in load_rows(data_path("speech_words.csv"), _Speech))


@lru_cache(maxsize=20_000)
def _word(lemma: str) -> _Word:
    row = _senses().get(lemma)
    if row is None:
        return _Word(frozenset((lemma,)), frozenset(), frozenset(), frozenset())
    parts = [frozenset(cell.split("|")) - {""} for cell in (row.derived, row.senses, row.family, row.above)]
    return _Word(parts[0] | {lemma}, *parts[1:])


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A mention ready to be compared."""

    report: str
    lemma: str
    text: str
    stems: frozenset[str]
    sentence: frozenset[str]
    number: int
    left: frozenset[str]
    right: frozenset[str]
    arguments: frozenset[str]
    left_argument: frozenset[str]
    right_argument: frozenset[str]
    place: frozenset[str]
    time: frozenset[str]
    order: float
    is_first: bool


def weigh_pairs(mentions: Sequence[Mention]) -> tuple[list[tuple[int, int]], npt.NDArray[np.float32]]:
    """All pairs of the mentions of one group of reports, with one row of ``FEATURES`` each."""
    named = _read(mentions)
    group = _Group(named)
    pairs = [(one, two) for one in range(len(named)) for two in range(one)]
    rows = [group.weigh(named[one], named[two]) for one, two in pairs]
    return pairs, np.array(rows, dtype=np.float32).reshape(len(pairs), len(FEATURES))


def _read(mentions: Sequence[Mention]) -> list[_Named]:
    by_report: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_report[mention.document].append(mention)
    numbers: dict[str, dict[str, int]] = {}
    order: dict[str, float] = {}
    first: dict[tuple[str, str], str] = {}
    for report, listed in by_report.items():
        listed.sort(key=lambda mention: (mention.span, mention.id))
        numbers[report] = {}
        for place, mention in enumerate(listed):
            numbers[report].setdefault(mention.sentence, len(numbers[report]))
            order[mention.id] = place / len(listed)
            first.setdefault((report, _lemma(mention)), mention.id)
    return [
        _name(
            mention,
            numbers[mention.document][mention.sentence],
            order[mention.id],
            is_first=first[mention.document, _lemma(mention)] == mention.id,
        )
        for mention in mentions
    ]


def _name(mention: Mention, number: int, order: float, *, is_first: bool) -> _Named:
    sentence, at = mention.sentence, mention.at
    start = sentence.find(mention.text) if at is None else at
    start = max(start, 0)
    end = start + len(mention.text)
    before, after = _content(sentence[:start])[-_NEAR:], _content(sentence[end:])[:_NEAR]
    spans = sorted((sentence.find(words), words) for words in mention.participants)
    left = [words for place, words in spans if 0 <= place < start]
    right = [words for place, words in spans if place >= end]
    return _Named(
        report=mention.document,
        lemma=_lemma(mention),
        text=mention.text.lower(),
        stems=frozenset(stem(word) for word in _content(mention.text)),
        sentence=frozenset(_content(sentence)),
        number=number,
        left=frozenset(before[-_KEPT:]),
        right=frozenset(after[:_KEPT]),
        arguments=_words(mention.participants),
        left_argument=_words(left[-1:]),
        right_argument=_words(right[:1]),
        place=_words(mention.places),
        time=_words(mention.times),
        order=order,
        is_first=is_first,
    )


def _content(text: str) -> list[str]:
    stop = load_function_words()
    return [word for word in map(str.lower, _TOKEN.findall(text)) if word not in stop]


def _words(parts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for part in parts for word in _content(part))


@lru_cache(maxsize=20_000)
def _lemma_of_words(text: str) -> str:
    """The lemma of the head: the first content word, taken for a verb where it can be one."""
    words = _TOKEN.findall(text.lower())
    content = [word for word in words if word not in load_function_words()] or words or [text.lower()]
    known = _senses()
    verb, noun = lemma_of(content[0], "VERB"), lemma_of(content[-1], "NOUN")
    return verb if verb in known or noun not in known else noun


def _lemma(mention: Mention) -> str:
    return mention.lemma.lower() or _lemma_of_words(mention.text)


class _Group:
    """Counts over one group of reports."""

    def __init__(self, named: Sequence[_Named]) -> None:
        sentences = {(mention.report, mention.number): mention.sentence for mention in named}
        self._in_sentences = Counter(word for words in sentences.values() for word in words)
        self._sentences = len(sentences)
        self._of_report: dict[str, set[str]] = defaultdict(set)
        for mention in named:
            self._of_report[mention.report] |= mention.sentence
        self._in_reports = Counter(word for words in self._of_report.values() for word in words)
        self._per_report = Counter((mention.report, mention.lemma) for mention in named)
        self._lemmas = Counter(mention.lemma for mention in named)
        self._reports_of = Counter(lemma for _, lemma in self._per_report)
        self._alike: dict[tuple[str, str], float] = {}
        self.reports = len(self._of_report)

    def _rare(self, word: str) -> float:
        return math.log((self._sentences + 1) / (self._in_sentences[word] + 0.5))

    def _rare_report(self, word: str) -> float:
        return math.log((self.reports + 1) / (self._in_reports[word] + 0.5)) + 0.1

    def _reports_alike(self, one: str, two: str) -> float:
        key = (one, two)
        if key not in self._alike:
            self._alike[key] = _share(
                frozenset(self._of_report[one]), frozenset(self._of_report[two]), self._rare_report
            )
        return self._alike[key]

    def weigh(self, one: _Named, two: _Named) -> list[float]:
        """One row, in the order of ``FEATURES``."""
        return [
            *self._weigh_words(one, two),
            *self._weigh_arguments(one, two),
            *self._weigh_places(one, two),
            *self._weigh_lemmas(one, two),
            *self._weigh_order(one, two),
        ]

    def _weigh_words(self, one: _Named, two: _Named) -> list[float]:
        left, right = _word(one.lemma), _word(two.lemma)
        speech, nothing, events = _speech(), frozenset[str](), _event_words()
        kinds = events.get(one.lemma, nothing), events.get(two.lemma, nothing)
        return [
            one.lemma == two.lemma,
            bool(one.stems & two.stems),
            bool(left.derived & right.derived),
            bool(left.senses & right.senses),
            bool(left.family & right.family),
            bool(left.family & right.above or left.above & right.family),
            bool(left.above & right.above),
            _prefix(one.lemma, two.lemma),
            _dice(_letters(one.lemma), _letters(two.lemma)),
            one.lemma in speech and two.lemma in speech,
            bool(kinds[0] & kinds[1]),
            _dice(*kinds) if all(kinds) else 0.0,
        ]

    def _weigh_arguments(self, one: _Named, two: _Named) -> list[float]:
        rare = self._rare
        return [
            _share(one.arguments, two.arguments, rare),
            _share(one.sentence, two.sentence, rare),
            _share(one.left_argument, two.left_argument, rare),
            _share(one.right_argument, two.right_argument, rare),
            max(
                _share(one.left_argument, two.right_argument, rare),
                _share(one.right_argument, two.left_argument, rare),
            ),
            _share(one.left, two.left, rare),
            _share(one.right, two.right, rare),
            _share(one.left | one.right, two.left | two.right, rare),
        ]

    def _weigh_places(self, one: _Named, two: _Named) -> list[float]:
        rare = self._rare
        one_report = one.report == two.report
        return [
            _share(one.place, two.place, rare),
            bool(one.place and two.place and not one.place & two.place),
            _share(one.time, two.time, rare),
            bool(one.time and two.time and not one.time & two.time),
            one_report,
            one_report and one.number == two.number,
        ]

    def _weigh_lemmas(self, one: _Named, two: _Named) -> list[float]:
        shares = sorted(self._reports_of[mention.lemma] / self.reports for mention in (one, two))
        repeated = max(self._lemmas[m.lemma] / self._reports_of[m.lemma] for m in (one, two)) - 1
        common = sorted(load_word_shares().get(mention.lemma, 0.0) for mention in (one, two))
        same = one.lemma == two.lemma
        once = all(self._per_report[mention.report, mention.lemma] == 1 for mention in (one, two))
        return [
            *shares,
            repeated,
            (one.number <= 1) + (two.number <= 1),
            one.text == two.text,
            common[1],
            common[0],
            same and once,
            same * (one.is_first + two.is_first),
        ]

    def _weigh_order(self, one: _Named, two: _Named) -> list[float]:
        return [
            self._reports_alike(one.report, two.report),
            abs(one.order - two.order),
            one.order + two.order,
            abs(one.number - two.number),
            min(one.number, two.number),
            len(one.stems),
            len(one.arguments & two.arguments),
            len(one.left_argument & two.left_argument),
            len(one.right_argument & two.right_argument),
            self.reports,
        ]


def _share(one: frozenset[str], two: frozenset[str], rare: Callable[[str], float]) -> float:
    """Dice of two sets of words, rare ones counting more."""
    common = one & two
    if not common:
        return 0.0
    return 2 * sum(map(rare, common)) / (sum(map(rare, one)) + sum(map(rare, two)) + 1e-9)


def _dice(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))


@lru_cache(maxsize=20_000)
def _letters(word: str) -> frozenset[str]:
    bounded = f"^{word}$"
    return frozenset(bounded[i : i + 3] for i in range(max(1, len(bounded) - 2)))


def _prefix(one: str, two: str) -> bool:
    shorter = min(len(one), len(two))
    same = next((i for i in range(shorter) if one[i] != two[i]), shorter)
    return same >= _PREFIX and same >= 0.6 * shorter
