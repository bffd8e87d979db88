from __future__ import annotations

import pytest

from deedwatch.text import tell_tongue
from deedwatch.text.tongue import tongues


@pytest.mark.parametrize("tongue", tongues(), ids=lambda tongue: tongue.code)
def test_every_language_is_told_by_its_own_sentence_and_english_is_not_it(tongue):
    found = tell_tongue(f"{tongue.yes} " * 3)
    assert found is not None
    assert found.code == tongue.code
    other = tell_tongue(f"{tongue.no} " * 6)
    assert other is None or other.code != tongue.code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le ministre a dit non.",
        "12 345 678 " * 40,
        "PSE KGZ TJK OSCE " * 20,
        "Ministers Gbagbo, Ouattara, Soro, Bedie, Konan; Abidjan, Bouake, Korhogo, Man, Daloa. " * 3,
    ],
)
def test_what_cannot_be_told_is_not_told(text):
    assert tell_tongue(text) is None


def test_english_with_foreign_names_and_quotations_is_english():
    text = (
        "The president of the Assemblée nationale said that “la paix n’est pas un vain mot” and that the "
        "Front populaire ivoirien would be at the talks in Yamoussoukro, which are to begin on Monday."
    )
    assert tell_tongue(text).code == "en"
