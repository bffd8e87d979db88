"""The bench of kills, a few of each kind: it says whether anything was lost or doubled.

``DEEDWATCH_KILLS=200`` makes two hundred of each; so does ``python bench/reliability/kills.py``.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench" / "reliability" / "kills.py"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the bench forks")
@pytest.mark.parametrize("work", ["importing", "reviewing", "consolidating"])
def test_kills_lose_nothing_and_double_nothing(work):
    kills = os.environ.get("DEEDWATCH_KILLS", "4")
    command = [sys.executable, str(BENCH), "--kills", kills, "--only", work]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[1].split()[3] == kills
