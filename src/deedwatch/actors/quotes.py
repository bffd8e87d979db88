"""Who says "I": a first guess at the speaker of each quotation, before the statements are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.scene import is_saying
from deedwatch.language.doers import acting_subject

if TYPE_CHECKING:
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Doc, Parse, Token
    from deedwatch.records import Span

__all__ = ["cast_first_person"]

_MARKS = re.compile('[“„«”»"]')
_OPEN, _CLOSE = {"“", "„", "«"}, {"”", "»"}
_SINGULAR = {"i", "me", "my", "mine", "myself"}
_PLURAL = {"we", "us", "our", "ours", "ourselves"}


def _quoted_spans(parse: Parse) -> tuple[Span, ...]:
    """The stretches between quotation marks, each inside one paragraph; an open one runs to its end."""
    spans: list[Span] = []
    text = parse.text
    for start, end in parse.paragraphs:
        opened: int | None = None
        for mark in _MARKS.finditer(text, start, end):
            at, char = mark.start(), mark.group()
            if char in _OPEN or (char == '"' and opened is None):
                opened = at if opened is None else opened
            elif opened is not None and (char in _CLOSE or char == '"'):
                spans.append((opened, at + 1))
                opened = None
        if opened is not None:
            spans.append((opened, end))
    return tuple(spans)


def cast_first_person(scene: Scene) -> None:
    """Let "I" and "we" inside each quotation stand for the one who seems to say it."""
    doc = scene.parse.doc
    spans = _quoted_spans(scene.parse)
    first = [token for token in doc if token.tag_ in {"PRP", "PRP$"} and token.lower_ in _SINGULAR | _PLURAL]
    before: str | None = None
    for span in spans:
        speaker = _speaker(scene, doc, span) or before
        before = speaker
        if speaker is None:
            continue
        for token in first:
            if span[0] <= token.idx < span[1] and token.i not in scene.by_head:
                scene.mention(scene.drafts[speaker], token.i, token.i + 1, token.i, "pronoun")


def _speaker(scene: Scene, doc: Doc, span: Span) -> str | None:
    """The subject of the verb of saying nearest to the quotation, in its paragraph and outside it."""
    parse = scene.parse
    start, end = parse.paragraphs[parse.paragraph_of(span[0])]
    nearest: tuple[int, str] | None = None
    for token in doc.char_span(start, end, alignment_mode="expand") or ():
        if span[0] <= token.idx < span[1] or not is_saying(token) or token.pos_ != "VERB":
            continue
        subject = acting_subject(token)
        key = _key(scene, subject, span) if subject is not None else None
        distance = min(abs(token.idx - span[0]), abs(token.idx - span[1]))
        if key is not None and (nearest is None or distance < nearest[0]):
            nearest = (distance, key)
    return nearest[1] if nearest is not None else None


def _key(scene: Scene, subject: Token, span: Span) -> str | None:
    if span[0] <= subject.idx < span[1]:
        return None
    return scene.by_head.get(subject.i)
