"""Decisions over a record: a pure function of the rows, never a change of the reading."""

import pytest

from deedwatch.errors import InputError
from deedwatch.reckoning.reviews import agreement, apply_reviews, check_correction, holding
from deedwatch.records import (
    Actor,
    Document,
    Event,
    Matter,
    Position,
    Record,
    Review,
    Statement,
    review_subject,
)

S1 = Statement(id="s1", speaker="a1", mode="indirect", act="assert", content=((0, 4),), source_span=(6, 8))
E1 = Event(id="e1", type="ASSAULT", cameo="190", anchor=(10, 14), according_to="s1", status="alleged")
L1 = Matter(
    id="l1", kind="demand", by=("a1",), to=("a2",), content=(0, 4), statement="s1",
    positions=(Position(actor="a2", stance="rejects", statement="s1"),),
)  # fmt: skip
READ = Record(
    document=Document(text="They left, he said, and shot."),
    actors=(Actor(id="a1", name="Iran", kind="state"), Actor(id="a2", name="Iraq", kind="state")),
    statements=(S1,),
    events=(E1,),
    ledger=(L1,),
)
SUBJECT = review_subject("r", S1)


def review(key, decision, *, subject=SUBJECT, decided="2024-01-01T00:00:00", reviewer="Ada", **more):
    noun = subject.split(":")[1]
    return Review(
        key=key, noun=noun, subject=subject, decision=decision, reviewer=reviewer, decided=decided, **more
    )


def test_without_reviews_the_record_is_as_read():
    assert apply_reviews("r", READ, []) is READ


def test_a_refused_statement_goes_and_takes_its_stances_along():
    left = apply_reviews("r", READ, [review("1", "refuse")])
    assert left.statements == ()
    assert left.events[0].according_to is None
    assert left.ledger[0].positions == ()
    assert READ.statements == (S1,)


def test_a_correction_replaces_fields_and_names_actors():
    left = apply_reviews("r", READ, [review("1", "correct", body={"act": "deny", "speaker": "Iraq"})])
    assert (left.statements[0].act, left.statements[0].speaker) == ("deny", "a2")


def test_the_latest_decision_holds_and_an_undone_one_does_not():
    rows = [
        review("1", "accept", decided="2024-01-01T00:00:00"),
        review("2", "refuse", decided="2024-01-02T00:00:00"),
        review("3", "undo", decided="2024-01-03T00:00:00", withdraws="2"),
        review("4", "skip", decided="2024-01-04T00:00:00"),
    ]
    assert holding(rows)[SUBJECT].decision == "accept"
    assert holding(reversed(rows)) == holding(rows)


def test_reviews_of_another_place_change_nothing():
    other = review("1", "refuse", subject="r:statements:1-4")
    assert apply_reviews("r", READ, [other]).statements == (S1,)


@pytest.mark.parametrize(
    ("noun", "fields", "fault"),
    [
        ("statements", {"act": "shout"}, "Invalid enum"),
        ("statements", {"speaker": "Mars"}, "no actor"),
        ("events", {"anchor": "1"}, "cannot be corrected"),
        ("matters", {"kind": "wish"}, "Invalid enum"),
    ],
)
def test_a_wrong_correction_is_refused_with_its_reason(noun, fields, fault):
    with pytest.raises(InputError, match=fault):
        check_correction(READ, noun, fields)


def test_agreement_is_cohens_kappa():
    subjects = [f"r:events:{n}-{n + 1}" for n in range(10)]
    ada = ["accept"] * 5 + ["refuse"] * 5
    bob = ["accept"] * 4 + ["refuse"] * 6
    rows = [
        review(f"{name}{n}", decision, subject=subject, reviewer=name)
        for name, decisions in (("Ada", ada), ("Bob", bob))
        for n, (subject, decision) in enumerate(zip(subjects, decisions, strict=True))
    ]
    (row,) = agreement(rows)
    assert (row.subjects, row.alike) == (10, 0.9)
    assert row.kappa == pytest.approx(0.8)
