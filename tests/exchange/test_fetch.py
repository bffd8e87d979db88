"""Fetching: a real server on loopback; names and connections are led to it by the test's own means."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from email.utils import formatdate
from pathlib import Path

import pytest
from click.testing import CliRunner

import deedwatch
from deedwatch.cli import main
from deedwatch.errors import InputError
from deedwatch.exchange.fetch import Fetched, Limits, Means, fetch_pages
from deedwatch.exchange.fetch.addresses import closed, parse_address
from deedwatch.exchange.fetch.asking import _Unpacker
from deedwatch.exchange.fetch.folder import name_for
from deedwatch.exchange.reports import open_reports
from deedwatch.records import Fault, Page

PROSE = "The two foreign ministers met for nine hours in the old customs house on Monday, officials said."
HTML = f"<html><head><title>Nine hours</title></head><body><p>{PROSE}</p></body></html>".encode()
PUBLIC = "93.184.216.34"
QUICK = Limits(connect=1, read=0.4, whole=1, delay=0, patience=2)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.pages.get(self.path, (404, {}, b""))
        if callable(answer):
            answer = answer(self)
            if answer is None:
                return
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers and status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *args):
        pass


class Site:
    """A server, and a world in which every public address leads to it."""

    def __init__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.server.pages, self.server.asked = {}, []
        self.port = self.server.server_address[1]
        self.names = {"news.example": [PUBLIC], "other.example": [PUBLIC]}
        self.dialled, self.slept, self.resolved = [], [], []
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def page(self, path, body=HTML, *, status=200, kind="text/html", **headers):
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.server.pages[path] = (status, {"Content-Type": kind, **told}, body)

    def moved(self, path, target, status=302):
        self.server.pages[path] = (status, {"Location": target}, b"")

    @property
    def paths(self):
        return [path for path, _ in self.server.asked if path != "/robots.txt"]

    def headers(self, path):
        return [headers for asked, headers in self.server.asked if asked == path]

    def resolve(self, host, port):
        self.resolved.append(host)
        if host not in self.names:
            raise OSError("no such name")
        found = self.names[host]
        return found.pop(0) if found and isinstance(found[0], list) else found

    def dial(self, address, port, seconds):
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def fetch(self, out, *urls, limits=QUICK, **options):
        means = Means(resolve=self.resolve, dial=self.dial, sleep=self.slept.append)
        return list(fetch_pages(urls, out, limits=limits, means=means, **options))


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def reason(found):
    (fault,) = found
    assert isinstance(fault, Fault)
    assert fault.stage == "fetch"
    assert fault.document
    assert fault.remedy
    return fault.reason


def test_a_page_is_fetched_and_read_takes_the_folder(tmp_path, site):
    site.page("/a?x=1")
    (done,) = site.fetch(tmp_path / "out", "http://news.example/a?x=1#part")
    assert (done.url, done.state) == ("http://news.example/a?x=1", "new")
    (page,) = open_reports([tmp_path / "out"])
    assert isinstance(page, Page)
    assert page.raw.encode() == HTML
    (told,) = site.headers("/a?x=1")
    assert told["Host"] == "news.example"
    assert told["User-Agent"].startswith("deedwatch/")
    assert "Cookie" not in told


def test_loopback_by_its_own_way_with_allow_private(tmp_path, site):
    site.page("/a")
    url = f"http://127.0.0.1:{site.port}/a"
    (done,) = fetch_pages([url], tmp_path, allow_private=True, limits=QUICK)
    assert done.url == url
    assert f"asks for port {site.port}" in reason(fetch_pages([url], tmp_path, limits=QUICK))
    assert "which is loopback" in reason(fetch_pages(["http://localhost/a"], tmp_path, limits=QUICK))


CLOSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.9",
    "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.7",
    "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.3", "203.0.113.9", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1",
    "::ffff:169.254.169.254", "::ffff:a00:1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1",
    "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2002:c0a8:1::1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b::192.168.1.1", "64:ff9b:1::1", "3fff::1", "4000::1", "100::1",
    "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:192.168.0.1", "no address", "",
]  # fmt: skip
OPEN = [
    "8.8.8.8",
    PUBLIC,
    "172.32.0.1",
    "2606:2800:220:1::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]


@pytest.mark.parametrize("address", CLOSED)
def test_closed_addresses_are_refused_and_never_dialled(tmp_path, site, address):
    assert closed(address) is not None
    site.names["news.example"] = [PUBLIC, address]
    assert "which is" in reason(site.fetch(tmp_path, "http://news.example/a"))
    assert site.dialled == []


@pytest.mark.parametrize("address", OPEN)
def test_open_addresses_are_open(address):
    assert closed(address) is None


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "localhost",
        "localhost.",
        "127.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "①②⑦.0.0.1",
        "127。0。0。1",
    ],
)
def test_other_ways_to_write_loopback_are_refused(tmp_path, host):
    """By the system's own resolver, which knows them."""
    fault = reason(fetch_pages([f"http://{host}/"], tmp_path, limits=QUICK))
    assert "which is" in fault or fault == "has a host that is not found"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("file:///etc/passwd", "is neither http nor https"),
        ("ftp://news.example/a", "is neither http nor https"),
        ("gopher://news.example/", "is neither http nor https"),
        ("javascript:alert(1)", "is neither http nor https"),
        ("news.example/a", "is neither http nor https"),
        ("http:///a", "has a host that is no name"),
        ("http://", "has a host that is no name"),
        ("http://user:secret@news.example/", "carries a name and password"),
        ("http://news.example@127.0.0.1/", "carries a name and password"),
        ("http://news.example:8080/", "asks for port 8080"),
        ("http://news.example:22/", "asks for port 22"),
        ("http://news.example:x/", "is no web address"),
        ("http://news.example:99999/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("http://[fe80::1%25eth0]/", "names a network card of this machine"),
        ("http://a b/", "holds characters that no address has"),
        ("http://news.example/\r\nX: y", "holds characters that no address has"),
        ("http://news.example\\@127.0.0.1/", "holds characters that no address has"),
        ("http://news%2eexample/", "has a host that is no name"),
        ("http://" + "a" * 300 + "/", "has a host that is no name"),
        ("http://news.example/" + "a" * 5000, "has more than 4,000 characters"),
    ],
)
def test_addresses_that_are_none(tmp_path, site, url, fault):
    found = site.fetch(tmp_path, url)
    assert reason(found) == fault
    assert "secret" not in found[0].document
    assert found[0].document.isprintable()
    assert site.dialled == []


