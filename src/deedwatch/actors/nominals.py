"""Second pass, common nouns: "the Iranian ambassador", "Iraqi forces", "officials in Washington"."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.antecedents import (
    antecedent_body,
    antecedent_person,
    introduced_body,
    issuer_of,
    named_before,
    note_issuer,
    pair_before,
    sides_of,
    states_before,
)
from deedwatch.actors.codes import STATE_ROLES
from deedwatch.actors.inherited import (
    country_before,
    country_in_heading,
    country_there,
    owner_country,
    possessor_country,
)
from deedwatch.actors.kinds import STATE_KINDS
from deedwatch.actors.local import local_country
from deedwatch.actors.offices import (
    LONGEST_ROLE,
    is_private,
    join_office,
    note_phrase,
    office_words,
    person_beside,
    role_of_whole,
    serve_owner,
)
from deedwatch.actors.phrases import Phrase, read_phrase
from deedwatch.actors.roles import as_no_parliament, role_of
from deedwatch.actors.scene import is_saying, is_source, state_draft
from deedwatch.actors.successions import SUCCESSOR_OF
from deedwatch.actors.titles import PRIVATE_KINDS, head_of
from deedwatch.lexicon.countries import country_adjective
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.roles import Role
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token
    from deedwatch.records import ActorKind

__all__ = ["cast_nominal"]

_NAMING = words_for("actors: naming")
_A_SIDE = words_for("actors: a side")
_THE_COUNTRY = words_for("actors: the country")
_QUANTIFIERS = words_for("actors: quantifiers")
_SIDES = words_for("actors: sides")
_OF_TWO = frozenset({"two", "both", "each", "either", "neither"})
_NAMED_BODIES = {"government", "organisation", "armed_group", "international_organisation"}
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
            note_phrase(scene, meant or _unnamed(scene, token, phrase), token, phrase)
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


def _arm(scene: Scene, token: Token) -> None:
    """A body that is called an armed group is one: "the Chama River Front, an armed group"."""
    key = scene.by_head.get(token.head.i) if token.dep_ == "appos" else None
    draft = None if key is None else scene.drafts[key]
    if draft is not None and draft.kind == "organisation" and not draft.known:
        draft.kind, draft.role = "armed_group", "REB"


def _meant(scene: Scene, token: Token, phrase: Phrase, role: Role) -> Draft | None:
    """Whom a phrase means by the sort of its noun."""
    if token.lower_ in words_for("actors: organs") and (whole := _whole_of(scene, token)) is not None:
        return whole
    if role.sort == "person":
        return _neighbour(scene, token) or _person(scene, token, phrase)
    if role.sort == "state":
        return _side(scene, token, phrase)
    return _many(scene, token, phrase)


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
        return is_saying(token.head) and not any(child.dep_ == "nsubj" for child in token.head.children)
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


def _uncounted(words: str) -> str:
    """The words of a group without how many they are: "several officials"."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in _QUANTIFIERS else words


def _unnamed(scene: Scene, token: Token, phrase: Phrase, kind: ActorKind = "unnamed") -> Draft:
    """An actor made from the words: one for the same words, a new one for each indefinite person."""
    doc = token.doc
    start = min(phrase.start, token.i)
    role = phrase.role.role if phrase.role is not None else ""
    words = doc.text[doc[start].idx : _phrase_end(token, role)].strip()
    country = phrase.countries[0] if len(phrase.countries) == 1 else None
    sign = ("phrase", words.lower(), country or "")
    is_person = phrase.role is not None and phrase.role.sort == "person"
    fresh = is_person and not phrase.definite and not phrase.bare
    draft = None if fresh else scene.drafts.find(*sign)
    if draft is None:
        draft = scene.drafts.add(_uncounted(words), kind, *sign)
        draft.country, draft.role = country, role
        draft.plural = phrase.role.plural if phrase.role is not None else token.tag_ in {"NNS", "NNPS"}
        draft.gender = phrase.role.gender if phrase.role is not None else None
        if country is None and phrase.owner is not None:
            if role == "GOV" and is_private(scene, phrase.owner):
                draft.role = ""
            serve_owner(scene, draft, phrase.owner)
        draft.role = draft.role or role_of_whole(token)
        told = office_words(token, phrase) if phrase.owner is not None and is_person else words
        if len(words) < len(told) < LONGEST_ROLE:
            draft.roles.append(told)  # "a spokesman for the Lima Museum", called "spokesman"
    return draft


