"""A document that takes too much time or memory is a fault, in every runner, and the others are read."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from deedwatch.book import choose_runner, open_book, read_into_parts, records_of
from deedwatch.clock import OvertimeError, within
from deedwatch.records import Fault, Record
from deedwatch.runners import Limits

PLAIN = "Zambia denied on Monday that it armed rebels in Malawi."
SLOW = '"He said “it” and she said "that" and, he said, "'  # quotation marks that never pair: slow, by design
# The alarm may ring inside a callback of the collector that the test tools set, where Python drops the error;
# it rings again.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
RUNNERS = [
    ("serial", 1),
    pytest.param("processes", 2, marks=pytest.mark.slow),
    pytest.param("dask", 1, marks=pytest.mark.slow),
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Five short reports and, in their midst, one of 200,000 characters that takes minutes."""
    folder = tmp_path_factory.mktemp("reports")
    for name in "abdef":
        (folder / f"{name}.txt").write_text(f"{PLAIN} Report {name}.")
    (folder / "c.txt").write_text("\n\n".join([SLOW * 20] * 200))
    return folder


@pytest.mark.parametrize(("name", "jobs"), RUNNERS)
def test_slow_report_is_a_fault_and_the_rest_is_read(reports, name, jobs):
    runner = choose_runner(name, jobs=jobs, limits=Limits(seconds=4))
    began = time.monotonic()
    outcomes = list(records_of([reports], runner=runner))
    assert time.monotonic() - began < 60
    fault = outcomes.pop(2)
    assert fault == Fault(
        document="c.txt",
        stage="read",
        reason="takes more than 4 seconds to read",
        remedy="give it in parts, or allow more",
    )
    assert [Record.from_json(outcome).document.id for outcome in outcomes] == list("abdef")


def test_book_and_parts_keep_the_fault(reports, tmp_path):
    told = []
    with open_book(tmp_path / "book.db") as book:
        summary = book.read(reports, runner=choose_runner("serial", limits=Limits(seconds=3)))
        (kept,) = book.faults().as_dicts()
    assert (summary.read, summary.refused) == (5, 1)
    assert kept["reason"] == "takes more than 3 seconds to read"
    runner = choose_runner("serial", limits=Limits(seconds=3))
    parts = read_into_parts(str(tmp_path / "parts"), [reports], runner=runner, seen=told.append)
    assert (parts.read, parts.refused) == (5, 1)
    assert kept["reason"] in {news.reason for news in told if isinstance(news, Fault)}


def test_slow_opening_is_a_fault_and_the_next_file_is_opened(tmp_path, monkeypatch):
    from deedwatch.exchange.reports import open_reports, pages

    real = pages.decode

    def slow(source, data, **options):
        if b"slow" in data:
            for _ in range(10_000):
                time.sleep(0.01)
        return real(source, data, **options)

    monkeypatch.setattr(pages, "decode", slow)
    (tmp_path / "a.txt").write_text("slow " * 20)
    (tmp_path / "b.txt").write_text(PLAIN)
    fault, page = open_reports([tmp_path], seconds=0.2)
    assert fault.reason == "takes more than 0.2 seconds to open"
    assert fault.stage == "open"
    assert page.raw == PLAIN


# the clock itself


def spin():
    while True:
        pass


