"""Fetching: slow servers, robots, the list of what was fetched, feeds, kinds of content, names of files."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import threading
import time
from email.utils import formatdate
from pathlib import Path

import pytest
from click.testing import CliRunner
from fetch_site import HTML, PROSE, PUBLIC, reason

import deedwatch
from deedwatch.cli import main
from deedwatch.errors import InputError
from deedwatch.exchange.fetch import Allowance, Fetched, fetch_pages
from deedwatch.exchange.fetch.folder import name_for
from deedwatch.exchange.reports import open_reports
from deedwatch.records import Fault, Page


def test_slow_servers_are_left(tmp_path, site):
    stop = threading.Event()

    def silent(handler):
        stop.wait(5)
        handler.close_connection = True

    def dripping(handler):
        """A byte each tenth of a second: no read is slow, but the whole is."""
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 90:
            try:
                handler.wfile.write(bytes([byte]))
            except OSError:
                break
            if stop.wait(0.1):
                break
        handler.close_connection = True

    site.server.pages |= {"/silent": silent, "/dripping": dripping}
    began = time.monotonic()
    found = site.fetch(tmp_path, "http://news.example/silent", "http://news.example/dripping")
    took = time.monotonic() - began
    stop.set()
    assert [fault.reason for fault in found] == ["took too long to answer"] * 2
    assert took < 5


def test_robots_are_obeyed(tmp_path, site):
    site.page("/robots.txt", b"User-agent: deedwatch\nDisallow: /closed\nCrawl-delay: 7\n", kind="text/plain")
    site.page("/open")
    site.page("/closed/a")
    site.moved("/jump", "/closed/a")
    urls = [f"http://news.example/{path}" for path in ("open", "closed/a", "jump")]
    done, refused, jumped = site.fetch(tmp_path, *urls)
    assert done.state == "new"
    assert "robots.txt" in refused.reason
    assert "robots.txt" in jumped.reason
    assert site.paths == ["/open", "/jump"]
    assert len(site.headers("/robots.txt")) == 1
    assert max(site.slept) > 5


@pytest.mark.parametrize(("status", "is_open"), [(404, True), (403, True), (500, False), (429, False)])
def test_missing_robots_open_and_broken_robots_close(tmp_path, site, status, is_open):
    site.page("/robots.txt", b"", status=status)
    site.page("/a")
    site.page("/b")
    found = site.fetch(tmp_path, "http://news.example/a", "http://news.example/b")
    assert [isinstance(item, Fetched) for item in found] == [is_open] * 2
    assert len(site.headers("/robots.txt")) == 1
    if not is_open:
        assert "robots.txt that cannot be read" in found[1].reason


def test_robots_may_not_lead_inside(tmp_path, site):
    site.names["inside.example"] = ["10.0.0.1"]
    site.moved("/robots.txt", "http://inside.example/robots.txt")
    assert "which is private" in reason(site.fetch(tmp_path, "http://news.example/a"))
    assert set(site.dialled) == {PUBLIC}


def test_hosts_are_asked_with_a_pause(tmp_path, site):
    site.page("/a")
    site.page("/b")
    slow = Allowance(connect=1, read=1, whole=3, delay=9)
    urls = ["http://news.example/a", "http://other.example/a", "http://news.example/b"]
    site.fetch(tmp_path, *urls, allowance=slow)
    assert len(site.slept) == 3  # after each robots.txt, and before the second page of one host
    assert all(8 < seconds <= 18 for seconds in site.slept)


def test_unchanged_pages_are_not_fetched_again(tmp_path, site):
    def page(handler):
        if handler.headers.get("If-None-Match") == '"1"':
            return (304, {}, b"")
        return (
            200,
            {"Content-Type": "text/html", "ETag": '"1"', "Last-Modified": formatdate(0, usegmt=True)},
            HTML,
        )

    site.server.pages["/a"] = page
    (first,) = site.fetch(tmp_path, "http://news.example/a")
    (second,) = site.fetch(tmp_path, "http://news.example/a")
    assert (first.state, second.state) == ("new", "unchanged")
    asked = site.headers("/a")
    assert "If-None-Match" not in asked[0]
    assert asked[1]["If-Modified-Since"].startswith("Thu, 01 Jan 1970")
    (tmp_path / first.file).unlink()
    (third,) = site.fetch(tmp_path, "http://news.example/a")
    assert third.state == "new"


def test_changed_pages_are_told(tmp_path, site):
    url = "http://news.example/a"
    states = []
    for body, kind in (
        (HTML, "text/html"),
        (HTML, "text/html"),
        (HTML + b"!", "text/html"),
        (b"%PDF-", "application/pdf"),
    ):
        site.page("/a", body, kind=kind)
        (done,) = site.fetch(tmp_path, url)
        states.append(done.state)
    assert states == ["new", "unchanged", "changed", "changed"]
    assert sorted(path.suffix for path in tmp_path.iterdir() if not path.name.startswith(".")) == [".pdf"]


def test_headers_of_the_first_address_stay_with_it(tmp_path, site):
    site.page("/a", ETag='"1"')
    site.fetch(tmp_path, "http://news.example/a")
    site.moved("/a", "http://other.example/b")
    site.page("/b")
    site.fetch(tmp_path, "http://news.example/a")
    assert "If-None-Match" not in site.headers("/b")[0]


@pytest.mark.parametrize(
    "told",
    [
        "no json",
        "[]",
        '{"addresses": []}',
        '{"addresses": {"x": 1}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_list_ends_the_run_with_a_remedy(tmp_path, told):
    (tmp_path / ".fetched.json").write_text(told)
    with pytest.raises(InputError, match="cannot be read; delete it"):
        list(fetch_pages(["http://news.example/"], tmp_path))


def test_a_list_that_was_tampered_with_touches_no_other_file(tmp_path, site):
    outside = tmp_path / "secret.html"
    outside.write_text("kept")
    out = tmp_path / "out"
    out.mkdir()
    row = {"file": "../secret.html", "etag": 'x"\r\nX-Evil: 1'}
    (out / ".fetched.json").write_text(json.dumps({"addresses": {"http://news.example/a": row}}))
    site.page("/a")
    (done,) = site.fetch(out, "http://news.example/a")
    assert done.state == "new"
    assert outside.read_text() == "kept"
    assert "X-Evil" not in site.headers("/a")[0]


def test_links_in_the_folder_are_replaced_and_not_followed(tmp_path, site):
    outside = tmp_path / "secret.html"
    outside.write_text("kept")
    out = tmp_path / "out"
    out.mkdir()
    site.page("/a")
    (out / name_for("http://news.example/a", ".html")).symlink_to(outside)
    (done,) = site.fetch(out, "http://news.example/a")
    assert not (out / done.file).is_symlink()
    assert outside.read_text() == "kept"


def test_busy_servers_are_waited_for_once(tmp_path, site):
    answers = [(503, {"Retry-After": "2"}, b""), (200, {"Content-Type": "text/html"}, HTML)]
    site.server.pages["/a"] = lambda handler: answers.pop(0)
    (done,) = site.fetch(tmp_path, "http://news.example/a")
    assert done.state == "new"
    assert site.slept == [2.0]
    site.page("/b", status=429, Retry_After="1")
    assert reason(site.fetch(tmp_path, "http://news.example/b")) == "was answered with 429"
    assert len(site.headers("/b")) == 2
    site.page("/c", status=429, Retry_After="3600")
    assert "come back in 3,600 seconds" in reason(site.fetch(tmp_path, "http://news.example/c"))
    assert len(site.headers("/c")) == 1


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, "asks for a name and password"),
        (403, "may not be read by programs like this"),
        (404, "is not there"),
        (410, "is there no more"),
        (500, "was answered with 500"),
        (206, "was answered with 206"),
    ],
)
def test_other_answers_are_faults(tmp_path, site, status, fault):
    site.page("/a", status=status)
    assert reason(site.fetch(tmp_path, "http://news.example/a")) == fault


@pytest.mark.parametrize(
    ("kind", "body", "ending"),
    [
        ("text/html; charset=utf-8", HTML, ".html"),
        ("TEXT/HTML", HTML, ".html"),
        ("application/xhtml+xml", HTML, ".html"),
        ("text/plain", PROSE.encode(), ".txt"),
        ("application/pdf", b"%PDF-1.4", ".pdf"),
        ("application/rss+xml", b"<rss/>", ".rss"),
        ("application/octet-stream", b"%PDF-1.4", ".pdf"),
        ("", b"\n<!doctype html>" + HTML, ".html"),
        ("image/png", b"\x89PNG", None),
        ("application/octet-stream", b"\x7fELF", None),
        ("application/zip", b"PK\x03\x04", None),
        ("text/html\x1b[31m", HTML, None),
        ("../../x", HTML, None),
    ],
)
def test_kinds_of_content(tmp_path, site, kind, body, ending):
    site.page("/a", body, kind=kind)
    (found,) = site.fetch(tmp_path, "http://news.example/a")
    if ending is None:
        assert found.reason.startswith("is of a kind that is not read")
        assert found.reason.isprintable()
    else:
        assert found.file.endswith(ending)


def test_encoding_told_only_by_the_header_is_kept(tmp_path, site):
    site.page("/a", "<p>Řeč a čin</p>".encode("cp1250"), kind='text/html; charset="windows-1250"')
    site.page("/b", "<p>naïve</p>".encode("latin-1"), kind="text/html; charset=zip")
    first, second = site.fetch(tmp_path, "http://news.example/a", "http://news.example/b")
    assert (tmp_path / first.file).read_text(encoding="utf-8") == "<p>Řeč a čin</p>"
    assert (tmp_path / second.file).read_bytes() == "<p>naïve</p>".encode("latin-1")


@pytest.mark.parametrize(
    "url",
    [
        "http://h/../../etc/passwd",
        "http://h/..%2f..%2fetc%2fpasswd",
        "http://h/a/./../../b",
        "http://h/%00",
        "http://h/.hidden",
        "http://h/CON",
        "http://h/a:b|c*d?e",
        "http://h/" + "x" * 3000,
        "http://h/\u202egnp.exe",
        "http://h/~/.ssh/id_rsa",
        "http://[2606::1]/",
    ],
)
def test_file_names_are_safe(url):
    name = name_for(url, ".html")
    assert name.isascii()
    assert not set(name) & set("/\\:*?<>|%\0 ~")
    assert not name.startswith((".", "-"))
    assert ".." not in name
    assert len(name) < 110


def test_addresses_that_differ_in_a_mark_have_files_of_their_own():
    assert name_for("http://h/a?b", ".html") != name_for("http://h/a-b", ".html")


def test_one_address_twice_is_fetched_once(tmp_path, site):
    site.page("/a")
    assert len(site.fetch(tmp_path, "http://news.example/a", "http://NEWS.example:80/a#x")) == 1
    assert site.paths == ["/a"]


FEED = """<rss><channel><title>x</title>
<item><link>http://news.example/a</link></item><item><link>/b</link></item>
<item><guid>http://news.example/c</guid></item><item><guid isPermaLink="false">http://news.example/no</guid></item>
<item><link>http://169.254.169.254/</link></item><item><link>file:///etc/passwd</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/no"/><link href="/a"/></entry></feed>"""


