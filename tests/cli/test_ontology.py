"""A user's own action rules: checked, then used, without code."""

import json
import subprocess
import sys

import pytest

RULE = """
[[rule]]
name = "parade"
cameo = "150"
verbs = ["parade:missile"]
yes = "The guards paraded missiles."
no = "The guards fed their dogs."
"""


def deedwatch(*arguments):
    command = [sys.executable, "-m", "deedwatch.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "parades.toml").write_text(RULE, encoding="utf-8")
    return tmp_path / "own"


@pytest.mark.parametrize("jobs", [1, 2])
def test_own_rules_are_checked_and_used(folder, tmp_path, jobs):
    assert deedwatch("check", folder).returncode == 0
    text = "Iran paraded missiles through Tehran on Friday. The minister watched. Rain fell later."
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "r", "text": text}) + "\n", encoding="utf-8")
    done = deedwatch("record", tmp_path / "r.jsonl", "--actions", folder, "--jobs", jobs)
    found = {(e["type"], e["cameo"]) for e in json.loads(done.stdout)["events"]}
    assert ("MOBILIZE", "150") in found
    plain = json.loads(deedwatch("record", tmp_path / "r.jsonl").stdout)
    assert plain["events"] != json.loads(done.stdout)["events"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('cameo = "150"', 'cameo = "999"', "999"),
        ("verbs =", "vrebs =", "vrebs"),
        ('yes = "The guards paraded missiles."', 'yes = "The guards slept."', "yes"),
    ],
)
def test_a_wrong_rule_is_named(folder, old, new, told):
    path = folder / "parades.toml"
    path.write_text(RULE.replace(old, new), encoding="utf-8")
    done = deedwatch("check", folder)
    assert done.returncode == 1
    assert told in done.stdout
