"""Train the trees that link event mentions, write them and their card.

    python train/mentions.py GOLD

GOLD is the folder of gold sets. Reads ``merge/ecbplus_mentions_train.jsonl`` and ``..._dev.jsonl``, whose
reports are grouped by this house's own ``merge_documents``; needs scikit-learn (the extra ``train``), three
minutes on one core. The second round learns from chances that the first gives for topics which it has not
seen. What to expect on new topics: ``bench/quality/mentions.py --unseen 3``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from deedwatch.reckoning.happenings import Mention, merge_documents
from deedwatch.reckoning.happenings.mention_company import PARTNER_FEATURES, weigh_partners
from deedwatch.reckoning.happenings.mention_pairs import FEATURES, weigh_pairs
from deedwatch.reckoning.happenings.mentions import Trees, save_trees, table_of
from deedwatch.records import Document

LEXICON = Path(__file__).parents[1] / "src" / "deedwatch" / "lexicon" / "en"
SETTINGS = {
    "max_iter": 150,
    "learning_rate": 0.06,
    "max_leaf_nodes": 15,
    "max_features": 0.3,
    "l2_regularization": 5.0,
    "min_samples_leaf": 60,
    "random_state": 0,
}
FOLDS = 4
SETS = ("train", "dev")


@dataclass(frozen=True)
class Told:
    """The mentions of one group of reports, their gold events, and the features of their pairs."""

    topic: int
    mentions: list
    gold: list[str]
    one: np.ndarray
    two: np.ndarray
    rows: np.ndarray

    @property
    def answers(self):
        gold = np.unique(self.gold, return_inverse=True)[1]
        return gold[self.one] == gold[self.two]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    folder = options.parse_args().gold / "merge"
    paths = [folder / f"ecbplus_mentions_{name}.jsonl" for name in SETS]
    told = [group for path in paths for group in tell(read(path))]
    first, second = fit(told)
    save_trees(LEXICON / "mentions.npz", trees_of(first), trees_of(second))
    digests = [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths]
    counts = {
        "pairs": sum(len(group.one) for group in told),
        "same": sum(int(group.answers.sum()) for group in told),
        "reports": sum(len(read(path)) for path in paths),
        "features": len(FEATURES),
        "partners": len(PARTNER_FEATURES),
    }
    (LEXICON / "mentions.card.md").write_text(
        CARD.format(**counts, digests=", ".join(digests)), encoding="utf-8"
    )


def read(path: Path):
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def tell(reports) -> list[Told]:
    """The groups of reports with more than one mention."""
    groups = group_reports(reports)
    members = defaultdict(list)
    for report in reports:
        for mention, cluster in mentions_of(report):
            members[groups[report["doc_id"]]].append((mention, cluster, report["topic"]))
    found = []
    for listed in members.values():
        if len(listed) > 1:
            mentions, gold, topics = (list(part) for part in zip(*listed, strict=True))
            topic = Counter(topics).most_common(1)[0][0]
            found.append(Told(topic, mentions, gold, *weigh_pairs(mentions)))
    return found


def parted(told, folds):
    """The groups without those of a fold, and those: no topic is in both."""
    topics = sorted({group.topic for group in told})
    np.random.RandomState(0).shuffle(topics)
    fold = {topic: place % folds for place, topic in enumerate(topics)}
    for number in range(folds):
        yield (
            [group for group in told if fold[group.topic] != number],
            [group for group in told if fold[group.topic] == number],
        )


def fit(told):
    """Both rounds of trees."""
    rows, answers = [], []
    for seen, unseen in parted(told, FOLDS):
        model = fit_round([group.rows for group in seen], [group.answers for group in seen])
        rows += [with_partners(group, model) for group in unseen]
        answers += [group.answers for group in unseen]
    first = fit_round([group.rows for group in told], [group.answers for group in told])
    return first, fit_round(rows, answers)


def fit_round(rows, answers):
    model = HistGradientBoostingClassifier(**SETTINGS)
    return model.fit(np.concatenate(rows), np.concatenate(answers))


def with_partners(group, model):
    """The features of a group's pairs and of their company, by a first model's chances."""
    chance = model.predict_proba(group.rows)[:, 1].astype(np.float32)
    table = table_of(len(group.mentions), group.one, group.two, chance)
    reports = [mention.document for mention in group.mentions]
    return np.concatenate([group.rows, weigh_partners(reports, table, group.one, group.two)], axis=1)


def chances(group, first, second):
    """The square table of chances of both rounds."""
    chance = second.predict_proba(with_partners(group, first))[:, 1].astype(np.float32)
    return table_of(len(group.mentions), group.one, group.two, chance)


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

What it does: two rounds of 150 boosted trees give the chance that two event mentions of reports on one
happening name one event. The first sees {features} features of a pair: words and senses, nearness of
meaning, arguments, places in the text, the company that both lemmas keep in all reports. The second also
sees {partners} of their partners: whether each is the other's best in its report, and whom both are like.

- Texts: ECB+ train and dev, {reports} reports, {pairs} pairs of mentions, {same} of one event. First 16 hex
  digits of the SHA-256 of the files: {digests}. The reports were grouped by this
  house itself, not by gold. The second round learned from chances of the first on topics new to it.
- Licence: ECB+ CC BY 3.0 (Cybulska and Vossen 2014). The weights hold numbers alone, no words.
- Command: `python train/mentions.py GOLD` (scikit-learn, seed 0, one core).
- Limits: English news. Mentions must be given; arguments help where given.
- Scores: docs/happenings.md, on topics that trees of the same making had not seen; on ECB+ train and dev
  these trees score higher, since they learned from them.
"""


if __name__ == "__main__":
    main()
