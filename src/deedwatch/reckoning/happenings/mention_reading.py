"""A mention of an event ready to be compared: its lemma, the words around it, its arguments."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.language.engine import lemma_of
from deedwatch.lexicon import data_path, load_rows
from deedwatch.reckoning.happenings.terms import load_function_words
from deedwatch.text.wording import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.reckoning.happenings.nouns import Mention

__all__ = ["Named", "Word", "find_word", "head_lemma", "read_mentions"]

_TOKEN = re.compile(r"[A-Za-z0-9]+")
_NEAR = 5
_KEPT = 3


class _Senses(msgspec.Struct, frozen=True):
    word: str
    derived: str = ""
    senses: str = ""
    family: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A lemma's derived words, and the numbers of its senses, its family's and those above."""

    derived: frozenset[str]
    senses: frozenset[str]
    family: frozenset[str]
    above: frozenset[str]


@cache
def _senses() -> dict[str, _Senses]:
    return {row.word: row for row in load_rows(data_path("word_senses.csv"), _Senses)}


@lru_cache(maxsize=20_000)
def find_word(lemma: str) -> Word:
    """What is known of a lemma; of an unknown one, that it is itself."""
    row = _senses().get(lemma)
    if row is None:
        return Word(frozenset((lemma,)), frozenset(), frozenset(), frozenset())
    parts = [frozenset(cell.split("|")) - {""} for cell in (row.derived, row.senses, row.family, row.above)]
    return Word(parts[0] | {lemma}, *parts[1:])


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A mention ready to be compared."""

    report: str
    lemma: str
    text: str
    words: tuple[str, ...]
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


def read_mentions(mentions: Sequence[Mention]) -> list[Named]:
    """The mentions of one group of reports, in the order given, each with its place in its report."""
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
            first.setdefault((report, head_lemma(mention)), mention.id)
    return [
        _name(
            mention,
            numbers[mention.document][mention.sentence],
            order[mention.id],
            is_first=first[mention.document, head_lemma(mention)] == mention.id,
        )
        for mention in mentions
    ]


def _name(mention: Mention, number: int, order: float, *, is_first: bool) -> Named:
    sentence, at = mention.sentence, mention.at
    start = sentence.find(mention.text) if at is None else at
    start = max(start, 0)
    end = start + len(mention.text)
    before, after = _content(sentence[:start])[-_NEAR:], _content(sentence[end:])[:_NEAR]
    spans = sorted((sentence.find(said), said) for said in mention.participants)
    left = [said for place, said in spans if 0 <= place < start]
    right = [said for place, said in spans if place >= end]
    words = _content(mention.text)
    return Named(
        report=mention.document,
        lemma=head_lemma(mention),
        text=mention.text.lower(),
        words=tuple(words),
        stems=frozenset(map(stem, words)),
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


def head_lemma(mention: Mention) -> str:
    """The lemma of a mention's head: as given, or by the house's own tables."""
    return mention.lemma.lower() or _lemma_of_words(mention.text)
