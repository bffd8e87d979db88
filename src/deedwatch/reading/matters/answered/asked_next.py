"""What the party that was just asked or charged says next, where only its place tells that it answers.

- a set phrase of more than the usual kind, for nobody but who was asked would be understood by it
- what it was asked to change stays as it is: "The casino keeps its hours", "the mills will go on turning"
- what it will not do: "We shall not do it in Gyumri", "They are not coming here", "Norland will not follow"
- what must come first: "The envoy will take the plane as soon as the drivers have their papers"
- another thing instead: "He would rather see two boats", "Their counter-proposal: a week"
- what nobody did: "No shell had left any post on its side", "None of his men had set foot there"

What is heard is its statements, what the report tells of it as a subject, and the sentences behind one that
tells of its answer ("A reply came from the ministry. The ferry would sail as soon as ..."). A matter that it
has answered in any other way, or that is followed by another which is put to it, is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from deedwatch.actors.demonyms import state_of_people
from deedwatch.actors.kinds import PARTY_KINDS, SILENT_KINDS
from deedwatch.language.closed import WILL_OR_CAN, WOULD, is_negated
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.answered.disowned import is_done_by_none
from deedwatch.reading.matters.answered.fitting import names_of_states, sets_a_term_for_another_thing
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import FIRST_PERSON, VOWS, same_side, side_of
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.stances.formulas import stance_of_phrase
from deedwatch.records import Position
from deedwatch.text.holding import Places, said_in
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.reading.matters.drafts import Draft
    from deedwatch.records import Span, Stance, Statement
    from deedwatch.text.holding import Spans

__all__ = ["asked_next"]

_WITHIN = 4  # sentences
_WITHIN_IF_OPEN = 2  # where it was put to nobody by name
_ANSWERING = frozenset(
    {"assert", "assess", "deny", "reject", "accept", "predict", "promise", "threaten", "propose"}
)
_ASKED = frozenset({"demand", "proposal"})
_POINTING = frozenset({"it", "they", "this", "that", "these", "those", "he", "she"})
_LASTING = words_for("matters: staying as it is")
_ON = words_for("matters: going on")
_GOING = words_for("matters: going on with") | _ON
_TO_LAST = words_for("matters: asked to stay as it is")
_DOING_SO = words_for("matters: doing as asked")
_LATER = words_for("matters: answering later")
_PREFERRING = words_for("matters: preferring")
_INSTEAD = words_for("matters: instead")
_LEADING = words_for("matters: leading a side")
_SPEAKING_FOR = words_for("matters: speaking for")
_SOONER = words_for("matters: sooner")
_PUTTING = words_for("matters: offering") | words_for("matters: putting forward")
_TALKING = words_for("matters: mere talk")
_REPLY = words_for("matters: word of an answer")
_AWAITING = words_for("matters: no answer yet")
_MARKS = re.compile(r"[\"“”]")
_WILL = (
    r"\b(?:will|would|can|could|may|might|shall|['’]ll|['’]d)\b"
    r"(?![^.;:!?]*\b(?:not|never|no|nobody|nothing)\b)[^.;:!?]*?"
)
_TERMS = re.compile(rf"{_WILL}\b(?:{any_of('matters: not before')})\b", re.IGNORECASE)
_IF = re.compile(rf"({_WILL}) (?:if|when)\b(?! \w+ (?:{any_of('matters: at will')})\b)", re.IGNORECASE)


class _Heard(NamedTuple):
    """Words of a party that was just asked: its own, or those in which the report tells what it does."""

    actor: str
    spans: tuple[Span, ...]
    statement: str | None
    proposes: bool = False


class _Report(NamedTuple):
    """The report with what is looked up for each of its matters: who says what, and in which sentences.

    ``told`` and ``said`` tell where its matters and its statements begin.
    """

    parse: Parse
    cast: Cast
    drafts: tuple[Draft, ...]
    spoken: tuple[Statement, ...]
    held: Spans
    told: Places
    said: Places


def asked_next(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """The drafts with the answers of those who were just asked; what only answers so is no vow."""
    open_to_answer = [
        n for n, draft in enumerate(drafts)
        if draft.move == "states" and (draft.to or (draft.by and draft.kind == "proposal"))
    ]  # fmt: skip
    if not open_to_answer:
        return drafts
    answered = {p.statement for draft in drafts for p in draft.positions if p.statement}
    spoken = tuple([s for s in statements if s.speaker and s.content and s.id not in answered])
    report = _Report(
        parse, cast, drafts, spoken, said_in(statements),
        told=Places([(draft.at, number) for number, draft in enumerate(drafts)]),
        said=Places([(statement.content[0][0], number) for number, statement in enumerate(spoken)]),
    )  # fmt: skip
    known, worded = list(drafts), set[str]()
    for number in open_to_answer:
        if drafts[number].kind == "prediction":
            continue
        for heard in _heard(report, drafts[number]):
            if same_side(cast, [p.actor for p in known[number].positions], [heard.actor]):
                continue
            stance = _stance(parse, drafts[number], heard)
            another = stance == "conditional" and sets_a_term_for_another_thing(
                parse, cast, drafts[number], heard.spans[0]
            )
            if stance is not None and not another:
                position = Position(
                    actor=heard.actor, stance=stance, statement=heard.statement, span=heard.spans[0]
                )
                known[number] = replace(known[number], positions=(*known[number].positions, position))
                worded |= {heard.statement} if heard.statement else set()
    return tuple([draft for draft in known if draft.kind not in VOWS or draft.statement not in worded])


def _heard(report: _Report, draft: Draft) -> list[_Heard]:
    """What those who are asked say or do within a few sentences, up to the next thing that is put to them."""
    parse, cast = report.parse, report.cast
    first = parse.sentence_of(draft.content[1] - 1)
    last = min(first + (_WITHIN if draft.to else _WITHIN_IF_OPEN), len(parse.sentences) - 1)
    start, end = draft.content[1], parse.sentences[last][1]
    later = [
        other.at for other in [report.drafts[number] for number in report.told.between(start + 1, end)]
        if other.by and same_side(cast, other.to, draft.to) and not same_side(cast, other.by, draft.to)
    ]  # fmt: skip
    place = (start, min([end, *later]))
    inside = [report.spoken[number] for number in report.said.between(*place)]
    found = [
        _Heard(s.speaker, s.content, s.id, s.act == "propose") for s in inside
        if s.speaker is not None and s.act in _ANSWERING and _is_asked(cast, draft, s.speaker)
    ]  # fmt: skip
    found += _homeless(parse, cast, draft, inside)
    found += _told(report, draft, first, place)
    return found if len(found) <= 1 else sorted(found, key=lambda heard: heard.spans[0])


def _is_asked(cast: Cast, draft: Draft, actor: str) -> bool:
    """Does it speak for who is asked, or for a body of theirs? A proposal to nobody is put to all parties."""
    side = side_of(cast, actor)
    if cast.actors[actor].kind in SILENT_KINDS and side == actor:
        return False
    if draft.to:
        return same_side(cast, draft.to, [actor]) or _is_of_members(cast, draft, side)
    body = cast.actors.get(side)
    party = body is None or (body.kind in PARTY_KINDS and body.name[:1].isupper())
    return party and not same_side(cast, draft.by, [actor])


def _is_of_members(cast: Cast, draft: Draft, side: str) -> bool:
    """Is it the body of people that were asked: "the crane drivers" and the Crane Drivers' Association?"""
    body = cast.actors.get(side)
    people = [cast.actors[key].name for key in draft.to if cast.actors[key].kind == "population"]
    if body is None or body.kind != "organisation" or not people:
        return False
    named = words(body.name)
    return any(words(name.rpartition(" ")[2]) & named for name in people)


