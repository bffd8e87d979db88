"""Who gives himself a name: "The man on the line wished to be called Abu Samir", "she gave her name as Luz".

From there on he and the name are one, also in what was said before the name was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.closed import ONESELF, is_negated
from deedwatch.language.doers import is_suffered, shared_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_called", "is_of_oneself"]

_BEFORE_NAME = words_for("actors: before a given name")


def cast_called(scene: Scene) -> None:
    """Make one actor of a person told without a name and of the name that he is told to give himself."""
    naming, giving = words_for("actors: naming"), words_for("actors: giving a name")
    names = words_for("actors: names given")
    for token in scene.parse.doc:
        if token.lemma_ in naming and token.pos_ == "VERB" and is_of_oneself(token):
            _join(scene, token, token)
        elif token.lower_ in names and token.dep_ == "dobj" and token.head.lemma_ in giving:
            _join(scene, token.head, token)


def is_of_oneself(verb: Token) -> bool:
    """Is it "be called" or "calls himself"? Who "called Rosa Prado a liar" is another than she."""
    described = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "a group known as the Brigade"
    return (
        described
        or is_suffered(verb)
        or any(word.lower_ in ONESELF for word in verb.doc[verb.i + 1 : verb.i + 2])
    )


def _join(scene: Scene, verb: Token, naming: Token) -> None:
    if any(child.dep_ == "poss" and child.tag_ != "PRP$" for child in naming.lefts):
        return  # "gave the driver's name"
    who = _draft_at(scene, shared_subject(verb, {"xcomp", "conj", "relcl"}))
    name = _name_behind(scene, naming, denied=is_negated(verb) or is_negated(verb.head))
    if who is None or name is None or who.kind != "unnamed" or who.plural or name.kind != "person":
        return
    scene.mentions = [replace(m, actor=name.key) if m.actor == who.key else m for m in scene.mentions]
    scene.by_head.update({i: name.key for i, key in scene.by_head.items() if key == who.key})
    name.mentions += [replace(mention, actor=name.key) for mention in who.mentions]
    name.nouns |= who.nouns
    name.roles += who.roles
    name.gender, name.country = name.gender or who.gender, name.country or who.country
    who.mentions = []


def _name_behind(scene: Scene, naming: Token, *, denied: bool) -> Draft | None:
    """Whose name stands right behind: "called only Abu Samir", not "called by Rosa Prado".

    What is denied is said of a name behind "but": "not to be called anything but Abu Samir".
    """
    for word in naming.doc[naming.i + 1 : naming.sent.end]:
        denied = denied and word.lower_ != "but"
        if word.i in scene.names and (named := _draft_at(scene, word)) is not None:
            return None if denied else named
        if word.pos_ not in {"ADV", "PROPN"} and word.lower_ not in _BEFORE_NAME:
            return None
    return None


def _draft_at(scene: Scene, token: Token | None) -> Draft | None:
    key = None if token is None else scene.by_head.get(token.i)
    return None if key is None else scene.drafts[key]
