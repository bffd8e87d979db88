"""Fit the weights that say how sure an event is.

    python train/events.py GOLD [--write]

GOLD is the folder of gold sets: whole records, the seed, and the gold sentences. Every event that the
rules find is an example; it counts as right where the sets' own scorers match it by type and sentence
(reports) or by type (sentences). Prints, over five folds of documents, the F1 for each threshold and the
reliability table of docs/events.md; ``--write`` puts the weights of all documents into
``src/deedwatch/lexicon/en/event_weights.csv``. Deterministic: the same gold, the same table.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.places import find_places
from deedwatch.reading.events import merged_drafts
from deedwatch.reading.events.confidence import event_features
from deedwatch.reading.statements import find_statements
from deedwatch.records import Document

OUT = Path(__file__).parents[1] / "src/deedwatch/lexicon/en/event_weights.csv"
STRENGTH = 0.1
FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def main() -> None:
    """Read, fit, judge and, where asked, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--write", action="store_true")
    args = options.parse_args()
    rows = [*_reports(args.gold), *_sentences(args.gold)]
    names = sorted({name for features, *_ in rows for name in features})
    names = [name for name in names if sum(name in features for features, *_ in rows) >= 5]
    matrix = np.array([[name in features for name in names] for features, *_ in rows], dtype=float)
    right = np.array([row[1] for row in rows])
    groups = np.array([row[2] for row in rows])
    whole = np.array([row[3] for row in rows])
    chance = np.zeros(len(rows))
    for train, test in GroupKFold(5).split(matrix, right, groups):
        chance[test] = _fit(matrix[train], right[train]).predict_proba(matrix[test])[:, 1]
    _judge(chance, right, whole)
    if args.write:
        weights = _fit(matrix, right).coef_[0]
        lines = [f'"{name}",{weight:.3f}' for name, weight in zip(names, weights, strict=True)]
        head = (
            "# Log odds that an event is one a careful reader codes; made by train/events.py, see the card.\n"
        )
        OUT.write_text(head + "feature,weight\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _fit(matrix, right):
    return LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=2000).fit(matrix, right)


def _judge(chance, right, whole) -> None:
    found = sum(right[whole])
    print("threshold  kept  right  share of the right kept (whole records)")
    for threshold in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        kept = whole & (chance >= threshold)
        print(f"{threshold:9.2f} {sum(kept):5d} {sum(right[kept]):6d} {sum(right[kept]) / found:.3f}")
    print("\nsaid     events  right")
    for low in np.arange(0, 1, 0.2):
        here = (chance >= low) & (chance < low + 0.2)
        if sum(here):
            mean, said = np.mean(right[here]), np.mean(chance[here])
            print(f"{low:.1f}-{low + 0.2:.1f} {sum(here):7d} {mean:6.2f}  (mean said {said:.2f})")


def _drafts(text: str, published: str | None, title: str | None = None):
    document = Document(text=text, published=published, title=title)
    parsed = parse(text)
    cast = find_actors(parsed, document)
    dates = find_dates(parsed, document)
    places = find_places(parsed, cast, document)
    statements = find_statements(parsed, cast, dates, document)
    for draft in merged_drafts(parsed, cast, dates, places, statements, document):
        yield draft, event_features(draft, parsed, cast), parsed


def _reports(gold: Path):
    paths = [*sorted((gold / "records").glob("*.json")), gold / "seed/us_iran_baghdad.json"]
    for path in paths:
        record = json.loads(path.read_text(encoding="utf-8"))
        told = record["document"]
        also = (record.get("gold") or {}).get("also") or {}
        open_ = {event["id"]: event for event in record["events"]}
        for draft, features, parsed in _drafts(told["text"], told.get("published"), told.get("title")):
            hit = _match(draft, open_, also, parsed)
            if hit is not None:
                yield features, hit, path.stem, True


def _match(draft, open_, also, parsed) -> bool | None:
    """True for a gold event, used up; None for a further mention of one that is found already."""
    sentence = parsed.sentence_of(draft.span[0])
    for key, event in open_.items():
        spans = [event["anchor"], *also.get(key, [])]
        if event["type"] == draft.type and any(parsed.sentence_of(start) == sentence for start, _ in spans):
            del open_[key]
            return True
    mentions = [span for spans in also.values() for span in spans]
    return None if any(start < draft.span[1] and draft.span[0] < end for start, end in mentions) else False


def _sentences(gold: Path):
    for name in ("plover_gsr", "cameo_conflibert"):
        for line in (gold / f"events/{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            types = {FOLDED.get(event.get("plover"), event.get("plover")) for event in row["events"]}
            for draft, features, _ in _drafts(row["text"], row.get("date")):
                yield features, FOLDED.get(draft.type, draft.type) in types, row["id"], False


if __name__ == "__main__":
    main()
