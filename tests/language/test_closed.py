"""The closed classes that several stages ask for."""

import pytest

from deedwatch.language import parse
from deedwatch.language.closed import NO, NOBODY, NOT, WILL, WILL_OR_CAN, is_negated


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The guild did not sell the mill.", "sell", True),
        ("The guild never sold the mill.", "sold", True),
        ("The guild won't sell the mill.", "sell", True),
        ("The guild no longer sells flour.", "sells", True),
        ("The guild spoke longer than the firm.", "spoke", False),
        ("The guild sold no mill.", "sold", False),
        ("The guild sold the mill that was not insured.", "sold", False),
    ],
)
def test_a_negation_of_its_own(text, verb, negated):
    token = next(token for token in parse(text).doc if token.lower_ == verb)
    assert is_negated(token) is negated


def test_what_includes_what():
    assert NO < NOBODY
    assert WILL < WILL_OR_CAN
    assert NOT.isdisjoint(NOBODY)
