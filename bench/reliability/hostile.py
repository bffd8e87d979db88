"""Damaged inputs through every reader: what is read, refused, lost in silence, and what crashes or hangs.

    python bench/reliability/hostile.py [--inputs 11000] [--seed 1]

Good files of every kind that is read are damaged (bytes changed, cut, doubled, spliced with others, given
the wrong ending), written to a folder and opened as `deedwatch read` opens them; pages are cleaned as a
report is, up to the parse. An input that gives neither a report nor a fault is lost in silence; an exception
other than a refusal is a crash; one that takes more than the limit of a document is a hang. Exit code 1 if
there was any of the three.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import json
import lzma
import random
import resource
import signal
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

from deedwatch.errors import InputError
from deedwatch.exchange.reports import OPENERS, open_reports
from deedwatch.reading.article import read_page, require_readable
from deedwatch.records import Document, Fault, Page

LIMIT = 20  # seconds a document
FEW = {".pdf": 60}  # a process for each file
PROSE = [
    "The two foreign ministers met for nine hours in the old customs house on Monday, officials said.",
    "Neither side would say whether they had agreed to meet again, and both left by the back door.",
    "“We demand that the camps be closed by Friday,” the minister told reporters after the meeting.",
]
TEXT = "\n\n".join(["Nine hours", *PROSE])
HTML = (
    "<!doctype html><html><head><meta charset=utf-8><title>Nine hours</title></head><body>"
    "<nav><a href=/>Home</a></nav><article><h1>Nine hours</h1>"
    + "".join(f"<p>{line}</p>" for line in PROSE)
    + "</article></body></html>"
)
PIECES = [
    b"<", b"</p>", b"<p ", b"<table><tr><td>", b"\0", b'"' * 50, b"\r\n", b"\xff\xfe", b"\xed\xa0\x80", b"{",
    b"[" * 90, b"&#x202e;", b"&#0;", "\u202e".encode(), b"<!--", b"]]>", b"<![CDATA[", b"&b;",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"PK\x01\x02", b"\x1f\x8b", b"--b", b"Content-Length: -1\r\n",
    b"../../", b"A" * 3000, b"charset=utf-7", b"1 May 2017 ",
]  # fmt: skip


def zipped(*parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return held.getvalue()


def tarred(*parts):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in parts:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def crawled():
    page = HTML.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/1\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "WARC-Date: 2018-06-04T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def feeds():
    item = (
        "<item><title>Nine hours</title><link>https://post.example/1</link>"
        f"<description>{TEXT}</description></item>"
    )
    rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>{item * 2}</channel></rss>'
    entry = f"<entry><title>Nine hours</title><content>{TEXT}</content></entry>"
    return rss.encode(), f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()


def mail():
    return (
        "Subject: Nine hours\r\nDate: Mon, 04 Jun 2018 14:46:00 +0200\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
        f"--b\r\nContent-Type: text/html\r\nContent-Location: https://post.example/1\r\n\r\n{HTML}\r\n--b--\r\n"
    ).encode()


def printed():
    words = "".join(f"({line.strip('“”')}) Tj T* " for line in PROSE).encode("latin-1", "ignore")
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\nBT /F 12 Tf 14 TL %s ET\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%%%EOF\n"
    ) % (len(words) + 23, words)


def written():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in PROSE)
    return f"<w:document {space}><w:body>{runs}</w:body></w:document>".encode()


def plain(data):
    return data


def seeds():
    """For each ending the inside of a good file and how it is packed; an opener without one fails at once."""
    line = json.dumps({"id": "a", "text": TEXT}) + "\n" + json.dumps({"id": "b", "html": HTML}) + "\n"
    rss, atom = feeds()
    text, html, line = TEXT.encode(), HTML.encode(), line.encode()
    tar = tarred(("a.txt", text), ("b/c.html", html))
    good = {
        **dict.fromkeys([".txt", ".text"], (text, plain)),
        **dict.fromkeys([".html", ".htm", ".xhtml"], (html, plain)),
        **dict.fromkeys([".jsonl", ".ndjson"], (line, plain)),
        **dict.fromkeys([".rss", ".xml"], (rss, plain)),
        ".atom": (atom, plain),
        **dict.fromkeys([".eml", ".mhtml", ".mht"], (mail(), plain)),
        ".pdf": (printed(), plain),
        ".docx": (written(), lambda data: zipped(("word/document.xml", data))),
        ".warc": (crawled(), plain),
        ".wacz": (crawled(), lambda data: zipped(("archive/a.warc", data))),
        ".gz": (line, gzip.compress),
        ".bz2": (line, bz2.compress),
        ".xz": (line, lzma.compress),
        ".tar": (tar, plain),
        ".tgz": (tar, gzip.compress),
        ".tbz2": (tar, bz2.compress),
        ".txz": (tar, lzma.compress),
        ".zip": (html, lambda data: zipped(("a.txt", TEXT), ("b/c.html", data), ("d.jsonl", data))),
    }
    assert set(good) == set(OPENERS), set(good) ^ set(OPENERS)
    return good


def damaged(chance, data, others):
    """One to eight injuries; some leave a file that can still be read, as in life."""
    held = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(held) + 1)
        match chance.randrange(7):
            case 0 if held:
                held[at % len(held)] = chance.randrange(256)
            case 1:
                held[at : at + chance.randint(1, 30)] = b""
            case 2:
                held[at:at] = chance.choice(PIECES)
            case 3 if chance.random() < 0.3:
                del held[at:]
            case 4:
                held[at:at] = held[at : at + chance.randint(1, 400)] * chance.randint(1, 20)
            case 5 if chance.random() < 0.3:
                other = chance.choice(others)
                held[at:] = other[chance.randrange(len(other)) :]
            case _:
                held[at : at + 4] = chance.randbytes(4)
    return bytes(held)


class Overtime(BaseException):
    """Raised by the alarm: not an Exception, so that no reader takes it for a damaged file."""


def ring(*_):
    raise Overtime


def taken(items):
    """How many outcomes a reader gave, and how many are reports with a text; the others say why not."""
    found, kept = 0, 0
    for item in items:
        found += 1
        if isinstance(item, Fault):
            assert item.document
            assert item.reason
            assert item.remedy
            continue
        try:
            document = require_readable(read_page(item) if isinstance(item, Page) else item)
        except InputError:
            continue
        assert isinstance(document, Document)
        document.text.encode()
        kept += 1
    return found, kept


def outcome(path):
    """What became of one input: read, refused, silent, hung, or the name of the exception."""
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        found, kept = taken(open_reports([path]))
    except Overtime:
        return "hung"
    except Exception as error:  # noqa: BLE001 - this is what is counted
        return f"crashed: {type(error).__name__}: {error}"[:200]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return "read" if kept else "refused" if found else "silent"


def made(chance, ending, good, others):
    """One damaged file: of a packed one half the time the inside, so that more than its checksum is tried."""
    if chance.random() < 0.1:
        return damaged(chance, chance.choice(others), others)  # another kind than the ending says
    inside, pack = good[ending]
    if chance.random() < 0.5:
        return pack(damaged(chance, inside, others))
    return damaged(chance, pack(inside), others)


def run(inputs, seed):
    good, chance = seeds(), random.Random(seed)
    table, slowest, failures = defaultdict(Counter), defaultdict(float), []
    others = [pack(inside) for inside, pack in good.values()]
    each = -(-inputs // (len(OPENERS) - len(FEW)))
    with tempfile.TemporaryDirectory() as folder:
        for ending in OPENERS:
            path = Path(folder) / (f"x.jsonl{ending}" if ending in {".gz", ".bz2", ".xz"} else f"x{ending}")
            inside, pack = good[ending]
            path.write_bytes(pack(inside))
            assert outcome(path) == "read", f"the good {ending} file is not read"
            for number in range(FEW.get(ending, each)):
                path.write_bytes(made(chance, ending, good, others))
                began = time.perf_counter()
                said = outcome(path)
                slowest[ending] = max(slowest[ending], time.perf_counter() - began)
                table[ending][said.partition(":")[0]] += 1
                if said not in {"read", "refused"}:
                    failures.append(f"{ending} input {number}: {said}")
    return table, slowest, failures


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--inputs", type=int, default=11_000, help="in all, PDF files apart")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    signal.signal(signal.SIGALRM, ring)
    table, slowest, failures = run(asked.inputs, asked.seed)
    columns = ["read", "refused", "silent", "crashed", "hung"]
    print(f"{'kind':8}{'inputs':>8}" + "".join(f"{name:>9}" for name in columns) + f"{'slowest':>10}")
    for ending, row in table.items():
        cells = "".join(f"{row[name]:>9,}" for name in columns)
        print(f"{ending:8}{row.total():>8,}{cells}{slowest[ending]:>8.2f} s")
    total = sum(table.values(), Counter())
    cells = "".join(f"{total[name]:>9,}" for name in columns)
    print(f"{'all':8}{total.total():>8,}{cells}{max(slowest.values()):>8.2f} s")
    print(
        f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB; seed {asked.seed}"
    )
    for line in failures[:20]:
        print(line)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
