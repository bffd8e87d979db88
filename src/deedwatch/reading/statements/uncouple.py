"""Words given back: those of the next attribution ("said the vote was lost and urged calm"), and asides.

"Prices would fall, the minister said. “They will rise,” said the union": the quotation has its own cue.
"Reportedly, thousands stood before the court, which has ruled on it": the ruling is the reporter's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.statements.spans import trimmed

if TYPE_CHECKING:
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.records import Span

__all__ = ["uncoupled"]

_ENDING = re.compile(r"[.!?]\s*[\"“‘']?$")
_ADDING = {"which", "who"}
_FINITE = {"VBD", "VBZ", "VBP"}


def uncoupled(drafts: list[Draft], parse: Parse) -> list[Draft]:
    """The attributions, each cut before a coordinate cue that shares its source, hearsay before an aside."""
    return [
        _without_aside(made, parse)
        if made.cue.rule.pos == "adverb"
        else _without_next_quotation(_cut(made, drafts, parse), drafts, parse)
        for made in drafts
    ]


def _without_next_quotation(made: Draft, drafts: list[Draft], parse: Parse) -> Draft:
    """Without the quotation of a later sentence that is said by the cue behind it."""
    if len(made.content) < 2 or made.content[-1][0] < made.cue_span[1]:
        return made
    start, end = made.content[-1]
    if not _ENDING.search(parse.text, made.cue_span[1], start):
        return made
    others = (other for other in drafts if other.cue.head != made.cue.head and other.source != made.source)
    theirs = any(end <= other.cue_span[0] and (start, end) in other.content for other in others)
    return replace(made, content=made.content[:-1]) if theirs else made


def _without_aside(made: Draft, parse: Parse) -> Draft:
    """Hearsay without the clause that "which" or "who" adds after a comma."""
    start, end = made.content[-1]
    for token in parse.doc.char_span(start, end, alignment_mode="expand") or ():
        if token.lower_ in _ADDING and token.i and token.nbor(-1).text == ",":
            kept = trimmed(parse, (start, token.idx))
            return made if kept is None else replace(made, content=(*made.content[:-1], kept))
    return made


def _cut(made: Draft, drafts: list[Draft], parse: Parse) -> Draft:
    content = made.content
    for other in drafts:
        if other.source != made.source or other.cue.head == made.cue.head:
            continue
        if not _is_coordinate(made, other, parse):
            continue
        content = tuple(part for span in content for part in _before(span, other.cue_span[0], parse))
    return replace(made, content=content) if content and content != made.content else made


def _is_coordinate(made: Draft, other: Draft, parse: Parse) -> bool:
    """Whether the second cue follows "and" inside the first one's words, in its tense."""
    cue, second = parse.doc[made.cue.head], parse.doc[other.cue.head]
    if second.i < 2 or cue.tag_ != second.tag_ or second.tag_ not in _FINITE:
        return False
    if not any(start < other.cue_span[0] < end for start, end in made.content):
        return False
    before = next((t for t in (second.nbor(-1), second.nbor(-2)) if t.pos_ not in {"ADV", "AUX"}), second)
    return before.lower_ in {"and", "but"}


def _before(span: Span, offset: int, parse: Parse) -> list[Span]:
    if not span[0] < offset < span[1]:
        return [span] if span[0] < offset else []
    words = parse.doc.char_span(span[0], offset, alignment_mode="contract")
    last = next((t for t in reversed(list(words or ())) if t.lower_ in {"and", "but"}), None)
    kept = trimmed(parse, (span[0], offset if last is None else last.idx))
    return [] if kept is None else [kept]
