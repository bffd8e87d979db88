"""Matters that the report tells without a statement: "accused the army of firing" inside another clause.

An event of asking, accusing, threatening or rejecting that no statement carries names its sides; its
verb names what was asked or alleged. So does a plain verb of asking, offering or promising that nothing
else has read: "Chile has offered to tow the boat".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.kinds import GROUP_KINDS, SILENT_KINDS, STATE_KINDS
from deedwatch.language.closed import WILL
from deedwatch.language.doers import acting_subject, is_infinitive
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span, subtree_span
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.reading.matters.made.addressees import objects_of
from deedwatch.reading.matters.made.named import behind_colon, body_of
from deedwatch.reading.matters.made.stated import is_source_term
from deedwatch.reading.matters.made.unmade import is_fetched, is_vague, only_asks
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import kinds_of_noun
from deedwatch.reading.matters.take import speaker_at
from deedwatch.text.holding import cues_in, meet

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Event, MatterKind, Span, Statement

__all__ = ["voiced_drafts"]

_KIND: dict[str, MatterKind] = {"REQUEST": "demand", "ACCUSE": "accusation", "THREATEN": "promise"}
_FORWARD = words_for("matters: putting forward")
_OPENING = re.compile(r"(?:under|by) which |for |to |that would |of ")
_APART = re.compile(r"(?:under|by) which ")
_ASKED = words_for("matters: verbs of asking")
_OFFERED = words_for("matters: offering")
_TERMS = words_for("matters: terms told first")
_GIVING = words_for("matters: giving time")
_SPELLS = words_for("matters: spells of time")
_OF_ONE_LAND = STATE_KINDS | GROUP_KINDS
_PUT = _OFFERED | words_for("matters: asking for a thing")
_PLACE = words_for("matters: in the place of")
_IN_PLACE = words_for("matters: in place of") - _PLACE
_FORESEEING = words_for("matters: foreseeing")
_REACH = 5  # tokens from "forecast" to its "that"
_POINTING = words_for("matters: told behind a colon")
_POLITE = words_for("matters: things said in politeness")
_NOW = words_for("matters: put anew by now")
_PROPOSING = words_for("matters: proposing in so many words")
_PLEDGED = words_for("matters: pledging") - _OFFERED
_MAKING = _ASKED | _OFFERED | _PLEDGED
_QUESTIONS = words_for("matters: asking to be told")
_FIRST = frozenset({"i", "we"})
_LEAST = 2  # words that tell what was asked or alleged


def voiced_drafts(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> list[Draft]:
    """One draft for each such event outside the title that has a maker and words of its own."""
    drafts = []
    body = body_of(parse)
    for event in events:
        kind = _KIND.get(event.type)
        if kind is None or not event.source or event.status != "reported" or event.background:
            continue
        if all(is_vague(cast, key) for key in event.source):
            continue
        if (
            kind == "demand"
            and all(cast.actors[key].kind == "state" for key in event.source)
            and (_is_of_a_person(parse, event))
        ):
            continue
        if event.anchor[0] < body or _is_stated(cast, event, statements):
            continue
        found = parse.doc.char_span(*event.anchor, alignment_mode="expand")
        if found is None or found.root.pos_ != "VERB" or _is_anothers_word(found.root, event, statements):
            continue
        content = _content(found.root, kind)
        mood = mood_of(found.root)
        if content is None or mood.negated or mood.unreal:
            continue
        to = tuple(key for key in event.target if cast.actors[key].kind != "media")
        drafts.append(Draft(kind=kind, by=event.source, to=to, content=content, at=event.anchor[0]))
    drafts += _put_forward(parse, cast, statements)
    return drafts + _plainly_told(parse, cast, statements, drafts)


def _foretold(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> list[Draft]:
    """What "the Millers, a union of nine, forecast that it would rain" foretells, where nothing has told it.

    The past of "forecast" looks like the noun, and its clause may hang on whoever stands before it.
    """
    clause = _clause_behind(verb)
    if clause is None or any(_has(told, clause_span(clause)) for told in statements):
        return []
    owner = clause.head
    while cast.who(owner) is None and owner.head is not owner:
        owner = owner.head
    maker = cast.who(owner)
    if maker is None or not _may_make(cast, maker):
        return []
    return [Draft(kind="prediction", by=(maker,), to=(), content=clause_span(clause), at=verb.idx)]


def _clause_behind(verb: Token) -> Token | None:
    """The clause with "will" or "would" whose "that" stands behind a verb of foretelling, a day apart."""
    if any(child.dep_ in {"det", "poss", "amod"} for child in verb.children):
        return None  # "the forecast that ..."
    for token in verb.doc[verb.i + 1 : min(verb.i + _REACH, verb.sent.end)]:
        if token.lower_ == "that" and token.dep_ == "mark":
            ahead = any(child.lower_ in WILL for child in token.head.children)
            return token.head if ahead else None
    return None


def _plainly_told(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], known: list[Draft]
) -> list[Draft]:
    """What verbs of asking, offering and promising tell, where no statement and no event has told it."""
    drafts, body = [], body_of(parse)
    for verb in parse.doc:
        lemma, pos = verb.lemma_, verb.pos_
        if lemma in _FORESEEING and verb.idx >= body:
            drafts += _foretold(verb, cast, statements)
        if lemma in _GIVING and pos == "VERB":
            drafts += _with_a_time(verb, cast)
        kind = _kind_of_verb(verb) if pos == "VERB" and lemma in _MAKING else None
        if kind is None and verb.dep_ == "ROOT" and _is_on_terms(verb):
            drafts += _on_terms(verb, cast, statements)
        relative = verb.dep_ in {"relcl", "acl"} and not _is_put_instead(verb)
        if kind is None or relative or verb.idx < body:
            continue
        draft = _of_verb(verb, kind, cast, statements)
        if draft is not None and not any(meet(d.content, draft.content) for d in known if d.kind == kind):
            drafts.append(draft)
    return drafts


def _with_a_time(verb: Token, cast: Cast) -> list[Draft]:
    """An ultimatum: "gave the firm until Friday to pay", "gave Hungary two months to change the law"."""
    subject = agent_of(verb)
    maker = None if subject is None else cast.who(subject)
    timed = any(
        (c.dep_ == "prep" and c.lower_ == "until") or (c.dep_ == "dobj" and c.lemma_ in _SPELLS)
        for c in verb.children
    )
    deeds = (c for c in verb.subtree if c.i > verb.i and c.dep_ in {"advcl", "xcomp", "acl"})
    deed = next((c for c in deeds if is_infinitive(c)), None)
    if maker is None or not timed or deed is None or mood_of(verb).negated or mood_of(verb).unreal:
        return []
    asked = objects_of([verb], cast)
    to = tuple(key for key in asked if not same_side(cast, [key], [maker]))
    return [Draft(kind="demand", by=(maker,), to=to, content=clause_span(deed), at=verb.idx)] if to else []


def _is_put_instead(verb: Token) -> bool:
    """Is it the main verb of "Instead of a sale it proposed to the firm a lease", read as of the sale?"""
    subject = acting_subject(verb)
    opening = verb.sent[0].lower_ in _IN_PLACE or (
        verb.sent[0].lower_ == "in" and verb.sent[1].lower_ in _PLACE
    )
    personal = subject is not None and subject.pos_ == "PRON" and subject.tag_ == "PRP"
    return opening and personal and verb.low_lemma_ in _OFFERED and verb.sent.root is not verb


def _behind_receiver(verb: Token) -> Token | None:
    """The thing that follows the words of the verb: of "it proposed to the firm a lease" the lease."""
    last = verb.right_edge.i
    thing = verb.doc[last + 1] if last + 1 < verb.sent.end else None
    while (
        thing is not None
        and thing.pos_ not in {"NOUN", "PROPN"}
        and thing.head.i > last
        and thing.head is not thing
    ):
        thing = thing.head
    return thing


def _is_on_terms(verb: Token) -> bool:
    """Is it told what will be done if: "Should the gate be blocked, the firm will dismiss forty"?"""
    ahead = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if not ahead & WILL or "have" in ahead:
        return False  # "would have been glad": it was not so
    terms = any(
        part.lower_ in _TERMS for child in verb.children if child.dep_ == "advcl" for part in child.children
    )
    opening = verb.sent[0].lower_ in _TERMS
    return (terms or opening) and not any(part.lower_ == "only" for part in verb.subtree)


def _on_terms(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> list[Draft]:
    """The promise or threat of a body that the report tells in its own voice; none in a statement."""
    subject = acting_subject(verb)
    maker = None if subject is None else cast.who(subject)
    if maker is None or cast.actors[maker].kind not in _OF_ONE_LAND:
        return []
    inside = (verb.left_edge.idx, verb.right_edge.idx)
    if any(_has(statement, inside) for statement in statements):
        return []
    span = subtree_span(verb)
    return [Draft(kind="promise", by=(maker,), to=(), content=span, at=verb.idx)]


def _of_verb(verb: Token, kind: MatterKind, cast: Cast, statements: tuple[Statement, ...]) -> Draft | None:
    """The matter of one verb; None where a statement stands for it, or it is not done."""
    subject = agent_of(verb)
    maker = None if subject is None else cast.who(subject)
    content = _asked_of(verb, kind, cast)
    if maker is None or content is None or not _may_make(cast, maker):
        return None
    told = speaker_at(verb.idx, statements)
    if told is not None and (only_asks(cast, told) or _is_of_a_medium(cast, told)):
        told = None
    if subject is not None and subject.lower_ in _FIRST and (told is None or told.speaker != maker):
        return None  # "I have asked for the file", said by one who is no party
    if told is not None and not same_side(cast, [maker], [told.speaker or ""]):
        return None
    own = (s for s in statements if s.speaker and same_side(cast, [maker], [s.speaker]))
    if any(s.speaker and s.cue is not None and s.cue[0] <= verb.idx < s.cue[1] for s in statements) or (
        told is None and any(_has(s, content) for s in own)
    ):
        return None
    asked = objects_of([verb], cast)
    to = tuple(key for key in asked or _doers(verb, kind, cast) if not same_side(cast, [key], [maker]))
    if asked and not to:
        return None  # what a side asks of itself is no matter between parties
    now = kind != "promise" and any(child.lower_ in _NOW for child in verb.children)
    return Draft(
        kind=kind, by=(maker,), to=to, content=content, at=verb.idx,
        quoted=told is not None and told.mode == "direct", move="amends" if now else "states",
    )  # fmt: skip


def _is_of_a_medium(cast: Cast, told: Statement) -> bool:
    return told.speaker in cast.actors and cast.actors[told.speaker or ""].kind == "media"


def _asked_of(verb: Token, kind: MatterKind, cast: Cast) -> Span | None:
    """The words of what is asked, offered or promised; None where nothing is, or only in thought."""
    asked = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i), None)
    if kind == "demand" and asked is not None and asked.dep_ == "xcomp" and not objects_of([verb], cast):
        return None  # "asked to meet them", "demanded to see the papers": of nobody that is told
    asked = asked or _thing_of(verb, kind, cast)
    mood = mood_of(verb)
    pointed = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in _POINTING), None)
    spelt = None if pointed is None or mood.negated or mood.unreal else behind_colon(pointed)
    if spelt is not None:
        return spelt  # "offered them something else: they would ..."
    if asked is None or asked.tag_ == "VBG" or mood.negated or mood.unreal or verb.tag_ == "VB":
        return None
    span = clause_span(asked) if asked.pos_ == "VERB" else subtree_span(asked)
    if asked.i > verb.i and span[0] < verb.idx:  # read as the head of the whole sentence
        span = (verb.doc[verb.right_edge.i + 1].idx, span[1])
    return _long_enough(verb, span)


def _doers(verb: Token, kind: MatterKind, cast: Cast) -> tuple[str, ...]:
    """Who is to do what is demanded."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    doer = None if clause is None else acting_subject(clause)
    return cast.parties(doer) if kind == "demand" and doer is not None else ()