def _homeless(parse: Parse, cast: Cast, draft: Draft, inside: list[Statement]) -> list[_Heard]:
    """What the one person says of whom no side is told but that he leads or speaks for somebody.

    Right behind what is put to one side alone that is whom he leads: "said Ada Lund, who runs the firm".
    """
    homeless = [
        s.speaker for s in inside
        if s.speaker and cast.actors[s.speaker].kind == "person" and cast.actors[s.speaker].country is None
    ]  # fmt: skip
    unknown = {speaker for speaker in homeless if _has_no_side(cast, speaker, draft)}
    if len(unknown) != 1 or len({side_of(cast, key) for key in draft.to}) != 1:
        return []
    return [
        _Heard(draft.to[0], s.content, s.id, s.act == "propose") for s in inside
        if s.speaker in unknown and s.act in _ANSWERING and _leads(parse, cast, draft, s)
    ]  # fmt: skip


def _has_no_side(cast: Cast, speaker: str, draft: Draft) -> bool:
    """Has a person a name, and no side but a part of the one that was asked ("the Bolivian team")?"""
    if not cast.actors[speaker].name[:1].isupper():
        return False
    side = side_of(cast, speaker)
    part = cast.actors.get(side)
    land = None if part is None else state_of_people(part.name.rpartition(" ")[0])
    return side == speaker or (land is not None and land in {cast.actors[key].country for key in draft.to})


