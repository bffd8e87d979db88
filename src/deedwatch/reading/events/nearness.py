"""Which of several mentions a deed means: the one whose way up the tree meets the deed's clause soonest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from deedwatch.language.doers import own_subject
from deedwatch.reading.events.roles import carries

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.language import Token

__all__ = ["nearest"]

M = TypeVar("M")
_CLAUSES = frozenset({"relcl", "ccomp", "advcl"})
_STOP = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis"})


def nearest(
    words: list[Token],
    marked: list[tuple[int, M]],
    *,
    aside: Callable[[list[Token], int], bool] | None = None,
) -> M | None:
    """The one whose way up meets the trigger's own clause soonest, on no way that leads ``aside``."""
    doc = words[0].doc
    anchors = _clause_of(words)
    best: M | None = None
    cost = 99
    sentence = words[0].sent
    first, last = sentence.start, sentence.end
    for index, mention in marked:
        token = doc[index]
        if not first <= index < last:
            continue
        steps = _steps_to(token, anchors, aside)
        if steps is not None and steps < cost:
            best, cost = mention, steps
    return best


def _clause_of(words: list[Token]) -> dict[int, int]:
    """The tokens that a date may hang on: the deed's noun and verb, the verbs it is coordinated with."""
    anchors = {word.i: 0 for word in words}
    node, cost = words[0], 0
    for _ in range(8):
        if node.head == node or _is_apart(node):
            break
        if node.dep_ == "advcl":
            cost += 4
        node = node.head
        cost += 1
        anchors.setdefault(node.i, cost)
    return anchors


def _is_apart(node: Token) -> bool:
    """Where the clause of a deed ends: what is dated above does not date it."""
    if node.pos_ in {"VERB", "AUX"}:
        if node.dep_ == "conj":
            return own_subject(node) is not None
        return node.dep_ in _STOP and not (node.dep_ == "advcl" and node.tag_ == "VBG")
    if node.dep_ == "nsubj" and node.head.lemma_ == "be":
        return any(child.dep_ in {"attr", "acomp"} for child in node.head.children)
    return node.dep_ in {"prep", "agent"} and node.lower_ not in {
        "in",
        "during",
        "at",
        "with",
        "by",
        "to",
        "on",
        "of",
    }


def _steps_to(
    token: Token, anchors: dict[int, int], aside: Callable[[list[Token], int], bool] | None = None
) -> int | None:
    node = token
    way: list[Token] = []
    for steps in range(8):
        if node.i in anchors and node.i != token.i:
            if aside is not None and aside(way, anchors[node.i]):
                return None
            return steps + 2 * anchors[node.i]
        way.append(node)
        if node.dep_ in {"attr", "acomp"}:
            return None
        told = node.dep_ == "relcl" and node.head.i in anchors and carries(node)
        if not told and (
            node.head == node or (steps and node.pos_ in {"VERB", "AUX"} and node.dep_ in _CLAUSES)
        ):
            return None
        node = node.head
    return None
