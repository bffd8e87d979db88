"""The trained tagger, read forward with numpy: which words are cues, and whose words they carry.

Two small networks. The first gives each token a chance of being the head of a cue. The second looks
at the window round a likely cue and gives each token three chances: to belong to what was said, to the
source, to the cue. ``train/statements.py`` makes the weights; the card beside them says from what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deedwatch.reading.statements.features import Array, TextFeatures, Window

__all__ = ["cue_inputs", "cue_logits", "token_inputs", "window_logits"]

DILATIONS = (1, 2, 4, 8)
_TOGETHER = 12  # windows in one product


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


def window_logits(
    weights: Mapping[str, Array], text: TextFeatures, cues: Sequence[int], windows: Sequence[Window]
) -> list[Array]:
    """The second network: for each cue, rows of (said, source, cue) for the tokens of its window.

    Windows of like length go together: padding to the longest cost half of the time.
    """
    base = token_inputs(weights, text)
    order = sorted(range(len(windows)), key=lambda i: windows[i].high - windows[i].low)
    found: dict[int, Array] = {}
    for start in range(0, len(order), _TOGETHER):
        some = order[start : start + _TOGETHER]
        rows = _some_logits(weights, text, base, [cues[i] for i in some], [windows[i] for i in some])
        found |= dict(zip(some, rows, strict=True))
    return [found[i] for i in range(len(windows))]


def _some_logits(
    weights: Mapping[str, Array],
    text: TextFeatures,
    base: Array,
    cues: Sequence[int],
    windows: Sequence[Window],
) -> list[Array]:
    longest = max(item.high - item.low for item in windows)
    hidden: Array = np.zeros((len(windows), longest, base.shape[1]), np.float32)
    mask: Array = np.zeros((len(windows), longest, 1), np.float32)
    for row, (cue, item) in enumerate(zip(cues, windows, strict=True)):
        size = item.high - item.low
        mask[row, :size] = 1
        asked = text.vectors[cue] @ weights["q_in"] + weights["q_lemma"][text.lemma[cue]]
        hidden[row, :size] = (
            base[item.low : item.high] + asked + weights["q_tag"][text.tag[cue]]
            + weights["w_distance"][item.distance] + weights["w_branch"][item.branch]
            + weights["w_height"][item.height] + item.marks @ weights["w_marks"]
        )  # fmt: skip
    np.maximum(hidden, 0, out=hidden)
    hidden *= mask
    for number, step in enumerate(DILATIONS):
        change = _convolve(hidden, weights[f"k{number}"], weights[f"k{number}_bias"], step)
        np.maximum(change, 0, out=change)
        change *= mask
        hidden += change
    out = hidden @ weights["o_out"] + weights["o_bias"]
    return [out[row, : item.high - item.low] for row, item in enumerate(windows)]


def _convolve(hidden: Array, kernel: Array, bias: Array, step: int) -> Array:
    """Each token with its neighbours at a distance: one product, then two shifts."""
    size = hidden.shape[2]
    left, middle, right = kernel[:size], kernel[size : 2 * size], kernel[2 * size :]
    out: Array = hidden @ middle + bias
    if hidden.shape[1] > step:
        out[:, step:] += hidden[:, :-step] @ left
        out[:, :-step] += hidden[:, step:] @ right
    return out