def test_names_and_paths_become_ascii():
    place = parse_address("https://München.example/straße?q=ü")
    assert place.url == "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(tmp_path, site, status):
    site.moved("/a", "b/../c", status)
    site.page("/c")
    (done,) = site.fetch(tmp_path, "http://news.example/a")
    assert done.url == "http://news.example/a"
    assert site.paths == ["/a", "/c"]


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://127.0.0.1/", "which is loopback"),
        ("http://169.254.169.254/latest/meta-data/", "which is link-local"),
        ("http://[::ffff:10.0.0.1]/", "which is private"),
        ("//inside.example/", "which is private"),
        ("http://news.example:8080/", "asks for port 8080"),
        ("file:///etc/passwd", "is neither http nor https"),
        ("http://u:p@news.example/", "carries a name and password"),
        ("http://[bad", "moved to what is no address"),
        ("", "does not say where"),
    ],
)
def test_redirects_are_checked_again(tmp_path, site, target, fault):
    site.names |= {host: [host] for host in ("127.0.0.1", "169.254.169.254", "::ffff:a00:1")}
    site.names["inside.example"] = [PUBLIC, "192.168.1.1"]
    site.moved("/a", target)
    assert fault in reason(site.fetch(tmp_path, "http://news.example/a"))
    assert set(site.dialled) == {PUBLIC}
    assert site.paths == ["/a"]


def test_redirects_end(tmp_path, site):
    for number in range(9):
        site.moved(f"/{number}", f"/{number + 1}")
    site.page("/9")
    assert reason(site.fetch(tmp_path, "http://news.example/3")) == "moved more than 5 times"
    (done,) = site.fetch(tmp_path, "http://news.example/4")
    assert done.state == "new"


def test_a_name_that_answers_differently_the_second_time_is_asked_once(tmp_path, site):
    site.names["news.example"] = [[PUBLIC], ["127.0.0.1"], ["169.254.169.254"]]
    site.moved("/a", "http://news.example/b")
    site.page("/b")
    (first, second) = site.fetch(tmp_path, "http://news.example/a", "http://news.example/b")
    assert (first.state, second.state) == ("new", "new")
    assert site.resolved == ["news.example"]
    assert set(site.dialled) == {PUBLIC}


