"""Is the speaker named rightly, given the source's words? Is an actor's country right? Where did it happen?

    python bench/quality/speakers.py [GOLD] [--misses]

GOLD is the folder of gold sets (default: the variable DEEDWATCH_GOLD). Three tables:

1. GUM news and other genres: for each attribution whose speaker the annotators name, the cast is asked
   who the head of the source's words is; right where one of the gold names and the actor's name or a
   name mention of it agree (equal, or one holds the other's words, titles apart). All, and pronouns.
2. Whole records: for each statement, the actor asked for by the source's words has the gold actor's
   name or a mention of it, its country, its code.
3. Whole records: the country of each event's place, given the place's words.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from deedwatch.actors import Cast, find_actors
from deedwatch.language import Parse, parse
from deedwatch.places import find_places
from deedwatch.records import Document

TITLES = {
    "the", "a", "an", "mr", "mrs", "ms", "dr", "sir", "lord", "professor", "prof", "president", "prime",
    "minister", "senator", "sen", "rep", "gov", "general", "colonel", "judge", "justice", "king", "queen",
    "prince", "princess", "of", "s",
}  # fmt: skip
PRONOUNS = {
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "hers", "they",
    "them", "their", "it", "its", "who",
}  # fmt: skip


def main() -> int:
    """Print the tables; 0, or 2 where there is no gold."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--misses", action="store_true", help="print each miss with its words")
    args = options.parse_args()
    if not args.gold or not Path(args.gold).is_dir():
        print("speakers: the gold sets are not here; bench/README.md says where each comes from")
        return 2
    gold = Path(args.gold)
    for name in ("gum_news_dev", "gum_other_dev"):
        count = _gum(gold / "statements" / f"{name}.jsonl", misses=args.misses)
        _print(name, count, ("all", "pronouns"))
    count = _records(
        [*sorted((gold / "records").glob("*.json")), gold / "seed" / "us_iran_baghdad.json"],
        misses=args.misses,
    )
    _print("records", count, ("speaker", "country", "code", "event country", "place country"))
    return 0


def _print(name: str, count: Counter[str], measures: tuple[str, ...]) -> None:
    for measure in measures:
        right, asked = count[f"{measure} right"], count[measure]
        print(f"{name:16s} {measure:16s} {right:5d} of {asked:5d}  {right / max(1, asked):.3f}")


def _gum(path: Path, *, misses: bool) -> Counter[str]:
    count: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        cast = _cast(report["text"], report.get("date"))
        for attribution in report["attributions"]:
            entity = attribution.get("speaker_entity") or {}
            names = [*entity.get("names", []), entity.get("canonical") or ""]
            names = [name for name in names if name and _bare(name) not in PRONOUNS]
            if not names:
                continue
            span = attribution["source_span"]
            said = _names_of(cast, span, attribution.get("source_head"))
            right = any(_agree(one, other) for one in said for other in names)
            measures = ["all", "pronouns"] if entity.get("source_is_pronoun") else ["all"]
            for measure in measures:
                count[measure] += 1
                count[f"{measure} right"] += right
            if misses and not right:
                words = report["text"][span[0] : span[1]]
                before = report["text"][max(0, span[0] - 150) : span[0]].replace("\n", " / ")
                print(f"[{report['id']}] {words!r} is {names[:2]}, got {said[:3]} | {before}")
    return count


def _cast(text: str, published: str | None) -> Cast:
    return find_actors(parse(text), Document(text=text, published=published))


def _key_of(cast: Cast, span: list[int]) -> str | None:
    found = cast.parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    if found is None:
        return None
    key = cast.who(found.root)
    if key is None:
        inside = [mention for mention in cast.mentions if span[0] <= mention.span[0] < span[1]]
        key = inside[0].actor if inside else None
    return key


