"""What the fold at the end of a run costs, in counts that no machine changes: it must not grow with the book.

A war is told day by day in like words: each report's deed hangs together with those of the days around it, so
all are one chain. What a few more reports cost must be the same whether the chain is short or long.
"""

import datetime as dt
import random

import pytest
from counting import calls

from deedwatch.book import folding, open_book
from deedwatch.book.folding import fold_happenings
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.reckoning.happenings import strands
from deedwatch.reckoning.ledger import shelves
from deedwatch.records import Actor, Document, Event, Matter, Position, Record
from deedwatch.store import Given, add_reading

SIDES = (
    Actor(id="a1", name="Peru", kind="state", country="PER", code="PER"),
    Actor(id="a2", name="Chile", kind="state", country="CHL", code="CHL"),
)
FIRST = dt.date(2019, 1, 1)
MORE = 10  # reports of one run
GROWTH = 1.1
PERIOD = 105  # reports, in five weeks; then the same words come again
WORDS = ["quays", "barns", "mills", "wells", "silos", "kilns", "docks", "sheds", "depots", "cranes", "ovens"]


def shelling(number):
    """Three reports a day, all of a like deed told in like words."""
    told = random.Random(number % PERIOD).sample(WORDS, 7)
    text = f"Gunners of Peru shelled {' '.join(told[:4])} of Chile near {' '.join(told[4:])}."
    event = Event(id="e1", type="ASSAULT", cameo="190", anchor=(0, 15), source=("a1",), target=("a2",))
    day = (FIRST + dt.timedelta(days=number // 3)).isoformat()
    document = Document(id=f"r{number}", text=text, published=day)
    return Record(document=document, actors=SIDES, events=(event,), ledger=())


def put(book, numbers, make=shelling):
    for number in numbers:
        record = make(number)
        add_reading(book.store, Given(record.document), record, reader="0", run=None, weights={})


@pytest.fixture
def costs(tmp_path, monkeypatch):
    """Calls of a run of a few reports at the end of chains of growing length."""
    monkeypatch.setattr(folding, "SMALL", 30)
    monkeypatch.setattr(strands, "MOST", 20)
    found = []
    with open_book(tmp_path / "book.db") as book:
        end = 0
        for size in (PERIOD, 2 * PERIOD, 4 * PERIOD):
            put(book, range(end, size))
            fold_happenings(book)
            put(book, range(size, size + MORE))
            found.append(calls(lambda: fold_happenings(book)))
            end = size + MORE
        links = folding.load_pairs(
            book.store, folding.load_tellings(book.store, reports=book.report_keys().values())
        )
    assert len(links) > 4 * PERIOD  # a chain indeed
    return found


def test_a_run_costs_the_same_at_the_end_of_a_chain_of_any_length(costs):
    assert max(costs[1:]) < GROWTH * costs[0], costs


def invented(draw):
    return "".join(draw.choices("aeioumnrst", k=9))


def quarrel(number):
    """A thing of which three reports tell, asked and refused by two sides, a body and a new person each time."""
    rnd, thing = random.Random(number), random.Random(f"thing {number // 3}")
    asked = f"{thing.choice(('close', 'sell', 'guard'))} the {invented(thing)} by the {thing.choice(WORDS)}"
    text = f"{asked}\nopen the {invented(rnd)} by the {invented(rnd)}"
    end = text.index("\n")
    maker = Actor(id="a3", name=f"Rosa {invented(rnd).title()}", kind="person",
                  country="PER", roles=("foreign minister",))  # fmt: skip
    body = Actor(id="a4", name=f"{rnd.choice(WORDS).title()} Union", kind="organisation")
    asked = Matter(id="l1", kind="demand", by=(rnd.choice(("a1", "a3", "a4")),), to=("a2",), content=(0, end))
    refused = Matter(
        id="l2", kind="demand", by=(), to=(), content=(end + 1, len(text)), move="recalls",
        positions=(Position(actor="a2", stance="rejects"),),
    )  # fmt: skip
    day = (FIRST + dt.timedelta(days=number // 3)).isoformat()
    document = Document(id=f"q{number}", text=text, published=day)
    actors = (*SIDES, maker, body)
    return Record(document=document, actors=actors, ledger=(asked,), answers=(refused,))


def test_a_run_costs_the_same_at_the_end_of_a_ledger_of_any_length(tmp_path, monkeypatch):
    monkeypatch.setattr(shelves, "MOST", 20)
    found = []
    with open_book(tmp_path / "book.db") as book:
        end = 0
        for size in (150, 300, 600):
            put(book, range(end, size), quarrel)
            fold_ledger(book)
            put(book, range(size, size + MORE), quarrel)
            found.append(calls(lambda: fold_ledger(book)))
            end = size + MORE
    assert max(found[1:]) < GROWTH * found[0], found


def told_again(number):
    """The same demand, asked in one of a few wordings and refused, in every report."""
    asked = f"withdraw the {WORDS[number % 7]} guards from the harbour of Arica"
    matter = Matter(id="l1", kind="demand", by=("a1",), to=("a2",), content=(0, len(asked)),
                    positions=(Position(actor="a2", stance="rejects"),))  # fmt: skip
    day = (FIRST + dt.timedelta(days=number // 3)).isoformat()
    document = Document(id=f"w{number}", text=asked, published=day)
    return Record(document=document, actors=SIDES, ledger=(matter,))


def test_a_matter_told_by_hundreds_of_reports_costs_little_more_than_one_told_by_few(tmp_path):
    found = []
    with open_book(tmp_path / "book.db") as book:
        end = 0
        for size in (150, 600):
            put(book, range(end, size), told_again)
            fold_ledger(book)
            put(book, range(size, size + MORE), told_again)
            found.append(calls(lambda: fold_ledger(book)))
            end = size + MORE
    assert found[1] < 2 * found[0], found
