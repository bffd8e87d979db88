"""Fetching: a real server on loopback; which addresses are dialled and what is taken from them."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest
from fetch_site import HTML, PUBLIC, QUICK, reason

from deedwatch.exchange.fetch import Allowance, fetch_pages
from deedwatch.exchange.fetch.addresses import closed, parse_address
from deedwatch.exchange.fetch.asking import _Unpacker
from deedwatch.exchange.reports import open_reports
from deedwatch.records import Page


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
    (done,) = fetch_pages([url], tmp_path, allow_private=True, allowance=QUICK)
    assert done.url == url
    assert f"asks for port {site.port}" in reason(fetch_pages([url], tmp_path, allowance=QUICK))
    assert "which is loopback" in reason(fetch_pages(["http://localhost/a"], tmp_path, allowance=QUICK))


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
    fault = reason(fetch_pages([f"http://{host}/"], tmp_path, allowance=QUICK))
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
    small = Allowance(connect=1, read=2, whole=10, delay=0, largest=100_000)
    site.page("/told", b"x", Content_Length="999999999")
    site.page("/plain", b"x" * 200_000, kind="text/plain")
    site.page("/bomb", packed_bomb(), Content_Encoding="gzip")
    site.page("/fits", gzip.compress(b"word " * 20_000), kind="text/plain", Content_Encoding="gzip")
    urls = [f"http://news.example/{name}" for name in ("told", "plain", "bomb", "fits")]
    *refused, fits = site.fetch(tmp_path, *urls, allowance=small)
    assert [fault.reason for fault in refused] == ["has more than 100,000 bytes"] * 3
    assert (tmp_path / fits.file).stat().st_size == 100_000


def test_no_more_is_unpacked_than_asked_for():
    bomb = packed_bomb()
    assert len(_Unpacker().unpack(bomb, 1000)) == 1000
    assert len(_Unpacker().unpack(gzip.compress(bytes(400)) * 500, 1000)) == 1000


def test_a_gzip_bomb_of_many_streams_is_bounded(tmp_path, site):
    site.page("/a", gzip.compress(bytes(90_000)) * 500, Content_Encoding="gzip")
    began = time.monotonic()
    small = Allowance(connect=1, read=2, whole=10, delay=0, largest=1_000_000)
    assert (
        reason(site.fetch(tmp_path, "http://news.example/a", allowance=small))
        == "has more than 1,000,000 bytes"
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
