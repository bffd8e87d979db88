"""Reports to groups: copies of a text, page furniture, stitched texts, reports of one happening."""

import itertools

import pytest

from deedwatch.book.archive import FileArchive
from deedwatch.reckoning.happenings import MemoryArchive, Merging, Pairing, explain_documents, merge_documents
from deedwatch.records import Document

DAM = (
    "Engineers at the Kerwal dam said on Tuesday that water had begun to seep through the northern wall. "
    "The governor of Ostrava province, Milan Dvorsky, ordered four villages below the dam to be cleared by "
    "nightfall. Lorries took some two thousand people to schools in the town of Hradec. "
    "Mr Dvorsky said the wall would hold if the rain stopped. Farmers were told to leave their cattle behind. "
    "The dam was built forty years ago and was last inspected in the spring. "
    "An inspector, Jana Kralova, wrote then that two of its gates no longer closed."
)
DAM_RETOLD = (
    "Two thousand villagers spent the night in schools in Hradec after a leak was found in the Kerwal dam. "
    "Governor Milan Dvorsky, who cleared four villages in Ostrava province, hoped for drier weather. "
    "Inspector Jana Kralova had warned of faulty gates at Kerwal months before the wall gave way to seepage."
)
STRIKE = (
    "Tram drivers in Lisbon walked out at dawn and said they would stay out until Friday. "
    "Their union, led by Ana Moreira, wants a shorter shift at night. The city's transport chief, Rui Tavares, "
    "called the walkout unlawful and hired buses. Commuters queued for an hour at the Alcantara bridge. "
    "Ms Moreira said talks would open only if the night shift was on the table."
)
FIRE = (
    "A fire in a sawmill near Oulu burned through the night and destroyed eleven lorries, the fire brigade said. "
    "Its chief, Heikki Salonen, said sparks from a saw had set dry timber alight. Nobody was hurt. "
    "The owner, Paivi Lehto, said that forty people would be without work until summer."
)


def documents(*texts, day="2021-03-02"):
    return [Document(id=f"r{number}", text=text, published=day) for number, text in enumerate(texts)]


def groups_of(rows, field):
    """The ids that stand together, as sets."""
    key = lambda row: getattr(row, field)  # noqa: E731
    return {frozenset(row.id for row in group) for _, group in itertools.groupby(sorted(rows, key=key), key)}


def sentences(text):
    return [part.strip() for part in text.replace("? ", ". ").split(". ") if part.strip()]


COPIES = {
    "identical": DAM,
    "white space and capitals": DAM.upper().replace(" ", "\n"),
    "retitled": "Villages cleared below leaking dam\n" + DAM,
    "cut short": ". ".join(sentences(DAM)[:3]) + ".",
    "sentences moved": ". ".join(reversed(sentences(DAM))),
    "words changed": DAM.replace("said", "stated").replace("ordered", "told").replace("some", "about"),
    "a local opening": "Shops in the town stayed open late. Mayor Eva Novotna met the first lorries. " + DAM,
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES.keys())
def test_an_edited_copy_is_a_copy(copy):
    rows = merge_documents(documents(DAM, copy, STRIKE, FIRE))
    assert groups_of(rows, "copy_group") == {frozenset({"r0", "r1"}), frozenset({"r2"}), frozenset({"r3"})}
    assert rows[0].happening == rows[1].happening


def test_the_same_event_in_other_words_is_one_happening_and_no_copy():
    rows = merge_documents(documents(DAM, DAM_RETOLD, STRIKE, FIRE))
    assert groups_of(rows, "happening") == {frozenset({"r0", "r1"}), frozenset({"r2"}), frozenset({"r3"})}
    assert len(groups_of(rows, "copy_group")) == 4


def test_a_story_with_another_in_front_belongs_to_the_one_that_fills_it():
    stitched = ". ".join(sentences(STRIKE)[:2]) + ". " + ". ".join(sentences(DAM)[:4]) + "."
    rows = merge_documents(documents(DAM, STRIKE, stitched, FIRE))
    assert groups_of(rows, "copy_group") == {frozenset({"r0", "r2"}), frozenset({"r1"}), frozenset({"r3"})}


