"""Who is of the country where the report plays: "police" there are its police, a visitor is not its own.

A bare noun ("the police", "villagers", "rebels") has a country only where the text backs it: its clause tells
a place in one country and the noun is of people who act at home, or the whole report plays in one country
and no other state has a part in it (``scene.weigh_lands``). Where neither is so it stays without one: of
some 240 countries that real texts of all kinds were given by the most named country, a quarter were wrong.
Named persons take a country only in a report of more than a few sentences of the second kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.gazetteer import holders_by_surname, serving_in
from deedwatch.actors.kinds import STATE_KINDS
from deedwatch.actors.scene import ARGUMENTS, clause_country, is_placed
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_locals", "governs_itself", "is_other_holder", "local_country"]

_STATE_OFFICE = frozenset({"GOV", "COP", "LEG", "JUD"})
_LOCAL_OFFICE = _STATE_OFFICE | {"MIL", "OPP"}
_LOCAL = _LOCAL_OFFICE | {"CVL", "REB", "BUS", "NGO", "HRI"}
_OVER_AGAINST = frozenset({"to", "into", "against", "on", "with", "for", "from", "by", "upon"})


def local_country(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country of a bare noun of many that the text backs; None where it is not told.

    In "France sent troops to Liberia" France, in "police in Lima" Peru, in "troops entered Chad" none.
    """
    role = phrase.role
    if role is None or phrase.foreign or _is_a_body(token) or _is_of_itself(token):
        return None
    if _is_of_something(scene, token, phrase):
        return _only_named(scene) if role.sort == "armed" and token.tag_ == "NNP" else None
    owner = _owner(scene, token)
    if owner is not None and scene.drafts[owner].kind != "person":
        return scene.drafts[owner].country
    told = _of_force(scene, token, phrase) if role.sort == "force" else None
    if told is not None or (role.sort == "force" and _is_beside_other_force(scene, token)):
        return told
    country = _of_whom(scene, token) or _backed(scene, token, phrase)
    return None if country is None or _comes_into(scene, token, country) else country


def _is_of_itself(token: Token) -> bool:
    """Is it "the autonomous government"? It speaks for its own part, of whichever state the report tells."""
    return not words_for("actors: governing itself").isdisjoint([left.lower_ for left in token.lefts])


