"""What must hold for any reports: none lost, order without weight, the same answer twice and in another process."""

import hashlib
import random
import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deedwatch.reckoning.happenings import Merging, Pairing, merge_documents
from deedwatch.records import Document

PLACES = ["Kerwal", "Hradec", "Lundazi", "Chipata", "Oulu", "Alcantara", "Mzuzu", "Plzen", "Tabor", "Rumphi"]
PEOPLE = ["Milan Dvorsky", "Ana Moreira", "Heikki Salonen", "Esther Mwaba", "Jana Kralova", "Rui Tavares"]
DEEDS = [
    "closed the bridge",
    "opened talks on wages",
    "cleared four villages",
    "shelled the market",
    "freed eleven sailors",
]
ASIDES = [
    "Rain is expected at the weekend.", "Neither side gave a date.", "Shops stayed shut.", "Buses ran late.",
    "The ministry had no comment.", "Two lawyers were present.", "It was the third such case this year.",
    "Schools open again on Thursday.", "The bishop asked for calm.", "Police took names.",
]  # fmt: skip


def story(seed):
    """An invented event: where, who, what, on which day of the month."""
    rnd = random.Random(seed)
    word = hashlib.sha256(str(seed).encode()).hexdigest()
    town = (
        rnd.choice(PLACES) + "ov" * (seed % 3) + word[:2].translate(str.maketrans("0123456789", "aeiouaeiou"))
    )
    return rnd.choice(PEOPLE), town.capitalize(), rnd.choice(DEEDS), rnd.randint(1, 28), rnd.randint(12, 99)


def report(seed, telling):
    """One of many tellings of an event."""
    person, town, deed, day, count = story(seed)
    rnd = random.Random(f"{seed}/{telling}")
    sentences = [
        f"{person} said in {town} that soldiers {deed} near the river.",
        f"The people of {town} counted {count} lorries on the road to the north.",
        f"{person.split()[1]} promised that {town} would not stand alone.",
        *rnd.sample(ASIDES, 4),
    ]
    rnd.shuffle(sentences)
    return Document(id=f"s{seed}-{telling}", text=" ".join(sentences), published=f"2022-03-{day:02d}")


reports = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=40).map(
    lambda pairs: [report(seed, telling) for seed, telling in pairs]
)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def b3(one, two):
    """B3 F1 of one grouping against another, both by place."""
    total = 0.0
    for left, right in ((one, two), (two, one)):
        share = 0.0
        for place, label in enumerate(left):
            mine = [i for i, other in enumerate(left) if other == label]
            share += sum(right[i] == right[place] for i in mine) / len(mine)
        total += share / max(1, len(one))
    return total / 2


@quick
@given(reports)
def test_as_many_rows_come_out_as_reports_go_in(given_reports):
    rows = merge_documents(given_reports)
    assert [row.id for row in rows] == [document.id for document in given_reports]


@quick
@given(reports)
def test_a_copy_group_lies_within_one_happening(given_reports):
    happenings = {}
    for row in merge_documents(given_reports):
        assert happenings.setdefault(row.copy_group, row.happening) == row.happening


@quick
@given(reports, st.randoms())
def test_order_of_arrival_moves_b3_by_less_than_a_point(given_reports, rnd):
    unique = list({document.id: document for document in given_reports}.values())
    shuffled = unique[:]
    rnd.shuffle(shuffled)
    place = {row.id: row.happening for row in merge_documents(shuffled)}
    straight = [row.happening for row in merge_documents(unique)]
    assert b3(straight, [place[document.id] for document in unique]) > 0.99 or not unique


def test_batches_in_any_order_end_in_nearly_the_same_groups():
    documents = [report(seed, telling) for seed in range(60) for telling in range(3)]
    whole = [row.happening for row in merge_documents(documents)]
    for start in range(3):
        arrival = documents[:]
        random.Random(start).shuffle(arrival)
        merging = Merging()
        for begin in range(0, len(arrival), 30):
            merging.add(arrival[begin : begin + 30])
            merging.consolidate()
        place = {row.id: row.happening for row in merging.groups()}
        assert b3(whole, [place[document.id] for document in documents]) > 0.99


@quick
@given(reports)
def test_the_same_reports_give_the_same_groups(given_reports):
    assert merge_documents(given_reports) == merge_documents(given_reports)


def test_another_process_gives_the_same_groups(tmp_path):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_happenings_properties import report\n"
        "from deedwatch.reckoning.happenings import merge_documents\n"
        "rows = merge_documents([report(seed, telling) for seed in range(20) for telling in range(3)])\n"
        "print([(row.id, row.copy_group, row.happening) for row in rows])"
    )
    folder = str(__import__("pathlib").Path(__file__).parent)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""}, cwd=tmp_path,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(outputs) == 1


@quick
@given(reports, st.integers(0, 10**6), st.sampled_from(["together", "apart"]))
def test_a_ruling_always_holds(given_reports, pick, decision):
    unique = list({document.id: document for document in given_reports}.values())
    if len(unique) < 2:
        return
    one, two = random.Random(pick).sample(unique, 2)
    rows = {
        row.id: row
        for row in merge_documents(unique, rulings=[Pairing(decision=decision, one=one.id, two=two.id)])
    }
    if decision == "together":
        assert rows[one.id].happening == rows[two.id].happening
    elif rows[one.id].copy_group != rows[two.id].copy_group:
        assert rows[one.id].happening != rows[two.id].happening
