"""What the events get wrong, counted by cause: one table for whole records, one for lone sentences.

    python bench/quality/events.py [GOLD] [--list CAUSE]

GOLD is the folder of gold sets (default: the variable DEEDWATCH_GOLD). A gold event is found by an event
of its type in one of its sentences, as in the set's own ``score.py``. Each event counts once under the
first cause that fits: for one that is missed or given too many whether its sentence tells another type;
for one that is found every part that is wrong. ``--list`` prints the cases of one cause.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import re
import sys
from pathlib import Path

FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
SYMMETRICAL = {"CONSULT", "AGREE", "COOPERATE"}
OPEN = {"alleged", "denied", "planned", "proposed", "conditional"}
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")


def main() -> int:
    """Print the tables; 2 if there is no gold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--list", metavar="CAUSE", help="print the cases of one cause")
    args = options.parse_args()
    if not args.gold or not (Path(args.gold) / "records").is_dir():
        print("events: the gold sets are not here; bench/README.md says where each public one comes from")
        return 2
    gold = Path(args.gold)
    paths = [*sorted((gold / "records").glob("*.json")), gold / "seed/us_iran_baghdad.json"]
    cases = [case for path in paths for case in _report(path)]
    _print(f"whole records ({len(paths)} reports)", cases)
    lines = [
        json.loads(line)
        for name in ("plover_gsr", "cameo_conflibert")
        for line in (gold / f"events/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    lone = [case for line in lines for case in _sentence(line)]
    _print(f"lone sentences ({len(lines)})", lone)
    for cause, text in (*cases, *lone):
        if cause == args.list:
            print(f"  {text}")
    return 0


def _print(title, cases):
    counts = collections.Counter(cause for cause, _ in cases)
    print(f"\n{title}")
    for cause, count in sorted(counts.items(), key=lambda item: (_group(item[0]), -item[1], item[0])):
        print(f"  {cause:44s} {count:4d}")


def _group(cause):
    return ("right", "missed", "too many", "found").index(cause.split(":")[0])


def _read(text, published=None, title=None):
    from deedwatch.reading import record
    from deedwatch.records import Document

    return json.loads(record(Document(text=text, published=published, title=title)).to_json())


def _report(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    told = gold["document"]
    text = told["text"]
    found = _read(text, told.get("published"), told.get("title"))
    starts = [0, *(match.end() for match in _END.finditer(text))]
    also = (gold.get("gold") or {}).get("also") or {}

    def sentence(span):
        return sum(start <= span[0] for start in starts)

    left = list(found["events"])
    in_gold = collections.defaultdict(set)
    for event in gold["events"]:
        spans = [event["anchor"], *also.get(event["id"], [])]
        places = {sentence(span) for span in spans}
        for place in places:
            in_gold[place].add(event["type"])
        hits = [e for e in left if e["type"] == event["type"] and sentence(e["anchor"]) in places]
        words = f"{path.stem}: {event['type']} {text[slice(*event['anchor'])]!r}"
        if not hits:
            others = {e["type"] for e in found["events"] if sentence(e["anchor"]) in places}
            yield _missed(others), words
            continue
        hit = max(hits, key=lambda e: any(_meet(e["anchor"], span) for span in spans))
        left.remove(hit)
        yield from ((cause, words) for cause in _parts(event, hit, gold, found))
    mentions = [span for spans in also.values() for span in spans]
    for event in left:
        if not any(_meet(event["anchor"], span) for span in mentions):
            there = in_gold[sentence(event["anchor"])]
            yield _too_many(event, there), f"{path.stem}: {event['type']} {text[slice(*event['anchor'])]!r}"


def _meet(one, other):
    return one[0] < other[1] and other[0] < one[1]


def _missed(others):
    return "missed: another type is given there" if others else "missed: nothing is given there"


def _too_many(event, there):
    if event["type"] in there:
        return "too many: one deed taken for two"
    return "too many: the sentence tells another type" if there else "too many: the sentence tells no event"


def _parts(event, hit, gold, found):
    """What is wrong with an event that was found; ``right`` where nothing is."""
    wrong = [*_sides(event, hit, gold, found)]
    if event["status"] != hit["status"]:
        fact = event["status"] in OPEN and hit["status"] == "reported"
        wrong.append("found: status, a false fact" if fact else "found: status")
    if bool(event["background"]) != bool(hit["background"]):
        wrong.append("found: background")
    for part, of in (("date", _day), ("place country", _country), ("casualties", _figures)):
        wanted, given = of(event), of(hit)
        if wanted != given:
            kind = "not given" if not given else "not in the text" if not wanted else "wrong"
            wrong.append(f"found: {part} {kind}")
    return wrong or ["right: type, sides, status, day, place, figures"]


def _sides(event, hit, gold, found):
    wanted, given = _countries(event, gold), _countries(hit, found)
    if event["type"] in SYMMETRICAL:
        if wanted[0] | wanted[1] != given[0] | given[1]:
            yield "found: countries of the two sides"
        return
    for name, want, have in zip(("source", "target"), wanted, given, strict=True):
        if want != have:
            kind = "not given" if not have else "not in the text" if not want else "wrong"
            yield f"found: {name} country {kind}"


def _countries(event, record):
    actors = {actor["id"]: actor for actor in record["actors"]}

    def codes(keys):
        return {actors[k].get("country") or (actors[k].get("code") or "---")[:3] for k in keys if k in actors}

    return codes(event["source"]), codes(event["target"])


def _day(event):
    date = event.get("date") or {}
    return (date.get("from"), date.get("to")) if date.get("from") or date.get("to") else None


def _country(event):
    return event["place"].get("country") or "---" if event.get("place") else None


def _figures(event):
    found = event.get("casualties") or {}
    return {kind: tuple(found[kind]) for kind in ("killed", "injured", "taken") if found.get(kind)} or None


def _sentence(line):
    found = _read(line["text"], line.get("date"))
    wanted = {FOLDED.get(kind, kind) for event in line["events"] if (kind := event.get("plover"))}
    given = {FOLDED.get(event["type"], event["type"]) for event in found["events"]}
    words = f"{line['id']}: {'+'.join(sorted(wanted)) or 'none'} given {'+'.join(sorted(given)) or 'none'}"
    for kind in wanted:
        yield ("right: type" if kind in given else f"{_missed(given)} ({kind})"), words
    for kind in given - wanted:
        yield _too_many({"type": kind}, wanted), words


if __name__ == "__main__":
    sys.exit(main())
