"""Mentions to events: every mention comes back, and what is told alike is one event."""

import numpy as np
import pytest

from deedwatch.reckoning.happenings import Mention, link
from deedwatch.reckoning.happenings.mention_pairs import FEATURES, weigh_pairs
from deedwatch.reckoning.happenings.mentions import load_trees


def mention(name, document, sentence, words, participants=(), **more):
    start = sentence.index(words)
    return Mention(
        id=name, document=document, text=words, sentence=sentence, span=(start, start + len(words)), at=start,
        participants=participants, **more,
    )  # fmt: skip


RAID = [
    mention("m1", "d1", "Troops attacked the depot in Kasane on Monday.", "attacked", ("Troops", "depot")),
    mention("m2", "d2", "The attack on the Kasane depot came before dawn.", "attack", ("depot",)),
    mention(
        "m3", "d3", "Soldiers raided the depot at Kasane, a witness said.", "raided", ("Soldiers", "depot")
    ),
    mention("m4", "d3", "Soldiers raided the depot at Kasane, a witness said.", "said", ("a witness",)),
    mention("m5", "d1", "Botswana later sold the depot to a mining firm.", "sold", ("Botswana", "depot")),
]
GROUPS = {"d1": "h1", "d2": "h1", "d3": "h1", "d4": "h2"}


def test_every_mention_comes_back_with_the_id_of_a_first_mention():
    events = link(RAID, groups=GROUPS)
    assert set(events) == {m.id for m in RAID}
    assert set(events.values()) <= set(events)
    assert all(events[event] == event for event in events.values())


def test_one_deed_in_two_word_classes_is_one_event():
    events = link(RAID, groups=GROUPS)
    assert events["m1"] == events["m2"]


@pytest.mark.parametrize("other", ["m4", "m5"])
def test_other_deeds_stay_apart(other):
    events = link(RAID, groups=GROUPS)
    assert events[other] != events["m1"]


def test_mentions_of_two_happenings_are_never_one():
    far = mention("m9", "d4", RAID[0].sentence, "attacked", ("Troops", "depot"))
    events = link([*RAID, far], groups=GROUPS)
    assert events["m9"] == "m9"


def test_order_of_mentions_does_not_matter():
    assert link(RAID, groups=GROUPS) == link(RAID[::-1], groups=GROUPS)


def test_without_groups_the_sentences_tell_which_reports_belong_together():
    events = link(RAID)
    assert set(events) == {m.id for m in RAID}


@pytest.mark.parametrize("count", [0, 1])
def test_few_mentions(count):
    assert link(RAID[:count], groups=GROUPS) == {m.id: m.id for m in RAID[:count]}


def test_a_row_has_every_feature_and_the_trees_ask_no_other():
    pairs, rows = weigh_pairs(RAID)
    assert len(pairs) == len(RAID) * (len(RAID) - 1) // 2
    assert rows.shape == (len(pairs), len(FEATURES))
    assert np.isfinite(rows).all()
    assert load_trees().feature.max() < len(FEATURES)


def test_chances_lie_between_nought_and_one():
    _, rows = weigh_pairs(RAID)
    chances = load_trees().chance(rows)
    assert ((chances > 0) & (chances < 1)).all()
