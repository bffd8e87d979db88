"""Answers told by their topic: what is spoken of, in the reporter's words or a question, and a phrase.

"And the boats, do they go home?" "No."           the question is the topic
The transit camp pleased him. "Let them build it." the sentence before is
On the toll she was brief: "It stays."             the words around it are

Whose matter is meant is for who knows what was put to the speaker (the ledger over many reports); here each
stance that the words may take is kept, with the words that tell the topic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from deedwatch.actors.kinds import PARTY_KINDS, SILENT_KINDS, STATE_KINDS
from deedwatch.reading.matters.answered.own_deeds import deed_of
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import Draft, same_side, side_of
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.stances.formulas import (
    bare_answer,
    most_guarded,
    opening_answer,
    stances_of_phrase,
)
from deedwatch.records import Position
from deedwatch.text.holding import said_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import MatterKind, Span, Stance, Statement

__all__ = ["as_asked", "question_before", "topical"]

_KINDS: tuple[MatterKind, ...] = ("demand", "proposal", "promise", "accusation")
_TALKING = frozenset(
    {
        "assert",
        "assess",
        "deny",
        "reject",
        "accept",
        "predict",
        "promise",
        "praise",
        "threaten",
        "demand",
        "admit",
    }
)
_TOLD_OF_OTHERS = frozenset({"accepts", "rejects", "supports"})
_CONSENT: frozenset[Stance] = frozenset({"accepts", "supports"})  # "refused to let them go" is none
_NOTHING: frozenset[Stance] = frozenset()
_MARKS = re.compile(r"[\"“”]")
_DASHES = frozenset("—–―")
_YOU = re.compile(r"\byour?s?\b", re.IGNORECASE)
_BEFORE = 2  # sentences of the same paragraph that may tell the topic
_QUESTION = 60  # words


def topical(
    parse: Parse,
    cast: Cast,
    drafts: tuple[Draft, ...],
    loose: tuple[Draft, ...],
    statements: tuple[Statement, ...],
) -> tuple[Draft, ...]:
    """One loose answer for each stance that a statement's words may take on what it speaks of.

    ``loose`` are those that are known: who has spoken for himself tells there of nobody else's stance.
    """
    own = {p.statement for draft in loose for p in draft.positions if p.told_by is None}
    answered = {p.statement for draft in drafts for p in draft.positions if p.statement}
    taken = _taken(parse, cast, drafts)
    found: list[Draft] = []
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or not statement.content or statement.id in answered:
            continue
        place = parse.sentence_of(statement.content[0][0])
        side = side_of(cast, speaker)
        if {(side, place), (side, place - 1)} & taken:
            continue  # "would have none of it. 'One does not share a boat'" is one answer
        if statement.act in _TALKING and _has_a_side(cast, speaker):
            question = question_before(parse, statement)
            topics = (question,) if question else _around(parse, statement.content[0])
            rest = _rest(parse, statement)
            never = _CONSENT if statement.act in {"reject", "deny"} else _NOTHING
            said = _Said(speaker, statement.content, topics, question, statement.id, rest, never=never)
            opens = question is not None and _opens_with_answer(parse, question, statement.content[0])
            spoken = opens or statement.id in own
            other, verb = (None, None) if spoken else _other_party(parse, cast, statement)
            if other is not None and verb is not None:
                mood = mood_of(verb)
                if not (mood.unreal or mood.would or mood.negated):
                    found += _answers(parse, said._replace(actor=other, told_by=speaker, rest=()))
            else:
                found += tuple(_answers(parse, said)) or _deeds(parse, cast, said)
    for said in _told_plainly(parse, cast, statements):
        answers = tuple(_answers(parse, said))
        told = (side_of(cast, said.actor), parse.sentence_of(said.spans[0][0]))
        found += answers or ([] if told in taken else _deeds(parse, cast, said))
    return tuple(found)


def _deeds(parse: Parse, cast: Cast, said: _Said) -> list[Draft]:
    """What is told as done or to be done, where the words answer nothing."""
    own = said.statement is not None
    deeds = (deed_of(parse, cast, said.actor, span, said.statement, own_voice=own) for span in said.spans)
    return [deed for deed in deeds if deed is not None]


def _taken(parse: Parse, cast: Cast, drafts: tuple[Draft, ...]) -> set[tuple[str, int]]:
    """Which side takes a stance in which sentence on what the report tells."""
    return {
        (side_of(cast, position.actor), parse.sentence_of(position.span[0]))
        for draft in drafts
        for position in draft.positions
        if position.span is not None
    }


class _Said(NamedTuple):
    """Who says or does what, and the words that tell of what; ``question`` where those ask."""

    actor: str
    spans: tuple[Span, ...]
    topics: tuple[Span, ...]
    question: Span | None = None
    statement: str | None = None
    rest: tuple[Span, ...] = ()
    told_by: str | None = None
    never: frozenset[Stance] = _NOTHING


def _told_plainly(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[_Said]:
    """The sentences in the reporter's own voice that tell what a party does: "Norland wants none of it"."""
    told = said_in(statements)
    for start, end in parse.sentences:
        asks = parse.text[start:end].rstrip().endswith("?")
        if asks or '"' in parse.text[start:end] or told.meet((start, end)):
            continue
        found = parse.doc.char_span(start, end, alignment_mode="expand")
        verb = None if found is None else found.root
        subject = None if verb is None or verb.pos_ not in {"VERB", "AUX"} else agent_of(verb)
        actor = None if subject is None else _party_of(subject, cast)
        if actor is None or verb is None or subject is None or mood_of(verb).unreal:
            continue
        known = cast.actors[actor]
        speaks = known.kind in PARTY_KINDS or (known.kind == "person" and bool(known.roles))
        if speaks and subject.pos_ != "PRON":
            yield _Said(actor, ((start, end),), ())


