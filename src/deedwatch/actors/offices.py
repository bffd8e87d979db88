"""Offices told beside a person's name: titles, appositions, predicates, and whose the office is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.roles import longest_role
from deedwatch.actors.scene import is_told_so
from deedwatch.actors.titles import PRIVATE_KINDS, head_of, serve_draft, take_modifiers
from deedwatch.language.doers import shared_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.gazetteer import Name
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = [
    "LONGEST_ROLE",
    "is_private",
    "join_office",
    "note_phrase",
    "office_words",
    "person_beside",
    "role_of_whole",
    "serve_owner",
]

LONGEST_ROLE = 80  # characters
_ASIDE = re.compile(r",? (?:which|who|whose|where) |, (?=[A-Z])")
_BEHIND_NAME = frozenset({",", ".", ")"}) | words_for("actors: saying behind a name")
_ARGUMENTS = frozenset({"nsubj", "pobj", "dobj"})


def person_beside(scene: Scene, token: Token) -> Draft | None:
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
    verb = _verb_of_office(token)
    subject = None if verb is None else _subject_of(verb)
    if subject is not None and (draft := _told_person(scene, token, subject)) is not None:
        return draft
    return _beside_comma(scene, token)


def _told_person(scene: Scene, office: Token, subject: Token) -> Draft | None:
    """Who is told to hold an office, also as "he" where its body is told: "He is head of the union"."""
    of_a_body = any(child.dep_ == "prep" and child.lower_ in {"of", "for"} for child in office.rights)
    key = scene.by_head.get(subject.i) if of_a_body and subject.lower_ in {"he", "she"} else None
    return _named(scene, subject) if key is None else scene.drafts[key]


def _verb_of_office(token: Token) -> Token | None:
    """The verb that gives an office, and denies it not: "is the minister", "took over as minister in May"."""
    if token.dep_ == "attr":
        verb, giving = token.head, words_for("actors: being in office")
    elif token.dep_ == "pobj" and token.head.lower_ == "as":
        verb, giving = token.head.head, words_for("actors: taking office")
    else:
        return None
    return verb if verb.lemma_ in giving and is_told_so(verb) else None


def _subject_of(verb: Token) -> Token | None:
    """Its subject, in a relative clause the name before it.

    A verb without one shares that of the verb before it: "was born in Sfax and has been minister since May".
    """
    subject = shared_subject(verb, {"conj"})
    described = subject is not None and subject.tag_ == "WP" and subject.head.dep_ == "relcl"
    return subject.head.head if subject is not None and described else subject


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
    ends = after.end < len(doc) and doc[after.end].text in _BEHIND_NAME
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


def join_office(scene: Scene, draft: Draft, token: Token, phrase: Phrase) -> None:
    """The noun tells a role of a named person."""
    doc = token.doc
    is_title = token.i + 1 in scene.names
    if not is_title:
        body = _whose(scene, token, phrase)
        words = office_words(token, phrase) + (f" of {body.name}" if body is not None else "")
        if len(words) < LONGEST_ROLE and "\n" not in words:
            draft.roles.append(words)
        private = body is not None
        if body is not None and not draft.known:
            serve_draft(draft, body)
        for country in phrase.countries[:1]:
            draft.country = draft.country if draft.known else draft.country or country
        if phrase.owner is not None and not phrase.countries and not draft.known:
            private = private or is_private(scene, phrase.owner)
            serve_owner(scene, draft, phrase.owner)
        if not draft.role and not draft.known:
            draft.role = role_of_whole(token)
        role = phrase.role.role if phrase.role is not None and not private else ""
        take_modifiers(scene, draft, list(doc[phrase.start : token.i]), role)
        note_phrase(scene, draft, token, phrase)
    else:
        draft.nouns |= {phrase.noun, token.lower_}
        scene.by_head[token.i] = draft.key
    draft.gender = draft.gender or (phrase.role.gender if phrase.role else None)


def note_phrase(scene: Scene, draft: Draft, token: Token, phrase: Phrase) -> None:
    """Note that the phrase stands for the draft, which can be called by its noun later."""
    start = min(phrase.start, token.i)
    scene.mention(draft, start, token.i + 1, token.i, "nominal")
    draft.nouns |= {phrase.noun, token.lower_}
    if draft.kind == "organisation" and not draft.known and draft.name.endswith(token.lower_):
        _name_in_full(scene, draft, token)


def _name_in_full(scene: Scene, draft: Draft, token: Token) -> None:
    """Call a body told by its noun, or by a state and its noun, after its place: "Czech abbey"."""
    before = draft.name.rpartition(" ")[0].lower()
    if before and before not in state_words():
        return
    things = (thing for prep in token.rights if prep.lower_ == "of" for thing in prep.children)
    place = next((thing for thing in things if thing.dep_ == "pobj" and thing.i in scene.names), None)
    if place is not None and place.i not in scene.lands:
        draft.name = token.doc.words(token.i, scene.names[place.i].end)


def office_words(token: Token, phrase: Phrase) -> str:
    """The words of an office with what hangs on them: "mayor of Calais", without an aside."""
    doc = token.doc
    end = max((t.right_edge.i for t in token.rights if t.dep_ == "prep"), default=token.i)
    return _ASIDE.split(doc.text[doc[min(phrase.start, token.i)].idx : doc[end].end])[0]


def _whose(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The body that "its director" is the director of; None for none."""
    before = token.doc[phrase.start - 1 : token.i] if phrase.start else ()
    owner = next((word for word in before if word.lower_ in {"its", "their"}), None)
    key = None if owner is None else scene.by_head.get(owner.i)
    return scene.drafts[key] if key is not None and scene.drafts[key].kind in PRIVATE_KINDS else None


def role_of_whole(token: Token) -> str:
    """The role of the body that a head, member or source belongs to: "member of the provincial council"."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in {"of", "for", "in", "within", "at", "from", "inside"}:
            for thing in prep.children:
                words = [word.lower_ for word in thing.doc[thing.left_edge.i : thing.i + 1]]
                found = longest_role(words) if thing.dep_ == "pobj" else None
                if found is not None and found[1].sort in {"body", "force", "armed", "person"}:
                    return found[1].role
    return ""


def is_private(scene: Scene, owner: Name) -> bool:
    """Whether the body is no state's: its "president" or "officials" are then no government's."""
    key = scene.by_head.get(owner.start)
    return key is not None and scene.drafts[key].kind in PRIVATE_KINDS


def serve_owner(scene: Scene, draft: Draft, owner: Name) -> None:
    """Give the draft what it has from the body that it serves."""
    key = scene.by_head.get(head_of(scene, owner).i)
    if key is not None:
        serve_draft(draft, scene.drafts[key])