def test_a_redirect_to_a_name_that_rebinds_is_refused(tmp_path, site):
    site.names["rebind.example"] = [["127.0.0.1"], [PUBLIC]]
    site.moved("/a", "http://rebind.example/")
    assert "127.0.0.1, which is loopback" in reason(site.fetch(tmp_path, "http://news.example/a"))


def test_the_second_address_is_tried(tmp_path, site):
    site.page("/a")
    site.names["news.example"] = ["1.1.1.1", PUBLIC]
    dial = site.dial

    def failing(address, port, seconds):
        if address == "1.1.1.1":
            raise ConnectionRefusedError
        return dial(address, port, seconds)

    site.dial = failing
    (done,) = site.fetch(tmp_path, "http://news.example/a")
    assert done.state == "new"


def packed_bomb():
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(200)), packer.flush()])


def test_what_is_too_large_is_refused(tmp_path, site):
    small = Limits(connect=1, read=2, whole=10, delay=0, largest=100_000)
    site.page("/told", b"x", Content_Length="999999999")
    site.page("/plain", b"x" * 200_000, kind="text/plain")
    site.page("/bomb", packed_bomb(), Content_Encoding="gzip")
    site.page("/fits", gzip.compress(b"word " * 20_000), kind="text/plain", Content_Encoding="gzip")
    urls = [f"http://news.example/{name}" for name in ("told", "plain", "bomb", "fits")]
    *refused, fits = site.fetch(tmp_path, *urls, limits=small)
    assert [fault.reason for fault in refused] == ["has more than 100,000 bytes"] * 3
    assert (tmp_path / fits.file).stat().st_size == 100_000


def test_no_more_is_unpacked_than_asked_for():
    bomb = packed_bomb()
    assert len(_Unpacker().unpack(bomb, 1000)) == 1000
    assert len(_Unpacker().unpack(gzip.compress(bytes(400)) * 500, 1000)) == 1000


def test_a_gzip_bomb_of_many_streams_is_bounded(tmp_path, site):
    site.page("/a", gzip.compress(bytes(90_000)) * 500, Content_Encoding="gzip")
    began = time.monotonic()
    small = Limits(connect=1, read=2, whole=10, delay=0, largest=1_000_000)
    assert (
        reason(site.fetch(tmp_path, "http://news.example/a", limits=small)) == "has more than 1,000,000 bytes"
    )
    assert time.monotonic() - began < 5


def test_packed_pages_are_unpacked(tmp_path, site):
    site.page("/g", gzip.compress(HTML[:50]) + gzip.compress(HTML[50:]), Content_Encoding="gzip")
    site.page("/d", zlib.compress(HTML), Content_Encoding="deflate")
    found = site.fetch(tmp_path, "http://news.example/g", "http://news.example/d")
    assert [(tmp_path / done.file).read_bytes() for done in found] == [HTML, HTML]


def test_damaged_answers_are_refused_and_leave_nothing(tmp_path, site):
    def garbage(handler):
        handler.wfile.write(b"\x00\x01 not http\r\n\r\n")
        handler.close_connection = True

    def headers(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n")
        handler.close_connection = True

    site.server.pages |= {"/garbage": garbage, "/headers": headers}
    site.page("/cut", gzip.compress(HTML)[:-9], Content_Encoding="gzip")
    site.page("/broken", b"no gzip", Content_Encoding="gzip")
    site.page("/br", b"x", Content_Encoding="br")
    site.page("/none", b" \n")
    names = ("garbage", "headers", "cut", "broken", "br", "none")
    faults = [fault.reason for fault in site.fetch(tmp_path, *(f"http://news.example/{n}" for n in names))]
    assert faults == [
        "gave no answer that can be read (BadStatusLine)",
        "gave no answer that can be read (HTTPException)",
        "was cut off",
        "gave no answer that can be read (error)",
        "is packed in a way that is not read (br)",
        "is empty",
    ]
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_body_shorter_than_told_is_refused(tmp_path, site):
    def short(handler):
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n" + HTML[:90]
        )
        handler.close_connection = True

    site.server.pages["/a"] = short
    assert reason(site.fetch(tmp_path, "http://news.example/a")) == "was cut off"


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
    slow = Limits(connect=1, read=1, whole=3, delay=9)
    urls = ["http://news.example/a", "http://other.example/a", "http://news.example/b"]
    site.fetch(tmp_path, *urls, limits=slow)
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
    few = Limits(delay=0, entries=2)
    *_, last = site.fetch(tmp_path, "http://news.example/feed", feed=True, limits=few)
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
