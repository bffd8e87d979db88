"""Stances that a verb of taking one tells, wherever it stands: "Norland turned down the plan".

What only another party tells of a stance is marked with the teller. Negated, hoped for, possible and
imagined stances are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, first_match, object_of, words_ahead
from deedwatch.reading.matters.modality import is_undone, mood_of
from deedwatch.reading.matters.references import asked_before, asked_clause, kinds_of_noun, of_who_asked
from deedwatch.reading.matters.rows import stance_verbs_of
from deedwatch.reading.matters.stances.objects import is_people, reference_of
from deedwatch.reading.matters.stances.siding import term_of_promise, whose_side
from deedwatch.reading.matters.stances.tellers import (
    actor_of,
    covers,
    is_hearsay,
    is_told_by_another,
    statement_of,
)
from deedwatch.reading.matters.stances.undecided import is_in_pattern
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.holding import cued

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.matters.modality import Mood
    from deedwatch.reading.matters.references import Reference
    from deedwatch.reading.matters.rows import OwnMove, StanceVerb
    from deedwatch.records import Stance, Statement

__all__ = ["told_by_verb"]

_WITHHELD = words_for("matters: things denied")
_PLEDGING = words_for("matters: pledging")
_ELSEWHERE = words_for("matters: elsewhere")
_TELEPHONING = words_for("matters: telephoning")
_CALLS = words_for("matters: calls by telephone")


def told_by_verb(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """The stance, or the maker's move, that a verb tells, of each who takes part in it."""
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


def _is_neither(verb: Token, last: Token) -> bool:
    between, behind = verb.doc[verb.i + 1 : last.i], verb.doc[last.i + 1 : last.i + 3]
    return any(part.lower_ == "neither" for part in between) or [t.lower_ for t in behind] == ["or", "no"]


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
    reference = backed or term_of_promise(head, row) or reference_of(verb, head, row, cast)
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


def _places(row: StanceVerb, last: Token) -> tuple[str, ...]:
    """After "agree to" the matter stands behind "to" and nowhere else."""
    return (last.lower_,) if last.lower_ in row.object else row.object


def _described(verb: Token) -> Token | None:
    """What "the plan we accept" accepts: the noun of a matter that the clause describes."""
    told = verb.dep_ == "relcl" and bool(kinds_of_noun(verb.head)) and not _is_within(verb)
    subject = acting_subject(verb)
    return verb.head if told and subject is not None and subject.tag_ not in {"WDT", "WP"} else None


def _is_within(verb: Token) -> bool:
    """Is it told what was agreed in it: "the deal in which Norland agreed to pay"?"""
    return any(t.tag_ == "WDT" and t.dep_ == "pobj" for part in verb.lefts for t in part.subtree)


def _mood(verb: Token, last: Token, row: StanceVerb, head: Token | None) -> Mood:
    """How real it is told to be, where the row's own words are neither a wish nor a negation."""
    mood = mood_of(verb, head)
    if mood.only_possible and (row.able or _can(verb, row)):
        mood = replace(mood, unreal=False)
    return replace(mood, negated=False) if mood.negated and is_in_pattern(verb, last) else mood


def _can(verb: Token, row: StanceVerb) -> bool:
    """Is it what the speaker himself can do now: "This we can accept"?"""
    said = {child.lower_ for child in verb.children if child.dep_ in {"nsubj", "aux"}}
    return row.stance == "accepts" and "can" in said and bool(said & {"we", "i"})


def _answers_nothing(head: Token, row: StanceVerb, cast: Cast) -> bool:
    """Is it something to which no answer is one?

    To dismiss workers, or a minister, refuses nothing; to deny somebody a visa says of nothing that it is
    untrue; to refuse to reject a plan rejects nothing, to agree to study it accepts nothing.
    """
    if row.stance in {"rejects", "denies"} and is_people(head, cast):
        return True
    return (row.stance == "denies" and head.lower_ in _WITHHELD) or is_undone(row, head)


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


def _is_telephoned(verb: Token, head: Token) -> bool:
    """Is it a call by telephone ("took our call"), of which nothing tells what it is for?"""
    bare = not any(child.dep_ in {"prep", "acl", "relcl"} for child in head.children)
    return head.lemma_ in _CALLS and verb.low_lemma_ in _TELEPHONING and bare


def _move(verb: Token, row: StanceVerb, reference: Reference) -> OwnMove | None:
    """What the maker does with his own: who no longer asks for one thing but for another amends."""
    cut = reference.span is not None and verb.doc.text.endswith(" but to ", 0, reference.span[0])
    return "amends" if row.when == "no longer" and cut else row.move


def _together(verb: Token, take: Take, cast: Cast) -> Iterator[Take]:
    """The others that do the same: "was seconded by the chancellor and the premier"."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]  # "Norland and Sudmark" may be two
    subjects = subjects if len(subjects) > 1 else [s for s in (agent_of(verb),) if s is not None]
    if any(take.actor == cast.who(subject) for subject in subjects):
        for key in dict.fromkeys(key for subject in subjects for key in cast.parties(subject)):
            if key != take.actor:
                yield replace(take, actor=key)
