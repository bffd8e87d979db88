from __future__ import annotations

import json
import re

import pytest

from deedwatch import samples
from deedwatch.errors import InputError
from deedwatch.reading.article import read_page
from deedwatch.records import Document, Page
from deedwatch.text import raw_span

PROSE = (
    "The two foreign ministers met for nine hours in the old customs house on Monday, officials said.",
    "Neither side would say whether they had agreed to meet again, and both left by the back door.",
    "A third round is planned for next month, according to a diplomat who took part in the talks.",
)


def plain(raw, **more):
    return read_page(Page(id="x", raw=raw, media_type="text/plain", **more))


def html(body, head="", **more):
    raw = f"<html><head><title>t</title>{head}</head><body>{body}</body></html>"
    return read_page(Page(id="x", raw=raw, media_type="text/html", **more))


def story(*, above="", below="", title="Ministers meet for nine hours"):
    paragraphs = "".join(f"<p>{p}</p>" for p in PROSE)
    return f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{above}{paragraphs}{below}</article>"


def test_a_plain_page_gives_all_its_parts():
    raw = "\n\n".join(
        [
            "Sign up for our newsletter",
            "Europe",
            "Ministers meet for nine hours",
            "By Pia Holm and Jens Dahl",
            "Published: June 4 2018 14:46 | Last updated: June 4 2018 22:39",
            f"OSLO, Norway (Harbour Post) - {PROSE[0]}",
            *PROSE[1:],
            "Additional reporting by Ola Vik in Bergen",
            "© 2018 Harbour Post. All rights reserved.",
            "Back to Top",
        ]
    )
    document = plain(raw)
    assert document.title == "Ministers meet for nine hours"
    assert document.authors == ("Pia Holm", "Jens Dahl")
    assert document.contributors == ("Ola Vik",)
    assert (document.published, document.updated) == ("2018-06-04T14:46", "2018-06-04T22:39")
    assert document.outlet == "Harbour Post"
    assert document.dateline == "OSLO, Norway (Harbour Post)"
    lines = document.text.split("\n\n")
    assert lines == ["Ministers meet for nine hours", f"OSLO, Norway (Harbour Post) - {PROSE[0]}", *PROSE[1:]]


def test_what_a_plain_page_does_not_tell_is_none():
    document = plain("\n\n".join(PROSE))
    assert document.text == "\n\n".join(PROSE)
    told = (document.title, document.outlet, document.published, document.updated, document.dateline)
    assert told == (None,) * 5
    assert document.authors == document.contributors == ()


@pytest.mark.parametrize(
    ("first", "dateline"),
    [
        (f"BAGHDAD (Reuters) - {PROSE[0]}", "BAGHDAD (Reuters)"),
        (f"BEIRUT, Lebanon (AP) — {PROSE[0]}", "BEIRUT, Lebanon (AP)"),
        (f"MOSCOW, May 3 (Xinhua) -- {PROSE[0]}", "MOSCOW, May 3 (Xinhua)"),
        (f"NEW DELHI: {PROSE[0]}", "NEW DELHI"),
        (f"UNITED NATIONS, 1 June 2018 – {PROSE[0]}", "UNITED NATIONS, 1 June 2018"),
        (f"GAZA/JERUSALEM (Reuters) - {PROSE[0]}", "GAZA/JERUSALEM (Reuters)"),
        (f"Paris, France (AP) — {PROSE[0]}", "Paris, France (AP)"),
        (f"Baghdad – {PROSE[0]}", "Baghdad"),
        (f"BREAKING - {PROSE[0]}", None),
        (f"NATO - {PROSE[0]}", None),
        ("Iran – Iraq’s neighbour – said on Monday that it had not been asked to the talks at all.", None),
        ("The US - North Korea talks went on for nine hours on Monday, officials in Oslo said.", None),
        (PROSE[0], None),
    ],
)
def test_a_dateline_is_found_or_none(first, dateline):
    document = plain("\n\n".join([first, *PROSE[1:]]))
    assert document.dateline == dateline
    assert document.text.startswith(first)


