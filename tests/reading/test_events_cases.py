"""What sentences tell: types and sides, status, figures, means, day and place, one event each."""

from __future__ import annotations

import pytest

from deedwatch.reading import record
from deedwatch.records import Document, Record

PUBLISHED = "2024-05-16"

LONE = [
    ("Turkey and Greece agreed to share the waters of the bay.", "AGREE", "TUR", "GRC"),
    ("Brazil signed a treaty with Peru on Monday.", "AGREE", "BRA", "PER"),
    ("Kenya has agreed to send doctors to Somalia.", "AGREE", "KEN", "SOM"),
    ("Norway is willing to send grain to Sudan.", "AGREE", "NOR", "SDN"),
    ("Japan will give Nepal a loan, a minister said.", "AGREE", "JPN", "NPL"),
    ("Ethiopia said it would release the sailors of Eritrea.", "AGREE", "ETH", "ERI"),
    ("The German chancellor met the French president in Bonn.", "CONSULT", "DEU", "FRA"),
    ("Egyptian and Israeli officials held talks in Rome.", "CONSULT", "EGY", "ISR"),
    ("The Polish foreign minister visited Ukraine on Friday.", "CONSULT", "POL", "UKR"),
    ("The Spanish premier telephoned the king of Morocco.", "CONSULT", "ESP", "MAR"),
    ("China praised Pakistan for its stand.", "SUPPORT", "CHN", "PAK"),
    ("Australia apologised to Indonesia for the breach.", "SUPPORT", "AUS", "IDN"),
    ("Germany recognised Croatia in the winter.", "SUPPORT", "DEU", "HRV"),
    ("India thanked Nepal for its help.", "SUPPORT", "IND", "NPL"),
    ("Iran shared intelligence with Syria.", "COOPERATE", "IRN", "SYR"),
    ("Indian and French warships held exercises off Goa.", "COOPERATE", "IND", "FRA"),
    ("Canada provided aid to Haiti after the storm.", "AID", "CAN", "HTI"),
    ("Russia armed the rebels of Angola.", "AID", "RUS", "AGO"),
    ("Sweden granted asylum to forty Eritreans.", "AID", "SWE", "ERI"),
    ("The government of Bolivia yielded to the demands of the miners.", "CONCEDE", "BOL", None),
    ("Peru dropped its threat against Chile.", "CONCEDE", "PER", "CHL"),
    ("Iran has withdrawn its demand that Iraq pay for the bridge.", "CONCEDE", "IRN", "IRQ"),
    ("The Zambian president lifted the ban on opposition parties.", "CONCEDE", "ZMB", None),
    ("Ethiopian troops withdrew from Somalia.", "RETREAT", "ETH", "SOM"),
    ("Colombian rebels released two Dutch engineers.", "RETREAT", "COL", "NLD"),
    ("The Netherlands lifted sanctions on Serbia.", "RETREAT", "NLD", "SRB"),
    ("Sri Lanka declared a ceasefire with the rebels.", "RETREAT", "LKA", None),
    ("France urged Rwanda to open its archives.", "REQUEST", "FRA", "RWA"),
    ("Chile demanded that Bolivia return the boat.", "REQUEST", "CHL", "BOL"),
    ("Mexico called on Cuba to free the writer.", "REQUEST", "MEX", "CUB"),
    ("Greece asked Turkey for help.", "REQUEST", "GRC", "TUR"),
    ("Jordan appealed to Iraq to let the convoy pass.", "REQUEST", "JOR", "IRQ"),
    ("Israel said that Lebanon must disarm the fighters.", "REQUEST", "ISR", "LBN"),
    ("Georgia accused Russia of moving the border posts.", "ACCUSE", "GEO", "RUS"),
    ("Venezuela condemned Colombia over the raid.", "ACCUSE", "VEN", "COL"),
    ("Algeria criticised Morocco at the meeting.", "ACCUSE", "DZA", "MAR"),
    ("Malta lodged a protest with Italy.", "ACCUSE", "MLT", "ITA"),
    ("Prosecutors in Portugal are investigating a Brazilian banker.", "ACCUSE", "PRT", "BRA"),
    ("Vietnam rejected the proposal of China.", "REJECT", "VNM", "CHN"),
    ("Uganda refused to hand over the general to Rwanda.", "REJECT", "UGA", None),
    ("Armenia will not accept the terms of Azerbaijan.", "REJECT", "ARM", "AZE"),
    ("Russia vetoed the resolution of Albania.", "REJECT", "RUS", "ALB"),
    ("Iceland is opposed to Danish mediation.", "REJECT", "ISL", "DNK"),
    ("Syria threatened to attack Jordan.", "THREATEN", "SYR", "JOR"),
    ("Ecuador warned Peru of grave consequences.", "THREATEN", "ECU", "PER"),
    ("Ethiopia gave Eritrea an ultimatum.", "THREATEN", "ETH", "ERI"),
    ("Sudan will withdraw its envoy from Chad unless the raids stop.", "THREATEN", "SDN", None),
    ("France is ready to send 400 troops to Liberia.", "AGREE", "FRA", "LBR"),
    ("The governor of Ohio attacked China over trade.", "ACCUSE", "USA", "CHN"),
    ("Thousands of Tunisians demonstrated against the president.", "PROTEST", "TUN", None),
    ("Bolivian miners blocked roads near La Paz.", "PROTEST", "BOL", None),
    ("Kenyan teachers went on strike over pay.", "PROTEST", "KEN", None),
    ("Students rioted in Dhaka.", "PROTEST", None, None),
    ("The United States imposed sanctions on Belarus.", "SANCTION", "USA", "BLR"),
    ("Ghana broke off relations with Togo.", "SANCTION", "GHA", "TGO"),
    ("Japan suspended aid to Myanmar.", "SANCTION", "JPN", "MMR"),
    ("The rebels of Chad broke off talks with the government.", "SANCTION", "TCD", None),
    ("Morocco deployed tanks along the border with Algeria.", "MOBILIZE", "MAR", None),
    ("Turkey put its troops on alert.", "MOBILIZE", "TUR", None),
    ("Egyptian police arrested nine Libyans.", "COERCE", "EGY", "LBY"),
    ("Myanmar banned the opposition party.", "COERCE", "MMR", None),
    ("Iranian police dispersed demonstrators in Tehran.", "COERCE", "IRN", None),
    ("Kenya deported eighty Somalis.", "COERCE", "KEN", "SOM"),
    ("Serbian troops besieged a Bosnian town.", "COERCE", "SRB", "BIH"),
    ("Hackers from North Korea hacked into South Korean banks.", "COERCE", "PRK", "KOR"),
    ("Sudanese rebels attacked an Ethiopian convoy.", "ASSAULT", "SDN", "ETH"),
    ("An Israeli soldier was killed by Lebanese militants.", "ASSAULT", "LBN", "ISR"),
    ("Somali gunmen kidnapped a French engineer.", "ASSAULT", "SOM", "FRA"),
    ("Saudi jets bombed a Yemeni port.", "ASSAULT", "SAU", "YEM"),
    ("Indian troops shelled Pakistani posts.", "ASSAULT", "IND", "PAK"),
    ("Iraq invaded Kuwait in 1990.", "ASSAULT", "IRQ", "KWT"),
    ("Afghan rebels launched an attack on Russian troops.", "ASSAULT", "AFG", "RUS"),
]

