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
