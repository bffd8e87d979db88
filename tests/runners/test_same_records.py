"""Same input, same version, same records: whatever seed, threads, processor's kernels and batches the machine has.

`make packages` shows the same of the Pythons that are installed.
"""

import os
import subprocess
import sys

import pytest

CHILD = """
import hashlib, sys
from deedwatch import samples
from deedwatch.book.reading import read_batch
from deedwatch.exchange.reports import open_reports

reports, size, whole = list(open_reports([samples.path()])), int(sys.argv[1]), hashlib.sha256()
for start in range(0, len(reports), size):
    for outcome in read_batch(tuple(reports[start : start + size]), seconds=600):
        whole.update(outcome)
print(len(reports), whole.hexdigest())
"""
MACHINES = [
    ({"PYTHONHASHSEED": "1", "OPENBLAS_NUM_THREADS": "1"}, 1),
    ({"PYTHONHASHSEED": "77", "OPENBLAS_NUM_THREADS": "4"}, 5),
    ({"PYTHONHASHSEED": "1", "OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Haswell"}, 8),
    ({"PYTHONHASHSEED": "2", "OPENBLAS_NUM_THREADS": "2", "OPENBLAS_CORETYPE": "Nehalem"}, 100),
    ({"PYTHONHASHSEED": "3", "OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Prescott"}, 16),
]


@pytest.mark.slow
def test_records_do_not_hang_on_the_machine():
    said = {}
    for settings, size in MACHINES:
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(size)],
            env={**os.environ, **settings}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        said[str((settings, size))] = done.stdout.split()
    assert all(int(number) > 20 for number, _ in said.values())
    assert len({digest for _, digest in said.values()}) == 1, said