def test_feeds_give_the_pages_that_they_link_to(tmp_path, site):
    site.names["169.254.169.254"] = ["169.254.169.254"]
    for path in ("/a", "/b", "/c", "/no"):
        site.page(path)
    site.page("/feed", FEED.encode(), kind="application/rss+xml")
    found = site.fetch(tmp_path, "http://news.example/feed", feed=True)
    assert [type(item) for item in found] == [Fetched] * 3 + [Fault] * 2
    assert site.paths == ["/feed", "/a", "/b", "/c"]
    assert len([item for item in open_reports([tmp_path]) if isinstance(item, Page)]) == 3
    site.page("/feed", status=304)
    again = site.fetch(tmp_path, "http://news.example/feed", feed=True)
    assert [item.state for item in again[:3]] == ["unchanged"] * 3
    site.page("/atom", ATOM.encode(), kind="application/atom+xml")
    assert len(site.fetch(tmp_path, "http://news.example/atom", feed=True)) == 1
    assert site.paths[-1] == "/a"


def test_feeds_are_bounded(tmp_path, site):
    site.page("/a")
    entries = "".join(f"<item><link>/{number}</link></item>" for number in range(5))
    site.page("/feed", f"<rss>{entries}</rss>".encode(), kind="text/xml")
    few = Allowance(delay=0, entries=2)
    *_, last = site.fetch(tmp_path, "http://news.example/feed", feed=True, allowance=few)
    assert last.reason == "has more than 2 entries, and the rest was left"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"<html/>", "is no feed of RSS or Atom"),
        (b"no xml", "is no XML that can be read"),
        (b"<rss/>", "is a feed whose entries link to no page"),
        (b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "declares a document type"),
    ],
)
def test_bad_feeds_are_one_fault(tmp_path, site, body, fault):
    site.page("/feed", body)
    assert reason(site.fetch(tmp_path, "http://news.example/feed", feed=True)) == fault


