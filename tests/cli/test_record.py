"""``deedwatch record``: one record a line, faults told on standard error, exit codes."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from deedwatch.cli import main
from deedwatch.records import Record

GOOD = {
    "id": "a",
    "text": "Zambia denied on Monday that it armed rebels in Malawi.",
    "published": "2017-02-06",
}
PAGE = (
    "Zambia denies aid\n\nZambia denied on Monday that it armed rebels in Malawi. Ministers met in Lusaka.\n"
)


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def lines_of(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def write_lines(path, rows):
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


def test_one_line_a_report_in_the_form_of_the_contract(tmp_path):
    rows = [GOOD, {**GOOD, "id": "b"}]
    result = run("record", write_lines(tmp_path / "r.jsonl", rows))
    records = lines_of(result)
    assert result.exit_code == 0
    assert list(records[0]) == ["schema", "document", "actors", "statements", "events", "ledger", "answers"]
    assert [record["document"]["id"] for record in records] == ["a", "b"]
    assert records[0]["document"]["text"] == GOOD["text"]
    assert Record.from_json(result.stdout.splitlines()[0]).document.published == "2017-02-06"


def test_standard_input_is_json_lines():
    result = run("record", "-", stdin=json.dumps(GOOD) + "\n")
    assert [record["document"]["id"] for record in lines_of(result)] == ["a"]


def test_in_words_each_noun_has_its_lines_or_none(tmp_path):
    path = write_lines(tmp_path / "r.jsonl", [{"text": "Peru demanded on Monday that Chile free the crew."}])
    told = run("record", path, "--readable").stdout
    statements, matters = told.split("Statements\n")[1].split("Events\n")[0], told.split("Matters\n")[1]
    assert "Peru to Chile: demand" in statements
    assert "none" not in statements + matters
    told = run("record", "-", "--readable", stdin='{"text": "Rain fell on the gardens."}\n').stdout
    assert told.endswith("Statements\n  none\nEvents\n  none\nMatters\n  none\n")


def test_pretty_is_the_same_record_indented(tmp_path):
    path = write_lines(tmp_path / "r.jsonl", [GOOD])
    assert json.loads(run("record", path, "--pretty").stdout) == lines_of(run("record", path))[0]


BAD = [
    ("not json\n", "r.jsonl"),
    ('{"id": "x"}\n', "r.jsonl"),
    ('["text"]\n', "r.jsonl"),
    ('{"id": "x", "text": "a \\u0000 b"}\n', "x"),
    ('{"id": "x", "text": "a \\ud800 b"}\n', "x"),
    ('{"id": "x", "text": ""}\n', "x"),
]


@pytest.mark.parametrize(("line", "named"), BAD)
def test_bad_line_is_told_and_the_rest_goes_on(tmp_path, line, named):
    result = run("record", write_lines(tmp_path / "r.jsonl", [GOOD, line, {**GOOD, "id": "z"}]))
    assert [record["document"]["id"] for record in lines_of(result)] == ["a", "z"]
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert len(told) == 1
    assert named in told[0]
    assert "; " in told[0]


BAD_FILES = [
    ("empty.txt", b""),
    ("white.txt", b" \n \n"),
    ("picture.txt", bytes(range(256)) * 40),
    ("bare.html", b"<html><body></body></html>"),
]


@pytest.mark.parametrize(("name", "content"), BAD_FILES)
def test_bad_file_is_told_and_the_rest_goes_on(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(PAGE)
    result = run("record", tmp_path)
    assert len(lines_of(result)) == 1
    assert result.exit_code == 1
    assert name in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_missing_path_is_told(tmp_path):
    result = run("record", tmp_path / "none.txt", write_lines(tmp_path / "r.jsonl", [GOOD]))
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert len(lines_of(result)) == 1


def test_nothing_to_read_is_a_usage_error():
    assert run("record").exit_code == 2


def test_published_fills_only_what_is_missing(tmp_path):
    path = write_lines(tmp_path / "r.jsonl", [GOOD, {"id": "b", "text": GOOD["text"]}])
    days = [
        record["document"]["published"]
        for record in lines_of(run("record", path, "--published", "2018-01-02"))
    ]
    assert days == ["2017-02-06", "2018-01-02"]


@pytest.mark.parametrize("day", ["yesterday", "2018-13-01", "02.01.2018"])
def test_published_must_be_a_day(tmp_path, day):
    result = run("record", write_lines(tmp_path / "r.jsonl", [GOOD]), "--published", day)
    assert result.exit_code == 2
    assert "--published" in result.stderr


def test_broken_pipe_is_quiet(tmp_path):
    path = write_lines(tmp_path / "r.jsonl", [{**GOOD, "id": str(n)} for n in range(40)])
    command = f"'{sys.executable}' -m deedwatch.cli record '{path}' | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["document"]["id"] == "0"
    assert done.stderr == ""


def test_each_record_is_out_before_the_next_is_asked_for():
    command = [sys.executable, "-m", "deedwatch.cli", "record", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(json.dumps(GOOD) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["document"]["id"] == "a"
        process.stdin.close()
        assert process.wait(timeout=30) == 0