NO_EVENT = [
    "Ban Mwangi smiled.",
    "“Nothing is owed to those who do not escort their own convoys,” the Kenyan envoy said.",
    "The flood killed two people in the valley.",
    "He suffered a heart attack on Monday.",
    "The factory met its target for May.",
    "Consumer demand fell in May.",
    "The company fired its manager.",
    "Ramadan is a month of fasting.",
    "The figures do agree with the table.",
    "She suppressed a cough.",
    "The film won two prizes in Cannes.",
    "The whale expelled air from its lungs.",
    "The choir sang an old song.",
    "The price of wheat rose by a tenth.",
]

STATUS = [
    ("Togo attacked Benin on Monday.", "ASSAULT", "reported"),
    ("Togo did not attack Benin.", "ASSAULT", "denied"),
    ("Togo never attacked Benin.", "ASSAULT", "denied"),
    ("No side attacked the convoy of Benin.", "ASSAULT", "denied"),
    ("Togo denied attacking Benin.", "ASSAULT", "denied"),
    ("Togo said it had not attacked Benin.", "ASSAULT", "denied"),
    ("Togo failed to release the sailors of Benin.", "RETREAT", "denied"),
    ("Togo allegedly attacked Benin.", "ASSAULT", "alleged"),
    ("Togo is believed to have attacked Benin.", "ASSAULT", "alleged"),
    ("Togo is said to have attacked Benin.", "ASSAULT", "alleged"),
    ("Benin said that Togo had attacked its camp.", "ASSAULT", "alleged"),
    ("Benin accused Togo of attacking its camp.", "ASSAULT", "alleged"),
    ("Benin spoke of an alleged attack by Togo.", "ASSAULT", "alleged"),
    ('"Togo attacked our camp," the minister of Benin said.', "ASSAULT", "alleged"),
    ("According to Benin, Togo attacked the camp.", "ASSAULT", "alleged"),
    ("Togo agreed to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo will release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo plans to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo promised to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo is ready to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo is expected to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo is to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo announced a plan to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo decided to release the sailors of Benin.", "RETREAT", "planned"),
    ("Togo offered to release the sailors of Benin.", "RETREAT", "proposed"),
    ("Togo proposed talks with Benin.", "CONSULT", "proposed"),
    ("Togo made an offer to release the sailors of Benin.", "RETREAT", "proposed"),
    ("Togo might release the sailors of Benin.", "RETREAT", "conditional"),
    ("Togo would release the sailors if the port opened.", "RETREAT", "conditional"),
    ("Togo could release the sailors of Benin.", "RETREAT", "conditional"),
    ("Togo condemned the attack on Benin by pirates.", "ASSAULT", "reported"),
    ("Togo began to withdraw its troops from Benin.", "RETREAT", "reported"),
    ("Togo managed to capture the town of Kandi.", "ASSAULT", "reported"),
    ("Togo launched an attack on Benin.", "ASSAULT", "reported"),
    ("Togo carried out air strikes on Benin.", "ASSAULT", "reported"),
    ("Gunmen tried to assassinate the king of Benin.", "ASSAULT", "reported"),
    ("Rebels attacking the camp of Benin fled.", "ASSAULT", "reported"),
    ("The camp attacked by rebels of Togo burned.", "ASSAULT", "reported"),
    ("Benin urged Togo to release the sailors.", "REQUEST", "reported"),
    ("Benin accused Togo of lying.", "ACCUSE", "reported"),
    ("Togo threatened to attack Benin.", "THREATEN", "reported"),
    ("Togo refused to release the sailors of Benin.", "REJECT", "reported"),
]