def test_a_folder_that_cannot_be_used_ends_the_run(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is no folder that can be made"):
        list(fetch_pages(["http://news.example/"], tmp_path / "file"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_certificates_must_hold_for_the_name(tmp_path, site, monkeypatch):
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    names = []
    context.sni_callback = lambda sock, name, ctx: names.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.server.handle_error = lambda *args: None
    site.page("/a")
    untrusted = reason(site.fetch(tmp_path / "out", "https://news.example/a"))
    assert "has a certificate that does not hold (self-signed certificate)" in untrusted
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    (done,) = site.fetch(tmp_path / "out", "https://news.example/a")
    assert done.state == "new"
    assert "Hostname mismatch" in reason(site.fetch(tmp_path / "out", "https://other.example/a"))
    assert names == [
        "news.example",
        "news.example",
        "news.example",
        "other.example",
    ]  # two for robots and page


def test_the_command_tells_files_faults_and_exit_codes(tmp_path, site):
    site.page("/a")
    url = f"http://127.0.0.1:{site.port}/a"
    out = str(tmp_path / "out")
    done = CliRunner().invoke(main, ["fetch", url, "--out", out, "--allow-private"])
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 1)
    assert done.stdout.startswith(f"{out}/127.0.0.1-a-")
    assert "1 new, 0 changed, 0 unchanged, 0 refused" in done.stderr
    refused = CliRunner().invoke(main, ["fetch", "http://127.0.0.1/a", "--out", out])
    assert refused.exit_code == 1
    assert "http://127.0.0.1/a: leads to 127.0.0.1, which is loopback; give --allow-private" in refused.stderr
    (tmp_path / "file").write_text("x")
    assert CliRunner().invoke(main, ["fetch", url, "--out", str(tmp_path / "file")]).exit_code == 2
    assert CliRunner().invoke(main, ["fetch", "--out", out]).exit_code == 2


def test_nothing_else_in_the_library_fetches():
    source = Path(deedwatch.__file__).parent
    callers = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if "exchange/fetch" not in path.as_posix() and "exchange.fetch" in path.read_text(encoding="utf-8")
    ]
    assert callers == ["book/fetching.py"]
