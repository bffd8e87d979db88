"""Second pass, common nouns: "the Iranian ambassador", "Iraqi forces", "officials in Washington"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.antecedents import (
    antecedent_body,
    antecedent_person,
    issuer_of,
    named_before,
    note_issuer,
    sides_of,
    states_before,
)
from deedwatch.actors.inherited import (
    country_before,
    country_in_heading,
    owner_country,
    possessor_country,
)
from deedwatch.actors.local import local_country
from deedwatch.actors.phrases import Phrase, read_phrase
from deedwatch.actors.roles import longest_role
from deedwatch.actors.scene import is_saying, state_draft
from deedwatch.actors.titles import PRIVATE_KINDS, head_of, serve_draft, take_modifiers
from deedwatch.lexicon.countries import country_adjective
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.names import Name
    from deedwatch.actors.roles import Role
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token
    from deedwatch.records import ActorKind

__all__ = ["cast_nominal"]

_NAMING = words_for("actors: naming")
_ASIDE = re.compile(r",? (?:which|who|whose|where) ")
_A_SIDE = words_for("actors: a side")
_THE_COUNTRY = words_for("actors: the country")
_QUANTIFIERS = words_for("actors: quantifiers")
_SIDES = words_for("actors: sides")
_NAMED_BODIES = {"government", "organisation", "armed_group", "international_organisation"}
_ARGUMENTS = {"nsubj", "pobj", "dobj"}
_STATE_ROLES = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"}
_KIND_OF_ROLE: dict[str, ActorKind] = {
    "GOV": "government", "MIL": "government", "COP": "government", "JUD": "government", "LEG": "government",
    "SPY": "government", "MED": "media",
}  # fmt: skip


def cast_nominal(scene: Scene, token: Token) -> None:
    """Give the phrase headed by a common noun its actor; nothing where it is a thing."""
    if _stands_for_parts(scene, token):
        return
    phrase = read_phrase(token, scene.names, scene.lands)
    person = _title_or_apposition(scene, token)
    if phrase.role is None:
        if person is None and _speaks(token):
            issuer = issuer_of(scene, token, phrase)
            _note(scene, issuer or _unnamed(scene, token, phrase), token, phrase)
        elif token.text.lower() in words_for("actors: issued"):
            note_issuer(scene, token, phrase)
        return
    if person is not None and phrase.role.sort == "person":
        _join(scene, person, token, phrase)
        return
    if _is_a_thing(token, phrase):
        return
    draft = _body_in_apposition(scene, token) or _meant(scene, token, phrase, phrase.role)
    if draft is not None:
        _note(scene, draft, token, phrase)


def _arm(scene: Scene, token: Token) -> None:
    """A body that is called an armed group is one: "the Chama River Front, an armed group"."""
    key = scene.by_head.get(token.head.i) if token.dep_ == "appos" else None
    draft = None if key is None else scene.drafts[key]
    if draft is not None and draft.kind == "organisation" and not draft.known:
        draft.kind, draft.role = "armed_group", "REB"


def _meant(scene: Scene, token: Token, phrase: Phrase, role: Role) -> Draft | None:
    """Whom a phrase means by the sort of its noun."""
    if role.sort == "person":
        return _person(scene, token, phrase)
    if role.sort == "state":
        return _side(scene, token, phrase)
    return _many(scene, token, phrase)


def _body_in_apposition(scene: Scene, token: Token) -> Draft | None:
    """The firm or union named right behind what it is called by: "the owners, Baltava Lines"."""
    if token.lower_ not in words_for("ledger: of a firm") | words_for("ledger: of a union"):
        return None
    doc = token.doc
    comma = token.i + 2 < len(doc) and doc[token.i + 1].text == ","
    behind = scene.names.get(token.i + 2) if comma else None
    heads = [child.i for child in token.rights if child.dep_ == "appos"]
    heads += [behind.end - 1] if behind is not None else []
    keys = (scene.by_head.get(head) for head in heads)
    named = [scene.drafts[key] for key in keys if key is not None]
    return next((draft for draft in named if draft.kind == "organisation" and draft.name[:1].isupper()), None)


def _is_a_thing(token: Token, phrase: Phrase) -> bool:
    """A feast, or equipment that does not act and is of no told country: "diesel from their tanks"."""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if token.lower_ in words_for("actors: feasts") and before in words_for("actors: kinds of feast"):
        return True
    acts = (token.dep_ == "nsubj" and token.head.lemma_ != "belong") or (
        token.dep_ == "pobj" and token.head.lower_ == "by"
    )
    return token.lower_ in words_for("actors: equipment") and not acts and not phrase.countries


def _stands_for_parts(scene: Scene, token: Token) -> bool:
    """Whether the noun after "of" is read for it: "a group of militants", "dozens of people"."""
    if token.text.lower() not in words_for("actors: quantity"):
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


def _note(scene: Scene, draft: Draft, token: Token, phrase: Phrase) -> None:
    start = min(phrase.start, token.i)
    scene.mention(draft, start, token.i + 1, token.i, "nominal")
    draft.nouns |= {phrase.noun, token.text.lower()}


def _speaks(token: Token) -> bool:
    """A thing that the report lets speak: "the statement said", "according to the poll"."""
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        return is_saying(token.head) and token.pos_ != "PRON"
    if token.dep_ == "dobj" and token.head.i < token.i and token.text.lower() in words_for("actors: issued"):
        return is_saying(token.head) and not any(child.dep_ == "nsubj" for child in token.head.children)
    return (
        token.dep_ == "pobj"
        and token.head.text.lower() == "to"
        and token.head.head.text.lower() == "according"
    )


def _title_or_apposition(scene: Scene, token: Token) -> Draft | None:
    """The named person that this noun is a title, an apposition or a predicate of."""
    name = scene.names.get(token.i + 1)
    if name is not None and _is_person(scene, name):
        return scene.drafts[scene.by_head[name.start]]
    if token.idx < scene.heading:
        return None
    if token.dep_ == "appos" and (draft := _named(scene, token.head)) is not None:
        return draft
    for child in token.children:
        if child.dep_ == "appos" and (draft := _named(scene, child)) is not None:
            return draft
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        for child in token.head.lefts:
            if child.dep_ == "nsubj" and (draft := _named(scene, child)) is not None:
                return draft
    return _beside_comma(scene, token)


def _beside_comma(scene: Scene, token: Token) -> Draft | None:
    """The person named on the other side of a comma, where the parse has lost the apposition."""
    doc, edge = token.doc, token.left_edge.i
    end = next(
        (word.i for word in doc[token.i + 1 : token.i + 9] if word.text == "," or word.pos_ == "VERB"), -1
    )
    closed = end > 0 and doc[end].text == ","
    if edge > 1 and doc[edge - 1].text == "," and token.dep_ != "conj" and token.sent.start < edge - 1:
        before = scene.names.get(edge - 2)
        if before is not None and _is_person(scene, before) and (closed or token.dep_ not in _ARGUMENTS):
            return scene.drafts[scene.by_head[before.start]]
    if not closed or token.dep_ in {"conj", "dobj"}:
        return None
    after = scene.names.get(end + 1)
    if after is None or after.start != end + 1 or not _is_person(scene, after):
        return None
    ends = after.end < len(doc) and doc[after.end].text in {",", ".", ")", "said"}
    listed = any(child.dep_ in {"cc", "conj"} for child in token.children)
    return scene.drafts[scene.by_head[after.start]] if ends and not listed else None


def _named(scene: Scene, token: Token) -> Draft | None:
    name = scene.names.get(token.i)
    if name is None or not _is_person(scene, name):
        return None
    return scene.drafts[scene.by_head[name.start]]


def _is_person(scene: Scene, name: Name) -> bool:
    key = scene.by_head.get(name.start)
    return key is not None and scene.drafts[key].kind == "person"


def _join(scene: Scene, draft: Draft, token: Token, phrase: Phrase) -> None:
    """The noun tells a role of a named person."""
    doc = token.doc
    is_title = token.i + 1 in scene.names
    if not is_title:
        end = max((t.right_edge.i for t in token.rights if t.dep_ == "prep"), default=token.i)
        words = doc.text[doc[phrase.start].idx : doc[end].idx + len(doc[end].text)]
        words = _ASIDE.split(words)[0] + _whose(scene, token)
        if len(words) < 80 and "\n" not in words:
            draft.roles.append(words)
        private = False
        for country in phrase.countries[:1]:
            draft.country = draft.country if draft.known else draft.country or country
        if phrase.owner is not None and not phrase.countries and not draft.known:
            private = private or _is_private(scene, phrase.owner)
            _serve_owner(scene, draft, phrase.owner)
        if not draft.role and not draft.known:
            draft.role = _role_of_whole(token)
        role = phrase.role.role if phrase.role is not None and not private else ""
        take_modifiers(scene, draft, list(doc[phrase.start : token.i]), role)
        _note(scene, draft, token, phrase)
    else:
        draft.nouns |= {phrase.noun, token.text.lower()}
        scene.by_head[token.i] = draft.key
    draft.gender = draft.gender or (phrase.role.gender if phrase.role else None)


def _whose(scene: Scene, token: Token) -> str:
    """The body that "its director" is the director of, as words behind the role; empty for none."""
    owner = next((child for child in token.lefts if child.lower_ in {"its", "their"}), None)
    key = None if owner is None else scene.by_head.get(owner.i)
    body = key is not None and scene.drafts[key].kind in PRIVATE_KINDS
    return f" of {scene.drafts[key].name}" if body and key is not None else ""


def _is_private(scene: Scene, owner: Name) -> bool:
    """Whether the body is no state's: its "president" or "officials" are then no government's."""
    key = scene.by_head.get(owner.start)
    return key is not None and scene.drafts[key].kind in PRIVATE_KINDS


def _serve_owner(scene: Scene, draft: Draft, owner: Name) -> None:
    key = scene.by_head.get(head_of(scene, owner).i)
    if key is not None:
        serve_draft(draft, scene.drafts[key])


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
    fresh = (
        phrase.role is not None and phrase.role.sort == "person" and not phrase.definite and not phrase.bare
    )
    draft = None if fresh else scene.drafts.find(*sign)
    if draft is None:
        draft = scene.drafts.add(_uncounted(words), kind, *sign)
        draft.country, draft.role = country, role
        draft.plural = phrase.role.plural if phrase.role is not None else token.tag_ in {"NNS", "NNPS"}
        draft.gender = phrase.role.gender if phrase.role is not None else None
        if country is None and phrase.owner is not None:
            if role == "GOV" and _is_private(scene, phrase.owner):
                draft.role = ""
            _serve_owner(scene, draft, phrase.owner)
        draft.role = draft.role or _role_of_whole(token)
    return draft


def _role_of_whole(token: Token) -> str:
    """The role of the body that a head, member or source belongs to: "member of the provincial council"."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.text.lower() in {"of", "for", "in", "within", "at", "from", "inside"}:
            for thing in prep.children:
                words = [word.text.lower() for word in thing.doc[thing.left_edge.i : thing.i + 1]]
                found = longest_role(words) if thing.dep_ == "pobj" else None
                if found is not None and found[1].sort in {"body", "force", "armed", "person"}:
                    return found[1].role
    return ""


