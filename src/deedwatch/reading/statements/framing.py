"""Speakers who frame their own words: "“I think the talks will fail,” the envoy said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.statements.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes

__all__ = ["FIRST_PERSON", "framed"]

FIRST_PERSON = frozenset({"i", "we"})
_WEIGHT = 0.6  # GUM news gains .04, PolNeAR, which leaves most of them out, loses .01
_LEAD = 5  # words


def framed(parse: Parse, weighed: list[Draft], drafts: Mapping[int, Draft], quotes: Quotes) -> list[Draft]:
    """The attributions, with "I think ..." of a quotation as one of its own beside the speaker's.

    The tagger has learned from PolNeAR, which leaves them out, so that the grammar decides alone. Both
    have the same words: what is thought, without "I think" before it.
    """
    framings = {
        head: _to_the_end(parse, made, quotes)
        for head, made in drafts.items()
        if _is_framing(parse, made, quotes)
    }
    seen = {made.cue.head: made for made in weighed}
    kept = [_unframed(made, framings, parse) for made in weighed if made.cue.head not in framings]
    for head, made in framings.items():
        weight = max(_WEIGHT, seen[head].weight if head in seen else 0.0)
        kept.append(replace(made, weight=weight, confidence=seen[head].confidence if head in seen else None))
    return kept


def _is_framing(parse: Parse, made: Draft, quotes: Quotes) -> bool:
    """Whether somebody who is quoted says what they themselves think, believe, are sure of."""
    if made.source is None or not made.content or made.frame != "clause" or made.cue.rule.kind != "thought":
        return False
    cue = parse.doc[made.cue.head]
    if cue.pos_ == "ADJ" and cue.head.lemma_ != "be":  # "make sure that"
        return False
    quote = quotes.at(made.cue_span[0])
    if quote is None or not quote.sentence_like or made.content[0][0] < made.cue_span[1]:
        return False
    return parse.doc[made.source].lower_ in FIRST_PERSON


def _to_the_end(parse: Parse, made: Draft, quotes: Quotes) -> Draft:
    """What is thought, up to the end of the sentence where the framing opens it."""
    quote = quotes.at(made.cue_span[0])
    start, end = parse.sentences[parse.sentence_of(made.cue_span[0])]
    if quote is None or not _opens(parse, max(start, quote.inner[0]), made):
        return made
    whole = trimmed(parse, (made.content[0][0], min(end, quote.inner[1])))
    return made if whole is None else replace(made, content=(whole,))


def _opens(parse: Parse, start: int, made: Draft) -> bool:
    """Whether little but the framing stands before what is thought: "But I really think that"."""
    return start < made.content[0][0] and len(parse.text[start : made.content[0][0]].split()) <= _LEAD


def _unframed(made: Draft, framings: Mapping[int, Draft], parse: Parse) -> Draft:
    """An attribution without the framing that its words open with."""
    if not made.content:
        return made
    low, high = made.content[0]
    for inner in framings.values():
        start = inner.content[0][0]
        if low <= inner.cue_span[0] and start < high and _opens(parse, low, inner):
            return replace(made, content=((start, high), *made.content[1:]))
    return made
