from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import re
import tarfile
import textwrap
import zipfile
from email.message import EmailMessage

import pytest

from deedwatch.exchange.reports import open_reports
from deedwatch.exchange.reports.office import join_lines
from deedwatch.records import Document, Fault, Page

PROSE = (
    "The two foreign ministers met for nine hours in the old customs house on Monday, officials said.",
    "Neither side would say whether they had agreed to meet again, and both left by the back door.",
)
HTML = f"<html><head><title>Nine hours</title></head><body><h1>Nine hours</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p></body></html>"
TEXT = "\n\n".join(["Nine hours", *PROSE])
LINE = json.dumps({"id": "w1", "text": TEXT}) + "\n"


def opened(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(open_reports([path]))


RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><link>https://post.example</link>
<item><title>Nine &amp; a half hours</title><link>https://post.example/1</link><guid>p-1</guid><dc:creator>Pia Holm</dc:creator>
<pubDate>Mon, 04 Jun 2018 14:46:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{PROSE[0]}</p><p>{PROSE[1]}</p>]]></content:encoded></item>
<item><title>Two</title><description>&lt;p&gt;{PROSE[1]}&lt;/p&gt;</description></item>
<item><title>Empty</title></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>Nine hours</title><id>urn:1</id><link rel="alternate" href="https://post.example/1"/><author><name>Pia Holm</name></author>
<published>2018-06-04T14:46:00Z</published><updated>2018-06-04T22:39:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div></content></entry></feed>"""


def test_rss(tmp_path):
    first, second, fault = opened(tmp_path, "f.rss", RSS)
    assert first == Document(
        id="p-1",
        text="\n\n".join(["Nine & a half hours", *PROSE]),
        title="Nine & a half hours",
        outlet="Harbour Post",
        uri="https://post.example/1",
        authors=("Pia Holm",),
        published="2018-06-04T14:46",
    )
    assert (second.id, second.text) == ("f:2", f"Two\n\n{PROSE[1]}")
    assert (fault.document.endswith("f.rss, entry 3"), fault.reason) == (True, "has no text")


def test_atom(tmp_path):
    (found,) = opened(tmp_path, "f.xml", ATOM)
    assert found.text == TEXT
    assert (found.id, found.uri, found.authors) == ("urn:1", "https://post.example/1", ("Pia Holm",))
    assert (found.published, found.updated) == ("2018-06-04T14:46", "2018-06-04T22:39")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Nine hours without light in the port | The Post", "Nine hours without light in the port"),
        ("untitled 3.docx", None),
    ],
)
def test_a_printed_page_has_the_headline_that_its_title_tells(tmp_path, title, headline):
    text = [line for paragraph in PROSE for line in textwrap.wrap(paragraph, 60)]
    lines = ["The Post", "Front page", "Nine hours without light", "in the port", *text]
    (page,) = opened(tmp_path, "a.pdf", pdf(lines, title=title))
    assert page.title == headline
    assert (headline in page.raw.split("\n\n")) if headline else ("The Post" in page.raw)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<rss><channel><title>x</title></channel></rss>", "is a feed without entries"),
        ("<svg><a/></svg>", "is XML of a kind that is not read (svg)"),
        ("<rss><channel>", "is no XML that can be read"),
        ("no markup at all", "is no XML that can be read"),
    ],
)
def test_a_bad_feed_is_one_fault(tmp_path, data, reason):
    (fault,) = opened(tmp_path, "f.xml", data)
    assert fault.reason == reason


def message(*, plain=None, html=None):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "Nine hours",
        "Desk <desk@post.example>",
        "Mon, 04 Jun 2018 14:46:00 +0200",
    )
    if plain is not None:
        mail.set_content(plain)
    if html is not None:
        if plain is None:
            mail.set_content(html, subtype="html")
        else:
            mail.add_alternative(html, subtype="html")
    return mail


def test_mail_with_a_plain_text(tmp_path):
    (page,) = opened(tmp_path, "m.eml", message(plain=TEXT * 3, html=HTML).as_bytes())
    assert (page.media_type, page.title, page.published) == ("text/plain", "Nine hours", "2018-06-04T14:46")
    assert PROSE[0] in page.raw
    assert page.outlet is None


def test_mail_whose_plain_text_is_a_hint_at_the_page(tmp_path):
    (page,) = opened(tmp_path, "m.eml", message(plain="See the page.", html=HTML).as_bytes())
    assert page.media_type == "text/html"
    assert page.raw.strip() == HTML


def test_what_is_attached_to_mail_is_read(tmp_path):
    mail = message(plain=TEXT)
    mail.add_attachment(HTML.encode(), maintype="text", subtype="html", filename="page.html")
    mail.add_attachment(LINE.encode(), maintype="application", subtype="json", filename="../../feed.jsonl")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    inner = message(plain=TEXT)
    mail.add_attachment(inner)
    found = opened(tmp_path, "m.eml", mail.as_bytes())
    assert [item.id for item in found] == ["m", "m/page", "w1", "m/message"]
    assert not [item for item in found if isinstance(item, Fault)]


def test_a_year_that_no_calendar_holds_tells_no_day_and_loses_no_report(tmp_path):
    day, never = "Mon, 04 Jun 2018 14:46:00 +0200", f"Mon, 04 Jun 2{60 * '6'}18 14:46:00 +0200"
    mail = message(plain=TEXT).as_bytes().replace(day.encode(), never.encode())
    feed = f"<rss><channel><item><title>Nine hours</title><pubDate>{never}</pubDate>"
    feed += f"<description>{TEXT}</description></item></channel></rss>"
    for name, data in (("m.eml", mail), ("f.xml", feed.encode())):
        (page,) = opened(tmp_path, name, data)
        assert page.published is None


@pytest.mark.parametrize("data", [b"\xff\xfe\xfa", b"Subject: x\n\n", b"Content-Type: image/png\n\nabc"])
def test_mail_without_a_text_is_one_fault(tmp_path, data):
    (fault,) = opened(tmp_path, "m.eml", data)
    assert isinstance(fault, Fault)
    assert fault.remedy


def test_a_saved_page(tmp_path):
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/1\nSubject: Nine hours\n"
        "Date: Tue, 7 Jan 2020 10:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\n\n'
        "----b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
        f"Content-Location: https://post.example/1\n\n{HTML.replace('=', '=3D')}\n"
        "----b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n----b--\n"
    )
    (page,) = opened(tmp_path, "p.mhtml", saved)
    assert (page.uri, page.published) == ("https://post.example/1", None)
    assert page.raw.strip() == HTML


def pdf(*pages, title=None):
    """A small PDF file, written by hand: one Helvetica line below the other, and the title of its maker."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    info = ""
    if title:
        objects.append(f"<< /Title ({title}) >>")
        info = f" /Info {len(objects)} 0 R"
    out, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        out
        + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{info} >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def test_pdf_with_text(tmp_path):
    lines = ["Nine hours", *(line for paragraph in PROSE for line in textwrap.wrap(paragraph, 60))]
    (page,) = opened(tmp_path, "a.pdf", pdf(lines))
    assert (page.id, page.media_type) == ("a", "text/plain")
    assert page.raw.split("\n\n") == ["Nine hours", *PROSE]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([]), "is a PDF without text"),
        (b"%PDF-1.4\n" + b"x" * 100, "is a PDF that cannot be read"),
        (pdf(["a"])[:200], "is a PDF that cannot be read"),
        (b"plain", "is no PDF file"),
    ],
)
def test_a_bad_pdf_is_one_fault(tmp_path, data, reason):
    (fault,) = opened(tmp_path, "a.pdf", data)
    assert fault.reason.startswith(reason)


