"""The day or place that a sentence begins with, which the parser runs into the name behind it.

Of "On Wednesday Peru asked Chile" it makes one name, "Wednesday Peru", which hangs on "On", so that nobody
asked. The day is what hangs on "On", and Peru is the subject where the verb has no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.lexicon.places import is_place_noun, look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language.tokens import Doc

__all__ = ["part_fronted"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BEHIND_A_DAY = words_for("actors: behind a day in a name")


def part_fronted(doc: Doc, heads: list[int]) -> None:
    """Part such names in ``heads`` and in the labels of the tokens."""
    days = words_for("actors: days")
    before = None
    for token in doc:
        if token.dep_ == "compound" and before is not None and before.tag_ == "IN" and token.tag_ == "NNP":
            if token.lower_ in days:
                _part(doc, heads, token.i, token.i)
            elif before.text == "In" and (last := _end_of_place(doc, heads, token.i)) >= 0:
                _part(doc, heads, token.i, last)
        before = token


def _end_of_place(doc: Doc, heads: list[int], at: int) -> int:
    """The last token of the place that a run of names begins with, where others follow; -1 for none."""
    name = _name_over(doc, heads, at)
    for last in range(name - 1, at - 1, -1):
        if look_up(doc.words(at, last + 1)) is not None:
            return -1 if look_up(doc.words(at, name + 1)) or is_place_noun(doc[last + 1].lower_) else last
    return -1


def _name_over(doc: Doc, heads: list[int], at: int) -> int:
    """The last word of the name of which this one is a part."""
    while doc[at].dep_ == "compound" and heads[at] > at:
        at = heads[at]
    return at


def _part(doc: Doc, heads: list[int], at: int, last: int) -> None:
    front, name = at - 1, _name_over(doc, heads, at)
    if name <= last or doc[last + 1].lower_ in _BEHIND_A_DAY:
        return
    if doc[name].dep_ == "pobj" and heads[name] == front:
        verb = heads[front]
        if verb <= name or doc[verb].pos_ not in {"VERB", "AUX"} or not doc[name].text[:1].isupper():
            return
        if any(heads[i] == verb and doc[i].dep_ in _SUBJECTS for i in range(front, verb)):
            return
        passive = any(heads[i] == verb and doc[i].dep_ == "auxpass" for i in range(name, verb))
        heads[name], doc[name].dep_ = verb, "nsubjpass" if passive else "nsubj"
    elif doc[name].dep_ not in _SUBJECTS:
        return
    for i in range(at, last):
        heads[i] = last
    heads[last], doc[last].dep_ = front, "pobj"
