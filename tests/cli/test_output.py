"""How commands speak: the forms of a listing."""

import json

from deedwatch.cli.output import show_rows

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
