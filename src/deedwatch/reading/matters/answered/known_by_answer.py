"""Matters known only by the words of an answer.

Where the report holds no matter that a stance answers, but its words tell whose it is or what it says, the
matter is recalled: an entry in those words, on which the stance stands.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from deedwatch.actors.kinds import PARTY_KINDS, STATE_KINDS
from deedwatch.language.closed import NOBODY, NOT
from deedwatch.language.doers import acting_subject, is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.answered.with_stance import with_stance
from deedwatch.reading.matters.clauses import clause_span
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.reading.matters.references import DOUBTFUL
from deedwatch.reading.matters.rows import stance_verbs_of
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Span, Statement

__all__ = [
    "ENOUGH_TO_KNOW",
    "is_disowned",
    "is_taken_up",
    "recalled",
    "told_to_whom",
]

_WISHING = words_for("matters: wanting") | words_for("matters: wishing")
_WITHHELD = words_for("matters: things denied")
_ANSWERING = words_for("matters: answering")
_UNTRUE = words_for("matters: calling it untrue")
_OTHERWISE = NOBODY | NOT | {"we", "i", "our", "my"}
_LONGEST = 240  # characters of a sentence that "that promise" can stand for
ENOUGH_TO_KNOW = 2  # words of content that a phrase needs to be known again in other reports


def recalled(parse: Parse, cast: Cast, take: Take, statements: tuple[Statement, ...]) -> Draft | None:
    """A matter known only by the words in which it is answered, withdrawn or amended."""
    reference = take.reference
    if reference.pointing and reference.named and not reference.content:
        return _pointed_at(parse, cast, take, statements)
    if reference.span is None or not reference.content or take.by_clause or _is_no_answer(take):
        return None
    maker = reference.maker
    if take.stance is None:
        maker = maker or take.actor
    elif maker is not None and take.actor is not None and same_side(cast, [maker], [take.actor]):
        return None
    given_up = take.stance is None and maker is not None  # "no longer asked for ten years"
    known = reference.clause or reference.named or given_up
    wished = take.seconding and maker is None and _is_any_thing(parse, reference.span)
    if wished or not (known or is_taken_up(take) or is_disowned(parse, take)):
        return None
    own_deed = take.stance is None and _is_own_deed(parse, reference.span)
    if reference.clause and (own_deed or (take.stance is not None and not _tells_a_matter(parse, take))):
        return None
    kind = reference.kinds[0]
    if reference.clause or is_disowned(parse, take):
        charged = take.stance == "denies" or (take.stance is None and reference.kinds == ("accusation",))
        kind = "accusation" if charged else "demand"
    asked = take.actor if take.stance not in {None, "supports"} else None
    if asked is not None and take.stance == "denies" and reference.clause:
        asked = _whose_deed(parse, cast, reference.span, asked)
    to: tuple[str, ...] = (asked,) if asked else ()
    if take.seconding and maker:  # who takes another's part asks it of the same
        said = next((s for s in statements if s.id == take.statement), None)
        to = tuple(key for key in (said.addressees if said else ()) if cast.actors[key].kind in STATE_KINDS)
    draft = Draft(
        kind=kind,
        by=(maker,) if maker else (),
        to=to,
        content=reference.span,
        at=take.at,
        statement=take.statement if maker is None else None,
        move=take.move or "recalls",
        also=(reference.whole,) if reference.whole else (),
    )
    return with_stance(cast, draft, take)


def _is_any_thing(parse: Parse, span: Span) -> bool:
    """Is it a thing that anybody may wish for ("a quiet summer"), not a deed nor what is known?"""
    found = parse.doc.char_span(*span, alignment_mode="expand")
    thing = None if found is None else found.root
    return thing is not None and thing.pos_ == "NOUN" and any(c.lower_ in {"a", "an"} for c in thing.children)


def _is_no_answer(take: Take) -> bool:
    """Is it a matter of its own, or a noun that tells what a deed needs ("in order for them to withdraw")?"""
    start, end = take.reference.span or (0, 0)
    inside = start <= take.at < end and not take.reference.definite
    return take.stance == "counters" or (take.stance is None and take.reference.named and inside)


def _pointed_at(parse: Parse, cast: Cast, take: Take, statements: tuple[Statement, ...]) -> Draft | None:
    """For "that promise", "those reports": what the sentence before tells in the reporter's own voice."""
    place = parse.sentence_of(take.at)
    if place == 0 or take.stance is None:
        return None
    start, end = parse.sentences[place - 1]
    words_before = parse.doc.char_span(start, end, alignment_mode="expand")
    if words_before is None or end - start > _LONGEST or '"' in words_before.text:
        return None
    kind = take.reference.kinds[0]
    quoted = any(s.id == take.statement and s.mode == "direct" for s in statements)
    if kind in {"demand", "proposal"} and (quoted or stance_verbs_of(words_before.root.low_lemma_)):
        return None  # "The Church backed the government. It joins in this request", "'We want no such plan'"
    told = next((part for part in words_before if part.low_lemma_ in DOUBTFUL), None)
    clause = told and next((c for c in told.children if c.dep_ in {"acl", "ccomp"}), None)
    content = clause_span(clause) if clause else (start, end - 1 if parse.text[end - 1] == "." else end)
    speakers = [s.speaker for s in statements if s.speaker and s.content and s.content[0][0] < start]
    by = (speakers[-1],) if speakers and kind != "accusation" else ()
    if same_side(cast, by, [take.actor or ""]):
        return None
    to = (take.actor,) if take.actor and kind != "accusation" else ()
    draft = Draft(kind=kind, by=by, to=to, content=content, at=start, move="recalls")
    return with_stance(cast, draft, take)


