"""Sets of stories whose gold was written before the code first read them: floors that may only rise.

They stand in floors.toml; what is still missed stands on the ledger's page.
"""

import importlib.util
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SETS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["set"]


@cache
def bench():
    path = HERE.parents[1] / "bench" / "quality" / "ledgers.py"
    spec = importlib.util.spec_from_file_location("ledgers", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts_of(folder):
    """The counts of each day that the stories of a folder ask about."""
    stories = sorted(path.parent for path in (HERE / folder).glob("*/gold.json"))
    return [count for story in stories for count in bench().score(story).values()]


def test_each_set_has_floors():
    assert {row["folder"] for row in SETS} == {path.name for path in HERE.glob("*_stories")}


@pytest.mark.parametrize("row", SETS, ids=[row["folder"] for row in SETS])
def test_a_set_of_stories_holds_what_it_reached(row):
    days = counts_of(row["folder"])
    found = sum(days, Counter())
    reached = {
        "f1": 2 * found["met"] / (found["given"] + found["gold"]),
        "cells": found["right"] / found["cells"],
        "standing": found["standing"] / found["met"],
    }
    assert len(days) == row["days"]
    assert found["invented"] / found["told"] <= row["invented"]
    assert not {name: share for name, share in reached.items() if share < row.get(name, 0)}
