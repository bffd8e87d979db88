"""Evidence for or against a charge: what a party says it has stays its claim, apart from what is shown.

- claimed: a statement tells of it ("photographs of two camps, she said"), whoever speaks
- shown: the report tells in its own voice that it was handed over or shown, or what it shows

Each goes to the nearest charge of the side that brings it forward, else to the nearest charge against that
side. What nobody has ("no evidence") and what is only asked for is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.demonyms import state_words
from deedwatch.language.closed import NO
from deedwatch.language.doers import is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, subtree_span
from deedwatch.reading.matters.drafts import same_land, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.take import speaker_at
from deedwatch.records import Evidence

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.drafts import Draft
    from deedwatch.records import Span, Statement

__all__ = ["with_evidence"]

_THINGS = words_for("matters: evidence")
_HOLDING = words_for("matters: having evidence")
_SHOWING = words_for("matters: showing evidence")
_UNTOLD = NO | {"any", "what", "which"}
_NEAR = 6  # sentences


def with_evidence(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """The drafts, each charge with the evidence that the report tells of."""
    known = list(drafts)
    if not any(draft.kind == "accusation" for draft in known):
        return drafts
    for token in parse.doc:
        found = _evidence(token, cast, statements) if token.lemma_ in _THINGS else None
        number = None if found is None else _charge(parse, cast, known, found)
        if found is not None and number is not None:
            known[number] = replace(known[number], evidence=(*known[number].evidence, found))
    return tuple(known)


def _evidence(thing: Token, cast: Cast, statements: tuple[Statement, ...]) -> Evidence | None:
    """What the phrase brings forward; None where nobody has it, or it is only wished for."""
    if thing.pos_ not in {"NOUN", "PROPN"} or any(child.lower_ in _UNTOLD for child in thing.children):
        return None
    verb = _governor(thing)
    if verb is None:
        return None
    mood = mood_of(verb, thing)
    told = speaker_at(verb.idx, statements)
    span = _words(thing, cast)
    if mood.negated or mood.unreal or (told is not None and told.act in {"demand", "request", "deny"}):
        return None
    shows = verb.low_lemma_ in _SHOWING
    if told is not None:
        return Evidence(span=span, claimed=True, by=told.speaker, statement=told.id)
    subject = agent_of(verb)
    holder = None if subject is None or subject is thing else cast.who(subject)
    if not shows:  # "Norland has photographs": the report takes its word for it
        return None if holder is None else Evidence(span=span, claimed=True, by=holder)
    return Evidence(span=span, claimed=False, by=holder)


def _words(thing: Token, cast: Cast) -> Span:
    """The phrase, without a name before it that tells to whom it was given ("gave Lima photographs")."""
    start, end = subtree_span(thing)
    given = next(
        (
            c
            for c in thing.children
            if c.dep_ == "compound" and (cast.who(c) is not None or c.lower_ in state_words())
        ),
        None,
    )
    bare = given is not None and given.idx == start and not any(c.dep_ == "det" for c in thing.children)
    return (given.idx + len(given.text) + 1, end) if given is not None and bare else (start, end)


def _governor(thing: Token) -> Token | None:
    """The verb of having or showing that the phrase is the object, or the subject, of."""
    head = thing.head
    while (
        head.pos_ in {"NOUN", "ADP"}
        and head.dep_ in {"conj", "prep", "pobj", "dobj"}
        and head.head is not head
    ):
        head = head.head
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    lemma = head.low_lemma_
    active_subject = thing.dep_ == "nsubj" and not is_suffered(head)
    if lemma in _SHOWING:
        return head
    return head if lemma in _HOLDING and not active_subject else None


def _charge(parse: Parse, cast: Cast, drafts: list[Draft], found: Evidence) -> int | None:
    """The nearest charge of the side that brings it forward, else against it; of nobody's, the nearest."""
    place = parse.sentence_of(found.span[0])
    near = [
        (abs(parse.sentence_of(span[0]) - place), number)
        for number, draft in enumerate(drafts)
        for span in draft.spans()
        if draft.kind == "accusation" and abs(parse.sentence_of(span[0]) - place) <= _NEAR
    ]
    if found.by is not None:
        own = [fit for fit in near if same_side(cast, drafts[fit[1]].by, [found.by])]
        near = own or [fit for fit in near if same_land(cast, drafts[fit[1]].to, [found.by])]
    return min(near)[1] if near else None
