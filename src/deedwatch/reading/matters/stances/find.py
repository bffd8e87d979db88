"""Stances as the text shows them: who, what stance, in which words, on what that the words name.

Two sources: verbs of taking a stance, wherever they stand ("Norland turned down the plan"), and
statements whose act is one (a denial, a refusal, an acceptance). What only another party tells of a
stance is marked with the teller. Negated, hoped for, possible and imagined stances are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import PEOPLE_KINDS
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, first_match, object_of, words_ahead
from deedwatch.reading.matters.drafts import FIRST_PERSON, same_side
from deedwatch.reading.matters.modality import is_denied, is_undone, mood_of, refuses
from deedwatch.reading.matters.references import (
    Reference,
    asked_before,
    asked_clause,
    bare_reference,
    kinds_of_noun,
    of_who_asked,
    put_first,
    refer,
    refer_span,
)
from deedwatch.reading.matters.rows import stance_verbs_of
from deedwatch.reading.matters.stances.by_deed import told_by_deed, told_by_noun
from deedwatch.reading.matters.stances.called_untrue import called_untrue
from deedwatch.reading.matters.stances.clausal import clause_stance, manner_of
from deedwatch.reading.matters.stances.counters import WITH_NOUN, told_of
from deedwatch.reading.matters.stances.formulas import stance_of_phrase
from deedwatch.reading.matters.stances.likewise import likewise
from deedwatch.reading.matters.stances.siding import asking_too, backing_from, term_of_promise, whose_side
from deedwatch.reading.matters.stances.tellers import (
    actor_of,
    covers,
    is_hearsay,
    is_told_by_another,
    statement_of,
)
from deedwatch.reading.matters.stances.undecided import is_in_pattern, undecided
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.holding import cued
from deedwatch.text.wording import words as folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.modality import Mood
    from deedwatch.reading.matters.rows import OwnMove, StanceVerb
    from deedwatch.records import MatterKind, Span, Stance, Statement

__all__ = ["find_takes"]

_WITHHELD = words_for("matters: things denied")
_PLEDGING = words_for("matters: pledging")
_ELSEWHERE = words_for("matters: elsewhere")
_TELEPHONING = words_for("matters: telephoning")
_CALLS = words_for("matters: calls by telephone")
_TOPICAL = frozenset({"on", "over", "about"})
_THEM = frozenset({"them", "him", "her"})
_OF_ACT: dict[str, tuple[Stance, tuple[MatterKind, ...]]] = {
    "deny": ("denies", ("accusation",)),
    "reject": ("rejects", ("proposal", "demand", "promise", "accusation")),
    "accept": ("accepts", ("proposal", "demand", "promise")),
    "accuse": ("rejects", ("promise", "proposal")),
    "praise": ("supports", ("promise", "proposal")),
}
_OF_REFERENCE = frozenset({"accuse", "praise"})  # blaming "the deal" rejects it; blaming a person does not


def find_takes(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Take, ...]:
    """All stances and moves, in order of place; one for each actor, stance and reference."""
    found = [
        take
        for token in parse.doc
        if token.pos_ == "VERB" or (token.lemma_ == "be" and token.dep_ != "aux")
        for take in _of_verb(token, cast, statements)
    ]
    held = {take.at for take in found}
    clauses = [token for token in parse.doc if token.pos_ == "VERB" and token.idx not in held]
    found += [take for token in clauses if (take := _of_clause(token, cast, statements)) is not None]
    nouned = [token for token in parse.doc if token.pos_ in {"VERB", "AUX"} and token.lemma_ in WITH_NOUN]
    found += [take for token in nouned for take in _with_noun(token, cast, statements)]
    found += [take for token in parse.doc if token.lemma_ == "let" for take in _defied(token, statements)]
    found += called_untrue(parse, cast, statements)
    found += undecided(parse, cast, statements)
    found += told_by_noun(parse, cast, statements)
    found += told_by_deed(parse, cast, statements)
    found += asking_too(parse, cast, statements)
    found += backing_from(parse, cast, statements)
    found += likewise(parse, cast, found, statements)
    cues = sorted({take.at for take in found})
    for statement in statements:
        take = _of_statement(statement, parse, cast)
        first, end = statement.cue or (0, 0)
        if take is not None and bisect_left(cues, first) == bisect_left(cues, max(first, end)):
            found.append(take)
    spread = [
        take if key == take.actor else replace(take, actor=key)
        for take in found
        for key in _members(cast, take)
    ]
    return tuple(sorted(spread, key=lambda take: take.at))


def _members(cast: Cast, take: Take) -> tuple[str | None, ...]:
    """The actor, or each member of a collective ("both sides")."""
    return cast.members.get(take.actor or "", ()) or (take.actor,)


def _of_verb(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    rows = stance_verbs_of(verb.low_lemma_)
    near = words_ahead(verb) if rows else frozenset()
    for row in rows:
        last = first_match(verb, row.verbs, near)
        if last is not None and row.stance in {"accepts", "rejects"} and _is_neither(verb, last):
            continue  # "says neither yes nor no", "will not say yes or no"
        take = _read(verb, last, row, cast, statements) if last is not None else None
        if take is not None:
            yield take
            yield from _together(verb, take, cast)
            return


def _of_clause(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Take | None:
    """What a plain clause refuses, or makes hang on a condition."""
    manner = manner_of(verb)
    if manner is None:
        return None
    told = speaker_at(verb.idx, statements)
    found = clause_stance(verb, manner, cast, told)
    if found is None:
        return None
    actor, stance, reference = found
    return Take(
        actor=actor,
        at=verb.idx,
        reference=reference,
        kinds=reference.kinds,
        stance=stance,
        statement=None if told is None else told.id,
        told_by=None if told is None or same_side(cast, [actor], [told.speaker or ""]) else told.speaker,
        span=reference.span,
        by_clause=True,
    )


def _defied(verb: Token, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """What others threaten to do and are told to go ahead with: "Let them close the ports"."""
    told = speaker_at(verb.idx, statements)
    deed = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"), None)
    if told is None or told.speaker is None or told.mode != "direct" or deed is None:
        return
    if any(c.dep_ == "nsubj" for c in verb.children) or not any(c.lower_ in _THEM for c in deed.children):
        return
    span = (deed.idx, deed.right_edge.idx + len(deed.right_edge.text))
    content = folded(verb.doc.text[slice(*span)])
    reference = Reference(kinds=("promise",), span=span, content=content, clause=True)
    yield Take(
        actor=told.speaker, at=verb.idx, reference=reference, kinds=("promise",), stance="rejects",
        statement=told.id, span=span, by_clause=True,
    )  # fmt: skip


def _with_noun(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """A counter-proposal or backing, where its side speaks for itself or the report tells it."""
    found = told_of(verb, cast)
    if found is None:
        return
    told = speaker_at(verb.idx, statements)
    if found.doer is None:
        actor = next((s.speaker for s in cued(statements, verb.idx) if covers(s, verb.idx)), None)
    else:
        own = told is not None and ({found.doer.lower_} | _owners(found.doer)) & FIRST_PERSON
        actor = told.speaker if own and told is not None else cast.who(found.doer)
    if actor is None or (told is not None and not same_side(cast, [actor], [told.speaker or ""])):
        return
    kinds = found.reference.kinds
    yield Take(
        actor=actor, at=verb.idx, reference=found.reference, kinds=kinds, stance=found.stance,
        statement=statement_of(verb, told, statements), span=(verb.idx, verb.idx + len(verb.text)),
    )  # fmt: skip


def _owners(subject: Token) -> set[str]:
    return {part.lower_ for part in subject.children if part.dep_ == "poss"}


def _together(verb: Token, take: Take, cast: Cast) -> Iterator[Take]:
    """The others that do the same: "was seconded by the chancellor and the premier"."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]  # "Norland and Sudmark" may be two
    subjects = subjects if len(subjects) > 1 else [s for s in (agent_of(verb),) if s is not None]
    if any(take.actor == cast.who(subject) for subject in subjects):
        for key in dict.fromkeys(key for subject in subjects for key in cast.parties(subject)):
            if key != take.actor:
                yield replace(take, actor=key)


