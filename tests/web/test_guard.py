"""Who may ask: hosts, tokens and forms."""

import socket

import pytest

from deedwatch.book import open_book
from deedwatch.errors import InputError
from deedwatch.web.guard import HEADERS, Guard


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1:8642", True),
        ("localhost:8642", True),
        ("LOCALHOST", True),
        ("[::1]:8642", True),
        ("[::1]", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("", False),
    ],
)
def test_host_is_checked_against_rebinding(host, allowed):
    assert Guard().host_allowed(host) is allowed


def test_loopback_needs_no_access_token():
    assert Guard().access_allowed({}, {}, "")


@pytest.mark.parametrize(
    ("query", "cookies", "header", "allowed"),
    [
        ({"token": "s3cret"}, {}, "", True),
        ({}, {"deedwatch_access": "s3cret"}, "", True),
        ({}, {}, "Bearer s3cret", True),
        ({"token": "guess"}, {}, "", False),
        ({}, {}, "", False),
    ],
)
def test_other_addresses_need_the_token(query, cookies, header, allowed):
    assert Guard(token="s3cret").access_allowed(query, cookies, header) is allowed


def test_a_form_token_belongs_to_one_visitor_and_one_run():
    first, second = Guard(), Guard()
    token = first.form_token("visitor")
    assert first.form_allowed("visitor", token)
    assert not first.form_allowed("another", token)
    assert not second.form_allowed("visitor", token)
    assert not first.form_allowed("visitor", None)
    assert not first.form_allowed(None, token)


def test_the_policy_allows_no_inline_script_and_nothing_from_outside():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "http" not in HEADERS["Content-Security-Policy"]


def test_a_port_that_is_taken_is_told_before_any_address(tmp_path):
    from deedwatch.web import serve

    told = []
    with socket.create_server(("127.0.0.1", 0)) as other, open_book(tmp_path / "b.db") as book:
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=r"cannot be listened on: .*give another --port"):
            serve(book, host="127.0.0.1", port=port, tell=told.append)
    assert told == []
