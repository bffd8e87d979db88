"""Spots on the map at the precision that the words bear."""

import pytest

from deedwatch.places.locate import locate
from deedwatch.records import Place


@pytest.mark.parametrize(
    ("name", "country", "near", "precision"),
    [
        ("Baghdad", "IRQ", (33, 44), "place"),
        ("central Baghdad market district", "IRQ", (33, 44), "place"),
        ("the town of Mzuzu", "MWI", (-11, 34), "place"),
        ("Iraq", "IRQ", (33, 44), "country"),
        ("the border region", "ZMB", (-15, 28), "country"),
    ],
)
def test_places_are_found(name, country, near, precision):
    spot = locate(Place(name=name, country=country))
    assert spot is not None
    assert (round(spot.latitude), round(spot.longitude)) == pytest.approx(near, abs=1)
    assert spot.precision == precision


@pytest.mark.parametrize("place", [None, Place(name="the border"), Place(name="Springfield")])
def test_what_cannot_be_told_has_no_spot(place):
    assert locate(place) is None


def test_a_town_of_another_country_is_not_taken():
    spot = locate(Place(name="Paris", country="USA"))
    assert spot is not None
    assert spot.longitude < -60
