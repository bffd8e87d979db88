"""Event mentions to events: within a happening, the mentions that name one event are linked.

Boosted trees weigh each pair twice: by itself (``mention_pairs``), then with its company
(``mention_company``); average link makes groups of the weights. The lemma alone reaches 75 (CoNLL) on
ECB+ with the reports grouped by this house itself; figures and the card: ``docs/happenings.md``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from deedwatch.lexicon import data_path
from deedwatch.reckoning.happenings.clusters import average_link, find_homes
from deedwatch.reckoning.happenings.mention_company import weigh_partners
from deedwatch.reckoning.happenings.mention_pairs import weigh_pairs
from deedwatch.reckoning.happenings.merging import merge_documents
from deedwatch.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.nouns import Mention

__all__ = ["LINKED", "Trees", "group_mentions", "link", "load_trees", "save_trees", "table_of"]

LINKED = 0.24  # mean chance that two mentions of one event are one
_HOME = 0.86  # so much of it for a mention left alone and the three nearest of a group
_SLIGHT = 0.05
WEIGHTS = "mentions.npz"
_PARTS = ("roots", "feature", "bound", "left", "right", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees: for each node the feature asked, the bound, where to go on, or the leaf's value."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    bound: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: npt.NDArray[np.float32]
    base: float

    def chance(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The chance of each row."""
        total = np.full(len(rows), self.base, dtype=np.float64)
        number = np.arange(len(rows))
        for root in self.roots.tolist():
            node = np.full(len(rows), root, dtype=np.int32)
            while True:
                asked = self.feature[node]
                inner = asked >= 0
                if not inner.any():
                    break
                goes_left = rows[number, np.maximum(asked, 0)] <= self.bound[node]
                node = np.where(inner, np.where(goes_left, self.left[node], self.right[node]), node)
            total += self.value[node]
        return (1.0 / (1.0 + np.exp(-total))).astype(np.float32)


def save_trees(path: Path, first: Trees, second: Trees) -> None:
    """Write both rounds of trees as arrays, without code."""
    parts: dict[str, Any] = {
        f"{name}_{part}": np.asarray(getattr(trees, part))
        for name, trees in (("first", first), ("second", second))
        for part in (*_PARTS, "base")
    }
    np.savez_compressed(path, **parts)


@cache
def load_trees() -> tuple[Trees, Trees]:
    """The trees that come with the package: those that see a pair, and those that see its company too."""
    with np.load(data_path(WEIGHTS), allow_pickle=False) as arrays:
        first, second = (
            Trees(base=float(arrays[f"{name}_base"]), **{part: arrays[f"{name}_{part}"] for part in _PARTS})
            for name in ("first", "second")
        )
        return first, second


def link(mentions: Iterable[Mention], *, groups: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each mention (by id) the id of its event: that of the event's first mention.

    ``groups`` gives the happening of each document, as ``merge_documents`` finds it; without it the
    documents are grouped by the sentences of their mentions. Mentions of different groups are never
    linked. Every mention comes back; one that is alone is its own event. Mentions' ids must differ.
    """
    held = sorted(mentions, key=lambda mention: (mention.document, mention.span, mention.id))
    found = _group_by_sentences(held) if groups is None else groups
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in held:
        members[found.get(mention.document, f"alone {mention.document}")].append(mention)
    events: dict[str, str] = {}
    for listed in members.values():
        for mention, label in zip(listed, _link_group(listed), strict=True):
            events[mention.id] = listed[label].id
    return events


def _link_group(mentions: Sequence[Mention]) -> list[int]:
    if len(mentions) == 1:
        return [0]
    first, second = load_trees()
    one, two, rows = weigh_pairs(mentions)
    seen = table_of(len(mentions), one, two, first.chance(rows))
    partners = weigh_partners([mention.document for mention in mentions], seen, one, two)
    table = table_of(len(mentions), one, two, second.chance(np.concatenate([rows, partners], axis=1)))
    return group_mentions(table)


def table_of(
    size: int, one: npt.NDArray[np.int64], two: npt.NDArray[np.int64], chance: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """A square table of the chances of pairs, ``size`` mentions each way; nought on the diagonal."""
    found = np.zeros((size, size), dtype=np.float32)
    found[one, two] = found[two, one] = chance
    return found


def group_mentions(chance: npt.NDArray[np.float32], linked: float = LINKED) -> list[int]:
    """A label for each row of the square table of chances that two mentions are one event."""
    labels = dict(enumerate(average_link(chance, linked)))
    homes = find_homes(labels, _edges(chance), least=_HOME * linked)
    return [homes.get(label, label) for label in labels.values()]


def _edges(matrix: npt.NDArray[np.float32]) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for one, two in zip(*(place.tolist() for place in np.nonzero(matrix >= _SLIGHT)), strict=True):
        found[one][two] = float(matrix[one, two])
    return found


def _group_by_sentences(mentions: Sequence[Mention]) -> dict[str, str]:
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        sentences[mention.document][mention.sentence] = None
    documents = [Document(id=key, text="\n".join(said)) for key, said in sentences.items()]
    return {group.id: group.happening for group in merge_documents(documents)}
