"""Fit the log odds of the contexts in which a cue may stand, and write them into their rows.

    python train/contexts.py GOLD [--out FILE]

GOLD is the folder of gold sets. Reads ``statements/polnear_train.jsonl``; needs numpy and the package, three
minutes on one core. The odds of all rows are fitted together by a logistic regression, the cue's own weight
in ``cues.toml`` standing beside them as it is. Right means the cue, half of the words and the source.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from calibrate import is_right
from layers import sigmoid

from deedwatch.language import parse_many
from deedwatch.lexicon import data_path
from deedwatch.reading.statements import find_quotes, propose
from deedwatch.reading.statements.contexts import contexts, contexts_of
from deedwatch.reading.statements.modality import is_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable

RIDGE = 1.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=data_path("contexts.toml"))
    args = options.parse_args()
    path = args.gold / "statements" / "polnear_train.jsonl"
    reports = [json.loads(line) for line in path.open(encoding="utf-8")]
    odds = fitted(*seen(parse_many(report["text"] for report in reports), reports))
    args.out.write_text(
        written(data_path("contexts.toml").read_text(encoding="utf-8"), odds), encoding="utf-8"
    )


def seen(parses: Iterable, reports: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each proposal of the rules: its contexts, the log odds of its cue's row, whether it is right."""
    rows, offsets, right = [], [], []
    for parse, report in zip(parses, reports, strict=True):
        quotes = find_quotes(parse)
        _, drafts = propose(parse, quotes)
        for made in drafts.values():
            if made.content and not is_unsaid(parse, made):
                held = contexts_of(parse, made, quotes)
                rows.append([float(context in held) for context in contexts()])
                offsets.append(math.log(made.weight / (1 - made.weight)))
                right.append(is_right(made, report["attributions"]))
    return np.array(rows), np.array(offsets), np.array(right, float)


def fitted(rows: np.ndarray, offsets: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Newton's steps of a logistic regression with a small ridge, beside fixed offsets."""
    odds = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = sigmoid(rows @ odds + offsets)
        slope = rows.T @ (right - chance) - RIDGE * odds
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(odds))
        odds += np.linalg.solve(bend, slope)
    return {context.id: round(float(value), 1) for context, value in zip(contexts(), odds, strict=True)}


def written(text: str, odds: dict[str, float]) -> str:
    """The rows with their odds put in."""
    for name, value in odds.items():
        text = re.sub(rf'(id = "{name}"\n(?:(?!\[\[).*\n)*?odds = )[-\d.]+', rf"\g<1>{value}", text)
    return text


if __name__ == "__main__":
    main()
