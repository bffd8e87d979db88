"""Speech that the layout attributes: dialogue labels, signed quotations, a colon before a paragraph.

PENCE: We will win this.            the label is the source, its colon the cue
“We will win this.” — Mike Pence    the signature is the source, its dash the cue
The ministry replied:               the paragraph after the colon is what was said
We have nothing to add.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.reading.statements.cues import Cue, layout_rule
from deedwatch.reading.statements.frames import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deedwatch.language import Parse
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.records import Span

__all__ = ["find_blocks"]

_NAME = r"[A-Z][\w.’'-]*"
_LABEL = re.compile(rf"((?:{_NAME})(?: (?:{_NAME}|of|de|al)){{0,4}}(?: \([^)]{{1,40}}\))?)\s?:\s+(?=\S)")
_SIGNATURE = re.compile(
    rf"\s*(—|–|―|--|-|~)\s?({_NAME}(?: (?:{_NAME}|of|de|al|bin|van|von)){{0,4}})(?=[,.(\n]|\s*$)",
    re.MULTILINE,
)
_ENDS = {".", "!", "?", "…", ","}
_LEAST = 3  # words of a turn in a dialogue


def find_blocks(parse: Parse, drafts: Mapping[int, Draft], quotes: Quotes) -> dict[int, Draft]:
    """The attributions that the layout alone makes, by the token of their cue."""
    found = {draft.cue.head: draft for draft in _dialogue(parse)}
    for draft in (*_signed(parse, quotes), *_labelled(parse, quotes)):
        found.setdefault(draft.cue.head, draft)
    return {head: draft for head, draft in found.items() if head not in drafts or not drafts[head].content}


def _dialogue(parse: Parse) -> Iterator[Draft]:
    """Turns of a dialogue, where at least two paragraphs carry labels."""
    turns = [
        (match, span)
        for span in parse.paragraphs
        if (match := _LABEL.match(parse.text, *span))
        and len(parse.text[match.end() : span[1]].split()) >= _LEAST
    ]
    names = [match.group(1) for match, _ in turns]
    capitals = sum(name.isupper() for name in names)
    if len(turns) < 2 or (capitals < 2 and len(set(names)) > len(names) / 2):
        return
    for match, span in turns:
        if names.count(match.group(1)) > 1 or match.group(1).isupper():
            colon = parse.text.index(":", match.end(1))
            yield from _made(parse, (colon, colon + 1), match.span(1), (match.end(), span[1]))


def _signed(parse: Parse, quotes: Quotes) -> Iterator[Draft]:
    """Quotations with a dash and a name after them."""
    for quote in quotes.items:
        match = _SIGNATURE.match(parse.text, quote.span[1])
        ended = (
            parse.text[slice(*quote.inner)].rstrip()[-1:] in _ENDS
        )  # the title of a source has no end mark
        if match and quote.sentence_like and ended:
            yield from _made(parse, match.span(1), match.span(2), quote.inner)


def _labelled(parse: Parse, quotes: Quotes) -> Iterator[Draft]:
    """Quotations after a name and a colon, as in `Mayor Ines Costa: “The bridge stays shut.”`."""
    for quote in quotes.items:
        start = parse.paragraphs[quote.paragraph][0]
        match = _LABEL.match(parse.text, start, quote.span[0] + 1)
        ended = parse.text[slice(*quote.inner)].rstrip()[-1:] in _ENDS
        if match and match.end() == quote.span[0] and quote.sentence_like and ended:
            colon = parse.text.index(":", match.end(1))
            yield from _made(parse, (colon, colon + 1), match.span(1), quote.inner)


def _made(parse: Parse, cue: Span, source: Span, content: Span) -> Iterator[Draft]:
    mark = parse.doc.char_span(*cue, alignment_mode="expand")
    name = parse.doc.char_span(*source, alignment_mode="expand")
    if mark is None or name is None:
        return
    yield Draft(
        cue=Cue(head=mark[0].i, tail=(), rule=layout_rule()),
        cue_span=cue,
        frame="clause",
        content=(content,),
        source=name.root.i,
        source_span=source,
        weight=layout_rule().weight,
    )
