"""Twelve stories whose gold was written before the code first read them: floors that may only rise.

What is still missed stands on the ledger's page. No stance may be invented.
"""

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def bench():
    spec = importlib.util.spec_from_file_location("ledgers", ROOT / "bench" / "quality" / "ledgers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def counts():
    stories = sorted(path.parent for path in bench().STORIES.glob("*/gold.json"))
    return sum((found for story in stories for found in bench().score(story).values()), Counter())


def counts_of(folder):
    stories = sorted(path.parent for path in (ROOT / "tests/golden" / folder).glob("*/gold.json"))
    return sum((count for story in stories for count in bench().score(story).values()), Counter())


def test_matters_are_found():
    found = counts()
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.94


def test_cells_and_standing_are_right():
    found = counts()
    assert found["right"] / found["cells"] >= 0.76
    assert found["standing"] / found["met"] >= 0.84


def test_unseen_stories_invent_no_stance():
    """Stories that the rules were not changed for: only the worst fault is held here, the rest is measured."""
    unseen = sorted(path.parent for path in (ROOT / "tests/golden/unseen_stories").glob("*/gold.json"))
    found = [count for story in unseen for count in bench().score(story).values()]
    assert len(found) == 6
    assert sum(count["invented"] for count in found) == 0


def test_fresh_stories_hold_what_they_reached():
    """Four stories by another hand: read before anybody who changed a rule had seen them, then mended on."""
    found = counts_of("fresh_stories")
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.85
    assert found["right"] / found["cells"] >= 0.62
    assert found["standing"] / found["met"] >= 0.74
    assert found["invented"] == 0


def test_later_stories_hold_what_they_reached():
    """Eight stories by two other hands, mended on late."""
    found = counts_of("later_stories")
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.84
    assert found["right"] / found["cells"] >= 0.63
    assert found["standing"] / found["met"] >= 0.68
    assert found["invented"] / found["told"] <= 0.02


def test_recent_stories_hold_what_they_reached():
    """Twenty stories by five hands, all mended on since."""
    found = counts_of("recent_stories")
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.83
    assert found["right"] / found["cells"] >= 0.62
    assert found["standing"] / found["met"] >= 0.70
    assert found["invented"] / found["told"] <= 0.03


def test_newest_stories_hold_what_they_reached():
    """Twelve stories by three hands: eight were mended on for an hour, hardly a rule came of the other four."""
    found = counts_of("newest_stories")
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.78
    assert found["right"] / found["cells"] >= 0.43
    assert found["standing"] / found["met"] >= 0.66
    assert found["invented"] / found["told"] <= 0.03


def test_no_stance_is_invented():
    assert counts()["invented"] == 0


def test_hard_stories_hold_what_they_reached():
    """Interviews, press summaries, a union and a firm: two of four that were read blind, then mended on."""
    found = counts_of("hard_stories")
    assert 2 * found["met"] / (found["given"] + found["gold"]) >= 0.85
    assert found["right"] / found["cells"] >= 0.47
    assert found["standing"] / found["met"] >= 0.57
    assert found["invented"] == 0
