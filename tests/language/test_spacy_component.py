"""The component in pipelines that a user made: groups, labels, offsets, storing and refusals."""

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from deedwatch.errors import InputError
from deedwatch.reading import record
from deedwatch.records import Document
from deedwatch.spacy_component import GROUPS

TEXT = (
    "LUSAKA - Zambia demanded on Monday that Malawi close the camps near Rumphi.\n\n"
    "“We have no camps,” said Malawi’s foreign minister, John Gondwe. "
    "Gunmen killed nine soldiers in Chama on Sunday, the army said."
)
FRENCH = (
    "Le président a déclaré lundi que les soldats de son pays ne quitteraient pas la ville, et que le gouvernement "
    "ne pouvait accepter les conditions que les rebelles avaient posées dans une lettre aux médiateurs."
)


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en")
    nlp.add_pipe("deedwatch", config={"published": "2017-02-06"})
    return nlp


def nouns(read):
    return {
        "statements": [(s.id, s.act, span) for s in read.statements for span in s.content],
        "events": [(e.id, e.type, e.anchor) for e in read.events],
        "actors": [(a.id, a.kind, span) for a in read.actors for span in dict.fromkeys(a.mentions)],
        "matters": [(m.id, m.kind, span) for m in read.ledger for span in (m.content, *m.also)],
    }


def test_the_factory_is_found_by_its_entry_point():
    from importlib.metadata import entry_points

    (point,) = entry_points(group="spacy_factories", name="deedwatch")
    assert point.value == "deedwatch.spacy_component:make_component"


def test_groups_are_what_the_record_says(nlp):
    doc = nlp(TEXT)
    read = record(Document(text=TEXT, published="2017-02-06"))
    assert doc._.deedwatch == read
    for group, expected in nouns(read).items():
        assert expected, group
        assert [(span.id_, span.label_) for span in doc.spans[group]] == [
            (key, label) for key, label, _ in expected
        ]
        for span, (_, _, (start, end)) in zip(doc.spans[group], expected, strict=True):
            assert span.start_char <= start < end <= span.end_char
            assert TEXT[start:end] in span.text


def test_a_small_sentence_by_hand(nlp):
    doc = nlp(TEXT)
    assert ("demand", "Malawi") in {(s.label_, s.text[:6]) for s in doc.spans["statements"]}
    assert ("ASSAULT", "killed") in {(s.label_, s.text) for s in doc.spans["events"]}
    assert ("state", "Zambia") in {(s.label_, s.text) for s in doc.spans["actors"]}
    assert "demand" in {s.label_ for s in doc.spans["matters"]}


def test_tokens_of_another_kind_are_widened_to(nlp):
    words = TEXT.split(" ")
    doc = nlp.get_pipe("deedwatch")(Doc(nlp.vocab, words=words, spaces=[True] * (len(words) - 1) + [False]))
    assert doc.text == TEXT
    assert {group: len(doc.spans[group]) for group in GROUPS} == {
        group: len(expected) for group, expected in nouns(doc._.deedwatch).items()
    }


def test_a_source_brings_its_own_day_and_must_have_the_text(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.deedwatch_source = Document(id="r1", text=TEXT, outlet="Wire", published="2019-03-04")
    read = nlp(doc)._.deedwatch
    assert (read.document.id, read.document.published) == ("r1", "2019-03-04")
    doc = nlp.make_doc(TEXT)
    doc._.deedwatch_source = Document(text="Another.")
    with pytest.raises(InputError, match="another text"):
        nlp(doc)


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_to_read_is_an_empty_record(nlp, text):
    doc = nlp(text)
    assert doc._.deedwatch.document.text == text
    assert all(len(doc.spans[group]) == 0 for group in GROUPS)


def test_a_doc_that_was_not_read_has_no_record(nlp):
    assert nlp.make_doc(TEXT)._.deedwatch is None


def test_it_can_be_stored(nlp):
    doc = nlp(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert back._.deedwatch == doc._.deedwatch
    for group in GROUPS:
        spans, again = ([(s.start, s.end, s.label_, s.id_) for s in d.spans[group]] for d in (doc, back))
        assert spans == again


def test_the_pipeline_can_be_stored(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again.get_pipe("deedwatch").published == "2017-02-06"


def test_a_refusal_is_for_the_error_handler_of_the_user():
    nlp = spacy.blank("en")
    nlp.add_pipe("deedwatch")
    with pytest.raises(InputError, match="not in English"):
        nlp(FRENCH)
    refused = []
    nlp.set_error_handler(lambda name, proc, docs, error: refused.append((name, str(error))))
    (doc,) = nlp.pipe([FRENCH, "Malawi denied it."])
    assert doc.text == "Malawi denied it."
    assert refused[0][0] == "deedwatch"


def test_a_vocabulary_of_another_language_is_no_hindrance():
    nlp = spacy.blank("xx")
    nlp.add_pipe("deedwatch")
    doc = nlp(TEXT)
    assert "demand" in {span.label_ for span in doc.spans["statements"]}
