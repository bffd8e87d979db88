"""Train the statements tagger, write its weights and its card.

    python train/statements.py GOLD [--out FOLDER] [--fold 0|1] [--confidence WEIGHTS]

GOLD is the folder of gold sets. Reads ``statements/polnear_train.jsonl``, ``statements/gum_*_dev.jsonl``,
``records/*.json`` and ``seed/*.json``; needs numpy and the package, about five minutes on one core and
3 GB of memory; the same gold and versions give the same weights. With ``--fold`` every second report of
the small sets is left out, so that they can be scored on what was not seen. ``--confidence`` takes the
networks of a file and fits the confidence alone, which takes a minute.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calibrate import calibrate
from examples import Example, example, vocabulary_of
from fit import fit_cues, fit_windows, likely_cues, say

from deedwatch.language import parse_many
from deedwatch.reading.statements.tagger import CARD, STRICT, WEIGHTS, read_tagger, save_tagger
from deedwatch.reading.statements.weigh import Tagger

if TYPE_CHECKING:
    import numpy as np

HIDDEN_CUES, HIDDEN_WINDOWS, ROUNDS_CUES, ROUNDS_WINDOWS, SEED = 64, 96, 5, 5, 1
HELD = 12
SMALL = 4.0  # how much more one window of the small sets weighs than one of PolNeAR


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=WEIGHTS.parent)
    options.add_argument("--fold", type=int, default=-1)
    options.add_argument("--confidence", type=Path)
    args = options.parse_args()
    sets = read_sets(args.gold, fold=args.fold)
    if args.confidence:
        rows = [row for number, row in enumerate(sets["polnear_train"]) if not number % HELD]
        save(args.out, read_tagger(args.confidence), (list(parse_many(row["text"] for row in rows)), rows))
        return
    parsed = {name: list(parse_many(row["text"] for row in rows)) for name, rows in sets.items()}
    kept, held = kept_and_held(parsed["polnear_train"], sets["polnear_train"])
    parsed["polnear_train"], sets["polnear_train"] = kept
    examples, vocabulary = make_examples(sets, parsed)
    save(args.out, Tagger(vocabulary, train(examples, vocabulary), STRICT), held)
    if args.fold < 0:
        (args.out / CARD.name).write_text(card(args.gold, sets, examples), encoding="utf-8")


def save(out: Path, tagger: Tagger, held: tuple[Any, Any]) -> None:
    """Write the tagger; its confidence is fitted on the weights as the file keeps them."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / WEIGHTS.name
    save_tagger(path, replace(tagger, calibration=None))
    tagger = read_tagger(path)
    save_tagger(path, replace(tagger, calibration=calibrate(tagger, *held)))


def read_sets(gold: Path, *, fold: int) -> dict[str, list[dict[str, Any]]]:
    """The sets by name; of the small ones only every second text where a fold is left out."""
    lines = lambda name: [json.loads(line) for line in (gold / "statements" / name).open(encoding="utf-8")]  # noqa: E731
    kept = lambda rows: [row for number, row in enumerate(rows) if number % 2 != fold]  # noqa: E731
    return {
        "polnear_train": lines("polnear_train.jsonl"),
        "gum_other": lines("gum_other_dev.jsonl"),
        "gum_news": kept(lines("gum_news_dev.jsonl")),
        "records": kept([_record(path) for path in _record_paths(gold)]),
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


def kept_and_held(parsed: list[Any], rows: list[dict[str, Any]]) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """The texts to fit on, and every twelfth to calibrate confidence on."""
    fit = [i for i in range(len(rows)) if i % HELD]
    rest = [i for i in range(len(rows)) if not i % HELD]
    pick = lambda at: ([parsed[i] for i in at], [rows[i] for i in at])  # noqa: E731
    return pick(fit), pick(rest)


def make_examples(
    sets: dict[str, list[dict[str, Any]]], parsed: dict[str, list[Any]]
) -> tuple[list[Example], Any]:
    vocabulary = vocabulary_of(parsed["polnear_train"])
    examples = []
    for name, rows in sets.items():
        weight = SMALL if name in {"gum_news", "records"} else 1.0
        strict = 0.0 if name == "polnear_train" else 1.0
        for row, parse in zip(rows, parsed[name], strict=True):
            examples.append(example(parse, row["attributions"], vocabulary, weight=weight, strict=strict))
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


def card(gold: Path, sets: dict[str, list[dict[str, Any]]], examples: list[Example]) -> str:
    digest = hashlib.sha256((gold / "statements" / "polnear_train.jsonl").read_bytes()).hexdigest()[:16]
    counts = ", ".join(f"{name} {len(rows)}" for name, rows in sets.items())
    return CARD_TEXT.format(
        counts=counts, attributions=sum(len(item.gold) for item in examples), digest=digest, seed=SEED,
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
- Command: `python train/statements.py GOLD` (seed {seed}, {rounds} rounds, numpy alone, one core).
- Limits: English news; made for reports, not for fiction or chat. It knows no actor: who a source is,
  is settled by the cast.
- Scores: docs/statements.md.
"""

if __name__ == "__main__":
    main()
