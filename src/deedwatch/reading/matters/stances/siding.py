"""Whose side is taken: "sided with Norland", "wants what Norland wants", "Sudmark, too, wants them freed".

Who stands with another backs what that one has just put; who wants a thing too backs whoever asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS, PARTY_KINDS
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import clause_span, subtree_span
from deedwatch.reading.matters.drafts import same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import (
    KINDS_OF_VERBS,
    Reference,
    bare_reference,
    kinds_of_noun,
    refer,
)
from deedwatch.reading.matters.stances.tellers import is_told_by_another
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.rows import StanceVerb
    from deedwatch.records import Span, Statement

__all__ = ["asking_too", "asks", "backing_from", "second", "term_of_promise", "told_next", "whose_side"]

_TERMS = words_for("matters: terms of a promise")
_TOO = words_for("matters: asking too")
_CALLING = words_for("matters: calling on others")
_BACKING = words_for("matters: backing that comes")
_COMING = words_for("matters: backing comes")
_SOMEWHERE = words_for("matters: backing comes from somewhere")
_KIN = words_for("matters: kin of a party")
_SHOULD = words_for("matters: what should be")
_HARDLY = words_for("matters: hardly any")
_NEXT = 2  # sentences
_SEEKING = frozenset({"for", "on"})
_ON = frozenset({"on", "about", "in", "of"})
_ABOUT = frozenset({"over", "about"})
_ASKING = frozenset({"demand", "request"})


def whose_side(verb: Token, head: Token | None, row: StanceVerb, cast: Cast) -> Reference | None:
    """What is backed with whoever is: "sided with Norland" backs what Norland has just put."""
    if row.maker == "none" or head is None or (row.alone and _goes_on(verb)):
        return None
    if head.pos_ in {"VERB", "AUX"}:  # "wants what Norland wants"
        asked = refer(head, cast, row.kinds) if row.maker == "must" else None
        return asked if asked is not None and asked.named and asked.maker is not None else None
    if row.maker == "must" and head.tag_ == "PRP$":
        return bare_reference(("demand", "proposal"))  # "took its side"
    somebody = head.pos_ in {"NOUN", "PROPN"} or head.lower_ in {"him", "her"}
    who = cast.who(head) if somebody and not kinds_of_noun(head) else None
    if row.maker != "may" and head.low_lemma_ in _KIN and any(c.dep_ == "poss" for c in head.children):
        return bare_reference(("demand", "proposal"))  # "took its neighbour's side"
    if who is None:
        return None
    actor = cast.actors[who]
    officer = bool(actor.roles or actor.code) and actor.kind in {"person", "unnamed"}
    known = (officer and row.maker != "body") or (row.maker == "must" and actor.kind in NAMELESS_KINDS)
    crew = actor.code == "MIL" and actor.country is None  # "the joint patrol" is what is planned
    party = (actor.kind in PARTY_KINDS and not crew) or known
    return replace(bare_reference(row.kinds), maker=who) if party else None


def _goes_on(verb: Token) -> bool:
    """Does a clause or "on" tell what the two agree to between them, or "about" in what one is right?"""
    parts = (
        c for part in (verb, *verb.children) if part is verb or part.dep_ == "acomp" for c in part.children
    )
    return any(c.dep_ in {"ccomp", "xcomp"} or (c.dep_ == "prep" and c.lower_ in _ON) for c in parts)


def told_next(parse: Parse, cast: Cast, take: Take, statements: tuple[Statement, ...]) -> Take:
    """The take with what it is over, or what its side says next: "took Norland's side. 'Free the boats.'"."""
    over = _over(parse, take)
    if over is not None:
        content = words(parse.text[slice(*over)])
        told = replace(take.reference, kinds=("demand",), span=over, content=content, named=True)
        return replace(take, reference=told)
    place, paragraph = parse.sentence_of(take.at), parse.paragraph_of(take.at)
    for statement in statements:
        start, end = statement.content[0] if statement.content else (0, 0)
        if not 0 < parse.sentence_of(start) - place <= _NEXT or parse.paragraph_of(start) != paragraph:
            continue
        said = parse.doc.char_span(start, end, alignment_mode="expand")
        asks = statement.act in _ASKING or (
            said is not None and any(t.lower_ in _SHOULD or t.lemma_ in _CALLING for t in said)
        )
        if not asks or not same_side(cast, [statement.speaker or ""], [take.actor or ""]):
            return take
        span = (start, end - len(parse.text[start:end]) + len(parse.text[start:end].rstrip(' .,"”')))
        content = words(parse.text[slice(*span)])
        told = replace(take.reference, kinds=("demand",), span=span, content=content, named=True)
        return replace(take, reference=told, statement=statement.id)
    return take


def _over(parse: Parse, take: Take) -> Span | None:
    """What "sided with Norland over the ban" names, or what "is right to ask that they go" says is asked.

    The maker must be told, for it names little.
    """
    found = parse.doc.char_span(take.at, take.at + 1, alignment_mode="expand")
    verb = None if found is None or take.reference.maker is None else found.root
    asked = None if verb is None else _asked_behind(verb)
    if asked is not None:
        return asked
    marks = [] if verb is None else [t for t in verb.subtree if t.dep_ == "prep" and t.lower_ in _ABOUT]
    things = (child for mark in marks for child in mark.children if child.dep_ == "pobj")
    thing = next((t for t in things if t.pos_ == "NOUN" and t.ent_type_ != "DATE"), None)
    return None if thing is None else subtree_span(thing)


def _asked_behind(verb: Token) -> Span | None:
    """What is asked, told behind a verb of asking that the verb governs: "joined Norland in calling for"."""
    for asking in verb.subtree:
        if asking.dep_ not in {"xcomp", "pcomp"} or asking.lemma_ not in _CALLING:
            continue
        behind = [c for c in asking.children if c.i > asking.i]
        things = [c for c in behind if c.dep_ in {"ccomp", "dobj", "xcomp"}]
        things += [part for c in behind if c.dep_ == "prep" and c.lower_ in _SEEKING for part in c.children]
        things += [c for c in behind if c.dep_ == "advcl" and any(m.lower_ == "for" for m in c.children)]
        if things:
            return (clause_span if things[0].pos_ in {"VERB", "AUX"} else subtree_span)(things[0])
    return None


def term_of_promise(head: Token | None, row: StanceVerb) -> Reference | None:
    """The promise just told, where "the date" or "the sum" of it is welcomed."""
    if head is None or row.stance != "supports" or head.low_lemma_ not in _TERMS:
        return None
    bare = [child.lower_ for child in head.children if child.dep_ != "punct"] in (["the"], ["that"])
    return bare_reference(("promise",)) if bare else None


def asking_too(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """Who asks "too" for what another has asked: "Sudmark, too, wants the sailors freed"."""
    for mark in [token for token in parse.doc if token.lower_ in _TOO]:
        verb = mark.head if mark.head.pos_ == "VERB" else mark.head.head
        subject = acting_subject(verb)
        if subject is None or not subject.i < mark.i < verb.i or mark.i > subject.right_edge.i + 2:
            continue
        who = cast.who(subject) if asks(verb) else None
        take = None if who is None else second(verb, who, cast, statements)
        if take is not None:
            yield take


def backing_from(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """Whose backing is told by where it comes from: "Support for Norland came from Sudmark"."""
    for noun in [token for token in parse.doc if token.lower_ in _BACKING]:
        verb = noun.head
        if noun.dep_ not in {"nsubj", "attr"} or verb.lemma_ not in _COMING:
            continue
        mood = mood_of(verb)
        behind = [c for c in (*noun.children, *verb.children) if c.dep_ == "prep" and c.i > noun.i]
        things = {prep.lower_: part for prep in behind for part in prep.children if part.dep_ == "pobj"}
        bare = any(child.lower_ in _HARDLY for child in noun.children)
        if "from" not in things or bare or mood.negated or mood.unreal or speaker_at(noun.idx, statements):
            continue
        who = _source(parse, cast, things["from"])
        matter = things.get("for")
        told = bare_reference(("demand", "proposal"))
        if matter is not None and kinds_of_noun(matter):
            told = refer(matter, cast, ("demand", "proposal"))
        elif matter is not None:
            told = replace(told, maker=cast.who(matter))
        if who is None or (told.maker is not None and same_side(cast, [who], [told.maker])):
            continue
        yield Take(
            actor=who, at=noun.idx, reference=told, kinds=("demand", "proposal"), stance="supports",
            span=(noun.idx, noun.idx + len(noun.text)), seconding=True,
        )  # fmt: skip


def _source(parse: Parse, cast: Cast, thing: Token) -> str | None:
    """Who stands behind "from": a party, or the one that the next sentence opens with ("an odd quarter")."""
    who = cast.who(thing)
    if who is not None:
        return who if cast.actors[who].kind in PARTY_KINDS or cast.actors[who].code else None
    if thing.low_lemma_ not in _SOMEWHERE:
        return None
    place = parse.sentence_of(thing.idx) + 1
    start = parse.sentences[place][0] if place < len(parse.sentences) else len(parse.text)
    first = parse.doc.char_span(start, start + 1, alignment_mode="expand")
    same = start < len(parse.text) and parse.paragraph_of(start) == parse.paragraph_of(thing.idx)
    opener = cast.who(first[0]) if first is not None and same else None
    return opener if opener is not None and cast.actors[opener].kind in PARTY_KINDS else None


def asks(verb: Token) -> bool:
    """Is it a verb of asking for a thing: "Norland wants the sailors freed"?"""
    return verb.lemma_ in _CALLING or KINDS_OF_VERBS.get(verb.lemma_) == "demand"


def second(verb: Token, who: str, cast: Cast, statements: tuple[Statement, ...]) -> Take | None:
    """The support of a party for what the words behind a verb of asking tell; None for no words."""
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ in {"ccomp", "xcomp", "dobj", "prep"}]
    mood = mood_of(verb)
    told = speaker_at(verb.idx, statements)
    if not behind or mood.negated or mood.unreal:
        return None
    thing = behind[-1]
    span = (clause_span if thing.pos_ in {"VERB", "AUX"} else subtree_span)(thing)
    start = min(child.left_edge.idx for child in behind)
    content = words(verb.doc.text[start : span[1]])
    return Take(
        actor=who,
        at=verb.idx,
        reference=Reference(kinds=("demand",), span=(start, span[1]), content=content, named=True),
        kinds=("demand",),
        stance="supports",
        statement=None if told is None else told.id,
        told_by=told.speaker if told is not None and is_told_by_another(cast, who, told) else None,
        span=(verb.idx, verb.idx + len(verb.text)),
        seconding=True,
    )
