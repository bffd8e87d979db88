"""Names by our own decoding are those of the pipeline's recogniser, token by token."""

import pytest

from deedwatch.language.engine import load_engine
from deedwatch.language.names import set_names

TEXTS = [
    "",
    " ",
    "New York",
    "Mr",
    "Zambia and Malawi met in Lusaka on Monday for four hours.",
    "Foreign minister Ada Phiri told the United Nations Security Council in New York that 21 people had died.",
    "The Lord's Resistance Army, led by Joseph Kony, attacked a village 12 miles from Garamba National Park.",
    "He paid $3.5 million. United States forces left. Afghan President Hamid Karzai said so on Tuesday night",
    "a  b  United  Nations  in New\tYork  and\nKhartoum",
    "“We met Kofi Annan,” said Omar al-Bashir, Sudan’s president, at 6 p.m. in Addis Ababa, Ethiopia.",
]


def names(docs):
    return [[(ent.start, ent.end, ent.label_) for ent in doc.ents] for doc in docs]


def marks(docs):
    return [[token.ent_iob for token in doc] for doc in docs]


@pytest.mark.parametrize("size", [1, 3, len(TEXTS)])
def test_names_are_those_of_the_recogniser(size):
    nlp = load_engine()
    recogniser = nlp.get_pipe("ner")
    for start in range(0, len(TEXTS), size):
        part = TEXTS[start : start + size]
        ours, theirs = (list(nlp.pipe(part, disable=["ner"])) for _ in range(2))
        set_names(recogniser, ours)
        theirs = list(recogniser.pipe(theirs))
        assert names(ours) == names(theirs)
        assert marks(ours) == marks(theirs)


def test_some_names_have_many_words():
    nlp = load_engine()
    docs = list(nlp.pipe(TEXTS, disable=["ner"]))
    set_names(nlp.get_pipe("ner"), docs)
    assert max(end - start for found in names(docs) for start, end, _ in found) > 2