def _phrase_end(token: Token, role: str) -> int:
    """Where the name made from a phrase ends: after "in Washington" or "of al-Sadr", not after a clause.

    Only who serves somebody goes on with "for": a spokesman, no "man for his politics".
    """
    end = token
    for child in token.rights:
        if (
            child.dep_ == "prep"
            and child.i == end.i + 1
            and child.lower_ in {"in", "of", "from", "within", "at", "for"}
            and (child.lower_ != "for" or role not in {"", "CVL"})
            and not _is_charge(child)
        ):
            last = _before_day(child)
            told = token.doc[child.i : last.i + 1]
            if token.text.istitle() and child.lower_ == "of" and not any(t.text[0].isupper() for t in told):
                break  # "the Methodist Church of the district"
            if last.i - token.i <= 8 and not any(t.pos_ == "VERB" or t.text == "," for t in told):
                end = last
        else:
            break
    return int(end.idx + len(end.text))


def _before_day(prep: Token) -> Token:
    """The last word of a prepositional phrase before a day in it: "of the pickers on Tuesday"."""
    days = words_for("actors: days")
    words = prep.doc[prep.i : prep.right_edge.i + 1]
    day = next((word.i for word in words[2:] if word.lower_ in days and word.tag_ == "NNP"), 0)
    told = day and prep.doc[day - 1].tag_ == "IN"
    return prep.doc[day - 2] if told and day - 2 > prep.i else prep.right_edge


def _is_charge(prep: Token) -> bool:
    """Whether "of" tells what somebody is accused of: "accused the sailors of theft"."""
    blamed = prep.head.dep_ in {"dobj", "nsubjpass"} and prep.lower_ == "of"
    return blamed and prep.head.head.low_lemma_ in words_for("events: blaming")


def _person(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    if phrase.definite or token.idx < scene.heading:
        known = antecedent_person(scene, token, phrase)
        if known is not None and _tells_office(scene, known, token):
            join_office(scene, known, token, phrase)
            return None
        if known is not None:
            return known
    return _unnamed(scene, token, phrase)


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


def _side(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """A country or side: "the US side" is the state, "the two countries" the two last named."""
    if len(phrase.countries) == 1 and phrase.role is not None and not phrase.role.plural:
        return state_draft(scene.drafts, phrase.countries[0])
    if len(phrase.countries) == 1:
        return (
            state_draft(scene.drafts, phrase.countries[0])
            if phrase.noun in _A_SIDE
            else _unnamed(scene, token, phrase)
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
        return _unnamed(scene, token, phrase)
    return None


def _many(scene: Scene, token: Token, phrase: Phrase) -> Draft:
    """Forces, bodies, armed groups, officials and people."""
    phrase = _as_of_people(token, phrase)
    role = phrase.role
    assert role is not None
    if role.sort == "armed":
        _arm(scene, token)
    named = _self_named(scene, token) if role.sort == "armed" else _short_for(scene, token)
    if named is not None or _is_a_name(scene, token, phrase):
        return named or _unnamed(scene, token, phrase, _kind(role.sort, role.role))
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
    draft = _unnamed(scene, token, phrase, _kind(role.sort, role.role))
    if draft.country is None and phrase.owner is None:
        draft.country = country
    return draft


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


def _self_named(scene: Scene, token: Token) -> Draft | None:
    """The group that a clause names: "an armed group that calls itself the Sulu Sea Brigade"."""
    for clause in token.rights:
        if clause.dep_ not in {"relcl", "acl"} or clause.low_lemma_ not in _NAMING:
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


def _kind(sort: str, role: str) -> ActorKind:
    if sort == "armed":
        return "armed_group"
    if sort == "people":
        return "population" if role in {"CVL", "OPP", "EDU"} else "unnamed"
    if sort == "force":
        return "government"
    return "government" if role in STATE_ROLES else "media" if role == "MED" else "organisation"


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