def test_printed_lines_are_joined_to_paragraphs():
    pages = [
        f"Harbour Post\n1\nThe two foreign ministers met for nine hours in the old cus-\ntoms house on Monday, page {n}.\nNobody would tell {n} more about it to the people who waited outside in\nthe rain, and no photograph was taken of {n}.\n"
        for n in "abcd"
    ]
    joined = join_lines(pages).split("\n\n")
    assert len(joined) == 8
    assert (
        joined[0]
        == "The two foreign ministers met for nine hours in the old customs house on Monday, page a."
    )
    assert joined[1].endswith("waited outside in the rain, and no photograph was taken of a.")


def test_docx(tmp_path):
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Nine hours")
    for paragraph in PROSE:
        document.add_paragraph(paragraph)
    held = io.BytesIO()
    document.save(held)
    (page,) = opened(tmp_path, "a.docx", held.getvalue())
    assert page.raw == TEXT
    assert page.media_type == "text/plain"


def test_a_bad_docx_is_one_fault(tmp_path):
    (fault,) = opened(tmp_path, "a.docx", b"PK\x03\x04 nothing")
    assert fault.reason == "is no DOCX file that can be read"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>')
    (fault,) = opened(tmp_path, "b.docx", held.getvalue())
    assert fault.reason == "declares a document type"


def warc(*, packed):
    """A web archive, written by hand: a record of its own for each answer."""
    answers = [
        ("https://post.example/1", "200 OK", "text/html; charset=utf-8", HTML.encode()),
        ("https://post.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://post.example/2", "404 Not Found", "text/html", b"<p>gone</p>"),
        ("https://post.example/3", "200 OK", "text/plain", TEXT.encode()),
        ("https://post.example/4", "200 OK", "text/html", bytes(range(256)) * 9),
        ("https://post.example/5.pdf", "200 OK", "application/pdf", pdf([PROSE[0]])),
    ]
    records = []
    for uri, status, kind, body in answers:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2020-01-07T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{len(records):08d}-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(gzip.compress(record) if packed else record for record in records)


