from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deedwatch.text import find_passage, join_passages, raw_span, visible_html, visible_plain

WORDS = st.text(alphabet="abcXYZ019.,’“”-&<éß中", min_size=1, max_size=8)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=5)
SPACES = st.sampled_from([" ", "\n", "  ", "\t", "\u00a0", "</b> <b>", "<br/>\n"])


@pytest.mark.parametrize(
    ("raw", "letters"),
    [
        ("<p>A&nbsp;b</p>", "Ab"),
        ("a&amp;b &#8220;c&#x201D;", "a&b“c”"),
        ("one<!-- two -->three", "onethree"),
        ("<script>if (a<b) x='</p>'</script>y", "y"),
        ("<STYLE>p {}</STYLE>z", "z"),
        ("<script>never closed", ""),
        ("a <!-- never closed", "a"),
        ("3 < 4 and 5 > 4", "3<4and5>4"),
        ("<p title='a'>b", "b"),
        ("&unknown; &amp", "&unknown;&"),
        ("soft\u00adly\u200b now", "softlynow"),
        ("", ""),
    ],
)
def test_letters_of_html(raw, letters):
    assert visible_html(raw).letters == letters


def test_letters_of_plain_text_keep_mark_up_and_entities():
    assert visible_plain("a <b> &amp; c").letters == "a<b>&amp;c"


def test_scanning_takes_time_in_proportion_to_the_file():
    raw = "<!--" * 200_000 + "<script>" * 100_000 + "<a" * 200_000
    assert visible_html(raw).letters == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("R&D is up", "R&amp;D <b>is</b> up"),
        ("is", "is"),
        ("D is", "D <b>is"),
        ("&", "&amp;"),
    ],
)
def test_a_span_is_shown_as_it_came(words, expected):
    visible = visible_html("<p>So: R&amp;D <b>is</b> up.</p>")
    text, segments = join_passages(visible, [find_passage(visible, "So: R&D is up.")])
    start = text.index(words)
    low, high = raw_span(segments, (start, start + len(words)))
    assert visible.raw[low:high] == expected


def test_words_that_are_not_in_the_file_are_not_mapped():
    visible = visible_plain("The talks failed on Monday.")
    text, segments = join_passages(visible, [find_passage(visible, "The long talks failed")])
    start = text.index("long")
    assert raw_span(segments, (start, start + 4)) is None
    assert raw_span(segments, (0, 3)) == (0, 3)


def test_a_span_outside_all_segments_has_no_place():
    assert raw_span((), (0, 3)) is None


@settings(max_examples=150, deadline=None)
@given(paragraphs=PARAGRAPHS, data=st.data())
def test_every_character_of_a_paragraph_is_found_in_the_raw_page(paragraphs, data):
    raw = "<html><nav>x</nav>"
    for paragraph in paragraphs:
        raw += (
            "<p><b>"
            + "".join(html.escape(word) + data.draw(SPACES) for word in paragraph.split(" "))
            + "</b></p>"
        )
    visible = visible_html(raw)
    text, segments = join_passages(visible, [find_passage(visible, paragraph) for paragraph in paragraphs])
    assert text == "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    for segment in segments:
        shown = raw[segment.raw_start : segment.raw_end]
        if segment.end - segment.start == len(shown):
            assert [a if a.strip() else " " for a in shown] == list(text[segment.start : segment.end])
    mapped = {n for segment in segments for n in range(segment.start, segment.end)}
    assert all(n in mapped for n, letter in enumerate(text) if letter.strip())
