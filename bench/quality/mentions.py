"""Event mentions on ECB+: MUC, B3, CEAFe and their mean (CoNLL), gold mentions given, reports grouped by us.

    python bench/quality/mentions.py [GOLD] [--set dev]
    python bench/quality/mentions.py [GOLD] --unseen 3

Beside us: the lemma within the same groups of reports, and the lemma within gold groups. Singletons count;
mentions of different groups of reports are never one event. The last column is inflation: how many of our
rows an event has that three or more reports tell. ``--unseen 3`` trains three times on two thirds of the
topics of train and dev, and prints the scores on all topics by trees that have not seen them, and CoNLL and
inflation on each third, for several thresholds (half an hour on one core).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))


def main() -> int:
    from mentions import group_reports, mentions_of

    from deedwatch.reckoning.happenings import link
    from deedwatch.reckoning.happenings.mention_reading import head_lemma

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--set", default="dev")
    options.add_argument("--unseen", type=int, default=0)
    args = options.parse_args()
    path = Path(args.gold or ".") / "merge" / f"ecbplus_mentions_{args.set}.jsonl"
    if not path.is_file():
        print("mentions: the gold set is not here; bench/README.md says where it comes from")
        return 2
    if args.unseen:
        return show_unseen(path.parent, args.unseen)
    reports = [json.loads(line) for line in path.open(encoding="utf-8")]
    groups = group_reports(reports)
    told = {r["doc_id"]: r["subtopic"] for r in reports}
    gold, mentions = {}, []
    for report in reports:
        for mention, cluster in mentions_of(report):
            gold[mention.id] = cluster
            mentions.append(mention)
    document = {mention.id: mention.document for mention in mentions}
    systems = {
        "lemma, gold groups": {m.id: (told[m.document], head_lemma(m)) for m in mentions},
        "lemma, our groups": {m.id: (groups[m.document], head_lemma(m)) for m in mentions},
        "deedwatch, gold groups": link(mentions, groups=told),
        "deedwatch": link(mentions, groups=groups),
    }
    print(f"{'ECB+ ' + args.set:24s}   MUC    B3 CEAFe CoNLL  inflation")
    for name, found in systems.items():
        muc, b3, ceafe = (f1(*pair) for pair in scores(gold, found))
        rows = inflation(gold, found, document)
        print(f"{name:24s} {muc:5.1f} {b3:5.1f} {ceafe:5.1f} {(muc + b3 + ceafe) / 3:5.1f}  {rows:5.2f}")
    return 0


def show_unseen(folder: Path, folds: int) -> int:
    from mentions import chances, fit, parted, tell

    from deedwatch.reckoning.happenings.mentions import LINKED

    paths = [folder / f"ecbplus_mentions_{name}.jsonl" for name in ("train", "dev")]
    told = [group for path in paths for group in tell(list(map(json.loads, path.open(encoding="utf-8"))))]
    parts = []
    for seen, unseen in parted(told, folds):
        trees = fit(seen)
        parts.append([(group, chances(group, *trees)) for group in unseen])
    print("unseen topics              MUC    B3 CEAFe CoNLL  inflation  each part")
    for linked in sorted({LINKED, *(step / 100 for step in range(16, 46, 4))}):
        scored = [score_tables(tables, linked) for tables in (chain(*parts), *parts)]
        muc, b3, ceafe, conll, rows = scored[0]
        each = "  ".join(f"{part[3]:.1f} {part[4]:.2f}" for part in scored[1:])
        mark = "  as set" if linked == LINKED else ""
        print(f"{linked:24.2f} {muc:5.1f} {b3:5.1f} {ceafe:5.1f} {conll:5.1f}  {rows:9.2f}  {each}{mark}")
    return 0


def score_tables(tables, linked):
    """MUC, B3, CEAFe, their mean and inflation of groups with their tables of chances."""
    from deedwatch.reckoning.happenings.mentions import group_mentions

    tables = list(tables)
    gold = {m.id: event for group, _ in tables for m, event in zip(group.mentions, group.gold, strict=True)}
    document = {mention.id: mention.document for group, _ in tables for mention in group.mentions}
    found = {
        mention.id: (number, label)
        for number, (group, table) in enumerate(tables)
        for mention, label in zip(group.mentions, group_mentions(table, linked), strict=True)
    }
    three = [f1(*pair) for pair in scores(gold, found)]
    return *three, sum(three) / 3, inflation(gold, found, document)


def f1(precision: float, recall: float) -> float:
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def scores(gold, found):
    """(precision, recall) of MUC, B3 and CEAFe."""
    key, response = clusters(gold), clusters(found)
    joint = Counter((gold[m], found[m]) for m in gold)
    keys, responses = Counter(gold.values()), Counter(found.values())
    muc = muc_recall(response, key), muc_recall(key, response)
    b3 = (
        sum(c * c / responses[r] for (_, r), c in joint.items()) / len(gold),
        sum(c * c / keys[k] for (k, _), c in joint.items()) / len(gold),
    )
    left, right = {k: i for i, k in enumerate(keys)}, {r: i for i, r in enumerate(responses)}
    alike = np.zeros((len(left), len(right)))
    for (k, r), c in joint.items():
        alike[left[k], right[r]] = 2 * c / (keys[k] + responses[r])
    total = alike[linear_sum_assignment(-alike)].sum()
    return muc, b3, (total / len(right), total / len(left))


def clusters(labels):
    found = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return list(found.values())


def muc_recall(key, response):
    where = {mention: i for i, cluster in enumerate(response) for mention in cluster}
    links = sum(len(cluster) - 1 for cluster in key)
    return sum(len(c) - len({where[m] for m in c}) for c in key) / links if links else 0.0


def inflation(gold, found, document):
    """Mean number of our events among the mentions of a gold event that three or more reports tell."""
    rows = defaultdict(set)
    tellers = defaultdict(set)
    for mention, event in gold.items():
        rows[event].add(found[mention])
        tellers[event].add(document[mention])
    counts = [len(rows[event]) for event in rows if len(tellers[event]) >= 3]
    return sum(counts) / max(1, len(counts))


if __name__ == "__main__":
    sys.exit(main())