def _read(
    verb: Token, last: Token, row: StanceVerb, cast: Cast, statements: tuple[Statement, ...]
) -> Take | None:
    own = object_of(verb, last, _places(row, last)) or asked_clause(verb, cast) or _described(verb)
    asked = asked_before(verb) if own is None and row.stance in {"accepts", "rejects"} else None
    head = own or asked
    told = speaker_at(verb.idx, statements)
    actor = actor_of(verb, cast, told, row)
    backed = whose_side(verb, head, row, cast)
    nobody = row.maker in {"must", "body"} and backed is None  # to stand by a river takes nobody's side
    if nobody or (head is None and "none" not in row.object) or (actor is None and row.move is None):
        return None
    if backed is None and head is not None and _answers_nothing(head, row, cast):
        return None
    reference = backed or term_of_promise(head, row) or _reference(verb, head, row, cast)
    reference = reference if asked is None else of_who_asked(asked, reference, cast)
    mood = _mood(verb, last, row, head)
    foreign = is_told_by_another(cast, actor, told)
    stance = _stance(row, mood, foreign=foreign)
    hearsay = foreign and is_hearsay(cast, actor, told)
    telephoned = head is not None and _is_telephoned(verb, head)
    if hearsay or telephoned or _is_none(verb, row, reference, mood) or (stance is None and row.move is None):
        return None
    act = next((s.act for s in cued(statements, verb.idx) if covers(s, verb.idx)), None)
    denied = act == "deny" and (not reference.named or "accusation" in reference.kinds)
    if stance == "rejects" and (denied or reference.kinds == ("accusation",)):
        stance, reference = "denies", replace(reference, kinds=("accusation",))
    return Take(
        actor=actor,
        at=verb.idx,
        reference=reference,
        kinds=row.kinds,
        stance=stance,
        move=_move(verb, row, reference),
        statement=statement_of(verb, told, statements),
        told_by=told.speaker if foreign and told is not None else None,
        span=(verb.idx, last.idx + len(last.text)),
        seconding=row.stance == "supports" and (row.maker == "must" or row.object[0] in {"as", "subject"}),
        anyone=row.anyone,
    )


