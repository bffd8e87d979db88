"""Statements beside their peers: attribution on gold, one table, the same parse for all.

    python bench/quality/statements.py [GOLD] [--errors] [--reliability] [--cost]

Readers: ``deedwatch`` (rules and tagger), ``rules alone`` (the pipeline without its weights), ``plain
rule`` (a reporting verb, its clausal complement, its subject; "according to"), and ``textacy`` by
paragraph where it is installed (``pip install textacy``; it raises on an odd number of quotation
marks, and such a paragraph then gives nothing). ``--errors`` counts where deedwatch errs, by cause;
``--reliability`` prints how often statements of a given confidence are right; ``--cost`` prints the time of
the stage with and without the tagger, beside the parse. Last come the whole records: statements, with
speaker, with speaker and act.
"""

from __future__ import annotations

import argparse
import collections
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

SETS = ("polnear_dev", "gum_news_dev")
MEASURES = ("content words", "content half", "content and source", "full relation")
REPORTING = frozenset(
    {"say", "tell", "add", "announce", "argue", "claim", "deny", "insist", "warn", "urge", "suggest", "state",
     "note", "report", "explain", "admit", "acknowledge", "promise", "vow", "declare", "contend", "assert",
     "allege", "stress", "emphasize", "write", "tweet", "reply", "respond", "predict", "conclude"}
)  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", nargs="?", default=os.environ.get("DEEDWATCH_GOLD"))
    options.add_argument("--errors", action="store_true")
    options.add_argument("--reliability", action="store_true")
    options.add_argument("--cost", action="store_true")
    args = options.parse_args()
    if not args.gold or not Path(args.gold).is_dir():
        print("statements: the gold sets are not here; bench/README.md says where each public one comes from")
        return 2
    gold = Path(args.gold)
    score = _module(gold / "score.py")
    for name in SETS:
        lines = [json.loads(line) for line in (gold / "statements" / f"{name}.jsonl").open(encoding="utf-8")]
        found = _read(lines)
        print(f"\n{name}: {len(lines)} texts")
        print(f"{'':14s}" + "".join(f"{measure:>20s}" for measure in MEASURES) + f"{'speech cues (r)':>20s}")
        for reader, records in found.items():
            _print(reader, score.statements(lines, records))
        if args.errors:
            _errors(score, lines, found["deedwatch"])
        if args.reliability:
            _reliability(score, lines, found["deedwatch"])
        if args.cost:
            _cost(lines)
    _records(gold)
    return 0


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(lines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    from deedwatch.actors import find_actors
    from deedwatch.dates import find_dates
    from deedwatch.language import parse
    from deedwatch.reading.statements import Scene, find_quotes, read_with
    from deedwatch.reading.statements.tagger import load_tagger
    from deedwatch.records import Document

    found: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    textacy = _textacy()
    for number, line in enumerate(lines):
        print(f"\r{number + 1}/{len(lines)}", end="", file=sys.stderr, flush=True)
        parsed, document = parse(line["text"]), Document(text=line["text"], published=line.get("date"))
        scene = Scene(
            parsed, find_actors(parsed, document), find_dates(parsed, document), find_quotes(parsed)
        )
        for reader, tagger in (("deedwatch", load_tagger()), ("rules alone", None)):
            rows = [_row(s.content, s.source_span, s.cue, s.confidence) for s in read_with(tagger, scene)]
            found[reader].append({"document": {"id": line["id"]}, "statements": rows})
        found["plain rule"].append(
            {"document": {"id": line["id"]}, "statements": list(plain_rule(parsed.doc))}
        )
        if textacy is not None:
            found["textacy"].append({"document": {"id": line["id"]}, "statements": list(textacy(parsed))})
    print(file=sys.stderr)
    return found


def _records(gold: Path) -> None:
    """Statements of the whole records, with their speakers and acts, as the records' scorer counts them."""
    from deedwatch.reading.statements.tagger import load_tagger

    score = _module(gold / "records" / "score.py")
    paths = [*sorted((gold / "records").glob("*.json")), *sorted((gold / "seed").glob("*.json"))]
    wanted = [json.loads(path.read_text(encoding="utf-8")) for path in paths if path.stem != "not_facts"]
    print(f"\nwhole records: {len(wanted)} texts")
    for reader, tagger in (("deedwatch", load_tagger()), ("rules alone", None)):
        totals = collections.defaultdict(score.PRF)
        for record in wanted:
            own = score.Doc(record)
            found = score.Doc(json.loads(_whole(tagger, record["document"])), own)
            score.score_doc(own, found, totals, _counts(), False, record["document"]["id"])
        cells = [" ".join(f"{part:.3f}" for part in totals[line].vals()) for line in score.LINES[:4]]
        print(f"{reader:14s}" + "".join(f"{cell:>22s}" for cell in cells))


def _counts() -> dict[str, Any]:
    """What the records' scorer counts besides."""
    counted: dict[str, Any] = {
        "act confusion": collections.Counter(),
        "status confusion": collections.Counter(),
    }
    return counted | {"dup": set(), "duplicates": 0, "gold unreal": 0, "pred reported": 0, "false facts": 0}


def _whole(tagger: Any, kept: dict[str, Any]) -> str:
    """A record of the report with its statements alone."""
    from deedwatch.actors import find_actors
    from deedwatch.dates import find_dates
    from deedwatch.language import parse
    from deedwatch.reading.settle import settle
    from deedwatch.reading.statements import Scene, find_quotes, read_with
    from deedwatch.records import Document

    keys = ("id", "uri", "title", "outlet", "published", "text")
    document = Document(**{key: kept[key] for key in keys if kept.get(key)})
    parsed = parse(document.text)
    cast = find_actors(parsed, document)
    scene = Scene(parsed, cast, find_dates(parsed, document), find_quotes(parsed), document.title)
    return str(settle(document, cast, read_with(tagger, scene), (), ((), ())).to_json())


def _row(content: Any, source: Any, cue: Any, confidence: float = 1.0) -> dict[str, Any]:
    return {"content": content, "source_span": source, "cue": cue, "confidence": confidence}


def plain_rule(doc: Any) -> Any:
    """A reporting verb with a clause and a subject, or "according to": untuned."""
    for token in doc:
        if token.lemma_.lower() in REPORTING and token.pos_ == "VERB":
            clause = next((child for child in token.children if child.dep_ == "ccomp"), None)
            subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
            if clause is not None:
                yield _row([_span(clause.subtree)], subject and _span(subject.subtree), _span([token]))
        elif token.lower_ == "according" and token.i + 1 < len(doc):
            own = {word.i for word in token.subtree}
            source = next((word for word in token.subtree if word.dep_ == "pobj"), None)
            rest = [word for word in token.sent if word.i not in own]
            if source is not None and rest:
                yield _row([_span(rest)], _span(source.subtree), _span([token]))


def _span(tokens: Any) -> list[int]:
    words = list(tokens)
    return [words[0].idx, words[-1].idx + len(words[-1])]


def _textacy() -> Any:
    """Textacy's quotation finder, one paragraph at a time; None where it is not installed."""
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        print("textacy is not installed: left out", file=sys.stderr)
        return None

    def find(parsed: Any) -> Any:
        for start, end in parsed.paragraphs:
            span = parsed.doc.char_span(start, end, alignment_mode="expand")
            if not span:
                continue
            try:
                quotations = list(direct_quotations(_spacy_doc(span)))
            except ValueError:
                continue
            at = span.start_char
            for quotation in quotations:
                mark = [at + quotation.content.start_char, at + quotation.content.end_char]
                yield _row([mark], _moved(quotation.speaker, at), _moved(quotation.cue, at))

    return find


def _spacy_doc(span: Any) -> Any:
    """The tokens of our parse as spaCy's document, which is what textacy reads."""
    from spacy.tokens import Doc

    from deedwatch.language.engine import load_engine

    return Doc(
        load_engine().vocab,
        words=[token.text for token in span],
        spaces=[bool(token.whitespace_) for token in span],
        tags=[token.tag_ for token in span],
        pos=[token.pos_ for token in span],
        deps=[token.dep_ for token in span],
        lemmas=[token.lemma_ for token in span],
        heads=[token.head.i - span.start for token in span],
    )


def _moved(tokens: Any, at: int) -> list[int] | None:
    words = list(tokens)
    return [at + words[0].idx, at + words[-1].idx + len(words[-1])] if words else None


def _print(reader: str, rows: list[dict[str, Any]]) -> None:
    by = {row["measure"]: row for row in rows}
    cells = [f"{by[m]['p']:.2f} {by[m]['r']:.2f} {by[m]['f1']:.3f}" for m in MEASURES]
    speech = by.get("relation recall, speech cue", {}).get("r", 0.0)
    print(f"{reader:14s}" + "".join(f"{cell:>20s}" for cell in cells) + f"{speech:>20.3f}")


def _aligned(score: Any, line: dict[str, Any], record: dict[str, Any]) -> Any:
    """Gold rows, and for each its best prediction with the overlap, as the scorer pairs them."""
    words = score.words(line["text"])
    gold = [row for row in line["attributions"] if row.get("content_span")]
    said = [score.wset(words, row.get("content_frags") or [row["content_span"]]) for row in gold]
    given = [score.wset(words, row["content"]) for row in record["statements"]]
    pairs = sorted(
        (
            (2 * len(a & b) / (len(a) + len(b)), -i, -j)
            for i, a in enumerate(said)
            for j, b in enumerate(given)
            if a & b
        ),
        reverse=True,
    )
    taken: dict[int, tuple[int, float]] = {}
    used: set[int] = set()
    for share, i, j in pairs:
        if -i not in taken and -j not in used:
            taken[-i] = (-j, share)
            used.add(-j)
    return words, gold, taken


def _is_right(score: Any, words: Any, gold: dict[str, Any], given: dict[str, Any]) -> tuple[bool, bool]:
    spans = lambda span: score.wset(words, [span] if span else [])  # noqa: E731
    source = score.align_source(spans(gold["source_span"]), spans(given["source_span"]))
    cue = bool(spans(gold["cue_span"]) & spans(given["cue"])) or not gold["cue_span"]
    return source, cue


def _errors(score: Any, lines: list[dict[str, Any]], records: list[dict[str, Any]]) -> None:
    causes: collections.Counter[str] = collections.Counter()
    for line, record in zip(lines, records, strict=True):
        words, gold, taken = _aligned(score, line, record)
        for i, row in enumerate(gold):
            if i not in taken:
                kind = "no cue found" if row["cue_span"] else "no cue in gold"
                speech = bool(row["cue_span"]) and score.is_speech(line["text"][slice(*row["cue_span"])])
                kind = "cue of speech" if speech else "wish, stance or noun" if row["cue_span"] else kind
                causes[f"missed, {kind}"] += 1
                continue
            j, share = taken[i]
            source, cue = _is_right(score, words, row, record["statements"][j])
            if share < 0.5:
                causes["words overlap by less than half"] += 1
            elif not source:
                causes["another source"] += 1
            elif not cue:
                causes["another cue"] += 1
        right = {j for j, share in taken.values() if share >= 0.5}
        causes["given, not in gold"] += len(record["statements"]) - len(right)
    print("errors by cause: " + "; ".join(f"{cause} {count}" for cause, count in causes.most_common()))


def _reliability(score: Any, lines: list[dict[str, Any]], records: list[dict[str, Any]]) -> None:
    bins: dict[int, list[bool]] = collections.defaultdict(list)
    for line, record in zip(lines, records, strict=True):
        words, gold, taken = _aligned(score, line, record)
        right = {
            j
            for i, (j, share) in taken.items()
            if share >= 0.5 and all(_is_right(score, words, gold[i], record["statements"][j]))
        }
        for j, row in enumerate(record["statements"]):
            bins[min(9, int(row["confidence"] * 10))].append(j in right)
    print("confidence   given   right")
    for low, outcomes in sorted(bins.items()):
        share = sum(outcomes) / len(outcomes)
        print(f"{low / 10:.1f} to {low / 10 + 0.1:.1f}   {len(outcomes):5d}   {share:.2f}")


def _cost(lines: list[dict[str, Any]]) -> None:
    """Seconds of processor time for all texts, all in this process and text by text in turn."""
    from deedwatch.actors import find_actors
    from deedwatch.language import parse
    from deedwatch.reading.statements import Scene, find_quotes, read_with
    from deedwatch.reading.statements.tagger import load_tagger
    from deedwatch.records import Document

    spent: collections.Counter[str] = collections.Counter()
    for line in lines:
        began = time.process_time()
        parsed = parse(line["text"])
        spent["parse"] += time.process_time() - began
        scene = Scene(parsed, find_actors(parsed, Document(text=line["text"])), (), find_quotes(parsed))
        for reader, tagger in (("statements, rules alone", None), ("statements", load_tagger())):
            began = time.process_time()
            read_with(tagger, scene)
            spent[reader] += time.process_time() - began
    words = sum(len(line["text"].split()) for line in lines)
    for stage, seconds in spent.items():
        share = seconds / spent["parse"]
        print(f"{stage:24s} {1e6 * seconds / words:6.1f} ms a 1,000 words, {share:.2f} of the parse")


if __name__ == "__main__":
    sys.exit(main())
