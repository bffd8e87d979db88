"""Mentions to events: every mention comes back, and what is told alike is one event."""

import numpy as np
import pytest

from deedwatch.reckoning.happenings import Mention, link
from deedwatch.reckoning.happenings.mention_company import PARTNER_FEATURES, weigh_partners
from deedwatch.reckoning.happenings.mention_pairs import FEATURES, weigh_pairs
from deedwatch.reckoning.happenings.mentions import load_trees
from deedwatch.reckoning.happenings.vectors import load_vectors


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
    one, two, rows = weigh_pairs(RAID)
    assert len(one) == len(two) == len(RAID) * (len(RAID) - 1) // 2
    assert rows.shape == (len(one), len(FEATURES))
    assert np.isfinite(rows).all()
    first, second = load_trees()
    assert first.feature.max() < len(FEATURES)
    assert len(FEATURES) <= second.feature.max() < len(FEATURES) + len(PARTNER_FEATURES)


def test_chances_lie_between_nought_and_one():
    chances = load_trees()[0].chance(weigh_pairs(RAID)[2])
    assert ((chances > 0) & (chances < 1)).all()


def test_two_words_that_reports_choose_between_keep_one_company():
    one, two, rows = weigh_pairs(RAID)
    company = dict(
        zip(
            zip(one.tolist(), two.tolist(), strict=True),
            rows[:, FEATURES.index("lemmas_arguments")],
            strict=True,
        )
    )
    attack, raid, said = 0, 2, 3
    assert company[raid, attack] > company[said, attack]


PARTNERS = [
    ("the best of its report", 1, 0, "above_others", 0.5),
    ("another is better", 2, 0, "above_others", -0.5),
    ("both like a third", 3, 1, "through_a_third", 0.7),
]


@pytest.mark.parametrize(
    ("one", "two", "feature", "expected"), [c[1:] for c in PARTNERS], ids=[c[0] for c in PARTNERS]
)
def test_the_company_of_a_pair(one, two, feature, expected):
    chance = np.zeros((4, 4), dtype=np.float32)
    for a, b, value in ((1, 0, 0.8), (2, 0, 0.3), (3, 0, 0.7), (3, 1, 0.9)):
        chance[a, b] = chance[b, a] = value
    row = weigh_partners(["d1", "d2", "d2", "d3"], chance, np.array([one]), np.array([two]))[0]
    assert row[PARTNER_FEATURES.index(feature)] == pytest.approx(expected)


@pytest.mark.parametrize(("near", "far"), [("murder", "sell"), ("erupt", "sign"), ("victory", "flood")])
def test_words_of_like_use_are_near(near, far):
    vectors = load_vectors()
    word = {"murder": "kill", "erupt": "explode", "victory": "defeat"}[near]
    alike = vectors.of_word(near) @ vectors.of_word(word)
    assert alike > vectors.of_word(far) @ vectors.of_word(word) + 0.1


def test_unknown_words_have_no_direction():
    vectors = load_vectors()
    assert not vectors.of_word("zzqx").any()
    assert not vectors.of_words(["zzqx"]).any()
    assert not vectors.of_words([]).any()
