"""The main verb behind an aside, though the parser takes it for a part of the aside."""

import pytest

from deedwatch.language import parse

FREED = [
    ("Mongolia, which lies at the far end of the railway, joined in the Russian call.", "joined", "Mongolia"),
    ("Peru, which sits at the far end of the line, joined in the Chilean call on Monday.", "joined", "Peru"),
]
LEFT_ALONE = [
    ("Peru, which lies at the mouth of the river, was joined by Chile.", "joined", None),
    ("A treaty, the first of its kind, signed by Peru.", "signed", None),
]


def subject(text, verb):
    doc = parse(text).doc
    found = next(token for token in doc if token.text == verb)
    return next((child.text for child in found.children if child.dep_ == "nsubj"), None)


@pytest.mark.parametrize(("text", "verb", "doer"), [*FREED, *LEFT_ALONE])
def test_who_does_it_is_the_subject(text, verb, doer):
    assert subject(text, verb) == doer
