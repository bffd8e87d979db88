"""Train the trees that link event mentions, write them and their card.

    python train/mentions.py GOLD

GOLD is the folder of gold sets. Reads ``merge/ecbplus_mentions_train.jsonl``, whose reports are grouped
by this house's own ``merge_documents``; needs scikit-learn (the extra ``train``), two minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from deedwatch.reckoning.happenings import Mention, merge_documents
from deedwatch.reckoning.happenings.mention_pairs import FEATURES, weigh_pairs
from deedwatch.reckoning.happenings.mentions import Trees, save_trees
from deedwatch.records import Document

LEXICON = Path(__file__).parents[1] / "src" / "deedwatch" / "lexicon" / "en"
SETTINGS = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 15,
    "l2_regularization": 5.0,
    "min_samples_leaf": 60,
    "random_state": 0,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    path = options.parse_args().gold / "merge" / "ecbplus_mentions_train.jsonl"
    reports = [json.loads(line) for line in path.open(encoding="utf-8")]
    rows, answers = pairs_of(reports)
    model = HistGradientBoostingClassifier(**SETTINGS).fit(rows, answers)
    save_trees(LEXICON / "mentions.npz", trees_of(model))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    counts = {"pairs": len(answers), "same": int(answers.sum()), "reports": len(reports)}
    card = CARD.format(**counts, features=len(FEATURES), digest=digest)
    (LEXICON / "mentions.card.md").write_text(card, encoding="utf-8")


def pairs_of(reports):
    groups = group_reports(reports)
    members = defaultdict(list)
    gold = {}
    for report in reports:
        for mention, cluster in mentions_of(report):
            members[groups[report["doc_id"]]].append(mention)
            gold[mention.id] = cluster
    rows, answers = [], []
    for listed in members.values():
        pairs, found = weigh_pairs(listed)
        rows.append(found)
        answers += [gold[listed[one].id] == gold[listed[two].id] for one, two in pairs]
    return np.concatenate(rows), np.array(answers)


def group_reports(reports):
    documents = [Document(id=r["doc_id"], text=r["text"], published=r["date"]) for r in reports]
    return {group.id: group.happening for group in merge_documents(documents)}


def mentions_of(report):
    """The event mentions of one report with the gold event of each."""
    text = report["text"]
    for number, item in enumerate(report["mentions"]):
        start, end = item["span"]
        begins = text.rfind("\n", 0, start) + 1
        ends = text.find("\n", end)
        told = {key: tuple(a["text"] for a in item[key]) for key in ("participants", "place", "time")}
        yield (
            Mention(
                id=f"{report['doc_id']}#{number}",
                document=report["doc_id"],
                text=item["text"],
                sentence=text[begins : ends if ends >= 0 else len(text)],
                span=(start, end),
                at=start - begins,
                participants=told["participants"],
                places=told["place"],
                times=told["time"],
            ),
            item["cluster"],
        )


def trees_of(model) -> Trees:
    """The fitted trees as arrays."""
    parts = defaultdict(list)
    roots = []
    for (predictor,) in model._predictors:  # noqa: SLF001 - scikit-learn has no public way to its trees
        nodes, base = predictor.nodes, len(parts["value"])
        roots.append(base)
        for node in nodes:
            leaf = bool(node["is_leaf"])
            parts["feature"].append(-1 if leaf else node["feature_idx"])
            parts["bound"].append(0.0 if leaf else node["num_threshold"])
            parts["left"].append(0 if leaf else base + node["left"])
            parts["right"].append(0 if leaf else base + node["right"])
            parts["value"].append(node["value"] if leaf else 0.0)
    kinds = {
        "feature": np.int16,
        "bound": np.float32,
        "left": np.int32,
        "right": np.int32,
        "value": np.float32,
    }
    arrays = {name: np.array(parts[name], dtype=kind) for name, kind in kinds.items()}
    base = float(np.ravel(model._baseline_prediction)[0])  # noqa: SLF001 - as above
    return Trees(roots=np.array(roots, dtype=np.int32), base=base, **arrays)


CARD = """# Card of the trees that link event mentions (`mentions.npz`)

What it does: 150 boosted trees give the chance that two event mentions of reports on one happening name
one event, from {features} features: their words and senses, arguments, and places in the text.

- Texts: ECB+ train, {reports} reports, {pairs} pairs of mentions, {same} of one event. First 16 hex digits of
  the SHA-256 of the file: {digest}. The reports were grouped by this house itself, not by gold.
- Licence: ECB+ CC BY 3.0 (Cybulska and Vossen 2014). The weights hold numbers alone, no words.
- Command: `python train/mentions.py GOLD` (scikit-learn, seed 0, one core).
- Limits: English news. Mentions must be given; arguments help where given.
- Scores: docs/happenings.md.
"""


if __name__ == "__main__":
    main()
