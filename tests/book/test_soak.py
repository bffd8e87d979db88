"""The bench of three programs on one book, for a few seconds: no row lost, no error shown.

``DEEDWATCH_SOAK=10`` lasts ten minutes; so does ``python bench/reliability/soak.py``.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "reliability" / "soak.py"


@pytest.mark.slow
def test_two_readers_and_a_reviewer_lose_nothing():
    minutes = os.environ.get("DEEDWATCH_SOAK", "0.3")
    command = [sys.executable, str(BENCH), "--minutes", minutes]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.splitlines()[1].split()[1].replace(",", "")) >= 8
