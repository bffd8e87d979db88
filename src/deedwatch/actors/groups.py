"""Groups that a common noun tells of: forces, bodies, armed groups ("Iraqi forces", "the Brigade")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.antecedents import antecedent_body, introduced_body, named_before
from deedwatch.actors.called import is_of_oneself
from deedwatch.actors.codes import STATE_ROLES
from deedwatch.actors.inherited import (
    country_before,
    country_in_heading,
    country_there,
    owner_country,
    possessor_country,
)
from deedwatch.actors.kinds import BODY_KINDS
from deedwatch.actors.local import local_country
from deedwatch.actors.roles import as_no_parliament, role_of
from deedwatch.actors.unnamed import unnamed
from deedwatch.lexicon.countries import country_adjective
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token
    from deedwatch.records import ActorKind

__all__ = ["cast_group"]

_NAMING = words_for("actors: naming")
_NAMED_BODIES = BODY_KINDS | {"government"}


def cast_group(scene: Scene, token: Token, phrase: Phrase) -> Draft:
    """The group that a phrase tells of: one known before, a state's own, or one made from the words."""
    phrase = _as_of_people(token, phrase)
    role = phrase.role
    assert role is not None
    if role.sort == "armed":
        _arm(scene, token)
    named = _self_named(scene, token) if role.sort == "armed" else _short_for(scene, token)
    if named is not None or _is_a_name(scene, token, phrase):
        return named or unnamed(scene, token, phrase, _kind(role.sort, role.role))
    own = phrase.countries[0] if phrase.countries else owner_country(scene, phrase)
    own = own or country_there(scene, token)
    own = own or (possessor_country(scene, token) if role.sort == "body" else None)
    goes_back = phrase.definite or (role.sort == "armed" and not phrase.countries)
    known = antecedent_body(scene, token, phrase) if goes_back else None
    known = known or introduced_body(scene, token, phrase)
    if known is not None:
        return known
    if len(phrase.countries) > 1 and role.sort in {"force", "body"} and role.role in STATE_ROLES:
        parts = [_of_country(scene, phrase, country) for country in phrase.countries]
        return scene.drafts.together(*(part.key for part in parts))
    if own is None and phrase.owner is None and (again := named_before(scene, token, phrase)) is not None:
        return again
    country = own or country_before(scene, token, phrase) or country_in_heading(scene, token, phrase)
    if country is None and phrase.owner is None:
        country = local_country(scene, token, phrase)
    is_states = role.sort in {"force", "body"} and role.role in STATE_ROLES
    if country is not None and is_states and not _is_of_a_part(scene, token, phrase):
        return _of_country(scene, phrase, country)
    draft = unnamed(scene, token, phrase, _kind(role.sort, role.role))
    if draft.country is None and phrase.owner is None:
        draft.country = country
    return draft


def _arm(scene: Scene, token: Token) -> None:
    """A body that is called an armed group is one: "the Chama River Front, an armed group"."""
    key = scene.by_head.get(token.head.i) if token.dep_ == "appos" else None
    draft = None if key is None else scene.drafts[key]
    if draft is not None and draft.kind == "organisation" and not draft.known:
        draft.kind, draft.role = "armed_group", "REB"


def _self_named(scene: Scene, token: Token) -> Draft | None:
    """The group that a clause names: "an armed group that calls itself the Sulu Sea Brigade"."""
    for clause in token.rights:
        if clause.dep_ not in {"relcl", "acl"} or clause.low_lemma_ not in _NAMING:
            continue
        if not is_of_oneself(clause):
            continue
        for word in clause.subtree:
            key = scene.by_head.get(word.i) if word.i > clause.i and word.i in scene.names else None
            if key is not None and scene.drafts[key].kind != "person":
                draft = scene.drafts[key]
                draft.kind, draft.role = "armed_group", "REB"
                return draft
    return None


def _short_for(scene: Scene, token: Token) -> Draft | None:
    """The body whose name ends in this capitalised word: "the Brigade" for the Sulu Sea Brigade."""
    if not token.text.istitle() or token.i == token.sent.start or token.idx < scene.heading:
        return None
    longer = [
        draft
        for draft in scene.drafts
        if draft.kind in _NAMED_BODIES and draft.name.endswith(f" {token.text}") and draft.mentions
    ]
    armies = {draft.country for draft in scene.drafts if draft.role == "MIL" and draft.country is not None}
    if len(longer) != 1 or (longer[0].role == "MIL" and len(armies) > 1):
        return None  # "the Navy" in a report on two
    return longer[0]


def _is_a_name(scene: Scene, token: Token, phrase: Phrase) -> bool:
    """Whether capitals make the phrase a name of its own, not a description: "the Arab Group"."""
    before = token.doc[token.i - 1]
    return (
        phrase.start < token.i
        and phrase.noun == token.lower_
        and not phrase.countries
        and token.text[:1].isupper()
        and token.tag_ in {"NNP", "NNPS"}
        and token.idx >= scene.heading
        and before.text[:1].isupper()
        and before.tag_ in {"NNP", "NNPS"}
        and token.i - 1 not in scene.names
        and token.i - 1 not in scene.lands
    )


def _as_of_people(token: Token, phrase: Phrase) -> Phrase:
    """The phrase of a committee that people have: "the workers' committee" is no parliament's."""
    owner = next((child for child in token.lefts if child.dep_ == "poss" and child.tag_ == "NNS"), None)
    if phrase.role is None or owner is None or role_of(owner.lower_) is None:
        return phrase
    return replace(phrase, role=as_no_parliament(phrase.role, token.lower_, owner.lower_))


def _is_of_a_part(scene: Scene, token: Token, phrase: Phrase) -> bool:
    """Whether a province or town is what the body governs: "the Quebec government", "the city council"."""
    if phrase.role is None or phrase.role.sort != "body":
        return False
    of_a_place = any(
        name is not None and name.kind == "place"
        for i in range(phrase.start, token.i)
        if i in scene.lands and (name := scene.names.get(i)) is not None
    )
    words = token.doc.words(phrase.start, token.i).lower().split()
    return of_a_place or not words_for("actors: parts of a state").isdisjoint(words)


def _of_country(scene: Scene, phrase: Phrase, country: str) -> Draft:
    """A country's government, army or police: one actor, however it is called."""
    assert phrase.role is not None
    role, noun = phrase.role.role, phrase.noun
    is_force = phrase.role.sort == "force"
    same = role if is_force else "government" if noun in words_for("actors: government") else noun
    sign = ("force" if is_force else "institution", country, same)
    draft = scene.drafts.find(*sign)
    if draft is None:
        noun = (
            "forces" if role == "MIL" and is_force and noun not in words_for("actors: whole army") else noun
        )
        is_whole = not set(noun.split()) & words_for("actors: parts of a state")
        name = f"{country_adjective(country)} {noun}" if is_whole else noun
        draft = scene.drafts.add(name, "government", *sign)
        draft.country, draft.role = country, role
        draft.plural = phrase.role.plural or noun in words_for("actors: plurals without an s")
    return draft


def _kind(sort: str, role: str) -> ActorKind:
    if sort == "armed":
        return "armed_group"
    if sort == "people":
        return "population" if role in {"CVL", "OPP", "EDU"} else "unnamed"
    if sort == "force":
        return "government"
    return "government" if role in STATE_ROLES else "media" if role == "MED" else "organisation"
