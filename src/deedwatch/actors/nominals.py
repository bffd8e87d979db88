"""Second pass, common nouns: "the Iranian ambassador", "both sides", "its delegation"; groups stand apart."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from deedwatch.actors.antecedents import (
    antecedent_person,
    issuer_of,
    note_issuer,
    pair_before,
    sides_of,
    states_before,
)
from deedwatch.actors.groups import cast_group
from deedwatch.actors.inherited import possessor_country
from deedwatch.actors.kinds import BODY_KINDS, STATE_KINDS
from deedwatch.actors.offices import join_office, note_phrase, person_beside
from deedwatch.actors.phrases import read_phrase
from deedwatch.actors.scene import is_saying, is_source, state_draft
from deedwatch.actors.successions import SUCCESSOR_OF
from deedwatch.actors.titles import PRIVATE_KINDS, head_of
from deedwatch.actors.unnamed import unnamed
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.roles import Role
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_nominal"]

_A_SIDE = words_for("actors: a side")
_THE_COUNTRY = words_for("actors: the country")
_SIDES = words_for("actors: sides")
_OF_TWO = frozenset({"two", "both", "each", "either", "neither"})
_NAMED_BODIES = BODY_KINDS | {"government"}
_TRADES = words_for("actors: trades of a firm")
_OBLIGING = words_for("actors: obliging")


def cast_nominal(scene: Scene, token: Token) -> None:
    """Give the phrase headed by a common noun its actor; nothing where it is a thing."""
    if _stands_for_parts(scene, token):
        return
    phrase = read_phrase(token, scene.names, scene.lands)
    person = person_beside(scene, token)
    own = phrase.role.sort != "person" if phrase.role is not None else False
    named = own or (phrase.definite and token.lower_ in _TRADES)  # an office or a plain thing is no body
    if named and (body := _body_in_apposition(scene, token)) is not None:
        note_phrase(scene, body, token, phrase)
        return
    if phrase.role is None:
        if person is None and (_speaks(token) or _is_called_on(token)):
            meant = issuer_of(scene, token, phrase)
            if meant is None and token.lower_ in words_for("actors: organs"):
                meant = _whole_of(scene, token)
            note_phrase(scene, meant or unnamed(scene, token, phrase), token, phrase)
        elif token.lower_ in words_for("actors: issued"):
            note_issuer(scene, token, phrase)
        return
    if person is not None and phrase.role.sort == "person":
        join_office(scene, person, token, phrase)
        _share_office(scene, person, token)
        return
    if _is_a_thing(token, phrase):
        return
    draft = _meant(scene, token, phrase, phrase.role)
    if draft is not None:
        note_phrase(scene, draft, token, phrase)


def _share_office(scene: Scene, person: Draft, token: Token) -> None:
    """Who is a minister's colleague abroad is a minister: "her Chilean colleague, Plamen Drago"."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    key = None if owner is None else scene.by_head.get(owner.i)
    if key is None or token.lower_ not in words_for("actors: counterparts"):
        return
    other = scene.drafts[key]
    if other.kind == "person" and other.key != person.key and not person.known:
        person.nouns |= other.nouns
        person.role = other.role or person.role
        person.roles += [role for role in other.roles if not role.startswith(SUCCESSOR_OF)][:1]


def _meant(scene: Scene, token: Token, phrase: Phrase, role: Role) -> Draft | None:
    """Whom a phrase means by the sort of its noun."""
    if token.lower_ in words_for("actors: organs") and (whole := _whole_of(scene, token)) is not None:
        return whole
    if role.sort == "person":
        return _neighbour(scene, token) or _person(scene, token, phrase)
    if role.sort == "state":
        return _own_country(scene, token) or _side(scene, token, phrase)
    return cast_group(scene, token, phrase)


def _whole_of(scene: Scene, token: Token) -> Draft | None:
    """The body that "its delegation" or "the board of the museum" belongs to; None for a state's."""
    owners = [child for child in token.lefts if child.dep_ == "poss"]
    owners += [
        thing
        for prep in token.rights
        if prep.lower_ == "of"
        for thing in prep.children
        if thing.dep_ == "pobj"
    ]
    for owner in owners:
        if owner.i not in scene.by_head and owner.pos_ in {"NOUN", "PROPN"}:
            cast_nominal(scene, owner)
        key = scene.by_head.get(owner.i)
        if key is not None and scene.drafts[key].kind in PRIVATE_KINDS:
            return scene.drafts[key]
    return None


def _body_in_apposition(scene: Scene, token: Token) -> Draft | None:
    """The body named right behind what it is called by: "the bloc ECOWAS", "the owners, Baltava Lines"."""
    beside = scene.names.get(token.i + 1)
    head = None if beside is None else head_of(scene, beside)
    tied = head is not None and (token.i == head.head.i or head.i == token.head.i or head.text.isupper())
    if beside is not None and tied:
        key = scene.by_head.get(beside.start)
        if key is not None and scene.drafts[key].kind in _NAMED_BODIES | {"media"}:
            return scene.drafts[key]
    doc = token.doc
    heads = [child.i for child in token.rights if child.dep_ == "appos"]
    if token.i + 2 < doc.size and doc[token.i + 1].text == "," and token.i + 2 in scene.names:
        end = scene.names[token.i + 2].end
        heads += [end - 1] if end < doc.size and doc[end].text in {",", "."} else []
    if not heads:
        return None
    keys = (scene.by_head.get(head) for head in heads)
    named = [scene.drafts[key] for key in keys if key is not None]
    return next((draft for draft in named if draft.kind == "organisation" and draft.name[:1].isupper()), None)


