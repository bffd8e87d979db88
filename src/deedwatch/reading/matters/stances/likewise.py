"""Who does as another has just done: "So does Sudmark", "Sudmark did the same", "Nor will Sudmark".

The stance is that of the sentence before. Where that one asks for a thing, who does so too backs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.closed import WILL
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, first_match
from deedwatch.reading.matters.drafts import FIRST_PERSON, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.stances.siding import asks, second
from deedwatch.reading.matters.stances.tellers import is_told_by_another
from deedwatch.reading.matters.take import speaker_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Statement

__all__ = ["likewise"]

_DOING = WILL | {"do", "does", "did", "is", "are", "am", "has", "have", "had", "can"}
_REFUSING = frozenset({"nor", "neither"})
_SAME = tuple(words_for("matters: doing the same"))
_FIRST_WORDS = frozenset(pattern.split()[0] for pattern in _SAME)
_NEAR = 4  # tokens: "So, too, does Sudmark"
_TAKEN_UP = frozenset({"accepts", "supports", "rejects"})


def likewise(
    parse: Parse, cast: Cast, found: list[Take], statements: tuple[Statement, ...]
) -> Iterator[Take]:
    """The stances of those who do as another did in the same sentence or the one before."""
    for token in parse.doc:
        if token.lower_ in _REFUSING or token.lower_ == "so":
            verb, subject = _turned_round(token)
        elif token.low_lemma_ in _FIRST_WORDS and first_match(token, _SAME) is not None:
            verb, subject = token, agent_of(token)
        else:
            continue
        told = speaker_at(token.idx, statements)
        own = subject is not None and subject.lower_ in FIRST_PERSON
        who = told.speaker if own and told is not None else cast.who(subject) if subject is not None else None
        mood = None if verb is None or who is None else mood_of(verb)
        nor = token.lower_ in _REFUSING
        if verb is None or who is None or mood is None or mood.unreal or (mood.negated and not nor):
            continue
        take = _before(parse, cast, token, who, found) or _asked(parse, cast, token, verb, who, statements)
        if take is not None and (take.stance == "rejects" or not nor):
            yield replace(
                take, actor=who, at=token.idx, statement=None if told is None else told.id,
                told_by=told.speaker if told is not None and is_told_by_another(cast, who, told) else None,
                span=(token.idx, verb.idx + len(verb.text)),
            )  # fmt: skip


def _turned_round(mark: Token) -> tuple[Token | None, Token | None]:
    """Of "So, too, does Sudmark" the verb and its subject, which stands behind it."""
    head = mark.head
    verb = next((child for child in head.children if child.dep_ == "aux" and child.i > mark.i), head)
    if verb.lower_ not in _DOING or not mark.i < verb.i <= mark.i + _NEAR:
        return None, None
    if verb is not head:  # "and so does Sudmark" may hang on its subject
        return (verb, head) if head.i > verb.i and head.pos_ in {"NOUN", "PROPN", "PRON"} else (None, None)
    return verb, next((child for child in verb.children if child.dep_ == "nsubj" and child.i > verb.i), None)


def _before(parse: Parse, cast: Cast, mark: Token, who: str, found: list[Take]) -> Take | None:
    """The last stance of another in the same sentence or the one before."""
    place = parse.sentence_of(mark.idx)
    near = [
        take for take in found
        if take.at < mark.idx and 0 <= place - parse.sentence_of(take.at) <= 1
        and take.stance in _TAKEN_UP and take.actor is not None and not same_side(cast, [take.actor], [who])
    ]  # fmt: skip
    return max(near, key=lambda take: take.at, default=None)


def _asked(
    parse: Parse, cast: Cast, mark: Token, verb: Token, who: str, statements: tuple[Statement, ...]
) -> Take | None:
    """What another asks in the sentence before: "The Front wants the marines out." "So do we."."""
    place = parse.sentence_of(mark.idx)
    if place == 0 or verb.lemma_ != "do":
        return None
    words = parse.doc.char_span(*parse.sentences[place - 1], alignment_mode="contract")
    asking = None if words is None or not asks(words.root) else words.root
    subject = None if asking is None else agent_of(asking)
    maker = None if subject is None else cast.who(subject)
    if asking is None or maker is None or same_side(cast, [maker], [who]):
        return None
    return second(asking, who, cast, statements)
