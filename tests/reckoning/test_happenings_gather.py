"""Events of records to happenings: what is one, what is not, and whose figure is whose."""

import pytest

from deedwatch.reckoning.happenings import (
    Pairing,
    Stories,
    differences,
    find_pairs,
    gather,
    pack,
    tell_events,
    traces_of,
    unpack_near,
)
from deedwatch.records import Actor, Casualties, DateRange, Document, Event, Place, Record, Statement

LEAD = {
    "a": "Gunmen stopped a fuel convoy near Borama on Friday and shot at the drivers, officials in Hargeisa said.",
    "b": "At least eleven drivers died when a fuel convoy came under fire outside Borama, a hospital said.",
    "c": "The fuel convoy was shot at near Borama by men in two cars; the drivers had no escort, villagers said.",
}
ACTORS = (
    Actor(id="a1", name="gunmen", kind="unnamed"),
    Actor(id="a2", name="Somaliland", kind="state", country="SOM"),
    Actor(id="a3", name="Kenya", kind="state", country="KEN"),
    Actor(id="a4", name="Nugal River Front", kind="organisation"),
    Actor(id="a5", name="the Front", kind="organisation"),
    Actor(id="a6", name="Kenyan soldiers", kind="military", country="KEN"),
    Actor(id="a7", name="Berbera League", kind="organisation"),
    Actor(id="a8", name="drivers", kind="population"),
    Actor(id="a9", name="eleven drivers from the coast", kind="population"),
    Actor(id="a10", name="at least nine porters", kind="population"),
    Actor(id="a11", name="Somali carriers", kind="population", country="SOM"),
    Actor(id="a12", name="Kenyan carriers", kind="population", country="KEN"),
)
FRIDAY = DateRange(from_="2022-05-06", to="2022-05-06")
SUNDAY = DateRange(from_="2022-05-08", to="2022-05-08")
BORAMA = Place(name="Borama", country="SOM")


def shooting(**changes):
    given = {
        "id": "e1", "type": "ASSAULT", "cameo": "190", "anchor": (0, 6), "source": ("a1",), "target": ("a2",),
        "date": FRIDAY, "place": BORAMA,
    }  # fmt: skip
    return Event(**{**given, **changes})


def record(name, *events, text=None, published="2022-05-07", statements=()):
    document = Document(
        id=name, text=text or LEAD[name], published=published, outlet=f"The {name.upper()} Post"
    )
    return (
        name,
        Record(document=document, actors=ACTORS, events=events or (shooting(),), statements=statements),
    )


def told(*records, **options):
    return [sorted(f"{t.report}.{t.event}" for t in h.tellings) for h in gather(records, **options)]


ONE = ["a.e1", "b.e1"]
TWO = [["a.e1"], ["b.e1"]]
CASES = [
    ("all the same", {}, ONE),
    ("no date in one", {"date": None}, ONE),
    ("no place in one", {"place": None}, ONE),
    ("no source in one", {"source": ()}, ONE),
    ("claimed in one", {"status": "alleged"}, ONE),
    ("denied in one", {"status": "denied"}, ONE),
    ("other figures", {"casualties": Casualties(killed=(40, 40))}, ONE),
    ("place by its country", {"place": Place(name="Somalia", country="SOM")}, ONE),
    ("another type", {"type": "COERCE", "cameo": "170"}, TWO),
    ("another day", {"date": SUNDAY}, TWO),
    ("another country", {"place": Place(name="Nairobi", country="KEN")}, TWO),
    ("another town", {"place": Place(name="Berbera", country="SOM")}, TWO),
    ("another target", {"target": ("a3",)}, TWO),
    ("another source", {"source": ("a3",)}, TWO),
    ("only planned", {"status": "planned"}, TWO),
    ("a source by its name", {"source": ("a4",)}, ONE),
    ("a source of a country", {"source": ("a6",)}, TWO),
]


