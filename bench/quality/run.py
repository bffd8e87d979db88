"""Quality against gold: one table, floors that may not fall.

    python bench/quality/run.py [GOLD] [--only records,statements,events,merge,stories] [--keep DIR]
                                [--write-floors] [--lower]

GOLD is the folder of gold sets (default: the variable DEEDWATCH_GOLD). Each set is read with the
same settings as ``deedwatch record`` and scored by the set's own ``score.py``. A score more than
half a point under its floor in ``floors.json`` fails the run; ``--write-floors`` raises floors to the
scores of this run, and lowers one only with ``--lower`` as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
TOLERANCE = 0.005

_MORE_IS_BETTER = {"b3", "pair_f1", "pair_p", "ari"}

SETS: dict[str, list[str]] = {
    "records": ["records", "seed"],
    "statements": ["statements/polnear_dev.jsonl", "statements/gum_news_dev.jsonl"],
    "events": ["events/plover_gsr.jsonl", "events/cameo_conflibert.jsonl", "events/petrarch_unittest.jsonl"],
    "merge": [
        "merge/wire_synth_dev.jsonl",
        "merge/ecbplus_docs_dev.jsonl",
        "merge/wikinews_docs_dev.jsonl",
        "merge/basil_docs_dev.jsonl",
        "merge/gvdb_silver_docs_dev.jsonl",
    ],
    "stories": ["stories"],
}


def main() -> int:
    """Score all sets that are there; 0 if no floor broke, 1 if one did, 2 if there is no gold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--only", default=",".join(SETS))
    options.add_argument("--keep", type=Path, help="keep the records that were scored in this folder")
    options.add_argument("--write-floors", action="store_true")
    options.add_argument("--lower", action="store_true")
    args = options.parse_args()
    if not args.gold or not Path(args.gold).is_dir():
        print("quality: the gold sets are not here; bench/README.md says where each public one comes from")
        return 2
    unknown = set(args.only.split(",")) - SETS.keys()
    if unknown:
        print(f"quality: no set is called {', '.join(sorted(unknown))}; there are {', '.join(SETS)}")
        return 2
    gold = Path(args.gold).resolve()
    scores: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for kind in args.only.split(","):
            for name in SETS[kind]:
                if (gold / name).exists():
                    scores[name] = SCORERS[kind](gold, name, folder)
                    _print(name, scores[name])
    return _hold_floors(gold, scores, write=args.write_floors, lower=args.lower)


def _records(gold: Path, name: str, folder: Path) -> dict[str, float]:
    paths = sorted((gold / name).glob("*.json"))
    paths = [path for path in paths if path.name != "not_facts.json"]
    reports = []
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        keys = ("id", "uri", "title", "outlet", "published", "text")
        reports.append({key: document[key] for key in keys if document.get(key)} | {"id": path.stem})
    out = folder / f"{name}.jsonl"
    _read(reports, out)
    printed = json.loads(_run(gold / "records" / "score.py", str(gold / name), str(out), "--json"))
    found, group = {}, ""
    for line, score in printed["scores"].items():
        group = group if line.startswith("  ") else line
        found[f"{group}{line.rstrip()}" if line.startswith("  ") else line] = score["f1"]
    false = printed["false_facts"] / max(1, printed["pred_reported"])
    found["events given as reported that are facts"] = 1 - false
    return found


def _statements(gold: Path, name: str, folder: Path) -> dict[str, float]:
    return _gold_lines("statements", gold, name, folder)


def _events(gold: Path, name: str, folder: Path) -> dict[str, float]:
    return _gold_lines("events", gold, name, folder)


def _gold_lines(kind: str, gold: Path, name: str, folder: Path) -> dict[str, float]:
    lines = [json.loads(line) for line in (gold / name).read_text(encoding="utf-8").splitlines()]
    reports = [{"id": line["id"], "text": line["text"], "published": line.get("date")} for line in lines]
    out = folder / Path(name).name
    _read(reports, out)
    rows = json.loads(_run(gold / "score.py", kind, str(gold / name), str(out), "--json"))
    return {row["measure"]: row.get("f1", row.get("r", 0.0)) for row in rows}


