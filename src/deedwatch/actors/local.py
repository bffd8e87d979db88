"""Who is of the country where the report plays: "police" there are its police, a visitor is not its own.

A country is given here only where nothing in the text speaks against it. Bare nouns ("the army", "rebels")
take that of the state that sends them, else of the place, unless they are told as coming from outside. Named
persons take it only in a report of more than a few sentences that plainly plays in one country, and not where
that state stands over against them in a sentence of theirs, nor where its president is known to be another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.gazetteer import holders_by_surname, serving_in
from deedwatch.actors.scene import is_placed, near_country
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_locals", "is_other_holder", "local_country"]

_LOCAL_OFFICE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "OPP"})
_LOCAL = _LOCAL_OFFICE | {"CVL", "REB", "BUS", "NGO", "HRI"}
_STATE_KINDS = frozenset({"state", "government"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative", "agent"})
_OVER_AGAINST = frozenset({"to", "into", "against", "on", "with", "for", "from", "by", "upon"})
_OPPOSED = frozenset({"against", "by", "with"})
_FEW = 2  # sentences: so short a text plays nowhere that it does not say


def local_country(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country of a bare noun of many: that of who sends or has them, else of the place; else None.

    >>> # "France sent troops to Liberia": FRA; "troops entered Chad": None; "police in Lima": PER
    """
    role = phrase.role
    if role is None or phrase.foreign or not _takes_focus(role.role, role.sort) or _is_a_body(token):
        return None
    owner = _owner(scene, token)
    if owner is not None and scene.drafts[owner].kind != "person":
        return scene.drafts[owner].country
    if role.sort == "force":
        beside = scene.by_head.get(token.head.i) if token.dep_ == "conj" and phrase.bare else None
        if beside is not None and scene.drafts[beside].role == role.role:
            return scene.drafts[beside].country
        sender = _sender(scene, token)
        if sender is not None:
            return sender
        if _is_beside_other_force(scene, token):
            return None
    country = near_country(scene, token) if role.role in {"CVL", "REB"} else _told_there(scene, token)
    return None if country is None or _comes_into(scene, token, country) else country


def _told_there(scene: Scene, token: Token) -> str | None:
    """The country where its clause plays ("In Paris, the ministry said"), else that of the report."""
    verb = token.head if token.dep_ in {"nsubj", "nsubjpass"} else None
    for prep in verb.children if verb is not None else ():
        if prep.dep_ == "prep" and prep.lower_ == "in":
            lands = [scene.lands[thing.i] for thing in prep.children if thing.i in scene.lands]
            if lands:
                return lands[0]
    return scene.focus


def _takes_focus(role: str, sort: str) -> bool:
    """Whether a bare noun is read as one of the country where the report plays ("police", "the army")."""
    if role in _LOCAL_OFFICE:
        return True
    return (role == "REB" and sort == "armed") or (role == "CVL" and sort == "people")


def _is_a_body(token: Token) -> bool:
    """As in "the Bureau": a body by its short name, which need not be the country's own."""
    return token.tag_ == "NNP" and token.lower_ in words_for("actors: bodies of any land")


def _owner(scene: Scene, token: Token) -> str | None:
    """Whom "its troops" or "one of their gunboats" belong to."""
    for child in token.lefts:
        if child.dep_ == "poss" and child.pos_ == "PRON":
            return scene.by_head.get(child.i)
    return None


def _sender(scene: Scene, token: Token) -> str | None:
    """The state that sends or withdraws a force: "France is ready to contribute 4,000 troops"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_.lower() not in words_for("actors: sending"):
        return None
    while verb.dep_ in {"xcomp", "acomp", "ccomp", "conj"} or verb.pos_ == "AUX":
        if any(child.dep_ == "nsubj" for child in verb.children) or verb.head.i == verb.i:
            break
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    key = scene.by_head.get(subject.i) if subject is not None else None
    if key is None or scene.drafts[key].kind not in _STATE_KINDS:
        return None
    return scene.drafts[key].country


def _is_beside_other_force(scene: Scene, token: Token) -> bool:
    """Whether the sentence names another country's force: "Israeli helicopters and tanks"."""
    sentence = token.sent
    return any(
        scene.drafts[key].role == "MIL" and scene.drafts[key].country not in {None, scene.focus}
        for i in range(sentence.start, token.i)
        if (key := scene.by_head.get(i)) is not None
    )


