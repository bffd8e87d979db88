"""Readings as Parquet parts, over a real scheduler with workers as processes, and back into a book."""

import json
import signal
import socket
import subprocess
import sys
import time

import pytest

from deedwatch.book import choose_runner, open_book, read_into_parts
from deedwatch.errors import InputError

WORDS = "Zambia denied on {day} that it armed rebels in Malawi. A bomb killed {n} people in Chipata."


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "r.jsonl"
    rows = [
        {
            "id": f"r{n}",
            "text": WORDS.format(day=("Monday", "Friday")[n % 2], n=n + 2),
            "published": "2017-02-06",
        }
        for n in range(70)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "not json\n")
    return path


@pytest.fixture(scope="module")
def digest(tmp_path_factory, reports):
    with open_book(tmp_path_factory.mktemp("book") / "plain.db") as book:
        book.read(reports)
        return digest_without_faults(book)


def digest_without_faults(book):
    with book.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM faults")
    return book.digest()


def loaded(tmp_path, parts):
    with open_book(tmp_path / "loaded.db") as book:
        summary = book.load(str(parts))
        again = book.load(str(parts))
        assert (again.read, again.known) == (0, summary.read)
        return summary, digest_without_faults(book)


def test_parts_load_into_the_same_book(tmp_path, reports, digest):
    told = []
    summary = read_into_parts(str(tmp_path / "parts"), [reports], seen=told.append)
    assert (summary.read, summary.known, summary.refused) == (70, 0, 1)
    assert loaded(tmp_path, tmp_path / "parts")[1] == digest
    again = read_into_parts(str(tmp_path / "parts"), [reports], seen=told.append)
    assert (again.read, again.known) == (0, 70)


def test_parts_are_tables_that_other_programs_read(tmp_path, reports):
    parquet = pytest.importorskip("pyarrow.parquet")
    read_into_parts(str(tmp_path / "parts"), [reports], seen=lambda _: None)
    events = parquet.read_table(tmp_path / "parts" / "events").to_pylist()
    assert {event["killed_low"] for event in events if event["type"] == "ASSAULT"} >= {2, 40, 71}
    assert parquet.read_table(tmp_path / "parts" / "reports").num_rows == 70
    assert not list((tmp_path / "parts").rglob("*.unfinished"))


def test_address_of_any_file_system_is_read(tmp_path, reports, digest):
    summary = read_into_parts(str(tmp_path / "parts"), [f"file://{reports}"], seen=lambda _: None)
    assert summary.read == 70
    assert loaded(tmp_path, tmp_path / "parts")[1] == digest


def test_a_store_that_is_no_folder_is_read_and_written(reports, digest, tmp_path):
    """``memory://`` stands for ``s3://`` and the like: it is an address of fsspec and no path."""
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://given/r.jsonl", "wb") as file:
        file.write(reports.read_bytes())
    summary = read_into_parts("memory://given/parts", ["memory://given/r.jsonl"], seen=lambda _: None)
    assert (summary.read, summary.refused) == (70, 1)
    assert loaded(tmp_path, "memory://given/parts")[1] == digest


def test_a_folder_of_parts_is_one_table_to_pandas(tmp_path, reports, monkeypatch):
    pandas = pytest.importorskip("pandas")
    monkeypatch.setattr("deedwatch.book.parts._IN_ONE_PART", 16)
    read_into_parts(str(tmp_path / "parts"), [reports], seen=lambda _: None)
    assert len(list((tmp_path / "parts" / "events").iterdir())) > 3
    reports_read = pandas.read_parquet(tmp_path / "parts" / "reports")
    events = pandas.read_parquet(tmp_path / "parts" / "events")
    assert sorted(reports_read["id"]) == sorted(f"r{n}" for n in range(70))
    assert set(events["report"]) <= set(reports_read["key"])


def test_folder_without_parts_is_said(tmp_path):
    with open_book(tmp_path / "book.db") as book, pytest.raises(InputError, match="holds no readings"):
        book.load(str(tmp_path))


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def scheduler():
    """A scheduler and two workers, each a process of its own, as on a cluster."""
    pytest.importorskip("distributed")
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "dask"]
    port = address.rsplit(":", 1)[1]
    started = [
        subprocess.Popen(
            [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"], **quiet
        )
    ]
    for _ in range(2):
        command = [
            *dask,
            "worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--host",
            "127.0.0.1",
        ]
        started.append(subprocess.Popen(command, **quiet))
    yield address, started
    # A worker that is asked to end waits for its scheduler, so none is asked.
    for process in reversed(started):
        process.kill()
    for process in started:
        process.wait(timeout=60)


@pytest.mark.slow
def test_dask_makes_the_same_book_though_a_worker_is_killed(
    tmp_path, reports, digest, scheduler, monkeypatch
):
    monkeypatch.setattr("deedwatch.book.parts._IN_ONE_PART", 8)
    address, started = scheduler
    killed = []

    def kill_one(news):
        """At the first sign of progress, a worker dies in the middle of its part."""
        if not killed and getattr(news, "read", 0):
            started[1].kill()
            killed.append(started[1].pid)

    runner = choose_runner("dask", scheduler=address)
    summary = read_into_parts(str(tmp_path / "parts"), [reports], runner=runner, seen=kill_one)
    assert killed
    assert (summary.read, summary.refused) == (70, 1)
    loading, found = loaded(tmp_path, tmp_path / "parts")
    assert loading.read == 70
    assert found == digest


@pytest.mark.slow
def test_the_commands_read_over_dask_and_load_though_a_worker_is_killed(tmp_path, reports, digest, scheduler):
    address, started = scheduler
    parts, place = tmp_path / "parts", tmp_path / "loaded.db"
    deedwatch = [sys.executable, "-m", "deedwatch.cli"]
    read = [*deedwatch, "read", str(reports), "--runner", "dask", "--scheduler", address, "--out", str(parts)]
    with subprocess.Popen(read, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(3)
        started[1].kill()
        assert process.wait(timeout=300) == 1  # one report is refused
    subprocess.run([*deedwatch, "load", str(parts), "--book", str(place)], check=True, capture_output=True)
    with open_book(place) as book:
        assert len(book.report_keys()) == 70
        assert digest_without_faults(book) == digest


@pytest.mark.slow
def test_reader_killed_over_parts_goes_on(tmp_path, reports, digest):
    out = tmp_path / "parts"
    command = [sys.executable, "-m", "deedwatch.cli", "read", str(reports), "--out", str(out)]
    for pause in (2.0, 2.6, 3.2):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(pause)
            process.send_signal(signal.SIGKILL)
    read_into_parts(str(out), [reports], seen=lambda _: None)
    assert loaded(tmp_path, out)[1] == digest


def test_scheduler_that_does_not_answer_is_said(tmp_path, reports, monkeypatch):
    distributed = pytest.importorskip("distributed")
    real = distributed.Client
    monkeypatch.setattr(distributed, "Client", lambda place, timeout: real(place, timeout="1s"))
    runner = choose_runner("dask", scheduler=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(InputError, match="does not answer"):
        read_into_parts(str(tmp_path / "parts"), [reports], runner=runner, seen=lambda _: None)