def test_wrapped_lines_are_one_paragraph():
    raw = (
        "Ministers meet for nine hours\n\n"
        "The two foreign ministers met for nine hours in the old customs\n"
        "house on Monday, officials said, and neither of them would tell\n"
        "whether they had agreed to meet again.\n\n"
        f"{PROSE[2]}\n"
    )
    assert (
        plain(raw)
        .text.split("\n\n")[1]
        .endswith("officials said, and neither of them would tell whether they had agreed to meet again.")
    )


def test_lines_without_blank_lines_between_are_paragraphs():
    assert plain("\n".join(["Ministers meet for nine hours", *PROSE])).text.split("\n\n")[1:] == list(PROSE)


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        ("Home\n\nNews\n\nBack to Top", "text/plain"),
        ("", "text/plain"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html"),
        ("", "text/html"),
        ("<<<>>>", "text/html"),
        ("<html><body><form><input></form><script>x</script></body></html>", "text/html"),
    ],
)
def test_a_page_without_an_article_is_refused_by_name(raw, media_type):
    with pytest.raises(InputError, match="page7: holds no article; give the page of one report"):
        read_page(Page(id="page7", raw=raw, media_type=media_type))


def test_a_page_of_20_million_characters_is_refused():
    with pytest.raises(InputError, match="x: is a page of 20,000,001 characters"):
        plain("a" * 20_000_001)


def test_html_by_json_ld():
    told = {
        "@graph": [
            {"@type": "WebSite", "name": "Harbour Post"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ministers meet for nine hours",
                "datePublished": "2018-06-04T14:46:00+02:00",
                "dateModified": "2018-06-04T22:39:00Z",
                "author": [{"@type": "Person", "name": "Pia Holm"}, {"@type": "Person", "name": "Jens Dahl"}],
                "publisher": {"@type": "Organization", "name": "Harbour Post"},
            },
        ]
    }
    document = html(story(), f'<script type="application/ld+json">{json.dumps(told)}</script>')
    assert document.authors == ("Pia Holm", "Jens Dahl")
    assert (document.published, document.updated) == ("2018-06-04T14:46", "2018-06-04T22:39")
    assert document.outlet == "Harbour Post"
    assert document.text == "\n\n".join(["Ministers meet for nine hours", *PROSE])


@pytest.mark.parametrize(
    "script", ["{", '{"@type": "NewsArticle", "author": 7, "publisher": [], "datePublished": {}}', "[" * 5000]
)
def test_faulty_json_ld_does_no_harm(script):
    document = html(story(), f'<script type="application/ld+json">{script}</script>')
    assert document.authors == ()
    assert document.published is None


@pytest.mark.parametrize(
    ("head", "above", "authors", "published", "outlet"),
    [
        ('<meta name="author" content="Pia Holm">', "", ("Pia Holm",), None, None),
        (
            '<meta property="article:published_time" content="2018-06-04T14:46:00Z">',
            "",
            (),
            "2018-06-04T14:46",
            None,
        ),
        ('<meta property="og:site_name" content="Harbour Post">', "", (), None, "Harbour Post"),
        (
            '<meta name="date" content="2018-06-04">',
            "<p>By Pia Holm</p><p>4 June 2018, 14:46</p>",
            ("Pia Holm",),
            "2018-06-04T14:46",
            None,
        ),
        (
            "",
            "<div>By <a rel='author'>Pia Holm</a></div><div>Published <span>4 June 2018 14:46</span></div>",
            ("Pia Holm",),
            "2018-06-04T14:46",
            None,
        ),
        (
            "",
            "<time itemprop='datePublished' datetime='2018-06-04T14:46'>Monday</time>",
            (),
            "2018-06-04T14:46",
            None,
        ),
        ('<meta name="author" content="https://post.example/pia">', "", (), None, None),
    ],
)
def test_html_by_meta_elements_and_lines(head, above, authors, published, outlet):
    document = html(story(above=above), head)
    assert (document.authors, document.published, document.outlet) == (authors, published, outlet)
    assert document.text == "\n\n".join(["Ministers meet for nine hours", *PROSE])


