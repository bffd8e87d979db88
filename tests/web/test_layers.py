"""The text cut into runs is the text, whatever overlaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deedwatch.records import Actor, Document, Event, Matter, Record, Segment, Statement
from deedwatch.web.layers import raw_runs, runs_of

TEXT = "Iran denied it was arming militants, Mr Qomi said."


def record(**nouns):
    return Record(document=Document(text=TEXT), **nouns)


def test_overlapping_layers_share_runs():
    told = record(
        actors=(Actor(id="a1", name="Iran", kind="state", mentions=((0, 4),)),),
        statements=(Statement(id="s1", speaker="a1", mode="indirect", act="deny", content=((12, 35),)),),
        events=(Event(id="e1", type="AID", cameo="072", anchor=(19, 25), status="denied"),),
        ledger=(Matter(id="l1", kind="accusation", by=(), to=("a1",), content=(12, 35)),),
    )
    runs = {run.text: run for run in runs_of(told)}
    assert "".join(run.text for run in runs_of(told)) == TEXT
    assert set(runs["arming"].ids) == {"s1", "e1", "l1"}
    assert "denied" in runs["arming"].classes
    assert runs["Iran"].ids == ("a1",)
    assert [first for run in runs_of(told) for first in run.first].count("s1") == 1


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: tuple(sorted(pair)))


@given(st.lists(spans, max_size=8))
def test_runs_joined_are_the_text(found):
    actors = tuple(
        Actor(id=f"a{i}", name="x", kind="person", mentions=(span,)) for i, span in enumerate(found)
    )
    assert "".join(run.text for run in runs_of(record(actors=actors))) == TEXT


@given(st.text(max_size=60), st.lists(spans, max_size=4))
def test_raw_runs_joined_are_the_raw_file(raw, found):
    segments = [
        Segment(start=s, end=e, raw_start=min(s, len(raw)), raw_end=min(e, len(raw))) for s, e in found
    ]
    assert "".join(run.text for run in raw_runs(raw, segments, (3, 9))) == raw


@pytest.mark.parametrize(
    ("segment", "span", "marked"),
    [
        (Segment(start=0, end=5, raw_start=4, raw_end=9), (1, 3), "56"),
        (Segment(start=0, end=5, raw_start=4, raw_end=10), (1, 3), "456789"),
    ],
)
def test_a_span_is_found_in_the_raw_file(segment, span, marked):
    runs = raw_runs("0123456789", [segment], span)
    assert "".join(run.text for run in runs if "sought" in run.classes) == marked