def _of_force(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country of the force that it is told beside ("soldiers and police"), or of who sends it."""
    beside = scene.by_head.get(token.head.i) if token.dep_ == "conj" and phrase.bare else None
    if beside is not None and phrase.role is not None and scene.drafts[beside].role == phrase.role.role:
        return scene.drafts[beside].country
    return _sender(scene, token)


def _only_named(scene: Scene) -> str | None:
    """The one country that a text names at all: that of an armed group of which it gives the name."""
    lands = set(scene.lands.values())
    return lands.pop() if len(lands) == 1 else None


def _of_whom(scene: Scene, token: Token) -> str | None:
    """The country of those whom they belong to: "workers affiliated with the Serbian union"."""
    ties = words_for("actors: belonging to")
    for tie in token.rights:
        if tie.lower_ in ties:
            lands = {scene.lands[word.i] for word in tie.subtree if word.i in scene.lands}
            return lands.pop() if len(lands) == 1 else None
    return None


def _backed(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country that the clause or the whole report gives to such a noun."""
    role, nouns = phrase.role, {phrase.noun, token.lower_}
    assert role is not None
    if nouns & words_for("actors: from elsewhere"):
        return None
    if role.role == "MIL":
        return _of_army(scene, token, nouns, is_definite=phrase.definite)
    plays = scene.main or scene.lead
    if role.sort == "armed" and role.role == "REB":
        return clause_country(scene, token) or scene.only
    at_home = role.role == "COP" or bool(nouns & words_for("actors: at home"))
    if role.role == "CVL":
        at_home = at_home or _is_harmed(token) or _marches(token)
    told = _told_there(scene, token) if role.role in _LOCAL_OFFICE | {"CVL"} else None
    if told is not None or at_home:
        return told or clause_country(scene, token) or plays
    if role.role not in _STATE_OFFICE:
        return None
    is_lead = scene.heading <= token.idx < scene.lead_end
    return plays if role.sort == "body" else scene.only or (scene.lead if is_lead else None)


def _of_army(scene: Scene, token: Token, nouns: set[str], *, is_definite: bool) -> str | None:
    """The country of an army: "government troops" and "the army" are the state's, "soldiers" anybody's."""
    if nouns & words_for("actors: the state's own"):
        return clause_country(scene, token) or scene.main
    if scene.has_outer_army or not nouns & words_for("actors: whole army"):
        return None
    if nouns & words_for("actors: the army") and (is_definite or token.idx < scene.heading):
        return scene.main
    return scene.only if scene.is_long else None


def _is_harmed(token: Token) -> bool:
    """Whether it is told of those who were hurt or seized: "killed 23 people"."""
    verb = token.head
    return token.dep_ in {"dobj", "nsubjpass", "nsubj"} and verb.low_lemma_ in words_for("actors: harm")


def _marches(token: Token) -> bool:
    """Whether people take to the streets, which is done at home: "thousands of workers marched"."""
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
    return token.dep_ == "nsubj" and token.head.low_lemma_ in words_for("actors: marching")


def _told_there(scene: Scene, token: Token) -> str | None:
    """The country that the clause begins with: "In Paris, the ministry said"."""
    verb = token.head if token.dep_ in {"nsubj", "nsubjpass"} else None
    if token.dep_ == "pobj" and token.head.lower_ == "by":
        verb = token.head.head
    for prep in verb.children if verb is not None else ():
        if prep.dep_ == "prep" and prep.lower_ == "in" and prep.i < min(token.i, verb.i if verb else 0):
            lands = [scene.lands[thing.i] for thing in prep.children if thing.i in scene.lands]
            if lands:
                return lands[0]
    return None


def _is_of_something(scene: Scene, token: Token, phrase: Phrase) -> bool:
    """Whether a name before or behind it tells whose it is, though not of which land: "Hartford police"."""
    first = token.sent.start
    for word in token.doc[phrase.start : token.i]:
        if word.i in scene.names or word.i in scene.lands:
            return True
        if word.tag_ in {"NNP", "NNPS"} and word.i > first and word.text[:1].isupper():
            return True
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in {"of", "in", "at", "from", "for"} and _has_name(prep):
            return True
    return False


def _has_name(prep: Token) -> bool:
    return any(thing.dep_ == "pobj" and thing.tag_ in {"NNP", "NNPS"} for thing in prep.children)


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
    if token.dep_ != "dobj" or verb.low_lemma_ not in words_for("actors: sending"):
        return None
    while verb.dep_ in {"xcomp", "acomp", "ccomp", "conj"} or verb.pos_ == "AUX":
        if acting_subject(verb) is not None or verb.head.i == verb.i:
            break
        verb = verb.head
    subject = acting_subject(verb)
    key = scene.by_head.get(subject.i) if subject is not None else None
    if key is None or scene.drafts[key].kind not in STATE_KINDS:
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

    Not those whose trade crosses borders (reporters, envoys, artists), nor anyone in
    a report in which another state has a part, but for those of a town or province and the police, nor anyone
    over against whom the state of the place stands.
    """
    for draft in scene.drafts:
        if draft.country is not None or draft.code is not None or draft.known or draft.plural:
            continue
        if governs_itself(draft):
            continue
        is_person = draft.kind == "person" and draft.role in _LOCAL
        if not is_person and not (draft.kind == "unnamed" and draft.role in _LOCAL_OFFICE):
            continue
        is_local = _is_of_a_part(draft) or _heads_a_state(scene, draft) or _is_minister(draft)
        if not scene.is_long:
            home = scene.lead if draft.kind == "unnamed" else None
        else:
            home = scene.main or scene.lead if is_local else scene.only
        if _has_peers(scene, draft) or (home is not None and not _is_foreign(scene, draft, home)):
            draft.country = home or scene.focus


def governs_itself(draft: Draft) -> bool:
    """Is it of "the autonomous government", which is not that of the one state of which a report tells?"""
    told = {word for called in (draft.name, *draft.nouns, *draft.roles) for word in called.lower().split()}
    return not told.isdisjoint(words_for("actors: governing itself"))


def _is_foreign(scene: Scene, draft: Draft, country: str) -> bool:
    return _travels(draft) or _faces(scene, draft, country) or is_other_holder(scene, draft, country)


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


def _is_minister(draft: Draft) -> bool:
    """Whether a named person holds a high office, of which another state's would be told with the state."""
    offices = words_for("actors: high offices")
    return draft.kind == "person" and any(
        word in offices for role in draft.roles for word in role.lower().split()
    )


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


def _faces(scene: Scene, draft: Draft, country: str) -> bool:
    """Whether the state of the place stands as another party in a sentence that names the person."""
    for mention in draft.mentions:
        if mention.kind == "pronoun":
            continue
        sentence = scene.parse.doc[mention.head].sent
        for i in range(sentence.start, sentence.end):
            token = scene.parse.doc[i]
            if _is_state(scene, token, country) and _is_party(token):
                return True
    return False


def _is_party(token: Token) -> bool:
    """Whether the name of a state stands for the state that acts or is acted on, not for the place."""
    if token.dep_ in ARGUMENTS:
        return True
    return token.dep_ == "pobj" and token.head.lower_ in _OVER_AGAINST and not is_placed(token)


def is_other_holder(scene: Scene, draft: Draft, country: str) -> bool:
    """Whether somebody of another name is known to hold that office in the country on the day.

    So "President Halloran" is not Iran's in May 2007.
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
