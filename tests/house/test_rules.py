"""House rules that a linter does not know: sizes, names, and no word of where the code was made."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "deedwatch"
FILES = sorted(SOURCE.rglob("*.py"))

# Functions that may be longer than forty lines, each with its reason.
LONG_FUNCTIONS: dict[str, str] = {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_are_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        body = node.body
        first = body[1] if ast.get_docstring(node) and len(body) > 1 else body[0]
        lines = (node.end_lineno or 0) - first.lineno + 1
        name = f"{path.relative_to(SOURCE)}:{node.name}"
        if lines > 40 and name not in LONG_FUNCTIONS:
            long.append(f"{name} has {lines} lines")
    assert not long, long


def test_no_room_for_leftovers():
    bad = [
        p
        for p in FILES
        if re.search(r"(util|helper|manager|misc|common)s?(\.py)?$", p.name.removesuffix(".py"))
    ]
    assert not bad


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines()
    if not names:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in names]


FOREIGN = re.compile(
    r"(pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian\.org|/work/(main|shared)|/root/)"
)


def test_no_registry_host_and_no_path_of_one_machine():
    wrong = []
    for path in tracked():
        if path == Path(__file__) or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if FOREIGN.search(text):
            wrong.append(str(path.relative_to(ROOT)))
    assert not wrong


def test_test_names_are_unique_in_each_file():
    twice = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        names = [
            n.name for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, ast.FunctionDef)
        ]
        twice += [f"{path.name}:{name}" for name in names if names.count(name) > 1]
    assert not twice
