"""What the trained tagger sees: numbers for the tokens of a text, and for a window round a cue.

The pipeline's own vectors (its shared ``tok2vec`` layer) are free, since the parse has made them.
All arrays are numpy; the same functions serve training (``train/statements.py``) and reading.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from deedwatch.reading.statements.frames import quoted_verb

Array: TypeAlias = "NDArray[Any]"

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from numpy.typing import NDArray

    from deedwatch.language import Parse
    from deedwatch.reading.statements.cues import Cue
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.records import Span

__all__ = [
    "FLAGS",
    "MARKS",
    "REACH",
    "TextFeatures",
    "Vocabulary",
    "Window",
    "Windows",
    "text_features",
    "window",
    "windows",
]

REACH = 60  # tokens on either side of a cue
FLAGS = 24  # numbers for a token, apart from its vector and its words
MARKS = 8  # numbers for a token in the window of one cue
_FRAMES = ("clause", "quote", "infinitive", "object", "naming", "about", "charge", "gerund")
_KINDS = ("speech", "thought", "finding")
_SUBJECTS = {"nsubj", "nsubjpass", "poss", "agent"}
_CLAUSES = {"ccomp", "xcomp", "acl"}
_OBJECTS = {"dobj", "oprd", "pobj", "prep"}
_MARK_CUES = {":", "according", "per", "—", "–"}
_NAMES = {"PERSON", "ORG", "GPE", "NORP"}
_CANDIDATES = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "PROPN")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers of lemmas, tags and dependency labels; 0 is for what training did not see."""

    lemmas: Mapping[str, int]
    tags: Mapping[str, int]
    deps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TextFeatures:
    """One row a token: vector, numbers of lemma, tag, label, kin (indices), and flags."""

    vectors: Array
    lemma: Array
    tag: Array
    dep: Array
    head: Array
    subject: Array
    complement: Array
    flags: Array
    quote: Array
    paragraph: Array
    sentence: Array
    candidate: Array
    starts: Array
    ends: Array


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens round one cue: from ``low`` to ``high``, with their relation to the cue."""

    low: int
    high: int
    distance: Array
    branch: Array
    height: Array
    marks: Array


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of several cues, their tokens one after another: those of cue k are ``cuts[k:k + 2]``."""

    cues: Array
    lows: Array
    cuts: Array
    at: Array
    row: Array
    distance: Array
    branch: Array
    height: Array
    marks: Array


def text_features(
    parse: Parse,
    vocabulary: Vocabulary,
    drafts: Mapping[int, Draft],
    cues: Mapping[int, Cue],
    quotes: Quotes,
    *,
    strict: float,
) -> TextFeatures:
    """The features of all tokens of a text; ``strict`` is 1 for speech alone, 0 for wishes and plans too."""
    doc = parse.doc
    columns = _Columns.of(parse)
    starts, ends = columns.starts, columns.ends
    quote = np.full(len(doc), -1, np.int64)
    for number, item in enumerate(quotes.items):
        quote[(starts >= item.span[0]) & (starts < item.span[1])] = number
    subject, complement = _kin(columns)
    paragraph = _places(parse.paragraphs, starts)
    flags = _flags(columns, drafts, cues, quotes, quote)
    flags[:, 23] = strict
    vectors = doc.tensor if doc.tensor.shape[0] == len(doc) else np.zeros((len(doc), 96), np.float32)
    candidate = columns.has("POS", _CANDIDATES) | columns.has("LOWER", _MARK_CUES)
    candidate[list(drafts)] = True
    candidate[_inner_verbs(parse, drafts)] = False
    return TextFeatures(
        vectors=np.asarray(vectors, dtype=np.float32),
        lemma=columns.numbers("LEMMA", vocabulary.lemmas),
        tag=columns.numbers("TAG", vocabulary.tags),
        dep=columns.numbers("DEP", vocabulary.deps),
        head=columns.head,
        subject=subject,
        complement=complement,
        flags=flags,
        quote=quote,
        paragraph=paragraph,
        sentence=_places(parse.sentences, starts),
        candidate=candidate,
        starts=starts,
        ends=ends,
    )


def _inner_verbs(parse: Parse, drafts: Mapping[int, Draft]) -> list[int]:
    """The "saying" of "was quoted as saying", which is no cue of its own."""
    outer = (parse.doc[head] for head, made in drafts.items() if made.frame == "reported")
    return [inner.i for verb in outer if (inner := quoted_verb(verb)) is not None]


