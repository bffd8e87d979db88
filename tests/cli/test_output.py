"""How commands speak: the forms of a listing."""

import json

import pytest

from deedwatch.cli.output import emit, show_rows, tell_fault
from deedwatch.records import Fault

ROWS = [["=HYPERLINK(1)", "@here", -3, None], ['say "no"', "a,b", 0.5, "x"]]


def test_csv_runs_no_formula_that_a_report_carries(capsys):
    show_rows(["one", "two", "three", "four"], ROWS, as_csv=True)
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "one,two,three,four"
    assert first == "'=HYPERLINK(1),'@here,-3,"
    assert second == '"say ""no""","a,b",0.5,x'


def test_json_has_each_value_as_it_is(capsys):
    show_rows(["one", "two", "three", "four"], ROWS, as_json=True)
    first, _ = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"one": "=HYPERLINK(1)", "two": "@here", "three": -3, "four": None}


HOSTILE = "W\x1b]0;taken\x07\x9b31m\x7f\rover"


@pytest.mark.parametrize("form", [{}, {"as_csv": True}, {"as_json": True}])
def test_no_form_of_a_listing_commands_the_terminal(capsys, form):
    show_rows(["outlet"], [[HOSTILE]], **form)
    emit(f"told by {HOSTILE}")
    tell_fault(Fault(document=HOSTILE, stage="open", reason="is empty"))
    shown = capsys.readouterr()
    assert not [sign for sign in shown.out + shown.err if not sign.isprintable() and sign != "\n"]
    assert "told by W\\u001b]0;taken" in shown.out


def test_json_keeps_what_commands_a_terminal_as_data(capsys):
    emit(json.dumps({"outlet": HOSTILE}, ensure_ascii=False))
    assert json.loads(capsys.readouterr().out) == {"outlet": HOSTILE}


def test_a_listing_of_too_many_columns_breaks_no_day_or_code(capsys):
    long = "three officers of the customs house at the northern end of the old bridge"
    rows = [
        [
            "2024-05-02",
            "2024-05-02",
            "2024-05-03",
            "Post",
            *(f"{n} {long}" for n in range(8)),
            "3",
            "k1",
            "killed",
        ]
    ]
    names = [
        "day",
        "date_from",
        "date_to",
        "outlet",
        *(f"n{i}" for i in range(8)),
        "killed_low",
        "key",
        "words",
    ]
    show_rows(names, rows)
    out = capsys.readouterr().out
    assert out.startswith("day: 2024-05-02; date to: 2024-05-03; outlet: Post; n0: 0 three officers")
    assert "killed low: 3; words: killed" in out
    assert max(map(len, out.splitlines())) <= 160


def test_a_table_leaves_out_columns_that_only_repeat_but_no_bound_that_is_open(capsys):
    show_rows(
        ["killed_low", "killed_high", "taken_low", "taken_high"],
        [["3", "3", "9", "9"], ["5", None, "2", "2"]],
    )
    head = capsys.readouterr().out.split("─")[0].split()
    assert head == ["killed", "killed", "taken", "low", "high", "low"]


def test_a_table_shows_what_is_the_same_by_chance_in_two_columns_about_different_things(capsys):
    show_rows(["reports", "matters", "date_from", "date_to"], [["4", "4", "2018-02-19", "2018-02-19"]])
    assert capsys.readouterr().out.split("─")[0].split() == ["date", "reports", "matters", "from"]
