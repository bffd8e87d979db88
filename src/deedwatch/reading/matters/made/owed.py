"""What a party says that others are to do: "Chile should leave", "has to pay", "it is time that it paid".

Who has a say asks for it in these words without a verb of asking. What has been, what is not, and what one's
own side is to do asks nothing of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.kinds import GROUP_KINDS, PUBLIC_KINDS
from deedwatch.language.doers import acting_subject, is_infinitive, is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.drafts import same_land
from deedwatch.reading.matters.made.wrongs import is_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.records import Statement

__all__ = ["is_of_own_men", "is_owed"]

_MUST = frozenset({"should", "must", "ought"})
_HAVING_TO = frozenset({"have", "need", "ought"})
_NOT_ASKED = words_for("matters: not asked by should")
_HIGH_TIME = words_for("matters: high time")
_SERVANTS = words_for("ledger: servants of a state") | words_for("matters: craft")
_PERSONS = frozenset({"he", "she", "i", "we", "you"})


def is_owed(root: Token, statement: Statement, cast: Cast) -> bool:
    """Does a party say what another side should do?"""
    speaker = cast.actors.get(statement.speaker or "")
    if speaker is None or not (speaker.kind in GROUP_KINDS or is_official(statement, cast)):
        return False
    told = any(
        cast.actors[key].kind in PUBLIC_KINDS | GROUP_KINDS
        and not same_land(cast, [key], [statement.speaker or ""])
        for key in statement.addressees
    )
    return any(
        (told and is_suffered(deed)) or _is_of_others(deed, holder, statement, cast)
        for deed, holder in _deeds(root)
    )  # what "should be mended" is asked of the other side that is told so


def is_of_own_men(root: Token, cast: Cast, by: tuple[str, ...]) -> bool:
    """Does a state order its own men or craft ("every Guyanese boat must carry a light")?"""
    subject = acting_subject(root)
    if subject is None or subject.lower_ not in _SERVANTS or not by:
        return False
    state = all(cast.actors[key].kind in PUBLIC_KINDS or cast.actors[key].code for key in by)
    owners = [cast.who(token) for token in (subject, *subject.children)]
    return state and any(key is not None and same_land(cast, [key], by) for key in owners)


def _deeds(root: Token) -> Iterator[tuple[Token, Token]]:
    """Each deed that the words ask for, and the verb that has its subject."""
    for verb in (root, *(other for other in root.conjuncts if other.i > root.i)):
        if any(child.dep_ == "neg" for child in verb.children):
            continue
        if any(child.lower_ in _MUST and child.dep_ == "aux" for child in verb.children):
            yield verb, verb
        deed = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        possible = any(child.tag_ == "MD" for child in verb.children)  # "they would need to give it up"
        if deed is not None and verb.low_lemma_ in _HAVING_TO and not possible:
            yield deed, verb
        time = next((c for c in verb.children if c.dep_ == "attr" and c.lower_ in _HIGH_TIME), None)
        late = () if time is None or verb.lemma_ != "be" else time.children
        yield from ((clause, clause) for clause in late if clause.dep_ in {"relcl", "acl", "ccomp", "advcl"})


def _is_of_others(deed: Token, holder: Token, statement: Statement, cast: Cast) -> bool:
    """Is another side to do it? Who says what should be done, and not by whom, asks it of nobody."""
    if deed.low_lemma_ in _NOT_ASKED or any(child.lower_ == "have" for child in deed.children):
        return False
    subject = acting_subject(holder)
    if subject is None or deed.pos_ != "VERB" or subject.lower_ in _PERSONS or is_suffered(deed):
        return False
    who = cast.who(subject)
    if who is None or cast.actors[who].kind not in PUBLIC_KINDS | GROUP_KINDS:
        return False
    return not same_land(cast, [who], [statement.speaker or ""])
