"""The words that a pattern needs stand in all that it matches; each real pattern finds its own examples."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deedwatch.reading.events.speech import content_rules
from deedwatch.reading.statements.acts import act_rules
from deedwatch.text.needed import lowered, may_match, needed_words

PIECES = [
    "a",
    "b",
    "bc",
    "(?:ab|c)",
    "(?:a|b(?:c|d))",
    "[a-c]",
    r"\w",
    r"\b",
    ".",
    "(?!d)",
    "(?<=a)",
    "é",
    "-",
]
TIMES = ["", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "+?"]
pieces = st.builds("".join, st.tuples(st.sampled_from(PIECES), st.sampled_from(TIMES)))
rows = st.lists(pieces, min_size=1, max_size=4).map("".join)
patterns = st.lists(rows, min_size=1, max_size=3).map("|".join)


@given(patterns, st.text("abcdé-AB ıſ", max_size=12))
def test_what_matches_holds_a_needed_word(pattern, text):
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except re.error:
        return
    if compiled.search(text):
        assert may_match(needed_words(pattern), lowered(text)), (pattern, needed_words(pattern))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r".*\bmust (?:go|leave)\b.*", ("must ",)),
        (r"(?:we|they) (?:\w+ )?(?:hope|hopes|wish)\b.*", ("hope", "wish")),
        (r"colou?r", ("colo",)),
        (r"x{2,}yes", ("yes",)),
        (r"a?b*", ()),
        (r"yes|\w+", ()),
        (r"(?i:yes)", ()),
        (r"[]y]es", ("es",)),
        (r"half-?hour{now", ("hour{now",)),
    ],
)
def test_needed_words(pattern, words):
    assert needed_words(pattern) == words


def test_most_patterns_of_acts_and_telling_words_are_gated():
    acts = [rule.pattern for rule in act_rules() if rule.pattern]
    assert sum(bool(needed_words(pattern)) for pattern in acts) > 0.9 * len(acts)
    for rule in content_rules():
        for word in rule.words:
            assert may_match(needed_words("|".join(map(re.escape, rule.words))), lowered(word))
