"""What tells whether two event mentions are one event: their words, senses, arguments and places in the text.

All of it is counted within one group of reports, so that what every report of it says tells little.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np

from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.happenings.likeness import load_word_shares
from deedwatch.reckoning.happenings.mention_company import (
    LEMMA_FEATURES,
    VECTOR_FEATURES,
    weigh_lemmas,
    weigh_vectors,
)
from deedwatch.reckoning.happenings.mention_reading import find_word, read_mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.mention_reading import Named
    from deedwatch.reckoning.happenings.nouns import Mention

    Whole: TypeAlias = npt.NDArray[np.int64]

__all__ = ["FEATURES", "weigh_pairs"]

_PAIR_FEATURES = (
    "same_lemma", "same_stem", "derived", "one_sense", "one_family", "above", "both_under",
    "prefix", "letters", "speech", "one_event_word", "event_words", "arguments", "sentence",
    "left_argument", "right_argument", "crossed_arguments", "left_words", "right_words",
    "near_words", "place", "place_differs", "time", "time_differs", "one_report", "one_sentence",
    "rarer_lemma", "commoner_lemma", "repeated", "lead", "same_words", "share", "least_share",
    "only_once", "first_of_report", "reports_alike", "order_apart", "order", "sentences_apart",
    "first_sentence", "length", "arguments_count", "left_count", "right_count", "reports",
)  # fmt: skip
FEATURES = _PAIR_FEATURES + VECTOR_FEATURES + LEMMA_FEATURES
_PREFIX = 4


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


def weigh_pairs(mentions: Sequence[Mention]) -> tuple[Whole, Whole, npt.NDArray[np.float32]]:
    """All pairs of the mentions of one group of reports, with one row of ``FEATURES`` each.

    Gives the place of the one mention, that of the other, which is lower, and the rows.
    """
    named = read_mentions(mentions)
    group = _Group(named)
    one, two = np.tril_indices(len(named), -1)
    rows = [group.weigh(named[i], named[j]) for i, j in zip(one.tolist(), two.tolist(), strict=True)]
    parts = [np.array(rows, dtype=np.float32).reshape(len(one), len(_PAIR_FEATURES))]
    parts += [weigh_vectors(named, one, two), weigh_lemmas(named, one, two, group.rare)]
    return one, two, np.concatenate(parts, axis=1)


class _Group:
    """Counts over one group of reports."""

    def __init__(self, named: Sequence[Named]) -> None:
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

    def rare(self, word: str) -> float:
        """How much a word tells among the group's sentences."""
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

    def weigh(self, one: Named, two: Named) -> list[float]:
        """One row, in the order of ``FEATURES``."""
        return [
            *self._weigh_words(one, two),
            *self._weigh_arguments(one, two),
            *self._weigh_places(one, two),
            *self._weigh_lemmas(one, two),
            *self._weigh_order(one, two),
        ]

    def _weigh_words(self, one: Named, two: Named) -> list[float]:
        left, right = find_word(one.lemma), find_word(two.lemma)
        speech, nothing, events = words_for("happenings: speech"), frozenset[str](), _event_words()
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

    def _weigh_arguments(self, one: Named, two: Named) -> list[float]:
        rare = self.rare
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

    def _weigh_places(self, one: Named, two: Named) -> list[float]:
        rare = self.rare
        one_report = one.report == two.report
        return [
            _share(one.place, two.place, rare),
            bool(one.place and two.place and not one.place & two.place),
            _share(one.time, two.time, rare),
            bool(one.time and two.time and not one.time & two.time),
            one_report,
            one_report and one.number == two.number,
        ]

    def _weigh_lemmas(self, one: Named, two: Named) -> list[float]:
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

    def _weigh_order(self, one: Named, two: Named) -> list[float]:
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
