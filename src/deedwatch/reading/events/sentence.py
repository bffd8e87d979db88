"""A sentence by itself: which of its deeds it is about (docs/events.md, "Lone sentences")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.reading.events.drafts import Draft

__all__ = ["main_deeds"]

_ASIDE = frozenset({"relcl", "acl", "appos", "parataxis"})
_MARKS = frozenset({"after", "as", "because", "since", "while", "although", "before", "if", "unless", "until", "where", "when", "though", "amid", "once"})


def main_deeds(drafts: list[Draft]) -> list[Draft]:
    """The deeds on the main line of a sentence; where there is none, the first of the others.

    A deed under another deed's words, in a relative or adverbial clause, or in a phrase after a
    preposition is told as circumstance, and event data do not count it as what the sentence tells.
    """
    words = {draft.word.i for draft in drafts} | {d.trigger.token.i for d in drafts if d.trigger}
    main = [draft for draft in drafts if _is_main(draft, words)]
    return main or drafts[:1]


def _is_main(draft: Draft, words: set[int]) -> bool:
    node = draft.word
    own = {draft.word.i} | ({draft.trigger.token.i} if draft.trigger else set())
    for _ in range(20):
        if node.head is node:
            return True
        if node.dep_ in _ASIDE or _is_circumstance(node, own):
            return False
        if node.dep_ != "conj" and node.head.i in words and node.head.i not in own:
            return False
        node = node.head
    return True


def _is_circumstance(node: Token, own: set[int]) -> bool:
    if node.dep_ == "advcl":
        return True
    if node.dep_ in {"prep", "agent"} and node.i not in own:
        return not any(child.i in own for child in node.head.children if child.dep_ == "pobj")
    return node.dep_ == "mark" and node.lower_ in _MARKS
