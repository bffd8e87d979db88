"""Every address of the table, with whatever values: an answer or a clear refusal, never a fault of ours."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from deedwatch.book import open_book
from deedwatch.web import make_app
from deedwatch.web.describe import describe
from deedwatch.web.guard import HEADERS, Guard
from deedwatch.web.routes import ROUTES

REPORTS = (
    '{"id": "r1", "title": "Talks fail", "outlet": "Courier", "published": "2017-02-03", '
    '"text": "Zambia demanded on Thursday that Malawi close the camps. Malawi denied that it had camps."}\n'
    '{"id": "r2", "published": "2017-02-05", "text": "Gunmen killed at least nine soldiers near Chama on Friday, '
    'the army said. \\"We will find them,\\" Defence Minister Patrick Nkandu said."}\n'
)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("addresses")
    (folder / "reports.jsonl").write_text(REPORTS, encoding="utf-8")
    with open_book(folder / "book.db") as opened:
        opened.read(folder / "reports.jsonl")
        yield opened


@pytest.fixture(scope="module")
def client(book):
    return TestClient(make_app(book), raise_server_exceptions=True)


GETS = [address for address in ROUTES if address.method == "GET"]


def filled(path, book):
    key = next(iter(book.report_keys().values()))
    return path.replace("{key}", key if path.startswith("/reports") else "none-such")


@pytest.mark.parametrize("address", GETS, ids=lambda a: a.path)
def test_html_and_its_twin_agree(client, book, address):
    path = filled(address.path, book)
    html = client.get(path)
    twin = client.get("/index.json" if path == "/" else f"{path}.json")
    assert html.status_code == twin.status_code
    assert html.status_code in {200, 404}
    assert html.headers["content-type"].startswith("text/html")
    assert isinstance(twin.json(), dict)
    for name, value in HEADERS.items():
        assert html.headers[name] == twin.headers[name] == value
    assert not re.search(r"<script(?! src=)|\son\w+=|javascript:", html.text)


values = st.text(max_size=40) | st.sampled_from(
    [
        "-1",
        "0",
        "1",
        "501",
        "9" * 30,
        "2017-02-03",
        "2017-13-45",
        "ZMB",
        "ASSAULT",
        "'; DROP TABLE reports; --",
        "%",
        '"',
    ]
)


@pytest.mark.parametrize("address", GETS, ids=lambda a: a.path)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_values_are_answered_or_refused(client, book, address, data):
    query = data.draw(st.dictionaries(st.sampled_from([*address.query, "other"]), values, max_size=4))
    key = data.draw(
        st.text(alphabet=st.characters(exclude_characters="/?#%", exclude_categories=("C",)), min_size=1)
    )
    path = address.path.replace("{key}", key) + ".json" if address.path != "/" else "/index.json"
    answer = client.get(path, params=query)
    assert answer.status_code in {200, 400, 404}
    if answer.status_code != 200:
        assert answer.json()["error"]
    assert book.counts()["reports"] == 2


@pytest.mark.parametrize("path", sorted({a.path for a in ROUTES if a.method == "POST"}))
def test_a_write_without_this_pages_token_is_refused(client, book, path):
    before = len(book.reviews())
    answer = client.post(path, data={"decision": "accept", "reviewer": "Eve", "subject": "x"})
    assert answer.status_code == 403
    assert len(book.reviews()) == before


def test_a_large_form_is_refused(client):
    answer = client.post("/review", content=b"note=" + b"x" * 100_000)
    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil"])
def test_another_host_name_is_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 421


def test_elsewhere_than_loopback_the_token_opens_the_page(book):
    guarded = TestClient(make_app(book, guard=Guard(token="s3cret")))
    assert guarded.get("/").status_code == 401
    assert guarded.get("/?token=wrong").status_code == 401
    assert guarded.get("/?token=s3cret").status_code == 200
    assert guarded.get("/reports").status_code == 200  # the cookie is enough from here on


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/", "/../../etc/passwd"]
)
def test_no_file_is_reachable_by_name(client, path):
    assert client.get(path).status_code in {404, 405}


def test_the_description_names_every_address():
    told = describe(ROUTES)
    for address in ROUTES:
        path = (
            address.path
            if address.method != "GET"
            else "/index.json"
            if address.path == "/"
            else f"{address.path}.json"
        )
        operation = told["paths"][path][address.method.lower()]
        names = {p["name"] for p in operation["parameters"]}
        assert names == {*address.query, *re.findall(r"{(\w+)}", address.path)}
