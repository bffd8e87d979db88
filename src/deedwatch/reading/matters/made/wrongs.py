"""Charges without a verb of charging: "the boats had fished without a licence", "they had siphoned diesel".

Who says of others that they did what only a wrongdoer does, or did a thing without leave, charges them; so
does who tells what another state's men did, or what was done to his own side, unless it was harmless.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import GROUP_KINDS, PARTY_KINDS, PUBLIC_KINDS
from deedwatch.language.doers import acting_subject, by_whom, is_suffered, own_subject, shared_subject
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.drafts import same_land, same_side
from deedwatch.reading.matters.modality import is_nobody
from deedwatch.reading.matters.references import kinds_of_noun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.reading.matters.drafts import Draft
    from deedwatch.records import Statement

__all__ = [
    "DOING_WRONG",
    "charged_in_so_many_words",
    "doer_of",
    "is_done",
    "is_harmless",
    "is_official",
    "is_own",
    "pointed_at",
    "points_out",
    "tells_a_wrong",
    "whence_shots_came",
]

_WRONGS = words_for("matters: wrongs")
_WITHOUT_LEAVE = re.compile(
    rf"\bwithout (?:(?:a|an|any|the|its|our|their|his|her|{any_of('matters: due, of leave')}) )*"
    rf"(?:{any_of('matters: leave that is lacking')})\b|\b(?:{any_of('matters: lawlessly')})\b",
    re.IGNORECASE,
)
_TELLING = frozenset({"assert", "accuse", "assess"})
_FALSE = words_for("matters: false things")
_UNTRUE = words_for("matters: calling it untrue")
_GUILTY = words_for("matters: guilty")
_HARMING = words_for("matters: attacks") | words_for("matters: crimes")
_CROSSING = words_for("matters: crossing")
_HARM_TO_OURS = words_for("matters: harm to what is ours")
_HARM_DONE = _HARMING | _CROSSING
DOING_WRONG = _WRONGS | _HARM_DONE
"""Verbs of what only a wrongdoer does, or of harm."""
_CARRYING = words_for("matters: carrying")
_OFFICES = re.compile(any_of("matters: offices"), re.IGNORECASE)
_OWN = frozenset({"i", "we", "it", "he", "she"})
_ARMS = words_for("matters: arms")
_SHOTS = words_for("matters: shots")
_COMING = words_for("matters: coming from")
_SENDING_SHOTS = words_for("matters: sending shots")
_ONLY_ARMS = words_for("matters: harm with arms alone")
_NO_HARM = words_for("matters: harmless objects")
_COMMON = words_for("matters: common deeds")
_HARMLESS = words_for("matters: harmless deeds")
_SERVANTS = words_for("ledger: servants of a state") | words_for("matters: craft")
_ARMED = frozenset({"MIL", "COP", "SPY"})
_AFFECTED = frozenset({"dobj", "prep", "xcomp", "ccomp", "advmod", "npadvmod", "prt"})
_BEING = frozenset({"was", "were", "is", "are", "been", "had", "has", "have"})
_TELLING_WHICH = frozenset({"det", "poss", "nummod", "compound", "amod", "prep", "relcl", "acl"})


def is_official(statement: Statement, cast: Cast) -> bool:
    """Does a state or body speak, or one who holds an office?"""
    speaker = cast.actors.get(statement.speaker or "")
    if speaker is None:
        return False
    if speaker.kind in PUBLIC_KINDS or (speaker.code or "").endswith(("GOV", "MIL")):
        return True
    return _OFFICES.search("; ".join((*speaker.roles, speaker.name))) is not None


def tells_a_wrong(parse: Parse, cast: Cast, statement: Statement) -> bool:
    """Does a party say that others did a wrong? A wrong done by nobody in particular is none."""
    speaker = cast.actors.get(statement.speaker or "")
    if speaker is None or not (speaker.kind in PARTY_KINDS or is_official(statement, cast)):
        return False
    parts = (parse.doc.char_span(*span, alignment_mode="expand") for span in statement.content)
    told = [(verb, part) for part in parts if part is not None and len(part) for verb in _heads(part)]
    done = [(verb, part.text) for verb, part in told if is_done(verb)]
    wrong = next((verb for verb, text in done if _is_a_wrong(verb, text, cast, statement)), None)
    return wrong is not None and not _is_called_false(wrong)


def _is_called_false(verb: Token) -> bool:
    """Is it said to be untrue: "it was a lie, he added, that they had fired"?"""
    before = verb.doc[verb.sent.start : verb.i]
    return any(
        token.lower_ in _UNTRUE and token.dep_ in {"attr", "acomp"} and token.head.lemma_ == "be"
        for token in before
    )


def _heads(part: TokenSpan) -> tuple[Token, ...]:
    """The verb of the words and those joined to it."""
    return (part.root, *(verb for verb in part.root.conjuncts if verb in part))


def _is_a_wrong(verb: Token, text: str, cast: Cast, statement: Statement) -> bool:
    if _WITHOUT_LEAVE.search(text) or verb.low_lemma_ in _WRONGS or _deals_in(verb):
        return _is_of_others(verb, cast, statement)
    if verb.lemma_ in _HARM_TO_OURS and _is_done_to_us(verb):
        return True
    if _does_harm(verb):
        return _is_of_a_party(verb, cast, statement) or _is_done_to_us(verb)
    return _is_trespass(verb, cast, statement)


def _is_trespass(verb: Token, cast: Cast, statement: Statement) -> bool:
    """Did another state's men or craft do a thing, or another party do it to what is the speaker's?

    "Chilean marines had landed on the island", "Chile had tapped the telephones of its diplomats". What is
    harmless ("had returned the boat", "had met") is none, and neutral bodies that report deeds charge nobody.
    """
    speaker, lemma = cast.actors[statement.speaker or ""], verb.low_lemma_
    harmless = lemma in _HARMLESS | _ONLY_ARMS or any(t.low_lemma_ in _NO_HARM for t in _things(verb))
    if harmless or speaker.kind == "international_organisation":
        return False
    doer = doer_of(verb)
    who = None if doer is None or doer.pos_ == "PRON" else _side_named(doer, cast)
    if doer is None or who is None or is_own(who, cast, statement.speaker or ""):
        return False
    if doer.lower_ not in _SERVANTS and (cast.actors[who].kind == "person" or _is_bare_name(doer, cast)):
        return False
    last = max((c.right_edge for c in verb.children if c.dep_ in _AFFECTED), key=lambda t: t.i, default=verb)
    if last.i <= verb.i and not is_suffered(verb):
        return False
    first, end = min(verb, doer, key=lambda token: token.i), max(verb, last, key=lambda token: token.i)
    named = {m.actor for m in cast.within((first.idx, end.idx + len(end.text))) if m.actor != who}
    hurt = [key for key in named if not same_land(cast, [key], [who])]
    if any(same_land(cast, [key], [statement.speaker or ""]) for key in hurt):
        return True
    known = speaker.country is not None or any(cast.actors[key].kind == "state" for key in hurt)
    return (
        known
        and lemma not in _COMMON
        and (doer.lower_ in _SERVANTS or (cast.actors[who].code or "")[3:6] in _ARMED)
    )


def _things(verb: Token) -> list[Token]:
    """What it is done to."""
    return [child for child in verb.children if child.dep_ == "dobj"]


def _deals_in(verb: Token) -> bool:
    """Is a false or stolen thing dealt in ("sold stolen grain"), or are arms handed to others?"""
    if any(
        part.lower_ in _FALSE for thing in _things(verb) for part in thing.children if part.dep_ == "amod"
    ):
        return True
    arms = [thing for thing in _things(verb) if thing.low_lemma_ in _ARMS]
    return any(child.lower_ == "to" for token in (verb, *arms) for child in token.children) and bool(arms)


def _does_harm(verb: Token) -> bool:
    things = [thing.low_lemma_ for thing in _things(verb)]
    if any(thing in _NO_HARM for thing in things):
        return False  # "took part", "fired a salute"
    if verb.low_lemma_ in _ONLY_ARMS:
        return any(thing in _ARMS for thing in things)  # "laid mines", not "laid a pipe"
    carried = verb.lemma_ in _CARRYING and any(c.lower_ in {"off", "away"} for c in verb.children)
    return carried or verb.low_lemma_ in _HARM_DONE


def _is_bare_name(doer: Token, cast: Cast) -> bool:
    """Is it a name of which neither land nor field is known?"""
    actor = cast.actors.get(cast.who(doer) or "")
    return doer.pos_ == "PROPN" and actor is not None and not (actor.country or actor.code)


def _is_of_a_party(verb: Token, cast: Cast, statement: Statement) -> bool:
    """Did another state, its forces or a group do it: "the Chilean navy had fired on two boats"?"""
    doer = None if is_suffered(verb) else doer_of(verb)
    who = None if doer is None or doer.lower_ in _OWN else _side_named(doer, cast)
    if who is None:
        return False
    if verb.lemma_ in _CROSSING and cast.actors[who].kind in {"population", "person"}:
        return False  # people who cross a border wrong nobody
    return not is_own(who, cast, statement.speaker or "")


def is_own(who: str, cast: Cast, speaker: str) -> bool:
    """Is it the speaker's own side? A union or armed group of his land is another."""
    same = same_side if cast.actors[who].kind in GROUP_KINDS else same_land
    return same(cast, [who], [speaker])