def is_disowned(parse: Parse, take: Take) -> bool:
    """Is a deed denied ("denied dumping waste"), not a thing withheld ("denied them access")?"""
    span = take.reference.span
    if take.stance != "denies" or take.by_act or take.reference.named or span is None:
        return False
    found = parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    deed = found is not None and found.root.lower_ not in _WITHHELD and found.root.ent_type_ == ""
    return deed and len(take.reference.content) >= ENOUGH_TO_KNOW


def is_taken_up(take: Take) -> bool:
    """Is a known thing taken as a whole, without a noun of matters ("accepted the board of captains")?"""
    if take.reference.named or take.reference.clause:
        return False
    if take.reference.content & _unasked():
        return False
    told = take.stance in {"accepts", "conditional"} and take.reference.definite
    if "proposal" not in take.reference.kinds:
        return False
    return told and len(take.reference.content) >= ENOUGH_TO_KNOW


@cache
def _unasked() -> frozenset[str]:
    """Things that are accepted though nobody proposed them: a resignation, a prize, a defeat."""
    return words(" ".join(words_for("matters: accepted unasked")))


def _is_own_deed(parse: Parse, span: Span) -> bool:
    """Is it what one would do himself ("no longer wants to keep them")? He asks it of nobody."""
    clause = parse.doc.char_span(*span, alignment_mode="expand")
    if clause is None or clause.root.dep_ != "xcomp":
        return False
    verb = clause.root.head
    return verb.low_lemma_ in _WISHING and acting_subject(clause.root) is None


def _whose_deed(parse: Parse, cast: Cast, span: Span, denier: str) -> str:
    """Who is charged with what one denies: of an envoy's "denied that her country had" her country."""
    clause = parse.doc.char_span(*span, alignment_mode="expand")
    subject = None if clause is None or is_suffered(clause.root) else acting_subject(clause.root)
    who = None if subject is None else cast.who(subject)
    own = who is not None and cast.actors[who].kind in STATE_KINDS and same_land(cast, [who], [denier])
    return who if own and who is not None else denier


def _tells_a_matter(parse: Parse, take: Take) -> bool:
    """A clause tells what was alleged or asked only under "denied that ...", "refused to ..."."""
    span = take.reference.span
    assert span is not None
    clause = parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    if clause is None or take.stance not in {"denies", "rejects"}:
        return False
    said = {token.lower_ for token in clause}
    if said & _OTHERWISE:
        return False
    if take.stance == "denies" and clause.root.low_lemma_ in _ANSWERING:
        return False  # "denied that it had agreed": no charge, and no stance either
    if take.by_act and (take.stance == "rejects" or said & _UNTRUE):
        return False
    if take.stance == "rejects":
        return clause.root.tag_ in {"VB", "VBG"} and take.span is not None
    return True


def told_to_whom(cast: Cast, take: Take, statements: tuple[Statement, ...]) -> str | None:
    """To which party a refusal is told: it is its demand that "told Norland that it will not go" refuses."""
    told = next((s for s in statements if take.stance == "rejects" and s.id == take.statement), None)
    parties = (key for key in (told.addressees if told else ()) if cast.actors[key].kind in PARTY_KINDS)
    return next((key for key in parties if not same_land(cast, [key], [take.actor or ""])), None)