def _is_a_thing(token: Token, phrase: Phrase) -> bool:
    """A feast, or equipment that does not act and is of no told country: "diesel from their tanks"."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if token.lower_ in words_for("actors: feasts") and before in words_for("actors: kinds of feast"):
        return True
    asked = token.dep_ == "dobj" and is_saying(token.head)  # "accused the front of theft"
    acts = (
        asked
        or (token.dep_ == "nsubj" and token.head.lemma_ not in words_for("actors: belonging"))
        or (token.dep_ == "pobj" and token.head.lower_ == "by")
    )
    return token.lower_ in words_for("actors: equipment") and not acts and not phrase.countries


def _stands_for_parts(scene: Scene, token: Token) -> bool:
    """Whether the noun after "of" is read for it: "a group of militants", "dozens of people"."""
    if token.lower_ not in words_for("actors: quantity"):
        return False
    for prep in token.rights:
        thing = next((child for child in prep.children if child.dep_ == "pobj"), None)
        if prep.lower_ != "of" or thing is None:
            continue
        if thing.i not in scene.by_head and thing.i not in scene.names:
            cast_nominal(scene, thing)
        key = scene.by_head.get(thing.i)
        if key is not None:
            scene.by_head[token.i] = key
        return key is not None
    return False


def _speaks(token: Token) -> bool:
    """A thing that the report lets speak: "the statement said", "according to the poll"."""
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        return is_saying(token.head) and token.pos_ != "PRON"
    if token.dep_ == "dobj" and token.head.i < token.i and token.lower_ in words_for("actors: issued"):
        return is_saying(token.head) and acting_subject(token.head) is None
    return is_source(token)


def _is_called_on(token: Token) -> bool:
    """Whether a mill, port or town is asked or charged: "demanded that the mill pay", "asked the port to"."""
    if token.lower_ not in words_for("actors: premises"):
        return False
    verb = token.head
    if token.dep_ == "dobj":
        return is_saying(verb)
    asked = verb.dep_ == "ccomp" and verb.head.low_lemma_ in words_for("matters: verbs of asking")
    return token.dep_ == "nsubj" and (asked or any(c.lower_ in _OBLIGING for c in verb.children))


def _person(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    if phrase.definite or token.idx < scene.heading:
        known = antecedent_person(scene, token, phrase)
        if known is not None and _tells_office(scene, known, token):
            join_office(scene, known, token, phrase)
            return None
        if known is not None:
            return known
    return unnamed(scene, token, phrase)


def _neighbour(scene: Scene, token: Token) -> Draft | None:
    """The one other state of the report that a state's neighbour is: "Armenia, blaming its neighbour"."""
    owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
    key = None if owner is None else scene.by_head.get(owner.i)
    if key is None or token.lower_ not in words_for("actors: neighbours"):
        return None
    own = scene.drafts[key]
    others = [draft for draft in scene.drafts if draft.kind == "state" and draft.country != own.country]
    return others[0] if own.kind in STATE_KINDS and len(others) == 1 else None


def _tells_office(scene: Scene, draft: Draft, token: Token) -> bool:
    """Is it the office of who was named in the sentence before: "Vollmer wants ... The head of the body"?"""
    if draft.kind != "person" or draft.known or draft.role or draft.roles:
        return False
    sentence_of = scene.parse.sentence_of
    told = (sentence_of(token.idx) - sentence_of(m.span[0]) for m in draft.mentions if m.kind == "name")
    whole = any(child.dep_ == "prep" and child.lower_ == "of" for child in token.rights)
    return whole and 1 in told


def _own_country(scene: Scene, token: Token) -> Draft | None:
    """The state that "her country" is: that of whom the pronoun means, as an envoy has one."""
    own = possessor_country(scene, token) if token.lower_ in _THE_COUNTRY else None
    return None if own is None else state_draft(scene.drafts, own)


def _side(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """A country or side: "the US side" is the state, "the two countries" the two last named."""
    if len(phrase.countries) == 1 and phrase.role is not None and not phrase.role.plural:
        return state_draft(scene.drafts, phrase.countries[0])
    if len(phrase.countries) == 1:
        return (
            state_draft(scene.drafts, phrase.countries[0])
            if phrase.noun in _A_SIDE
            else unnamed(scene, token, phrase)
        )
    before = list(islice(states_before(scene, token.idx), 2))
    if not _OF_TWO.isdisjoint(word.lower_ for word in token.lefts):
        two = pair_before(scene, token)
        if token.low_lemma_ in _THE_COUNTRY and not set(two) <= set(states_before(scene, token.idx)):
            two = []  # "the two countries" are two states, whatever else was named
        two = two or (sides_of(scene, token.idx) if phrase.noun in _SIDES else []) or before[:2]
        if len(two) == 2:
            return scene.drafts.together(*sorted(two))
    if (
        phrase.definite
        and not phrase.possessed
        and phrase.role is not None
        and not phrase.role.plural
        and before
        and token.lower_ in _THE_COUNTRY
    ):
        return scene.drafts[before[0]]
    if phrase.role is not None and (
        phrase.role.plural or _speaks(token) or phrase.noun in words_for("actors: of all states")
    ):
        return unnamed(scene, token, phrase)
    return None
