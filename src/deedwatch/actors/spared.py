"""Names that nobody acts by: towns told of only as places, days, datelines, and the field of an office.

The parse takes a small town that it does not know for a person or a body, and an agency in a dateline,
a feast or the first word of "Home Affairs Minister" for a body; each would draw words and deeds to itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.gazetteer import Name
from deedwatch.actors.roles import is_given_name
from deedwatch.actors.titles import title_gender, titles_of
from deedwatch.language import dateline_end
from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.words import words_for
from deedwatch.text.holding import Spans

if TYPE_CHECKING:
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["actors_among"]

_LONGEST_ACRONYM = 4  # letters: "LUNDAZI" at the head of a report is its place
_LONGEST_TOWN = 3  # words: "Surigao del Norte"


def actors_among(scene: Scene, names: list[Name]) -> list[Name]:
    """The names that somebody may act by; those known beforehand all stay."""
    datelines = Spans(
        (start, start + dateline_end(scene.parse.text[start:end])) for start, end in scene.parse.paragraphs
    )
    unsure = {id(name) for name in names if name.kind in {"person", "body"}}
    kept = [
        name
        for name in names
        if id(name) not in unsure
        or not (
            _is_portfolio(scene, name)
            or _is_a_day(scene, name)
            or datelines.hold(scene.parse.doc[name.start].idx)
            or _words(scene, name) in words_for("actors: forms of honour")
        )
    ]
    uses = {id(name): _says_where(scene, name) for name in kept if id(name) in unsure}
    told: dict[str, list[bool | None]] = {}
    for name in kept:
        if id(name) in unsure:
            told.setdefault(_words(scene, name), []).append(uses[id(name)])
    longer = {part for text in told for part in text.split() if " " in text}
    where = {text for text, found in told.items() if _is_place(text, found)} - longer
    return [
        Name(name.start, name.end, "place") if id(name) in unsure and _words(scene, name) in where else name
        for name in kept
        if id(name) not in unsure or _words(scene, name) not in where or uses[id(name)] is False
    ]


def _words(scene: Scene, name: Name) -> str:
    return str(scene.parse.doc.words(name.start, name.end)).lower()


def _is_portfolio(scene: Scene, name: Name) -> bool:
    """Whether a name is what a minister is in charge of: "Home Affairs" in "Home Affairs Minister"."""
    doc = scene.parse.doc
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    return name.kind == "body" and after in words_for("actors: after a portfolio")


def _is_a_day(scene: Scene, name: Name) -> bool:
    """Whether a name is one of the calendar: "Feb", "Valentine's Day", "Good Friday"."""
    doc, days = scene.parse.doc, words_for("actors: days")
    words = [token.lower_.rstrip(".") for token in doc[name.start : name.end]]
    following = [token.lower_ for token in doc[name.end : name.end + 2] if token.lower_ != "'s"]
    return words[-1] in days or bool(words_for("actors: a day") & set(following[:1]))


def _is_place(text: str, uses: list[bool | None]) -> bool:
    """Whether a name is told as a place at least as often as not, or is a town's that nobody acts by."""
    if uses.count(True) > 0:
        return uses.count(True) >= uses.count(False)
    known = None if uses.count(False) else look_up(text.title())
    return known is not None and bool(known.towns)


def _says_where(scene: Scene, name: Name) -> bool | None:
    """Whether a name stands where a place does; None where a person may stand as well ("from Rumphi")."""
    doc = scene.parse.doc
    first, head = doc[name.start], doc[name.end - 1]
    titled = title_gender(scene, name) is not None or titles_of(scene, name)
    behind = name.start - 1 in scene.names  # "In Hanoi Nguyen Thi Lan accused"
    firm = name.kind == "body" and head.lower_ in words_for("actors: names of firms")
    if behind or titled or firm or name.end - name.start > _LONGEST_TOWN or is_given_name(first.text):
        return False
    if first.idx == 0 or doc[name.start - 1].is_space:  # a dateline
        return True if first.text.isupper() and len(first.text) > _LONGEST_ACRONYM else None
    return True if _is_called_a_place(head) else _stands_where(head)


def _stands_where(head: Token) -> bool | None:
    """Whether the place of a name in its sentence is one that tells where."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head  # "between Rumphi and Chama"
    if head.dep_ == "pobj":
        before = head.head
        if before.lower_ == "by":
            return False
        of_a_place = before.head.low_lemma_ in words_for("actors: nouns of a place")
        is_static = before.lower_ in words_for("actors: place preposition")
        return True if of_a_place or (is_static and not _is_felt(before.head.lemma_)) else None
    if head.dep_ in {"compound", "nmod"}:
        named = words_for("actors: nouns of a place") | words_for("actors: premises")  # "the Kunda smelter"
        return True if head.head.lemma_ in named else None
    return None if head.dep_ in {"appos", "npadvmod"} else False


def _is_called_a_place(head: Token) -> bool:
    """Whether the name is told to lie somewhere, or to be a town: "Rumphi, a village in the hills"."""
    nouns = words_for("actors: nouns of a place")
    lies = head.dep_ == "nsubj" and head.head.lemma_ in words_for("actors: lying somewhere")
    return lies or any(child.dep_ == "appos" and child.lemma_ in nouns for child in head.rights)


def _is_felt(lemma: str) -> bool:
    """Whether "in" or "at" after the word is followed by whom it is about: "trust in Kanyelele"."""
    return lemma.lower() in words_for("actors: felt about somebody")
