"""Full text in a real book."""

import pytest

from deedwatch.book import open_book


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    (folder / "reports.jsonl").write_text(
        '{"id": "r1", "text": "Gunmen ambushed a convoy near Chama, the army said."}\n'
        '{"id": "r2", "text": "The minister said that talks would resume in Arusha."}\n',
        encoding="utf-8",
    )
    with open_book(folder / "book.db") as opened:
        opened.read(folder / "reports.jsonl")
        yield opened


def found(book, words):
    keys = book.report_keys()
    names = {key: name for name, key in keys.items()}
    return {(row["noun"], names[row["report"]]) for row in book.search(words).as_dicts()}


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("convoy", {"r1"}),
        ("talks Arusha", {"r2"}),
        ('"talks would resume"', {"r2"}),
        ('"resume talks"', set()),
        ("said", {"r1", "r2"}),
        ("ambushed Arusha", set()),
    ],
)
def test_words_are_found_where_they_stand(book, words, reports):
    assert {report for _, report in found(book, words)} == reports


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "a OR", "*", "words:said", "' ; DROP TABLE reports; --", "(", "-"]
)
def test_marks_are_no_operators(book, words):
    found(book, words)
    assert book.counts()["reports"] == 2


def test_statements_are_found_with_their_place(book):
    assert ("statements", "r2") in found(book, "resume")


@pytest.mark.parametrize(
    ("conditions", "nouns"),
    [
        ({}, {"reports", "statements"}),
        ({"noun": "reports"}, {"reports"}),
        ({"by": "minister"}, {"statements"}),
        ({"act": "predict"}, {"statements"}),
        ({"act": "promise"}, set()),
        ({"outlet": "Nobody's"}, set()),
        ({"since": "2017"}, set()),
        ({"by": "mini_ter"}, set()),
    ],
)
def test_a_search_is_narrowed_as_the_listings_are(book, conditions, nouns):
    assert {row["noun"] for row in book.search("talks", **conditions).as_dicts()} == nouns


def test_what_a_reviewer_refused_is_not_found(tmp_path):
    (tmp_path / "one.jsonl").write_text(
        '{"id": "r1", "text": "The minister said that talks would resume in Arusha."}\n', encoding="utf-8"
    )
    with open_book(tmp_path / "book.db") as book:
        book.read(tmp_path / "one.jsonl")
        task = book.next_task(noun="statements", reviewer="Ada")
        book.decide(subject=task.subject, decision="refuse", reviewer="Ada")
        assert {row["noun"] for row in book.search("talks").as_dicts()} == {"reports"}
