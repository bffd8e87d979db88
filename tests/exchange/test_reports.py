from __future__ import annotations

import io
import json
import os
import sys
import tarfile
import tracemalloc

import pytest

from deedwatch import samples
from deedwatch.exchange import reports
from deedwatch.exchange.reports import open_reports
from deedwatch.records import Document, Fault, Page

TEXT = "The two ministers met in Oslo on Monday – for nine hours, “with tea”.\n"
HTML = "<html><body><p>The ministers met in Oslo.</p></body></html>"


def opened(*paths, **options):
    return list(open_reports(paths, **options))


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def lines(*rows):
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)


def test_each_kind_of_file(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.html", HTML)
    write(tmp_path, "c.HTM", HTML)
    write(tmp_path, "d.jsonl", lines({"id": "x1", "text": TEXT}, {"id": "x2", "html": HTML}))
    found = opened(tmp_path)
    assert [type(item) for item in found] == [Page, Page, Page, Document, Page]
    assert [item.id for item in found] == ["a", "b", "c", "x1", "x2"]
    assert [item.media_type for item in found if isinstance(item, Page)] == ["text/plain"] + ["text/html"] * 3
    assert found[0].raw == TEXT


def test_a_line_is_taken_as_it_stands():
    text = "  “Two”\r\n\r\n spaces \u00a0 and \u202e marks \t\n"
    row = {
        "id": " 7 ",
        "text": text,
        "title": "T",
        "published": "2018-06-04T14:46",
        "outlet": "O",
        "uri": "u",
        "other": [1],
    }
    (found,) = read_input(lines(row))
    assert found == Document(
        id=" 7 ", text=text, title="T", published="2018-06-04T14:46", outlet="O", uri="u"
    )


def read_input(text, monkeypatch=None, **options):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sys, "stdin", io.TextIOWrapper(io.BytesIO(text if isinstance(text, bytes) else text.encode()))
        )
        return opened("-", **options)


def test_standard_input_is_json_lines():
    found = read_input(lines({"text": "One."}, "", {"id": 5, "text": "Two."}))
    assert [(item.id, item.text) for item in found] == [("stdin:1", "One."), ("5", "Two.")]


@pytest.mark.parametrize("start", ["", "\n  ", "\ufeff<!DOCTYPE html>\n"])
def test_a_page_for_lines_is_one_fault_that_says_how_to_give_it(start):
    (fault,) = read_input(f"{start}<html>\n<body>\n<p>The ministers met.</p>\n</body>\n</html>\n")
    assert (fault.document, fault.reason) == ("-", "is a page of HTML, not JSON lines")
    assert ".html" in fault.remedy


def test_what_a_browser_saves_beside_a_page_is_no_report(tmp_path):
    for name in ("talks.html", "talks_files/ad.html", "talks_files/site.js", "notes_files/own.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>The talks began.</p>", encoding="utf-8")
    assert [found.id for found in open_reports([tmp_path])] == ["talks", "notes_files/own"]


