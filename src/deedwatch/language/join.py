"""The parsed parts of one text made one document of our own tokens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from deedwatch.language.engine import coarse_pos, lemma_of, load_engine
from deedwatch.language.fronted import part_fronted
from deedwatch.language.main_verb import free_main_verbs
from deedwatch.language.tokens import Doc, Name, Token, TokenSpan
from deedwatch.language.told_last import free_tellers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc as SpacyDoc

__all__ = ["join"]

_FIELDS: list[int | str] = ["ORTH", "TAG", "DEP", "HEAD", "SPACY"]
_EMPTY = np.zeros((0, len(_FIELDS)), np.uint64)
_WIDTH = 96  # of the pipeline's vectors
_MANY = 200_000  # different words kept; a long run over odd texts then starts anew
_ROUNDS = 12  # over a tree whose branches cross; spaCy stops there too


def join(text: str, parts: Sequence[SpacyDoc], names: Sequence[Sequence[Name]]) -> Doc:
    """One document of the parsed parts of a text and the names found in each, in order.

    Raises ``AssertionError`` where the parts are not the whole text.
    """
    rows = np.concatenate([_EMPTY, *(part.to_array(_FIELDS).reshape(-1, len(_FIELDS)) for part in parts)])
    orths, tags, deps, _, spaces = rows.T.tolist()
    steps: list[int] = rows[:, 3].astype(np.int64).tolist()
    tensor = np.vstack([part.tensor for part in parts]) if parts else np.zeros((0, _WIDTH), np.float32)
    doc = Doc(text, [Token() for _ in orths], tensor)
    _fill_words(doc, orths, spaces)
    _fill_grammar(doc, tags, deps)
    heads = [i + step for i, step in enumerate(steps)]
    part_fronted(doc, heads)
    free_main_verbs(doc, heads)
    free_tellers(doc, heads)
    _fill_kin(doc, heads)
    _fill_edges(doc, heads)
    _fill_names(doc, parts, names)
    return doc


class _Word(NamedTuple):
    """What is so of a word wherever it stands."""

    text: str
    lower: str
    is_plain: bool
    is_punct: bool
    is_space: bool


@cache
def _words() -> dict[int, _Word]:
    return {}


def _word(orth: int) -> _Word:
    lexeme = load_engine().vocab[orth]
    low = lexeme.lower_
    is_plain = low.isascii() and low.isalnum()
    word = _Word(lexeme.text, low, is_plain, lexeme.is_punct, lexeme.is_space)
    known = _words()
    if len(known) >= _MANY:
        known.clear()
    known[orth] = word
    return word


def _fill_words(doc: Doc, orths: list[int], spaces: list[int]) -> None:
    known, offset = _words(), 0
    for i, token in enumerate(doc):
        word = known.get(orths[i]) or _word(orths[i])
        token.doc, token.i, token.idx = doc, i, offset
        token.text, token.lower_, token.is_plain, token.is_punct, token.is_space = word
        offset += len(word.text)
        token.end = offset
        token.whitespace_ = " " if spaces[i] else ""
        offset += spaces[i]
    if "".join([token.text + token.whitespace_ for token in doc]) != doc.text:
        raise AssertionError("the joined parse must have the text's own offsets")


@cache
def _grammar() -> dict[tuple[int, int], tuple[str, str, str]]:
    return {}


def _fill_grammar(doc: Doc, tags: list[int], deps: list[int]) -> None:
    """Tag, label, part of speech and lemma; each pair of tag and label is looked up once a process."""
    known = _grammar()
    for token, tag, dep in zip(doc, tags, deps, strict=True):
        found = known.get((tag, dep))
        if found is None:
            strings = load_engine().vocab.strings
            names = strings[tag], strings[dep]
            found = known[tag, dep] = (*names, coarse_pos(*names))
        token.tag_, token.dep_, token.pos_ = found
        token.lemma_ = lemma_of(token.text, token.pos_)
        token.low_lemma_ = token.lower_ if token.pos_ == "PROPN" else token.lemma_


def _fill_kin(doc: Doc, heads: list[int]) -> None:
    """Heads and children."""
    lefts: list[list[Token]] = [[] for _ in doc]
    rights: list[list[Token]] = [[] for _ in doc]
    for i, (token, head) in enumerate(zip(doc, heads, strict=True)):
        token.head = doc[head]
        token._subtree = token._conjuncts = None  # noqa: SLF001 - its maker
        if head > i:
            lefts[head].append(token)
        elif head < i:
            rights[head].append(token)
    for token, before, after in zip(doc, lefts, rights, strict=True):
        token.lefts, token.rights = tuple(before), tuple(after)
        token.children = token.lefts + token.rights


def _fill_edges(doc: Doc, heads: list[int]) -> None:
    """The edges of each subtree, and the sentences: a sentence begins at the left edge of a root."""
    size = len(heads)
    left, right = list(range(size)), list(range(size))
    for _ in range(_ROUNDS):
        _widen(heads, left, right)
        starts = sorted({left[i] for i, head in enumerate(heads) if head == i} | {0})
        if _is_whole(heads, starts):
            break
    for token, low, high in zip(doc, left, right, strict=True):
        token.left_edge, token.right_edge = doc[low], doc[high]
    ends = [*starts[1:], size]
    doc.sents = tuple(TokenSpan(doc, start, end) for start, end in zip(starts, ends, strict=True) if size)
    for sentence in doc.sents:
        for token in sentence:
            token.sent = sentence


def _widen(heads: list[int], left: list[int], right: list[int]) -> None:
    """One walk there and back (``spacy/tokens/doc.pyx``, ``_set_lr_kids_and_edges``)."""
    for order in (range(len(heads)), range(len(heads) - 1, -1, -1)):
        for i in order:
            head = heads[i]
            if left[i] < left[head]:  # noqa: PLR1730 - as often as there are words: no calls
                left[head] = left[i]
            if right[i] > right[head]:  # noqa: PLR1730
                right[head] = right[i]


def _is_whole(heads: list[int], starts: list[int]) -> bool:
    """Whether no head is outside the sentence of its token."""
    size = len(heads)
    for start, end in zip(starts, [*starts[1:], size], strict=True):
        if any(not start <= head < end for head in heads[start:end]):
            return False
    return True


def _fill_names(doc: Doc, parts: Sequence[SpacyDoc], names: Sequence[Sequence[Name]]) -> None:
    for token in doc:
        token.ent_type_, token.ent_iob_ = "", "O"
    found: list[Name] = []
    offset = 0
    for part, inside in zip(parts, names, strict=True):
        for name in inside:
            start, end = name.start + offset, name.end + offset
            found.append(Name(start, end, name.label_))
            for token in doc[start:end]:
                token.ent_type_, token.ent_iob_ = name.label_, "I"
            doc[start].ent_iob_ = "B"
        offset += len(part)
    doc.ents = tuple(found)
