"""The training loops of the two networks."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from layers import (
    Adam,
    Batch,
    Weights,
    cue_step,
    new_cue_weights,
    new_window_weights,
    window_step,
)

from deedwatch.reading.statements.features import FLAGS, MARKS
from deedwatch.reading.statements.network import cue_inputs, cue_logits

if TYPE_CHECKING:
    from examples import Example

    from deedwatch.reading.statements.features import Vocabulary


LAST = 2  # rounds over whose steps the weights are averaged
STEPS = 8  # from one averaged step to the next


class Mean:
    """The mean of the weights over the last rounds: single steps differ by what they saw last."""

    def __init__(self) -> None:
        self.count = 0
        self.total: Weights = {}

    def add(self, weights: Weights) -> None:
        self.count += 1
        for name, values in weights.items():
            self.total[name] = self.total.get(name, 0) + values

    def weights(self, last: Weights) -> Weights:
        """The mean; the last weights where there were too few steps for one."""
        if not self.count:
            return last
        return {name: (total / self.count).astype(np.float32) for name, total in self.total.items()}


def say(*words: object) -> None:
    print(*words, file=sys.stderr, flush=True)


def fit_cues(
    examples: list[Example], vocabulary: Vocabulary, *, hidden: int, rounds: int, seed: int
) -> Weights:
    random = np.random.default_rng(seed)
    sizes = {
        "lemma": len(vocabulary.lemmas) + 1, "tag": len(vocabulary.tags) + 1, "dep": len(vocabulary.deps) + 1,
        "head": len(vocabulary.lemmas) + 1, "headdep": len(vocabulary.deps) + 1,
        "subj": len(vocabulary.lemmas) + 1,
    }  # fmt: skip
    dense, ids, labels = _cue_rows(examples)
    weights = new_cue_weights(random, dense.shape[1], sizes, hidden)
    adam, mean = Adam(rate=2e-3, decay=1e-2), Mean()
    for turn in range(rounds):
        adam.rate = 2e-3 * (1 - turn / rounds)
        order, losses, began = random.permutation(len(labels)), [], time.time()
        for start in range(0, len(order), 512):
            at = order[start : start + 512]
            picked = {name: values[at] for name, values in ids.items()}
            for name in ("lemma", "head", "subj"):
                picked[name] = picked[name] * (random.random(len(at)) >= 0.08)
            loss, gradients = cue_step(weights, dense[at].astype(np.float32), picked, labels[at], random, 0.2)
            adam.update(weights, gradients)
            losses.append(loss)
            if turn >= rounds - LAST and adam.step % STEPS == 0:
                mean.add(weights)
        say(f"cues, round {turn + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s")
    return mean.weights(weights)


def _cue_rows(examples: list[Example]) -> tuple[np.ndarray, dict[str, np.ndarray], np.ndarray]:
    dense, labels = [], []
    ids: dict[str, list[np.ndarray]] = {
        name: [] for name in ("lemma", "tag", "dep", "head", "headdep", "subj")
    }
    for item in examples:
        text = item.text
        at = np.flatnonzero(text.candidate)
        times = max(1, round(item.weight))
        for _ in range(times):
            dense.append(cue_inputs(text, at).astype(np.float16))
            labels.append(np.array([i in item.gold for i in at.tolist()], np.float32))
            ids["lemma"].append(text.lemma[at])
            ids["tag"].append(text.tag[at])
            ids["dep"].append(text.dep[at])
            ids["head"].append(text.lemma[text.head[at]])
            ids["headdep"].append(text.dep[text.head[at]])
            ids["subj"].append(text.lemma[text.subject[at]])
    return np.concatenate(dense), {k: np.concatenate(v) for k, v in ids.items()}, np.concatenate(labels)


def likely_cues(weights: Weights, item: Example, least: float) -> list[int]:
    at = np.flatnonzero(item.text.candidate)
    scores = cue_logits(weights, item.text, at)[:, 0]
    return at[scores > least].tolist()


def fit_windows(
    examples: list[Example],
    chosen: list[tuple[int, int]],
    vocabulary: Vocabulary,
    *,
    hidden: int,
    rounds: int,
    seed: int,
) -> Weights:
    from examples import window_example

    random = np.random.default_rng(seed)
    lemmas, tags, deps = len(vocabulary.lemmas) + 1, len(vocabulary.tags) + 1, len(vocabulary.deps) + 1
    sizes = {"t_lemma": lemmas, "t_tag": tags, "t_dep": deps, "w_distance": 25, "w_branch": 6 * 64,
             "w_height": 5, "q_lemma": lemmas, "q_tag": tags}  # fmt: skip
    width = examples[0].text.vectors.shape[1]
    weights = new_window_weights(
        random, sizes, {"t_in": width, "t_flags": FLAGS, "w_marks": MARKS, "q_in": width}, hidden
    )
    made = [(number, cue, *window_example(examples[number], cue)) for number, cue in chosen]
    adam, mean = Adam(rate=1.5e-3, decay=1e-2), Mean()
    for turn in range(rounds):
        adam.rate = 1.5e-3 * (1 - turn / rounds) + 2e-5
        order = sorted(
            random.permutation(len(made)).tolist(), key=lambda i: (made[i][2].high - made[i][2].low) // 8
        )
        batches = [order[start : start + 48] for start in range(0, len(order), 48)]
        random.shuffle(batches)
        losses, began = [], time.time()
        for batch in batches:
            loss, gradients = window_step(
                weights, _batch(examples, [made[i] for i in batch], random), random, 0.15
            )
            adam.update(weights, gradients)
            losses.append(loss)
            if turn >= rounds - LAST and adam.step % STEPS == 0:
                mean.add(weights)
        say(f"windows, round {turn + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s")
    return mean.weights(weights)


def _batch(examples: list[Example], made: list[Any], random: np.random.Generator) -> Batch:
    longest, size = max(part.high - part.low for _, _, part, _ in made), len(made)
    width = examples[0].text.vectors.shape[1]
    ids = {
        name: np.zeros((size, longest), np.int64)
        for name in ("t_lemma", "t_tag", "t_dep", "w_distance", "w_branch", "w_height")
    }
    dense = {
        "t_in": np.zeros((size, longest, width), np.float32),
        "t_flags": np.zeros((size, longest, FLAGS), np.float32),
        "w_marks": np.zeros((size, longest, MARKS), np.float32),
    }
    labels, mask = np.zeros((size, longest, 3), np.float32), np.zeros((size, longest, 1), np.float32)
    weight = np.ones((size, 1, 3), np.float32)
    cues, texts = [cue for _, cue, _, _ in made], [examples[number].text for number, _, _, _ in made]
    for row, (number, _, part, label) in enumerate(made):
        text, n = examples[number].text, part.high - part.low
        span = slice(part.low, part.high)
        ids["t_lemma"][row, :n] = text.lemma[span] * (random.random(n) >= 0.08)
        ids["t_tag"][row, :n], ids["t_dep"][row, :n] = text.tag[span], text.dep[span]
        ids["w_distance"][row, :n], ids["w_branch"][row, :n], ids["w_height"][row, :n] = (
            part.distance,
            part.branch,
            part.height,
        )
        dense["t_in"][row, :n], dense["t_flags"][row, :n], dense["w_marks"][row, :n] = (
            text.vectors[span],
            text.flags[span],
            part.marks,
        )
        labels[row, :n], mask[row, :n] = label, 1
        weight[row] = examples[number].weight
        if examples[number].weight > 1 and label[:, 2].any() and not label[:, 1].any():
            weight[row, 0, 1] = 0  # the small sets leave out the source of a coordinate cue
    cue_ids = {
        "q_lemma": np.array([t.lemma[c] for t, c in zip(texts, cues, strict=True)])
        * (random.random(size) >= 0.08),
        "q_tag": np.array([t.tag[c] for t, c in zip(texts, cues, strict=True)]),
    }
    cue_dense = np.stack([t.vectors[c] for t, c in zip(texts, cues, strict=True)])
    return Batch(
        ids=ids, dense=dense, cue_ids=cue_ids, cue_dense=cue_dense, labels=labels, weight=weight, mask=mask
    )