CODED_ONCE = [
    ("The attackers broke off and fled, the release said.", "ACCUSE"),
    ("Benin urged Togo to release the sailors.", "RETREAT"),
    ("Benin demanded the release of the sailors by Togo.", "RETREAT"),
    ("Togo threatened to attack Benin.", "ASSAULT"),
    ("Togo refused to release the sailors of Benin.", "RETREAT"),
    ("Benin warned of an attack by Togo.", "ASSAULT"),
    ("Benin called for talks with Togo.", "CONSULT"),
    ("Togo must release the sailors, Benin said.", "RETREAT"),
    ("Togo hired divers to rescue the sailors.", "AID"),
    ("Togo agreed to attack Benin.", "AGREE"),
]

FIGURES = [
    ("Gunmen killed nine villagers near Mopti.", "killed", (9, 9)),
    ("Gunmen killed at least nine villagers near Mopti.", "killed", (9, None)),
    ("Gunmen killed more than 20 villagers near Mopti.", "killed", (20, None)),
    ("Gunmen killed up to 20 villagers near Mopti.", "killed", (None, 20)),
    ("Gunmen killed nearly 1,200 villagers near Mopti.", "killed", (None, 1200)),
    ("Gunmen killed about 40 villagers near Mopti.", "killed", (40, 40)),
    ("Gunmen killed a nurse near Mopti.", "killed", (1, 1)),
    ("Gunmen killed two nurses and three guards near Mopti.", "killed", (5, 5)),
    ("Gunmen killed twenty-one villagers near Mopti.", "killed", (21, 21)),
    ("Gunmen killed General Idriss Haroun near Mopti.", "killed", (1, 1)),
    ("Nine villagers were killed by gunmen near Mopti.", "killed", (9, 9)),
    ("A bomb blast in a market district killed at least 21.", "killed", (21, None)),
    ("Gunmen killed two guards and wounded seven.", "injured", (7, 7)),
    ("Gunmen wounded at least six shepherds near Mopti.", "injured", (6, None)),
    ("Police arrested 30 students in Minsk.", "taken", (30, 30)),
    ("Gunmen kidnapped four nurses near Mopti.", "taken", (4, 4)),
    ("More than 1,000 people were arrested in Minsk.", "taken", (1000, None)),
    ("An attack on the base near Mosul caused no casualties.", "injured", (0, 0)),
    ("Nine soldiers died in clashes with rebels near Mopti.", "killed", (9, 9)),
    ("Eleven soldiers and 12 guards were killed in an ambush.", "killed", (23, 23)),
    ("Two people were shot dead near Mopti.", "killed", (2, 2)),
    ("A raid near Mopti left as many as 40 people dead.", "killed", (None, 40)),
    ("Gunmen attacked a camp near Mopti, leaving six people wounded.", "injured", (6, 6)),
    ("Nine were killed and more than 40 hurt in a blast.", "injured", (40, None)),
    ("Car bombs killed ten people and injured two dozen in Kano.", "injured", (24, 24)),
    ("A bomb went off near Mopti but caused no casualties.", "killed", (0, 0)),
    ("A bomb went off near Mopti but caused no deaths and no injuries.", "killed", (0, 0)),
    ("A bomb went off near Mopti but caused no deaths and no injuries.", "injured", (0, 0)),
    ("Two guards were killed and three others wounded near Mopti.", "injured", (3, 3)),
    ("Seven were killed and at least 20 injured in a rocket attack.", "injured", (20, None)),
    ("The death toll from the bombing in Kano rose to 14.", "killed", (14, 14)),
    ("Five guards lost their lives in an ambush near Mopti.", "killed", (5, 5)),
    ("The attack on the convoy claimed the lives of three guards.", "killed", (3, 3)),
    ("A bomber killed himself and 12 other people in Mosul.", "killed", (13, 13)),
    ("A truck bomb left four dead and 15 wounded in Algiers.", "injured", (15, 15)),
    ("A dozen villagers were killed in an attack near Mopti.", "killed", (12, 12)),
    ("Between 20 and 30 people were killed in an attack near Mopti.", "killed", (20, 30)),
    ("One woman died and two men were hurt in a shooting near Mopti.", "injured", (2, 2)),
]

