"""Confidence from weight: a logistic curve over texts that the tagger was not fitted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from examples import spans_of
from layers import sigmoid

from deedwatch.actors import find_actors
from deedwatch.reading.statements import Scene, find_quotes, propose, read_with
from deedwatch.reading.statements.weigh import evidence, weigh
from deedwatch.records import Document

MOST = 2.0  # of the weight of a statement of a small set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.reading.statements.weigh import Tagger
    from deedwatch.records import Span, Statement


def judged_evidence(
    tagger: Tagger, parses: Sequence[Any], rows: Sequence[dict[str, Any]]
) -> tuple[np.ndarray, np.ndarray]:
    """The evidence of each statement that a tagger gives (statements, numbers), and whether it is right.

    Judged are the statements as they are given: parted by act, coordinate verbs without a source.
    """
    seen, right = [], []
    for parse, row in zip(parses, rows, strict=True):
        quotes = find_quotes(parse)
        cues, drafts = propose(parse, quotes)
        weighed = weigh(parse, drafts, cues, quotes, tagger)
        known = {made.cue_span: evidence(made, quotes) for made in weighed if not made.cue.rule.sure}
        scene = Scene(parse, find_actors(parse, Document(text=parse.text)), (), quotes)
        given = read_with(tagger, scene)
        for statement, good in zip(given, judged(given, row["attributions"]), strict=True):
            if statement.cue in known:
                seen.append(known[statement.cue])
                right.append(good)
    return np.array(seen), np.array(right, dtype=float)


def calibrate(sets: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Weights of the evidence, so that of the statements given at .8 eight in ten are right in every set.

    Each set counts for as much as the largest, the small ones with at most ``MOST`` for a statement.
    """
    largest = max(len(right) for _, right in sets)
    weight = np.concatenate([np.full(len(right), min(MOST, largest / len(right))) for _, right in sets])
    seen, right = (np.concatenate([pair[part] for pair in sets]) for part in (0, 1))
    return logistic(seen, right, weight)


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, *, ridge: float = 1.0) -> np.ndarray:
    """Newton's steps of a weighted logistic regression with a small ridge."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = sigmoid(x @ weights)
        slope = x.T @ (weight * (y - chance)) - ridge * weights
        bend = (x * (weight * chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights += np.linalg.solve(bend, slope)
    return weights


def judged(given: Sequence[Statement], gold: list[dict[str, Any]]) -> list[bool]:
    """Which statements are right; a gold row stands for one of them, that with most of its words."""
    shares = sorted(
        (
            (shared(statement.content, spans_of(row, "content")), -i, -j)
            for i, row in enumerate(gold)
            for j, statement in enumerate(given)
        ),
        reverse=True,
    )
    rows, taken, right = set[int](), set[int](), set[int]()
    for share, i, j in shares:
        if share > 0 and i not in rows and j not in taken:
            rows.add(i)
            taken.add(j)
            if share >= 0.5 and is_right(given[-j].cue, given[-j].source_span, gold[-i]):
                right.add(-j)
    return [number in right for number in range(len(given))]


def is_right(cue: Span | None, source: Span | None, row: dict[str, Any]) -> bool:
    """Whether the cue and the source are those of a gold row (by characters)."""
    theirs = spans_of(row, "cue")
    if theirs and not touches([cue] if cue else [], theirs):
        return False
    mine, source_of_row = [source] if source else [], spans_of(row, "source")
    return (not mine and not source_of_row) or touches(mine, source_of_row)


def touches(mine: Any, theirs: Any) -> bool:
    return any(a < d and c < b for a, b in mine for c, d in theirs)


def shared(mine: Any, theirs: Any) -> float:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in mine for c, d in theirs)
    return 2 * both / max(1, sum(b - a for a, b in mine) + sum(d - c for c, d in theirs))
