"""Every row of the matters' lexicons, run through the real stage: what it must match and must not.

The rows speak of Norland and Sudmark; here they are two states that the cast knows.
"""

import pytest

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import TokenSpan, parse
from deedwatch.reading.matters.made.framing import core_of
from deedwatch.reading.matters.references import kinds_of_noun
from deedwatch.reading.matters.rows import (
    load_framing_words,
    load_matter_nouns,
    load_provisions,
    load_stance_verbs,
    load_unreal_words,
)
from deedwatch.reading.matters.stances.find import find_takes
from deedwatch.reading.statements import find_statements
from deedwatch.reckoning.ledger.offices import load_offices, office_side
from deedwatch.records import Document
from deedwatch.text.wording import load_concepts, stem, words


def place(sentence):
    return sentence.replace("Norland", "Peru").replace("Sudmark", "Chile")


def takes_of(sentence):
    text = place(sentence)
    parsed, document = parse(text), Document(text=text, published="2019-05-02")
    cast = find_actors(parsed, document)
    statements = find_statements(parsed, cast, find_dates(parsed, document), document)
    found = [take for take in find_takes(parsed, cast, statements) if not take.by_act]
    return [
        take for take in found if take.reference.named or take.reference.clause or not take.reference.span
    ]


def does(row, sentence):
    found = takes_of(sentence)
    stances = (
        {row.stance, "denies"} if row.stance == "rejects" else {row.stance}
    )  # to reject a charge denies it
    return any(take.stance in stances if row.stance else take.move == row.move for take in found)


@pytest.mark.parametrize(
    "row", load_stance_verbs(), ids=lambda row: f"{row.verbs[0]}-{row.stance or row.move}"
)
def test_stance_verbs_match_their_yes_and_not_their_no(row):
    assert does(row, row.yes)
    assert not does(row, row.no)


@pytest.mark.parametrize("row", load_unreal_words(), ids=lambda row: row.place)
def test_unreal_words_take_the_stance_away(row):
    assert not takes_of(row.yes)
    assert takes_of(row.no)


@pytest.mark.parametrize("row", load_matter_nouns(), ids=lambda row: row.nouns[0])
def test_matter_nouns_name_matters(row):
    assert any(kinds_of_noun(token) == row.kinds for token in parse(row.yes).doc if token.text in row.nouns)
    assert not any(kinds_of_noun(token) for token in parse(row.no).doc)


@pytest.mark.parametrize("row", load_framing_words(), ids=lambda row: row.words[0])
def test_framing_is_cut_away(row):
    for sentence, framed in ((row.yes, True), (row.no, False)):
        doc = parse(sentence).doc
        start, _ = core_of(TokenSpan(doc, 0, len(doc)))
        assert (start > 0) == framed, sentence[start:]


@pytest.mark.parametrize("row", load_provisions(), ids=lambda row: row.verbs[0])
def test_provisions_hold_their_examples(row):
    lemmas = {token.lemma_ for token in parse(row.yes).doc}
    assert lemmas & set(row.verbs)
    assert not {token.lemma_ for token in parse(row.no).doc} & set(row.verbs)


@pytest.mark.parametrize("row", load_concepts(), ids=lambda row: f"{row.name}-{row.words[0]}")
def test_concepts_hold_their_examples(row):
    known = {stem(word) for word in row.words}
    assert known & {stem(word.strip(".?")) for word in row.yes.split()}
    if row.name != "-":
        assert row.name in words(row.yes)
        assert row.name not in words(row.no)
    assert not known & {stem(word.strip(".?")) for word in row.no.split()} or row.name != "-"


@pytest.mark.parametrize("row", load_offices(), ids=lambda row: row.side)
def test_offices_speak_for_their_side(row):
    assert office_side(row.yes) == row.side
    assert office_side(row.no) != row.side
