"""The trained tagger's file: loaded once, kept as half-precision numbers and plain word lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from deedwatch.reading.statements.features import Vocabulary
from deedwatch.reading.statements.weigh import Tagger

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

__all__ = ["CARD", "STRICT", "WEIGHTS", "load_tagger", "read_tagger", "save_tagger"]

_LEXICON = Path(__file__).parents[2] / "lexicon" / "en"
WEIGHTS = _LEXICON / "statements.npz"
CARD = _LEXICON / "statements.card.md"
_LISTS = ("lemmas", "tags", "deps")
STRICT = 0.15  # between PolNeAR's wide sense of attribution (0) and speech alone (1)


@cache
def load_tagger() -> Tagger | None:
    """The tagger, or None where its weights are not installed: the rules then stand alone."""
    return read_tagger(WEIGHTS) if WEIGHTS.is_file() else None


def read_tagger(path: Path) -> Tagger:
    """The tagger in a file."""
    with np.load(path, allow_pickle=False) as stored:
        words = {name: {str(word): n for n, word in enumerate(stored[name], 1)} for name in _LISTS}
        weights = {name: stored[name].astype(np.float32) for name in stored.files if name not in _LISTS}
    calibration = weights.pop("calibration", None)
    return Tagger(Vocabulary(**words), weights, STRICT, calibration)


def save_tagger(path: Path, tagger: Tagger) -> None:
    """Write a tagger's file."""
    stored: dict[str, Any] = {}
    for name in _LISTS:
        table: Mapping[str, int] = getattr(tagger.vocabulary, name)
        stored[name] = np.array(sorted(table, key=table.__getitem__))
    stored |= {name: values.astype(np.float16) for name, values in tagger.weights.items()}
    if tagger.calibration is not None:
        stored["calibration"] = tagger.calibration.astype(np.float32)
    np.savez_compressed(path, **stored)
