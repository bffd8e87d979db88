"""Names by our own decoding are those of the pipeline's recogniser, token by token."""

import pytest

from deedwatch.language.engine import load_engine
from deedwatch.language.names import find_names

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


@pytest.mark.parametrize("size", [1, 3, len(TEXTS)])
def test_names_are_those_of_the_recogniser(size):
    nlp = load_engine()
    recogniser = nlp.get_pipe("ner")
    for start in range(0, len(TEXTS), size):
        part = TEXTS[start : start + size]
        ours = find_names(recogniser, list(nlp.pipe(part, disable=["ner"])))
        theirs = nlp.pipe(part)
        assert [[(name.start, name.end, name.label_) for name in found] for found in ours] == [
            [(ent.start, ent.end, ent.label_) for ent in doc.ents] for doc in theirs
        ]


def test_some_names_have_many_words():
    nlp = load_engine()
    found = find_names(nlp.get_pipe("ner"), list(nlp.pipe(TEXTS, disable=["ner"])))
    assert max(name.end - name.start for names in found for name in names) > 2