def _leads(parse: Parse, cast: Cast, draft: Draft, statement: Statement) -> bool:
    """Is he told to lead or to speak for somebody, and no other party named beside it?"""
    last = parse.sentence_of(statement.content[-1][1] - 1)
    for span in (
        parse.sentences[last],
        parse.sentences[max(0, parse.sentence_of(statement.content[0][0]) - 1)],
    ):
        found = parse.doc.char_span(*span, alignment_mode="expand")
        mentions = [m for m in cast.within(span) if m.kind == "name"]
        own = [m for m in mentions if m.actor == statement.speaker]
        others = [
            m for m in mentions
            if cast.actors[m.actor].kind in PARTY_KINDS and not same_side(cast, [m.actor], draft.to)
        ]  # fmt: skip
        if found is None or not own or others:
            continue
        if any(_is_leading(token) and token.idx > own[0].span[0] for token in found):
            return True
    return False


def _is_leading(token: Token) -> bool:
    """Is it "who runs", "on behalf of" or "speaking for"?"""
    if token.low_lemma_ in _SPEAKING_FOR:
        return token.i + 1 < len(token.doc) and token.nbor().lower_ == "for"
    return token.low_lemma_ in _LEADING


def _told(report: _Report, draft: Draft, first: int, within: Span) -> Iterator[_Heard]:
    """What the report tells in its own words of who is asked, and in his behind word of an answer."""
    parse, cast = report.parse, report.cast
    answers: str | None = None
    for span in parse.sentences[first + 1 : first + 1 + _WITHIN]:
        if not within[0] <= span[0] < within[1]:
            return
        if report.held.meet(span) or _MARKS.search(parse.text, *span):
            answers = None
            continue
        found = parse.doc.char_span(*span, alignment_mode="expand")
        verb = None if found is None else found.root
        subject = None if verb is None or verb.pos_ not in {"VERB", "AUX"} else agent_of(verb)
        who = None if subject is None else _party(subject, cast)
        asked = who is not None and _is_asked(cast, draft, who)
        if asked and who is not None:
            yield _Heard(who, (span,), None)
        elif answers is not None:
            yield _Heard(answers, (span,), None)
        if found is None or not _tells_of_an_answer(found):
            answers = None
            continue
        named = [m.actor for m in cast.within(span) if same_side(cast, draft.to, [m.actor])]
        answers = who if asked else named[0] if named else None


def _tells_of_an_answer(sentence: TokenSpan) -> bool:
    """Is it told that an answer was given: "A reply came from the ministry", not "its reply is expected"?"""
    lemmas = {token.low_lemma_ for token in sentence}
    return not lemmas.isdisjoint(_REPLY) and lemmas.isdisjoint(_AWAITING)


def _party(subject: Token, cast: Cast) -> str | None:
    """Who is told of: a party, or one who holds an office."""
    owners = (cast.who(child) for child in subject.children if child.dep_ == "poss" and child.pos_ != "PRON")
    who = next((owner for owner in owners if owner is not None), None) or cast.who(subject)
    if who is None:
        return None
    actor = cast.actors[who]
    return who if actor.kind in PARTY_KINDS or (actor.kind == "person" and bool(actor.roles)) else None


def _stance(parse: Parse, draft: Draft, heard: _Heard) -> Stance | None:
    """What the words tell: by a set phrase, else by what they say is done or to be done."""
    told = (
        stance_of_phrase(parse, first, draft.kind, rest=tuple(rest), just_asked=True)
        for first, *rest in _sentences(parse, heard)
    )
    stance = next((stance for stance in told if stance is not None), None)
    if stance is not None:
        return stance if heard.statement is not None or _is_told_of_it(parse, draft, heard, stance) else None
    if parse.text[slice(*heard.spans[-1])].rstrip('."” ').endswith("?"):
        return None
    said = [t for span in heard.spans for t in parse.doc.char_span(*span, alignment_mode="expand") or ()]
    if draft.kind == "accusation":
        charge = _asked_for(parse, draft) - names_of_states()
        denied = any(is_done_by_none(t, charge) for t in said if t.pos_ in {"VERB", "AUX"})
        return "denies" if denied else None
    return _stance_by_deed(parse, draft, heard, said)


def _is_told_of_it(parse: Parse, draft: Draft, heard: _Heard, stance: Stance) -> bool:
    """May the report's own words tell it? A term has to name what was asked, and delay is for who says so."""
    if stance == "conditional":
        return bool(_asked_for(parse, draft) & words(parse.text[slice(*heard.spans[0])]))
    return stance != "noncommittal"


def _asked_for(parse: Parse, draft: Draft) -> set[str]:
    return {word for start, end in draft.spans() for word in words(parse.text[start:end])}