def _opens_with_answer(parse: Parse, question: Span, answer: Span) -> bool:
    """Does a yes or no come first, which is the speaker's own, whoever is told of next: "No. Lima is far"?"""
    return any(opening_answer(parse, question, answer, kind) is not None for kind in _KINDS)


def _has_a_side(cast: Cast, speaker: str) -> bool:
    actor = cast.actors[speaker]
    return actor.kind not in SILENT_KINDS or (actor.code or "")[3:6] == "GOV"


def _other_party(parse: Parse, cast: Cast, statement: Statement) -> tuple[str | None, Token | None]:
    """The other party whose doing a statement tells, as "Yemen was on board" in the mouth of an Omani."""
    found = parse.doc.char_span(*statement.content[0], alignment_mode="expand")
    root = None if found is None else found.root
    subject = None if root is None or root.pos_ not in {"VERB", "AUX"} else agent_of(root)
    who = None if subject is None or subject.pos_ == "PRON" else cast.who(subject)
    if who is None or not _is_a_side(cast, who):
        return None, None
    return (None, None) if same_side(cast, [who], [statement.speaker or ""]) else (who, root)


def _is_a_side(cast: Cast, key: str) -> bool:
    """Is it a state or its government, or a body with a name; "the cabinet" is the speaker's own."""
    actor = cast.actors[key]
    land = actor.kind in STATE_KINDS and bool(actor.country)
    return land or (actor.kind in PARTY_KINDS and actor.name[:1].isupper())


def _party_of(subject: Token, cast: Cast) -> str | None:
    """Who is told of: the subject, or whose it is ("Norland's answer is no")."""
    owners = (cast.who(child) for child in subject.children if child.dep_ == "poss" and child.pos_ != "PRON")
    return next((owner for owner in owners if owner is not None), None) or cast.who(subject)


def _answers(parse: Parse, said: _Said) -> Iterator[Draft]:
    told: dict[Stance, MatterKind] = {}
    spans = (*said.spans, *said.rest)
    asked = said.question is not None
    phrases = {span: stances_of_phrase(parse, span, _KINDS, just_asked=asked) for span in spans}
    for kind in _KINDS:
        stance = _stance(parse, said, kind, phrases)
        if stance is not None:
            told.setdefault(stance, kind)
    for stance, kind in told.items():
        if (said.told_by is not None and stance not in _TOLD_OF_OTHERS) or stance in said.never:
            continue
        span = said.spans[0]
        yield Draft(
            kind=kind, by=(), to=(said.actor,), content=span, at=span[0], statement=said.statement,
            move="recalls", also=tuple(topic for topic in said.topics if topic[0] < topic[1]),
            positions=(
                Position(
                    actor=said.actor, stance=stance, statement=said.statement, span=span, told_by=said.told_by
                ),
            ),
        )  # fmt: skip


