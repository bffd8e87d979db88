"""Countries that common nouns have from other words: an owner, an earlier mention, the headline."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from deedwatch.actors.phrases import read_phrase
from deedwatch.actors.scene import is_placed

if TYPE_CHECKING:
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["country_before", "country_in_heading", "country_there", "owner_country", "possessor_country"]


def owner_country(scene: Scene, phrase: Phrase) -> str | None:
    """The country of the known body or person that the phrase names as owner ("Hamas fighters")."""
    if phrase.owner is None:
        return None
    if phrase.owner.entry is not None:
        return phrase.owner.entry.country
    key = scene.by_head.get(phrase.owner.start)
    return scene.drafts[key].country if key is not None else None


def possessor_country(scene: Scene, token: Token) -> str | None:
    """The country of whom a pronoun makes the owner: "her government" is the minister's own."""
    for child in token.lefts:
        if child.dep_ == "poss" and child.pos_ == "PRON":
            key = scene.by_head.get(child.i)
            return scene.drafts[key].country if key is not None else None
    return None


def country_there(scene: Scene, token: Token) -> str | None:
    """The country of the place told last before "the ministry there"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "there":
        return None
    before = [i for i in scene.lands if i < token.i and is_placed(doc[i])]
    return scene.lands[max(before)] if before else None


def country_before(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country of the body of that name told before: "the government" after "the government of Chad".

    It is meant where it was told in this sentence or the last, or is that of the one country of the report.
    """
    if not phrase.definite or phrase.role is None or phrase.role.sort not in {"body", "force"}:
        return None
    if phrase.start < token.i and phrase.noun == token.lower_:
        return None  # "the unity government" is another than "the government"
    noun = token.lower_
    before = [
        (mention.span[0], draft.country)
        for draft in scene.drafts
        if draft.kind == "government" and draft.country is not None and noun in draft.nouns
        for mention in draft.mentions
        if mention.span[0] < token.idx
    ]
    if not before:
        return None
    at, country = max(before)
    sentence_of = scene.parse.sentence_of
    is_near = sentence_of(token.idx) - sentence_of(at) <= 1
    return country if is_near or country == scene.main else None


def country_in_heading(scene: Scene, token: Token, phrase: Phrase) -> str | None:
    """The country that the headline gives: "the hostages" under "12 Korean Hostages Freed"."""
    if not scene.heading or token.idx < scene.heading or token.tag_ != "NNS":
        return None
    count = _count_of(token)
    doc = scene.parse.doc
    told = [
        word
        for word in doc[: bisect_left(doc.starts, scene.heading)]
        if word.lower_ == token.lower_
        and (phrase.definite or (count is not None and count == _count_of(word)))
    ]
    lands = {country for word in told for country in read_phrase(word, scene.names, scene.lands).countries}
    return lands.pop() if len(lands) == 1 else None


def _count_of(token: Token) -> str | None:
    return next((child.lower_ for child in token.lefts if child.dep_ == "nummod"), None)
