"""No regular expression can be made to run away: each is tried on what its own repeats can be fed with.

For every repeat in a pattern a text is made that leads there, repeats what it takes, and then does not go
on; and every pattern gets long runs of what news text and hostile pages hold. A search over 600 characters
ends within a quarter of a second of a processor's time: what grows with the square of the length does that, what
grows with its cube or worse does not. (Lines, sentences and paragraphs are bounded before patterns see them.)
"""

import ast
import itertools
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from re import _constants as kinds  # isort: skip
from re import _parser as parser

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src" / "deedwatch"
SIZE, LIMIT = 600, 0.25
RUNS = [*"a \n\"“'’.,-1A<&(\t\xa0/|", "A ", "a ", "1 ", "a, ", "A. ", "x-", "Mr. ", "said ", "Aa | ", "“a” "]
LIKELY = "a1 A\n\".,-<>'“x/:;&é_\t("
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
IN_CATEGORY = {
    kinds.CATEGORY_DIGIT: str.isdigit,
    kinds.CATEGORY_NOT_DIGIT: lambda letter: not letter.isdigit(),
    kinds.CATEGORY_SPACE: str.isspace,
    kinds.CATEGORY_NOT_SPACE: lambda letter: not letter.isspace(),
    kinds.CATEGORY_WORD: lambda letter: letter.isalnum() or letter == "_",
    kinds.CATEGORY_NOT_WORD: lambda letter: not (letter.isalnum() or letter == "_"),
}


def takes(items, letter):
    """Whether a set of characters takes a letter."""
    found = False
    for kind, value in items:
        if kind is kinds.LITERAL:
            found |= ord(letter) == value
        elif kind is kinds.RANGE:
            found |= value[0] <= ord(letter) <= value[1]
        elif kind is kinds.CATEGORY:
            found |= IN_CATEGORY[value](letter)
    return found != (items[0][0] is kinds.NEGATE)


def letters(items):
    """Letters that a set takes, likely ones first."""
    found = [letter for letter in LIKELY if takes(items, letter)]
    return found or [chr(value if kind is kinds.LITERAL else value[0]) for kind, value in items[-1:]]


def inside(kind, value):
    """The branches of a node that holds others."""
    if kind in REPEATS:
        return [value[2]]
    if kind is kinds.SUBPATTERN:
        return [value[3]]
    if kind is kinds.ATOMIC_GROUP:
        return [value]
    return value[1] if kind is kinds.BRANCH else []


def sample(tree):
    """A text that the pattern takes, looking around apart."""
    told = ""
    for kind, value in tree:
        if kind is kinds.LITERAL:
            told += chr(value)
        elif kind in {kinds.ANY, kinds.NOT_LITERAL}:
            told += "a" if value != ord("a") else "b"
        elif kind is kinds.IN:
            told += letters(value)[0]
        elif branches := inside(kind, value):
            told += sample(branches[0]) * (max(value[0], 1) if kind in REPEATS else 1)
    return told


def bodies(tree):
    """Texts that one round of a repeat takes."""
    if len(tree) == 1:
        kind, value = tree[0]
        if kind is kinds.IN:
            return letters(value)
        if kind in {kinds.SUBPATTERN, kinds.BRANCH}:
            return [text for branch in inside(kind, value) for text in bodies(branch)]
    return [sample(tree)]


def pumps(tree, before=""):
    """What leads to each repeat that has no near end, and what it takes."""
    for node in tree:
        kind, value = node
        if kind in REPEATS and value[1] >= 10:
            yield from ((before, body) for body in bodies(value[2]) if body)
        for branch in inside(kind, value):
            yield from pumps(branch, before)
        before += sample([node])


class RunsAwayError(Exception):
    pass


def ring(*_):
    raise RunsAwayError


def seconds_of(pattern, text):
    """Seconds of the processor for all matches; three times the limit where it takes more."""
    began = time.process_time()
    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, 3 * LIMIT)
    try:
        for _ in pattern.finditer(text):
            pass
    except RunsAwayError:
        return 3 * LIMIT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - began


def runaway(pattern, flags):
    """The first text that the pattern takes too long over; None where there is none."""
    compiled = re.compile(pattern, flags)
    tries = [("", run) for run in RUNS] + list(itertools.islice(pumps(parser.parse(pattern, flags)), 400))
    for before, body in dict.fromkeys(tries):
        text = before + body * (SIZE // len(body)) + "\0"
        if seconds_of(compiled, text) > LIMIT and seconds_of(compiled, text) > LIMIT:
            return before, body
    return None


@pytest.fixture(scope="module")
def in_use():
    script = Path(__file__).with_name("patterns_in_use.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def written():
    """Each call of ``re`` in the source, with its lines, and its pattern where it stands there whole."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if getattr(node.func.value, "id", None) != "re" or node.func.attr in {"escape", "purge"}:
                continue
            first = node.args[0]
            literal = first.value if isinstance(first, ast.Constant) else None
            yield str(path.relative_to(SOURCE)), range(node.lineno, node.end_lineno + 1), literal


def test_every_pattern_of_the_source_is_tried(in_use):
    """A call whose pattern is put together must have run, or it would be tested by nobody."""
    ran = {(path, int(line)) for path, _, line in (where.rpartition(":") for _, _, where in in_use)}
    missed = [
        f"{path}:{lines.start}"
        for path, lines, literal in written()
        if literal is None and not any((path, line) in ran for line in lines)
    ]
    assert not missed
    assert len(in_use) > 250


def test_no_pattern_runs_away(in_use):
    patterns = {(pattern, flags): where for pattern, flags, where in in_use}
    for path, lines, literal in written():
        if isinstance(literal, str):
            patterns.setdefault((literal, 0), f"{path}:{lines.start}")
    found = {
        f"{where}: {pattern[:80]}": text
        for (pattern, flags), where in patterns.items()
        if (text := runaway(pattern, flags & ~re.DEBUG)) is not None
    }
    assert not found


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"^(?:[A-Z][\w -]{1,24}\s*\|\s*){2,}$", r"\s*\s*\s*\s*x"])
def test_patterns_that_run_away_are_found(pattern):
    assert runaway(pattern, 0) is not None
