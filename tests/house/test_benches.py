"""Every bench that the docs name still starts: what it imports is there, and it says how it is used."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCHES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "bench").glob("*/*.py")
    if '__name__ == "__main__"' in path.read_text(encoding="utf-8")
)


@pytest.mark.slow
@pytest.mark.parametrize("bench", BENCHES)
def test_a_bench_says_how_it_is_used(bench):
    done = subprocess.run(
        [sys.executable, bench, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout


def test_there_are_benches_of_each_kind():
    assert {bench.split("/")[1] for bench in BENCHES} == {"quality", "speed", "verdicts", "reliability"}