def test_html_furniture_goes_and_contributors_stay_known():
    below = (
        "<p>Additional reporting by Ola Vik in Bergen</p><p>READ MORE: Ferry is back</p><p>Back to Top</p>"
    )
    document = html(story(below=below))
    assert document.contributors == ("Ola Vik",)
    assert document.text.endswith(PROSE[-1])


def test_what_was_given_beside_the_page_is_kept_and_made_finer():
    page = story(above="<p>4 June 2018, 14:46</p>")
    assert html(page, published="2018-06-04").published == "2018-06-04T14:46"
    assert html(page, published="2018-06-05", outlet="Post").published == "2018-06-05"
    assert html(page, outlet="Post", title="Nine hours").outlet == "Post"
    assert html(page, title="Nine hours").title == "Nine hours"


def pages():
    for path in sorted(samples.path().glob("*.*")):
        if path.suffix in {".html", ".txt"}:
            raw = path.read_bytes().decode("cp1252" if "gondwe" in path.name else "utf-8")
            media_type = "text/html" if path.suffix == ".html" else "text/plain"
            yield pytest.param(Page(id=path.stem, raw=raw, media_type=media_type), id=path.stem)


@pytest.mark.parametrize("page", [*pages()])
def test_sample_pages_lose_their_furniture_and_nothing_else(page):
    document = read_page(page)
    assert document.title
    assert document.outlet in {"Great Lakes Wire", "Lusaka Courier", "Lilongwe Herald"}
    assert len(document.authors) in {1, 2}
    assert re.fullmatch(r"2017-\d\d-\d\dT\d\d:\d\d", document.published)
    assert page.id.startswith(document.published[:10])
    words = r"subscribe|newsletter|sign up|share|back to top|related|most read|more from|copyright|©|reporting by|log in|print|advert|comments"
    assert not re.search(words, document.text, re.IGNORECASE)
    assert document.text.count("\n\n") >= 5
    assert document.text.rstrip('”"').endswith(".")


@pytest.mark.parametrize("page", [*pages()])
def test_every_letter_of_a_sample_page_is_shown_as_it_came(page):
    document = read_page(page)
    mapped = {n for segment in document.segments for n in range(segment.start, segment.end)}
    assert all(n in mapped for n, letter in enumerate(document.text) if letter.strip())
    for word in re.finditer(r"[A-Za-z]{3,}", document.text):
        low, high = raw_span(document.segments, word.span())
        assert page.raw[low:high] == word.group()


UNREADABLE = [
    ("a" * 300_001, "has a text of more than 300,000 characters"),
    ('"' * 5_000, "is no prose: 2,500 characters without the end of a sentence"),
    ("said " * 1_000, "is no prose: 2,500 characters without the end of a sentence"),
    ("The talks failed. " * 2_300, "has a paragraph of more than 40,000 characters"),
    ('" ". ' * 400, "is no prose: most of its characters are no letters"),
    ("The talks\0 failed.", "holds a NUL character"),
    ("The talks\ud800 failed.", "holds half a character"),
]


@pytest.mark.parametrize(("text", "fault"), UNREADABLE, ids=[fault[:30] for _, fault in UNREADABLE])
def test_what_is_no_prose_is_refused_by_its_fault(text, fault):
    from deedwatch.reading.article import require_readable

    with pytest.raises(InputError) as refused:
        require_readable(Document(id="x", text=text))
    assert refused.value.fault == fault


def test_a_page_whose_title_no_store_can_keep_is_refused():
    page = Page(id="x", raw="The talks failed on Monday. " * 9, media_type="text/plain", title="Talks\0")
    with pytest.raises(InputError, match="x: holds a NUL character in its title"):
        read_page(page)


@pytest.mark.parametrize("text", ["", "No.", "12 dead, 13 hurt", f"{'The talks went on and on ' * 95}."])
def test_short_texts_and_long_sentences_are_readable(text):
    from deedwatch.reading.article import require_readable

    assert require_readable(Document(id="x", text=text)).text == text


