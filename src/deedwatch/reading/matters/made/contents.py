"""Which words of a statement are the matter: the sentence that does the act, with what spells it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import any_of
from deedwatch.reading.matters.clauses import clause_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["acting", "by_sentences", "content_of", "deed_asked", "without_remark"]

_REMARKS = any_of("matters: a reporter's remark")
_REMARK = re.compile(rf", (?:in|with) (?:an?|the|its|his|her|their) [^,]*\b(?:{_REMARKS})\b[^,]*$")
_THAT = re.compile(r"that (?=\w+ \w+)")
_LEAST = 2  # words before a deed: "Mali to"
_BOTH = re.compile(r"\b(?:both|two|each|all)\b", re.IGNORECASE)

_DOING = {
    "demand": re.compile(rf"\b(?:{any_of('matters: demanding, in a sentence')})\b", re.IGNORECASE),
    "promise": re.compile(rf"\b(?:{any_of('matters: promising, in a sentence')})\b", re.IGNORECASE),
    "proposal": re.compile(rf"\b(?:{any_of('matters: proposing, in a sentence')})\b", re.IGNORECASE),
    "accusation": re.compile(r"\w"),
    "prediction": re.compile(rf"\b(?:{any_of('matters: foretelling, in a sentence')})\b", re.IGNORECASE),
}  # where a statement runs over sentences, the one with such a word is the matter
_SAYS = re.compile(rf"\b(?:{any_of('matters: saying, behind a colon')})\b")


def acting(parse: Parse, statement: Statement, kind: MatterKind) -> Statement:
    """The statement cut to the sentence that makes a matter of the kind, where it runs over several."""
    if len(statement.content) != 1 or len(_by_sentence(parse, statement.content[0])) < 2:
        return statement
    return replace(statement, content=(content_of(parse, statement, kind),))


def by_sentences(parse: Parse, statement: Statement) -> Iterator[Statement]:
    """The statement, sentence by sentence, where it runs over several, as the answers of a talk do."""
    told: dict[int, list[Span]] = {}
    for part in (part for span in statement.content for part in _by_sentence(parse, span)):
        told.setdefault(parse.sentence_of(part[0]), []).append(part)
    if len(told) == 1:
        yield statement
        return
    for parts in told.values():
        yield replace(statement, content=tuple(parts))


def content_of(parse: Parse, statement: Statement, kind: MatterKind) -> Span:
    """One span: the part that does the act, else the longest, widened to neighbours in the sentence."""
    spans = [part for span in statement.content for part in _by_sentence(parse, span)]
    acting = [s for s in spans if _DOING[kind].search(parse.text[s[0] : s[1]])] if len(spans) > 1 else spans
    lead = max(acting or spans, key=lambda span: span[1] - span[0])
    for span in spans:
        near = parse.sentence_of(span[0]) == parse.sentence_of(lead[0])
        gap = parse.text[min(span[1], lead[1]) : max(span[0], lead[0])]
        if span != lead and near and len(gap) <= 3:
            lead = (min(span[0], lead[0]), max(span[1], lead[1]))
    opening = _THAT.match(parse.text, *lead)
    lead = _before_semicolon(parse, lead)
    return _through_colon(parse, lead if opening is None else (opening.end(), lead[1]))


def _before_semicolon(parse: Parse, span: Span) -> Span:
    """The words without who says so next: of "the release of the crew; its envoy" (said so) the release."""
    at = parse.text.find(";", *span)
    behind = None if at < 0 else parse.doc.char_span(at + 1, span[1], alignment_mode="expand")
    outside = behind is not None and any(
        token.dep_ == "nsubj" and not span[0] <= token.head.idx < span[1] for token in behind
    )
    return (span[0], at) if outside else span


def _by_sentence(parse: Parse, span: Span) -> list[Span]:
    """The span cut at the ends of sentences."""
    first, last = parse.sentence_of(span[0]), parse.sentence_of(max(span[0], span[1] - 1))
    cuts = [parse.sentences[number] for number in range(first, last + 1)]
    parts = [(max(span[0], start), min(span[1], end)) for start, end in cuts]
    return [part for part in parts if part[0] < part[1]]


def _through_colon(parse: Parse, span: Span) -> Span:
    """What stands behind a colon spells the content out: "that they exchange land: the hill for ..."."""
    end = parse.sentences[parse.sentence_of(span[0])][1]
    rest = parse.text[span[1] : end]
    if not rest.startswith(":") or '"' in rest or "“" in rest or _SAYS.search(rest):
        return span  # "blamed each other: the mayor said ..." goes on to what each says
    return (span[0], span[1] + len(rest.rstrip(" .!\n")))


def deed_asked(cue: Token | None, words: TokenSpan) -> Span | None:
    """What is asked, without of whom: of "Mali on Monday to open the road" the words behind "to".

    None where the words begin with the deed, or ask it of both sides, as only they tell.
    """
    deeds = () if cue is None else (c for c in cue.children if c.dep_ == "xcomp" and c in words)
    deed = next((c for c in deeds if any(part.tag_ == "TO" for part in c.children)), None)
    if deed is None:
        return None
    start, end = clause_span(deed)
    before = words.doc.text[words.start_char : start]
    if start <= words.start_char or len(before.split()) < _LEAST or _BOTH.search(before):
        return None
    return (start, min(end, words.end_char))


def without_remark(text: str, span: Span) -> Span:
    """The words without what the reporter adds on how they were said (", in the sharpest words yet")."""
    found = _REMARK.search(text[span[0] : span[1]])
    return span if found is None else (span[0], span[0] + found.start())
