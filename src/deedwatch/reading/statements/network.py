"""The trained tagger, read forward with numpy: which words are cues, and whose words they carry.

Two small networks. The first gives each token a chance of being the head of a cue. The second looks
at the window round a likely cue and gives each token three chances: to belong to what was said, to the
source, to the cue. ``train/statements.py`` makes the weights; the card beside them says from what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.reading.statements.features import Array, TextFeatures, Windows

__all__ = ["cue_inputs", "cue_logits", "token_inputs", "window_logits"]

DILATIONS = (1, 2, 4, 8)


def cue_inputs(text: TextFeatures, at: Array) -> Array:
    """The dense numbers that the first network sees of each token."""
    vectors, flags = text.vectors, text.flags
    return np.concatenate(
        [vectors[at], vectors[text.head[at]], vectors[text.subject[at]], vectors[text.complement[at]],
         flags[at], flags[text.head[at]]],
        axis=1,
    )  # fmt: skip


def cue_logits(weights: Mapping[str, Array], text: TextFeatures, at: Array) -> Array:
    """The first network: one number a token, above 0 for a likely cue."""
    hidden = cue_inputs(text, at) @ weights["c_in"] + weights["c_bias"]
    hidden += (
        weights["c_lemma"][text.lemma[at]] + weights["c_tag"][text.tag[at]] + weights["c_dep"][text.dep[at]]
    )
    hidden += weights["c_head"][text.lemma[text.head[at]]] + weights["c_headdep"][text.dep[text.head[at]]]
    hidden += weights["c_subj"][text.lemma[text.subject[at]]]
    out: Array = np.maximum(hidden, 0) @ weights["c_out"] + weights["c_out_bias"]
    return out


def token_inputs(weights: Mapping[str, Array], text: TextFeatures) -> Array:
    """What the second network makes of each token, whatever the cue."""
    rows: Array = (
        text.vectors @ weights["t_in"] + text.flags @ weights["t_flags"]
        + weights["t_lemma"][text.lemma] + weights["t_tag"][text.tag] + weights["t_dep"][text.dep]
    )  # fmt: skip
    return rows


def window_logits(weights: Mapping[str, Array], text: TextFeatures, parts: Windows) -> Array:
    """The second network: a row of (said, source, cue) for each token of each window.

    The windows lie one after another, so that one product serves them all.
    """
    asked = (
        text.vectors[parts.cues] @ weights["q_in"]
        + weights["q_lemma"][text.lemma[parts.cues]]
        + weights["q_tag"][text.tag[parts.cues]]
    )
    rows = token_inputs(weights, text)[parts.at]
    rows += asked[parts.row]
    rows += weights["w_distance"][parts.distance]
    rows += weights["w_branch"][parts.branch]
    rows += weights["w_height"][parts.height]
    rows += parts.marks @ weights["w_marks"]
    np.maximum(rows, 0, out=rows)
    for number, step in enumerate(DILATIONS):
        rows += _convolved(rows, weights[f"k{number}"], weights[f"k{number}_bias"], (step, parts.row))
    out: Array = rows @ weights["o_out"] + weights["o_bias"]
    return out


def _convolved(rows: Array, kernel: Array, bias: Array, near: tuple[int, Array]) -> Array:
    """Each row with its neighbours at a distance, those of its own window: three products, two shifts."""
    (step, window), size = near, rows.shape[1]
    apart = np.flatnonzero(window[step:] != window[:-step])
    out: Array = rows @ kernel[size : 2 * size]
    out += bias
    before, after = rows[:-step] @ kernel[:size], rows[step:] @ kernel[2 * size :]
    before[apart] = after[apart] = 0
    out[step:] += before
    out[:-step] += after
    return np.maximum(out, 0, out=out)