def test_folders_are_read_below_and_in_order(tmp_path):
    for name in ("b/z.txt", "b/a.txt", "a.txt", "c.txt", "b/c/d.txt", ".hidden/e.txt", ".f.txt"):
        write(tmp_path, name, TEXT)
    assert [item.id for item in opened(tmp_path)] == ["a", "c", "b/a", "b/z", "b/c/d"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_name_that_is_no_utf8_is_shown_as_far_as_it_is(tmp_path):
    for name in (b"caf\xe9.txt", b"d\xe9mo.doc"):
        (tmp_path / os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.add(tmp_path / os.fsdecode(b"caf\xe9.txt"), "caf\udce9.txt")
    (tmp_path / "z.tar").write_bytes(packed.getvalue())
    page, fault, inner = opened(tmp_path)
    assert (page.id, page.uri, inner.id) == ("caf\ufffd", "caf\ufffd.txt", "z/caf\ufffd")
    assert fault.document.endswith("/d\ufffdmo.doc")


def test_ids_are_given_once(tmp_path):
    for name in ("a.txt", "a.html", "a.text"):
        write(tmp_path, name, TEXT)
    assert [item.id for item in opened(tmp_path, tmp_path / "a.txt")] == ["a", "a~2", "a~3", "a~4"]


ENCODED = [
    (TEXT.encode("utf-8-sig"), TEXT),
    (TEXT.encode("utf-16"), TEXT),
    (TEXT.encode("utf-16-le"), TEXT),
    (TEXT.encode("utf-16-be"), TEXT),
    (TEXT.encode("utf-32"), TEXT),
    (TEXT.encode("cp1252"), TEXT),
    (
        "Les ministres se sont réunis à Genève, près du château, et l'été y fut très chaud. ".encode(
            "latin-1"
        )
        * 5,
        None,
    ),
    (
        "Министры встретились в Осло в понедельник и говорили девять часов подряд о воде. ".encode("cp1251")
        * 5,
        None,
    ),
]


@pytest.mark.parametrize(("data", "text"), ENCODED)
def test_encodings_are_detected(tmp_path, data, text):
    (found,) = opened(write(tmp_path, "a.txt", data))
    assert isinstance(found, Page)
    assert "\ufffd" not in found.raw
    assert not found.raw.startswith("\ufeff")
    if text:
        assert found.raw == text
    else:
        assert "Genève" in found.raw or "Министры" in found.raw


@pytest.mark.parametrize(
    "declared",
    [
        '<meta charset="windows-1251">',
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
    ],
)
def test_a_page_declares_its_encoding(tmp_path, declared):
    page = f"<html><head>{declared}</head><p>Осло</p></html>"
    (found,) = opened(write(tmp_path, "a.html", page.encode("cp1251")))
    assert "Осло" in found.raw


BAD_FILES = [
    ("a.txt", b"", "is empty"),
    ("a.txt", b" \n\t\n", "is empty"),
    ("a.html", b"\xef\xbb\xbf", "is empty"),
    ("a.txt", b"%PDF-1.7 ...", "is a binary file"),
    ("a.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a binary file"),
    ("a.txt", bytes(range(256)) * 20, "encoding that cannot be told|binary file"),
    ("a.txt", b"The ministers\0 met in Oslo on Monday.", "holds a NUL character|encoding"),
    ("a.txt", b"\xff\xfe\x00\xd8\x00\xd8", "encoding that cannot be told"),
    ("a.docm", b"x", "is of a kind that is not read"),
    ("noending", b"x", "is of a kind that is not read"),
    ("a.jsonl", b"\n\n", "is empty"),
]


@pytest.mark.parametrize(("name", "data", "reason"), BAD_FILES)
def test_a_bad_file_gives_one_fault_and_the_rest_goes_on(tmp_path, name, data, reason):
    bad = write(tmp_path, name, data)
    good = write(tmp_path, "z/good.txt", TEXT)
    fault, page = opened(bad, good)
    assert isinstance(fault, Fault)
    assert fault.document == str(bad)
    assert fault.stage == "open"
    assert pytest.importorskip("re").search(reason, fault.reason)
    assert fault.remedy
    assert isinstance(page, Page)


BAD_LINES = [
    ("{", "is not JSON"),
    ("nonsense", "is not JSON"),
    ("[" * 100_000, "is not JSON"),
    ("[1]", "is not a JSON object"),
    ('"text"', "is not a JSON object"),
    ("{}", "lacks text"),
    ('{"text": 7}', "lacks text"),
    ('{"text": null}', "lacks text"),
    ('{"text": ""}', "has an empty text"),
    ('{"text": " \\n"}', "has an empty text"),
    ('{"text": "a", "title": 7}', "has a title that is no string"),
    ('{"text": "a", "id": {}}', "has an id that is no string"),
    ('{"text": "a", "id": true}', "has an id that is no string"),
    ('{"text": "a\\u0000b"}', "holds a NUL character in its text"),
    ('{"text": "a\\ud800b"}', "holds half a character in its text"),
    ('{"text": "a", "title": "\\udc00"}', "holds half a character in its title"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES, ids=[line[:20] for line, _ in BAD_LINES])
def test_a_bad_line_gives_one_fault_and_the_rest_goes_on(tmp_path, line, reason):
    path = write(tmp_path, "r.jsonl", lines({"id": "1", "text": "One."}, line, {"id": "3", "text": "Three."}))
    first, fault, third = opened(path)
    assert (first.id, third.id) == ("1", "3")
    assert (fault.document, fault.reason) == (f"{path}, line 2", reason)
    assert fault.remedy


def test_a_line_in_a_wrong_encoding_is_named(tmp_path):
    path = write(tmp_path, "r.jsonl", b'{"text": "caf\xe9"}\n' + lines({"text": "Two."}).encode())
    fault, second = opened(path)
    assert (fault.reason, fault.remedy) == ("is not UTF-8", "save the file as UTF-8")
    assert second.id == "r:2"


@pytest.mark.parametrize("day", ["last week", "2017-13-45", "2017-02-29", "20170301"])
def test_a_date_that_is_none_is_said_and_the_report_kept(tmp_path, day):
    document, fault = opened(write(tmp_path, "r.jsonl", lines({"text": "a", "published": day})))
    assert document.published is None
    assert fault.reason == f"has the date {day!r}, and was read without it"
    assert fault.is_of_date


def test_paths_that_are_not_there_or_may_not_be_read(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", TEXT)
    (fault,) = opened(tmp_path / "none.txt")
    assert (fault.reason, fault.remedy) == ("is not there", "check the path")

    def refuse(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(path), "open", refuse)
    (fault,) = opened(path)
    assert fault.reason == "may not be read"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_links_and_pipes(tmp_path):
    outside = write(tmp_path, "outside/secret.txt", TEXT)
    folder = tmp_path / "in"
    inside = write(folder, "a.txt", TEXT)
    (folder / "b.txt").symlink_to(inside)
    (folder / "c.txt").symlink_to(outside)
    (folder / "d").symlink_to(folder)
    (folder / "e.txt").symlink_to(folder / "gone")
    os.mkfifo(folder / "f.txt")
    found = opened(folder)
    assert [item.id for item in found if isinstance(item, Page)] == ["a", "b"]
    reasons = [item.reason for item in found if isinstance(item, Fault)]
    assert reasons == ["is a link that leads out of the folder"] * 3 + ["is not a file"]


def test_a_large_file_of_lines_is_never_whole_in_memory(tmp_path):
    path = tmp_path / "r.jsonl"
    with path.open("w") as file:
        for number in range(20_000):
            file.write(json.dumps({"id": str(number), "text": "The ministers met in Oslo. " * 40}) + "\n")
    assert path.stat().st_size > 20_000_000
    tracemalloc.start()
    count = sum(1 for _ in open_reports([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000


def test_a_line_without_end_is_refused_in_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("deedwatch.exchange.reports.lines._LONGEST_LINE", 100_000)
    path = write(
        tmp_path, "r.jsonl", b'{"text": "' + b"a" * 3_000_000 + b'"}\n' + lines({"text": "Two."}).encode()
    )
    fault, second = opened(path)
    assert fault.reason.startswith("has more than")
    assert second.text == "Two."


def test_a_page_of_200_mb_is_refused_unread(tmp_path):
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    (fault,) = opened(path)
    assert fault.reason == "has more than 50 MB"


def test_every_opener_is_there():
    for where in reports.OPENERS.values():
        module, name = where.split(":")
        assert callable(getattr(__import__(f"deedwatch.exchange.reports.{module}", fromlist=[name]), name))


def test_the_samples_open_without_a_fault():
    found = opened(samples.path())
    assert len(found) == 28
    assert not [item for item in found if isinstance(item, Fault)]
    assert len({item.id for item in found}) == 28
    assert opened(samples.path()) == found
