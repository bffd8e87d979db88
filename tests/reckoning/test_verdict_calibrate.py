"""The calibrated rate ratio as a library: errors it must make seldom, answers it must give."""

import numpy as np
import pytest

from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts import calibrate
from deedwatch.reckoning.verdicts.calibrate import METHOD

WEEKS = 170


def panel(dyads=160, seed=1, weeks=WEEKS):
    chance = np.random.default_rng(seed)
    level = chance.lognormal(-1.0, 1.1, (dyads, 1))
    wander = np.exp(np.cumsum(chance.normal(0, 0.05, (dyads, weeks)), axis=1))
    bursts = 1 + 4 * (chance.random((dyads, weeks)) < 0.03)
    volume = 500 * np.exp(chance.normal(0, 0.1, weeks))
    return chance.poisson(level * wander * bursts * volume / 500).astype(float), volume


def windows_of(counts, volume, before=52, after=13, step=6):
    days = np.arange(before, counts.shape[1] - after + 1, step)
    places = days[:, None] + np.arange(-before, after)[None, :]
    cut = counts[:, places].reshape(-1, before + after)
    exposure = np.broadcast_to(volume[places], (len(counts), *places.shape)).reshape(cut.shape)
    busy = cut[:, :before].sum(axis=1) > 0
    return cut[busy], exposure[busy]


@pytest.fixture(scope="module")
def known():
    return panel()


@pytest.fixture(scope="module")
def test(known):
    return calibrate(*known, looks=range(2, 27))


@pytest.fixture(scope="module")
def quiet():
    return windows_of(*panel(dyads=300, seed=2))


def test_quiet_windows_are_seldom_called_changed(test, quiet):
    judged = test.judge(*quiet)
    assert len(judged.p) > 1500
    assert (judged.p < 0.05).mean() <= 0.055
    assert 0.93 <= ((judged.low <= 1) & (judged.high >= 1)).mean() <= 0.975


@pytest.mark.parametrize("ratio", [0.5, 2])
def test_the_interval_covers_planted_effects(test, quiet, ratio):
    chance = np.random.default_rng(3)
    counts, exposure = quiet[0].copy(), quiet[1]
    part = counts[:, 52:].astype(int)
    counts[:, 52:] = chance.binomial(part, 0.5) if ratio < 1 else 2 * part
    judged = test.judge(counts, exposure)
    assert 0.92 <= ((judged.low <= ratio) & (ratio <= judged.high)).mean() <= 0.985


def test_less_reporting_is_no_change_of_conduct(test, quiet):
    counts, exposure = quiet[0].copy(), quiet[1].copy()
    counts[:, 52:] = np.random.default_rng(4).binomial(counts[:, 52:].astype(int), 0.4)
    exposure[:, 52:] *= 0.4
    judged = test.judge(counts, exposure)
    assert (judged.p < 0.05).mean() <= 0.06
    assert abs(np.log(np.median(judged.ratio))) < 0.2
    assert (test.judge(counts, quiet[1]).p < 0.05).mean() > (judged.p < 0.05).mean()


def test_looking_every_week_is_paid_for(test):
    counts, exposure = windows_of(*panel(dyads=200, seed=5), after=26)
    alarms = test.watch(counts, exposure)
    assert (alarms > 0).mean() <= 0.065
    assert set(alarms[alarms > 0]) <= set(range(2, 27))
    counts[:, 52:] *= 8
    assert (test.watch(counts, exposure) > 0).mean() > 0.3


def test_a_watch_needs_no_more_weeks_than_have_passed(test, quiet):
    counts, exposure = quiet
    early = test.watch(counts[:, :57], exposure[:, :57])
    assert set(early) <= {-1, 2, 3, 4, 5}
    with pytest.raises(InputError, match="1 weeks after the date"):
        test.watch(counts[:, :53], exposure[:, :53])


