"""Every rule of the action, status, content and figure lexicons holds its two examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from deedwatch.errors import LexiconError
from deedwatch.lexicon.cameo import codes
from deedwatch.reading import record
from deedwatch.reading.events import check_lexicon, load_lexicon
from deedwatch.reading.events.actions import action_rules, builtin_lexicon
from deedwatch.reading.events.figures import bound_rules, harm_rules
from deedwatch.reading.events.ontology import types_in
from deedwatch.reading.events.speech import content_rules
from deedwatch.reading.events.status import status_rules
from deedwatch.records import PLOVER_TYPES, Document, quad_of

RULES = builtin_lexicon().rules


def as_report(sentence: str):
    return record(Document(text=f"Report\n\n{sentence}\n\nThe weather was dry.", published="2024-05-16"))


def statuses(sentence: str) -> set[tuple[str, str]]:
    return {(event.type, event.status) for event in as_report(sentence).events}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.type}-{rule.name}")
def test_action_rule_holds_its_examples(rule):
    assert rule.type in types_in(rule.yes, builtin_lexicon()), rule.yes
    assert rule.type not in types_in(rule.no, builtin_lexicon()), rule.no


@pytest.mark.parametrize("rule", status_rules(), ids=lambda rule: f"{rule.effect}-{rule.where}")
def test_status_rule_changes_what_its_example_tells(rule):
    assert statuses(rule.yes) != statuses(rule.no)


@pytest.mark.parametrize("rule", content_rules(), ids=lambda rule: rule.type)
def test_content_rule_holds_its_examples(rule):
    assert rule.type in {event.type for event in as_report(rule.yes).events}, rule.yes
    assert rule.type not in {event.type for event in as_report(rule.no).events}, rule.no


@pytest.mark.parametrize("rule", [*bound_rules(), *harm_rules()], ids=lambda rule: str(rule.yes))
def test_figure_rule_changes_what_its_example_counts(rule):
    counted = [[event.casualties for event in as_report(text).events] for text in (rule.yes, rule.no)]
    assert any(counted[0])
    if getattr(rule, "bound", "") != "even":
        assert counted[0] != counted[1]


def test_lexicon_is_broad():
    words = {word for rule in RULES for word in (*rule.verbs, *rule.nouns)}
    assert len(words) >= 2000
    assert {rule.type for rule in RULES} == set(PLOVER_TYPES)


def test_codes_carry_type_and_weight():
    assert codes()["1832"].type == "ASSAULT"
    assert codes()["163"].type == "SANCTION"
    assert codes()["016"].type is None
    assert codes()["0874"].goldstein == 10.0


def test_every_type_has_its_quad_class():
    quads = [quad_of(kind) for kind in PLOVER_TYPES]
    assert quads == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4]


def test_every_code_has_a_type():
    assert all(code.type in PLOVER_TYPES for code in codes().values() if not code.code.startswith("01"))


OWN = """
[[rule]]
name = "fish war"
cameo = "144"
verbs = ["ram:trawler"]
nouns = ["net cutting"]
target = ["object", "of"]
yes = "Iceland rammed trawlers of Norway."
no = "Iceland praised trawlers of Norway."
"""


def own_folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_own_folder_is_read_before_the_built_in_rules(tmp_path):
    folder = own_folder(tmp_path, OWN)
    assert check_lexicon(folder) == ()
    assert "PROTEST" in types_in("Iceland rammed trawlers of Norway.", load_lexicon(folder))
    assert "PROTEST" not in types_in("Iceland rammed trawlers of Norway.", load_lexicon())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("verbs", "verb"), "unknown field `verb`"),
        (OWN.replace('"144"', '"999"'), "is no code"),
        (OWN.replace('"144"', '"016"'), "has no type"),
        (OWN.replace('name = "fish war"\n', ""), "missing required field `name`"),
        (OWN.replace("Iceland praised", "Iceland rammed"), "gives PROTEST"),
        (OWN.replace("Iceland rammed", "Iceland painted"), "gives no PROTEST"),
        ("[[rules]]\n", "unknown tables"),
        ("[[rule]\n", "cannot be read"),
        ("", "holds no rules"),
    ],
)
def test_check_names_what_is_wrong(tmp_path, text, said):
    faults = check_lexicon(own_folder(tmp_path, text))
    assert faults
    assert said in str(faults[0])
    assert isinstance(faults[0], LexiconError)


def test_check_names_a_missing_folder(tmp_path):
    assert "is no folder" in str(check_lexicon(tmp_path / "none")[0])


def test_action_rules_come_in_the_order_of_their_files():
    folder = Path(__file__).parents[2] / "src/deedwatch/lexicon/en/actions"
    assert [rule.name for rule in action_rules(folder)] == [rule.name for rule in RULES]