def _places(spans: tuple[Span, ...], starts: Array) -> Array:
    """The number of the span that each token begins in (or after)."""
    return np.searchsorted(np.array([span[0] for span in spans] or [0]), starts, side="right") - 1


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """The words of one column, each once, and which of them each token has: most tables have few rows."""

    words: list[str]
    at: Array

    @classmethod
    def of(cls, words: list[str]) -> _Column:
        places = defaultdict[str, int]()
        places.default_factory = places.__len__  # a new word gets the next number
        at = [places[word] for word in words]
        return cls(list(places), np.array(at, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """A parse by column."""

    head: Array
    starts: Array
    ends: Array
    columns: Mapping[str, _Column]

    @classmethod
    def of(cls, parse: Parse) -> _Columns:
        doc = parse.doc
        return cls(
            head=np.array([token.head.i for token in doc], np.int64),
            starts=np.array(doc.starts, np.int64),
            ends=np.array([token.end for token in doc], np.int64),
            columns={
                "LEMMA": _Column.of([token.low_lemma_ for token in doc]),
                "TAG": _Column.of([token.tag_ for token in doc]),
                "DEP": _Column.of([token.dep_ for token in doc]),
                "POS": _Column.of([token.pos_ for token in doc]),
                "ENT_TYPE": _Column.of([token.ent_type_ for token in doc]),
                "LOWER": _Column.of([token.lower_ for token in doc]),
            },
        )

    def numbers(self, name: str, table: Mapping[str, int]) -> Array:
        column = self.columns[name]
        known = list(map(table.get, column.words, repeat(0)))
        found: Array = np.array(known, np.int64)[column.at]
        return found

    def has(self, name: str, wanted: Container[str]) -> Array:
        column = self.columns[name]
        found: Array = np.array([word in wanted for word in column.words], bool)[column.at]
        return found


def _kin(columns: _Columns) -> tuple[Array, Array]:
    """Index of each token's subject and of its complement; its own index where it has none."""
    size = len(columns.head)
    subject, complement = np.arange(size), np.arange(size)
    at = np.flatnonzero(columns.has("DEP", _SUBJECTS))
    subject[columns.head[at]] = at
    clauses, objects = columns.has("DEP", _CLAUSES), columns.has("DEP", _OBJECTS)
    for i in np.flatnonzero(clauses | objects).tolist():
        above = columns.head[i]
        if clauses[i] or complement[above] == above:
            complement[above] = i
    return subject, complement


def _flags(
    columns: _Columns,
    drafts: Mapping[int, Draft],
    cues: Mapping[int, Cue],
    quotes: Quotes,
    quote: Array,
) -> Array:
    flags = np.zeros((len(quote), FLAGS), np.float32)
    flags[:, 0] = quote >= 0
    flags[:, 1] = np.array([*(item.sentence_like for item in quotes.items), False])[quote]
    for i, cue in cues.items():
        flags[i, 2] = 1.0
        flags[i, 3 + _KINDS.index(cue.rule.kind)] = 1.0
        flags[i, 6] = bool(cue.tail)
    for i, made in drafts.items():
        flags[i, 7] = made.weight
        flags[i, 8 + _FRAMES.index("clause" if made.frame == "reported" else made.frame)] = 1.0
        flags[i, 16] = made.source is not None
        flags[i, 17] = any(quotes.touching(span) for span in made.content)
    flags[:, 18] = columns.has("ENT_TYPE", _NAMES)
    flags[:, 19] = columns.has("ENT_TYPE", {"PERSON"})
    negated, passive = columns.has("DEP", {"neg"}), columns.has("DEP", {"auxpass"})
    modal = columns.has("DEP", {"aux"}) & columns.has("TAG", {"MD"})
    for column, kind in ((20, negated), (21, modal), (22, passive)):
        flags[columns.head[kind], column] = 1.0
    return flags


def window(text: TextFeatures, cue: int, made: Draft | None, quotes: Quotes) -> Window:
    """The tokens of the cue's paragraph within reach, and how each stands to the cue."""
    all_ = windows(text, [cue], [made], quotes)
    return Window(
        low=int(all_.lows[0]),
        high=int(all_.lows[0]) + len(all_.at),
        distance=all_.distance,
        branch=all_.branch,
        height=all_.height,
        marks=all_.marks,
    )


def windows(
    text: TextFeatures, heads: Sequence[int], drafts: Sequence[Draft | None], quotes: Quotes
) -> Windows:
    """The windows of several cues in one go: numpy's cost is by the call."""
    cues = np.array(heads, np.int64)
    starts = np.searchsorted(text.paragraph, text.paragraph[cues])
    ends = np.searchsorted(text.paragraph, text.paragraph[cues], side="right")
    lows, highs = np.maximum(starts, cues - REACH), np.minimum(ends, cues + REACH + 1)
    sizes = highs - lows
    cuts = np.concatenate([[0], np.cumsum(sizes)])
    row = np.repeat(np.arange(len(cues)), sizes)
    at = np.arange(len(row)) - cuts[row] + lows[row]
    branch, height = _paths(text, cues, (starts, int((ends - starts).max(initial=0))), row, at)
    return Windows(
        cues=cues,
        lows=lows,
        cuts=cuts,
        at=at,
        row=row,
        distance=_BUCKETS[at - cues[row] + REACH],
        branch=branch,
        height=height,
        marks=_marks(text, cues[row], at, cuts, drafts, quotes),
    )


def _bucket(gap: Array) -> Array:
    """Near distances one by one, far ones in doubling steps, with their sign."""
    size = np.abs(gap)
    far = 4 + np.floor(2 * np.log2(np.maximum(size, 4) / 4)).astype(np.int64)
    signed: Array = np.sign(gap) * np.where(size <= 4, size, far)
    return signed


_BUCKETS = np.clip(_bucket(np.arange(-REACH, REACH + 1)), -12, 12) + 12


def _paths(
    text: TextFeatures, cues: Array, inside: tuple[Array, int], row: Array, at: Array
) -> tuple[Array, Array]:
    """For each token: by which branch of which ancestor of its cue it hangs, and how deep.

    ``inside`` is where the paragraph of each cue begins, and the length of the longest: no tree leaves its
    paragraph, and a table as wide as the text would grow with its square.
    """
    first, widest = inside
    chain = [cues]
    for _ in range(4):
        chain.append(text.head[chain[-1]])
    rank = np.full((len(cues), widest), -1, np.int64)
    for place in range(4, -1, -1):  # a root is its own head: the first place in the chain counts
        rank[np.arange(len(cues)), chain[place] - first] = place
    first = first[row]
    here, branch, depth = at.copy(), at.copy(), np.zeros(len(at), np.int64)
    climbing = np.flatnonzero((rank[row, here - first] < 0) & (text.head[here] != here))
    for _ in range(14):
        if not len(climbing):
            break
        branch[climbing] = here[climbing]
        depth[climbing] += 1
        above = here[climbing] = text.head[here[climbing]]
        climbing = climbing[(rank[row[climbing], above - first[climbing]] < 0) & (text.head[above] != above)]
    step = rank[row, here - first]
    step = np.where(step < 0, 5, step)
    return step * 64 + np.where(depth > 0, text.dep[branch], 0), np.minimum(depth, 4)


def _marks(
    text: TextFeatures,
    cues: Array,
    at: Array,
    cuts: Array,
    drafts: Sequence[Draft | None],
    quotes: Quotes,
) -> Array:
    marks = np.zeros((len(at), MARKS), np.float32)
    starts = text.starts[at]
    marks[:, 0] = at == cues
    marks[:, 1] = text.sentence[at] == text.sentence[cues]
    marks[:, 2] = (text.quote[at] >= 0) & (text.quote[at] == text.quote[cues])
    for number, made in enumerate(drafts):
        if made is None:
            continue
        low, high = int(cuts[number]), int(cuts[number + 1])
        own, here = marks[low:high], starts[low:high]
        _mark(own[:, 3], here, made.content)
        _mark(own[:, 4], here, (made.source_span,) if made.source_span else ())
        _mark(own[:, 5], here, (made.cue_span,))
        _mark(own[:, 6], here, [q.span for span in made.content for q in quotes.touching(span)])
        own[:, 7] = 1.0
    return marks


def _mark(column: Array, starts: Array, spans: tuple[Span, ...] | list[Span]) -> None:
    """Set to 1 where a token begins inside one of the spans; the starts are in order."""
    for low, high in spans:
        first, last = starts.searchsorted((low, high)).tolist()
        column[first:last] = 1.0
