"""Charges without a verb of charging: "the boats had fished without a licence", "they had siphoned diesel".

Who says of others that they did what only a wrongdoer does, or did a thing without leave, charges them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import is_passive
from deedwatch.reading.matters.drafts import same_land

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Statement

__all__ = ["tells_a_wrong"]

_WRONGS = words_for("matters: wrongs")
_WITHOUT_LEAVE = re.compile(
    r"\bwithout (?:(?:a|an|any|the|its|our|their|his|her|due|prior) )*"
    r"(?:licen[cs]e|permit|permission|leave|consent|authori[sz]ation|warrant|notice|approval|paying)\b"
    r"|\b(?:illegally|unlawfully|untaxed|unlicensed)\b",
    re.IGNORECASE,
)
_OWN = frozenset({"i", "we", "it", "he", "she"})
_SPEAKING = frozenset({"state", "government", "organisation", "international_organisation", "armed_group"})


def tells_a_wrong(parse: Parse, cast: Cast, statement: Statement) -> bool:
    """Does a party say that others did a wrong? A wrong done by nobody in particular is none."""
    speaker = cast.actors.get(statement.speaker or "")
    official = speaker is not None and (speaker.kind in _SPEAKING or bool(speaker.roles))
    if not official or not statement.content:
        return False
    start, end = statement.content[0][0], statement.content[-1][1]
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return False
    verbs = (words.root, *words.root.conjuncts)
    without = _WITHOUT_LEAVE.search(words.text) is not None
    wrong = (verb for verb in verbs if without or verb.lemma_.lower() in _WRONGS)
    return any(_is_past(verb) and _is_of_others(verb, cast, statement) for verb in wrong)


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
