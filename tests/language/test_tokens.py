"""Our tokens say what spaCy's own say, field by field, over the same parse."""

import pytest
from spacy.tokens import Doc as SpacyDoc

from deedwatch.language import parse
from deedwatch.language.engine import load_engine
from deedwatch.language.parse import _chunks

TEXTS = [
    "",
    "  ",
    "Zambia",
    (
        "LUSAKA (Wire) — Zambia and Malawi met, talked and parted on Monday, the ministers said.\n\n"
        "“What we want,” said Ada Phiri, who had flown in from New York, “is that they leave.”\n"
    ),
    (
        "Soldiers shot at, beat and robbed the traders whom the mayor, a man of few words, had told to wait "
        "in the yard of the mill that his brother bought.  Nobody was held. Mr. Banda's aides (two of them) left"
    ),
    "A\tlist:\n- maize, beans and oil;\n- what the drivers, unpaid since May, had asked for.\n\n\nEnd.",
]
PLAIN = (
    "text", "idx", "lower_", "tag_", "dep_", "ent_type_", "ent_iob_", "whitespace_", "is_punct", "is_space",
)  # fmt: skip
KIN = ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts")
ONE = ("head", "left_edge", "right_edge")


def pair(text):
    """The text with spaCy's own tokens and with ours."""
    nlp, chunks = load_engine(), list(_chunks(text))
    theirs = SpacyDoc.from_docs(list(nlp.pipe(chunks)), ensure_whitespace=False) if chunks else nlp("")
    return theirs, parse(text).doc


@pytest.mark.parametrize("text", TEXTS)
def test_fields_and_kin(text):
    theirs, ours = pair(text)
    assert [token.i for token in theirs] == [token.i for token in ours]
    for their, our in zip(theirs, ours, strict=True):
        assert [getattr(their, name) for name in PLAIN] == [getattr(our, name) for name in PLAIN]
        for name in KIN:
            assert [word.i for word in getattr(their, name)] == [word.i for word in getattr(our, name)], name
        assert [getattr(their, name).i for name in ONE] == [getattr(our, name).i for name in ONE]
        assert (their.sent.start, their.sent.end) == (our.sent.start, our.sent.end)
        assert their.is_ancestor(theirs[0]) == our.is_ancestor(ours[0])
    assert [(s.start, s.end) for s in theirs.sents] == [(s.start, s.end) for s in ours.sents]
    assert [(e.start, e.end, e.label_) for e in theirs.ents] == [
        (e.start, e.end, e.label_) for e in ours.ents
    ]


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) < 300])
def test_spans_of_characters(text, mode):
    theirs, ours = pair(text)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + 40)):
            their, our = (doc.char_span(start, end, alignment_mode=mode) for doc in (theirs, ours))
            if not their:  # None, or the empty span that spaCy has for a space
                assert our is None, (start, end)
                continue
            assert (their.start, their.end, their.text) == (our.start, our.end, our.text)
            assert (their.start_char, their.end_char) == (our.start_char, our.end_char)
            assert their.root.i == our.root.i


def test_neighbours_and_slices():
    doc = parse(TEXTS[3]).doc
    assert doc[2].nbor() is doc[3]
    assert doc[2].nbor(-2) is doc[0]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()
    assert doc.words(0, len(doc)) == TEXTS[3]
    assert doc.words(5, 5) == doc.words(7, 3) == ""