def in_thread(work):
    """What the work gives or raises in another thread."""
    found = []

    def run():
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - any error is what it found
            found.append(type(error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return found[0]


def test_clock_stops_python_in_any_thread():
    with pytest.raises(OvertimeError):
        within(0.2, spin)
    assert in_thread(lambda: within(0.2, spin)) is OvertimeError


def test_clock_stops_a_pattern_that_would_never_end():
    with pytest.raises(OvertimeError):
        within(0.2, lambda: re.match(r"(a+)+$", "a" * 60 + "b"))


def test_clock_that_did_not_ring_never_rings():
    for _ in range(200):
        assert within(0.1, lambda: 7) == 7
    assert in_thread(lambda: [within(0.5, lambda: 7) for _ in range(50)]) == [7] * 50
    time.sleep(0.6)  # the longest of them would have rung by now


def test_error_that_a_library_swallows_comes_again():
    def swallow():
        began = time.monotonic()
        while time.monotonic() - began < 0.6:
            try:
                spin()
            except BaseException:  # noqa: BLE001 - as some libraries do
                continue
        spin()

    with pytest.raises(OvertimeError):
        within(0.2, swallow)


PROFILED = """
import sys, threading
from deedwatch.clock import OvertimeError, within

def spin():
    while True:
        pass

def work():
    assert within(5, lambda: 7) == 7
    try:
        within(0.2, spin)
    except OvertimeError:
        pass
    sys.setprofile(lambda *_: None)
    print(sum(map(len, ["profiled"] * 3)), (lambda: "to the end")())

thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


def test_a_profiler_runs_where_a_clock_has_rung():
    done = subprocess.run(
        [sys.executable, "-c", PROFILED], capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout == "24 to the end\n"


def test_alarm_of_the_caller_is_left_to_him():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(OvertimeError):
            within(0.6, spin)
        assert rung == [1]
        assert within(5, lambda: 1) == 1
        assert signal.getsignal(signal.SIGALRM)(0, None) is None
        assert rung == [1, 1]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# workers that hang, die or run out of memory


def hang_at_seven(batch):
    """As a step in another language that never returns: no error reaches it."""
    if 7 in batch:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(600)
    return batch


def die_at_seven(batch):
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def eat_at_seven(batch):
    if 7 in batch:
        try:
            held = [bytes(50_000_000) for _ in range(200)]  # never touched: it costs no real memory
        except MemoryError:
            os._exit(1)  # as a library in C++ does
        return tuple(map(str, held))
    return batch


def give_up(item, reason):
    return f"{item} {reason}"


BATCHES = [(1, 2), (3, 7), (4, 5)]
RUNNERS_WITH_WORKERS = [("processes", 1), pytest.param("dask", 1, marks=pytest.mark.slow)]
LOST = "the worker that read it was killed, twice (out of memory?)"
ILL = [
    pytest.param(hang_at_seven, "takes more than 0.1 seconds to read", marks=pytest.mark.slow),
    (die_at_seven, LOST),
    pytest.param(
        eat_at_seven,
        LOST,
        marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds memory"),
    ),
]


@pytest.mark.parametrize(("work", "reason"), ILL)
@pytest.mark.parametrize(("name", "jobs"), RUNNERS_WITH_WORKERS)
def test_ill_worker_costs_one_item(name, jobs, work, reason):
    if name == "dask":
        pytest.importorskip("distributed")
    ready = 3.0 if work is hang_at_seven else 60.0
    runner = choose_runner(name, jobs=jobs, limits=Limits(seconds=0.1, megabytes=1_500, ready=ready))
    outcomes = [item for part in runner(work, BATCHES, lost=give_up) for item in part]
    assert outcomes == [1, 2, 3, f"7 {reason}", 4, 5]


def where(batch):
    return (os.getpid(),) * len(batch)


def test_stopped_run_ends_at_once_though_its_worker_hangs():
    outcomes = choose_runner("processes", jobs=1)(hang_after_first, [(1,), (2,), (3,)], lost=give_up)
    worker = next(outcomes)[0]
    began = time.monotonic()
    outcomes.close()
    assert time.monotonic() - began < 5
    assert not Path(f"/proc/{worker}").exists()


def hang_after_first(batch):
    if batch[0] != 1:
        time.sleep(600)
    return (os.getpid(),)


def greedy_reader(*_, **__):
    return b"x" * 10**15


def test_memory_that_is_not_there_is_a_fault(reports, monkeypatch):
    assert len(list(records_of([reports / "a.txt"]))) == 1  # and all is loaded
    monkeypatch.setattr("deedwatch.reading.record", greedy_reader)
    outcomes = list(records_of([reports / "a.txt"]))
    assert [outcome.reason for outcome in outcomes] == ["takes more memory than there is"]
