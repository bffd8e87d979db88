"""Where: place names, common-noun places, and the countries that the context bears out."""

import pytest

from deedwatch.actors import find_actors
from deedwatch.language import parse
from deedwatch.places import find_places
from deedwatch.records import Document


def places_of(text, **given):
    document = Document(text=text, **given)
    parsed = parse(text)
    return find_places(parsed, find_actors(parsed, document), document)


CASES = [
    ("A bomb went off in Baghdad.", "Baghdad", "IRQ"),
    ("Fighting spread across northern Iraq.", "northern Iraq", "IRQ"),
    ("Two men died in the Helmand province.", "Helmand province", "AFG"),
    ("A blast hit a market in the Iraqi capital.", "Iraqi capital", "IRQ"),
    ("He was seen in Tripoli, Lebanon.", "Tripoli", "LBN"),
    ("Ships met in the Persian Gulf.", "Persian Gulf", None),
    ("They marched in Wolfsburg.", "Wolfsburg", "DEU"),
    ("Planes crossed the Middle East while Chad slept.", "Middle East", None),
    ("He died in the Chad/Sudan region.", "Chad/Sudan region", None),
    ("Rockets fell into the Gaza Strip while Chad slept.", "Gaza Strip", "PSE"),
    ("Envoys went back to New York from Amman.", "New York", "USA"),
    ("A farmer was hurt near the West Bank town of Tubas.", "West Bank town", "PSE"),
    ("Kenya starts a drill in Strait of Hormuz.", "Strait of Hormuz", None),
    ("Tankers left Oman in May. Fishermen from Oman work in the same waters.", "same waters", None),
    ("Raids were held in Kenya and in Mali. Families hid in a forest.", "forest", None),
    ("Guards shot three men on the border between Chad and Sudan.", "border between Chad", None),
    ("Shells fell on the frontier with Yemen, Oman said.", "frontier with Yemen", None),
    ("A mine blew up a bus in rural Mali.", "rural Mali", "MLI"),
    ("Rwandan troops pulled out of Goma.", "Goma", "COD"),
    ("The bombardment of Kharkiv went on.", "Kharkiv", "UKR"),
    ("Rockets hit a Russian base in Syria.", "Russian base in Syria", "SYR"),
    ("A mob burned the Swedish embassy in Baghdad.", "Swedish embassy in Baghdad", "IRQ"),
    ("Police in Georgia shot a man near Atlanta.", "Georgia", "USA"),
    ("Miners of Peru blocked a bridge in the town of Chala.", "bridge in the town of Chala", "PER"),
    ("Chad sent troops. Rebels hold the town of Adikong.", "town of Adikong", "TCD"),
    ("Crowds filled downtown streets of Chad.", "downtown streets of Chad", "TCD"),
]


@pytest.mark.parametrize(("text", "name", "country"), CASES)
def test_places_and_their_countries(text, name, country):
    assert (name, country) in [(place.name, place.country) for place in places_of(text)]


def test_a_town_of_many_countries_is_settled_by_the_report():
    text = "Officers from Venezuela searched houses. The raid in Valencia lasted all night, Venezuela said."
    valencia = next(place for place in places_of(text) if place.name == "Valencia")
    assert valencia.country in {"VEN", "ESP"}


def test_coordinates_come_with_a_town():
    place = next(place for place in places_of("They marched in Wolfsburg.") if place.name == "Wolfsburg")
    assert (round(place.latitude), round(place.longitude)) == (52, 11)


def test_names_of_people_and_papers_are_no_places():
    assert places_of("Paris Hilton read the Washington Post.") == ()


def test_an_unknown_place_takes_the_country_beside_it_or_none():
    beside = places_of("Shells fell in Zarbatul and in Baghdad.")
    assert {place.country for place in beside} <= {"IRQ", None}
    alone = places_of("Shells fell in Zarbatul.")
    assert [place.country for place in alone] in ([], [None])


def test_a_part_of_a_name_is_no_place():
    assert {place.name for place in places_of("West Bank settlers threw stones.")} <= {"West Bank settlers"}


def test_no_text_has_no_place():
    assert places_of("") == ()
