"""Train the statements tagger, write its weights and its card.

    python train/statements.py GOLD [--out FOLDER] [--check] [--confidence WEIGHTS FOLD0 FOLD1]

GOLD is the folder of gold sets. Reads ``statements/polnear_train.jsonl``, ``statements/gum_*_dev.jsonl``,
``records/*.json`` and ``seed/*.json``; writes to FOLDER (``trained``). Needs numpy and the package, about
fifteen minutes on one free core and 3 GB of memory. The products run on one thread, so that the same gold,
rules and versions give the same weights. Three networks are fitted: that which ships, and two that have each
left out every second report of the small sets (``statements_fold0.npz`` and ``1``). On what they left out,
and on every twelfth text of PolNeAR, which none has seen, the confidence is fitted. ``--check`` compares the
result with the weights that are installed; ``--confidence`` takes three fitted networks and fits the
confidence alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: sums over threads come in another order each time

import numpy as np
from calibrate import calibrate, judged_evidence
from examples import Example, example, vocabulary_of
from fit import fit_cues, fit_windows, likely_cues, say

from deedwatch.language import parse_many
from deedwatch.reading.statements.tagger import CARD, STRICT, WEIGHTS, read_tagger, save_tagger
from deedwatch.reading.statements.weigh import Tagger

Texts = dict[str, list[dict[str, Any]]]
LARGE, SMALL_SETS = "polnear_train", frozenset({"gum_news", "records"})
WHOLE = -1  # the fold that leaves nothing out
ROUNDING = 1e-3
HIDDEN_CUES, HIDDEN_WINDOWS, ROUNDS_CUES, ROUNDS_WINDOWS, SEED = 64, 96, 5, 5, 1
HELD = 12
SMALL = 4.0  # how much more one window of the small sets weighs than one of PolNeAR


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=Path("trained"))
    options.add_argument("--check", action="store_true")
    options.add_argument("--confidence", type=Path, nargs=3)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sets = read_sets(args.gold)
    parsed = {name: list(parse_many(row["text"] for row in rows)) for name, rows in sets.items()}
    paths = [args.out / name for name in (WEIGHTS.name, "statements_fold0.npz", "statements_fold1.npz")]
    if args.confidence:
        for path, source in zip(paths, args.confidence, strict=True):
            save_tagger(path, replace(read_tagger(source), calibration=None))
    else:
        examples, vocabulary = make_examples(sets, parsed)
        for path, fold in zip(paths, (WHOLE, 0, 1), strict=True):
            kept = [item for name in sets for item in kept_of(name, examples[name], fold)]
            save_tagger(path, Tagger(vocabulary, train(kept, vocabulary), STRICT))
        (args.out / CARD.name).write_text(card(args.gold, sets, examples), encoding="utf-8")
    taggers = [read_tagger(path) for path in paths]
    calibration = calibrate(unseen(taggers, sets, parsed))
    for path, tagger in zip(paths, taggers, strict=True):
        save_tagger(path, replace(tagger, calibration=calibration))
    return int(args.check and differs(read_tagger(paths[0]), read_tagger(WEIGHTS)))


def kept_of(name: str, items: list[Any], fold: int) -> list[Any]:
    """What a network is fitted on: eleven of twelve texts of PolNeAR; in a fold, half of the small sets."""
    if name == LARGE:
        return [item for number, item in enumerate(items) if number % HELD]
    return [item for number, item in enumerate(items) if name not in SMALL_SETS or number % 2 != fold]


def unseen(taggers: list[Tagger], sets: Texts, parsed: dict[str, list[Any]]) -> list[Any]:
    """The judged evidence of PolNeAR's held texts, and of the small sets by the fold that left each out."""
    held = slice(0, None, HELD)
    found = [judged_evidence(taggers[0], parsed[LARGE][held], sets[LARGE][held])]
    for name in sorted(SMALL_SETS):
        halves = [
            judged_evidence(tagger, parsed[name][fold::2], sets[name][fold::2])
            for fold, tagger in enumerate(taggers[1:])
        ]
        found.append((np.concatenate([h[0] for h in halves]), np.concatenate([h[1] for h in halves])))
    return found


def differs(made: Tagger, installed: Tagger) -> bool:
    """Whether a tagger is another than the one installed, beyond rounding; says by how much."""
    if made.vocabulary != installed.vocabulary or made.weights.keys() != installed.weights.keys():
        say("check: other words or other layers")
        return True
    most = max(float(np.abs(made.weights[name] - installed.weights[name]).max()) for name in made.weights)
    say(f"check: weights differ by {most:.5f} at most")
    return most > ROUNDING