NOTICES = [
    ("Petr Havel", "19", "Brno", "a lorry", "Mill Lane"),
    ("Lucie Mala", "54", "Plzen", "a tram", "Castle Street"),
    ("Karel Zeman", "33", "Opava", "a bicycle", "Station Road"),
    ("Irena Fialova", "71", "Tabor", "a bus", "the ring road"),
    ("Tomas Urban", "8", "Kolin", "a van", "School Hill"),
    ("Dana Rybova", "26", "Jihlava", "a car", "Market Square"),
    ("Josef Beran", "47", "Pisek", "a motorcycle", "Bridge Street"),
    ("Alena Kosova", "62", "Zlin", "a tractor", "the old town"),
]
FORM = (
    "The Road Deaths Register of the National Safety Board. {0}, aged {1}, died in {2} after being hit by {3} on "
    "{4}, according to the records of the county coroner. Before you write a comment, read the rules of this "
    "page. Send corrections to the register with a document that supports them."
)


def test_entries_of_one_register_are_neither_copies_nor_one_happening():
    texts = [FORM.format(*notice) for notice in NOTICES]
    rows = merge_documents(documents(*texts, STRIKE, DAM))
    assert len(groups_of(rows, "copy_group")) == len(rows)
    assert len(groups_of(rows, "happening")) == len(rows)


FOOT = (
    " Comments on this page are open for three days. Write in your own name and keep to the matter. Editors may "
    "shorten what you send. Our rules on privacy, cookies and advertising have changed since last summer. Sign up "
    "for our letter at noon and in the evening, and follow us where you like. All rights are reserved by the owners."
)


def test_what_stands_at_the_foot_of_two_pages_makes_no_copy():
    rows = merge_documents(documents(STRIKE + FOOT, FIRE + FOOT, DAM))
    assert len(groups_of(rows, "copy_group")) == 3


LEAK = DAM.replace("said on Tuesday", "said in Peru on May 8")
OTHERWISE = {
    "another country": LEAK.replace("in Peru", "in Chile"),
    "a far day": LEAK.replace("May 8", "June 20"),
}


