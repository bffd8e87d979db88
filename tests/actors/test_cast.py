"""Who the words stand for: tables of small reports, each read by the real parse."""

import pytest

from deedwatch.actors import find_actors
from deedwatch.language import parse
from deedwatch.records import Document


def cast_of(text, published="2007-05-28", **given):
    return find_actors(parse(text), Document(text=text, published=published, **given))


def who(cast, words, nth=0):
    at = [i for i in range(len(cast.parse.text)) if cast.parse.text.startswith(words, i)][nth]
    span = cast.parse.doc.char_span(at, at + len(words), alignment_mode="expand")
    key = cast.who(span.root)
    return None if key is None else cast.actors[key]


NAMED = [
    # words asked for, name, kind, country, code
    ("Washington rejected the offer from Tehran.", "Washington", "United States", "state", "USA", "USA"),
    ("Washington rejected the offer from Tehran.", "Tehran", "Iran", "state", "IRN", "IRN"),
    ("The White House welcomed the truce.", "White House", "White House", "government", "USA", "USAGOV"),
    ("The Kremlin denied the report.", "Kremlin", "Kremlin", "government", "RUS", "RUSGOV"),
    ("NATO condemned the raid.", "NATO", "NATO", "international_organisation", None, "IGOWSTNAT"),
    ("Hamas fired two rockets.", "Hamas", "Hamas", "armed_group", "PSE", "PSEREB"),
    ("Al-Qaeda claimed the bombing.", "Al-Qaeda", "al-Qaeda", "armed_group", None, "IMGMOSALQ"),
    ("Reuters quoted a minister.", "Reuters", "Reuters", "media", "GBR", "GBRMED"),
    ("The Turkish police arrested ten men.", "police", "Turkish police", "government", "TUR", "TURCOP"),
    ("The Peruvian envoy spoke for his country.", "country", "Peru", "state", "PER", "PER"),
    ("Peru asked Chile to hand over 12 rebels.", "rebels", "12 rebels", "armed_group", None, "REB"),
    ("The Peruvian government fell.", "government", "Peruvian government", "government", "PER", "PERGOV"),
    ("The foreign ministry of Chad protested.", "foreign ministry", "Chadian foreign ministry", "government", "TCD", "TCDGOV"),
    ("The US side walked out.", "side", "United States", "state", "USA", "USA"),
    ("Vladimir Putin flew home.", "Vladimir Putin", "Vladimir Putin", "person", "RUS", "RUSGOV"),
    ("Iranian ambassador Karim Dashti left.", "Karim Dashti", "Karim Dashti", "person", "IRN", "IRNGOV"),
    ("Col Peter Hobbs of the British army spoke.", "Peter Hobbs", "Peter Hobbs", "person", None, None),
    ("The UN envoy Lars Holm arrived.", "Lars Holm", "Lars Holm", "person", None, "IGOUNO"),
    ("Hamas spokesman Omar Zeidan denied it.", "Omar Zeidan", "Omar Zeidan", "person", "PSE", "PSEREB"),
    ("Several analysts doubted it.", "analysts", "analysts", "unnamed", None, None),
    ("Analysts doubted it.", "Analysts", "Analysts", "unnamed", None, None),
    ("Officials in Washington were cautious.", "Officials", "Officials in Washington", "unnamed", "USA", "USAGOV"),
    ("Hamas agreed after the Andean Group had threatened to leave.", "Group", "Andean Group", "organisation", None, "NGO"),
    ("There is no cause for alarm, according to Tehran.", "Tehran", "Iran", "state", "IRN", "IRN"),
    ('The raid began on Tuesday."North Korea has defied us," he said.', "North Korea", "North Korea", "state", "PRK", "PRK"),
    ("Mopani Copper will not pay the ten million.", "Mopani", "Mopani Copper", "organisation", None, "BUS"),
    ("The union at Durmitor Steel struck.", "Durmitor", "Durmitor Steel", "organisation", None, "BUS"),
    ("He accused Simba of fraud. Simba Copper denied it.", "Simba", "Simba Copper", "organisation", None, "BUS"),
    ("Bupe Kaunga, general secretary of the miners' union, left.", "Kaunga", "Bupe Kaunga", "person", None, "NGO"),
    ("Rodrigo Gomes, who runs the port, left.", "Gomes", "Rodrigo Gomes", "person", None, None),
    ("It may rain. Cleide Tavares, a hydrologist, forecast a flood.", "Tavares", "Cleide Tavares", "person", None, "EDU"),
    ("The bell, as Dom Anselmo asks, will ring.", "Anselmo", "Anselmo", "person", None, None),
    ("He told the Messenger that it was over.", "Messenger", "Messenger", "organisation", None, None),
    ("He accused the workers' committee of theft.", "committee", "workers' committee", "organisation", None, "NGO"),
    ("The governor of Bakool, Abdi Nur Warsame, took its side.", "Warsame", "Abdi Nur Warsame", "person", None, "GOV"),
    ("Their president, S. Jesuraj, denied that they had cut nets.", "Jesuraj", "S. Jesuraj", "person", None, "GOV"),
    ("He accused the Tamba Front of theft.", "Front", "Tamba Front", "organisation", None, "OPP"),
    ("Runo slept. The Runo Islanders' Association wept.", "Association", "Runo Islanders' Association", "organisation", None, "NGO"),
    ("Ada Lin, the president of the United Kiosk Workers' Union, left.", "Kiosk", "United Kiosk Workers' Union", "organisation", None, "NGO"),
    ("Men of the Student Nurses' Association came.", "Nurses", "Student Nurses' Association", "organisation", None, "NGO"),
    ("So said the governor of Bakool, Abdi Nur Warsame.", "Warsame", "Abdi Nur Warsame", "person", None, "GOV"),
    ("Marta Elmo, who took over as Chilean trade minister in May, left.", "Elmo", "Marta Elmo", "person", "CHL", "CHLGOV"),
    ("The Tamba Front left. He accused the front of burning lorries.", "front", "Tamba Front", "organisation", None, "OPP"),
    ("Savanna Tandala, the harbour minister, came to Mongu.", "Tandala", "Savanna Tandala", "person", None, "GOV"),
    ("Halva Sobelka has been rector for six years.", "Sobelka", "Halva Sobelka", "person", None, None),
    ("Tirza Okello, 52, weaver, mother of four, received us.", "Okello", "Tirza Okello", "person", None, None),
    ("Its envoy in Rome, Fatuma Roble, denied it.", "Roble", "Fatuma Roble", "person", None, None),
    ("Will Chad pay the fine?", "Chad", "Chad", "state", "TCD", "TCD"),
    ("Will Jordan, a farmer, said that the road was shut.", "Will Jordan", "Will Jordan", "person", None, None),
    ("A spokesman of the Chadian ministry said no.", "spokesman", "spokesman of the Chadian ministry", "unnamed", "TCD", "TCDGOV"),
    ("A senior US official said so.", "official", "senior US official", "unnamed", "USA", "USAGOV"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name", "kind", "country", "code"), NAMED)
def test_names_and_phrases(text, words, name, kind, country, code):
    actor = who(cast_of(text), words)
    assert (actor.name, actor.kind) == (name, kind)
    if kind != "person" or code is not None:
        assert (actor.country, actor.code) == (country, code)


NOBODY = [
    ("The talks failed.", "talks"),
    ("It is clear that nobody won.", "It"),
    ("The bridge collapsed.", "bridge"),
    ("A storm came in Washington.", "Washington"),
    ("UN Secretary-General Ban Ki-moon left.", "-"),
]


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_things_places_and_expletives_are_nobody(text, words):
    assert who(cast_of(text), words) is None


CHAINS = [
    # a report, then (words, which time they occur) that all stand for the named one
    (
        (
            "Anna Berg, Norway's foreign minister, met reporters on Monday. She said talks would go on. "
            "Ms Berg left early. The minister declined to give a date."
        ),
        "Anna Berg",
        [("She", 0), ("Berg", 1), ("minister", 1)],
    ),
    (
        (
            "The Iraqi prime minister, Nouri al-Maliki, hosted the meeting. Mr Maliki praised it. "
            "The prime minister then left."
        ),
        "Nouri al-Maliki",
        [("Maliki", 1), ("prime minister", 1)],
    ),
    (
        "The Farmers Relief Fund (FRF) opened an office. The FRF said it would stay.",
        "Farmers Relief Fund",
        [("FRF", 1), ("it", 0)],
    ),
    (
        "Hezbollah freed two men. The group said more would follow. The militants gave no date.",
        "Hezbollah",
        [("group", 0), ("militants", 0)],
    ),
    (
        'Carlos Vega, mayor of Lima, spoke on Friday. "I will not resign," Vega said.',
        "Carlos Vega",
        [("I", 0), ("Vega", 1)],
    ),
    (
        "Minister meets rebels\n\nForeign minister Jorge Silva of Peru met the rebels on Friday.",
        "Jorge Silva",
        [("Minister", 0)],
    ),
    (
        "The defence ministry released a statement on Monday in Peru. The statement said two soldiers died.",
        "Peruvian defence ministry",
        [("statement", 1)],
    ),
    (
        "The bishop wrote to the museum in May. The cup is old. “It is ours,” the letter says.",
        "bishop",
        [("letter", 0)],
    ),
    (
        "Norway's fisheries minister, Tesfa Alemu, came on Monday. Tesfa said it would rain. Ato Tesfa left.",
        "Tesfa Alemu",
        [("Tesfa", 1), ("Tesfa", 2)],
    ),
    (
        "Tirza Okello was born in Sfax and has been minister of ports since May. The minister left.",
        "Tirza Okello",
        [("minister", 1)],
    ),
]


@pytest.mark.parametrize(("text", "name", "mentions"), CHAINS)
def test_mentions_of_one_actor_are_joined(text, name, mentions):
    cast = cast_of(text)
    assert [who(cast, words, nth).name for words, nth in mentions] == [name] * len(mentions)


def test_two_countries_are_the_two_named_last():
    cast = cast_of("Iran and Iraq met on Monday. The two countries agreed to meet again.")
    countries = next(token for token in cast.parse.doc if token.text == "countries")
    assert sorted(cast.actors[key].country for key in cast.parties(countries)) == ["IRN", "IRQ"]


def test_forces_of_two_countries_are_two_parties():
    cast = cast_of("Rebels attacked US and Iraqi forces.")
    forces = next(token for token in cast.parse.doc if token.text == "forces")
    assert sorted(cast.actors[key].code for key in cast.parties(forces)) == ["IRQMIL", "USAMIL"]


def test_coordinated_states_are_two_parties():
    cast = cast_of("Peru and Chile signed the treaty.")
    assert [cast.actors[key].country for key in cast.parties(cast.parse.doc[0])] == ["PER", "CHL"]


OFFICES = [
    ("Tony Blair spoke in London.", "2003-03-20", "GBRGOV"),
    ("Tony Blair spoke in London.", "2012-03-20", "GBRELI"),
    ("Hassan Rouhani spoke in Tehran.", "2019-09-22", "IRNGOV"),
    ("Kofi Annan spoke in Geneva.", "2005-09-22", "IGOUNO"),
    ("Former minister Karl Ott of Austria spoke.", "2019-09-22", "AUTELI"),
]


@pytest.mark.parametrize(("text", "day", "code"), OFFICES)
def test_codes_are_as_of_the_day_of_the_report(text, day, code):
    cast = cast_of(text, published=day)
    assert code in {actor.code for actor in cast.actors.values() if actor.kind == "person"}


def test_a_spoken_span_gives_its_first_persons_to_the_speaker():
    text = 'Two men met. "We will stay," it was said. Ann Roe slept.'
    cast = cast_of(text)
    roe = next(key for key, actor in cast.actors.items() if actor.name == "Ann Roe")
    spoken = cast.with_speakers([((13, 28), roe)])
    we = next(token for token in cast.parse.doc if token.text == "We")
    assert spoken.who(we) == roe
    assert cast.who(we) != roe


def test_a_phrase_ends_before_a_clause_and_an_apposition():
    cast = cast_of("Officials in Washington who asked not to be named agreed. Jo Day, a judge, did not.")
    first = cast.parse.doc[0]
    day = next(token for token in cast.parse.doc if token.text == "Day")
    texts = [cast.parse.text[slice(*cast.phrase(token))] for token in (first, day)]
    assert texts == ["Officials in Washington", "Jo Day"]


def test_within_gives_the_mentions_of_a_span_in_order():
    cast = cast_of("Iran told Iraq. Chile slept.")
    assert [cast.parse.text[slice(*m.span)] for m in cast.within((0, 15))] == ["Iran", "Iraq"]


def test_the_state_of_a_country_is_there_when_its_capital_is_a_place():
    cast = cast_of("A bomb went off in Baghdad.")
    assert cast.actors[cast.state("IRQ")].name == "Iraq"
    assert cast.state("PER") is None
    assert cast.state(None) is None


def test_the_two_countries_are_states_whatever_else_was_named():
    cast = cast_of(
        "Peru has rejected the Chilean request for the return of the Taltal charters.\n\n"
        "Peruvian Culture Minister Ana Rojas proposed that the two countries print them."
    )
    assert "Taltal" not in {cast.actors[key].name for keys in cast.members.values() for key in keys}