def test_a_report_in_another_language_is_refused_by_name():
    from deedwatch.reading.article import require_readable

    french = (
        "Le ministre a dit que la décision du gouvernement n'a pas été prise et que les troupes attendent. "
        * 3
    )
    with pytest.raises(InputError, match="x: is in French, not in English"):
        require_readable(plain(french))
    english = plain("\n\n".join(PROSE))
    assert require_readable(english) is english


def test_an_update_before_the_publication_is_left_out():
    head = (
        '<meta property="article:published_time" content="2018-06-04T14:46Z">'
        '<meta property="article:modified_time" content="2018-06-04T09:50-05:00">'
        '<meta property="og:site_name" content="Harbour Post | News of the sea">'
    )
    document = html(story(), head)
    assert (document.published, document.updated, document.outlet) == (
        "2018-06-04T14:46",
        None,
        "Harbour Post",
    )


def test_a_long_attribute_is_no_crowd_of_attributes():
    assert html(story(below=f"<div data-x='{'word ' * 9_000}'></div>")).text.endswith(PROSE[-1])
    with pytest.raises(InputError, match="has an element with more than 3,000 attributes"):
        html(story(below=f"<div {'abcde=1 ' * 9_000}></div>"))


def test_short_sentences_at_both_ends_belong_to_the_article():
    raw = "\n\n".join(
        ["Ministers meet for nine hours", "It was late.", *PROSE, "Nobody was smiling.", "Ferry is back"]
    )
    assert plain(raw).text.split("\n\n")[1:] == ["It was late.", *PROSE, "Nobody was smiling."]


def test_a_page_with_a_box_to_subscribe_in_place_of_its_article_is_refused():
    box = "<div><h3>This article is for subscribers</h3><p>Subscribe now for 1 euro a week to continue.</p></div>"
    letter = "<div class='newsletter-signup'><h4>News</h4><p>We promise not to share your address.</p></div>"
    seen = "<p>Soldiers wait at the crossing on Sunday. Photo: Ana Holm/Harbour Post</p>"
    page = f"<article><div>Politics</div><h1>Inside a town</h1><div>3 min read</div>{seen}{box}{letter}</article>"
    with pytest.raises(InputError, match="holds no article"):
        html(page)


@pytest.mark.parametrize("frame", ["with-sidebar", "has-related content", "post tag-newsletters"])
def test_a_frame_named_for_the_box_beside_the_article_is_kept(frame):
    document = html(f"<div class='{frame}'>{story()}</div>")
    assert document.text.split("\n\n")[1:] == list(PROSE)
    body = "".join(f"<p>{p}</p>" for p in PROSE)
    links = "".join(
        f"<li><a href='/{n}'>Minister opens bridge number {n} at the old port</a></li>" for n in range(40)
    )
    document = html(
        f"<ul>{links}</ul><h1>Ministers meet for nine hours</h1><div class='{frame}'>{body}</div>"
    )
    assert document.text.split("\n\n")[1:] == list(PROSE)


@pytest.mark.parametrize(
    "box", ["class='PagePromo'", "class='related-posts'", "id='cookie-notice'", "class='author-bio'"]
)
def test_a_box_about_something_else_is_no_part_of_the_article(box):
    other = "<p>The envoy demanded on Friday that the stones be put back where they had stood before.</p>"
    document = html(story(below=f"<div {box}>{other}</div>"))
    assert document.text.split("\n\n")[1:] == list(PROSE)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 1998-2024 La Paz Chronicle S.R.L.", "La Paz Chronicle"),
        ("© 2024 Harbour Post", "Harbour Post"),
        ("Copyright 2024 Voice of Ennedi. All rights reserved.", "Voice of Ennedi"),
    ],
)
def test_the_outlet_of_a_copyright_line_is_without_the_form_of_its_firm(line, outlet):
    assert html(story(), "").outlet is None
    assert html(f"{story()}<footer>{line}</footer>").outlet == outlet


@pytest.mark.parametrize(
    ("address", "told"),
    [("https://post.example/talks", "https://post.example/talks"), ("https://post.example/", None)],
)
def test_a_page_without_a_canonical_link_has_the_address_that_it_gives_to_be_shared(address, told):
    assert html(story(), f'<meta property="og:url" content="{address}">').uri == told
