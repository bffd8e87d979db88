"""How long `deedwatch import` takes, and how much memory, for ICEWS rows of true shape.

    python bench/verdicts/importing.py [--rows 100000 1000000] [--book POSTGRESQL]

The rows are invented (names, countries, codes at random, 20 columns as ICEWS writes them, one in a
thousand malformed), gzipped, and imported by the command in a process of its own. Time is the
processor's, so that a busy machine does not count; memory is the most that the process held.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number",
    "Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
COUNTRIES = (
    "Kenya",
    "France",
    "Peru",
    "Japan",
    "Yemen",
    "Chile",
    "Ghana",
    "Nepal",
    "Spain",
    "Egypt",
    "India",
    "Iraq",
)
SECTORS = "National,Government,Executive Office,Government Major Party (In Government)"
CODES = ("010", "036", "042", "051", "061", "112", "130", "141", "173", "190")


def main() -> int:
    """Print one line a size; 1 where the largest takes over 60 s or over a third more memory."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    options.add_argument("--book", help="a postgresql:// address; else a file")
    args = options.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in args.rows:
            path = Path(folder) / f"{rows}.tab.gz"
            write_rows(path, rows)
            found.append(measure(path, args.book or str(Path(folder) / f"{rows}.db"), f"icews{rows}"))
            spent, wall, most = found[-1]
            print(
                f"{rows:9,d} rows: {spent:5.1f} s of the processor ({wall:.1f} s by the clock), {most:.0f} MB"
            )
    return int(found[-1][0] > 60 or found[-1][2] > found[0][2] * 4 / 3)


def write_rows(path: Path, rows: int) -> None:
    """A file of so many rows, spread evenly over three years."""
    chance = random.Random(3)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write("\t".join(HEADER) + "\n")
        for number in range(rows):
            day = time.strftime("%Y-%m-%d", time.gmtime(1_420_070_400 + 86_400 * (number * 1095 // rows)))
            one, two, place = chance.choices(COUNTRIES, k=3)
            cells = [
                str(20_000_000 + number), day, f"Government ({one})", SECTORS, one, "Make statement",
                chance.choice(CODES), "0.0", f"Citizen ({two})", SECTORS, two, str(30_000_000 + number // 3),
                str(number % 6 + 1), "Herald", "Capital", "", "Central Province", place, "12.5", "42.25",
            ]  # fmt: skip
            file.write("\t".join(cells if number % 1000 else cells[:7]) + "\n")


def measure(path: Path, book: str, name: str) -> tuple[float, float, float]:
    """Seconds of the processor, seconds by the clock, and megabytes of one import."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "deedwatch.cli", "import", str(path), "--as", "icews", "--name", name]
    process = subprocess.Popen(
        [*command, "--book", book], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # 1: some rows were refused
        raise SystemExit(f"the import ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
