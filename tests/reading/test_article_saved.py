"""Pages as people save them, with banners, boxes, captions, embedded posts and bylines of many forms.

``saved_pages/`` holds them; each row says what a reader would write down of one: headline, outlet, authors,
contributors, both times, dateline, and how its paragraphs begin.
"""

from pathlib import Path

import pytest

from deedwatch.exchange.reports import open_reports
from deedwatch.reading.article import read_page

FOLDER = Path(__file__).parent / "saved_pages"
TRUCE = "Chad and plateau rebels sign truce over gold fields"
STORY = ("The government of Chad", "Defence minister Idriss", "At least 14 people", "The rebels denied that")

PAGES = {
    "cookie": (
        TRUCE, "The Sahel Courier", ("Mariam Oumar", "Jean-Paul Ngarta"), (),
        ("2021-03-16T18:05", "2021-03-17T07:40"), None, ("Artillery to be pulled", *STORY),
    ),
    "paywall": (
        TRUCE, "Plateau Times", ("Hassan Djarma",), (), ("2021-03-16T20:11", "2021-03-17T08:30"), None, STORY,
    ),
    "amp": (TRUCE, None, ("Fatime Abakar",), (), ("2021-03-16T19:15", None), None, STORY),
    "live": (
        "Chad truce: rebels hand over first prisoners – live updates", "Sahel Live",
        ("Zara Mahamat", "Oumar Tidjani"), (), ("2021-03-18T06:00", "2021-03-18T11:45"), None,
        ("The Red Cross said", "“All of them", "Three buses with", "Defence minister Idriss", "Good morning"),
    ),
    "cp1252": (
        "Truce signed in Faya after eleven weeks", None, ("Aïcha Koné", "René Brûlé"), (),
        ("2021-03-16T19:05", None), None, STORY,
    ),
    "wire": (
        "Chad, rebels sign truce", "Lake Wire", ("MARIAM OUMAR",), ("Saleh Abba",),
        ("2021-03-16T17:50", None), "FAYA, Chad (LW)", ("FAYA, Chad (LW) — The government", *STORY[1:]),
    ),
    "agency": (
        TRUCE, "Lake Wire", ("MARIAM OUMAR",), (), ("2021-03-16T17:50", None), "FAYA, Chad (LW)",
        ("FAYA, Chad (LW) — The government", *STORY[1:]),
    ),
    "inline": (
        TRUCE, "Tibesti Today", ("Youssouf Brahim",), (), ("2021-03-16", None), None,
        (*STORY[:3], "The truce of Faya", "— African Union", STORY[3]),
    ),
    "nodate": (TRUCE, "The Sahel Courier", (), (), (None, None), None, (*STORY, "Last year's accord")),
    "wordpress": (
        TRUCE, "Voice of Ennedi", ("Achta Saleh",), (), ("2021-03-16T21:00", None), None, STORY,
    ),
    "release": (
        "Statement on the Truce in Northern Chad", None, (), (), ("2021-03-17", None), None,
        ("Norway welcomes", "We call on both", "Norway will give"),
    ),
    "daily": (TRUCE, None, ("Mahamat Nour",), (), (None, None), None, (*STORY, "11 weeks", "400 dead")),
    "ago": (TRUCE, "BRN News", ("Ann Haroun",), (), ("2021-03-16T16:20", "2021-03-16T22:01"), None, STORY),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_saved_page_gives_what_a_reader_would_write_down(name):
    title, outlet, authors, contributors, times, dateline, begins = PAGES[name]
    (page,) = open_reports([FOLDER / f"{name}.html"])
    document = read_page(page)
    assert (document.title, document.outlet) == (title, outlet)
    assert (document.authors, document.contributors) == (authors, contributors)
    assert (document.published, document.updated) == times
    assert document.dateline == dateline
    paragraphs = document.text.split("\n\n")[1:]
    assert [p[: len(b)] for p, b in zip(paragraphs, begins, strict=True)] == list(begins)


def test_every_saved_page_has_its_row():
    assert {path.stem for path in FOLDER.iterdir()} == set(PAGES)