@pytest.mark.parametrize("name", ["w.warc", "w.warc.gz"])
def test_web_archives(tmp_path, name):
    page, text, fault, report = opened(tmp_path, name, warc(packed=name.endswith("gz")))
    assert (page.id, page.uri, page.raw) == ("w/1", "https://post.example/1", HTML)
    assert (text.media_type, text.raw) == ("text/plain", TEXT)
    assert isinstance(fault, Fault)
    assert fault.document.endswith("https://post.example/4")
    assert report.raw == PROSE[0]


def test_web_archive_collections(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", LINE)
        archive.writestr("archive/data.warc.gz", warc(packed=True))
    found = opened(tmp_path, "c.wacz", held.getvalue())
    assert [item.uri for item in found if isinstance(item, Page)][:2] == [
        "https://post.example/1",
        "https://post.example/3",
    ]


@pytest.mark.parametrize("data", [b"nonsense\n" * 9, b"WARC/1.0\r\nbad"])
def test_a_bad_web_archive_is_one_fault(tmp_path, data):
    (fault,) = opened(tmp_path, "w.warc", data)
    assert isinstance(fault, Fault)


def test_damage_inside_a_web_archive_is_a_fault_and_nothing_is_printed(tmp_path, capfd):
    """The parser's own complaints go to standard error; here they are the reasons of faults."""
    short = re.sub(rb"Content-Length: \d+", b"Content-Length: 99", warc(packed=False), count=1)
    found = opened(tmp_path, "short.warc", short)
    assert "is damaged before record 2" in [item.reason for item in found if isinstance(item, Fault)]
    assert [item.uri for item in found if isinstance(item, Page)][-2:] == [
        "https://post.example/3",
        "https://post.example/5.pdf",
    ]
    packed = gzip.compress(HTML.encode() * 3000, 0)
    middle = len(packed) // 2
    packed = packed[:middle] + b"\xff" * 400 + packed[middle + 400 :]
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/9\r\n"
        "WARC-Record-ID: <urn:uuid:9>\r\nWARC-Date: 2020-01-07T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    (fault,) = opened(tmp_path, "packed.warc", head.encode() + answer + b"\r\n\r\n")
    assert fault.reason == "is packed and damaged"
    assert capfd.readouterr() == ("", "")


PARTS = {
    "b.txt": TEXT,
    "a/page.html": HTML,
    "feed.jsonl": LINE,
    "__MACOSX/x.txt": "x",
    ".hidden.txt": "x",
    "a.png": "x",
}


def zipped(parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(parts, mode="w"):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, data in parts.items():
            held_data = data if isinstance(data, bytes) else data.encode()
            info = tarfile.TarInfo(name)
            info.size = len(held_data)
            archive.addfile(info, io.BytesIO(held_data))
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("r.zip", zipped(PARTS)),
        ("r.tar", tarred(PARTS)),
        ("r.tar.gz", tarred(PARTS, "w:gz")),
        ("r.tgz", tarred(PARTS, "w:gz")),
        ("r.tar.bz2", tarred(PARTS, "w:bz2")),
        ("r.tar.xz", tarred(PARTS, "w:xz")),
    ],
)
def test_archives(tmp_path, name, data):
    text, page, line, fault = opened(tmp_path, name, data)
    assert (text.id, text.raw) == ("r/b", TEXT)
    assert (page.id, page.raw) == ("r/a/page", HTML)
    assert (line.id, line.text) == ("w1", TEXT)
    assert fault.reason == "is of a kind that is not read (.png)"


@pytest.mark.parametrize(
    ("name", "data", "id_"),
    [
        ("a.txt.gz", gzip.compress(TEXT.encode()), "a"),
        ("a.html.bz2", bz2.compress(HTML.encode()), "a"),
        ("a.html.xz", lzma.compress(HTML.encode()), "a"),
        ("a.jsonl.gz", gzip.compress(LINE.encode()), "w1"),
        ("a.jsonl.gz", gzip.compress(LINE.encode()) + gzip.compress(b""), "w1"),
        ("a.zip", zipped({"in.zip": zipped({"b.txt": TEXT})}), "a/in/b"),
        ("a.zip", zipped({"in.txt.gz": gzip.compress(TEXT.encode())}), "a/in"),
        ("a.zip", zipped({"m.eml": message(plain=TEXT).as_bytes()}), "a/m"),
    ],
)
def test_packed_files(tmp_path, name, data, id_):
    (found,) = opened(tmp_path, name, data)
    assert found.id == id_
    assert PROSE[0] in (found.text if isinstance(found, Document) else found.raw)
