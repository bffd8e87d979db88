"""Every runner gives the same outcomes in the same order, whatever happens to its workers."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from deedwatch.errors import InputError
from deedwatch.runners import RUNNERS, choose_runner


def double(batch):
    return tuple(2 * item for item in batch)


def slow_at_first(batch):
    time.sleep(0.2 if batch[0] == 0 else 0)
    return batch


def refuse(batch):
    raise InputError(str(batch[0]), "is refused", remedy="give another")


def unportable(batch):
    class LocalError(Exception):
        pass

    raise LocalError(f"no way back for {batch}")


def speak(batch):
    sys.stdout.write("words that must not reach the pipe\n")
    return batch


def die_at_seven(batch):
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(batch)


def die_once(batch):
    mark = Path(batch[0])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def give_up(item, reason):
    return f"lost {item}"


def batches(count, size=3):
    return [tuple(range(start, min(start + size, count))) for start in range(0, count, size)]


def flat(outcomes):
    return [item for part in outcomes for item in part]


PLAIN = [("serial", 1), ("processes", 1), ("processes", 2), ("serial", 2)]


@pytest.mark.parametrize(("name", "jobs"), PLAIN)
def test_outcomes_come_in_order(name, jobs):
    runner = choose_runner(name, jobs=jobs)
    assert flat(runner(double, batches(20), lost=give_up)) == [2 * n for n in range(20)]


@pytest.mark.parametrize(("name", "jobs"), PLAIN)
def test_no_batches_no_outcomes(name, jobs):
    assert list(choose_runner(name, jobs=jobs)(double, [], lost=give_up)) == []


def test_slow_first_batch_is_still_first():
    assert flat(choose_runner("processes", jobs=2)(slow_at_first, batches(12), lost=give_up)) == list(
        range(12)
    )


@pytest.mark.parametrize(("name", "jobs"), PLAIN)
def test_error_of_the_work_reaches_the_caller_whole(name, jobs):
    with pytest.raises(InputError, match="0: is refused; give another"):
        list(choose_runner(name, jobs=jobs)(refuse, batches(6), lost=give_up))


def test_error_that_cannot_travel_comes_as_words():
    with pytest.raises(RuntimeError, match=r"LocalError: no way back for \(0,"):
        list(choose_runner("processes", jobs=2)(unportable, batches(6), lost=give_up))


def test_printing_worker_does_not_break_the_pipe():
    assert flat(choose_runner("processes", jobs=1)(speak, batches(4), lost=give_up)) == list(range(4))


def test_item_that_kills_workers_is_given_up_and_the_rest_goes_on():
    outcomes = flat(choose_runner("processes", jobs=2)(die_at_seven, batches(12), lost=give_up))
    assert outcomes == ["lost 7" if n == 7 else 2 * n for n in range(12)]


def test_worker_killed_once_costs_nothing(tmp_path):
    mark = str(tmp_path / "mark")
    assert flat(choose_runner("processes", jobs=1)(die_once, [(mark,)], lost=give_up)) == [mark]


def test_only_a_few_batches_are_under_way():
    asked = []

    def source():
        for batch in batches(300):
            asked.append(batch)
            yield batch

    outcomes = choose_runner("processes", jobs=2)(double, source(), lost=give_up)
    next(outcomes)
    assert len(asked) <= 4
    outcomes.close()


def test_unfinished_run_leaves_no_process_behind(tmp_path):
    outcomes = choose_runner("processes", jobs=2)(where, batches(30), lost=give_up)
    worker = next(outcomes)[0]
    outcomes.close()
    assert not Path(f"/proc/{worker}").exists()


def where(batch):
    return (os.getpid(),) * len(batch)


def test_unknown_runner_is_refused():
    with pytest.raises(InputError, match=f"use one of {', '.join(RUNNERS)}"):
        choose_runner("magic")