def _mood(verb: Token, last: Token, row: StanceVerb, head: Token | None) -> Mood:
    """How real it is told to be, where the row's own words are neither a wish nor a negation."""
    mood = mood_of(verb, head)
    if mood.only_possible and (row.able or _can(verb, row)):
        mood = replace(mood, unreal=False)
    return replace(mood, negated=False) if mood.negated and is_in_pattern(verb, last) else mood


def _answers_nothing(head: Token, row: StanceVerb, cast: Cast) -> bool:
    """Is it something to which no answer is one?

    To dismiss workers, or a minister, refuses nothing; to deny somebody a visa says of nothing that it is
    untrue; to refuse to reject a plan rejects nothing, to agree to study it accepts nothing.
    """
    if row.stance in {"rejects", "denies"} and _is_people(head, cast):
        return True
    return (row.stance == "denies" and head.lower_ in _WITHHELD) or is_undone(row, head)


def _described(verb: Token) -> Token | None:
    """What "the plan we accept" accepts: the noun of a matter that the clause describes."""
    told = verb.dep_ == "relcl" and bool(kinds_of_noun(verb.head)) and not _is_within(verb)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return verb.head if told and subject is not None and subject.tag_ not in {"WDT", "WP"} else None


def _is_within(verb: Token) -> bool:
    """Is it told what was agreed in it: "the deal in which Norland agreed to pay"?"""
    return any(t.tag_ == "WDT" and t.dep_ == "pobj" for part in verb.lefts for t in part.subtree)


def _can(verb: Token, row: StanceVerb) -> bool:
    """Is it what the speaker himself can do now: "This we can accept"?"""
    said = {child.lower_ for child in verb.children if child.dep_ in {"nsubj", "aux"}}
    return row.stance == "accepts" and "can" in said and bool(said & {"we", "i"})


def _is_neither(verb: Token, last: Token) -> bool:
    between, behind = verb.doc[verb.i + 1 : last.i], verb.doc[last.i + 1 : last.i + 3]
    return any(part.lower_ == "neither" for part in between) or [t.lower_ for t in behind] == ["or", "no"]


def _is_telephoned(verb: Token, head: Token) -> bool:
    """Is it a call by telephone ("took our call"), of which nothing tells what it is for?"""
    bare = not any(child.dep_ in {"prep", "acl", "relcl"} for child in head.children)
    return head.lemma_ in _CALLS and verb.low_lemma_ in _TELEPHONING and bare


def _is_people(head: Token, cast: Cast) -> bool:
    """Is it people, or a person, that this is done to?"""
    if head.lower_ in {"nobody", "anyone"}:
        return True
    who = cast.who(head) if head.pos_ in {"NOUN", "PROPN"} and not kinds_of_noun(head) else None
    return who is not None and cast.actors[who].kind in PEOPLE_KINDS


def _move(verb: Token, row: StanceVerb, reference: Reference) -> OwnMove | None:
    """What the maker does with his own: who no longer asks for one thing but for another amends."""
    cut = reference.span is not None and verb.doc.text.endswith(" but to ", 0, reference.span[0])
    return "amends" if row.when == "no longer" and cut else row.move


