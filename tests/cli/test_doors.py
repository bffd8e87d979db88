"""The group of commands: complete, documented, light."""

import importlib
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

import deedwatch
from deedwatch.cli import COMMANDS, main


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_what_the_table_says(name):
    command = main.get_command(click.Context(main), name)
    assert command.name == name
    assert command.help


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_option_has_a_help_text(name):
    command = main.get_command(click.Context(main), name)
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert not silent


def test_help_lists_every_command():
    shown = CliRunner().invoke(main, ["--help"]).stdout
    assert all(f"\n  {name}" in shown for name in COMMANDS)


def test_unknown_command_is_a_usage_error():
    result = CliRunner().invoke(main, ["no-such"])
    assert result.exit_code == 2
    assert "no-such" in result.stderr


def test_read_tells_three_faults_and_how_many_more_there_are(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.html").touch()
    result = CliRunner().invoke(main, ["read", str(pages), "--book", str(tmp_path / "b.db")])
    assert result.stderr.count("is empty") == 3
    assert "and 2 more; see all that was refused with: deedwatch faults" in result.stderr


HEAVY = ("spacy", "sqlalchemy", "numpy", "trafilatura", "rich", "lxml", "dask")


@pytest.mark.parametrize(
    "code", ["import deedwatch", "from deedwatch.cli import main; main(['--help'], standalone_mode=False)"]
)
def test_doors_are_light(code):
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint(sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_public_names_are_those_of_all():
    assert sorted(deedwatch.__all__) == sorted(set(deedwatch.__all__))
    assert set(dir(deedwatch)) == {*deedwatch.__all__, "__version__"}
    for name in deedwatch.__all__:
        assert getattr(deedwatch, name) is not None


def test_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'rekord'"):
        _ = deedwatch.rekord


def test_public_record_is_the_record_of_the_reading_room():
    assert deedwatch.record is importlib.import_module("deedwatch.reading").record
