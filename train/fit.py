"""The training loops of the two networks."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from examples import window_example
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


STEPS = 8  # from one averaged step to the next


@dataclass(frozen=True)
class Course:
    """How one network is fitted."""

    hidden: int
    rounds: int
    last: int  # rounds over whose steps the weights are averaged
    rate: float  # of the first round; falls to nothing with the last
    decay: float  # of the weights, by rate
    dropped: float  # share of the numbers that a step does not see
    unknown: float  # share of the words that a step takes for unknown ones
    seed: int = 1


class Mean:
    """The mean of the weights over the last rounds: single steps differ by what they saw last."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.count = 0
        self.total: Weights = {}

    def add(self, weights: Weights, turn: int, step: int) -> None:
        """Count the weights of a step in, if it is one of those that are averaged."""
        if turn < self.course.rounds - self.course.last or step % STEPS:
            return
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


def fit_cues(examples: list[Example], vocabulary: Vocabulary, course: Course) -> Weights:
    random = np.random.default_rng(course.seed)
    lemmas, tags, deps = len(vocabulary.lemmas) + 1, len(vocabulary.tags) + 1, len(vocabulary.deps) + 1
    sizes = {"lemma": lemmas, "tag": tags, "dep": deps, "head": lemmas, "headdep": deps, "subj": lemmas}
    dense, ids, labels = _cue_rows(examples)
    weights = new_cue_weights(random, dense.shape[1], sizes, course.hidden)
    adam, mean = Adam(rate=course.rate, decay=course.decay), Mean(course)
    for turn in range(course.rounds):
        adam.rate = course.rate * (1 - turn / course.rounds)
        order, losses, began = random.permutation(len(labels)), [], time.time()
        for start in range(0, len(order), 512):
            at = order[start : start + 512]
            picked = {name: values[at] for name, values in ids.items()}
            for name in ("lemma", "head", "subj"):
                picked[name] = picked[name] * (random.random(len(at)) >= course.unknown)
            loss, gradients = cue_step(
                weights, dense[at].astype(np.float32), picked, labels[at], random, course.dropped
            )
            adam.update(weights, gradients)
            losses.append(loss)
            mean.add(weights, turn, adam.step)
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
    examples: list[Example], chosen: list[tuple[int, int]], vocabulary: Vocabulary, course: Course
) -> Weights:
    """The second network, over the windows of chosen cues (number of the text, head of the cue)."""
    random = np.random.default_rng(course.seed)
    lemmas, tags, deps = len(vocabulary.lemmas) + 1, len(vocabulary.tags) + 1, len(vocabulary.deps) + 1
    sizes = {"t_lemma": lemmas, "t_tag": tags, "t_dep": deps, "w_distance": 25, "w_branch": 6 * 64,
             "w_height": 5, "q_lemma": lemmas, "q_tag": tags}  # fmt: skip
    width = examples[0].text.vectors.shape[1]
    dense = {"t_in": width, "t_flags": FLAGS, "w_marks": MARKS, "q_in": width}
    weights = new_window_weights(random, sizes, dense, course.hidden)
    made = [(number, cue, *window_example(examples[number], cue)) for number, cue in chosen]
    adam, mean = Adam(rate=course.rate, decay=course.decay), Mean(course)
    for turn in range(course.rounds):
        adam.rate = course.rate * (1 - turn / course.rounds) + 2e-5
        order = sorted(
            random.permutation(len(made)).tolist(), key=lambda i: (made[i][2].high - made[i][2].low) // 8
        )
        batches = [order[start : start + 48] for start in range(0, len(order), 48)]
        random.shuffle(batches)
        losses, began = [], time.time()
        for rows in batches:
            batch = _batch(examples, [made[i] for i in rows], random, course.unknown)
            loss, gradients = window_step(weights, batch, random, course.dropped)
            adam.update(weights, gradients)
            losses.append(loss)
            mean.add(weights, turn, adam.step)
        say(f"windows, round {turn + 1}: loss {np.mean(losses):.4f}, {time.time() - began:.0f} s")
    return mean.weights(weights)


def _batch(examples: list[Example], made: list[Any], random: np.random.Generator, unknown: float) -> Batch:
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
    cues, texts = [cue for _, cue, _, _ in made], [examples[number].text for number, _, _, _ in made]
    for row, (number, _, part, label) in enumerate(made):
        text, n = examples[number].text, part.high - part.low
        span = slice(part.low, part.high)
        ids["t_lemma"][row, :n] = text.lemma[span] * (random.random(n) >= unknown)
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
    cue_ids = {
        "q_lemma": np.array([t.lemma[c] for t, c in zip(texts, cues, strict=True)])
        * (random.random(size) >= unknown),
        "q_tag": np.array([t.tag[c] for t, c in zip(texts, cues, strict=True)]),
    }
    cue_dense = np.stack([t.vectors[c] for t, c in zip(texts, cues, strict=True)])
    return Batch(ids=ids, dense=dense, cue_ids=cue_ids, cue_dense=cue_dense, labels=labels, mask=mask)