def _is_none(verb: Token, row: StanceVerb, reference: Reference, mood: Mood) -> bool:
    """What looks like a stance or a move and is none."""
    if verb.dep_ == "relcl" and any(child.lower_ == "had" for child in verb.children):
        return True  # "which his government had rejected in March": history
    elsewhere = row.named and _is_moved(verb, row)
    pointed = row.when == "unfinished" and reference.span is None  # "has read it"
    unnamed = row.named and not (reference.named or pointed)
    if (_is_pledged(verb) and not reference.named) or unnamed or elsewhere:
        return True  # to promise to send a thing back answers no request, to take the ferry no offer
    if row.move is not None:
        if row.when == "no longer":
            return mood.unreal or not mood.no_longer or reference.span is None
        charge = reference.clause and reference.kinds == ("accusation",)  # "the charge that they had shot"
        return mood.unreal or mood.negated or not (reference.named or charge)
    if row.object == ("subject",) and reference.maker is None:
        return not (reference.named or reference.clause) and (row.stance == "denies" or not reference.content)
    # to examine a report is no answer to a proposal
    return row.stance == "noncommittal" and reference.named and not set(reference.kinds) & set(row.kinds)


def _is_moved(verb: Token, row: StanceVerb) -> bool:
    """Is the thing only brought somewhere: "took the offer to Geneva", not "sent the offer back"?"""
    own = {word for pattern in row.verbs for word in pattern.split()}.union(
        row.object
    )  # "a voice to the call"
    return any(child.lower_ in _ELSEWHERE and child.lower_ not in own for child in verb.children)