def _sentences(parse: Parse, heard: _Heard) -> Iterator[tuple[Span, ...]]:
    """What is heard, by sentence: "Every barrel, he said, had been counted" is one."""
    places = {parse.sentence_of(start): None for start, _ in heard.spans}
    for place in places:
        yield tuple(span for span in heard.spans if parse.sentence_of(span[0]) == place)


def _stance_by_deed(parse: Parse, draft: Draft, heard: _Heard, said: list[Token]) -> Stance | None:
    asked = _asked_for(parse, draft)
    if draft.kind in _ASKED and _is_on_terms(parse, heard, asked, said):
        of_it = heard.statement is not None or _is_told_of_it(parse, draft, heard, "conditional")
        return "conditional" if of_it else None
    around = parse.doc.char_span(
        *parse.sentences[parse.sentence_of(heard.spans[0][0])], alignment_mode="expand"
    )
    if any(_is_instead(token) for token in (around or said if heard.proposes else said)):
        return "counters"
    lasts = draft.kind != "proposal" and not asked & _lasting_words()
    verbs = [token for token in said if token.pos_ in {"VERB", "AUX"}]
    refused = any(_is_refused(verb, asked) or (lasts and _stays(verb, asked)) for verb in verbs)
    return "rejects" if refused else None


@cache
def _lasting_words() -> frozenset[str]:
    """Words of who asks that a thing stays, in their own and their folded form."""
    return words(" ".join(_TO_LAST)) | _TO_LAST


def _is_on_terms(parse: Parse, heard: _Heard, asked: set[str], said: list[Token]) -> bool:
    """Will it be done, but only once something else has been? To answer or to decide later is no term."""
    text = parse.text[heard.spans[0][0] : heard.spans[-1][1]]
    if {token.low_lemma_ for token in said} & _LATER:
        return False
    if _TERMS.search(text) is not None:
        return True
    found = _IF.search(text)
    return found is not None and bool(asked & words(text[: found.end(1)]))


def _is_instead(token: Token) -> bool:
    """Does it put another thing in the place of what was asked: "would rather see", "offered ... instead"?"""
    low = token.lower_
    if low in _PREFERRING:
        return token.i + 1 < len(token.doc) and token.nbor().lower_ not in {"not", "to"}
    if low in _INSTEAD:
        return any(other.low_lemma_ in _PUTTING for other in token.sent)
    if low not in _SOONER or token.i + 1 >= len(token.doc):
        return False
    before, after = token.doc[token.i - 1].lower_ if token.i else "", token.doc[token.i + 1]
    return before in WOULD | {"had"} and after.tag_ in {"VB", "VBD"} and after.lower_ != "not"


def _is_refused(verb: Token, asked: set[str]) -> bool:
    """Is it what the asked will not do: what was asked, in its words or in none?"""
    children = {child.lower_ for child in verb.children}
    ahead = bool(children & WILL_OR_CAN) or _is_under_way(verb)
    if not (ahead and is_negated(verb)) or "have" in children:
        return False
    subject = agent_of(verb)
    if subject is None or mood_of(verb).unreal:
        return False
    lemma = verb.low_lemma_
    return lemma in _DOING_SO or (lemma not in _TALKING and bool(words(verb.lower_) & asked))


def _is_under_way(verb: Token) -> bool:
    """Is it told as going on, or soon to be done: "they are coming"?"""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.low_lemma_ == "be" for c in verb.children)


def _stays(verb: Token, asked: set[str]) -> bool:
    """Does the thing that was to be changed stay as it is, or the asked go on as before?"""
    lemma = verb.low_lemma_
    if lemma not in _LASTING | _GOING or verb.tag_ in {"VBD", "VBN"}:
        return False
    goes = lemma in _GOING
    if goes and not _goes_on(verb):
        return False
    subject = agent_of(verb)
    mood = mood_of(verb)
    if subject is None or mood.negated or (mood.unreal and not mood.only_possible):
        return False
    things = asked - names_of_states()
    told = {word for part in subject.subtree for word in words(part.text)}
    if subject.lower_ in _POINTING or told & things:
        return True
    own = subject.lower_ in FIRST_PERSON or bool(told & asked)
    return goes and own and any(words(part.text) & things for part in verb.subtree)


def _goes_on(verb: Token) -> bool:
    """Is it "go on turning", "keeps its hours", "continue to sail"?"""
    if verb.low_lemma_ in _ON:
        return any(
            child.lower_ == "on" and child.dep_ in {"prt", "prep", "advmod"} for child in verb.children
        )
    return any(
        child.dep_ in {"xcomp", "acomp", "ccomp"}
        or (child.dep_ == "dobj" and any(part.dep_ == "poss" for part in child.children))
        for child in verb.children
    )
