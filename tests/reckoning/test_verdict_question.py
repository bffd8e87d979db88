"""Questions, series and answers: weeks, kinds, labels, words."""

import msgspec
import numpy as np
import pytest

from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts.answer import answer_question, look_again
from deedwatch.reckoning.verdicts.question import Question, monday, week_of
from deedwatch.reckoning.verdicts.series import build_panel
from deedwatch.reckoning.verdicts.trace import chart_lines
from deedwatch.reckoning.verdicts.verdict import EVIDENCE_KEPT, Estimate, Verdict, words_of_many

START = week_of("2014-01-06")


def ask(**changed):
    return Question(
        **{"actor": "AAA", "toward": "BBB", "kind": "material conflict", "since": "2016-06-13", "data": "x"}
        | changed
    )


def panel(change=1.0, pairs=60, weeks=200, level=2.0, since=127):
    chance = np.random.default_rng(8)
    rows = []
    for number in range(pairs):
        rows += [
            (f"C{number:02d}", "BBB", START + w, float(n))
            for w, n in enumerate(chance.poisson(level, weeks))
            if n
        ]
    for w in range(weeks):
        n = chance.poisson(level * (change if w >= since else 1))
        rows.append(("AAA", "BBB", START + w, float(n)))
    return build_panel(rows, {START + w: 500.0 for w in range(weeks)})


@pytest.mark.parametrize(
    ("kind", "quad", "types"),
    [
        ("material conflict", 4, ()),
        ("Verbal  Cooperation", 1, ()),
        ("assault, coerce", None, ("ASSAULT", "COERCE")),
        ("REQUEST", None, ("REQUEST",)),
    ],
)
def test_kinds(kind, quad, types):
    question = ask(kind=kind)
    assert (question.quad, question.types) == (quad, types)


@pytest.mark.parametrize(
    "changed",
    [{"kind": "war"}, {"kind": ""}, {"kind": "ASSAULT,WAR"}, {"since": "June"}, {"before": 2}, {"after": 0}],
)
def test_questions_that_cannot_be_asked(changed):
    with pytest.raises(InputError):
        ask(**changed)


def test_the_week_of_the_date_is_left_out_unless_it_is_whole():
    whole, part = ask(since="2016-06-13"), ask(since="2016-06-15")
    assert monday(whole.first_week) == "2016-06-13"
    assert monday(part.first_week) == "2016-06-20"
    assert len(whole.weeks) == len(part.weeks) == 65
    assert week_of("2016-06-15") not in part.weeks
    assert whole.weeks[52] - whole.weeks[51] == 1
    assert part.weeks[52] - part.weeks[51] == 2


@pytest.mark.parametrize(
    ("change", "label"), [(6.0, "changed up"), (0.05, "changed down"), (1.0, "no larger change")]
)
def test_labels(change, label):
    answer = answer_question(ask(), panel(change, level=4.0))
    assert answer.label == label
    assert answer.rivals[0].name == "26 weeks before, 13 after"
    assert answer.rivals[-1].name.endswith("toward BBB")


@pytest.mark.parametrize(
    ("asked", "pairs", "reason"),
    [
        ({"since": "2014-06-02"}, 60, "weeks too late"),
        ({"since": "2017-10-02"}, 60, "weeks too early"),
        ({}, 5, "only 5 other pairs"),
    ],
)
def test_cannot_tell_says_why(asked, pairs, reason):
    answer = answer_question(ask(**asked), panel(pairs=pairs))
    assert answer.label == "cannot tell"
    assert reason in answer.reason


def test_data_without_an_event_do_not_begin_or_end():
    assert answer_question(ask(), build_panel([], {})).reason.startswith("the data hold no such event")


def test_a_pair_without_events_cannot_be_told():
    answer = answer_question(ask(actor="ZZZ"), panel(level=0.3))
    assert answer.label == "cannot tell"
    assert answer.estimate is not None
    assert answer.estimate.detectable_down is None


