"""What every reading of statements must keep to, with the tagger and by the rules alone."""

import pickle

import pytest

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.reading.statements import Scene, find_quotes, find_statements, read_with
from deedwatch.reading.statements.tagger import load_tagger, read_tagger, save_tagger
from deedwatch.records import ACTS, Document

TEXTS = {
    "nothing": "",
    "blank": " \n\n \t",
    "one mark": '"',
    "marks only": "“” ‘’ \"\" ''",
    "no speech": "The river rose in the night. The bridge fell at noon.",
    "odd marks": "“We saw it, the widow said. ”They came at night.\n\n“And they left.",
    "a colon at the end": "The ministry replied:",
    "numbers": "1,000 2,000 3,000: 4.",
    "one word": "Said",
    "long": "The envoy said the road was open, the wells were full and the camp was quiet. " * 60,
    "speech": (
        "Envoy sees hope for truce\n\nThe envoy, Omar Haddad, told reporters on Monday that the truce would hold. "
        "“Both sides must respect it,” he said. “We shall see in a week.”\n\nThe rebels denied that they had broken it."
    ),
}


def scene_of(text):
    parsed, document = parse(text), Document(text=text, published="2024-05-14")
    return Scene(parsed, find_actors(parsed, document), find_dates(parsed, document), find_quotes(parsed))


def taggers():
    return {"tagger": load_tagger(), "rules": None}


@pytest.fixture(params=["tagger", "rules"])
def tagger(request):
    return taggers()[request.param]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_statement_spans_are_words_of_the_text(text, tagger):
    for statement in read_with(tagger, scene_of(text)):
        assert statement.content
        spans = [
            *statement.content,
            statement.cue,
            *([statement.source_span] if statement.source_span else []),
        ]
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        assert list(statement.content) == sorted(statement.content)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_statement_fields_are_legal(text, tagger):
    scene = scene_of(text)
    found = read_with(tagger, scene)
    assert [statement.id for statement in found] == [f"s{number}" for number in range(1, len(found) + 1)]
    for statement in found:
        assert statement.act in ACTS
        assert statement.mode in {"direct", "indirect", "mixed"}
        assert 0 <= statement.confidence <= 1
        people = {statement.speaker, statement.relayed_by, *statement.addressees} - {None}
        assert people <= set(scene.cast.actors)
        assert statement.speaker not in statement.addressees


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_statements_are_the_same_twice(text, tagger):
    assert read_with(tagger, scene_of(text)) == read_with(tagger, scene_of(text))


def test_no_text_has_no_statements(tagger):
    assert read_with(tagger, scene_of("")) == ()


def test_statements_can_be_sent_to_another_process():
    scene = scene_of(TEXTS["speech"])
    found = find_statements(scene.parse, scene.cast, scene.dates, Document(text=TEXTS["speech"]))
    assert found
    assert pickle.loads(pickle.dumps(found)) == found


def test_rules_alone_find_speech():
    found = read_with(None, scene_of(TEXTS["speech"]))
    assert {TEXTS["speech"][slice(*statement.cue)] for statement in found} >= {"told", "said", "denied"}


def test_tagger_survives_its_file(tmp_path):
    tagger = load_tagger()
    if tagger is None:
        pytest.skip("the weights are not installed")
    save_tagger(tmp_path / "tagger.npz", tagger)
    again = read_tagger(tmp_path / "tagger.npz")
    scene = scene_of(TEXTS["speech"])
    assert read_with(again, scene) == read_with(tagger, scene)


def test_weights_hold_no_code_and_are_small():
    from deedwatch.reading.statements.tagger import CARD, WEIGHTS

    assert WEIGHTS.stat().st_size < 5_000_000
    card = CARD.read_text(encoding="utf-8")
    assert all(word in card for word in ("Licences", "seed", "Command", "SHA-256"))
