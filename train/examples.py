"""Gold attributions as examples: features of each text, its gold cues, windows with labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from deedwatch.reading.statements import propose
from deedwatch.reading.statements.features import Vocabulary, text_features, window
from deedwatch.reading.statements.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.language import Parse
    from deedwatch.reading.statements.features import TextFeatures

Gold = list[dict[str, Any]]


@dataclass
class Example:
    """One text: features, proposals of the rules, and gold by the head token of its cue."""

    text: TextFeatures
    drafts: Any
    quotes: Any
    gold: dict[int, tuple[set[int], set[int], set[int]]]


def spans_of(row: dict[str, Any], part: str) -> list[list[int]]:
    frags = row.get(f"{part}_frags")
    if frags:
        return frags
    span = row.get(f"{part}_span")
    return [span] if span else []


def vocabulary_of(parses: Iterable[Parse], least: int = 8) -> Vocabulary:
    lemmas, tags, deps = Counter[str](), Counter[str](), Counter[str]()
    for parse in parses:
        for token in parse.doc:
            lemmas[token.lemma_.lower()] += 1
            tags[token.tag_] += 1
            deps[token.dep_] += 1

    def number(counts: Counter[str], low: int) -> dict[str, int]:
        return {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if n >= low), 1)}

    return Vocabulary(lemmas=number(lemmas, least), tags=number(tags, 1), deps=number(deps, 1))


def example(parse: Parse, gold: Gold, vocabulary: Vocabulary, *, strict: float) -> Example:
    """One text with its gold."""
    quotes = find_quotes(parse)
    cues, drafts = propose(parse, quotes, plain=True)
    text = text_features(parse, vocabulary, drafts, cues, quotes, strict=strict)
    heads: dict[int, tuple[set[int], set[int], set[int]]] = {}
    for row in gold:
        cue, content = spans_of(row, "cue"), spans_of(row, "content")
        if not cue or not content:
            continue
        words = tokens_in(text, cue)
        if not words:
            continue
        head = root_of(text, words)
        said, source, mark = heads.setdefault(head, (set(), set(), set()))
        said |= tokens_in(text, content)
        source |= tokens_in(text, spans_of(row, "source"))
        mark |= words
    return Example(text=text, drafts=drafts, quotes=quotes, gold=heads)


def tokens_in(text: TextFeatures, spans: list[list[int]]) -> set[int]:
    found: set[int] = set()
    for low, high in spans:
        found |= set(np.flatnonzero((text.starts < high) & (text.ends > low)).tolist())
    return found


def root_of(text: TextFeatures, words: set[int]) -> int:
    """The word of the cue that hangs highest; among equals the last candidate."""

    def depth(i: int) -> int:
        steps = 0
        while text.head[i] != i and steps < 50:
            i, steps = int(text.head[i]), steps + 1
        return steps

    inside = [i for i in words if text.candidate[i]] or list(words)
    return min(inside, key=lambda i: (depth(i), i))


def window_example(item: Example, cue: int) -> tuple[Any, np.ndarray]:
    part = window(item.text, cue, item.drafts.get(cue), item.quotes)
    labels = np.zeros((part.high - part.low, 3), np.float32)
    for column, words in enumerate(item.gold.get(cue, ())):
        inside = [i - part.low for i in words if part.low <= i < part.high]
        labels[inside, column] = 1
    return part, labels
