"""The light reading of a report, and the search for reports that are alike."""

from dataclasses import dataclass

import numpy as np
import pytest

from deedwatch.reckoning.happenings import pieces, terms
from deedwatch.reckoning.happenings.likeness import NO_DAY, Terms, Vocabulary, factors_of_days
from deedwatch.reckoning.happenings.neighbours import find_neighbours
from deedwatch.reckoning.happenings.terms import Reader
from deedwatch.records import Document

READINGS = [
    # text, words and pairs, names, surnames of persons
    ("Maria Duarte met the miners.", "maria duarte met miners maria_duarte", "maria duarte", "duarte"),
    (
        "Miners met Maria J. Duarte's house.",
        "miners met maria duarte house maria_duarte",
        "miners maria duarte",
        "duarte",
    ),
    ("Port Arthur fell (again).", "port arthur fell port_arthur", "port arthur", ""),
    ("Rain fell in Lagos; then lagos dried, lagos!", "rain fell lagos dried", "rain", ""),
    ("It was 4 p.m. on 12 June", "12", "", ""),
    ("", "", "", ""),
]


@pytest.mark.parametrize(("text", "words", "names", "people"), READINGS)
def test_a_reading_holds_words_names_and_persons(text, words, names, people):
    (reading,) = read([text])
    assert set(reading.weights) == {term.replace("_", " ") for term in words.split()}
    assert reading.names == set(names.split())
    assert reading.people == set(people.split())


def test_a_reading_is_the_same_whatever_is_read_beside_it(monkeypatch):
    texts = [text for text, *_ in READINGS] + ["A380 jets, U.N.-led talks; Maria’s don't-know 3,400.5 été."]
    alone = [read([text])[0] for text in texts]
    assert read(texts) == alone
    monkeypatch.setattr(pieces, "_CACHE", 6)
    monkeypatch.setattr(terms, "_AT_ONCE", 3)
    assert read(texts * 3) == alone * 3


@pytest.mark.parametrize("first", [0, 170])
@pytest.mark.parametrize("least", [0.03, 0.09, 0.3])
def test_the_search_finds_what_all_pairs_give(first, least):
    rnd = np.random.default_rng(3)
    vectors, days = make_vectors(rnd, 240), rnd.choice([NO_DAY, 10, 12, 17, 40], 240).astype(np.int32)
    dense = np.zeros((len(vectors), 400), dtype=np.float32)
    for row, vector in enumerate(vectors):
        dense[row, vector.ids] = vector.weights
    like = dense @ dense.T * factors_of_days(days[:, None], days[None, :])
    expected = {(one, two) for one, two in np.argwhere(like >= least) if two < one >= first}
    one, two, found = find_neighbours(vectors, days, first=first, least=least)
    assert expected
    assert set(zip(one, two, strict=True)) == expected
    assert np.allclose(found, like[one, two], atol=1e-5)


def test_no_reports_have_no_neighbours():
    assert [len(part) for part in find_neighbours([], np.zeros(0, np.int32), first=0, least=0.1)] == [0, 0, 0]


@dataclass
class Seen:
    """What was read of a text, in words."""

    digest: str
    weights: dict[str, float]
    names: set[str]
    people: set[str]
    wording: list[list[int]]


def read(texts):
    vocabulary = Vocabulary()
    documents = [Document(id=str(number), text=text) for number, text in enumerate(texts)]
    return [
        Seen(
            digest=reading.digest,
            weights=dict(zip(map(vocabulary.word, reading.terms.ids), reading.terms.weights, strict=True)),
            names=set(map(vocabulary.word, reading.terms.ids[reading.terms.named])),
            people=set(map(vocabulary.word, reading.terms.ids[reading.terms.persons])),
            wording=[part.tolist() for part in (reading.wording.words, reading.wording.marks)]
            + [part.tolist() for part in (reading.wording.runs, reading.wording.unique)],
        )
        for reading in Reader(vocabulary.number).read(documents)
    ]


def make_vectors(rnd, count):
    """Unit vectors over 400 words, low numbers common and of little weight, as in news."""
    share = np.minimum(0.9, 12 / (np.arange(400) + 8))
    found = []
    for _ in range(count):
        ids = np.flatnonzero(rnd.random(400) < share).astype(np.int32)
        weights = (-np.log(share[ids]) * rnd.uniform(0.5, 2, len(ids))).astype(np.float32)
        none = np.zeros(len(ids), dtype=np.bool_)
        found.append(Terms(ids, weights / np.linalg.norm(weights), none, none))
    return found