def _comes_into(scene: Scene, token: Token, country: str) -> bool:
    """Whether the noun is told as going into the country or at it: "rebels crossed into Mali"."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    for child in token.head.children:
        things = [child] if child.dep_ == "dobj" else []
        if child.dep_ == "prep" and child.lower_ in {"into", "against", "to"}:
            things = [thing for thing in child.children if thing.dep_ == "pobj"]
        if any(_is_state(scene, thing, country) for thing in things):
            return True
    return False


def _is_state(scene: Scene, token: Token, country: str) -> bool:
    key = scene.by_head.get(token.i)
    is_named = scene.lands.get(token.i) == country
    return is_named and key is not None and scene.drafts[key].kind == "state"


def cast_locals(scene: Scene) -> None:
    """Persons with an office and no country are of the country where the report plainly plays.

    Not those whose trade crosses borders (reporters, envoys, aid workers), nor anyone in a report on two
    countries, nor anyone over against whom that state stands.
    """
    if scene.focus is None or not scene.is_one_country:
        return
    sentences = {scene.parse.sentence_of(token.idx) for token in scene.parse.doc}
    is_lone = len(sentences) <= _FEW
    has_others = any(
        country != scene.focus and _acts(scene.parse.doc[i]) for i, country in scene.lands.items()
    )
    for draft in scene.drafts:
        if draft.country is not None or draft.code is not None or draft.known or draft.plural:
            continue
        if draft.kind == "person" and draft.role in _LOCAL:
            is_its_own = _is_of_a_part(draft) or _heads_a_state(scene, draft) or not has_others
            plainly = not is_lone and scene.plays_there and is_its_own
            if not (plainly or _has_peers(scene, draft)):
                continue
        elif draft.kind != "unnamed" or draft.role not in _LOCAL_OFFICE:
            continue
        elif not is_lone and scene.plays_there and not _travels(draft):
            draft.country = scene.focus  # "the minister of defence" of a report is its country's
            continue
        if _has_peers(scene, draft) or not _is_foreign(scene, draft, scene.focus):
            draft.country = scene.focus


def _is_foreign(scene: Scene, draft: Draft, country: str) -> bool:
    return _travels(draft) or _faces(scene, draft) or is_other_holder(scene, draft, country)


def _has_peers(scene: Scene, draft: Draft) -> bool:
    """Whether only this state's holders of his office are named: "Iranian lawmakers", "lawmaker Nuri"."""
    nouns = {role.split()[-1].lower() + "s" for role in draft.roles if role.split()}
    lands = {
        other.country for other in scene.drafts if other.plural and other.nouns & nouns and other.country
    }
    return lands == {scene.focus}


def _is_of_a_part(draft: Draft) -> bool:
    """Whether the office is one of a province, town or lower rank, which is told abroad of nobody."""
    parts = words_for("actors: offices of a part")
    told = {word for role in (*draft.roles, *draft.nouns) for word in role.lower().split()}
    return draft.role == "COP" or bool(told & parts)


def _heads_a_state(scene: Scene, draft: Draft) -> bool:
    """Whether it is "the president" of the report, where of other states' presidents their state is told."""
    offices = tuple(words_for("actors: single offices"))
    heads = [
        d for d in scene.drafts if d.kind == "person" and any(r.lower().endswith(offices) for r in d.roles)
    ]
    return draft in heads and not any(d.country in {None, scene.focus} for d in heads if d is not draft)


def _travels(draft: Draft) -> bool:
    """Whether the trade is one that people follow in other countries than their own."""
    told = {word for role in draft.roles for word in role.lower().split()} | set(draft.nouns)
    told |= {word for noun in draft.nouns for word in noun.split()} | set(draft.name.lower().split())
    return bool(told & words_for("actors: travellers"))


def _faces(scene: Scene, draft: Draft) -> bool:
    """Whether the state of the place stands as another party in a sentence that names the person."""
    for mention in draft.mentions:
        if mention.kind == "pronoun":
            continue
        sentence = scene.parse.doc[mention.head].sent
        for i in range(sentence.start, sentence.end):
            token = scene.parse.doc[i]
            if _is_state(scene, token, scene.focus or "") and _is_party(token):
                return True
    return False


def _is_party(token: Token) -> bool:
    """Whether the name of a state stands for the state that acts or is acted on, not for the place."""
    if token.dep_ in _ARGUMENTS:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in _OVER_AGAINST and not is_placed(token)


def _acts(token: Token) -> bool:
    """Whether the name of a state stands for one that does something or has it done: not "ore to Japan"."""
    return token.dep_ in _ARGUMENTS or (token.dep_ == "pobj" and token.head.lower_ in _OPPOSED)


def is_other_holder(scene: Scene, draft: Draft, country: str) -> bool:
    """Whether somebody of another name is known to hold that office in the country on the day.

    >>> # "President Halloran" is not Iran's in May 2007
    """
    if scene.day is None:
        return False
    surname = draft.name.split()[-1]
    for office in words_for("actors: single offices"):
        if not any(role.lower().endswith(office) for role in draft.roles):
            continue
        holders = serving_in(country, office, scene.day)
        return bool(holders) and not set(holders) & set(holders_by_surname(surname))
    return False
