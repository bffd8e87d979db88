"""Confidence from weight: a logistic curve over texts that the tagger was not fitted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from examples import spans_of
from layers import sigmoid

from deedwatch.reading.statements import find_quotes, is_kept, propose
from deedwatch.reading.statements.weigh import evidence, weigh

if TYPE_CHECKING:
    from deedwatch.reading.statements.weigh import Tagger


def calibrate(tagger: Tagger, parses: list[Any], rows: list[dict[str, Any]]) -> np.ndarray:
    """Weights of the evidence, so that of the statements given at .8 eight in ten are right."""
    seen, right = [], []
    for parse, row in zip(parses, rows, strict=True):
        quotes = find_quotes(parse)
        cues, drafts = propose(parse, quotes)
        for made in weigh(parse, drafts, cues, quotes, tagger):
            if is_kept(parse, made, tagger):
                seen.append(evidence(made, quotes))
                right.append(is_right(made, row["attributions"]))
    return logistic(np.array(seen), np.array(right, dtype=float))


def logistic(x: np.ndarray, y: np.ndarray, *, ridge: float = 1.0) -> np.ndarray:
    """Newton's steps of a logistic regression with a small ridge."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = sigmoid(x @ weights)
        slope = x.T @ (y - chance) - ridge * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights += np.linalg.solve(bend, slope)
    return weights


def is_right(made: Any, gold: list[dict[str, Any]]) -> bool:
    """Whether one gold row has half of the words, the source and the cue (by characters)."""
    for row in gold:
        content, cue, source = (spans_of(row, part) for part in ("content", "cue", "source"))
        if not content or shared(made.content, content) < 0.5:
            continue
        if cue and not touches([made.cue_span], cue):
            continue
        mine = [made.source_span] if made.source_span else []
        if (not mine and not source) or touches(mine, source):
            return True
    return False


def touches(mine: Any, theirs: Any) -> bool:
    return any(a < d and c < b for a, b in mine for c, d in theirs)


def shared(mine: Any, theirs: Any) -> float:
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in mine for c, d in theirs)
    return 2 * both / max(1, sum(b - a for a, b in mine) + sum(d - c for c, d in theirs))
