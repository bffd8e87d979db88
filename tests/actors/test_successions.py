"""Words that tell who holds another's office now."""

import pytest

from deedwatch.actors.successions import load_successions, taken_over


@pytest.mark.parametrize("row", load_successions(), ids=lambda row: row.yes)
def test_a_succession_is_told_by_its_words(row):
    between = [sentence.split(" | ", maxsplit=1)[0] for sentence in (row.yes, row.no)]
    assert [taken_over(words) == row.new for words in between] == [True, False]