def _is_pledged(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.low_lemma_ in _PLEDGING


def _stance(row: StanceVerb, mood: Mood, *, foreign: bool) -> Stance | None:
    """The stance that the verb takes in its mood; None where it is none.

    What outsiders think a party would do is no stance; a party's own "only if" is a conditional one.
    """
    if mood.refusing and row.stance == "accepts" and row.when == "plain" and not (mood.unreal or foreign):
        return "rejects"  # "will not accept", "could never agree to"; "has not accepted" says nothing
    consents = row.stance in {"accepts", "supports"}
    if consents and mood.only_possible and mood.only_if and not (foreign or mood.negated):
        return "conditional"  # "could accept it if they paid"
    ended = row.when == "unfinished" and mood.finished  # "looked into it" tells of a study that has ended
    if ended or mood.unreal or mood.negated != (row.when == "negated"):
        return None
    if (foreign and (mood.would or mood.only_if)) or (row.when == "conditional" and not mood.only_if):
        return None
    if consents and mood.only_if:
        return "conditional"
    return row.stance


def _places(row: StanceVerb, last: Token) -> tuple[str, ...]:
    """After "agree to" the matter stands behind "to" and nowhere else."""
    return (last.lower_,) if last.lower_ in row.object else row.object


def _reference(verb: Token, head: Token | None, row: StanceVerb, cast: Cast) -> Reference:
    asked: tuple[MatterKind, ...] = ("demand", "proposal")
    if head is not None and head.pos_ == "VERB" and row.stance == "rejects":  # "refused to close it"
        return replace(refer(head, cast, asked), kinds=asked)
    aside = head is not None and head.dep_ == "pobj" and not kinds_of_noun(head) and "none" in row.object
    if head is None or (aside and not _is_topic(head)):
        return _unsaid(verb, head, row, cast)
    if row.object[:1] == ("as",):
        return _same_as(verb, head, row, cast)
    found = refer(head, cast, row.kinds)
    topic = (put_first(verb) or _spoken_of(verb, cast)) if found.span is None else None
    if topic is not None:  # "On the truce she said they back it"
        return refer(topic, cast, row.kinds)
    if row.object == ("subject",) and not found.named:
        return replace(found, definite=False)  # "five percent is acceptable": known only from other reports
    now = _instead if row.when == "no longer" else _put_at if row.move == "amends" and found.named else None
    return found if now is None else now(verb, found)


def _spoken_of(verb: Token, cast: Cast) -> Token | None:
    """What "it" stands for in its own sentence: of "To open them is right, and we support it" the deed."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in {"VERB", "AUX"}:
        return None
    subject = next((child for child in first.children if child.dep_ in {"nsubj", "csubj"}), None)
    thing = subject is not None and (subject.dep_ == "csubj" or subject.pos_ == "NOUN")
    return subject if thing and subject is not None and cast.who(subject) is None else None


def _is_topic(head: Token) -> bool:
    """Is it what the answer is about: "gave way on the school", not "gave way on Friday"?"""
    told = any(child.dep_ in {"det", "poss"} and child.lower_ not in {"a", "an"} for child in head.children)
    return head.head.lower_ in _TOPICAL and told and head.ent_type_ not in {"DATE", "TIME"}


def _unsaid(verb: Token, head: Token | None, row: StanceVerb, cast: Cast) -> Reference:
    """What the sentence before tells; an unnamed charge is answered by denying it, not by accepting it."""
    asked = (kind for kind in row.kinds if kind in {"demand", "proposal"} or row.stance == "noncommittal")
    kinds = tuple(asked) or row.kinds
    topic = put_first(verb) if head is None else _on_what(verb, head)
    if topic is not None:
        return refer(topic, cast, kinds)
    same = row.object[:1] == ("as",)  # "wants the same": what has been asked before
    return replace(bare_reference(kinds), named=same)


def _same_as(verb: Token, head: Token, row: StanceVerb, cast: Cast) -> Reference:
    """What "wants the same as Norland" wants: the words are the verb's, the maker follows."""
    words = next((child for child in verb.children if child.dep_ in {"dobj", "obj"}), head)
    found = refer(words, cast, row.kinds)
    span = _through_colon(verb, found.span)
    content = found.content if span is None else folded(verb.doc.text[span[0] : span[1]])
    return replace(found, maker=cast.who(head), named=True, kinds=row.kinds, span=span, content=content)


def _put_at(verb: Token, found: Reference) -> Reference:
    """What is asked from now on: of "lowered its demand to nine million" the words behind "to"."""
    terms = [
        part
        for child in verb.subtree
        if child.lower_ == "to" and child.dep_ in {"prep", "dative"} and child.i > verb.i
        for part in child.children
        if part.dep_ == "pobj" and (part.pos_ == "NUM" or any(c.pos_ == "NUM" for c in part.subtree))
    ]
    if not terms or found.span is None or terms[0].ent_type_ == "DATE":
        return found
    start, end = terms[0].left_edge.idx, verb.sent.end_char
    rest = verb.doc.text[start:end].rstrip(' .\n"”')
    return replace(found, span=(start, start + len(rest)), whole=found.span)


def _on_what(verb: Token, head: Token) -> Token | None:
    """What is agreed with somebody "on a price for cocoa"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _TOPICAL and head.head.i != child.i:
            thing = next((part for part in child.children if part.dep_ == "pobj"), None)
            return thing if thing is not None and thing.ent_type_ != "DATE" else None
    return None


def _instead(verb: Token, found: Reference) -> Reference:
    """What is asked from now on: of "no longer asks to end it but to halve it" the words behind "but"."""
    if found.span is None:
        return found
    start, end = found.span
    cut = verb.doc.text.find(" but to ", start, end)
    if cut < 0:
        return found
    span = (cut + len(" but to "), end)
    return replace(found, span=span, content=folded(verb.doc.text[start:end]), whole=(start, end))


def _through_colon(verb: Token, span: Span | None) -> Span | None:
    """The words behind a colon spell it out: "wants the same as Norland: no dredging"."""
    if span is None:
        return None
    rest = re.split('["”]', verb.doc.text[span[1] : verb.sent.end_char])[0]
    return (span[0], span[1] + len(rest.rstrip(' .,!\n"”'))) if rest.startswith(":") else span


def _of_statement(statement: Statement, parse: Parse, cast: Cast) -> Take | None:
    known = _OF_ACT.get(statement.act)
    if known is None or statement.speaker is None or not statement.content:
        return None
    stance, kinds = known
    start, end = statement.content[0]
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words) or words.text.rstrip(' "”').endswith("?"):
        return None
    open_ended = stance_of_phrase(parse, statement.content[0], "proposal") in {"noncommittal", "conditional"}
    refused = refuses(words.root) and (words.root.pos_ != "VERB" or is_denied(words.root))
    people = stance in {"rejects", "denies"} and _is_people(words.root, cast)
    if open_ended or people or (stance == "rejects" and refused):
        return None  # "I say neither yes nor no" denies nothing, "refused to reject it" rejects nothing
    reference = refer_span(statement.content[0], parse, cast, kinds)
    if stance == "accepts" and reference.kinds == ("accusation",):
        return None  # who defends himself against a report has not accepted it
    if statement.act in _OF_REFERENCE and (not reference.named or reference.clause):
        return None
    at = statement.cue[0] if statement.cue else statement.content[0][0]
    return Take(
        actor=statement.speaker,
        at=at,
        reference=reference,
        kinds=kinds,
        stance=stance,
        statement=statement.id,
        span=statement.cue or statement.content[0],
        by_act=True,
    )
