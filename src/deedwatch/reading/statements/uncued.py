"""Quotations that no cue introduces: they are of whom the sentence before them tells.

The mayor was in no mood to yield. “This town will not pay.”    the mayor says so
Olga Brandt has sold bread here for thirty years.               the paragraph after hers is Olga's
“I have never seen the square so empty.”
He received the press. The wages? “Not before May.”             who is asked is told before the questions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.roles import is_given_name, role_of
from deedwatch.reading.statements.cues import Cue, uncued_rule
from deedwatch.reading.statements.frames import Draft
from deedwatch.reading.statements.sources import phrase_span
from deedwatch.text.holding import Spans

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.quotes import Quote, Quotes
    from deedwatch.records import Span

__all__ = ["uncued"]

_ENDS = {".", "!", "?", "…"}
_FURTHEST = 10  # sentences of a paragraph of questions and answers
_LEAST = 5  # words of such a quotation
_PERSONS = {"he", "she"}
_SPEAKING = {"person", "people"}


def uncued(parse: Parse, kept: list[Draft], quotes: Quotes) -> list[Draft]:
    """The attributions of whole quotations after a sentence that attributes nothing itself.

    Where it does, they are left alone: a later sentence in the marks of one that is cut short was the
    tagger's to take, and GUM loses .02 if all of them are added to the words of the cue before.
    """
    said = Spans(span for made in kept for span in made.content)
    found: list[Draft] = []
    for quote in quotes.items:
        taken = said.meet(quote.inner)
        asked = not taken and _is_asked_for(parse, quote)
        sentence = None
        if asked:
            sentence = _sentence_before_questions(parse, quote, quotes)
        elif not taken and quote.words >= _LEAST and _stands_alone(parse, quote):
            sentence = _sentence_before(parse, quote)
        cued = not asked and sentence and any(sentence[0] <= m.cue_span[0] < sentence[1] for m in kept)
        if sentence is None or cued:
            continue
        alone = _made(parse, quote, sentence)
        found.extend([] if alone is None else [alone])
    return found


def _stands_alone(parse: Parse, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own, with nothing but white space round it in its line."""
    words = parse.text[slice(*quote.inner)].rstrip()
    start, end = parse.paragraphs[quote.paragraph]
    lead, rest = parse.text[start : quote.span[0]].rstrip(), parse.text[quote.span[1] : end].lstrip()
    return (
        quote.closed
        and words[-1:] in _ENDS
        and (not lead or lead[-1] in _ENDS)
        and (not rest or rest[0].isupper())
    )


def _is_asked_for(parse: Parse, quote: Quote) -> bool:
    """Whether the reporter asks right before it: "And the wages? “Not before May.”"."""
    lead = parse.text[parse.paragraphs[quote.paragraph][0] : quote.span[0]].rstrip()
    return lead.endswith("?") and _stands_alone(parse, quote)


def _sentence_before_questions(parse: Parse, quote: Quote, quotes: Quotes) -> Span | None:
    """The sentence before the questions and answers of a paragraph, which tells who answers."""
    place = parse.sentence_of(quote.span[0] - 1)
    for start, end in reversed(parse.sentences[max(0, place - _FURTHEST) : place]):
        quoted = quotes.at(start) is not None or quotes.at(end - 1) is not None
        told = parse.text[start:end].rstrip()
        if not quoted and not told.endswith(("?", '"', "”")):
            return (start, end)
    return None


def _sentence_before(parse: Parse, quote: Quote) -> Span | None:
    """The sentence before a quotation, or the first of the paragraph before where it fills its own."""
    start, end = parse.paragraphs[quote.paragraph]
    lead = parse.text[start : quote.span[0]].rstrip()
    if lead:
        return parse.sentences[parse.sentence_of(start + len(lead) - 1)]
    if parse.text[quote.span[1] : end].strip() or not quote.paragraph:
        return None
    return parse.sentences[parse.sentence_of(parse.paragraphs[quote.paragraph - 1][0])]


def _made(parse: Parse, quote: Quote, sentence: Span) -> Draft | None:
    """A quotation as its own attribution, of the one person who is the subject of the sentence before."""
    mark = parse.doc.char_span(quote.span[0], quote.span[0] + 1, alignment_mode="expand")
    words = parse.doc.char_span(*sentence, alignment_mode="expand") or ()
    subjects = [word for word in words if word.dep_ in {"nsubj", "nsubjpass"} and word.head.dep_ == "ROOT"]
    if mark is None or len(subjects) != 1 or not _is_person(subjects[0]):
        return None
    return Draft(
        cue=Cue(head=mark[0].i, tail=(), rule=uncued_rule()),
        cue_span=(quote.span[0], quote.span[0] + 1),
        frame="quote",
        content=(quote.inner,),
        source=subjects[0].i,
        source_span=phrase_span(subjects[0]),
        weight=uncued_rule().weight,
    )


def _is_person(word: Token) -> bool:
    if word.ent_type_ == "PERSON" or word.lower_ in _PERSONS or is_given_name(word.left_edge.lower_):
        return True
    role = role_of(word.lower_)
    return role is not None and role.sort in _SPEAKING