MEANS = [
    ("A car bomb blast killed six people in Baghdad.", "car bomb", "1832"),
    ("A roadside bombing killed two soldiers near Gao.", "roadside bombing", "1833"),
    ("Rockets hit a hospital in Aden.", "Rockets", "194"),
    ("A drone strike killed a commander in Shabwa.", "drone", "1952"),
    ("Militants attacked the village with machetes.", "machetes", "182"),
    ("Rebels attacked the post with mortars.", "mortars", "194"),
]

SETTING = [
    ("Togo attacked Benin on Monday.", "2024-05-13", None),
    ("Rebels attacked a convoy in Nairobi on Tuesday.", "2024-05-14", "KEN"),
    ("The French and German ministers met in Geneva yesterday.", "2024-05-15", "CHE"),
    ("Police arrested nine men in Cairo last week.", "2024-05-06", "EGY"),
    ("The army of Chad shelled a camp two weeks ago.", "2024-05-02", None),
    ("Guards said on Friday that rebels attacked the camp.", None, None),
    ("On Friday, the agency reported that rebels attacked the camp.", "2024-05-10", None),
    ("Nine people died on Monday when rebels attacked the camp.", "2024-05-13", None),
    ("The king took power in 2003 after rebels attacked the camp.", "2003-01-01", None),
    ("The two sides held talks, which opened on Monday, in Geneva.", "2024-05-13", "CHE"),
    ("The sect abducted nine girls from a village in Nigeria.", None, "NGA"),
    ("A bomb went off at the port of Bosaso.", None, "SOM"),
    ("The president of Peru visited Doha on Monday.", "2024-05-13", "QAT"),
    ("Rebels attacked a post 20 miles north of Mosul.", None, "IRQ"),
]


