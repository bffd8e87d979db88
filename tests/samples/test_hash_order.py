"""The sample story's records, ledger and happenings are the same whatever the order of hashes in a process."""

import json
import os
import subprocess
import sys

import pytest

READ = """
import sys
from deedwatch import samples
from deedwatch.book import open_book

with open_book(sys.argv[1]) as book:
    book.read(samples.path(), runner="serial")
    for _, record in book.records():
        print("record", record.to_json())
    for entry in book.ledger():
        print("matter", repr(entry))
    for happening in book.happenings():
        print("happening", repr(happening))
"""


def read(path, seed):
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    return [read(folder / f"{seed}.db", seed) for seed in ("1", "4", "7")]


@pytest.mark.parametrize(("noun", "least"), [("record", 26), ("matter", 20), ("happening", 40)])
def test_the_order_of_hashes_changes_nothing(seeds, noun, least):
    first, *others = ([line for line in lines if line.startswith(noun)] for lines in seeds)
    assert len(first) > least
    assert all(lines == first for lines in others)


def test_records_are_whole(seeds):
    record = json.loads(seeds[0][0].removeprefix("record "))
    assert record["document"]["text"]
    assert record["statements"]
