"""import, verdict and watch from the command line."""

import json

import pytest

from deedwatch import samples
from deedwatch.cli import main

QUESTION = ["--actor", "MWI", "--toward", "ZMB", "--kind", "material conflict", "--data", "invented"]


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
    return stopped.value.code, capsys.readouterr()


@pytest.fixture
def book(tmp_path, capsys):
    path = tmp_path / "b.db"
    code, out = run(
        capsys, "import", samples.events_path(), "--as", "csv", "--name", "invented", "--book", path
    )
    assert (code, out.out.split(": ")[1]) == (0, "11035 events into invented\n")
    return path


def test_verdict_trace_json_and_picture(book, capsys, tmp_path):
    picture = tmp_path / "v.svg"
    code, out = run(
        capsys, "verdict", "--book", book, *QUESTION, "--since", "2017-06-12", "--picture", picture
    )
    assert code == 0
    assert "CHANGED DOWN" in out.out
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    _, out = run(capsys, "verdict", "--book", book, *QUESTION, "--since", "2017-06-12", "--json")
    assert json.loads(out.out)["label"] == "changed down"


def test_watch_registers_and_looks(book, capsys):
    code, out = run(capsys, "watch", "--book", book)
    assert (code, "no question is waited on" in out.out) == (0, True)
    code, out = run(capsys, "watch", "--book", book, *QUESTION, "--since", "2017-06-12")
    assert "data until" in out.out
    assert code in {0, 3}


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["verdict", *QUESTION, "--since", "soon"], "soon: is no day"),
        (["verdict", *QUESTION, "--since", "2017-06-12", "--picture", "v.pdf"], "no ending of a picture"),
        (["watch", "--actor", "MWI"], "a question needs"),
        (["import", "absent.csv", "--as", "csv"], "absent.csv: cannot be read"),
        (["import", "absent.csv", "--as", "csv", "--map", "day"], "is no pair"),
    ],
)
def test_faults_are_one_line(book, capsys, arguments, fault):
    code, out = run(capsys, *arguments, "--book", book)
    assert code == 2
    assert fault in out.err


def test_refused_rows_are_told(tmp_path, capsys):
    path = tmp_path / "x.csv"
    path.write_text("day,source\nnever,a\n2017-01-01,b\n", encoding="utf-8")
    code, out = run(capsys, "import", path, "--as", "csv", "--book", tmp_path / "r.db")
    assert code == 1
    assert "1 events into csv, 1 refused" in out.out
    assert f"see why with: deedwatch faults --book {tmp_path / 'r.db'} --data csv" in out.err
    code, out = run(capsys, "faults", "--book", tmp_path / "r.db", "--data", "csv", "--json")
    (told,) = [json.loads(line) for line in out.out.splitlines()]
    assert (told["reason"], told["content"]) == ("x.csv, line 2: has no day: 'never'", "never,a")
    code, out = run(capsys, "faults", "--book", tmp_path / "r.db", "--data", "cvs")
    assert (code, "say one of: csv" in out.err) == (2, True)
