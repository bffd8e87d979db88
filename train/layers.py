"""The two small networks' gradients, by hand, and the Adam step: training needs numpy alone."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from deedwatch.reading.statements.network import DILATIONS

Weights = dict[str, np.ndarray]


@dataclass
class Adam:
    """Adam with decoupled weight decay; state by the name of the weight."""

    rate: float
    decay: float = 1e-4
    step: int = 0
    first: Weights = field(default_factory=dict)
    second: Weights = field(default_factory=dict)

    def update(self, weights: Weights, gradients: Weights) -> None:
        self.step += 1
        for name, gradient in gradients.items():
            m = self.first.setdefault(name, np.zeros_like(gradient))
            v = self.second.setdefault(name, np.zeros_like(gradient))
            m += 0.1 * (gradient - m)
            v += 0.01 * (gradient * gradient - v)
            scale = self.rate / (1 - 0.9**self.step)
            change = m / (np.sqrt(v / (1 - 0.99**self.step)) + 1e-8)
            weights[name] -= scale * change + self.rate * self.decay * weights[name]


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def rows_added(shape: tuple[int, ...], index: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    """The gradient of a table of rows that were looked up."""
    out = np.zeros(shape, np.float32)
    order = np.argsort(index, kind="stable")
    ids, first = np.unique(index[order], return_index=True)
    out[ids] = np.add.reduceat(gradient[order], first, axis=0)
    return out


# ---- first network ----

C_TABLES = ("lemma", "tag", "dep", "head", "headdep", "subj")


def new_cue_weights(random: np.random.Generator, dense: int, sizes: dict[str, int], hidden: int) -> Weights:
    weights = {"c_in": normal(random, (dense, hidden), dense), "c_bias": np.zeros(hidden, np.float32)}
    for name in C_TABLES:
        weights[f"c_{name}"] = normal(random, (sizes[name], hidden), 400)
    weights["c_out"] = normal(random, (hidden, 1), hidden)
    weights["c_out_bias"] = np.full(1, -2, np.float32)
    return weights


def cue_step(
    weights: Weights,
    dense: np.ndarray,
    ids: dict[str, np.ndarray],
    labels: np.ndarray,
    random: np.random.Generator,
    drop: float,
) -> tuple[float, Weights]:
    """Loss and gradients of one batch of the first network."""
    keep = (random.random(dense.shape) >= drop).astype(np.float32) / (1 - drop)
    dense = dense * keep
    hidden = dense @ weights["c_in"] + weights["c_bias"]
    for name in C_TABLES:
        hidden += weights[f"c_{name}"][ids[name]]
    keep = (random.random(hidden.shape) >= drop).astype(np.float32) / (1 - drop)
    active = np.maximum(hidden, 0) * keep
    chance = sigmoid((active @ weights["c_out"] + weights["c_out_bias"])[:, 0])
    loss = float(-np.mean(labels * np.log(chance + 1e-9) + (1 - labels) * np.log(1 - chance + 1e-9)))
    back = ((chance - labels) / len(labels)).astype(np.float32)[:, None]
    gradients = {"c_out": active.T @ back, "c_out_bias": back.sum(0)}
    flow = (back @ weights["c_out"].T) * keep * (hidden > 0)
    gradients["c_in"], gradients["c_bias"] = dense.T @ flow, flow.sum(0)
    for name in C_TABLES:
        gradients[f"c_{name}"] = rows_added(weights[f"c_{name}"].shape, ids[name], flow)
    return loss, gradients


# ---- second network ----

W_TABLES = ("t_lemma", "t_tag", "t_dep", "w_distance", "w_branch", "w_height")
Q_TABLES = ("q_lemma", "q_tag")


def new_window_weights(
    random: np.random.Generator, sizes: dict[str, int], dense: dict[str, int], hidden: int
) -> Weights:
    weights: Weights = {}
    for name, size in dense.items():
        weights[name] = normal(random, (size, hidden), size)
    for name in (*W_TABLES, *Q_TABLES):
        weights[name] = normal(random, (sizes[name], hidden), 100)
    for number in range(len(DILATIONS)):
        weights[f"k{number}"] = normal(random, (3 * hidden, hidden), 3 * hidden)
        weights[f"k{number}_bias"] = np.zeros(hidden, np.float32)
    weights["o_out"] = normal(random, (hidden, 3), hidden)
    weights["o_bias"] = np.full(3, -1, np.float32)
    return weights


@dataclass
class Batch:
    """Padded windows: token rows for the tables and the dense parts, cue rows, labels, mask."""

    ids: dict[str, np.ndarray]
    dense: dict[str, np.ndarray]
    cue_ids: dict[str, np.ndarray]
    cue_dense: np.ndarray
    labels: np.ndarray
    mask: np.ndarray


def window_step(
    weights: Weights, batch: Batch, random: np.random.Generator, drop: float
) -> tuple[float, Weights]:
    """Loss and gradients of one batch of windows."""
    shape = (*batch.mask.shape[:2], weights["o_out"].shape[0])
    mask = batch.mask
    first = np.zeros(shape, np.float32)
    dense = {}
    for name, values in batch.dense.items():
        kept = values
        if name == "t_in":
            kept = values * ((random.random(values.shape, dtype=np.float32) >= drop) / np.float32(1 - drop))
        dense[name] = kept
        first += kept @ weights[name]
    for name in W_TABLES:
        first += weights[name][batch.ids[name]]
    query = batch.cue_dense @ weights["q_in"] + sum(weights[name][batch.cue_ids[name]] for name in Q_TABLES)
    first += query[:, None]
    states = [np.maximum(first, 0) * mask]
    inner, joined = [], []
    for number, step in enumerate(DILATIONS):
        wide = shifted(states[-1], step)
        before = wide @ weights[f"k{number}"] + weights[f"k{number}_bias"]
        joined.append(wide)
        inner.append(before)
        states.append(states[-1] + np.maximum(before, 0) * mask)
    keep = (random.random(shape, dtype=np.float32) >= drop) / np.float32(1 - drop)
    last = states[-1] * keep
    chance = sigmoid(last @ weights["o_out"] + weights["o_bias"])
    total = float(mask.sum())
    loss = float(
        -np.sum(
            mask * (batch.labels * np.log(chance + 1e-9) + (1 - batch.labels) * np.log(1 - chance + 1e-9))
        )
        / total
    )
    back = ((chance - batch.labels) * mask / total).astype(np.float32)
    return loss, _window_gradients(weights, batch, Pass(dense, first, inner, joined, last, keep), back)


@dataclass
class Pass:
    """What the forward pass leaves for the gradients."""

    dense: dict[str, np.ndarray]
    first: np.ndarray
    inner: list[np.ndarray]
    joined: list[np.ndarray]
    last: np.ndarray
    keep: np.ndarray


def _window_gradients(weights: Weights, batch: Batch, seen: Pass, back: np.ndarray) -> Weights:
    size = weights["o_out"].shape[0]
    flat = lambda x: x.reshape(-1, x.shape[-1])  # noqa: E731
    gradients: Weights = {"o_out": flat(seen.last).T @ flat(back), "o_bias": flat(back).sum(0)}
    flow = (back @ weights["o_out"].T) * seen.keep * batch.mask
    for number in range(len(DILATIONS) - 1, -1, -1):
        local = flow * (seen.inner[number] > 0)
        gradients[f"k{number}"] = flat(seen.joined[number]).T @ flat(local)
        gradients[f"k{number}_bias"] = flat(local).sum(0)
        flow = (flow + unshifted(local @ weights[f"k{number}"].T, DILATIONS[number], size)) * batch.mask
    flow = flow * (seen.first > 0) * batch.mask
    for name, values in seen.dense.items():
        gradients[name] = flat(values).T @ flat(flow)
    for name in W_TABLES:
        gradients[name] = rows_added(weights[name].shape, batch.ids[name].reshape(-1), flat(flow))
    query = flow.sum(1)
    gradients["q_in"] = batch.cue_dense.T @ query
    for name in Q_TABLES:
        gradients[name] = rows_added(weights[name].shape, batch.cue_ids[name], query)
    return gradients


def shifted(x: np.ndarray, step: int) -> np.ndarray:
    left, right = np.zeros_like(x), np.zeros_like(x)
    if x.shape[1] > step:
        left[:, step:] = x[:, :-step]
        right[:, :-step] = x[:, step:]
    return np.concatenate([left, x, right], axis=2)


def unshifted(wide: np.ndarray, step: int, size: int) -> np.ndarray:
    left, out, right = wide[..., :size], wide[..., size : 2 * size].copy(), wide[..., 2 * size :]
    if wide.shape[1] > step:
        out[:, :-step] += left[:, step:]
        out[:, step:] += right[:, :-step]
    return out


def normal(random: np.random.Generator, shape: tuple[int, ...], fan: int) -> np.ndarray:
    return (random.standard_normal(shape) * np.sqrt(1.0 / fan)).astype(np.float32)
