"""Charges told first and called untrue behind: "That a boat had crossed was, in his words, a lie"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.references import Reference
from deedwatch.reading.matters.stances.tellers import in_whose_words
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import Statement

__all__ = ["called_untrue"]

_UNTRUE = words_for("matters: calling it untrue")
_SHAPE = re.compile(r"That (?P<charge>\w[^.;:?\"“]{8,}?) (?:was|is)\b(?P<said>[^.;?]*)")
_NO = re.compile(r"\b(?:not|never)\b|n['’]t\b")


def called_untrue(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """The denials of what a sentence opens with, in the words of whoever is told to say so."""
    for start, end in parse.sentences if "That " in parse.text else ():
        found = _SHAPE.match(parse.text, start, end) if parse.text.startswith("That ", start) else None
        if (
            found is None
            or _NO.search(found["said"])
            or not _UNTRUE & {*re.findall(r"\w+", found["said"].lower())}
        ):
            continue
        told = speaker_at(found.end() - 1, statements) or speaker_at(start, statements)
        sentence = parse.doc.char_span(start, end, alignment_mode="expand") or ()
        actor = in_whose_words(sentence, cast) or (told.speaker if told else None)
        span = found.span("charge")
        if actor is not None:
            yield Take(
                actor=actor, at=span[0], kinds=("accusation",), stance="denies",
                reference=Reference(
                    kinds=("accusation",), span=span, content=words(found["charge"]), clause=True
                ),
                statement=told.id if told else None, span=span,
            )  # fmt: skip
