"""What is promised, planned or threatened: the deed itself with its status, or the word given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.attribution import statement_at
from deedwatch.reading.events.parties import is_between_parties
from deedwatch.reading.events.roles import Roles
from deedwatch.reading.events.sentence import both_ways, main_deeds, place_sides
from deedwatch.reading.events.sides import fill_sides, is_same_side
from deedwatch.reading.events.triggers import is_lone
from deedwatch.records import quad_of

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.records import Actor, PloverType, Statement

__all__ = ["settle_commitments"]

_PLANNING = words_for("events: planning")
_OFFERING = words_for("events: offering")
_THREATENING = words_for("events: threatening")
_OPEN = frozenset({"planned", "proposed", "conditional"})


def settle_commitments(
    drafts: list[Draft], parse: Parse, cast: Cast, statements: tuple[Statement, ...]
) -> list[Draft]:
    """The drafts with commitments coded once, by the convention that fits the text."""
    if is_lone(parse):
        return _as_intents(drafts, cast)
    filled = fill_sides(_as_deeds(drafts, cast, statements), cast)
    return [draft for draft in filled if is_between_parties(draft, cast)]


def _as_intents(drafts: list[Draft], cast: Cast) -> list[Draft]:
    made = []
    for draft in _given_words([d for d in drafts if d.told and not d.reading.dropped]):
        if draft.status == "denied":
            made.append(_refused(draft))
        elif draft.status in _OPEN and quad_of(draft.type) != 3:
            made.append(_intent(draft))
        else:
            made.append(draft)
    return both_ways([place_sides(draft, cast) for draft in main_deeds(made)])


def _given_words(drafts: list[Draft]) -> list[Draft]:
    """A word given and its deed, joined: AGREE with the deed's target, or the threat alone."""
    inner: dict[int, Draft] = {}
    for told in drafts:
        if told.trigger is not None and told.status in _OPEN:
            head = told.trigger.token.head
            inner.setdefault(head.i, told)
            inner.setdefault(head.head.i, told)
    made = []
    for draft in drafts:
        deed: Draft | None = inner.get(_word_given(draft))
        if deed is None or deed == draft:
            made.append(draft)
        elif quad_of(deed.type) != 4:
            others = (*deed.roles.source, *deed.roles.target)
            target = tuple(key for key in others if key not in draft.roles.source) or draft.roles.target
            roles = Roles(draft.roles.source, target, draft.roles.joint)
            made.append(replace(draft, roles=roles))
    return made


def _word_given(draft: Draft) -> int:
    """The token that the deed hangs on: "agreed", or "ready" under "is"."""
    if draft.trigger is None or draft.trigger.rule.cameo != "030":
        return -2
    if draft.word.lemma_ == "be":
        return next((child.i for child in draft.word.children if child.dep_ == "acomp"), -2)
    return draft.word.i


def _intent(draft: Draft) -> Draft:
    """A deed announced: hostile, or hanging on the other side's yielding, it is a threat."""
    hostile = quad_of(draft.type) == 4 and not _is_offered(draft)
    hostile = hostile or any(token.lower_ == "unless" for token in draft.word.sent)
    kind: tuple[PloverType, str] = ("THREATEN", "130") if hostile else ("AGREE", "030")
    return replace(draft, type=kind[0], cameo=kind[1], status="reported")


def _is_offered(draft: Draft) -> bool:
    """Troops that one is ready to send or offers: help for somebody, not harm."""
    above = draft.word.doc[draft.reading.by] if draft.reading.by >= 0 else None
    return draft.type == "MOBILIZE" and above is not None and above.low_lemma_ in _OFFERING


def _refused(draft: Draft) -> Draft:
    if quad_of(draft.type) in {1, 2}:
        return replace(draft, type="REJECT", cameo="120", status="reported")
    return draft


def _as_deeds(drafts: list[Draft], cast: Cast, statements: tuple[Statement, ...]) -> list[Draft]:
    """The deeds that are promised, without the word given for them where the deed itself is told."""
    given = {_word_given(draft) for draft in drafts}
    arrests = {
        deed.trigger.token.head.i
        for deed in drafts
        if deed.trigger is not None and deed.type == "COERCE" and deed.status in _OPEN
    }
    drafts = [d for d in drafts if not _is_bare_vow(d, arrests) and not _is_said_twice(d, given)]
    promised = {
        node.i
        for deed in drafts
        if deed.trigger is not None and deed.status in _OPEN and not deed.reading.dropped
        for node in (deed.trigger.token.head, deed.trigger.token.head.head)
        if node != deed.word
    }
    return [_vowed(draft, cast, statements) for draft in drafts if _word_given(draft) not in promised]


def _is_said_twice(draft: Draft, given: set[int]) -> bool:
    """What is agreed to be agreed: "agreed with Mali to settle the dispute" is one AGREE.

    ``given`` are the verbs that give a word.
    """
    if draft.type != "AGREE" or draft.trigger is None or draft.status not in _OPEN:
        return False
    return draft.trigger.token.head.i in given


def _is_bare_vow(draft: Draft, arrests: set[int]) -> bool:
    """A vow to arrest or try somebody: no threat, but the deed, planned.

    ``arrests`` are the verbs over such deeds.
    """
    if draft.type != "THREATEN" or draft.trigger is None or draft.trigger.rule.cameo != "130":
        return False
    return draft.word.lemma_ not in _THREATENING and draft.word.i in arrests


def _is_planned(draft: Draft) -> bool:
    """As in "plans to ban the coin": told of as a plan, not said to anybody's face."""
    by = draft.reading.by
    return by >= 0 and draft.word.doc[by].low_lemma_ in _PLANNING


def _is_adversary(actor: Actor, draft: Draft, cast: Cast) -> bool:
    """Whether harm by law is meant for another country's or for one named person."""
    own = {cast.actors[key].country for key in draft.roles.source}
    return actor.kind == "person" or (actor.country is not None and actor.country not in own)


def _vowed(draft: Draft, cast: Cast, statements: tuple[Statement, ...]) -> Draft:
    """A hostile deed that the speaker announces for his own side is a threat to those it is meant for.

    Coercion of nobody else ("will close the border") or by law of one's own people is only planned.
    """
    if draft.status not in _OPEN or quad_of(draft.type) != 4 or draft.type in {"MOBILIZE", "SANCTION"}:
        return draft
    if draft.type == "COERCE" and not any(
        _is_adversary(cast.actors[key], draft, cast) for key in draft.roles.target
    ):
        return draft
    statement = statement_at(draft.span, statements)
    if statement is None or statement.speaker is None or not draft.roles.source or _is_planned(draft):
        return draft
    speaker = cast.actors[statement.speaker]
    if any(is_same_side(speaker, cast.actors[key]) for key in draft.roles.source):
        return replace(draft, type="THREATEN", cameo="138", status="reported", according_to=None, speech=True)
    return draft
