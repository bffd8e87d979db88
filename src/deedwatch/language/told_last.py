"""Who tells what a sentence says, where the parser takes him for another name of the last thing in it.

Of "The toll will rise in Kenya, the minister, Ana Odera, said on Monday" it makes the minister an apposition
to Kenya, and "said" a second verb of the toll, so that nobody says anything. He is the subject of "said",
and all before is what he said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.language.main_verb import next_root
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language.tokens import Doc

__all__ = ["free_tellers"]

_JOINED = frozenset({"ROOT", "conj", "ccomp", "dep", "parataxis", "advcl"})
_FAR = 60  # tokens before a verb in which its subject may stand
_NEAR = 9  # tokens before a noun in which its own first word may stand
_NOMINAL = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def free_tellers(doc: Doc, heads: list[int]) -> None:
    """Make such a name the subject of its verb, and the verb the root, in ``heads`` and the labels."""
    telling = words_for("language: telling")
    for token in doc:
        if token.dep_ in _JOINED and token.lower_ in telling and heads[token.i] <= token.i:
            teller = _teller_before(doc, heads, token.i)
            if teller >= 0 and not _has_own_subject(doc, heads, token.i):
                _free(doc, heads, token.i, teller)


def _teller_before(doc: Doc, heads: list[int], verb: int) -> int:
    """The head of the apposition that ends before the verb, behind a comma; -1 for none."""
    last = verb - 1
    while last > 0 and doc[last].is_punct:
        last -= 1
    at = last
    while doc[at].dep_ in {"compound", "pobj", "prep"}:  # "a spokesman for the union"
        at = heads[at]
    if doc[at].dep_ != "appos" or at > last:
        return -1
    above = heads[at]
    if doc[above].dep_ == "appos" and doc[above].pos_ in _NOMINAL and doc[above].pos_ != doc[at].pos_:
        at = above  # "the minister, Ana Odera": he has a name and an office
    return at if doc[_first_of(heads, at) - 1].is_punct else -1


def _first_of(heads: list[int], noun: int) -> int:
    """The first word of a noun's phrase, as far as its own words stand before it."""
    return min((i for i in range(max(noun - _NEAR, 0), noun) if _hangs_on(heads, i, noun)), default=noun)


def _hangs_on(heads: list[int], at: int, noun: int) -> bool:
    while at < noun and heads[at] > at:
        at = heads[at]
    return at == noun


def _root_over(heads: list[int], at: int) -> int:
    while heads[at] != at:
        at = heads[at]
    return at


def _has_own_subject(doc: Doc, heads: list[int], verb: int) -> bool:
    near = range(max(verb - _FAR, 0), verb)
    return any(heads[i] == verb and doc[i].dep_ in _SUBJECTS for i in near)


def _free(doc: Doc, heads: list[int], verb: int, teller: int) -> None:
    root = _root_over(heads, verb)
    heads[teller], doc[teller].dep_ = verb, "nsubj"
    if root == verb:
        return
    for i in range(verb + 1, next_root(heads, max(verb, root))):
        if heads[i] == root:
            heads[i] = verb
    heads[verb], doc[verb].dep_ = verb, "ROOT"
    heads[root], doc[root].dep_ = verb, "ccomp"
