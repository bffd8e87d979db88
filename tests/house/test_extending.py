"""The worked examples of docs/extending.md work as they stand there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from deedwatch.errors import LexiconError
from deedwatch.lexicon import load_rows, load_rules
from deedwatch.reading.statements import cues

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")


def block(language, first_line):
    found = re.search(rf"```{language}\n# {re.escape(first_line)}\n(.*?)```", PAGE, re.DOTALL)
    assert found, first_line
    return found.group(1)


def rows_of(folder, language, name, row):
    """The rows of an example, by the loader."""
    path = folder / Path(name).name
    path.write_text(block(language, name), encoding="utf-8")
    return load_rules(path, row) if language == "toml" else load_rows(path, row)


def test_the_rules_at_the_words_of_a_sentence_are_told(capsys):
    exec(block("python", "which rules"), {})
    (shown,) = re.findall(r"```text\n(said cues.toml.*?)```", PAGE, re.DOTALL)
    assert capsys.readouterr().out == shown


def test_what_an_example_adds_is_not_in_the_lexicon_already():
    from deedwatch.actors.gazetteer import Group
    from deedwatch.lexicon import data_path
    from deedwatch.reading.events.actions import builtin_lexicon
    from deedwatch.text import tongue

    assert not [rule.id for rule in cues.cue_rules() if "pontificate" in rule.words]
    assert "padlock" not in builtin_lexicon().verbs
    assert "Chama River Front" not in {row.name for row in load_rows(data_path("armed_groups.csv"), Group)}
    assert "eo" not in {known.code for known in tongue.tongues()}


def forget():
    for cached in vars(cues).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


@pytest.fixture
def with_the_cue(tmp_path, monkeypatch):
    """The rules of cues with the new one among them."""
    new = rows_of(tmp_path, "toml", "lexicon/en/cues.toml", cues.CueRule)
    known = cues.cue_rules()
    with monkeypatch.context() as patch:
        patch.setattr(cues, "load_rules", lambda *_, **__: (*known, *new))
        forget()
        yield new[0]
    forget()


def test_the_new_cue_attributes_and_does_not_where_it_must_not(with_the_cue):
    from deedwatch.language import parse
    from deedwatch.reading.statements.frames import draft

    def drafts(text):
        parsed = parse(text)
        found = [cue for token in parsed.doc for cue in cues.cues_at(token) if cue.rule.id == with_the_cue.id]
        return [cue for cue in found if draft(parsed, cue)]

    assert drafts(with_the_cue.yes)
    assert not drafts(with_the_cue.no)


@pytest.mark.parametrize(
    ("file", "type_", "cameo"),
    [("lexicon/en/actions/coerce.toml", "COERCE", "172"), ("my-actions/river.toml", "COERCE", "171")],
)
def test_the_new_action_does_what_its_sentences_say(tmp_path, file, type_, cameo):
    from deedwatch.reading.events import check_lexicon
    from deedwatch.reading.events.actions import action_rules

    (tmp_path / Path(file).name).write_text(block("toml", file), encoding="utf-8")
    assert check_lexicon(tmp_path) == ()
    (rule,) = action_rules(tmp_path)
    assert (rule.type, rule.cameo) == (type_, cameo)


def test_an_ontology_of_ones_own_codes_a_report(tmp_path):
    from deedwatch import Document
    from deedwatch.reading import record

    (tmp_path / "river.toml").write_text(block("toml", "my-actions/river.toml"), encoding="utf-8")
    report = Document(
        text="Sluices closed\n\nPeru closed the sluices of the canal on Monday. Rain fell later."
    )
    own, plain = record(report, actions=tmp_path), record(report)
    assert [(event.type, event.cameo) for event in own.events] == [("COERCE", "171")]
    assert plain.events != own.events


def test_a_misspelt_key_is_named_with_its_row(tmp_path):
    text = block("toml", "lexicon/en/cues.toml").replace("frames =", "fraems =")
    (tmp_path / "cues.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues.toml, row 1.*fraems"):
        load_rules(tmp_path / "cues.toml", cues.CueRule)


def test_the_new_format_gives_rows_and_refusals(tmp_path, monkeypatch):
    from deedwatch.book import open_book
    from deedwatch.exchange.datasets.formats import EVENT_FORMATS

    room = {}
    exec(block("python", "exchange/datasets/militia.py"), room)
    monkeypatch.setitem(EVENT_FORMATS, "militia", room["read_militia"])
    path = tmp_path / "raids.csv"
    path.write_text("when;who;whom;code\n2017-02-02;Front;Army;190\nsoon;Front;Army;190\n", encoding="utf-8")
    with open_book(tmp_path / "b.db") as book:
        done = book.import_events(path, form="militia")
        assert (done.rows, done.refused) == (1, 1)
        assert [reason for _, reason, _ in book.refused("militia").rows] == [
            "raids.csv, line 3: has no day or not four columns"
        ]


def test_the_new_format_is_written_as_the_house_writes(tmp_path):
    path = tmp_path / "militia.py"
    path.write_text(block("python", "exchange/datasets/militia.py"), encoding="utf-8")
    (tmp_path / "__init__.py").touch()
    config = Path(__file__).parents[2] / "pyproject.toml"
    for step in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *step, "--quiet", "--config", str(config), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_new_actor_is_a_row_that_the_loader_takes(tmp_path):
    from deedwatch.actors.gazetteer import Group

    (group,) = rows_of(tmp_path, "csv", "lexicon/en/armed_groups.csv", Group)
    assert (group.country, group.code, group.aliases) == ("ZMB", "ZMBREB", "CRF|River Front")


def test_the_new_language_is_told_by_its_own_sentence(tmp_path, monkeypatch):
    from deedwatch.text import tell_tongue, tongue

    new = rows_of(tmp_path, "toml", "lexicon/en/other_languages.toml", tongue.Tongue)
    known = tongue.tongues()
    monkeypatch.setattr(tongue, "tongues", lambda: (*known, *new))
    assert tell_tongue(f"{new[0].yes} " * 3).code == "eo"
    assert tell_tongue(f"{new[0].no} " * 3).code == "en"


def test_a_folder_of_another_language_is_loaded_by_the_same_loader(tmp_path, monkeypatch):
    from deedwatch.lexicon import data_path, load

    (tmp_path / "eo").mkdir()
    rows_of(tmp_path / "eo", "toml", "lexicon/eo/cues.toml", cues.CueRule)
    monkeypatch.setattr(load, "_HERE", tmp_path)
    (rule,) = load_rules(data_path("cues.toml", language="eo"), cues.CueRule)
    assert "diri" in rule.words
    with pytest.raises(LexiconError, match=r"eo/acts\.toml: is not there"):
        data_path("acts.toml", language="eo")