def test_looking_again():
    weeks, events, alarm = look_again(ask(), panel(8.0), looks=range(2, 27))
    assert weeks == 26
    assert events > 100
    assert 2 <= alarm <= 26
    assert look_again(ask(since="2017-11-01"), panel(), looks=range(2, 27)) is None


def test_the_digest_is_of_the_data():
    assert panel().digest == panel().digest
    assert panel().digest != panel(2.0).digest


def verdict(**changed):
    found = Estimate(
        ratio=0.2,
        low=0.1,
        high=0.6,
        p=0.01,
        events_before=60,
        events_after=3,
        expected=15.0,
        detectable_up=2.5,
        detectable_down=0.3,
        placebos=300,
    )
    given = {
        "key": "k", "question": ask(), "label": "changed down", "reason": "", "version": "1", "digest": "d", "registered": "r",
        "judged": "j", "estimate": found, "weeks": ask().weeks, "counts": (1.0,) * 52 + (0.0,) * 13, "exposure": (9.0,) * 65,
    }  # fmt: skip
    return Verdict(**given | changed)


def test_words_and_trace_hold_every_number():
    words = verdict().words
    assert words.startswith(
        "Less than before: ×0.2 in the 13 weeks after, against 52 before (interval ×0.1 to ×0.6, p 0.010)"
    )
    assert "a fall to ×0.3 would have been" in words
    text = verdict().trace()
    for part in (
        "CHANGED DOWN",
        "60 before, 3 after",
        "about 300 quiet windows",
        "registered r, judged j",
        "data d",
    ):
        assert part in text
    assert (
        "no fall, not even to nothing"
        in verdict(estimate=msgspec.structs.replace(verdict().estimate, detectable_down=None)).words
    )


def test_the_terminal_chart_has_the_date_in_its_place():
    lines = chart_lines(verdict())
    assert lines[1].index("|") == lines[2].index("|") == lines[3].index("^")
    assert chart_lines(verdict(counts=())) == []


def test_a_verdict_comes_back_from_its_json():
    assert msgspec.json.decode(msgspec.json.encode(verdict()), type=Verdict) == verdict()


def test_pictures_are_made_offline():
    svg, png = verdict(band=(0.2, 1.4)).picture()
    assert svg.startswith("<svg")
    assert png.startswith(b"\x89PNG")
    assert "<svg" in verdict()._repr_html_()
    assert verdict(counts=()).picture() is None


def test_the_weeks_are_told_as_they_are_taken():
    assert ask().weeks_told == "52 before, 13 from 2016-06-13 on"
    told = ask(since="2016-06-15").weeks_told
    assert told == "52 before, 13 after the week of 2016-06-15, which is left out"


def test_questions_that_differ_have_other_titles():
    titles = {verdict(question=ask(exposure=kind)).title for kind in ("all", "actor", "toward", "region")}
    assert len(titles) == 4
    assert "Material conflict by AAA toward BBB since 2016-06-13, held against reporting on BBB" in titles


def test_a_party_that_is_no_country_is_said_to_be_meant_by_name():
    told = verdict(question=ask(actor="IRA", toward="IRQ")).trace()
    assert "IRA is no country's code: all whose name has 'IRA' in it" in told
    assert "IRQ is no" not in told


def test_where_nothing_came_no_ratio_is_told():
    found = answer_question(ask(actor="CCC"), panel())
    assert found.label == "cannot tell"
    told = verdict(label=found.label, reason=found.reason, estimate=found.estimate)
    assert told.words == "Cannot tell: there is no such event of this pair in these weeks."
    assert "ratio  " not in told.trace()


def test_many_questions_are_warned_of():
    assert words_of_many(1) == ""
    assert words_of_many(20).startswith("20 questions were judged in this book.")


def test_evidence_that_is_cut_is_said_to_be_the_first():
    few, many = (verdict(evidence=tuple(f"x:{n}" for n in range(number))) for number in (1, EVIDENCE_KEPT))
    assert few.evidence_told == "1 piece of evidence"
    assert "the first 200 pieces of evidence: x:0, x:1," in many.trace()
