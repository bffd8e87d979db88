"""Fit the log odds of the contexts in which a cue may stand, and of the cue words, and write them.

    python train/contexts.py GOLD [--out FOLDER]

GOLD is the folder of gold sets. Reads ``statements/polnear_train.jsonl`` and, four times heavier,
``statements/gum_other_dev.jsonl``; needs numpy and the package, five minutes on one core; the same gold and
versions give the same rows. The odds of all contexts (``contexts.toml``) and of all words that were proposed
ten times or more (``cue_odds.csv``) are fitted together by a logistic regression, the cue's own weight in
``cues.toml`` standing beside them as it is. Right means the cue, half of the words and the source.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from calibrate import is_right, shared
from examples import spans_of
from layers import sigmoid

from deedwatch.language import parse_many
from deedwatch.lexicon import data_path
from deedwatch.reading.statements import find_quotes, propose
from deedwatch.reading.statements.contexts import contexts, contexts_of, cue_word, kind_of_frame
from deedwatch.reading.statements.modality import is_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.reading.statements.frames import Draft

SETS = (("polnear_train", 1.0), ("gum_other_dev", 4.0))  # by the weight of one proposal
RIDGE, RIDGE_WORDS = 1.0, 2.0
LEAST = 10  # proposals of a word
SMALLEST = 0.1  # of the odds that are written

Word = tuple[str, str]


@dataclass(frozen=True)
class Proposal:
    """One proposal of the rules: its contexts and word, the log odds of its cue's row, its outcome."""

    contexts: frozenset[str]
    word: Word
    offset: float
    right: bool
    weight: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=data_path("contexts.toml").parent)
    args = options.parse_args()
    proposals: list[Proposal] = []
    for name, weight in SETS:
        lines = (args.gold / "statements" / f"{name}.jsonl").open(encoding="utf-8")
        reports = [json.loads(line) for line in lines]
        proposals += seen(parse_many(report["text"] for report in reports), reports, weight)
    write(args.out, *fitted(proposals))


def seen(parses: Iterable[Any], reports: list[dict[str, Any]], weight: float) -> Iterator[Proposal]:
    """The proposals of the rules in some texts."""
    for parse, report in zip(parses, reports, strict=True):
        quotes = find_quotes(parse)
        _, drafts = propose(parse, quotes)
        for made in drafts.values():
            if made.content and not is_unsaid(parse, made):
                yield Proposal(
                    contexts=frozenset(context.id for context in contexts_of(parse, made, quotes)),
                    word=(cue_word(parse, made), kind_of_frame(made.frame)),
                    offset=math.log(made.weight / (1 - made.weight)),
                    right=any(agrees(made, row) for row in report["attributions"]),
                    weight=weight,
                )


def agrees(made: Draft, row: dict[str, Any]) -> bool:
    said = shared(made.content, spans_of(row, "content"))
    return said >= 0.5 and is_right(made.cue_span, made.source_span, row)


def fitted(proposals: list[Proposal]) -> tuple[dict[str, float], dict[Word, float]]:
    """Newton's steps of a logistic regression with a small ridge, beside fixed offsets."""
    names = [context.id for context in contexts()]
    counts = Counter(proposal.word for proposal in proposals)
    words = sorted(word for word, count in counts.items() if count >= LEAST)
    rows = np.zeros((len(proposals), len(names) + len(words)), np.float32)
    place: dict[object, int] = {name: n for n, name in enumerate([*names, *words])}
    for row, proposal in zip(rows, proposals, strict=True):
        row[[place[key] for key in (*proposal.contexts, proposal.word) if key in place]] = 1
    offsets, right, weight = (
        np.array([getattr(proposal, part) for proposal in proposals], float)
        for part in ("offset", "right", "weight")
    )
    ridge = np.array([RIDGE] * len(names) + [RIDGE_WORDS] * len(words))
    odds = np.zeros(len(ridge))
    for _ in range(15):
        chance = sigmoid(rows @ odds + offsets)
        slope = rows.T @ (weight * (right - chance)) - ridge * odds
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        odds += np.linalg.solve(bend, slope)
    values = [round(float(value), 1) for value in odds]
    return dict(zip(names, values, strict=False)), dict(zip(words, values[len(names) :], strict=True))


def write(out: Path, odds: dict[str, float], words: dict[Word, float]) -> None:
    """Put the contexts' odds into their rows, and write the table of words."""
    text = data_path("contexts.toml").read_text(encoding="utf-8")
    for name, value in odds.items():
        text = re.sub(rf'(id = "{name}"\n(?:(?!\[\[).*\n)*?odds = )[-\d.]+', rf"\g<1>{value}", text)
    (out / "contexts.toml").write_text(text, encoding="utf-8")
    rows = [f"{word},{frames},{value}" for (word, frames), value in words.items() if abs(value) >= SMALLEST]
    (out / "cue_odds.csv").write_text("\n".join([*HEAD, *rows, ""]), encoding="utf-8")


HEAD = (
    "# How much likelier a cue word is to attribute than its row in cues.toml says, where no trained tagger",
    "# is installed. Fitted by `python train/contexts.py GOLD`; a row may be corrected by hand.",
    "# frames: words (a clause, a quotation), infinitive, thing (a noun phrase, a gerund); odds: natural log",
    "word,frames,odds",
)

if __name__ == "__main__":
    main()