@pytest.mark.parametrize(
    ("changes", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_makes_one_happening(changes, expected):
    found = told(record("a"), record("b", shooting(**changes)))
    assert sorted(found) == ([expected] if expected is ONE else expected)


SIDES = [
    ("a longer name", {"source": ("a4",)}, {"source": ("a5",)}, ONE),
    ("two names", {"source": ("a4",)}, {"source": ("a7",)}, TWO),
    ("the same people", {"target": ("a8",)}, {"target": ("a9",)}, ONE),
]


@pytest.mark.parametrize(("first", "second", "expected"), [c[1:] for c in SIDES], ids=[c[0] for c in SIDES])
def test_sides_may_be_told_in_other_words(first, second, expected):
    found = told(record("a", shooting(**first)), record("b", shooting(**second)))
    assert sorted(found) == ([expected] if expected is ONE else expected)


NINE = Casualties(killed=(9, None))
PINNED = [
    ("one day, town and number", {}, {}, ONE),
    ("no number in one", {"casualties": None}, {}, TWO),
    ("another number", {"casualties": Casualties(killed=(7, 7))}, {}, TWO),
    ("no town in one", {"place": None}, {}, TWO),
    ("no day in one", {"date": None}, {}, TWO),
    ("a longer time in one", {"date": DateRange(from_="2022-05", to="2022-05")}, {}, TWO),
    ("of two countries", {"target": ("a12",)}, {"target": ("a11",)}, TWO),
    ("by name in one", {"target": ("a7",)}, {"target": ("a2",)}, TWO),
]


@pytest.mark.parametrize(("one", "two", "expected"), [c[1:] for c in PINNED], ids=[c[0] for c in PINNED])
def test_people_told_by_kind_are_the_same_where_day_town_and_number_are(one, two, expected):
    first = shooting(**{"target": ("a10",), "casualties": NINE, **one})
    second = shooting(**{"target": ("a11",), "casualties": NINE, **two})
    assert sorted(told(record("a", first), record("b", second))) == (
        [expected] if expected is ONE else expected
    )


RANGES = [
    ("the month that it was in", "2022-05", "2022-05", ONE),
    ("from the month before on", "2022-04-15", "2022-05", ONE),
    ("the month before", "2022-04", "2022-04", TWO),
    ("the half year: more than nine weeks", "2022-01", "2022-06", TWO),
]


@pytest.mark.parametrize(("start", "end", "expected"), [c[1:] for c in RANGES], ids=[c[0] for c in RANGES])
def test_a_range_of_days_is_looked_for_in_each_of_its_weeks(start, end, expected):
    late = DateRange(from_="2022-05-27", to="2022-05-27")
    first = record("a", shooting(date=late), published="2022-05-28")
    later = "Elders of Borama asked why nobody has been charged."
    second = record("b", shooting(date=DateRange(from_=start, to=end)), text=later, published="2022-09-28")
    assert sorted(told(first, second)) == ([expected] if expected is ONE else expected)


WINTER = DateRange(from_="2022-01-10", to="2022-02-20")
NEAR = {
    "the same": ({}, True),
    "a party alone": ({"source": (), "place": None}, True),
    "the place alone": ({"source": (), "target": ()}, True),
    "the week after": ({"date": DateRange(from_="2022-05-12", to="2022-05-12")}, True),
    "weeks of which one is near": ({"date": DateRange(from_="2022-03-10", to="2022-05-03")}, True),
    "weeks of which none is": ({"date": WINTER}, False),
    "no day": ({"date": None, "background": True}, True),
    "another type": ({"type": "COERCE", "cameo": "170"}, False),
    "nothing": ({"source": ("a4",), "target": ("a3",), "place": None}, False),
}


@pytest.mark.parametrize(("changes", "expected"), NEAR.values(), ids=NEAR)
def test_what_is_kept_is_taken_up_where_it_can_make_a_pair(changes, expected):
    (fresh,) = tell_events(*record("a"))
    (kept,) = tell_events(*record("b", shooting(**changes)))
    found = unpack_near("b", pack(kept), kept.shelf, traces_of([fresh]))
    assert (found is not None) is expected
    assert find_pairs([fresh], [found] if found else [], Stories()) == find_pairs([fresh], [kept], Stories())


def test_two_events_of_one_report_stay_two():
    assert told(record("a", shooting(), shooting(id="e2"))) == [["a.e1"], ["a.e2"]]


HEADED = "Fuel drivers shot dead near Borama\n\n" + LEAD["a"]
OF_THE_TEXT = (len(HEADED) - 40, len(HEADED) - 34)
HEADLINES = [
    ("the deed of the text", {}, ["a.e1", "a.e2"]),
    ("by other words for the same people", {"source": ("a10",)}, ["a.e1", "a.e2"]),
    ("another type", {"type": "COERCE", "cameo": "170"}, [["a.e1"], ["a.e2"]]),
    ("another target", {"target": ("a3",)}, [["a.e1"], ["a.e2"]]),
    ("another town", {"place": Place(name="Berbera", country="SOM")}, [["a.e1"], ["a.e2"]]),
    ("another day", {"date": SUNDAY}, [["a.e1"], ["a.e2"]]),
    ("told as background", {"background": True}, [["a.e1"], ["a.e2"]]),
    ("in the headline too", {"anchor": (8, 14)}, [["a.e1"], ["a.e2"]]),
]


@pytest.mark.parametrize(("changes", "expected"), [c[1:] for c in HEADLINES], ids=[c[0] for c in HEADLINES])
def test_a_headline_tells_the_deed_of_its_text(changes, expected):
    second = shooting(**{"id": "e2", "anchor": OF_THE_TEXT, **changes})
    found = told(record("a", shooting(), second, text=HEADED))
    assert sorted(found) == ([expected] if expected == ["a.e1", "a.e2"] else expected)


def test_a_headline_goes_with_one_event_of_its_text_wherever_that_goes():
    likest = shooting(id="e2", anchor=OF_THE_TEXT)
    other = shooting(id="e3", anchor=OF_THE_TEXT, place=None, date=None, cameo="195")
    records = [record("a", shooting(), likest, other, text=HEADED), record("b")]
    assert sorted(told(*records)) == [["a.e1", "a.e2", "b.e1"], ["a.e3"]]


def test_a_headline_and_its_text_are_one_report():
    counted = {"casualties": Casualties(killed=(9, 9))}
    both = shooting(**counted), shooting(id="e2", anchor=OF_THE_TEXT, **counted)
    (happening,) = gather([record("a", *both, text=HEADED)])
    assert (happening.reports, happening.independent) == (1, 1)
    assert [claim.report for claim in happening.figures[0].claims] == ["a"]


def test_a_person_parts_a_headline_from_its_text():
    ruling = Pairing(decision="apart", one="a.e1", two="a.e2", by="Reader One", on="2022-06-01")
    one = record("a", shooting(), shooting(id="e2", anchor=OF_THE_TEXT), text=HEADED)
    assert sorted(told(one, rulings=[ruling])) == [["a.e1"], ["a.e2"]]


def test_every_event_is_in_one_happening():
    records = [
        record("a", shooting(), shooting(id="e2", type="CONSULT", cameo="040")),
        record("b"),
        record("c"),
    ]
    assert sorted(key for keys in told(*records) for key in keys) == ["a.e1", "a.e2", "b.e1", "c.e1"]


def test_figures_stand_side_by_side_and_a_copy_is_no_further_source():
    said = Statement(id="s1", speaker="a2", mode="indirect", act="assert", content=((0, 6),))
    hurt = lambda low, high, **more: shooting(casualties=Casualties(killed=(low, high)), **more)  # noqa: E731
    long = LEAD["a"] + " The road was closed until noon. Two lorries burned. A third turned over in a ditch."
    happening = gather(
        [
            record("a", hurt(9, None, according_to="s1"), text=long, statements=(said,)),
            record("b", hurt(11, 11)),
            record("c", hurt(9, None), text=long + " Our own reporter saw smoke.", published="2022-05-08"),
        ]
    )[0]
    (killed,) = happening.figures
    assert (killed.kind, killed.low, killed.high, killed.open_ended, killed.agreed) == (
        "killed",
        9,
        11,
        False,
        True,
    )
    assert [(c.report, c.low, c.high, c.by, c.told, c.copies) for c in killed.claims] == [
        ("a", 9, None, "Somaliland", "2022-05-07", ("c",)),
        ("b", 11, 11, None, "2022-05-07", ()),
    ]
    assert (happening.reports, happening.independent) == (3, 2)
    (copy,) = happening.copies
    assert (copy.report, copy.copied_from) == ("c", "a")
    assert [(long + " Our own reporter saw smoke.")[s:e] for s, e in copy.put_in] == [
        "Our own reporter saw smoke."
    ]


FIGURES = [
    ("they agree", [(5, 5), (5, 5)], (5, 5, False, True)),
    ("they differ", [(9, 9), (14, 14)], (9, 14, False, False)),
    ("a lower bound below", [(9, None), (14, 14)], (9, 14, False, True)),
    ("a lower bound above", [(9, 9), (14, None)], (9, 14, True, False)),
    ("an upper bound", [(None, 9), (7, 7)], (7, 9, False, True)),
]


@pytest.mark.parametrize(("ranges", "expected"), [c[1:] for c in FIGURES], ids=[c[0] for c in FIGURES])
def test_the_range_over_sources(ranges, expected):
    records = [
        record(name, shooting(casualties=Casualties(injured=pair)))
        for name, pair in zip("ab", ranges, strict=True)
    ]
    (figure,) = gather(records)[0].figures
    assert (figure.low, figure.high, figure.open_ended, figure.agreed) == expected


RULINGS = [
    ("apart", {}, [["a.e1"], ["b.e1"]]),
    ("together", {"date": SUNDAY, "place": Place(name="Nairobi", country="KEN")}, [["a.e1", "b.e1"]]),
]


@pytest.mark.parametrize(("decision", "changes", "expected"), RULINGS, ids=[r[0] for r in RULINGS])
def test_a_person_rules_on_two_events(decision, changes, expected):
    ruling = Pairing(decision=decision, one="a.e1", two="b.e1", by="Reader One", on="2022-06-01")
    assert sorted(told(record("a"), record("b", shooting(**changes)), rulings=[ruling])) == expected


def test_a_telling_has_its_reason():
    happening = gather([record("a"), record("b")])[0]
    for telling in happening.tellings:
        assert telling.score >= 0.5
        assert "in Borama" in telling.reason
        assert "on 2022-05-06" in telling.reason
        assert telling.outlet in {"The A Post", "The B Post"}


def test_the_same_records_in_any_order_give_the_same_happenings():
    records = [record(name) for name in "abc"]
    assert gather(records) == gather(records[::-1])


DIFFERENCES = [
    ("One. Two. Three.", "One. Three.", ["Two."], []),
    ("One. Two.", "Zero. One. Two.", [], ["Zero."]),
    ("One. Two.", "ONE.\nTwo.", [], []),
    ("", "One.", [], ["One."]),
]


@pytest.mark.parametrize(("original", "copy", "gone", "come"), DIFFERENCES)
def test_passages_that_differ(original, copy, gone, come):
    left, put = differences(original, copy)
    assert [original[s:e] for s, e in left] == gone
    assert [copy[s:e] for s, e in put] == come


LATE = "The council met in Hargeisa and the budget was read. " * 9 + "A convoy had been shot at near Borama."
TITLES = [
    ("background in the earlier report", {"background": True}, None, LEAD["b"]),
    ("background, though the news is only claimed", {"background": True}, {"status": "alleged"}, LEAD["b"]),
    ("both the news", {}, None, LEAD["a"]),
    ("claimed in the earlier report", {"status": "alleged"}, None, LEAD["b"]),
]


@pytest.mark.parametrize(
    ("first", "second", "title"), [case[1:] for case in TITLES], ids=[case[0] for case in TITLES]
)
def test_the_title_comes_from_where_it_is_the_news(first, second, title):
    (happening,) = gather([record("a", shooting(**first)), record("b", shooting(**(second or {})))])
    assert happening.title == title


def test_a_lead_gives_the_title_rather_than_the_end_of_an_earlier_report():
    last = (len(LATE) - 38, len(LATE) - 32)
    (happening,) = gather(
        [record("a", shooting(anchor=last), text=LATE, published="2022-05-06"), record("b")]
    )
    assert happening.title == LEAD["b"]
