"""The brief in all its forms: the same sentences, each with its note, whatever the text holds."""

import re

import pytest

from deedwatch.errors import InputError
from deedwatch.exchange.out.brief import Brief, Heading, Listed, Note, Picture, Said, Table, write_brief

FIRST = Note("Lusaka Courier", "2017-03-06", 'Malawi "must stop" #sheltering $them', "r1")
SECOND = Note("Lilongwe Herald", "2017-03-08", "there are <b>no</b> camps *here*", "r2")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000b494441"
    "54789c6360000200000500017a5eab3f0000000049454e44ae426082"
)
BRIEF = Brief(
    title="Zambia & Malawi <2017>",
    scope="As of 2017-06-12, from 2 reports.",
    blocks=(
        Heading("Ledger"),
        Said("Zambia demanded an end to #shelter; [open].", (FIRST,)),
        Listed((Said("Malawi denies.", (SECOND,)), Said("Twice told.", (FIRST, SECOND)))),
        Table(("Party", "Stance"), ((Said("MWI"), Said("denies | rejects", (SECOND,))),)),
        Picture(SVG, PNG, "Nothing can be told."),
    ),
)


def test_notes_come_once_in_order():
    assert BRIEF.notes() == (FIRST, SECOND)


def test_html_is_one_file_without_script_and_with_every_note(tmp_path):
    write_brief(BRIEF, tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "Zambia &amp; Malawi &lt;2017&gt;" in page
    assert page.count('<li id="n') == 2
    assert set(re.findall(r'href="#(n\d)"', page)) == set(re.findall(r'id="(n\d)"', page))


def test_markdown_has_footnotes_and_no_stray_markup(tmp_path):
    write_brief(BRIEF, tmp_path / "brief.md")
    page = (tmp_path / "brief.md").read_text(encoding="utf-8")
    assert "Malawi denies.[^2]" in page
    assert "[^2]: Lilongwe Herald, 2017-03-08" in page
    assert "denies \\| rejects" in page


def test_pdf_holds_sentences_and_quotations(tmp_path):
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    write_brief(BRIEF, tmp_path / "brief.pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "brief.pdf").pages)
    assert "Zambia demanded an end to #shelter; [open]." in text
    assert "#sheltering $them" in " ".join(text.split())


def test_docx_opens_again_with_the_same_words(tmp_path):
    docx = pytest.importorskip("docx")
    write_brief(BRIEF, tmp_path / "brief.docx")
    document = docx.Document(str(tmp_path / "brief.docx"))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Zambia demanded an end to #shelter; [open]. 1" in words
    assert document.tables[0].cell(1, 1).text == "denies | rejects 2"


@pytest.mark.parametrize("name", ["brief.odt", "brief"])
def test_another_ending_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="no ending of a brief"):
        write_brief(BRIEF, tmp_path / name)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        write_brief(BRIEF, tmp_path / "no" / "brief.md")
