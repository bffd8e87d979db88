"""Who tells what stands before him, though the parser takes him for another name of its last thing."""

import pytest

from deedwatch.language import parse

FREED = [
    ("Peru will tax each bale that leaves for Chile, the trade minister, Ana Rojas, said on Monday.",
     "said", "minister"),
    ("Togo will let rangers count the herds on its side of the Oti, Environment Minister Ama Tali promised.",
     "promised", "Tali"),
    ("Peru will not sell water to Chile, its foreign minister, Ana Rojas, told reporters.",
     "told", "minister"),
    ("The strike would go on in Togo, a spokesman for the union, Kofi Mensah, said.", "said", "spokesman"),
]  # fmt: skip
LEFT_ALONE = [
    ("Ana Rojas, the minister, said that Peru would pay.", "said", "Rojas"),
    ("The envoy met Ana Rojas, the minister, and told her that the road was shut.", "told", None),
    ("The toll is dead, Kofi Mensah, who runs the port, said on Monday.", "said", "Mensah"),
]


def subject(text, verb):
    doc = parse(text).doc
    said = next(token for token in doc if token.text == verb)
    found = next((child for child in said.children if child.dep_ == "nsubj"), None)
    return None if found is None else found.text


@pytest.mark.parametrize(("text", "verb", "teller"), FREED)
def test_who_tells_is_the_subject(text, verb, teller):
    assert subject(text, verb) == teller


@pytest.mark.parametrize(("text", "verb", "teller"), LEFT_ALONE)
def test_what_was_read_right_stays(text, verb, teller):
    assert subject(text, verb) == teller