def read_sets(gold: Path) -> Texts:
    """The sets by name, in the order in which they are fitted."""
    lines = lambda name: [json.loads(line) for line in (gold / "statements" / name).open(encoding="utf-8")]  # noqa: E731
    return {
        LARGE: lines("polnear_train.jsonl"),
        "gum_other": lines("gum_other_dev.jsonl"),
        "gum_news": lines("gum_news_dev.jsonl"),
        "records": [_record(path) for path in _record_paths(gold)],
    }


def _record_paths(gold: Path) -> list[str]:
    paths = [*sorted((gold / "records").glob("*.json")), *sorted((gold / "seed").glob("*.json"))]
    return [str(path) for path in paths if path.name != "not_facts.json"]


def _record(path: str) -> dict[str, Any]:
    record = json.loads(Path(path).read_text(encoding="utf-8"))
    rows = [
        {"cue_span": s["cue"], "content_frags": s["content"], "source_span": s["source_span"]}
        for s in record["statements"]
    ]
    return {"id": path, "text": record["document"]["text"], "attributions": rows}


def make_examples(sets: Texts, parsed: dict[str, list[Any]]) -> tuple[dict[str, list[Example]], Any]:
    vocabulary = vocabulary_of(kept_of(LARGE, parsed[LARGE], WHOLE))
    examples: dict[str, list[Example]] = {}
    for name, rows in sets.items():
        weight = SMALL if name in SMALL_SETS else 1.0
        strict = 0.0 if name == LARGE else 1.0
        examples[name] = [
            example(
                parse,
                row["attributions"],
                vocabulary,
                weight=weight,
                strict=strict,
                titled=name == "records",
            )
            for row, parse in zip(rows, parsed[name], strict=True)
        ]
        say(f"{name}: {len(rows)} texts")
    return examples, vocabulary


def train(examples: list[Example], vocabulary: Any) -> dict[str, np.ndarray]:
    first = fit_cues(examples, vocabulary, hidden=HIDDEN_CUES, rounds=ROUNDS_CUES, seed=SEED)
    chosen = [
        (number, cue)
        for number, item in enumerate(examples)
        for cue in sorted(
            {*likely_cues(first, item, -2.5), *(i for i in item.gold if item.text.candidate[i])}
        )
    ]
    say(f"{len(chosen)} windows")
    second = fit_windows(
        examples, chosen, vocabulary, hidden=HIDDEN_WINDOWS, rounds=ROUNDS_WINDOWS, seed=SEED
    )
    return {**first, **second}


def card(gold: Path, sets: Texts, examples: dict[str, list[Example]]) -> str:
    digest = hashlib.sha256((gold / "statements" / "polnear_train.jsonl").read_bytes()).hexdigest()[:16]
    counts = ", ".join(f"{name} {len(kept_of(name, rows, WHOLE))}" for name, rows in sets.items())
    attributions = sum(len(item.gold) for rows in examples.values() for item in rows)
    return CARD_TEXT.format(
        counts=counts, attributions=attributions, digest=digest, seed=SEED,
        cues=HIDDEN_CUES, windows=HIDDEN_WINDOWS, rounds=ROUNDS_WINDOWS,
    )  # fmt: skip


CARD_TEXT = """# Card of the statements tagger (`statements.npz`)

What it does: two small networks over the vectors that the parse has made. The first gives each word a
chance of being the head of an attribution cue ({cues} hidden units); the second reads the window round a
likely cue and marks what was said, by whom, and the cue ({windows} channels, four dilated convolutions).

- Texts: {counts}; {attributions} attributions; every twelfth text of PolNeAR kept for the confidence.
  First 16 hex digits of the SHA-256 of the PolNeAR file: {digest}.
- Licences: PolNeAR's package file says MIT, its texts belong to US publishers; GUM CC BY; the whole
  records rest on Wikinews (CC BY 2.5) and Voice of America (public domain). No text is stored in the weights
  but a list of single words.
- Command: `python train/statements.py GOLD` (seed {seed}, {rounds} rounds, numpy alone, one thread; run twice
  it gives the same file, and `--check` says how far it is from the one installed).
- Limits: English news; made for reports, not for fiction or chat. It knows no actor: who a source is,
  is settled by the cast.
- Scores: docs/statements.md.
"""

if __name__ == "__main__":
    sys.exit(main())
