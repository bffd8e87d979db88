"""To whom a matter goes: who is addressed, whom its words name as the one to act, whose deeds are charged.

Nobody is guessed: a state that the words only mention is not asked for anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.kinds import PEOPLE_KINDS, STATE_KINDS
from deedwatch.actors.stateless import is_any_government
from deedwatch.language.doers import acting_subject, is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, focus_of
from deedwatch.reading.matters.drafts import heads_a_part, same_side
from deedwatch.reading.matters.made.unmade import gives_word, is_vague
from deedwatch.reading.matters.made.wrongs import pointed_at, whence_shots_came

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Token, TokenSpan
    from deedwatch.records import Actor, Event, MatterKind, Statement

__all__ = ["addressed", "objects_of"]

_EVENT_OF_KIND = {"demand": {"REQUEST"}, "accusation": {"ACCUSE"}, "promise": {"THREATEN", "AGREE"},
                  "proposal": {"REQUEST", "AGREE", "CONSULT"}}  # fmt: skip
_PARTIES = frozenset({"state", "government", "international_organisation", "armed_group", "person"})
_BODIES = _PARTIES - {"person"} | {"organisation"}
_WRITING = words_for("matters: writing to")
_ASKING_OF = words_for("matters: asking of somebody")
_AUDIENCES = words_for("matters: audiences")
_BRINGING = words_for("matters: bringing together")
_BEHIND = re.compile(r" (?:of|in|at|from|outside|near) ")
_LOCATIVES = frozenset(
    {"in", "at", "near", "inside", "outside", "across", "into", "within", "around", "over", "before"}
)


def addressed(
    kind: MatterKind, statement: Statement, words: TokenSpan, cast: Cast, events: tuple[Event, ...]
) -> tuple[str, ...]:
    """To whom: the addressees, else the target of the event told by the words, else who is to act."""
    own = (statement.speaker,) if statement.speaker else ()
    if kind == "promise" and (promised := _promised(statement, words, cast)):
        return promised
    told = _targets(kind, statement, cast, events)
    options = (
        [told, list(statement.addressees)] if kind == "accusation" else [list(statement.addressees), told]
    )
    if kind in {"promise", "proposal"}:
        options = [[key for key in keys if _is_party(cast, key)] for keys in options]
    if kind == "accusation":
        options[:0] = [_pointed_out(words, cast), _owner_of_deeds(words, cast), _who_did(words, cast)]
    if kind == "demand":
        options[:0] = [_first_named(words, cast), _written_to(statement, words, cast)]
    if kind in {"demand", "proposal"}:
        options.insert(0, _who_must(kind, words, cast))
    state = () if any(heads_a_part(cast.actors[key]) for key in own) else own  # a governor may ask his own
    befallen = _befallen(words, cast)
    is_told = kind != "demand" or _own_subject(words) is not None
    for keys in (*options, *_doers(kind, statement, words, cast)):
        others = tuple(
            key
            for key in dict.fromkeys(keys)
            if not (
                key in own
                or same_side(cast, [key], state)
                or is_vague(cast, key)
                or cast.actors[key].kind == "media"
            )
            and not (is_told and _only_listens(cast, key))
            and not (kind == "demand" and (key in befallen or _is_given(cast, key, words)))
            and not (_is_affected(cast, key, words) or (kind == "demand" and _is_where(cast, key, words)))
            and not (kind == "proposal" and _is_guest(cast, key, words))
            and (kind in {"demand", "accusation"} or not _only_hears(cast.actors[key]))
        )
        if others:
            return _with_the_rest(kind, others, own, words, cast)
    return ()


def _promised(statement: Statement, words: TokenSpan, cast: Cast) -> tuple[str, ...]:
    """The people to whom a word is given: of "promised the miners of Svea that" the miners."""
    found = words.doc.char_span(*(statement.cue or (0, 0)), alignment_mode="expand")
    if found is None or not gives_word(found.root):
        return ()
    things = (child for child in found.root.children if child.dep_ in {"dobj", "dative"})
    return tuple(
        key for part in things for key in cast.parties(part) if cast.actors[key].kind == "population"
    )


def _only_hears(actor: Actor) -> bool:
    """Is it people, or a court, to whom nothing is promised or proposed ("bring a case before the court")?"""
    return actor.kind == "population" or (actor.code or "").endswith(("JUD", "ICJ"))


def _sides(event: Event, own: tuple[str, ...], cast: Cast) -> tuple[str, ...]:
    """Whom an event is done to, and who does it where that is not the speaker: both who would meet."""
    is_theirs = event.type == "CONSULT" and not same_side(cast, event.source, own)
    return (*event.source, *event.target) if is_theirs else event.target


def _who_must(kind: MatterKind, words: TokenSpan, cast: Cast) -> list[str]:
    """Who has to act, whoever was told so: of "We demand that the mill pay" the mill.

    Of a proposal the parties that act by it, not the laboratory or joint team with which it is carried out.
    """
    subject = None if is_suffered(words.root) else _own_subject(words)
    told = [] if subject is None else list(cast.parties(subject))
    if subject is not None and kind == "proposal" and cast.who(subject) not in cast.members:
        told = [key for key in told if _is_party(cast, key) and not _is_described(cast.actors[key])]
    if told or kind == "proposal":
        return told
    for verb in words.root.children:
        subject = acting_subject(verb)
        if verb.dep_ == "ccomp" and subject is not None and subject.pos_ != "PRON":
            told = list(cast.parties(subject))
            if told and all(cast.actors[key].kind in _BODIES for key in told):
                return told
    return []


def _is_described(actor: Actor) -> bool:
    """Is it "a laboratory in Lima" or "a joint team", with which a proposal is carried out?"""
    return actor.kind in {"organisation", "unnamed"} and actor.name[:1].islower()


def _own_subject(words: TokenSpan) -> Token | None:
    """The subject of the words themselves, where they are a clause: "the mill must reopen"."""
    return next((child for child in words.root.children if child.dep_ == "nsubj" and child in words), None)


def _with_the_rest(
    kind: MatterKind, others: tuple[str, ...], own: tuple[str, ...], words: TokenSpan, cast: Cast
) -> tuple[str, ...]:
    """All who are to act together: of "that Peru and Chile meet" both, where one of them was found."""
    subject = agent_of(words.root) if kind in {"demand", "proposal"} else None
    doers = () if subject is None else cast.parties(subject)
    rest = tuple(key for key in doers if not same_side(cast, [key], own))
    return rest if set(others) < set(rest) else others


def _written_to(statement: Statement, words: TokenSpan, cast: Cast) -> list[str]:
    """To whom a letter or call goes that asks: "wrote to the union, asking", "rang it and asked"."""
    found = words.doc.char_span(*(statement.cue or (0, 0)), alignment_mode="expand")
    cue = found.root if found is not None else None
    within = cue is not None and cue.dep_ == "advcl" and cue.tag_ == "VBG"
    behind = cue is not None and cue.dep_ == "conj" and not objects_of([cue], cast)
    if cue is None or not (within or behind) or cue.head.lemma_ not in _WRITING:
        return []
    reached = objects_of([cue.head], cast)
    return reached if within else [key for key in reached if cast.actors[key].kind in _PARTIES]  # no station


def _befallen(words: TokenSpan, cast: Cast) -> frozenset[str]:
    """To whom a thing is to be done by others: in "they have to be put back" nobody asks it of "them"."""
    done_to = (child for child in words.root.children if child.dep_ == "nsubjpass")
    found = {who for child in done_to if (who := cast.who(child)) is not None}
    return frozenset(key for key in found if cast.actors[key].kind not in STATE_KINDS)


def _is_where(cast: Cast, key: str, words: TokenSpan) -> bool:
    """Do the words name it only as a place ("Stop this circus in Peru!")?"""
    heads = [words.doc[m.head] for m in cast.within((words.start_char, words.end_char)) if m.actor == key]
    return bool(heads) and all(h.dep_ == "pobj" and h.head.lower_ in _LOCATIVES for h in heads)


def _is_given(cast: Cast, key: str, words: TokenSpan) -> bool:
    """Is it only to whom a thing is to be given ("the bell must be handed back to Chile")?"""
    if not is_suffered(words.root):
        return False
    heads = [words.doc[m.head] for m in cast.within((words.start_char, words.end_char)) if m.actor == key]
    return bool(heads) and all(h.dep_ == "pobj" and h.head.lower_ == "to" for h in heads)


def _only_listens(cast: Cast, key: str) -> bool:
    """Is it those who were present ("told the crowd in Leon"), to whom nothing is promised?"""
    return bool(_AUDIENCES & set(_BEHIND.split(cast.actors[key].name.lower())[0].split()[-1:]))


def _first_named(words: TokenSpan, cast: Cast) -> list[str]:
    """The party with which a demand begins, also where its verb was not read as one ("Chile land a boat")."""
    mentions = cast.within((words.start_char, words.end_char))
    first = next(
        (m for m in mentions if m.kind != "pronoun" and words.doc[m.head].i <= words.start + 3), None
    )
    if first is None or is_suffered(words.root) or first.span[0] != words[0].idx:
        return []
    if any(part.dep_ == "poss" and part.head.i > first.head for part in (words.doc[first.head],)):
        return []
    return [first.actor] if cast.actors[first.actor].kind in STATE_KINDS else []


def _is_party(cast: Cast, key: str) -> bool:
    """A state, body or person in office; places and things that were read as names are none."""
    actor = cast.actors[key]
    is_body = actor.kind == "organisation" and actor.code is not None
    is_party = actor.kind in _PARTIES - {"person"} and not is_any_government(actor)
    return is_party or is_body or bool(actor.country) or bool(actor.roles)


def _targets(kind: MatterKind, statement: Statement, cast: Cast, events: tuple[Event, ...]) -> list[str]:
    """The other sides of the deeds, of a kind that goes with the matter, that a statement tells."""
    types, spans = _EVENT_OF_KIND.get(kind, set()), [*statement.content, *filter(None, (statement.cue,))]
    first, end = min(spans, default=(0, 0))[0], max([end for _, end in spans], default=0)
    own = (statement.speaker,) if statement.speaker else ()
    return [
        key
        for event in events
        if event.type in types and first <= event.anchor[0] < end
        if any(start <= event.anchor[0] < end for start, end in spans)
        for key in _sides(event, own, cast)
    ]


def _doers(kind: MatterKind, statement: Statement, words: TokenSpan, cast: Cast) -> Iterator[list[str]]:
    """Of a demand or charge: whom the cue names as its object, else who is the subject of the words."""
    if kind == "prediction":
        return
    doc = words.doc
    if kind in {"accusation", "demand"}:
        if statement.cue is not None:
            cue = doc.char_span(statement.cue[0], statement.cue[1], alignment_mode="expand")
            yield objects_of(cue or (), cast)
        subjects = (agent_of(token) for token in words if token.pos_ in {"VERB", "AUX"})
        for subject in subjects:
            if subject is not None:
                yield list(cast.parties(subject)) or (_where(subject, cast) if kind == "accusation" else [])
    within = (words.start_char, words.end_char)
    inside = [
        key
        for m in cast.within(within)
        if m.kind != "pronoun" and not _is_place(words, m.head) and not _is_owned(words, m.head)
        for key in cast.members.get(m.actor, (m.actor,))
    ]
    parties = [
        key for key in inside if cast.actors[key].kind in _PARTIES and not is_any_government(cast.actors[key])
    ]
    if kind in {"accusation", "demand"}:
        yield [key for key in parties if _is_asked(cast, key, words)]
    else:
        yield [key for key in parties if cast.actors[key].kind != "person"]


def _pointed_out(words: TokenSpan, cast: Cast) -> list[str]:
    """Of "it was the Front that kidnapped them" the Front; of "the shot came from a Peruvian post" Peru."""
    focus = focus_of(words) or whence_shots_came(words.root)
    who = None if focus is None else pointed_at(focus, cast)
    return [] if who is None else [who]


def _who_did(words: TokenSpan, cast: Cast) -> list[str]:
    """Whose deed a clause of its own tells: of "the town spent it on a feast with a singer" the town."""
    subject = None if is_suffered(words.root) else _own_subject(words)
    told = subject is not None and subject.pos_ != "PRON" and subject.i < words.root.i
    return list(cast.parties(subject)) if told and subject is not None else []


def _where(subject: Token, cast: Cast) -> list[str]:
    """The state that a charge is about whose doers are no party: "depots in Uganda had sold it"."""
    places = [
        part
        for prep in subject.children
        if prep.dep_ == "prep" and prep.lower_ in {"in", "of", "from"}
        for part in prep.children
    ]
    found = [key for part in places for key in cast.parties(part)]
    return [key for key in found if cast.actors[key].kind == "state"]


def _owner_of_deeds(words: TokenSpan, cast: Cast) -> list[str]:
    """Whose deeds a charge begins with: "Hungary's actions were a breach" charges Hungary."""
    first = next((token for token in words if token.dep_ in {"nsubj", "nsubjpass"}), None)
    if first is None or first.head.i > words.root.i or cast.who(first) is not None:
        return []
    owners = (c for c in first.children if c.dep_ in {"poss", "amod", "compound", "nmod"})
    parties = next((list(found) for child in owners if (found := cast.parties(child))), [])
    return [key for key in parties if _is_party(cast, key)]


def _is_place(words: TokenSpan, head: int) -> bool:
    """Is it where a thing happens ("trading in Iran"), not to whom it goes?"""
    token = words.doc[head]
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVES


def _is_owned(words: TokenSpan, head: int) -> bool:
    """Is it somebody's own ("withdraw its soldiers")? Then nothing goes to it."""
    return any(child.tag_ == "PRP$" for child in words.doc[head].children)


