"""Who does a verb: its own subject, one that is lent to it, or one found over any tie of the parse."""

import pytest

from deedwatch.language import parse
from deedwatch.language.doers import acting_subject, by_whom, doers, own_subject, shared_subject

OWN = [  # text, verb, subject, acting subject, behind "by"
    ("Norland refused.", "refused", "Norland", "Norland", None),
    ("The boats were seized by Norland.", "seized", "boats", None, "Norland"),
    ("Norland came and refused.", "refused", None, None, None),
]
FAR = [  # text, verb, who lends it a subject over "and" and open clauses, who is found over any tie
    ("Norland came and refused.", "refused", "Norland", "Norland"),
    ("Norland has decided to refuse.", "refuse", "Norland", "Norland"),
    ("Norland urged Sudmark to pay.", "pay", "Norland", "Sudmark"),
    ("Norland accused Sudmark of shelling the port.", "shelling", None, "Sudmark"),
    ("The envoy, who came and refused, has left.", "came", "who", "envoy"),
]


def verb_in(text, word):
    return next(token for token in parse(text).doc if token.text == word)


def told(token):
    return None if token is None else token.text


@pytest.mark.parametrize(("text", "word", "subject", "acting", "by"), OWN)
def test_what_stands_with_the_verb_itself(text, word, subject, acting, by):
    verb = verb_in(text, word)
    assert (told(own_subject(verb)), told(acting_subject(verb)), told(by_whom(verb))) == (subject, acting, by)


@pytest.mark.parametrize(("text", "word", "near", "far"), FAR)
def test_a_verb_without_subject(text, word, near, far):
    verb = verb_in(text, word)
    assert told(shared_subject(verb, {"conj", "xcomp"})) == near
    assert told(next(iter(doers(verb)), None)) == far
