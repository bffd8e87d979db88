"""Split, merge and withdrawal of happenings by the forms of the page, sent as a person would send them."""

import re

import pytest
from starlette.testclient import TestClient

from deedwatch.book import open_book
from deedwatch.book.happenings import rulings_of
from deedwatch.web import make_app


@pytest.fixture
def book(tmp_path):
    with open_book(tmp_path / "book.db") as opened:
        opened.read_samples()
        yield opened


@pytest.fixture
def client(book):
    return TestClient(make_app(book))


def send(client, path, **fields):
    token = re.search(r'name="form_token" value="([^"]+)"', client.get(path).text).group(1)
    return client.post(path, data={"form_token": token, **fields}, follow_redirects=False)


def key_of(telling):
    return f"{telling.report}.{telling.event}"


def told_twice(book):
    return next(happening for happening in book.happenings() if len(happening.tellings) > 1)


def test_a_telling_is_split_off_and_comes_back(book, client):
    happening = told_twice(book)
    event = key_of(happening.tellings[-1])
    path = f"/happenings/{key_of(happening.tellings[0])}"
    answer = send(client, path, decision="split", event=event, reviewer="Cleo", note="another day")
    assert answer.status_code == 303
    (left,) = book.happenings(key=key_of(happening.tellings[0]))
    assert event not in {key_of(telling) for telling in left.tellings}
    assert "another day" in client.get(path).text
    for ruling in rulings_of(book):
        assert send(client, path, decision="withdraw", ruling=ruling.key, reviewer="Cleo").status_code == 303
    (again,) = book.happenings(key=event)
    assert len(again.tellings) == len(happening.tellings)


def test_two_happenings_are_merged(book, client):
    one, two = [happening for happening in book.happenings() if len(happening.tellings) == 1][:2]
    path = f"/happenings/{key_of(one.tellings[0])}"
    assert send(client, path, decision="merge", other=two.id, reviewer="Cleo").status_code == 303
    (merged,) = book.happenings(key=key_of(one.tellings[0]))
    assert key_of(two.tellings[0]) in {key_of(telling) for telling in merged.tellings}
    assert [row["reviewer"] for row in client.get(path + ".json").json()["rulings"]] == ["Cleo"]


def test_a_ruling_that_says_nothing_is_refused(book, client):
    path = f"/happenings/{key_of(told_twice(book).tellings[0])}"
    assert send(client, path, decision="split", event="none", reviewer="Cleo").status_code == 400
    assert send(client, path, decision="burn", reviewer="Cleo").status_code == 400
    assert send(client, path, decision="merge", other=path, reviewer="Cleo").status_code == 400
    assert rulings_of(book) == ()
