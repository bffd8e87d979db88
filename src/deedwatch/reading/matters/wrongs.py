"""Charges without a verb of charging: "the boats had fished without a licence", "they had siphoned diesel".

Who says of others that they did what only a wrongdoer does, or did a thing without leave, charges them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import is_passive
from deedwatch.reading.matters.drafts import same_land
from deedwatch.reading.matters.references import kinds_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Statement

__all__ = ["is_official", "points_out", "tells_a_wrong"]

_WRONGS = words_for("matters: wrongs")
_WITHOUT_LEAVE = re.compile(
    r"\bwithout (?:(?:a|an|any|the|its|our|their|his|her|due|prior) )*"
    r"(?:licen[cs]e|permit|permission|leave|consent|authori[sz]ation|warrant|notice|approval|paying)\b"
    r"|\b(?:illegally|unlawfully|untaxed|unlicensed|at gunpoint)\b",
    re.IGNORECASE,
)
_GROUPS = frozenset({"armed_group", "organisation"})
_FALSE = words_for("matters: false things")
_GUILTY = words_for("matters: guilty")
_HARMING = frozenset(words_for("matters: attacks") | words_for("matters: crimes"))
_CROSSING = words_for("matters: crossing")
_HARM_DONE = _HARMING | _CROSSING
_CARRYING = words_for("matters: carrying")
_STATES = frozenset({"state", "government", "international_organisation"})
_OFFICES = re.compile("|".join(sorted(words_for("matters: offices"))), re.IGNORECASE)
_OWN = frozenset({"i", "we", "it", "he", "she"})
_SPEAKING = frozenset({"state", "government", "organisation", "international_organisation", "armed_group"})


def is_official(statement: Statement, cast: Cast) -> bool:
    """Does a state or body speak, or one who holds an office?"""
    speaker = cast.actors.get(statement.speaker or "")
    if speaker is None:
        return False
    if speaker.kind in _STATES or (speaker.code or "").endswith(("GOV", "MIL")):
        return True
    return _OFFICES.search("; ".join((*speaker.roles, speaker.name))) is not None


def tells_a_wrong(parse: Parse, cast: Cast, statement: Statement) -> bool:
    """Does a party say that others did a wrong? A wrong done by nobody in particular is none."""
    speaker = cast.actors.get(statement.speaker or "")
    party = speaker is not None and (speaker.kind in _SPEAKING or bool(speaker.roles))
    if not (party or is_official(statement, cast)) or not statement.content:
        return False
    start, end = statement.content[0][0], statement.content[-1][1]
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return False
    verbs = (words.root, *words.root.conjuncts)
    without = _WITHOUT_LEAVE.search(words.text) is not None
    wrong = [verb for verb in verbs if without or verb.lemma_.lower() in _WRONGS or _deals_in_lies(verb)]
    if any(_is_past(verb) and _is_of_others(verb, cast, statement) for verb in wrong):
        return True
    harm = (verb for verb in verbs if _does_harm(verb) and _is_past(verb))
    return any(_is_of_a_party(verb, cast, statement) or _is_done_to_us(verb) for verb in harm)


def _deals_in_lies(verb: Token) -> bool:
    """Is it done with a false or stolen thing: "stamped false certificates", "sold stolen grain"?"""
    things = (child for child in verb.children if child.dep_ == "dobj")
    return any(part.lower_ in _FALSE for thing in things for part in thing.children if part.dep_ == "amod")


def _does_harm(verb: Token) -> bool:
    carried = verb.lemma_ in _CARRYING and any(c.lower_ in {"off", "away"} for c in verb.children)
    return carried or verb.lemma_.lower() in _HARM_DONE


def _is_of_a_party(verb: Token, cast: Cast, statement: Statement) -> bool:
    """Did another state, its forces or a group do it: "the Chilean navy had fired on two boats"?"""
    passive = is_passive(verb)
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.children):
        verb = verb.head  # "had walked onto the bridge and slashed the tyres"
    subject = None if passive else next((c for c in verb.children if c.dep_ == "nsubj"), None)
    who = None if subject is None or subject.lower_ in _OWN else cast.who(subject)
    if who is None and subject is not None:  # "Government guns fired on the market"
        owners = (cast.who(c) for c in subject.children if c.dep_ in {"compound", "poss", "amod", "nmod"})
        who = next((key for key in owners if key is not None), None)
    if who is None or not (cast.actors[who].country or cast.actors[who].kind in _GROUPS):
        return False
    if verb.lemma_ in _CROSSING and cast.actors[who].kind in {"population", "person"}:
        return False  # people who cross a border wrong nobody
    return not same_land(cast, [who], [statement.speaker or ""])


def _is_done_to_us(verb: Token) -> bool:
    """Did others do it to what is ours: "they took our boats"?"""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in _OWN:
        return False
    things = (child for child in verb.children if child.dep_ == "dobj")
    return any(part.lower_ in {"our", "my"} for thing in things for part in thing.children)


def _is_past(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    return (verb.tag_ == "VBD" and not auxiliaries) or bool(auxiliaries & {"had", "have", "has", "'d", "’d"})


def _is_of_others(verb: Token, cast: Cast, statement: Statement) -> bool:
    """Did somebody else than the speaker's side do it? A passive must say who."""
    if is_passive(verb):
        return False
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.children):
        verb = verb.head
    near = (verb, *(child for child in verb.children if child.dep_ == "aux"))
    subject = next((c for token in near for c in token.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in _OWN or any(c.lower_ in {"our", "my"} for c in subject.children):
        return False
    who = cast.who(subject)
    return who is None or not same_land(cast, [who], [statement.speaker or ""])


def points_out(parse: Parse, cast: Cast, statement: Statement) -> bool:
    """Is another side named as the one who did it?

    "It was a Norland patrol that crossed", "Norland was responsible", "it was hit by Norland guns".
    """
    start, end = statement.content[0][0], statement.content[-1][1]
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or statement.speaker is None:
        return False
    if [t.lower_ for t in words[:2]] == ["it", "was"]:
        doers = [t for t in words[2:] if any(child.dep_ == "relcl" for child in t.children)]
    else:
        doers = [token for verb in (words.root, *words.root.conjuncts) for token in _blamed(verb)]
    for token in doers:
        named = token.pos_ in {"NOUN", "PROPN"} or token.lower_ in {"its", "their"}
        who = cast.who(token) if named else None
        if who is not None and (cast.actors[who].country or cast.actors[who].kind in _GROUPS):
            return not same_land(cast, [who], [statement.speaker])
    return False


def _blamed(verb: Token) -> Iterator[Token]:
    """Whom a clause makes the doer of harm.

    The subject of "was responsible", the agent of "was shelled", the owner of "its guns were shelling ours".
    """
    guilty = next((c for c in verb.children if verb.lemma_ == "be" and c.lower_ in _GUILTY), None)
    if guilty is not None and not any(kinds_of_noun(part) for part in guilty.children):
        yield from (child for child in verb.children if child.dep_ == "nsubj")
    if verb.lemma_.lower() in _HARMING and not is_passive(verb):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        yield from () if subject is None else (c for c in subject.children if c.tag_ == "PRP$")
    if verb.lemma_.lower() in _HARMING and is_passive(verb):
        for agent in verb.children:
            if agent.dep_ == "agent":
                yield from (child for child in agent.children if child.dep_ == "pobj")