def _stance(
    parse: Parse, said: _Said, kind: MatterKind, phrases: dict[Span, dict[MatterKind, Stance]]
) -> Stance | None:
    """The stance that is told in the words said, else in how the sentence goes on."""

    def of(span: Span) -> Stance | None:
        stance = phrases[span].get(kind)
        if stance is None and said.question is not None:
            return opening_answer(parse, said.question, span, kind)
        bare = stance is None and said.statement is not None and kind == "demand"
        return bare_answer(parse, span, kind) if bare else stance

    return most_guarded(map(of, said.spans)) or most_guarded(map(of, said.rest))


def question_before(parse: Parse, statement: Statement) -> Span | None:
    """What asks for it: the paragraph before a turn of an interview, the sentence before a quotation."""
    start = statement.content[0][0]
    place = parse.paragraph_of(start)
    first = parse.paragraphs[place][0]
    cue = parse.text[slice(*statement.cue)] if statement.cue else ""
    lead = parse.text[first:start].rstrip(' "“—–―')
    if lead and cue in _DASHES and statement.cue and statement.cue[0] > first:
        return (first, first + len(lead))
    if lead.endswith("?"):
        asked = parse.sentences[parse.sentence_of(first + len(lead) - 1)]
        asked = (max(first, asked[0]), first + len(lead))
        return None if _MARKS.search(parse.text, *asked) else asked
    if place == 0:
        return None
    turn = len(cue) == 1 and not cue.isalnum() and parse.text[start] not in '"“'
    if not turn and not _is_quoted_whole(parse, statement, place):
        return None
    asked = parse.paragraphs[place - 1]
    return asked if len(parse.text[slice(*asked)].split()) <= _QUESTION else None


def _is_quoted_whole(parse: Parse, statement: Statement, place: int) -> bool:
    """Is a paragraph nothing but a quotation, behind one without any that asks or calls on "you"?"""
    text, asked = (parse.text[slice(*parse.paragraphs[n])].strip() for n in (place, place - 1))
    said = text[:1] in '"“' and text[-1:] in '"”' and not _MARKS.search(text[1:-1])
    calls = asked.endswith("?") or _YOU.search(asked) is not None
    return said and calls and statement.mode == "direct" and not _MARKS.search(asked)


def as_asked(parse: Parse, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]) -> tuple[Draft, ...]:
    """The drafts, where those that an interviewer tells are told again: he asks of what is known."""
    turns = {parse.paragraph_of(s.content[0][0]): s for s in reversed(statements) if s.content}

    def told_again(draft: Draft) -> bool:
        after = turns.get(parse.paragraph_of(draft.content[0]) + 1)
        question = None if after is None else question_before(parse, after)
        return question is not None and question[0] <= draft.content[0] < question[1]

    return tuple(
        replace(draft, move="restates") if draft.move == "states" and told_again(draft) else draft
        for draft in drafts
    )


def _rest(parse: Parse, statement: Statement) -> tuple[Span, ...]:
    """How a sentence goes on that tells what was said in other words: "it is new, she said, and it stays"."""
    start, end = statement.content[-1]
    last = parse.sentences[parse.sentence_of(start)][1]
    on = re.search(r", (?:and|but) (?!who\b|which\b)", parse.text[end:last])
    if statement.mode == "direct" or on is None or '"' in parse.text[end:last]:
        return ()
    return ((end + on.end(), last),)


def _around(parse: Parse, said: Span) -> tuple[Span, ...]:
    """The rest of its sentence, what the same paragraph says just before, and the end of the one before."""
    start = said[0]
    place = parse.sentence_of(start)
    own = parse.sentences[place]
    number = parse.paragraph_of(start)
    paragraph = parse.paragraphs[number]
    first = place
    while first > 0 and place - first < _BEFORE and parse.sentences[first - 1][0] >= paragraph[0]:
        first -= 1
    end = max(own[1], said[1])
    after = (min(said[1], end), end)
    near = ((own[0], start), after, (parse.sentences[first][0], own[0]))
    if number == 0 or place - first >= _BEFORE:
        return near
    last = parse.sentences[max(0, first - _BEFORE)][0]
    return (*near, (max(last, parse.paragraphs[number - 1][0]), paragraph[0]))
