"""Actors made from the words of a phrase that names nobody: "a spokesman for the museum"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.offices import LONGEST_ROLE, is_private, office_words, role_of_whole, serve_owner
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token
    from deedwatch.records import ActorKind

__all__ = ["unnamed"]

_QUANTIFIERS = words_for("actors: quantifiers")


def unnamed(scene: Scene, token: Token, phrase: Phrase, kind: ActorKind = "unnamed") -> Draft:
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


def _uncounted(words: str) -> str:
    """The words of a group without how many they are: "several officials"."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in _QUANTIFIERS else words


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
