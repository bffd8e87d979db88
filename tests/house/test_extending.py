"""The worked examples of docs/extending.md work as they stand there."""

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")


def block(language, first_line):
    found = re.search(rf"```{language}\n# {re.escape(first_line)}\n(.*?)```", PAGE, re.DOTALL)
    assert found, first_line
    return found.group(1)


def test_the_new_cue_is_a_row_that_the_loader_takes(tmp_path):
    from deedwatch.lexicon import load_rules
    from deedwatch.reading.statements.cues import CueRule

    (tmp_path / "cues.toml").write_text(block("toml", "lexicon/en/cues.toml"), encoding="utf-8")
    (rule,) = load_rules(tmp_path / "cues.toml", CueRule)
    assert rule.id == "telegraph"


def test_the_new_action_is_a_row_with_a_known_code(tmp_path):
    from deedwatch.reading.events.actions import action_rules

    (tmp_path / "coerce.toml").write_text(block("toml", "lexicon/en/actions/coerce.toml"), encoding="utf-8")
    (rule,) = action_rules(tmp_path)
    assert (rule.type, rule.cameo) == ("COERCE", "175")


def test_a_misspelt_key_is_named_with_its_row(tmp_path):
    from deedwatch.errors import LexiconError
    from deedwatch.lexicon import load_rules
    from deedwatch.reading.statements.cues import CueRule

    text = block("toml", "lexicon/en/cues.toml").replace("frames =", "fraems =")
    (tmp_path / "cues.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cues.toml, row 1.*fraems"):
        load_rules(tmp_path / "cues.toml", CueRule)


def test_the_new_format_gives_rows_and_refusals():
    from deedwatch.exchange.datasets.rows import EventRow, Refusal

    room = {}
    exec(block("python", "exchange/datasets/militia.py"), room)
    lines = ["when;who;whom;code\n", "2017-02-02;Front;Army;190\n", "soon;Front;Army;190\n"]
    row, refusal = room["read_militia"](lines)
    assert isinstance(row, EventRow)
    assert (row.day, row.source, row.cameo) == ("2017-02-02", "Front", "190")
    assert isinstance(refusal, Refusal)
    assert refusal.line == 3
