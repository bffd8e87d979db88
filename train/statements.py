"""Train the statements tagger, write its weights and its card.

    python train/statements.py GOLD [--out FOLDER] [--check] [--confidence WEIGHTS]

GOLD is the folder of gold sets. The networks are fitted on eleven of twelve texts of
``statements/polnear_train.jsonl`` and on ``statements/gum_other_dev.jsonl``; the confidence on the other
texts of PolNeAR, on ``statements/gum_news_dev.jsonl``, ``records/*.json`` and ``seed/*.json``, of which
no network has seen any. Writes to FOLDER (``trained``). Needs numpy and the package, about five minutes on
one free core and 2 GB of memory. The products run on one thread, so that the same gold, rules and versions
give the same file. ``--check`` compares the result with what is installed, and leaves with 1 where it is
another; ``--confidence`` takes fitted networks and fits the confidence alone.
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
from fit import Course, fit_cues, fit_windows, likely_cues, say

from deedwatch.language import parse_many
from deedwatch.reading.statements.tagger import CARD, STRICT, WEIGHTS, read_tagger, save_tagger
from deedwatch.reading.statements.weigh import Tagger

Texts = dict[str, list[dict[str, Any]]]
LARGE, OTHER, UNSEEN = "polnear_train", "gum_other", ("gum_news", "records")
HELD = 12  # of PolNeAR's texts, every twelfth is kept for the confidence
CUES = Course(hidden=48, rounds=5, last=3, rate=2e-3, decay=3e-2, dropped=0.3, unknown=0.15)
WINDOWS = Course(hidden=64, rounds=6, last=3, rate=1.5e-3, decay=3e-2, dropped=0.25, unknown=0.08)
ROUNDING = 1e-3


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=Path("trained"))
    options.add_argument("--check", action="store_true")
    options.add_argument("--confidence", type=Path)
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sets = read_sets(args.gold)
    parsed = {name: list(parse_many(row["text"] for row in rows)) for name, rows in sets.items()}
    path = args.out / WEIGHTS.name
    if args.confidence:
        made = read_tagger(args.confidence)
    else:
        examples, vocabulary = make_examples(sets, parsed)
        save_tagger(path, Tagger(vocabulary, train(examples, vocabulary), STRICT))
        made = read_tagger(path)  # the weights as they are kept, in half precision
        (args.out / CARD.name).write_text(card(args.gold, sets, examples), encoding="utf-8")
    made = replace(made, calibration=calibrate(unseen(made, sets, parsed)))
    save_tagger(path, made)
    return int(args.check and differs(read_tagger(path), read_tagger(WEIGHTS)))


def unseen(tagger: Tagger, sets: Texts, parsed: dict[str, list[Any]]) -> list[Any]:
    """The judged evidence of the texts that no network has seen, by set."""
    held = slice(0, None, HELD)
    found = [judged_evidence(tagger, parsed[LARGE][held], sets[LARGE][held])]
    return found + [judged_evidence(tagger, parsed[name], sets[name]) for name in UNSEEN]


def differs(made: Tagger, installed: Tagger) -> bool:
    """Whether a tagger is another than the one installed, beyond rounding; says by how much."""
    mine, theirs = ({**t.weights, "calibration": t.calibration} for t in (made, installed))
    if made.vocabulary != installed.vocabulary or mine.keys() != theirs.keys():
        say("check: other words or other layers")
        return True
    if any(np.shape(mine[name]) != np.shape(theirs[name]) for name in mine):
        say("check: layers of another size")
        return True
    most = {name: float(np.abs(mine[name] - theirs[name]).max()) for name in mine}
    confidence = most.pop("calibration")
    say(f"check: weights differ by {max(most.values()):.5f} at most, the confidence's by {confidence:.5f}")
    return max(*most.values(), confidence) > ROUNDING


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


def make_examples(sets: Texts, parsed: dict[str, list[Any]]) -> tuple[list[Example], Any]:
    kept = [pair for number, pair in enumerate(zip(parsed[LARGE], sets[LARGE], strict=True)) if number % HELD]
    vocabulary = vocabulary_of(parse for parse, _ in kept)
    examples = [example(parse, row["attributions"], vocabulary, strict=0.0) for parse, row in kept]
    others = zip(parsed[OTHER], sets[OTHER], strict=True)
    examples += [example(parse, row["attributions"], vocabulary, strict=1.0) for parse, row in others]
    say(f"{len(examples)} texts")
    return examples, vocabulary


def train(examples: list[Example], vocabulary: Any) -> dict[str, np.ndarray]:
    first = fit_cues(examples, vocabulary, CUES)
    chosen = [
        (number, cue)
        for number, item in enumerate(examples)
        for cue in sorted(
            {*likely_cues(first, item, -2.5), *(i for i in item.gold if item.text.candidate[i])}
        )
    ]
    say(f"{len(chosen)} windows")
    return {**first, **fit_windows(examples, chosen, vocabulary, WINDOWS)}


def card(gold: Path, sets: Texts, examples: list[Example]) -> str:
    digest = hashlib.sha256((gold / "statements" / "polnear_train.jsonl").read_bytes()).hexdigest()[:16]
    held = len(sets[LARGE][::HELD])
    return CARD_TEXT.format(
        large=len(sets[LARGE]) - held, held=held, other=len(sets[OTHER]), digest=digest,
        attributions=sum(len(item.gold) for item in examples), seed=WINDOWS.seed, cues=CUES, windows=WINDOWS,
    )  # fmt: skip


CARD_TEXT = """# Card of the statements tagger (`statements.npz`)

What it does: two small networks over the vectors that the parse has made. The first gives each word a
chance of being the head of an attribution cue ({cues.hidden} hidden units); the second reads the window
round a likely cue and marks what was said, by whom, and the cue ({windows.hidden} channels, four dilated
convolutions).

- Texts: {large} of PolNeAR and {other} of GUM that are no news; {attributions} attributions.
  First 16 hex digits of the SHA-256 of the PolNeAR file: {digest}.
- Not among them: PolNeAR's development part, GUM news and the whole records, so that their figures are of
  texts that no network has seen.
- Confidence: fitted on {held} other texts of PolNeAR, on GUM news and on the whole records.
- Licences: PolNeAR's package file says MIT, its texts belong to US publishers; GUM CC BY; the whole
  records rest on Wikinews (CC BY 2.5) and Voice of America (public domain). No text is stored in the weights
  but a list of single words.
- Command: `python train/statements.py GOLD` (seed {seed}, {cues.rounds} and {windows.rounds} rounds, the
  weights the mean over the last {windows.last}, numpy alone, one thread). The same gold, rules, versions and
  kind of processor give the same file; `--check` fits anew and says how far the result is from what is
  installed. A new row in `cues.toml` or another grammar of cues moves the weights; other rules on actors,
  edges and acts move the six numbers of the confidence.
- Rules: those of commit 9d5d275; later rules on actors and edges give another file of the same worth.
- Limits: English news; made for reports, not for fiction or chat. It knows no actor: who a source is,
  is settled by the cast.
- Scores: docs/statements.md.
"""

if __name__ == "__main__":
    sys.exit(main())
