"""Split, merge and withdrawal of happenings by the forms of the page, sent as a person would send them."""

import re

import pytest
from starlette.testclient import TestClient

from deedwatch.book import open_book
from deedwatch.book.happenings import rulings_of
from deedwatch.book.ledger import matter_rulings, rule_matter
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


def test_likely_others_are_offered_and_one_is_taken(book, client):
    happening = told_twice(book)
    event = key_of(happening.tellings[-1])
    path = f"/happenings/{key_of(happening.tellings[0])}"
    send(client, path, decision="split", event=event, reviewer="Cleo")
    (other,) = book.happenings(key=event)
    offered = re.findall(r'name="alike" value="(h[^"]+)"', client.get(path).text)
    assert offered[0] == other.id
    assert send(client, path, decision="merge", alike=other.id, other="", reviewer="Dan").status_code == 303
    (again,) = book.happenings(key=event)
    assert len(again.tellings) == len(happening.tellings)


def test_a_ruling_that_says_nothing_is_refused(book, client):
    path = f"/happenings/{key_of(told_twice(book).tellings[0])}"
    assert send(client, path, decision="split", event="none", reviewer="Cleo").status_code == 400
    assert send(client, path, decision="burn", reviewer="Cleo").status_code == 400
    assert send(client, path, decision="merge", other=path, reviewer="Cleo").status_code == 400
    assert rulings_of(book) == ()


def test_a_split_is_one_signed_row_however_many_it_parts(book, client):
    one, two, three = [happening for happening in book.happenings() if len(happening.tellings) == 1][:3]
    path = f"/happenings/{key_of(one.tellings[0])}"
    for other in (two, three):
        assert send(client, path, decision="merge", other=other.id, reviewer="Cleo").status_code == 303
    (merged,) = book.happenings(key=key_of(one.tellings[0]))
    assert len(merged.tellings) == 3
    event = key_of(two.tellings[0])
    assert send(client, path, decision="split", event=event, reviewer="Dan").status_code == 303
    (ruling,) = [row for row in rulings_of(book) if row.decision == "split"]
    assert len(ruling.body["with"]) == 2
    (alone,) = book.happenings(key=event)
    assert len(alone.tellings) == 1
    assert client.get(path).text.count("ruled by Dan") == 1
    (rest,) = book.happenings(key=key_of(one.tellings[0]))
    send(client, f"/happenings/{event}", decision="merge", other=rest.id, reviewer="Eve")
    (again,) = book.happenings(key=event)
    assert len(again.tellings) == 3
    (last,) = [row for row in rulings_of(book) if row.reviewer == "Eve"]
    assert send(client, path, decision="withdraw", ruling=last.key, reviewer="Eve").status_code == 303
    (alone,) = book.happenings(key=event)
    assert len(alone.tellings) == 1


def test_the_page_of_a_matter_says_who_ruled_that_it_was_broken(book, client):
    matter = book.ledger().rows[0]
    assert "In force" not in client.get(f"/ledger/{matter.id}").text
    rule_matter(book, matter.id, standing="broken", reviewer="Ada <b>", on="2017-09-01", note="seen again")
    page = client.get(f"/ledger/{matter.id}").text
    assert "In force: broken since 2017-09-01, as Ada &lt;b&gt; rules: seen again." in page
    assert "In force" not in client.get(f"/ledger/{matter.id}?as_of=2017-08-31").text
    assert "as Ada &lt;b&gt; rules" in client.get("/ledger").text
    twin = client.get(f"/ledger/{matter.id}.json").json()
    assert twin["matter"]["ruling"]["by"] == "Ada <b>"


def test_a_matter_is_ruled_met_and_broken_by_the_page_and_the_ruling_withdrawn(book, client):
    matter = book.ledger().rows[0]
    path = f"/ledger/{matter.id}"
    assert send(client, path, decision="met", reviewer="Cleo", on="2017-08-01", note="").status_code == 303
    assert send(client, path, decision="broken", reviewer="Dan", note="again").headers["location"] == path
    ruled = book.ledger(key=matter.id)
    assert (ruled.rows[0].standing, ruled.rulings[matter.id].by) == ("broken", "Dan")
    met, broken = matter_rulings(book)
    assert (met.body["on"], met.note, "on" in broken.body, broken.note) == (
        "2017-08-01",
        None,
        False,
        "again",
    )
    assert [row["reviewer"] for row in client.get(path + ".json").json()["rulings"]] == ["Cleo", "Dan"]
    assert send(client, path, decision="withdraw", ruling=broken.key, reviewer="Eve").status_code == 303
    assert book.ledger(key=matter.id).rows[0].standing == "met"
    assert "ruled by Dan" not in client.get(path).text


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "kept", "reviewer": "Cleo"},
        {"decision": "met", "reviewer": " "},
        {"decision": "met", "reviewer": "Cleo", "on": "soon"},
        {"decision": "withdraw", "ruling": "none", "reviewer": "Cleo"},
    ],
)
def test_a_ruling_on_a_matter_that_says_nothing_is_refused(book, client, fields):
    path = f"/ledger/{book.ledger().rows[0].id}"
    assert send(client, path, **fields).status_code == 400
    assert matter_rulings(book) == ()


def test_a_ruling_on_a_matter_from_another_page_is_refused(book, client):
    path = f"/ledger/{book.ledger().rows[0].id}"
    answer = client.post(path, data={"decision": "met", "reviewer": "Mallory", "form_token": "guess"})
    assert answer.status_code == 403
    assert matter_rulings(book) == ()
