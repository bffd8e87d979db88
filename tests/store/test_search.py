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
