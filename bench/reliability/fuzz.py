"""A coverage-guided fuzzer on every reader and on `record`: what it ran, and what it found.

    pip install atheris        # Linux, Python 3.11 or later; not needed for anything else
    python bench/reliability/fuzz.py [--seconds 60] [--only .html record] [--keep FOLDER]

Each target runs in a process of its own, from the good files of hostile.py, for so many seconds. An input
that gives neither a report nor a fault, one that raises anything but a refusal, and one that takes more than
the limit of a document is a finding: it is written to the folder and named. Exit code 1 if there was any.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

RECORD = "record"
ONE_OF_EACH = [
    ".txt", ".html", ".jsonl", ".xml", ".eml", ".mhtml", ".pdf", ".docx", ".warc", ".wacz", ".gz", ".bz2",
    ".xz", ".tar", ".zip", RECORD,
]  # fmt: skip
LIMIT = 20  # seconds of the processor an input
BUSY = 20  # how many times as long the clock may run where other work has the processor


def read_one(data, ending):
    """Open an input as the command does, and clean its pages up to the parse."""
    from hostile import taken

    from deedwatch.exchange.reports import open_source
    from deedwatch.exchange.reports.source import Source

    name = f"x.jsonl{ending}" if ending in {".gz", ".bz2", ".xz"} else f"x{ending}"
    found, _ = taken(open_source(Source(name, "x", lambda: io.BytesIO(data)), ending))
    assert found, "lost in silence"


def record_one(data):
    """Record a text as a runner does; every span lies in the text, or there is a fault."""
    from deedwatch.book.reading import read_batch
    from deedwatch.records import Document, Fault, Record

    text = data.decode("utf-8", "replace")
    began = time.process_time()
    (outcome,) = read_batch((Document(id="x", text=text, published="2018-06-04"),), seconds=BUSY * LIMIT)
    spent = time.process_time() - began
    assert spent < LIMIT, f"took {spent:.0f} s"
    if isinstance(outcome, Fault):
        assert outcome.reason, "a fault without a reason"
        return
    record = Record.from_json(outcome)
    size = len(record.document.text)
    for statement in record.statements:
        assert all(0 <= start <= end <= size for start, end in statement.content), statement
    for event in record.events:
        assert 0 <= event.anchor[0] <= event.anchor[1] <= size, event


def fuzz(target, arguments):
    """The process of one target: it ends by libFuzzer's own clock, or at the first finding."""
    import atheris

    with atheris.instrument_imports(include=["deedwatch", "trafilatura", "warcio"]):
        import deedwatch.book.reading
        import deedwatch.exchange.reports.feed
        import deedwatch.exchange.reports.lines
        import deedwatch.exchange.reports.mail
        import deedwatch.exchange.reports.office
        import deedwatch.exchange.reports.packed
        import deedwatch.exchange.reports.pages
        import deedwatch.exchange.reports.warc
        import deedwatch.reading  # noqa: F401 - imported to be instrumented

    atheris.Setup(
        [sys.argv[0], *arguments], record_one if target == RECORD else lambda data: read_one(data, target)
    )
    atheris.Fuzz()


def plant(folder, target):
    """The good files that the fuzzer starts from."""
    from hostile import PIECES, TEXT, seeds

    if target == RECORD:
        (folder / "text").write_text(TEXT)
        for story in resources.files("deedwatch.samples").joinpath("story").iterdir():
            (folder / story.name).write_bytes(story.read_bytes())
    else:
        inside, pack = seeds()[target]
        (folder / "good").write_bytes(pack(inside))
    words = {piece.hex() for piece in PIECES if len(piece) < 60}
    escaped = ("".join(f"\\x{word[at : at + 2]}" for at in range(0, len(word), 2)) for word in sorted(words))
    (folder.parent / "words").write_text("".join(f'"{word}"\n' for word in escaped))


def run(target, seconds, keep):
    """Inputs tried, places of code reached, and the finding if there was one."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        plant(corpus, target)
        command = [
            sys.executable, __file__, "--child", target, f"-max_total_time={seconds}", "-print_final_stats=1",
            f"-timeout={BUSY * LIMIT}", "-max_len=6000", "-rss_limit_mb=3000", f"-dict={folder}/words",
            f"-artifact_prefix={keep}/{target.strip('.')}-", str(corpus),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    said = done.stdout + done.stderr
    tried = re.search(r"number_of_executed_units:\s*(\d+)", said)
    reached = re.findall(r"cov: (\d+)", said)
    slowest = re.search(r"slowest_unit_time_sec:\s*(\d+)", said)
    fault = ""
    if done.returncode:
        lines = [
            line for line in said.splitlines() if "Error" in line or "ERROR" in line or "Test unit" in line
        ]
        fault = " | ".join(lines)[:400] or said[-400:]
    figures = [int(found[1]) if found else 0 for found in (tried, slowest)]
    return figures[0], int(reached[-1]) if reached else 0, figures[1], fault


def main():
    if "--child" in sys.argv:
        at = sys.argv.index("--child")
        fuzz(sys.argv[at + 1], sys.argv[at + 2 :])
        return 0
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=60, help="for each target")
    options.add_argument("--only", nargs="*", default=ONE_OF_EACH)
    options.add_argument("--keep", default="fuzz-findings", help="where findings are written")
    asked = options.parse_args()
    Path(asked.keep).mkdir(exist_ok=True)
    print(f"{'target':8}{'inputs':>10}{'reached':>9}{'slowest':>9}  finding", flush=True)
    findings = 0
    for target in asked.only:
        tried, reached, slowest, fault = run(target, asked.seconds, asked.keep)
        findings += bool(fault)
        print(f"{target:8}{tried:>10,}{reached:>9,}{slowest:>7} s  {fault or 'none'}", flush=True)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
