"""What a reading costs in counts that no machine changes: calls of functions, and memory at its peak.

The ceilings are a little above what was counted on fixed texts (Python 3.11; later ones count fewer).
A change that breaks one made the reading dearer: find what it does more often than it must
(``deedwatch read --profile``), and raise the ceiling only for what is worth it.
"""

import os
import subprocess
import sys
import tracemalloc
from itertools import pairwise

import pytest
from counting import calls

from deedwatch.language import parse
from deedwatch.reading import record, record_parsed
from deedwatch.records import Document

CALLS = 213  # a word, of our own stages, the parse left out; half of it means: lower the ceiling
PEAK = 4  # KB a word, over what the parse holds
TEXT = """\
ACCRA — Ghana and Togo accused each other on Monday of firing across the border near {town}.

“We will not accept one more shell on our side,” said {name}, Ghana's defence minister. “If it goes on, we
will close the crossing.”

Togo's foreign ministry denied that its soldiers had fired. It demanded that Ghana withdraw from {town}.

At least {count} people were killed and 40 injured in the shelling, police said, and thousands fled.

According to a spokesman for the army, the two sides agreed in March 2015 to exchange prisoners.

The harvest in the valley has been poor for three years, and farmers have sold much of their cattle.

{name} promised that aid would reach {town} by the end of the week, and thanked Benin for its help.
"""
REPORTS = [
    Document(
        id=f"c{i}", text=TEXT.format(town=town, name=name, count=count), published="2015-06-0" + str(i + 1)
    )
    for i, (town, name, count) in enumerate([("Aflao", "Kofi Addo", 12), ("Hohoe", "Ama Boateng", 31)])
]
WORDS = sum(len(report.text.split()) for report in REPORTS)


@pytest.fixture(scope="module")
def parsed():
    for report in REPORTS:
        record(report)  # lexicons and memos are filled
    return [(parse(report.text), report) for report in REPORTS]


def calls_of(reports):
    """The calls of first readings: a parse keeps what was asked of it."""
    pairs = [(parse(report.text), report) for report in reports]
    return calls(lambda: [record_parsed(*pair) for pair in pairs])


def test_calls_a_word(parsed):
    found = calls_of(REPORTS)
    assert found == pytest.approx(calls_of(REPORTS), rel=0.002)
    assert CALLS / 2 < found / WORDS < CALLS


def long_report(copies):
    """A report of so many hundred words, each part about another town."""
    towns = [f"Town{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(copies)]
    text = "\n\n".join(TEXT.format(town=town, name="Kofi Addo", count=12 + i) for i, town in enumerate(towns))
    return Document(id="long", text=text, published="2015-06-01")


def test_calls_grow_with_the_text_and_no_faster():
    sizes = []
    for copies in (2, 4, 8, 16):
        report = long_report(copies)
        record(report)
        sizes.append(calls_of([report]) / copies)
    assert all(longer < 1.2 * shorter for shorter, longer in pairwise(sizes)), sizes


def peak(pair):
    """Bytes at the peak of a reading, over what the parse holds."""
    tracemalloc.start()
    try:
        base = tracemalloc.get_traced_memory()[0]
        tracemalloc.reset_peak()
        record_parsed(*pair)
        return tracemalloc.get_traced_memory()[1] - base
    finally:
        tracemalloc.stop()


def test_memory_grows_with_the_text_and_no_faster():
    reports = [(long_report(copies), copies) for copies in (8, 32)]
    short, long = (peak((parse(report.text), report)) / copies for report, copies in reports)
    assert long < 1.3 * short, (short, long)


def test_memory_at_its_peak(parsed):
    assert peak(parsed[0]) / 1024 < PEAK * len(REPORTS[0].text.split())


READ = """
import sys
from deedwatch.reading import record
from deedwatch.records import Document
for line in sys.stdin.read().split("\\f"):
    print(record(Document(id="x", text=line, published="2015-06-01")).to_json())
"""


def test_the_order_of_hashes_changes_no_record():
    texts = "\f".join(report.text for report in REPORTS)
    found = {
        subprocess.run(
            [sys.executable, "-c", READ],
            input=texts,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4")
    }
    assert len(found) == 1


def test_what_is_counted_is_a_whole_record():
    read = record(REPORTS[0])
    assert read.statements
    assert read.events
    assert read.ledger