def _is_affected(cast: Cast, key: str, words: TokenSpan) -> bool:
    """Is it a person whom the thing asked for befalls ("the release of the engineer"), who cannot give it?"""
    heads = [token for token in words if cast.who(token) == key and token.tag_ not in {"WP", "WDT"}]
    heads = [token for token in heads if token.dep_ != "compound"]  # the first name of "Ana Ruiz"
    heads = [token.head if token.dep_ == "conj" else token for token in heads]  # "of Ana and Luis"
    befallen = heads and all(token.dep_ == "pobj" and token.head.lower_ == "of" for token in heads)
    return bool(befallen) and cast.actors[key].kind in PEOPLE_KINDS


def _is_guest(cast: Cast, key: str, words: TokenSpan) -> bool:
    """Is it one of those whose talks another would host, so that the offer goes to the other side too?"""
    return any(
        token.dep_ == "pobj"
        and token.head.lower_ == "with"
        and token.head.head.head.lemma_ in _BRINGING
        and cast.who(token) == key
        for token in words
    )


def _is_asked(cast: Cast, key: str, words: TokenSpan) -> bool:
    """Is it told by "from" or "by" who is to give ("the return of the charters from Hungary")?"""
    return any(
        token.lower_ in {"from", "by"} and any(cast.who(part) == key for part in token.children)
        for token in words
    )


def objects_of(cue: Iterable[Token], cast: Cast) -> list[str]:
    """The actors whom verbs of asking or charging have as their object, or behind "on" and "to".

    Of "asked the Front to free them" the parser may make the Front the subject of the infinitive.
    """
    for token in cue:
        for child in token.children:
            freed = child.dep_ == "ccomp" and any(part.tag_ == "TO" for part in child.children)
            held = [part for part in child.children if part.dep_ == "nsubj"] if freed else [child]
            if freed or child.dep_ in {"dobj", "dative"}:
                found = [key for part in held for key in cast.parties(part)]
                if found:
                    return found
            of_whom = child.lower_ in {"of", "from", "with"} and token.lemma_ in _ASKING_OF
            if child.dep_ == "prep" and (of_whom or child.lower_ in {"on", "upon", "to"}):
                found = [key for part in child.children for key in cast.parties(part)]
                if found:
                    return found
    return []