@pytest.mark.parametrize("other", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_a_text_filled_with_another_country_or_a_far_day_is_no_copy(other):
    rows = merge_documents(documents(LEAK, other, STRIKE, FIRE))
    assert rows[0].copy_group != rows[1].copy_group
    assert rows[0].happening != rows[1].happening


@pytest.mark.parametrize(
    "other",
    [
        LEAK.replace("two thousand", "three thousand").replace("May 8", "May 9"),
        LEAK.replace("in Peru on May 8", "on May 8"),
        STRIKE.replace("in Lisbon", "in Portugal on June 20") + " " + LEAK,
    ],
    ids=["figures and a day", "no country", "behind a story from elsewhere"],
)
def test_a_copy_may_differ_in_figures_and_in_what_stands_before_it(other):
    rows = merge_documents(documents(LEAK, other, FIRE))
    assert rows[0].copy_group == rows[1].copy_group


def test_no_report_is_lost_and_ids_may_repeat():
    given = [Document(id="same", text=text) for text in (DAM, STRIKE, DAM, "", " ", "x")]
    rows = merge_documents(given)
    assert [row.id for row in rows] == ["same"] * 6
    assert rows[0].copy_group == rows[2].copy_group != rows[1].copy_group


def test_far_days_keep_reports_apart_that_are_half_alike():
    near = [
        Document(id="a", text=DAM, published="2021-03-02"),
        Document(id="b", text=DAM_RETOLD, published="2021-03-03"),
    ]
    assert len(groups_of(merge_documents([*near, *documents(STRIKE, FIRE)]), "happening")) == 3


RULED = {
    "together": [("together", "r1", "r2")],
    "apart": [("apart", "r0", "r3")],
}


@pytest.mark.parametrize("rulings", RULED.values(), ids=RULED.keys())
def test_a_ruling_outweighs_likeness(rulings):
    given = [Pairing(decision=decision, one=one, two=two) for decision, one, two in rulings]
    rows = {row.id: row for row in merge_documents(documents(DAM, STRIKE, FIRE, DAM_RETOLD), rulings=given)}
    for decision, one, two in rulings:
        assert (rows[one].happening == rows[two].happening) == (decision == "together")


def test_every_join_tells_its_reason():
    joins = {
        (join.report, join.with_): join for join in explain_documents(documents(DAM, DAM, DAM_RETOLD, STRIKE))
    }
    assert joins["r1", "r0"].kind == "same text"
    retold = joins["r2", "r0"]
    assert retold.kind == "same happening"
    assert retold.score > 0.18
    assert {"kerwal", "dvorsky"} <= set(retold.names)
    assert retold.days == ("2021-03-02", "2021-03-02")
    assert "Jana Kralova" in " ".join(DAM_RETOLD[start:end] for start, end in retold.passages)
    assert joins["r1", "r0"].passages == ((0, len(DAM)),)


def test_reports_that_arrive_one_by_one_join_what_stands():
    merging = Merging()
    for document in documents(DAM, STRIKE, FIRE):
        merging.add([document])
        merging.consolidate()
    before = {row.id: row.happening for row in merging.groups()}
    merging.add([Document(id="late", text=DAM_RETOLD, published="2021-03-03")])
    merging.consolidate()
    after = {row.id: row.happening for row in merging.groups()}
    assert after["late"] == before["r0"]
    assert {name: after[name] for name in before} == before


def test_a_retired_happening_reopens_under_its_own_name():
    merging = Merging(archive=MemoryArchive())
    merging.add(documents(DAM, STRIKE, FIRE))
    merging.consolidate()
    left = {row.id: row.happening for row in merging.retire(keep=0)}
    assert len(left) == 3
    assert list(merging.groups()) == []
    merging.add(
        [Document(id="late", text=DAM_RETOLD, published="2021-03-03"), Document(id="new", text=STRIKE[::-1])]
    )
    merging.consolidate()
    assert {row.id: row.happening for row in merging.groups()}["late"] == left["r0"]


@pytest.mark.parametrize(
    ("where", "reopens"), [("", True), ("in Peru on May 9 ", True), ("in Chile ", False)]
)
def test_a_retired_happening_of_another_country_does_not_reopen(where, reopens):
    merging = Merging(archive=MemoryArchive())
    merging.add(documents(DAM.replace("said on Tuesday", "said in Peru on May 8"), STRIKE, FIRE))
    merging.consolidate()
    left = {row.id: row.happening for row in merging.retire(keep=0)}
    late = DAM_RETOLD.replace("spent the night in schools in Hradec ", f"spent the night in schools {where}")
    merging.add([Document(id="late", text=late, published="2021-03-03")])
    merging.consolidate()
    assert ({row.happening for row in merging.groups()} == {left["r0"]}) is reopens


@pytest.mark.parametrize(("text", "decision"), [(STRIKE, "together"), (DAM_RETOLD, "apart")])
@pytest.mark.parametrize("keep", [0, 1], ids=["all retired", "one of it stays"])
def test_a_ruling_on_a_retired_report_holds(text, decision, keep):
    late = Document(id="late", text=text, published="2021-03-03")
    twice = [*documents(FIRE, DAM), Document(id="stays", text=DAM_RETOLD, published="2021-03-02")]
    places = {}
    for rulings in ([], [Pairing(decision=decision, one="late", two="r1")]):
        merging = Merging(archive=MemoryArchive(), rulings=rulings)
        merging.add(twice)
        merging.consolidate()
        left = {row.id: row.happening for row in merging.retire(keep=keep)}
        merging.add([late])
        merging.consolidate()
        found = {row.id: row.happening for row in merging.groups()}
        places[bool(rulings)] = found["late"] == left["r1"]
    assert places == {False: decision == "apart", True: decision == "together"}


def test_a_happening_reopens_out_of_a_file(tmp_path):
    with FileArchive(tmp_path / "archive.db") as archive:
        merging = Merging(archive=archive)
        merging.add(documents(DAM, STRIKE, FIRE))
        merging.consolidate()
        left = {row.id: row.happening for row in merging.retire(keep=0)}
    with FileArchive(tmp_path / "archive.db") as archive:
        merging = Merging(archive=archive)
        merging.add([Document(id="late", text=DAM_RETOLD, published="2021-03-03")])
        merging.consolidate()
        assert next(merging.groups()).happening == left["r0"]
        merging.retire(keep=0)
        assert [sketch.reports for sketch in archive.find(["kerwal", "dvorsky", "hradec"])] == [1]


def test_the_archive_forgets_the_oldest_first():
    archive = MemoryArchive(most=1)
    merging = Merging(archive=archive)
    merging.add(documents(DAM, STRIKE))
    merging.consolidate()
    merging.retire(keep=0)
    assert list(archive.find(["kerwal", "dvorsky", "hradec", "ostrava", "kralova", "dam"])) == []