def test_ratio_interval_and_p_agree(test, quiet):
    judged = test.judge(*quiet)
    changed = judged.p < 0.05
    inside = (judged.low <= 1) & (judged.high >= 1)
    assert (inside == ~changed).all()
    assert (judged.low <= judged.high).all()
    assert (judged.detectable_up > 1).all()
    seen = ~np.isnan(judged.detectable_down)
    assert (judged.detectable_down[seen] < 1).all()


def test_nothing_after_nothing_is_no_change(test):
    judged = test.judge(np.zeros((1, 65)), np.full(65, 500.0))
    assert judged.p[0] > 0.2
    assert judged.low[0] == 0
    assert 0.5 < judged.ratio[0] < 2


def test_a_stop_of_reporting_says_nothing(test):
    exposure = np.full((1, 65), 500.0)
    exposure[:, 52:] = 0
    judged = test.judge(np.ones((1, 65)), exposure)
    assert (judged.p[0], judged.low[0], judged.high[0]) == (1.0, 0.0, np.inf)


def test_same_input_same_numbers(known, quiet):
    one, two = (calibrate(*known).judge(*quiet) for _ in range(2))
    assert all(
        np.array_equal(getattr(one, name), getattr(two, name), equal_nan=True) for name in one.__slots__
    )


def test_the_method_is_named_anew_when_its_numbers_change(known, quiet):
    judged = calibrate(*known).judge(*(part[::500] for part in quiet))
    p = [0.76854, 0.75192, 0.14985, 0.61369, 0.77063, 0.02796, 0.97689, 0.46674, 0.407, 0.02821, 0.72568]
    low = [0.4027, 0.0857, 0.6511, 0.4795, 0.1198, 1.0185, 0.4209, 0.3787, 0.0, 1.0, 0.2526]
    assert METHOD == "3"
    assert judged.p == pytest.approx(p, rel=1e-3)
    assert judged.low == pytest.approx(low, rel=1e-3)


def test_input_is_left_as_it_is(known, test, quiet):
    before = [array.copy() for array in (*known, *quiet)]
    calibrate(*known).judge(*quiet)
    assert all(np.array_equal(a, b) for a, b in zip(before, (*known, *quiet), strict=True))


def test_a_short_panel_still_answers():
    counts, volume = panel(weeks=52)
    judged = calibrate(counts, volume, before=20, after=8).judge(
        *windows_of(*panel(dyads=200, seed=6, weeks=52), 20, 8, 3)
    )
    assert (judged.p < 0.05).mean() <= 0.07


def test_few_pairs_cannot_make_a_small_p():
    judged = calibrate(np.ones((2, 80)), np.ones(80)).judge(
        np.r_[np.zeros(52), np.full(13, 9.0)], np.ones(65)
    )
    assert judged.p[0] > 0.05


def test_exposure_may_be_of_each_dyad(known, quiet):
    counts, volume = known
    one = calibrate(counts, volume).judge(*quiet)
    two = calibrate(counts, np.broadcast_to(volume, counts.shape)).judge(*quiet)
    assert np.array_equal(one.p, two.p)


@pytest.mark.parametrize(
    ("counts", "exposure", "fault"),
    [
        (np.ones(80), np.ones(80), "has shape"),
        (np.ones((3, 60)), np.ones(60), "one window takes 65"),
        (np.ones((3, 80)), np.ones(79), "has shape"),
        (-np.ones((3, 80)), np.ones(80), "negative"),
        (np.ones((3, 80)), -np.ones(80), "negative"),
        (np.ones((3, 80)), np.zeros(80), "zero throughout"),
    ],
)
def test_wrong_shapes_are_named(counts, exposure, fault):
    with pytest.raises(InputError, match=fault):
        calibrate(counts, exposure)


def test_wrong_windows_and_looks_are_named(test, known):
    with pytest.raises(InputError, match=r"\(m, 65\)"):
        test.judge(np.ones((2, 60)), np.ones(60))
    with pytest.raises(InputError, match="no looks"):
        calibrate(*known).watch(np.ones((1, 78)), np.ones(78))
    with pytest.raises(InputError, match="ascending"):
        calibrate(*known, looks=(5, 3))
