"""Exposure of a pair by the reporting on a side or a region, without what the pair itself did."""

import numpy as np
import pytest

from deedwatch.reckoning.verdicts.reporting import gather_reporting
from deedwatch.reckoning.verdicts.series import build_panel

PARTS = {"AAA": "North", "BBB": "North", "CCC": "South", "DDD": "East"}
ROWS = [
    # source, target, week (0 and 4 are cut off by the panel), events
    ("AAA", "BBB", 1, 5.0), ("AAA", "CCC", 1, 3.0), ("AAA", "AAA", 2, 4.0), ("BBB", None, 2, 2.0),
    ("CCC", "DDD", 3, 7.0), (None, "DDD", 3, 1.0), ("AAA", "DDD", 0, 9.0), ("BBB", "AAA", 2, 1.0),
]  # fmt: skip


@pytest.fixture
def reporting():
    panel = build_panel([("AAA", "BBB", 1, 5.0)], dict.fromkeys(range(5), 6.0))
    return gather_reporting(ROWS, panel, PARTS)


def shape(series):
    """The series without its scale."""
    return (np.asarray(series) / np.max(series)).round(3).tolist()


@pytest.mark.parametrize(
    ("kind", "dyad", "events"),
    [
        ("all", ("AAA", "BBB"), [1, 1, 1]),
        ("actor", ("AAA", "BBB"), [3, 4, 0]),  # 8, 5, 0 less 5, 1, 0 of the pair
        ("toward", ("AAA", "CCC"), [0, 0, 7]),
        ("region", ("AAA", "BBB"), [3, 6, 0]),
        ("region", ("AAA", "CCC"), [5, 7, 7]),  # North or South, less the pair's 3; each event once
    ],
)
def test_what_counts(reporting, kind, dyad, events):
    assert shape(reporting.series(kind, dyad)) == shape(events)
    assert reporting.series(kind, dyad).mean() == pytest.approx(6.0)


def test_a_side_that_is_no_country_has_no_volume_of_its_own(reporting):
    assert reporting.kinds(("The Front", "BBB")) == ("all", "toward", "region")
    assert reporting.kinds(("The Front", "The League")) == ("all",)
    assert not reporting.series("actor", ("The Front", "BBB")).any()


def test_a_panel_has_a_row_for_each_pair(reporting):
    assert reporting.panel("all", [("AAA", "BBB")]).shape == (3,)
    assert reporting.panel("region", [("AAA", "BBB"), ("CCC", "DDD")]).shape == (2, 3)


def test_names_and_digest(reporting):
    assert reporting.name("region", ("CCC", "AAA")) == "reporting on North and South"
    other = gather_reporting(ROWS[1:], build_panel([], dict.fromkeys(range(5), 6.0)), PARTS)
    assert len(reporting.digest) == 16
    assert other.digest != reporting.digest