def _kind_of_verb(verb: Token) -> MatterKind | None:
    """What a verb with an infinitive or a "that" clause makes of it."""
    lemma = verb.low_lemma_
    if lemma in _ASKED:
        return "demand"
    if lemma in _OFFERED:
        return "proposal"
    return "promise" if lemma in _PLEDGED else None


def _thing_of(verb: Token, kind: MatterKind, cast: Cast) -> Token | None:
    """A thing that is offered or asked for, spelt out: "offered a toll of five percent", "asked for"."""
    behind = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    if kind == "demand" and behind is not None and verb.low_lemma_ not in _PUT:
        thing = next((c for c in behind.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
        thing = None if thing is not None and thing.lemma_ in _SPELLS else thing  # "demanded for months"
    else:
        things = [c for c in verb.children if c.dep_ in {"dobj", "npadvmod"} and c.i > verb.i]
        things.sort(key=lambda c: c.dep_ != "dobj")  # "proposed to the firm three months at once"
        given = any(c.dep_ in {"prep", "dative"} and c.lower_ == "to" for c in verb.children)
        thing = next((c for c in things if c.dep_ == "dobj" or given or c.ent_type_ != "DATE"), None)
        if thing is None and _is_put_instead(verb):
            thing = _behind_receiver(verb)
    put = behind is not None or verb.low_lemma_ in _PUT
    if thing is None or thing.pos_ != "NOUN" or kind == "promise" or not put:
        return None
    telling = {"prep", "nummod", "relcl"} | ({"amod", "compound"} if verb.lemma_ in _PROPOSING else set())
    spelt = any(c.dep_ in telling and c.lower_ not in {"to", "on"} for c in thing.children)
    plain = thing.low_lemma_ in _POLITE or bool(kinds_of_noun(thing)) or cast.who(thing) is not None
    return None if plain or not spelt else thing


def _may_make(cast: Cast, key: str) -> bool:
    """A party or a named person; nobody in general, and no medium."""
    return cast.actors[key].kind not in SILENT_KINDS and not is_vague(cast, key)


def _is_of_a_person(parse: Parse, event: Event) -> bool:
    """Is it told of somebody in passing: "the Peruvian, who asked for a pair of glasses"?"""
    found = parse.doc.char_span(*event.anchor, alignment_mode="expand")
    clause = None if found is None else found.root
    if clause is None or clause.dep_ != "relcl":
        return False
    return any(child.lower_ == "who" for child in clause.children)


def _put_forward(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> list[Draft]:
    """Proposals told by a noun: "put forward a plan under which ...", "tabled a draft for ..."."""
    drafts, body = [], body_of(parse)
    for verb in parse.doc:
        if verb.pos_ != "VERB" or verb.low_lemma_ not in _FORWARD or verb.idx < body:
            continue
        noun = next((c for c in verb.children if c.dep_ == "dobj" and "proposal" in kinds_of_noun(c)), None)
        subject = agent_of(verb)
        maker = None if subject is None else cast.who(subject)
        if noun is None or maker is None or cast.actors[maker].kind in SILENT_KINDS:
            continue
        content = _terms(noun)
        told = speaker_at(verb.idx, statements)
        mood = mood_of(verb, noun)
        if content is None or mood.negated or mood.unreal:
            continue
        if any(s.speaker and same_side(cast, [maker], [s.speaker]) and _has(s, content) for s in statements):
            continue
        statement = None if told is None else told.id
        drafts.append(
            Draft(kind="proposal", by=(maker,), to=(), content=content, at=verb.idx, statement=statement)
        )
    return drafts


def _has(statement: Statement, content: Span) -> bool:
    return any(meet(span, content) for span in statement.content)


def _terms(noun: Token) -> Span | None:
    """What is proposed: the clause or phrase that spells the noun out, even behind a day between them."""
    for child in noun.children:
        if (
            child.dep_ in {"relcl", "acl", "prep"}
            and child.i > noun.i
            and (child.dep_ != "prep" or child.lower_ in {"for", "of"})
        ):
            start, end = subtree_span(child)
            if any(part.lower_ == "own" for part in child.subtree):
                continue  # "a plan of its own"
            opening = _OPENING.match(noun.doc.text, start, end)
            start = opening.end() if opening else start
            return (start, end) if len(noun.doc.text[start:end].split()) >= _LEAST else None
    found = _APART.search(noun.doc.text, noun.idx, noun.sent.end_char)
    if found is None:
        return None
    return (found.end(), found.end() + len(noun.doc.text[found.end() : noun.sent.end_char].rstrip(' .\n"”')))


def _is_anothers_word(verb: Token, event: Event, statements: tuple[Statement, ...]) -> bool:
    """Does one say "I" who is not the one that the event was taken to be of?"""
    subject = agent_of(verb)
    told = speaker_at(verb.idx, statements)
    first = subject is not None and subject.lower_ in _FIRST
    return first and (told is None or told.speaker not in event.source)


def _is_stated(cast: Cast, event: Event, statements: tuple[Statement, ...]) -> bool:
    """Does a statement stand for it: by its cue, or as words of the same side?"""
    start, end = event.anchor
    if cues_in(statements).meet((start, end)):
        return True
    told = speaker_at(start, statements)
    return told is not None and (
        told.speaker is None or not event.source or same_side(cast, event.source, [told.speaker])
    )


def _content(verb: Token, kind: MatterKind) -> Span | None:
    """What follows "of", else the infinitive or clause, else the object."""
    clauses = any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)
    for child in verb.children:
        if kind == "demand" and child.lower_ == "of" and clauses:
            continue  # of whom it is demanded "that he pay"
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and kind != "promise":
            inner = next((part for part in child.children if part.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None and is_fetched(verb, inner):
                return None
            if inner is not None and inner.lemma_ not in _SPELLS:  # "has demanded for six months"
                return _long_enough(verb, clause_span(inner) if inner.pos_ == "VERB" else subtree_span(inner))
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i:
            return _long_enough(verb, clause_span(child))
    return None


def _long_enough(verb: Token, span: Span) -> Span | None:
    found = verb.doc.char_span(*span, alignment_mode="expand")
    enough = found is not None and len(found) >= _LEAST and not is_source_term(found)
    enough = enough and found is not None and found[0].lower_ not in _QUESTIONS
    return span if enough else None
