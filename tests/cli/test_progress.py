"""How far a run has come, as a person without a terminal reads it, and with one."""

from __future__ import annotations

import io
import sys

import pytest

from deedwatch.book import Summary
from deedwatch.book.imports import Imported
from deedwatch.cli.progress import reports_done, rows_done, show_progress


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock that the lines go by; it stands at nought."""
    now = [0.0]
    monkeypatch.setattr("deedwatch.cli.progress.time.monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("progress", "counts", "line"),
    [
        (
            reports_done(40),
            Summary(read=10, known=8, refused=2),
            "reading: 20 of 40, 0.5 a second, about 20 s to go",
        ),
        (reports_done(None), Summary(read=10), "reading: 10, 0.5 a second"),
        (
            rows_done,
            Imported("icews", rows=900, known=100, share=0.25),
            "reading: 25%, 50.0 a second, about 60 s to go",
        ),
        (reports_done(40), Summary(), "reading: 0 of 40, 0.0 a second"),
    ],
)
def test_a_line_now_and_then_without_a_terminal(clock, capsys, progress, counts, line):
    with show_progress("reading", progress) as seen:
        clock[0] = 5.0
        seen(counts)
        assert capsys.readouterr().err == ""
        clock[0] = 20.0
        seen(counts)
        seen(counts)
    assert capsys.readouterr().err == f"{line}\n"


def test_a_bar_on_a_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with show_progress("importing", rows_done) as seen:
        seen(Imported("icews", rows=9, refused=1, share=1.0))
    assert "importing" in sys.stderr.getvalue()
    assert "1 refused" in sys.stderr.getvalue()
