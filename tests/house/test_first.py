"""The three paths of docs/first.md, run as they stand there."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "first.md").read_text(encoding="utf-8")
STORY = ROOT / "src" / "deedwatch" / "samples" / "story"
EVENTS = ROOT / "src" / "deedwatch" / "samples" / "events.csv"
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude\n"
)
COUNTRIES = {"ZMB": "Zambia", "MWI": "Malawi", "ETH": "Ethiopia", "KEN": "Kenya"}


def blocks(title, language="bash"):
    part = PAGE.split(f"## {title}", 1)[1].split("\n## ", 1)[0]
    return re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)


def run(lines, folder, source=ROOT / "src"):
    """Each line in a shell; what all of them print."""
    for name in ("deedwatch", "python"):
        (folder / name).write_text(
            f'#!/bin/sh\nexec "{sys.executable}" {"-m deedwatch" if name == "deedwatch" else ""} "$@"\n'
        )
        (folder / name).chmod(0o755)
    place = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(source)}
    printed = []
    for line in lines.splitlines():
        done = subprocess.run(
            line, shell=True, cwd=folder, env=place, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        printed.append(done.stdout)
    return printed


@pytest.mark.slow
def test_a_folder_of_saved_pages(tmp_path):
    shutil.copytree(STORY, tmp_path / "pages")
    reading, looking, handing = blocks("You have a folder of saved pages")
    assert "no rows" in run(reading, tmp_path)[1]
    record, denials, ledger, attacks = run(looking, tmp_path)
    assert "[89:134]" in record
    assert "Harold Gondwe" in denials
    assert "MWI: denies 2017-03-07" in ledger
    assert "2017-05" in attacks
    run(handing.rsplit("deedwatch serve", 1)[0], tmp_path)
    assert "Gondwe" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert len((tmp_path / "tables" / "events.csv").read_text(encoding="utf-8").splitlines()) > 50


@pytest.mark.slow
def test_an_event_file(tmp_path):
    with EVENTS.open(encoding="utf-8") as table, (tmp_path / "icews.tab").open("w", encoding="utf-8") as out:
        out.write(ICEWS)
        for number, row in enumerate(csv.DictReader(table)):
            sides = [COUNTRIES.get(row[side], row[side]) for side in ("source_country", "target_country")]
            cells = [number, row["day"], f"Government ({sides[0]})", "Government", sides[0], "", row["cameo"]]
            cells += [
                "0",
                f"Government ({sides[1]})",
                "Government",
                sides[1],
                number,
                "1",
                "",
                "",
                "",
                "",
                sides[0],
            ]
            out.write("\t".join(map(str, [*cells, "", ""])) + "\n")
    (lines,) = blocks("You have an event file, such as ICEWS")
    _, down, unknown = run(lines, tmp_path)
    assert "CHANGED DOWN" in down
    assert "CANNOT TELL" in unknown


@pytest.mark.slow
def test_a_rule_that_is_corrected(tmp_path):
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    for room in ("reading", "support"):
        shutil.copytree(ROOT / "tests" / room, tmp_path / "tests" / room)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(STORY, tmp_path / "pages")
    run("deedwatch read pages/2017-03-08-malawi-denies-camps.html --book story.db", tmp_path, source)
    miss, mended = blocks("You want to correct a rule")
    before = run(miss, tmp_path, source)[-1]
    assert "averred" not in before
    assert "garrison in Chama had surrendered" not in before
    (rule,) = blocks("You want to correct a rule", "toml")
    with (source / "deedwatch" / "lexicon" / "en" / "cues.toml").open("a", encoding="utf-8") as cues:
        cues.write("\n" + rule)
    tested, after, _ = run(mended, tmp_path, source)
    assert "2 passed" in tested
    assert "the garrison in Chama had surrendered" in after
