"""Fixtures for more than one room: a whole record made by hand, and a place for a book in each database."""

import os
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the commands do, before numpy is imported

from deedwatch.records import (
    Actor,
    Casualties,
    DateRange,
    Document,
    Event,
    Matter,
    Meeting,
    Place,
    Position,
    Record,
    Segment,
    Statement,
)

TEXT = (
    "Zambia and Malawi met in Lusaka on Monday for four hours. Foreign minister Ada Phiri demanded that "
    "Malawi close the camps. Malawi denied it. A bomb killed at least 21 people in Chipata, she said."
)


def span_of(words):
    start = TEXT.index(words)
    return (start, start + len(words))


@pytest.fixture
def document():
    segments = (Segment(start=0, end=len(TEXT), raw_start=3, raw_end=3 + len(TEXT)),)
    return Document(
        id="r1", uri="r1.txt", title="Talks", outlet="Wire", authors=("A. B.",), published="2017-02-06",
        dateline="LUSAKA", text=TEXT, segments=segments,
    )  # fmt: skip


@pytest.fixture
def record(document):
    actors = (
        Actor(id="a1", name="Zambia", kind="state", country="ZMB", code="ZMB", mentions=(span_of("Zambia"),)),
        Actor(id="a2", name="Malawi", kind="state", country="MWI", code="MWI", mentions=(span_of("Malawi"),)),
        Actor(
            id="a3",
            name="Ada Phiri",
            kind="person",
            country="ZMB",
            code="ZMBGOV",
            roles=("foreign minister",),
        ),
    )
    statements = (
        Statement(id="s1", speaker="a3", mode="indirect", act="demand", addressees=("a2",), cue=span_of("demanded"),
                  content=(span_of("Malawi close the camps"),), on="2017-02-06", confidence=0.9),
        Statement(id="s2", speaker="a2", mode="indirect", act="deny", content=(span_of("it"),), channel="letter"),
        Statement(id="s3", speaker="a3", mode="indirect", act="assert", content=(span_of("A bomb killed"),)),
    )  # fmt: skip
    events = (
        Event(id="e1", type="CONSULT", cameo="036", anchor=span_of("met"), source=("a1",), target=("a2",),
              date=DateRange(from_="2017-02-06", to="2017-02-06"), place=Place(name="Lusaka", country="ZMB"),
              meeting=Meeting(host="a1", duration="PT4H", participants=("a1", "a2"))),
        Event(id="e2", type="ASSAULT", cameo="183", anchor=span_of("killed"), status="alleged", according_to="s3",
              place=Place(name="Chipata", country="ZMB"), casualties=Casualties(killed=(21, None)), means="bomb"),
    )  # fmt: skip
    positions = (Position(actor="a2", stance="denies", statement="s2"),)
    ledger = (
        Matter(id="l1", kind="demand", by=("a3",), to=("a2",), content=span_of("Malawi close the camps"),
               statement="s1", positions=positions),
    )  # fmt: skip
    return Record(document=document, actors=actors, statements=statements, events=events, ledger=ledger)


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of Debian's package on a socket in a temporary folder."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    home = programs[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="dw-pg-", dir="/tmp"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *arguments):
        command = [*as_user, str(home / program), *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)

    data = folder / "data"
    run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", str(data), "-w", "-o", settings, "-l", str(folder / "log"), "start")
    yield folder
    run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_postgres_place(postgres_server):
    """A function that makes a new, empty database and gives its address."""
    psycopg = pytest.importorskip("psycopg")

    def make():
        name = f"book_{uuid.uuid4().hex[:12]}"
        server = f"host={postgres_server} user=postgres dbname=postgres"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://postgres@/{name}?host={postgres_server}"

    return make


@pytest.fixture
def postgres_place(make_postgres_place):
    """The address of a new, empty database."""
    return make_postgres_place()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request, tmp_path):
    """Where a new book goes: a file, or a database of a real server."""
    if request.param == "sqlite":
        return str(tmp_path / "book.db")
    return request.getfixturevalue("postgres_place")