def _phrase_end(token: Token, role: str) -> int:
    """Where the name made from a phrase ends: after "in Washington" or "of al-Sadr", not after a clause.

    Only who serves somebody goes on with "for": a spokesman, no "man for his politics".
    """
    end = token
    for child in token.rights:
        if (
            child.dep_ == "prep"
            and child.i == end.i + 1
            and child.text.lower() in {"in", "of", "from", "within", "at", "for"}
            and (child.lower_ != "for" or role not in {"", "CVL"})
        ):
            if child.right_edge.i - token.i <= 8 and not any(
                t.pos_ == "VERB" or t.text == "," for t in child.subtree
            ):
                end = child.right_edge
        else:
            break
    return int(end.idx + len(end.text))


def _person(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    if phrase.definite or token.idx < scene.heading:
        known = antecedent_person(scene, token, phrase)
        if known is not None and _tells_office(scene, known, token):
            _join(scene, known, token, phrase)
            return None
        if known is not None:
            return known
    return _unnamed(scene, token, phrase)


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
    before = states_before(scene, token.idx)
    words = {word.text.lower() for word in token.lefts}
    if words & {"two", "both", "either", "neither"} and phrase.noun in _SIDES:
        before = sides_of(scene, token.idx) or before
    if words & {"two", "both", "either", "neither"} and len(before) >= 2:
        return _collective(scene, tuple(sorted(before[:2])))
    if (
        phrase.definite
        and not phrase.possessed
        and phrase.role is not None
        and not phrase.role.plural
        and before
        and token.text.lower() in _THE_COUNTRY
    ):
        return scene.drafts[before[0]]
    if phrase.role is not None and (
        phrase.role.plural or _speaks(token) or phrase.noun == "international community"
    ):
        return _unnamed(scene, token, phrase)
    return None


def _collective(scene: Scene, members: tuple[str, ...]) -> Draft:
    draft = scene.drafts.find("collective", *members)
    if draft is None:
        draft = scene.drafts.add("", "unnamed", "collective", *members)
        draft.name = " and ".join(scene.drafts[key].name for key in members)
        draft.plural = True
        scene.drafts.members[draft.key] = members
    return draft


def _many(scene: Scene, token: Token, phrase: Phrase) -> Draft:
    """Forces, bodies, armed groups, officials and people."""
    role = phrase.role
    assert role is not None
    if role.sort == "armed":
        _arm(scene, token)
    named = _self_named(scene, token) if role.sort == "armed" else _short_for(scene, token)
    if named is not None or _is_a_name(scene, token, phrase):
        return named or _unnamed(scene, token, phrase, _kind(role.sort, role.role))
    own = phrase.countries[0] if phrase.countries else owner_country(scene, phrase)
    own = own or (possessor_country(scene, token) if role.sort == "body" else None)
    if phrase.definite or (role.sort == "armed" and not phrase.countries):
        known = antecedent_body(scene, token, phrase)
        if known is not None:
            return known
    if len(phrase.countries) > 1 and role.sort in {"force", "body"} and role.role in _STATE_ROLES:
        parts = [_of_country(scene, phrase, country) for country in phrase.countries]
        return _collective(scene, tuple(part.key for part in parts))
    if own is None and phrase.owner is None and (again := named_before(scene, token, phrase)) is not None:
        return again
    country = own or country_before(scene, token, phrase) or country_in_heading(scene, token, phrase)
    if country is None and phrase.owner is None:
        country = local_country(scene, token, phrase)
    if country is not None and role.sort in {"force", "body"} and role.role in _STATE_ROLES:
        return _of_country(scene, phrase, country)
    draft = _unnamed(scene, token, phrase, _kind(role.sort, role.role))
    if draft.country is None and phrase.owner is None:
        draft.country = country
    return draft


def _is_a_name(scene: Scene, token: Token, phrase: Phrase) -> bool:
    """Whether capitals make the phrase a name of its own, not a description: "the Arab Group"."""
    before = token.doc[token.i - 1]
    return (
        phrase.start < token.i
        and phrase.noun == token.text.lower()
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
        if clause.dep_ not in {"relcl", "acl"} or clause.lemma_.lower() not in _NAMING:
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
    return _KIND_OF_ROLE.get(role, "organisation")


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
        draft.plural = phrase.role.plural or noun == "police"
    return draft
