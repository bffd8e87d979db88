"""To whom a statement was made, or of whom it asks, accuses or praises."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.records import Act

__all__ = ["addressees_of"]

_CALLING_ON = words_for("statements: calling on")
_TOLD = words_for("statements: told")
_ASKING = {"demand", "request", "accuse", "threaten", "praise", "reject"}
_TOWARDS = {"to", "upon", "with", "against", "from"}
_ISSUED = words_for("actors: issued")
_WRITING = words_for("actors: writing")
_NEAR = 3  # sentences
_OBJECTS = {"dobj", "dative", "pobj"}


def addressees_of(made: Draft, parse: Parse, cast: Cast, act: Act) -> tuple[str, ...]:
    """The actors whom the cue's grammar, or the words said, name as the other side."""
    found: list[str] = []
    for token in (
        *_of_letter(made, parse),
        *_of_cue(made, parse),
        *(_of_words(made, parse) if act in _ASKING else ()),
    ):
        if any(start <= token.idx < end for start, end in made.content) and act not in _ASKING:
            continue
        found.extend(cast.parties(token))
        if found:
            break
    return tuple(dict.fromkeys(found))


def _of_letter(made: Draft, parse: Parse) -> Iterator[Token]:
    """To whom the letter went that speaks: "wrote to the rector. ... the letter says"."""
    source = None if made.source is None else parse.doc[made.source]
    if source is None or source.lower_ not in _ISSUED:
        return
    last = parse.sentence_of(source.idx)
    start = parse.sentences[max(0, last - _NEAR)][0]
    near = reversed(parse.doc[bisect_left(parse.doc.starts, start) : source.i])
    sent = (word for word in near if word.lemma_ in _WRITING and word.pos_ == "VERB")
    for word in (source, *sent):
        ties = [child for child in word.rights if child.dep_ in {"prep", "dative"} and child.lower_ == "to"]
        yield from (thing for tie in ties for thing in tie.children if thing.dep_ == "pobj")


def _of_cue(made: Draft, parse: Parse) -> Iterator[Token]:
    """Whom the cue takes as its object: told whom, urged whom, accused whom, called on whom."""
    cue = parse.doc[made.cue.head]
    for child in cue.rights:
        if child.dep_ in {"dobj", "dative"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            if (
                cue.lemma_ in _TOLD
                or made.frame in {"infinitive", "charge", "naming"}
                or made.cue.rule.act in {"accuse", "praise"}
            ):
                yield child
        elif child.lower_ in _TOWARDS or (child.lower_ == "on" and cue.lemma_ in _CALLING_ON):
            yield from (
                inner
                for inner in child.children
                if inner.dep_ == "pobj" and inner.pos_ in {"NOUN", "PROPN", "PRON"}
            )
        elif child.dep_ in {"ccomp", "xcomp"} and made.frame == "infinitive":
            yield from (inner for inner in child.children if inner.dep_ in {"nsubj", "nsubjpass"})


def _of_words(made: Draft, parse: Parse) -> Iterator[Token]:
    """Who does, in the words said, what is asked, blamed or praised."""
    for start, end in made.content:
        span = parse.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ not in {"relcl", "acl", "advcl"}:
                yield token
        yield from (token for token in span if token.dep_ in _OBJECTS and token.pos_ in {"PROPN", "PRON"})
        root = span.root
        yield root
        yield from (child for child in root.children if child.dep_ == "poss")