def _merge(gold: Path, name: str, folder: Path) -> dict[str, float]:
    from deedwatch.reckoning.happenings import merge_documents
    from deedwatch.records import Document

    lines = [json.loads(line) for line in (gold / name).read_text(encoding="utf-8").splitlines()]
    documents = [
        Document(id=line["doc_id"], text=line["text"], published=line.get("date"), uri=line.get("url"))
        for line in lines
    ]
    out = folder / Path(name).name
    groups = merge_documents(documents)
    rows = [{"id": g.id, "copy_group": g.copy_group, "happening": g.happening} for g in groups]
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scored = json.loads(_run(gold / "score.py", "merge", str(gold / name), str(out), "--json"))
    kept = {f"{row['measure']} {key}": row[key] for row in scored for key in _MORE_IS_BETTER & row.keys()}
    lost = next(row["count"] for row in scored if row["measure"] == "reports lost")
    return dict(sorted(kept.items())) | {"reports kept": 1 - lost / len(documents)}


def _stories(gold: Path, name: str, folder: Path) -> dict[str, float]:
    out = folder / "stories"
    out.mkdir(exist_ok=True)
    for story in sorted(path.parent for path in (gold / name).glob("*/gold.json")):
        told = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        for day in told["as_of"]:
            _ledger(story, told["parties"], day, out / f"{story.name}@{day}.jsonl")
    printed = _run(gold / name / "score.py", "--all", str(gold / name), str(out))
    return _story_scores(printed.rstrip().splitlines()[-1])


def _story_scores(line: str) -> dict[str, float]:
    """The last line of the scorer is the sum over all stories and days; "heard" is what was not invented."""
    found = re.search(
        r"F1 ([\d.]+) .*cells right ([\d.]+) .*of all ([\d.]+)\).*invented ([\d.]+) .*standing ([\d.]+)", line
    )
    if found is None:
        raise SystemExit(f"the stories' scorer prints another form: {line}")
    matters, cells, of_all, invented, standing = map(float, found.groups())
    return {
        "matters F1": matters,
        "cells right": cells,
        "cells right of all": of_all,
        "stances not invented": 1 - invented,
        "standing right": standing,
    }


def _ledger(story: Path, parties: list[str], day: str, out: Path) -> None:
    book = out.with_suffix(".book")
    base = [sys.executable, "-m", "deedwatch.cli"]
    if not book.exists():
        reading = [*base, "read", str(story / "reports.jsonl"), "--book", str(book)]
        subprocess.run(reading, check=True, capture_output=True)
    command = [*base, "ledger", "--book", str(book), "--parties", ",".join(parties), "--as-of", day, "--json"]
    out.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)


SCORERS = {
    "records": _records,
    "statements": _statements,
    "events": _events,
    "merge": _merge,
    "stories": _stories,
}


def _read(reports: list[dict[str, Any]], out: Path) -> None:
    from deedwatch.reading import record
    from deedwatch.records import Document

    with out.open("w", encoding="utf-8") as file:
        for number, report in enumerate(reports, 1):
            print(f"\r{out.name}: {number}/{len(reports)}", end="", file=sys.stderr, flush=True)
            file.write(record(Document(**report)).to_json() + "\n")
    print(file=sys.stderr)


def _run(*command: object) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def _flatten(value: Any, prefix: str = "") -> dict[str, float]:
    if isinstance(value, dict):
        return {k: v for key, part in value.items() for k, v in _flatten(part, f"{prefix}{key} ").items()}
    if isinstance(value, list):
        return {k: v for i, part in enumerate(value) for k, v in _flatten(part, f"{prefix}{i} ").items()}
    return {prefix.strip(): float(value)} if isinstance(value, (int, float)) else {}


def _print(name: str, scores: dict[str, float]) -> None:
    print(f"\n{name}")
    for measure, score in scores.items():
        print(f"  {measure:44s} {score:.4f}")


def _hold_floors(gold: Path, scores: dict[str, dict[str, float]], *, write: bool, lower: bool) -> int:
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    broken = [
        f"{name}, {measure}: {scores[name].get(measure, 0.0):.4f} is under its floor {floor:.4f}"
        for name, kept in floors.items()
        if name in scores and kept["digest"] == _digest(gold / name)
        for measure, floor in kept["floors"].items()
        if scores[name].get(measure, 0.0) < floor - TOLERANCE
    ]
    for line in broken:
        print(line)
    if write:
        for name, found in scores.items():
            kept = floors.get(name, {}).get("floors", dict.fromkeys(found, 0.0))
            raised = {m: found[m] if lower else max(found[m], kept[m]) for m in kept if m in found}
            floors[name] = {"digest": _digest(gold / name), "floors": raised}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if broken else 0


def _digest(path: Path) -> str:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
