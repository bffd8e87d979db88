"""Who takes the stance that a verb tells, in whose statement it stands, and whether another side tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.kinds import NAMELESS_KINDS, SILENT_KINDS, STATE_KINDS
from deedwatch.language.doers import is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import is_of_first_person, same_side
from deedwatch.text.holding import cued

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.matters.rows import StanceVerb
    from deedwatch.records import Actor, Statement

__all__ = ["actor_of", "covers", "in_whose_words", "is_hearsay", "is_told_by_another", "statement_of"]

_OFFICES = words_for("matters: offices")
_OWN_SIDE = words_for("matters: one's own side")
_TELLING = words_for("matters: in whose words")
_AS = frozenset({"in", "by"})
_OWN = frozenset({"his", "her", "its", "their"})


def actor_of(verb: Token, cast: Cast, told: Statement | None, row: StanceVerb) -> str | None:
    """Who takes the stance: the subject, or whoever speaks of himself or his own side."""
    if row.object == ("subject",):  # "the charge is false": who says so takes the stance
        return told.speaker if told is not None else in_whose_words(verb.subtree, cast)
    subject = agent_of(verb)
    if subject is None:
        agentless = told is not None and is_suffered(verb) and row.stance == "noncommittal"
        return told.speaker if agentless and told is not None else None
    owners = {part.lower_ for part in subject.children if part.dep_ in {"poss", "det"}}
    found = cast.who(subject)
    if told is not None and is_of_first_person(subject) and not _is_foreign(cast, subject, found, told):
        return told.speaker
    if told is not None and "the" in owners and subject.lower_ in _OWN_SIDE and _is_of_no_state(cast, found):
        return told.speaker  # "the Department supports it", says its secretary
    known = found is not None and cast.actors[found].kind != "unnamed" and subject.lower_ not in _OWN_SIDE
    if told is not None and owners & _OWN and not known:
        return told.speaker  # "his government", says an ambassador of his own
    return found


def _is_of_no_state(cast: Cast, key: str | None) -> bool:
    return key is not None and cast.actors[key].kind == "government" and cast.actors[key].country is None


def in_whose_words(said: Iterable[Token], cast: Cast) -> str | None:
    """Whose words they are in "the charge was, in her words, untrue"; None where nobody is told."""
    telling = (token for token in said if token.lower_ in _TELLING and token.head.lower_ in _AS)
    owners = (child for token in telling for child in token.children if child.dep_ == "poss")
    return next((key for owner in owners if (key := cast.who(owner)) is not None), None)


def _is_foreign(cast: Cast, subject: Token, key: str | None, told: Statement) -> bool:
    """Is it named as of another country than whoever speaks ("our Norland friends have agreed")?"""
    named = any(child.lower_ in state_words() for child in subject.children)
    if key is None or told.speaker is None or not named:
        return False
    one, two = cast.actors[key].country, cast.actors[told.speaker].country
    return one is not None and two is not None and one != two


def statement_of(verb: Token, told: Statement | None, statements: tuple[Statement, ...]) -> str | None:
    """The id of the statement by which, or in which, the verb is told; None for none."""
    for statement in cued(statements, verb.idx):
        if covers(statement, verb.idx):
            return statement.id
    return told.id if told is not None else None


def is_told_by_another(cast: Cast, actor: str | None, told: Statement | None) -> bool:
    """Does another side tell of the stance? A minister of no told land speaks for the state he names."""
    speaker = cast.actors.get(told.speaker or "") if told is not None else None
    nameless = speaker is not None and speaker.kind in NAMELESS_KINDS
    if told is None or actor is None or actor == told.speaker:
        return False
    if same_side(cast, [actor], [told.speaker or ""]):
        return nameless  # an official without a name speaks for nobody
    homeless = speaker is not None and speaker.kind == "person" and speaker.country is None
    official = homeless and speaker is not None and (speaker.code or "")[3:6] == "GOV"
    return not (official and cast.actors[actor].kind in STATE_KINDS)


def is_hearsay(cast: Cast, actor: str | None, told: Statement | None) -> bool:
    """Is it told by a newspaper, or by somebody without a name, of a side of another country than his own?"""
    teller = "" if told is None else told.speaker or ""
    known = cast.actors.get(teller)
    name = "" if known is None else known.name.lower()
    official = any(office in name for office in _OFFICES)  # "the foreign minister announced", not a diplomat
    nobody = known is None or (known.kind in SILENT_KINDS and not official)
    return nobody and not same_side(cast, [actor or ""], [teller]) and not _of_one_country(cast, actor, known)


def _of_one_country(cast: Cast, key: str | None, teller: Actor | None) -> bool:
    """Are both of one country, as lawmakers who say what their state will do? A newspaper tells for none."""
    actor = cast.actors.get(key or "")
    if actor is None or teller is None or teller.kind == "media":
        return False
    return actor.country is not None and actor.country == teller.country


def covers(statement: Statement, at: int) -> bool:
    """Does the cue of a statement stand there?"""
    return statement.cue is not None and statement.cue[0] <= at < statement.cue[1]
