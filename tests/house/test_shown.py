"""What records and listings show in a notebook: every text escaped, and frames of both kinds."""

from html.parser import HTMLParser

import pytest

from deedwatch.book.happenings import Happenings
from deedwatch.book.ledger import LedgerView
from deedwatch.book.verdicts import Verdicts
from deedwatch.errors import InputError
from deedwatch.reckoning.happenings import gather
from deedwatch.reckoning.ledger import build, view
from deedwatch.reckoning.verdicts.question import Question
from deedwatch.reckoning.verdicts.verdict import Verdict
from deedwatch.records import Actor, Document, Event, Matter, Place, Record, Statement
from deedwatch.store import Rows

HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' x=\"",
    "&lt;script&gt; &amp;amp; &#0;",
    "<style>*{display:none}</style><!-- ",
    "\u202egnitirw desrever\u2066",
    "$\\href{javascript:alert(1)}{x}$ and $5",
    "a\0b\x1b[31m\x7f",
    "w" * 5_000,
]
ALLOWED = {"div", "p", "strong", "table", "caption", "thead", "tbody", "tr", "th", "td"}


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.attributes, self.text, self.other = set(), [], set(), "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def record_of(words):
    text = f"{words} must leave the road."
    span, whole = (0, len(words)), (0, len(text) - 1)
    return Record(
        document=Document(id="r1", title=words, outlet=words, published="2017-02-06", text=text),
        actors=(Actor(id="a1", name=words, kind="person"), Actor(id="a2", name="Malawi", kind="state", country="MWI")),
        statements=(Statement(id="s1", speaker="a1", mode="direct", act="demand", content=(whole,), addressees=("a2",)),),
        events=(
            Event(id="e1", type="ASSAULT", cameo="190", anchor=span, source=("a1",), target=("a2",), place=Place(name=words)),
        ),
        ledger=(Matter(id="l1", kind="demand", by=("a1",), to=("a2",), content=whole, statement="s1"),),
    )  # fmt: skip


def shown_by(words):
    record = record_of(words)
    rows = view(build([record]))
    verdict = Verdict(
        key=words, question=Question(actor=words, toward=words, kind="ASSAULT", since="2017-02-06"), label="cannot tell",
        reason=words, version="1", digest="d", registered="x", judged="y", estimate=None,
    )  # fmt: skip
    return [
        record,
        LedgerView(rows=rows, parties=(words,), as_of=words),
        Happenings(gather([("r1", record)])),
        Rows((words, "b"), ((words, None),)),
        Verdicts([verdict]),
    ]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_change_nothing(words):
    for thing in shown_by(words):
        page = thing._repr_html_()
        read = Tags(page)
        assert read.tags <= ALLOWED, type(thing)
        assert read.attributes <= {"class", "dir", "scope", "style"}
        assert (read.open, read.other) == ([], [])
        assert page.startswith('<div class="tex2jax_ignore mathjax_ignore">')
        assert not any(ord(char) < 32 and char not in "\t\n" for char in page)
        assert len(page) < 20_000
        if words.isprintable() and len(words) < 400:
            assert words in read.text


def test_a_record_shows_its_nouns():
    page = record_of("Ada Phiri")._repr_html_()
    for words in ("Statements", "Events", "Matters", "demand", "ASSAULT", "Malawi", "2017-02-06"):
        assert words in page


def test_a_long_listing_says_how_long_it_is():
    page = Rows(("n",), tuple((n,) for n in range(60)))._repr_html_()
    assert "the first 50 of 60" in page
    assert page.count("<tr>") == 51


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_each_listing_becomes_a_frame(kind):
    for thing in shown_by("Ada Phiri")[1:]:
        frame = thing.to_frame(kind)
        assert type(frame).__module__.startswith(kind)
        assert frame.shape[0] == 1
    assert Rows(("a",), ()).to_frame(kind).shape == (0, 1)
    mixed = Rows(("a",), ((None,), (1,), (2.5,))).to_frame(kind)
    assert list(mixed["a"])[1:] == [1, 2.5]


@pytest.mark.parametrize("kind", ["os", "", "numpy"])
def test_another_kind_of_frame_is_refused(kind):
    with pytest.raises(InputError, match="say pandas or polars"):
        Rows(("a",), ()).to_frame(kind)
