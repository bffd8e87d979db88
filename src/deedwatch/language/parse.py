"""Text in, ``Parse`` out: tokens, tags, heads and names, with lemmas from one shared table."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deedwatch.language.engine import load_engine
from deedwatch.language.join import join
from deedwatch.language.names import find_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc as SpacyDoc

    from deedwatch.language.tokens import Doc, Name
    from deedwatch.records import Span

__all__ = ["Parse", "dateline_end", "parse", "parse_many"]

_PARAGRAPH = re.compile(r"[^\n]*\n*")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+[ ,]+){1,4}(?:[A-Z][A-Za-z.]+,? ){0,2}(?:\([^)\n]{1,30}\) )?"
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})? )?"
    r"(?:\([^)\n]{1,30}\) )?(?:—|–|--|-) "
)
_AT_ONCE = 64  # chunks: of more, the tables outgrow the processor's cache
_LONGEST = 20_000  # characters a chunk: the parser's memory grows with the length of its input


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A parsed text.

    ``doc`` is the list of tokens, with character offsets into ``text``; ``paragraphs`` are character
    spans without their line ends and the blanks before them; ``sentences`` are character spans.
    """

    text: str
    doc: Doc
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds the offset (the one before it, between two)."""
        at = bisect_right(self.paragraphs, (offset, sys.maxsize))
        return at - 1 if at else 0

    def sentence_of(self, offset: int) -> int:
        """Index of the sentence that holds the offset (the one before it, between two)."""
        at = bisect_right(self.sentences, (offset, sys.maxsize))
        return at - 1 if at else 0

    def stretch(self, first: int, last: int) -> Span:
        """The offsets (from, to before) whose ``sentence_of`` is from the first to the last index."""
        start = self.sentences[min(first, len(self.sentences) - 1)][0] if first > 0 else 0
        end = self.sentences[max(0, last + 1)][0] if last + 1 < len(self.sentences) else sys.maxsize
        return (start, end)


def parse(text: str) -> Parse:
    """The parse of one text.

    >>> [token.text for token in parse("Iran denied it.").doc]
    ['Iran', 'denied', 'it', '.']
    """
    return next(parse_many([text]))


def dateline_end(paragraph: str) -> int:
    """Where the dateline at the head of a paragraph ends; 0 for none.

    >>> dateline_end("LIMA, Peru (Wire) - Rain fell.")
    20
    """
    found = _DATELINE.match(paragraph)
    return found.end() if found is not None else 0


def parse_many(texts: Iterable[str]) -> Iterator[Parse]:
    """The parses of many texts, in order, one at a time so that memory stays flat."""
    nlp = load_engine()
    for text in texts:
        chunks = list(_chunks(text))
        docs = list(nlp.pipe(chunks, batch_size=_AT_ONCE, disable=["ner"]))
        parts = (docs[start : start + _AT_ONCE] for start in range(0, len(docs), _AT_ONCE))
        names = [found for part in parts for found in find_names(nlp.get_pipe("ner"), part)]
        yield _joined(text, docs, names)


def _chunks(text: str) -> Iterator[str]:
    for match in _PARAGRAPH.finditer(text):
        paragraph = match.group()
        begin = dateline_end(paragraph)
        if begin:  # parsed with the sentence it would be taken for its subject
            yield paragraph[:begin]
            paragraph = paragraph[begin:]
        for start in range(0, len(paragraph), _LONGEST):
            yield paragraph[start : start + _LONGEST]


def _joined(text: str, parts: Sequence[SpacyDoc], names: Sequence[Sequence[Name]]) -> Parse:
    doc = join(text, parts, names)
    paragraphs = (match.span() for match in re.finditer(r"[^\n]*\S", text))
    sentences = ((sent.start_char, sent.end_char) for sent in doc.sents if sent.text.strip())
    return Parse(text=text, doc=doc, paragraphs=tuple(paragraphs), sentences=tuple(sentences))