def _names_of(cast: Cast, span: list[int], head: list[int] | None) -> list[str]:
    key = _key_of(cast, span) or (_key_of(cast, head) if head else None)
    if key is None:
        return []
    actor = cast.actors[key]
    text = cast.parse.text
    named = [text[m.span[0] : m.span[1]] for m in cast.mentions if m.actor == key and m.kind != "pronoun"]
    return list(dict.fromkeys([actor.name, *named]))


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = [word for word in re.findall(r"[\w-]+", plain.replace("'s", "")) if word not in TITLES]
    return " ".join(words)


def _agree(one: str, other: str) -> bool:
    first, second = set(_bare(one).split()), set(_bare(other).split())
    return bool(first and second) and (first <= second or second <= first)


def _records(paths: list[Path], *, misses: bool) -> Counter[str]:
    count: Counter[str] = Counter()
    for path in paths:
        if path.name == "not_facts.json":
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = gold["document"]["text"]
        parsed = parse(text)
        document = Document(
            text=text, published=gold["document"].get("published"), dateline=gold["document"].get("dateline")
        )
        cast = find_actors(parsed, document)
        _speakers(gold, cast, count, path.stem if misses else None)
        _event_actors(gold, cast, count, path.stem if misses else None)
        _places(gold, parsed, cast, document, count, path.stem if misses else None)
    return count


def _speakers(gold: dict[str, Any], cast: Cast, count: Counter[str], tell: str | None) -> None:
    actors = {actor["id"]: actor for actor in gold["actors"]}
    text = gold["document"]["text"]
    for statement in gold["statements"]:
        actor, span = actors.get(statement["speaker"]), statement.get("source_span")
        if actor is None or span is None:
            continue
        key = _key_of(cast, span)
        found = cast.actors[key] if key else None
        said = _names_of(cast, span, None)
        names = [actor["name"], *(text[s:e] for s, e in actor["mentions"])]
        names = [name for name in names if _bare(name) not in PRONOUNS]
        checks = {
            "speaker": any(_agree(one, other) for one in said for other in names),
            "country": (found.country if found else None) == actor["country"],
            "code": (found.code if found else None) == actor["code"],
        }
        for measure, right in checks.items():
            count[measure] += 1
            count[f"{measure} right"] += right
        if tell and not (checks["speaker"] and checks["country"]):
            code = found.code if found else None
            words = text[span[0] : span[1]]
            print(f"[{tell}] {words!r} is {actor['name']} {actor['code']}, got {said[:3]} {code}")


def _event_actors(gold: dict[str, Any], cast: Cast, count: Counter[str], tell: str | None) -> None:
    """Each mention of an actor that takes part in an event: is the country of what stands there right?"""
    text = gold["document"]["text"]
    used = {key for event in gold["events"] for key in (*event["source"], *event["target"])}
    for actor in gold["actors"]:
        if actor["id"] not in used:
            continue
        for span in actor["mentions"]:
            key = _key_of(cast, span)
            country = cast.actors[key].country if key else None
            count["event country"] += 1
            count["event country right"] += country == actor["country"]
            if tell and country != actor["country"]:
                got = (cast.actors[key].name, cast.actors[key].code) if key else None
                words = text[span[0] : span[1]]
                print(f"[{tell}] actor {words!r} is {actor['name']} {actor['code']}, got {got}")


def _places(
    gold: dict[str, Any], parsed: Parse, cast: Cast, document: Document, count: Counter[str], tell: str | None
) -> None:
    places = find_places(parsed, cast, document)
    for event in gold["events"]:
        place = event.get("place")
        if not place or not place.get("span"):
            continue
        start, end = place["span"]
        here = [found for found in places if found.span[0] < end and start < found.span[1]]
        best = max(here, key=lambda found: min(end, found.span[1]) - max(start, found.span[0]), default=None)
        right = best is not None and best.country == place["country"]
        count["place country"] += 1
        count["place country right"] += right
        if tell and not right:
            got = best.country if best else "nothing"
            print(f"[{tell}] place {place['name']!r} is in {place['country']}, got {got}")


if __name__ == "__main__":
    sys.exit(main())
