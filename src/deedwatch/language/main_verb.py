"""The main verb behind an aside, which the parser takes for another part of the aside.

Of "Peru, which lies at the mouth of the river, joined in the call" it makes "joined" a participle that
describes Peru, and Peru the root, so that nobody does anything. The verb is the root, and Peru its subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language.tokens import Doc

__all__ = ["free_main_verbs", "next_root"]

_ASIDES = frozenset({"relcl", "appos"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def free_main_verbs(doc: Doc, heads: list[int]) -> None:
    """Make such a verb the root in ``heads`` and the labels; a passive has an agent and stays."""
    ends = tuple(words_for("language: end of a regular past"))
    for token in doc:
        if token.dep_ != "acl" or token.tag_ not in {"VBN", "VBD"} or not token.lower_.endswith(ends):
            continue
        verb, noun = token.i, heads[token.i]
        if heads[noun] != noun or doc[noun].pos_ not in _NOMINAL or doc[verb - 1].text != ",":
            continue
        aside = any(heads[i] == noun and doc[i].dep_ in _ASIDES for i in range(noun + 1, verb))
        behind = range(verb + 1, next_root(heads, verb))
        if aside and not any(heads[i] == verb and doc[i].dep_ == "agent" for i in behind):
            for i in [i for i in behind if heads[i] == noun]:
                heads[i] = verb
            heads[verb], token.dep_, token.tag_ = verb, "ROOT", "VBD"
            heads[noun], doc[noun].dep_ = verb, "nsubj"


def next_root(heads: list[int], at: int) -> int:
    """The first root behind a token, before which its sentence has ended; so a long text costs no more."""
    return next((i for i in range(at + 1, len(heads)) if heads[i] == i), len(heads))