def read(text: str, *, lone: bool = False) -> Record:
    whole = text if lone else f"Report\n\n{text}\n\nThe weather was dry."
    return record(Document(text=whole, published=PUBLISHED))


def sides(told: Record) -> set[tuple[str, str | None, str | None]]:
    country = {actor.id: actor.country for actor in told.actors}
    return {
        (event.type, country.get(source), country.get(target))
        for event in told.events
        for source in event.source or ("",)
        for target in event.target or ("",)
    }


@pytest.mark.parametrize(("text", "kind", "source", "target"), LONE, ids=[case[0] for case in LONE])
def test_lone_sentence_tells_who_did_what_to_whom(text, kind, source, target):
    found = sides(read(text, lone=True))
    assert kind in {row[0] for row in found}
    assert (kind, source) in {row[:2] for row in found}
    if target is not None:
        assert (kind, source, target) in found


@pytest.mark.parametrize("text", NO_EVENT)
def test_sentence_tells_no_event(text):
    assert read(text, lone=True).events == ()


@pytest.mark.parametrize(("text", "kind", "status"), STATUS, ids=[case[0] for case in STATUS])
def test_event_has_its_status(text, kind, status):
    assert status in {event.status for event in read(text).events if event.type == kind}


@pytest.mark.parametrize(("text", "kind"), CODED_ONCE, ids=[case[0] for case in CODED_ONCE])
def test_what_is_asked_threatened_or_refused_is_coded_once(text, kind):
    assert kind not in {event.type for event in read(text).events}


@pytest.mark.parametrize(("text", "counted", "figure"), FIGURES, ids=[case[0] for case in FIGURES])
def test_victims_are_counted(text, counted, figure):
    figures = [getattr(event.casualties, counted) for event in read(text).events if event.casualties]
    assert figure in figures


@pytest.mark.parametrize(("text", "means", "cameo"), MEANS, ids=[case[0] for case in MEANS])
def test_weapon_is_named_and_coded(text, means, cameo):
    assert (means, cameo) in {(event.means, event.cameo) for event in read(text).events}


WHERE = [
    ("The militia in Chad claimed the attack on the army of Kenya.", "ASSAULT", {None}),
    ("In Oslo, the minister defended the release of two prisoners.", "RETREAT", {None}),
    (
        "Chad withdrew its troops from northern Iraq, where French soldiers battled rebels.",
        "ASSAULT",
        {"IRQ"},
    ),
    ("In 2006, Kirkuk was the target of a suicide attack.", "ASSAULT", {"IRQ"}),
    ("Rebels captured most of the island of Lombok.", "ASSAULT", {"IDN"}),
    ("France and Kenya signed the deal reached last month in Geneva.", "AGREE", {"CHE"}),
    ("The army did not attack the village in Chad.", "ASSAULT", {None}),
    ("The minister of Kenya says Kenya will attack Chad if it goes on.", "THREATEN", {None}),
    ("Kenya imposed sanctions on Chad.", "SANCTION", {None}),
    ("The president ordered troops to retake Lombok.", "MOBILIZE", {"IDN"}),
]


@pytest.mark.parametrize(("text", "kind", "countries"), WHERE, ids=[case[0] for case in WHERE])
def test_place_is_where_the_deed_is_done(text, kind, countries):
    found = [
        event.place.country if event.place else None for event in read(text).events if event.type == kind
    ]
    assert set(found) == countries


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("She was kidnapped by rebels in Chad.", []),
        ("Paul Okello was kidnapped by rebels in Chad.", [(1, 1)]),
        ("The tourist Bill Hart was injured in Chad.", [(1, 1)]),
        ("No soldiers were injured.", []),
    ],
)
def test_a_named_victim_is_one_and_a_pronoun_or_nobody_is_no_count(text, counted):
    found = [e.casualties for e in read(text).events if e.casualties]
    assert [c.taken or c.injured for c in found] == counted


