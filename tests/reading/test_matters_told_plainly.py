"""Matters in sentences of news writing: kind, maker and whom they go to; and sentences that hold none.

The answers were written before the sentences were first read. All sentences were made up.
"""

import pytest
from short_reports import matters_amid

from deedwatch.reading import record
from deedwatch.records import Document

TOLD = [
    ("Kenya will reopen the Moyale crossing if the men come back, Interior Minister Peter Otieno said.",
     ("promise", "KEN")),
    ("Algeria insists that Morocco apologize for the bombing of two lorries.", ("demand", "DZA", "MAR")),
    ("Norway has suggested that Russia divide the cod quota for three years.", ("proposal", "NOR", "RUS")),
    ("Sudan wants Egypt to hand back the triangle, a spokesman for the foreign ministry said.",
     ("demand", "SDN", "EGY")),
    ("Ethiopia is ready to share data on the dam with Sudan, Water Minister Bekele Tadesse said.",
     ("promise", "ETH", "SDN")),
    ("Peru's foreign minister, Elena Rojas, said the Chilean navy had fired on two trawlers.",
     ("accusation", "PER", "CHL")),
    ("Philippine Foreign Secretary Jose Lacson said China should remove the buoys it laid at the shoal.",
     ("demand", "PHL", "CHN")),
    ("It would be enough, Bolivia's president said, if Chile sat down at a table.", ("demand", "BOL", "CHL")),
    ("Colombia's proposal to share the Tachira road was welcomed in Caracas.", ("proposal", "COL")),
    ("Guatemala has yet to answer a Belizean request for joint patrols on the river.",
     ("demand", "BLZ", "GTM")),
    ("France is prepared to host the next round, its foreign minister said.", ("proposal", "FRA")),
    ("Amnesty International said Bahraini police had beaten prisoners at Jau with hoses.",
     ("accusation", "Amnesty International", "BHR")),
    ("“Turkish guns fired eleven shells into the market of Afrin on Sunday,” Syria's ambassador said.",
     ("accusation", "SYR", "TUR")),
    ("Cyprus warned Turkey that any ship drilling in its waters would be seized.", ("promise", "CYP", "TUR")),
    ("The European Commission gave Hungary two months to change the law on judges.",
     ("demand", "European Commission", "HUN")),
    ("Oman handed the draft to both sides. The guards would leave the pass in three stages.",
     ("proposal", "OMN")),
    ("“The boats have to come back with their nets,” Kenyan Fisheries Minister Ann Odera said.",
     ("demand", "KEN")),
    ("Egypt suggested that the parties exchange maps of the minefields.", ("proposal", "EGY")),
    ("Laos demanded the return of two boats. “They have to be here by May,” its foreign minister said.",
     ("demand", "LAO")),
    # a wrong told with a plain verb, by a party, of another's men or against what is its own
    ("Norwegian fisheries minister Kari Lund said Russian inspectors had cut the nets of three trawlers.",
     ("accusation", "NOR", "RUS")),
    ("Algiers said Morocco had tapped the telephones of its diplomats.", ("accusation", "DZA", "MAR")),
    ("Estonia's foreign ministry said a Russian helicopter had flown into its airspace near Saatse.",
     ("accusation", "EST")),
    ("Chad's defence minister told reporters that Sudan was sheltering the men who raided Adre.",
     ("accusation", "TCD", "SDN")),
    ("“Azerbaijan has moved its posts half a kilometre into our land,” Armenia's defence minister said.",
     ("accusation", "ARM", "AZE")),
    ("The river fishermen's association said the dam company had let out water and drowned their cages.",
     ("accusation", "river fishermen's association")),
    ("Mr Otieno, Kenya's minister, had a charge of his own: Ugandan police had burned two landing sites.",
     ("accusation",)),
    ("Benin's interior minister said that Niger had handed out rifles to the herdsmen.",
     ("accusation", "BEN", "NER")),
    ("Kenya's minister had a complaint of his own. Uganda had moved the stones by night, he said.",
     ("accusation", "KEN", "UGA")),
    # a charge that one sentence announces and the next one tells, whatever the deed
    ("The lawyer of the Tarn Dockers, Ines Roca, brought a charge. “They kept two men in a cold store,” she said.",
     ("accusation", "Ines Roca")),
    ("The Ostry Tannery blames the Ferrymen's Union. “The union let our rafts go,” the Ostry Tannery said.",
     ("accusation", "Ostry Tannery", "Ferrymen's Union")),
    ("Peru's minister Ana Rojas said who was to blame. “Chile drained the weir at night,” Rojas said.",
     ("accusation", "PER", "CHL")),
    ("Peru's minister, Ana Rojas, had a charge against Chile. Its engineers, she said, drained the weir.",
     ("accusation", "PER", "CHL")),
    ("Omani minister Said Harthy denied it. It was Yemen, he went on, that had done wrong: a tug cut the line.",
     ("accusation", "OMN", "YEM")),
    ("Togo's minister shook his head. It is Benin, he said, that owes an apology. Its police had driven off cows.",
     ("accusation", "TGO", "BEN")),
    ("The Lowland Front denied it. It was the Front that robbed the mill, Kenya's minister Ann Odera said.",
     ("accusation", "KEN", "Lowland Front")),
    ("Peru's minister Ana Rojas denied it. She then turned the tables. Chilean guards moved the stones, she said.",
     ("accusation", "PER")),
    ("Ivo Brandt denied it. And he had a charge of his own, namely that the league of Mrs Sorn had bought votes.",
     ("accusation", "Ivo Brandt")),
    # what another is said to have done, and denies, is a charge
    ("Ghana's minister held up a file. “Six pages were torn out at the Volta Bank,” she said. The bank denied it.",
     ("accusation", "GHA", "Volta Bank")),
    ("Kenya said that Ugandan rangers had painted the stones. “No ranger of ours was there,” Uganda said.", ("accusation", "KEN", "UGA")),
    ("Ugandan rangers moved the stones, Kenyan minister Paul Otieno said. “Nothing of the kind happened,” Uganda said.",
     ("accusation", "KEN", "UGA")),
    ("Borealis Mining let the pond run dry, the mayor of Kirkenes said on Monday. The company dismissed it as untrue.",
     ("accusation", "mayor of Kirkenes", "Borealis Mining")),
    # the next sentence tells of nameless men what a party was charged with: one charge
    ("Peru accused Chile of emptying nine tankers. Guards had halted them, Ana Rojas, Peru's minister, said.",
     ("accusation", "PER", "CHL")),
    # what the people of a union or the men of a group will do unless
    ("Bruno Lind, president of the Porters' Union, spoke. Without a raise the workers will walk out, he warned.",
     ("promise",)),
    ("The Osk Brigade will shut the weir in May if the camp is not moved, its commander said on Tuesday.",
     ("promise", "Osk Brigade")),
    ("In a letter of nine pages the growers' council demands that the mill repair the scales before the harvest.",
     ("demand", "growers' council")),
    # what another is to do, told as a need
    ("The growers' union told its members on Sunday that the government must open the reserve.",
     ("demand", "growers' union", "government")),
    ("It is time for Russia to pay for the cable, Latvia's foreign minister said.", ("demand", "LVA", "RUS")),
    ("Kuwait's foreign minister said Iraq had to pay the last instalment by December.",
     ("demand", "KWT", "IRQ")),
    ("Nepal's prime minister said India ought to lift the blockade.", ("demand", "NPL", "IND")),
    ("Luxembourg insisted that France shut the plant at Cattenom.", ("demand", "LUX", "FRA")),
    ("Belarus warned Lithuania to keep its balloons at home.", ("demand", "BLR", "LTU")),
    # the wrong of an armed group of the speaker's own land; what others did to what is ours
    ("Mali's defence minister said the Azawad Front had shelled a barracks at Menaka.",
     ("accusation", "MLI", "Azawad Front")),
    ("“The dredgers of the port company tore the nets of thirty of our boats,” the fishermen's union said.",
     ("accusation", "fishermen's union")),
    # behind a colon, though the parser ends the sentence there; in place of another; on terms in a letter
    ("The packers' union put its request on the gate of the mill: the mill must pay two months of wages.",
     ("demand", "packers' union")),
    ("Peru answered. Instead of selling the dam it proposed to Chile a lease of twenty years.",
     ("proposal", "PER", "CHL")),
    ("Peru lowered its demand on Chile to nine million soles, payable by June.", ("demand", "PER")),
    ("It will be back in Tacna by June 4, Bishop Luis Abad said of the bell.", ("prediction", "Luis Abad")),
    # something else, told behind a colon; in place of what was asked; what will be signed is a forecast
    ("Instead of it Chile offered the miners something else: they would hand in their drills and be paid.",
     ("proposal", "CHL")),
    ("Peru would pay a bonus of ninety soles instead of the tenth, its labour minister, Ana Rojas, said.",
     ("proposal", "PER")),
    ("Elena Rojas, who teaches law in Lima, forecasts that a truce will be signed before June.",
     ("prediction", "Elena Rojas")),
    # a forecast whose verb looks like a noun
    ("The Condor Millers, an association of nine firms, forecast on Thursday that sales would fall.",
     ("prediction",)),
    # offers
    ("Singapore could host the talks, its foreign minister suggested.", ("proposal", "SGP")),
    ("Uruguay would lend its engineers to both sides if they wished, Foreign Minister Ana Souza said.",
     ("proposal", "URY")),
    ("“Let us dig the tunnel together and halve the bill,” Portugal's minister said to Spain.",
     ("proposal", "PRT", "ESP")),
    ("Rather than pay in cash, the Tajiks would send water for two summers, Uzbek minister Anvar Nazarov said.",
     ("proposal",)),
    # forecasts
    ("The World Food Programme forecast that four million people would need food by July.",
     ("prediction", "World Food Programme")),
    ("Ines Pardo, a hydrologist, reckons that the lake will have halved by 2025.",
     ("prediction", "Ines Pardo")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter"), TOLD)
def test_a_matter_is_told(text, matter):
    assert [found[: len(matter)] for found in matters_amid(text)] == [matter]


NONE = [
    "It was a lie, Colonel Ruiz, a spokesman of the Ostry Front, said, that Chilean guards had fired on the ferry.",
    "“For nine years we have been told that it would be next spring,” said Vera Holt, a baker.",
    "“One must be able to admit such a thing,” Peru's minister Ana Rojas added.",
    # an announced charge is none of the deed that follows if that is the speaker's own, harmless, or undone
    "Chad's minister, Idriss Deby, rejected the charge. “Sudan opened its archive to us,” he said.",
    "Chad's minister, Idriss Deby, brought no charge. “Sudan moved its tents,” he said.",
    "Chad's minister, Idriss Deby, brought a charge against nobody. Sudan had moved the stones, he said.",
    "Chad's minister, Idriss Deby, brought a charge against none of them. “They moved the stones,” he said.",
    "Peru's minister, Ana Rojas, had a charge of her own. “We closed the weir ourselves,” she said.",
    "It was Chile, Peru's minister Ana Rojas said, that had built the weir. Two engineers had drawn it.",
    "Had Armenia signed in May, the prisoners would be home by now, a retired colonel said.",
    "Lebanon will not cede a single meter of its waters, Speaker Hassan Khoury said.",
    "The mayor joked that the bridge would be finished by his grandchildren.",
    "The union's secretary said that her committee would discuss it on Sunday.",
    "Rain is expected in the hills by Friday.",
    "Ecuador's interior minister said his country would never deport the editor to Turkey.",
    "Egypt's refusal to open the Rafah gate drew criticism from aid groups on Sunday.",
    "The presenter asked the minister whether the wheat might soon come in again.",
    "The captain complained about the line.",
    "“We cut this road ourselves, and not to please a general,” the mayor of Birao said.",
    "“No man of ours has ever poisoned so much as a well,” Peru's minister Ana Rojas said.",
    # deeds that harm nobody, one's own, and of nobody in particular
    "Ghana's interior minister said Togolese soldiers had brought back the boat.",
    "The Sudanese army said its own men had shelled the ridge by mistake.",
    "Police in Lome said that thieves had stolen copper wire from the line.",
    "Iraq's foreign minister said that Kuwait's boats lay at anchor off Umm Qasr.",
    "Sweden's ambassador said his country was entirely behind the corridor.",
    # guesses at what is done, a past that might have been, refusals, and a plan that is only shown
    "Traders in Malanville reckon that they have lost half of their takings.",
    "“If they had left us twenty boats in 2014, there would be no quarrel,” the Malian minister said.",
    "“We are not going to pay for holes in the ground,” Norway's minister said.",
    "Energy Minister Kamal Hossain of Bangladesh presented the revised plan to the two ambassadors.",
    "Ultimately the Chileans would need to sell the boat, a Peruvian minister said.",
    "Guyana's minister said that every Guyanese boat on the river must carry a light.",
    "The skipper lies in hospital in Bluefields, Honduras said.",
    "Poland's defence minister said German troops had taken part in the exercise near Orzysz.",
    "A Turkish frigate had fired a salute, the Bulgarian navy said.",
    "Iraq's minister said that Turkish soldiers had laid the last pipe of the line to Dohuk.",
    "Oman's foreign minister said that Iranian pilots had flown the route before.",
    "Georgia's minister said Armenia has to import its wheat.",
    # plans of travel, disbelief, a thing of one's own, a witness
    "Peru's foreign minister said she would visit the bishop of Arica on September 14.",
    "“I will believe it when the rains come,” the mayor of Chama said.",
    "Zambia called its ambassador home for consultations.",
    "Isaac Banda, a teacher, said the soldiers had taken the blackboard into the forest.",
    "The treaty of 1978 allows each side to draw 300 million cubic meters a year.",
    # what is guessed, what nobody in particular is, a fee, what one asks to be told, what says nothing
    "“The mayor must have dreamt it,” the director of the Condor mine said.",
    "“A driver who takes that road is a fool,” Chilean Transport Minister Ana Rojas said.",
    "Peru charges four percent on tin from abroad.",
    "A sailor in Arica asked a sailor in Callao what the fish had cost.",
    "The Chilean embassy said it would make no comment.",
    "The miners, whom nobody asked, have asked for nothing but snow.",
    "Ecuador's foreign ministry called it “a bridge for everybody”.",
    "The mayor of Arica ate two plates of crab and asked for the recipe.",
    "The Peruvian minister, Ana Rojas, said she would ask an engineer.",
    "Elena Rojas complained that nobody had answered her letter.",
    "The Amazon Commission said it would be glad of the boats.",
    "Our council will meet, the spokesman of the Azawad Front said.",
    "Had it been mended in 1990, says Ana Rojas, who kept the bell, it would ring today.",
    "Peru no longer wants to keep the two sailors in its consulate.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_matter_is_told(text):
    assert matters_amid(text) == []


SAID = [
    ("Costa Rica urged Nicaragua in the sharpest words yet to clear the camp.", "clear the camp"),
    ("Zambia demanded on Monday that Malawi close the camp, in the sharpest words yet.",
     "Malawi close the camp"),
    ("Tajikistan called on Uzbekistan on Tuesday to send on 212 wagons.", "send on 212 wagons"),
    ("Kenya asked on Monday that both armies leave the bridge.", "both armies leave the bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), SAID)
def test_the_words_of_a_matter_are_what_is_asked_and_no_more(text, words):
    found = record(Document(text=f"A title\n\n{text}\n\nThe day was warm.", id="r", published="2016-05-18"))
    assert [found.quote(matter.content) for matter in found.ledger] == [words]


TALK = """A stick and a river

Elhadj Sanda Moussa has led the herders for nine years. We met him on Wednesday in Gaya, under a tree.

What do you ask of Benin? — "Benin must open the bridge to the animals. There is nothing to add."

And if it stays shut? — "One cow in three will starve by the end of April. Write that down."

Do you carry a gun? — "I have a stick. My father had a stick."

The prefect of Gaya was travelling."""


ANSWERS = """The director answers

Luis Abad, the director of the Condor mine, received us on Thursday.

Did your charges split the tower?

"No. That crack was there in 1991."

Then what is the bishop after?

"The spring. His monks are taking water out of our tank, every night."

And the villages?

"We shall hire ninety people by June 1."
"""


def test_each_answer_of_a_talk_is_read_by_itself():
    found = record(Document(text=ANSWERS, id="r", published="2016-05-18"))
    assert [matter.kind for matter in found.ledger] == ["accusation", "promise"]


def test_a_talk_whose_answers_stand_behind_the_questions_makes_matters():
    found = record(Document(text=TALK, id="r", published="2016-05-18"))
    told = [(matter.kind, found.actor(matter.by[0]).name) for matter in found.ledger]
    assert told == [("demand", "Elhadj Sanda Moussa"), ("prediction", "Elhadj Sanda Moussa")]