def doer_of(verb: Token) -> Token | None:
    """Who does it: the agent of a passive, else the subject, also of the verb that this one is joined to."""
    return by_whom(verb) if is_suffered(verb) else shared_subject(verb, {"conj"}, _subject_of)


def _subject_of(verb: Token) -> Token | None:
    """The subject of the verb or, where the parser gave it that, of its auxiliary."""
    near = (verb, *(child for child in verb.children if child.dep_ == "aux"))
    return next((c for token in near for c in token.children if c.dep_ == "nsubj"), None)


def _side_named(doer: Token, cast: Cast) -> str | None:
    """The state or group that does it, or whose men or arms do it ("Government guns")."""
    owners = [c for c in doer.children if c.dep_ in {"compound", "poss", "amod", "nmod"}]
    owners += [part for c in doer.children if c.lower_ in {"of", "from"} for part in c.children]
    found = (cast.who(token) for token in (doer, *owners))
    return next(
        (key for key in found if key and (cast.actors[key].country or cast.actors[key].kind in GROUP_KINDS)),
        None,
    )


def pointed_at(doer: Token, cast: Cast) -> str | None:
    """The party that a phrase names or whose men it names, also by the last word of a body's name."""
    found = _side_named(doer, cast)
    if found is not None or cast.who(doer) is not None or doer.pos_ == "PRON":
        return found
    last = f" {doer.lower_}"
    named = [
        key for key, actor in cast.actors.items()
        if actor.kind in GROUP_KINDS and doer.text[:1].isupper() and actor.name.lower().endswith(last)
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None


def is_harmless(verb: Token) -> bool:
    """Is it what wrongs nobody ("had returned the boat", "had met")?"""
    return verb.low_lemma_ in _HARMLESS


def _is_done_to_us(verb: Token) -> bool:
    """Did others do it to what is ours: "they took our boats"?"""
    subject = acting_subject(verb)
    if subject is None or subject.lower_ in _OWN:
        return False
    taken = [
        child for child in verb.children if child.dep_ == "prep" and child.lower_ in {"from", "out", "off"}
    ]
    return any(part.lower_ in {"our", "my"} for thing in (*_things(verb), *taken) for part in thing.subtree)


def is_done(verb: Token) -> bool:
    """Is it told as done, or as going on ("was sheltering")?"""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    subject = own_subject(verb)
    if (subject is not None and is_nobody(subject)) or "neg" in [child.dep_ for child in verb.children]:
        return False
    if verb.tag_ == "VBG":
        return bool(auxiliaries & _BEING)
    return (verb.tag_ == "VBD" and not auxiliaries) or bool(auxiliaries & {"had", "have", "has", "'d", "’d"})


def _is_of_others(verb: Token, cast: Cast, statement: Statement) -> bool:
    """Did somebody in particular do it, and not the speaker's side? A passive must say who."""
    subject = None if is_suffered(verb) else doer_of(verb)
    if subject is None or subject.lower_ in _OWN or any(c.lower_ in {"our", "my"} for c in subject.children):
        return False
    who = _side_named(subject, cast) or cast.who(subject)
    known = who is not None and (cast.actors[who].country or cast.actors[who].kind in GROUP_KINDS)
    if not known and subject.tag_ == "NNS" and not any(c.dep_ in _TELLING_WHICH for c in subject.children):
        return False  # "thieves had stolen the wire"
    return who is None or not is_own(who, cast, statement.speaker or "")


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
        who = pointed_at(token, cast) if named else None
        if who is not None:
            return not is_own(who, cast, statement.speaker or "")
    return False


def _blamed(verb: Token) -> Iterator[Token]:
    """Whom a clause makes the doer of harm.

    The subject of "was responsible", the agent of "was shelled", the owner of "its guns were shelling ours".
    """
    guilty = next((c for c in verb.children if verb.lemma_ == "be" and c.lower_ in _GUILTY), None)
    if guilty is not None and not any(kinds_of_noun(part) for part in guilty.children):
        yield from (child for child in verb.children if child.dep_ == "nsubj")
    if verb.low_lemma_ in _HARMING and not is_suffered(verb):
        subject = acting_subject(verb)
        yield from () if subject is None else (c for c in subject.children if c.tag_ == "PRP$")
    whence = whence_shots_came(verb)
    yield from () if whence is None else (whence,)
    if verb.low_lemma_ in _HARMING and is_suffered(verb):
        for agent in verb.children:
            if agent.dep_ == "agent":
                yield from (child for child in agent.children if child.dep_ == "pobj")


def whence_shots_came(verb: Token) -> Token | None:
    """Whence arms or shots are said to have come ("the rounds came from", "the rocket was fired from")."""
    if verb.lemma_ not in _COMING and not (verb.lemma_ in _SENDING_SHOTS and is_suffered(verb)):
        return None
    subjects = (child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"})
    if not any(subject.low_lemma_ in _ARMS | _SHOTS for subject in subjects):
        return None
    sources = (child for child in verb.children if child.dep_ == "prep" and child.lower_ == "from")
    return next((part for child in sources for part in child.children if part.dep_ == "pobj"), None)


def charged_in_so_many_words(
    parse: Parse, cast: Cast, drafts: Iterable[Draft], statements: Iterable[Statement]
) -> tuple[Draft, ...]:
    """The drafts, and with each charge the quotation of its maker in the next sentence, which tells it again.

    "He accused them of piracy. 'Their tugs cut our nets,' he said": so the charge is known by its words.
    """
    known = list(drafts)
    making = {draft.statement for draft in known}
    quoted = {
        parse.sentence_of(said.content[0][0]): said
        for said in statements
        if said.mode == "direct" and said.speaker and said.content and said.id not in making
    }
    for number, draft in enumerate(known):
        if draft.kind != "accusation" or draft.quoted or draft.move != "states":
            continue
        said = quoted.get(parse.sentence_of(draft.at) + 1)
        if said is None or said.act not in _TELLING or not same_side(cast, draft.by, [said.speaker or ""]):
            continue
        known[number] = replace(draft, also=(*draft.also, *said.content))
    return tuple(known)