def test_victims_belong_to_the_blast_and_not_to_the_charge():
    text = (
        "News\n\nA bomb blast ripped apart a bus in Kano and police say it was a rebel attack. "
        "The blast killed at least nine people.\n\nThe weather was dry."
    )
    told = record(Document(text=text, published=PUBLISHED))
    counted = [event for event in told.events if event.casualties]
    assert [(event.source, event.status) for event in counted] == [((), "reported")]


def test_attacks_of_one_side_share_their_place():
    text = (
        "Kenya strikes rebels\n\nKenya bombed rebels in northern Somalia on Monday.\n\n"
        "Kenya said its offensive against the rebels would go on. Kenya shelled the rebels with mortars."
    )
    told = record(Document(text=text, published=PUBLISHED))
    assert "SOM" in {event.place.country for event in told.events if event.place}


@pytest.mark.parametrize(("text", "day", "country"), SETTING, ids=[case[0] for case in SETTING])
def test_event_has_its_day_and_place(text, day, country):
    events = [e for e in read(text).events if e.type in {"ASSAULT", "CONSULT", "COERCE"}]
    assert events
    assert day in {event.date.from_ if event.date else None for event in events}
    assert country in {event.place.country if event.place else None for event in events}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels promised to free the hostages of Togo within ten days.",
        "Benin threatened to expel the envoy of Togo on 3 June.",
        "Benin urged Togo to release the sailors by the first of June.",
        "Benin dropped its threat to expel the envoy of Togo on 3 June.",
    ],
)
def test_words_are_not_dated_by_the_day_of_what_they_promise_or_ask(text):
    of_words = {"AGREE", "THREATEN", "REQUEST", "CONCEDE"}
    spoken = [e for e in read(text, lone=True).events if e.type in of_words]
    assert [event.date for event in spoken] == [None]


def test_one_event_for_two_tellings():
    text = (
        "Blast in Baghdad kills nine\n\nA car bomb blast killed nine people in Baghdad on Monday. "
        "The attack was the worst this year.\n\nThe blast tore through a market."
    )
    told = record(Document(text=text, published=PUBLISHED))
    assert [event.type for event in told.events].count("ASSAULT") == 1
    (event,) = [event for event in told.events if event.type == "ASSAULT"]
    assert event.casualties is not None
    assert event.casualties.killed == (9, 9)
    assert event.status == "reported"


def test_a_charge_stands_apart_from_the_deed():
    text = "Report\n\nA car bomb blast killed nine people in Baghdad on Monday.\n\nIraq blamed Iran for the attack."
    told = record(Document(text=text, published=PUBLISHED))
    assaults = {(event.status, bool(event.source)) for event in told.events if event.type == "ASSAULT"}
    assert assaults == {("reported", False), ("alleged", True)}


def test_history_is_background():
    text = "Report\n\nTogo attacked Benin on Monday.\n\nGhana invaded Togo in 1994."
    told = record(Document(text=text, published=PUBLISHED))
    assert [event.background for event in told.events if event.type == "ASSAULT"] == [False, True]


@pytest.mark.parametrize(
    "text", ["", "\n", "Rain.", "?" * 40, "A" * 400, "killed killed killed", "“”", "will not"]
)
def test_events_of_odd_texts_are_safe(text):
    assert all(event.anchor[1] <= len(text) for event in record(Document(text=text)).events)


@pytest.mark.parametrize("text", [case[0] for case in STATUS[:12]])
def test_events_are_the_same_twice_with_valid_spans(text):
    first, second = read(text), read(text)
    assert first == second
    for event in first.events:
        assert 0 <= event.anchor[0] < event.anchor[1] <= len(first.document.text)
        assert set(event.source) | set(event.target) <= {actor.id for actor in first.actors}
        assert event.according_to is None or event.according_to in {s.id for s in first.statements}
        assert 0 < event.confidence <= 1


def test_a_threat_is_of_the_day_when_it_was_made():
    text = "Peru said on Monday it will close the border on 20 June."
    (threat,) = record(Document(text=text, published=PUBLISHED)).events
    assert (threat.type, threat.date.from_, threat.date.to) == ("THREATEN", "2024-05-13", "2024-05-13")
