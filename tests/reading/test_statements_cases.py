"""Who said what: a text, and its statements as source, cue, act, mode and words ("|" between spans)."""

import pytest

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.reading.statements import Scene, find_quotes, read_with
from deedwatch.reading.statements.tagger import load_tagger
from deedwatch.records import Document

CASES = [
    (
        "The candidate insisted his past will have no bearing on his work.",
        [("The candidate", "insisted", "assert", "indirect", "his past will have no bearing on his work")],
    ),
    (
        "The candidate insisted his party will rebuild the pier.",
        [("The candidate", "insisted", "promise", "indirect", "his party will rebuild the pier")],
    ),
    (
        "“We know them. The one thing that Beirut will heed is a closed road,” the mayor of Oslo said.",
        [
            (
                "the mayor of Oslo",
                "said",
                "predict",
                "direct",
                "We know them. The one thing that Beirut will heed is a closed road",
            ),
        ],
    ),
    (
        "Okafor defended the budget while promising a report on the storm: “We are working hard at the pier.”",
        [
            ("Okafor", "defended", "accept", "direct", "We are working hard at the pier."),
        ],
    ),
    (
        "Institutional borrowers, said Menzel, are required to show their donated prints every ten years.",
        [
            (
                "Menzel",
                "said",
                "assert",
                "indirect",
                "Institutional borrowers | are required to show their donated prints every ten years",
            ),
        ],
    ),
    ("Not all were pleased with the choice of the harbour.", []),
    (
        "The guild answered the charge:\n\nNobody was locked out of the mill. The guild also claims the owner lied.",
        [
            ("The guild", "answered", "assert", "indirect", "Nobody was locked out of the mill."),
            ("The guild", "claims", "accuse", "indirect", "the owner lied"),
        ],
    ),
    (
        "Small growers, said Okafor, are required to register their wells every two years.",
        [
            (
                "Okafor",
                "said",
                "assert",
                "indirect",
                "Small growers | are required to register their wells every two years",
            ),
        ],
    ),
    (
        "“I think the harvest will be poor,” said the miller.",
        [
            ("I", "think", "predict", "direct", "the harvest will be poor"),
            ("the miller", "said", "predict", "direct", "the harvest will be poor"),
        ],
    ),
    (
        "The miller said: “But we really believe that the dam will hold.”",
        [
            ("The miller", "said", "predict", "direct", "the dam will hold."),
            ("we", "believe", "predict", "direct", "the dam will hold"),
        ],
    ),
    (
        "The minister said the talks had failed.",
        [("The minister", "said", "assert", "indirect", "the talks had failed")],
    ),
    (
        "The minister said that the talks had failed.",
        [("The minister", "said", "assert", "indirect", "the talks had failed")],
    ),
    (
        "“The talks have failed,” the minister said.",
        [("the minister", "said", "assert", "direct", "The talks have failed")],
    ),
    (
        "“The talks have failed,” said the minister.",
        [("the minister", "said", "assert", "direct", "The talks have failed")],
    ),
    (
        '"The talks have failed," the minister said.',
        [("the minister", "said", "assert", "direct", "The talks have failed")],
    ),
    (
        "The talks have failed, the minister said.",
        [("the minister", "said", "assert", "indirect", "The talks have failed")],
    ),
    (
        "The talks, the minister said, have failed.",
        [("the minister", "said", "assert", "indirect", "The talks | have failed")],
    ),
    (
        "“The talks,” the minister said, “have failed.”",
        [("the minister", "said", "assert", "direct", "The talks | have failed.")],
    ),
    (
        "The minister told reporters that the talks had failed.",
        [("The minister", "told", "assert", "indirect", "the talks had failed")],
    ),
    (
        "According to the minister, the talks had failed.",
        [("the minister", "According to", "assert", "indirect", "the talks had failed")],
    ),
    (
        "The talks had failed, according to the minister.",
        [("the minister", "according to", "assert", "indirect", "The talks had failed")],
    ),
    (
        "The minister said: “The talks have failed.”",
        [("The minister", "said", "assert", "direct", "The talks have failed.")],
    ),
    (
        "The minister said, “The talks have failed. We shall try again.”",
        [("The minister", "said", "promise", "direct", "The talks have failed. We shall try again.")],
    ),
    (
        "“The talks have failed,” the minister said. “We shall try again.”",
        [("the minister", "said", "promise", "direct", "The talks have failed | We shall try again.")],
    ),
    (
        "The minister called the talks useless.",
        [("The minister", "called", "assess", "indirect", "the talks useless")],
    ),
    (
        "The minister described the talks as useless.",
        [("The minister", "described", "assess", "indirect", "the talks as useless")],
    ),
    (
        "The minister accused the rebels of breaking the truce.",
        [("The minister", "accused", "accuse", "indirect", "the rebels of breaking the truce")],
    ),
    (
        "The minister denied that the army had shelled the town.",
        [("The minister", "denied", "deny", "indirect", "the army had shelled the town")],
    ),
    (
        "The minister denied shelling the town.",
        [("The minister", "denied", "deny", "indirect", "shelling the town")],
    ),
    ("The minister denied the charge.", []),
    ("The minister rejected the plan.", [("The minister", "rejected", "reject", "indirect", "the plan")]),
    (
        "The minister refused to sign the treaty.",
        [("The minister", "refused", "reject", "indirect", "sign the treaty")],
    ),
    (
        "The minister urged the rebels to lay down their arms.",
        [("The minister", "urged", "request", "indirect", "the rebels to lay down their arms")],
    ),
    (
        "The minister called on the rebels to lay down their arms.",
        [("The minister", "called on", "request", "indirect", "the rebels to lay down their arms")],
    ),
    (
        "The minister demanded that the rebels leave the city.",
        [("The minister", "demanded", "demand", "indirect", "the rebels leave the city")],
    ),
    (
        "The minister demanded the release of the hostages.",
        [("The minister", "demanded", "demand", "indirect", "the release of the hostages")],
    ),
    (
        "The minister warned that food would run out.",
        [("The minister", "warned", "predict", "indirect", "food would run out")],
    ),
    (
        "The minister promised to rebuild the bridge.",
        [("The minister", "promised", "promise", "indirect", "rebuild the bridge")],
    ),
    (
        "The minister vowed to avenge the dead.",
        [("The minister", "vowed", "threaten", "indirect", "avenge the dead")],
    ),
    (
        "The minister pledged that the army would withdraw.",
        [("The minister", "pledged", "promise", "indirect", "the army would withdraw")],
    ),
    (
        "The minister threatened to close the border.",
        [("The minister", "threatened", "threaten", "indirect", "close the border")],
    ),
    (
        "The minister proposed a joint commission.",
        [("The minister", "proposed", "propose", "indirect", "a joint commission")],
    ),
    (
        "The minister offered to host the next round.",
        [("The minister", "offered", "promise", "indirect", "host the next round")],
    ),
    ("The minister praised the medics.", [("The minister", "praised", "praise", "indirect", "the medics")]),
    (
        "The minister thanked the crews for their work.",
        [("The minister", "thanked", "praise", "indirect", "the crews for their work")],
    ),
    (
        "The minister criticized the verdict.",
        [("The minister", "criticized", "accuse", "indirect", "the verdict")],
    ),
    (
        "The minister condemned the attack.",
        [("The minister", "condemned", "accuse", "indirect", "the attack")],
    ),
    (
        "The minister admitted that mistakes had been made.",
        [("The minister", "admitted", "admit", "indirect", "mistakes had been made")],
    ),
    (
        "The front claimed responsibility for the blast.",
        [("The front", "claimed responsibility", "admit", "indirect", "responsibility for the blast")],
    ),
    ("The minister declined to comment.", [("The minister", "declined", "decline", "indirect", "comment")]),
    (
        "The minister predicted that prices would fall.",
        [("The minister", "predicted", "predict", "indirect", "prices would fall")],
    ),
    (
        "The minister hopes the rebels will accept the offer.",
        [("The minister", "hopes", "request", "indirect", "the rebels will accept the offer")],
    ),
    (
        "Analysts say the army is too weak to hold the valley.",
        [("Analysts", "say", "assess", "indirect", "the army is too weak to hold the valley")],
    ),
    (
        "Officials in the capital said the road was open.",
        [("Officials in the capital", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "A spokesman for the ministry said the road was open.",
        [("A spokesman for the ministry", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "The ministry's spokeswoman, Ana Petrova, said the road was open.",
        [("The ministry's spokeswoman, Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Ana Petrova, a spokeswoman for the ministry, said the road was open.",
        [("Ana Petrova, a spokeswoman for the ministry", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Spokeswoman Ana Petrova said the road was open.",
        [("Spokeswoman Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "A senior official who spoke on condition of anonymity said the road was open.",
        [("A senior official", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "The road was open, said Ana Petrova, who heads the relief effort.",
        [("Ana Petrova", "said", "assert", "indirect", "The road was open")],
    ),
    (
        "Ana Petrova, who heads the relief effort, said the road was open.",
        [("Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Ana Petrova met the rebels on Monday. She said the road was open.",
        [("She", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Ana Petrova heads the relief effort. “The road is open,” she said.",
        [("she", "said", "assert", "direct", "The road is open")],
    ),
    (
        "In a statement, the ministry said the road was open.",
        [("the ministry", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "The ministry said in a statement that the road was open.",
        [("The ministry", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "In an interview on public radio on Monday, Ana Petrova said the road was open.",
        [("Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Speaking to reporters in Vienna, Ana Petrova said the road was open.",
        [("Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Writing on Twitter, Ana Petrova said the road was open.",
        [("Ana Petrova", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "Reuters quoted an official as saying the road was open.",
        [("an official", "quoted", "assert", "indirect", "the road was open")],
    ),
    (
        "The New York Times reported that the road was open.",
        [("The New York Times", "reported", "assert", "indirect", "the road was open")],
    ),
    (
        "The report says the road was built in haste.",
        [("The report", "says", "assert", "indirect", "the road was built in haste")],
    ),
    (
        "A study found that half of the wells were dry.",
        [("A study", "found", "assert", "indirect", "half of the wells were dry")],
    ),
    (
        "Both Rabat and Algiers said the border would stay closed.",
        [
            ("Both Rabat and Algiers", "said", "predict", "indirect", "the border would stay closed"),
            ("Both Rabat and Algiers", "said", "predict", "indirect", "the border would stay closed"),
        ],
    ),
    (
        "France and Germany said the border would stay closed.",
        [
            ("France and Germany", "said", "predict", "indirect", "the border would stay closed"),
            ("France and Germany", "said", "predict", "indirect", "the border would stay closed"),
        ],
    ),
    (
        "The two presidents said they would meet again in June.",
        [("The two presidents", "said", "promise", "indirect", "they would meet again in June")],
    ),
    ("The minister did not say when the talks would resume.", []),
    ("The minister would not say who had fired first.", []),
    ("Nobody said the talks had failed.", []),
    ("No group claimed responsibility for the blast.", []),
    ("The minister left the room before the talks ended.", []),
    ("The rebels attacked the town at dawn and killed nine people.", []),
    ("The book “War and Peace” lay on the table.", []),
    ("The so-called “peace bridge” crosses the river.", []),
    ("The minister said nothing.", []),
    (
        "The rebels said they would “fight to the last man” if the army crossed the river.",
        [
            (
                "The rebels",
                "said",
                "threaten",
                "mixed",
                "they would “fight to the last man” if the army crossed the river",
            )
        ],
    ),
    (
        "The envoy stressed that Peru's deeds were not in line with its promises.",
        [("The envoy", "stressed", "accuse", "indirect", "Peru's deeds were not in line with its promises")],
    ),
    (
        "The consul, however, said the two sides would talk again soon.",
        [("The consul", "said", "predict", "indirect", "the two sides would talk again soon")],
    ),
    (
        "Mr Hill was at pains to stress that the lunch was no bargain.",
        [("Mr Hill", "stress", "assert", "indirect", "the lunch was no bargain")],
    ),
    (
        "Mr Hill was non-committal, saying the offer would be relayed to Lima.",
        [("Mr Hill", "saying", "promise", "indirect", "the offer would be relayed to Lima")],
    ),
    (
        "“They [the generals] lied to us,” the widow said.",
        [("the widow", "said", "assert", "direct", "They [the generals] lied to us")],
    ),
    (
        "”We are sure of it,” the widow said.",
        [("the widow", "said", "assess", "direct", "We are sure of it")],
    ),
    ("“We are sure of it, the widow said.", [("the widow", "said", "assess", "direct", "We are sure of it")]),
    (
        "“Who will pay for the dam?” the senator asked.",
        [("the senator", "asked", "request", "direct", "Who will pay for the dam?")],
    ),
    (
        "The senator asked who would pay for the dam.",
        [("The senator", "asked", "request", "indirect", "who would pay for the dam")],
    ),
    (
        "The senator asked the council whether the dam would hold.",
        [("The senator", "asked", "request", "indirect", "whether the dam would hold")],
    ),
    (
        "The general ordered his men to hold the bridge.",
        [("The general", "ordered", "demand", "indirect", "his men to hold the bridge")],
    ),
    (
        "The general ordered that the bridge be held.",
        [("The general", "ordered", "demand", "indirect", "the bridge be held")],
    ),
    (
        "Brazil's president opposed the resolution.",
        [("Brazil's president", "opposed", "reject", "indirect", "the resolution")],
    ),
    (
        "The bank expects prices to rise by a tenth.",
        [("The bank", "expects", "predict", "indirect", "prices to rise by a tenth")],
    ),
    (
        "The mayor tweeted: “This is a disaster.”",
        [("The mayor", "tweeted", "assess", "direct", "This is a disaster.")],
    ),
    (
        "The mayor wrote on Facebook that the dam was safe.",
        [("The mayor", "wrote", "assert", "indirect", "the dam was safe")],
    ),
    (
        "Asked about the dam, the mayor said it was safe.",
        [("the mayor", "said", "assert", "indirect", "it was safe")],
    ),
    (
        "The mayor replied, “Of course it is safe.”",
        [("The mayor", "replied", "assess", "direct", "Of course it is safe.")],
    ),
    (
        "The mayor, who said the dam was safe, resigned on Friday.",
        [("who", "said", "assert", "indirect", "the dam was safe")],
    ),
    (
        "Engineers blame the shut gates for the flood.",
        [("Engineers", "blame", "accuse", "indirect", "the shut gates for the flood")],
    ),
    (
        "Engineers attributed the flood to the shut gates.",
        [("Engineers", "attributed", "assess", "indirect", "the flood to the shut gates")],
    ),
    (
        "The mayor likened the flood to a war.",
        [("The mayor", "likened", "assess", "indirect", "the flood to a war")],
    ),
    (
        "The mayor and the engineers agree that the dam must be rebuilt.",
        [("The mayor and the engineers", "agree", "assess", "indirect", "the dam must be rebuilt")],
    ),
    (
        "The mayor agreed to rebuild the dam.",
        [("The mayor", "agreed", "promise", "indirect", "rebuild the dam")],
    ),
    (
        "The mayor agreed that the dam was old.",
        [("The mayor", "agreed", "assess", "indirect", "the dam was old")],
    ),
    (
        "The governor said the mayor had lied about the dam.",
        [("The governor", "said", "accuse", "indirect", "the mayor had lied about the dam")],
    ),
    (
        "The governor said the mayor must resign.",
        [("The governor", "said", "demand", "indirect", "the mayor must resign")],
    ),
    (
        "The governor said he would resign on Friday.",
        [("The governor", "said", "promise", "indirect", "he would resign on Friday")],
    ),
    (
        "The governor said he would not accept the terms.",
        [("The governor", "said", "reject", "indirect", "he would not accept the terms")],
    ),
    (
        "“If they cross the river, we will strike back,” the general said.",
        [("the general", "said", "threaten", "direct", "If they cross the river, we will strike back")],
    ),
    (
        "“We must never forget the dead,” the general said.",
        [("the general", "said", "assert", "direct", "We must never forget the dead")],
    ),
    (
        "“Let us meet in ten days,” the chancellor said.",
        [("the chancellor", "said", "request", "direct", "Let us meet in ten days")],
    ),
    (
        "“We thank the crews for their work,” she said.",
        [("she", "said", "praise", "direct", "We thank the crews for their work")],
    ),
    (
        "“We made a mistake,” the colonel said.",
        [("the colonel", "said", "admit", "direct", "We made a mistake")],
    ),
    (
        "There is no truth in the story, the mayor said.",
        [("the mayor", "said", "deny", "indirect", "There is no truth in the story")],
    ),
    (
        "The envoy said it was too early to speak of peace.",
        [("The envoy", "said", "assess", "indirect", "it was too early to speak of peace")],
    ),
    (
        "The envoy said the raid was a cowardly crime.",
        [("The envoy", "said", "accuse", "indirect", "the raid was a cowardly crime")],
    ),
    (
        "The agency said at least 12 people were killed.",
        [("The agency", "said", "assert", "indirect", "at least 12 people were killed")],
    ),
    (
        "Police said two men were arrested.",
        [("Police", "said", "assert", "indirect", "two men were arrested")],
    ),
    (
        "Witnesses said soldiers fired into the crowd.",
        [("Witnesses", "said", "assert", "indirect", "soldiers fired into the crowd")],
    ),
    (
        "The general learned that the bridge had fallen.",
        [("The general", "learned", "assert", "indirect", "the bridge had fallen")],
    ),
    (
        "The Herald has learned that the minister will resign.",
        [("The Herald", "learned", "predict", "indirect", "the minister will resign")],
    ),
    (
        "Officials confirmed the arrest of two men.",
        [("Officials", "confirmed", "assert", "indirect", "the arrest of two men")],
    ),
    (
        "The firm announced plans to leave the country.",
        [("The firm", "announced", "promise", "indirect", "plans to leave the country")],
    ),
    (
        "The firm announced that it would leave the country.",
        [("The firm", "announced", "promise", "indirect", "it would leave the country")],
    ),
    (
        "The firm declined to say how many would lose their jobs.",
        [("The firm", "declined", "decline", "indirect", "say how many would lose their jobs")],
    ),
    (
        "The firm insisted the plant was safe.",
        [("The firm", "insisted", "assert", "indirect", "the plant was safe")],
    ),
    (
        "Mr Orban dismissed the report as “nonsense”.",
        [("Mr Orban", "dismissed", "deny", "mixed", "the report as “nonsense")],
    ),
    (
        "The deal is “dead”, according to two diplomats.",
        [("two diplomats", "according to", "assert", "mixed", "The deal is “dead”")],
    ),
    (
        "The prime minister, Omar Haddad, arrived at noon. “We came to listen,” he said. “We did not come to sign.”",
        [("he", "said", "assert", "direct", "We came to listen | We did not come to sign.")],
    ),
    (
        "“We came to listen,” Mr Haddad said. “We did not come to sign. The rest is for the councils.",
        [
            (
                "Mr Haddad",
                "said",
                "assert",
                "direct",
                "We came to listen | We did not come to sign. The rest is for the councils.",
            )
        ],
    ),
    (
        "Mr Haddad told the Courier that the council would meet in May.\n\n“If the rebels want a seat, they can have one.”",
        [
            (
                "Mr Haddad",
                "told",
                "predict",
                "mixed",
                "that the council would meet in May | If the rebels want a seat, they can have one.",
            )
        ],
    ),
    (
        "The ministry replied:\n\nWe have seen the letter and have nothing to add to what was said on Friday.",
        [
            (
                "The ministry",
                "replied",
                "assert",
                "indirect",
                "We have seen the letter and have nothing to add to what was said on Friday.",
            )
        ],
    ),
    (
        "“The dam will hold through the winter.” — Maria Stone",
        [("Maria Stone", "—", "predict", "direct", "The dam will hold through the winter.")],
    ),
    (
        "Mr Haddad said the dam was safe. “It has held for forty years,” he added.",
        [
            ("Mr Haddad", "said", "assert", "indirect", "the dam was safe"),
            ("he", "added", "assert", "direct", "It has held for forty years"),
        ],
    ),
    (
        "Mr Haddad said the dam was safe, adding that it had held for forty years.",
        [
            ("Mr Haddad", "said", "assert", "indirect", "the dam was safe"),
            ("Mr Haddad", "adding", "assert", "indirect", "it had held for forty years"),
        ],
    ),
    (
        "“The dam is safe,” Mr Haddad said, “and it has held for forty years.”",
        [("Mr Haddad", "said", "assert", "direct", "The dam is safe | and it has held for forty years.")],
    ),
    (
        "“The dam is safe,” Mr Haddad said, adding: “It has held for forty years.”",
        [
            ("Mr Haddad", "said", "assert", "direct", "The dam is safe"),
            ("Mr Haddad", "adding", "assert", "direct", "It has held for forty years."),
        ],
    ),
    (
        "The mayor said the dam was “perfectly safe” and had held for forty years.",
        [
            (
                "The mayor",
                "said",
                "assert",
                "mixed",
                "the dam was “perfectly safe” and had held for forty years",
            )
        ],
    ),
    (
        "The mayor said that “the dam is perfectly safe”.",
        [("The mayor", "said", "assert", "direct", "the dam is perfectly safe")],
    ),
    (
        "The mayor said in a televised address on Sunday that the dam was safe.",
        [("The mayor", "said", "assert", "indirect", "the dam was safe")],
    ),
    (
        "At a press conference in Oslo, the mayor said the dam was safe.",
        [("the mayor", "said", "assert", "indirect", "the dam was safe")],
    ),
    (
        "The mayor told the council on Tuesday that the dam was safe.",
        [("The mayor", "told", "assert", "indirect", "the dam was safe")],
    ),
    (
        "In a letter to the council, the mayor warned that the dam could burst.",
        [("the mayor", "warned", "predict", "indirect", "the dam could burst")],
    ),
    (
        "The mayor has accused the council of hiding the report.",
        [("The mayor", "accused", "accuse", "indirect", "the council of hiding the report")],
    ),
    (
        "The council will meet on Friday, said the mayor, who called the meeting “overdue”.",
        [("the mayor", "said", "predict", "indirect", "The council will meet on Friday")],
    ),
    (
        "The army said it had killed nine rebels. The rebels said they had lost two men.",
        [
            ("The army", "said", "assert", "indirect", "it had killed nine rebels"),
            ("The rebels", "said", "assert", "indirect", "they had lost two men"),
        ],
    ),
    (
        "Kenya said on Sunday it would send troops to the border.",
        [("Kenya", "said", "promise", "indirect", "it would send troops to the border")],
    ),
    (
        "Kenya says its troops will stay until the border is safe.",
        [("Kenya", "says", "promise", "indirect", "its troops will stay until the border is safe")],
    ),
    (
        "Kenya's foreign minister said Nairobi would not take part in the talks.",
        [
            (
                "Kenya's foreign minister",
                "said",
                "reject",
                "indirect",
                "Nairobi would not take part in the talks",
            )
        ],
    ),
    (
        "Kenya and Uganda agreed to reopen the border.",
        [
            ("Kenya and Uganda", "agreed", "promise", "indirect", "reopen the border"),
            ("Kenya and Uganda", "agreed", "promise", "indirect", "reopen the border"),
        ],
    ),
    (
        "Uganda urged Kenya to reopen the border.",
        [("Uganda", "urged", "request", "indirect", "Kenya to reopen the border")],
    ),
    (
        "Uganda has asked the United Nations to send observers to the border.",
        [("Uganda", "asked", "request", "indirect", "the United Nations to send observers to the border")],
    ),
    (
        "The United Nations called on both sides to respect the truce.",
        [("The United Nations", "called on", "request", "indirect", "both sides to respect the truce")],
    ),
    (
        "The UN envoy said both sides must respect the truce.",
        [("The UN envoy", "said", "demand", "indirect", "both sides must respect the truce")],
    ),
    (
        "“Both sides must respect the truce,” the UN envoy said.",
        [("the UN envoy", "said", "demand", "direct", "Both sides must respect the truce")],
    ),
    (
        "The bishops said the vote was stolen.",
        [("The bishops", "said", "accuse", "indirect", "the vote was stolen")],
    ),
    (
        "The opposition leader vowed to keep fighting until the president steps down.",
        [
            (
                "The opposition leader",
                "vowed",
                "threaten",
                "indirect",
                "keep fighting until the president steps down",
            )
        ],
    ),
    (
        "The president said he would step down in May.",
        [("The president", "said", "promise", "indirect", "he would step down in May")],
    ),
    (
        "“I am proud of our nurses,” the president said.",
        [("the president", "said", "praise", "direct", "I am proud of our nurses")],
    ),
    (
        "The president blamed the opposition for the unrest.",
        [("The president", "blamed", "accuse", "indirect", "the opposition for the unrest")],
    ),
    ("The president has not said whether the army will stay.", []),
    ("He would have said the same in her place.", []),
    (
        "The army chief said he had ordered a retreat.",
        [("The army chief", "said", "assert", "indirect", "he had ordered a retreat")],
    ),
    (
        "A retreat has been ordered, the army chief said.",
        [("the army chief", "said", "assert", "indirect", "A retreat has been ordered")],
    ),
    (
        "According to a report by the auditors, the dam cost twice the price.",
        [("a report by the auditors", "According to", "assert", "indirect", "the dam cost twice the price")],
    ),
    (
        "The auditors concluded that the dam had cost twice the price.",
        [("The auditors", "concluded", "assert", "indirect", "the dam had cost twice the price")],
    ),
    (
        "The dam cost twice the price, the auditors concluded.",
        [("the auditors", "concluded", "assert", "indirect", "The dam cost twice the price")],
    ),
    ("Mayor denies dam was unsafe", [("Mayor", "denies", "deny", "indirect", "dam was unsafe")]),
    ("Rebels reject truce, vow to fight on", [("", "vow", "threaten", "indirect", "fight on")]),
    ("UN urges Kenya to reopen border", [("UN", "urges", "request", "indirect", "Kenya to reopen border")]),
    (
        "Anna nodded. “I was there,” she said. “I saw the soldiers.”",
        [("she", "said", "assert", "direct", "I was there | I saw the soldiers.")],
    ),
    ("The man known as “the Fox” was arrested on Monday.", []),
    ("The film “The Long Night” opened on Friday.", []),
    (
        "They call it the “valley of bones”.",
        [("They", "call", "assess", "mixed", "it the “valley of bones”")],
    ),
    (
        "Two diplomats familiar with the talks said a deal was close.",
        [("Two diplomats familiar with the talks", "said", "assess", "indirect", "a deal was close")],
    ),
    (
        "State media reported that the president had left the capital.",
        [("State media", "reported", "assert", "indirect", "the president had left the capital")],
    ),
    (
        "The Interfax agency quoted the general as saying that the bridge had been taken.",
        [("the general", "quoted", "assert", "indirect", "the bridge had been taken")],
    ),
    (
        "The general's spokesman told Interfax that the bridge had been taken.",
        [("The general's spokesman", "told", "assert", "indirect", "the bridge had been taken")],
    ),
    (
        "Local radio said nine people were killed.",
        [("Local radio", "said", "assert", "indirect", "nine people were killed")],
    ),
    (
        "Nine people were killed, local radio reported.",
        [("local radio", "reported", "assert", "indirect", "Nine people were killed")],
    ),
    (
        "The hospital confirmed that nine people had been killed.",
        [("The hospital", "confirmed", "assert", "indirect", "nine people had been killed")],
    ),
    (
        "Human Rights Watch said the army had used cluster bombs on the town.",
        [("Human Rights Watch", "said", "assert", "indirect", "the army had used cluster bombs on the town")],
    ),
    (
        "The army said the charge was baseless.",
        [("The army", "said", "deny", "indirect", "the charge was baseless")],
    ),
    (
        "“That is a lie,” the army spokesman, Colonel Idris Bello, told reporters.",
        [("the army spokesman, Colonel Idris Bello", "told", "deny", "direct", "That is a lie")],
    ),
    (
        "Colonel Idris Bello, the army spokesman, called the charge a lie.",
        [("Colonel Idris Bello, the army spokesman", "called", "deny", "indirect", "the charge a lie")],
    ),
    (
        "The charge is a lie, Colonel Bello said in an interview with the BBC.",
        [("Colonel Bello", "said", "deny", "indirect", "The charge is a lie")],
    ),
    (
        "“Open the gates!” the crowd shouted.",
        [("the crowd", "shouted", "assert", "direct", "Open the gates!")],
    ),
    (
        "Protesters demanded that the gates be opened.",
        [("Protesters", "demanded", "demand", "indirect", "the gates be opened")],
    ),
    (
        "The firm said its profit had doubled.",
        [("The firm", "said", "assert", "indirect", "its profit had doubled")],
    ),
    (
        "The prosecutor alleged that the mayor had taken bribes.",
        [("The prosecutor", "alleged", "accuse", "indirect", "the mayor had taken bribes")],
    ),
    (
        "The bishop condemned the killing as “an act of cowards”.",
        [("The bishop", "condemned", "accuse", "mixed", "the killing as “an act of cowards”")],
    ),
    (
        "The bishop condemned the killing of two priests in the north.",
        [("The bishop", "condemned", "accuse", "indirect", "the killing of two priests in the north")],
    ),
    (
        "Moscow expressed its support for the plan.",
        [("Moscow", "expressed", "accept", "indirect", "its support for the plan")],
    ),
    (
        "Moscow warned Kyiv that it would respond with force to any attack.",
        [("Moscow", "warned", "threaten", "indirect", "it would respond with force to any attack")],
    ),
    (
        "Moscow warned that any attack would be met with force.",
        [("Moscow", "warned", "threaten", "indirect", "any attack would be met with force")],
    ),
    ("Kyiv said Moscow was lying.", [("Kyiv", "said", "deny", "indirect", "Moscow was lying")]),
    (
        "Kyiv has repeatedly denied that its troops crossed the river.",
        [("Kyiv", "denied", "deny", "indirect", "its troops crossed the river")],
    ),
    (
        "“We have nothing to hide,” the deputy minister, Olha Kovalenko, wrote on Telegram.",
        [("the deputy minister, Olha Kovalenko", "wrote", "assert", "direct", "We have nothing to hide")],
    ),
    ("The truce will hold, he insisted.", [("he", "insisted", "predict", "indirect", "The truce will hold")]),
    (
        "“If the truce holds,” said the envoy, “we can open the road in a week.”",
        [("the envoy", "said", "assert", "direct", "If the truce holds | we can open the road in a week.")],
    ),
    (
        "The envoy said that if the truce held, the road could be opened in a week.",
        [
            (
                "The envoy",
                "said",
                "predict",
                "indirect",
                "if the truce held, the road could be opened in a week",
            )
        ],
    ),
    (
        "The governor added that no money had been found.",
        [("The governor", "added", "assert", "indirect", "no money had been found")],
    ),
    (
        "No money had been found, the governor added.",
        [("the governor", "added", "assert", "indirect", "No money had been found")],
    ),
    ("Neither side has said when talks will resume.", []),
    ("The ministry did not respond to a request for comment.", []),
    (
        "BAKER: Is the dam safe for the winter?\n\nSTONE: The dam is old but it is strong.\n\nBAKER: Then who wrote the report?",
        [
            ("BAKER", ":", "assert", "direct", "Is the dam safe for the winter?"),
            ("STONE", ":", "assess", "direct", "The dam is old but it is strong."),
            ("BAKER", ":", "assert", "direct", "Then who wrote the report?"),
        ],
    ),
    (
        "The envoy, speaking at a rally in Lagos, said the road was open.",
        [("The envoy", "said", "assert", "indirect", "the road was open")],
    ),
    (
        "The road is open, the envoy told the BBC on Friday.",
        [("the envoy", "told", "assert", "indirect", "The road is open")],
    ),
    (
        "“The road is open,” the envoy said; “the wells are full.”",
        [("the envoy", "said", "assert", "direct", "The road is open | the wells are full.")],
    ),
    (
        "The envoy's deputy said the wells were full.",
        [("The envoy's deputy", "said", "assert", "indirect", "the wells were full")],
    ),
    (
        "The union said its members would not return to work.",
        [("The union", "said", "promise", "indirect", "its members would not return to work")],
    ),
    (
        "The union's leaders accused the firm of lying about its profit.",
        [("The union's leaders", "accused", "accuse", "indirect", "the firm of lying about its profit")],
    ),
]

FIELDS = [
    (
        "In an interview on public radio on Monday, the envoy said the road was open.",
        "channel",
        "interview on public radio",
    ),
    ("In an interview on public radio on Monday, the envoy said the road was open.", "on", "2024-05-13"),
    (
        "The mayor said in a televised address on Sunday that the dam was safe.",
        "channel",
        "televised address",
    ),
    ("The mayor said in a televised address on Sunday that the dam was safe.", "on", "2024-05-12"),
    ("Writing on Twitter, Ana Petrova said the road was open.", "channel", "Twitter"),
    ("The mayor said the dam was safe.", "channel", None),
    ("The mayor said the dam would be safe by Sunday.", "on", None),
    ("Uganda urged Kenya to reopen the border.", "speaker", "Uganda"),
    ("Uganda urged Kenya to reopen the border.", "addressees", ("Kenya",)),
    ("Moscow warned Kyiv that it would respond with force to any attack.", "speaker", "Russia"),
    ("Moscow warned Kyiv that it would respond with force to any attack.", "addressees", ("Ukraine",)),
    ("Kenya accused Uganda of closing the border.", "addressees", ("Uganda",)),
    ("Reuters quoted an official as saying the road was open.", "relayed_by", "Reuters"),
    ("Omar Haddad arrived at noon. “We came to listen,” he said.", "speaker", "Omar Haddad"),
    ("Trump's statement said the road was open.", "speaker", "Trump"),
    ("“We came to listen,” Omar Haddad said. “We did not come to sign.”", "speaker", "Omar Haddad"),
    ("Omar Haddad said the dam was safe, adding that it had held for forty years.", "speaker", "Omar Haddad"),
]


def read(text):
    parsed, document = parse(text), Document(text=text, published="2024-05-14")
    scene = Scene(parsed, find_actors(parsed, document), find_dates(parsed, document), find_quotes(parsed))
    return scene.cast, read_with(load_tagger(), scene)


needs_weights = pytest.mark.skipif(load_tagger() is None, reason="the weights are not installed")


@needs_weights
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_statement_case(text, expected):
    _, found = read(text)
    words = lambda span: text[span[0] : span[1]] if span else ""  # noqa: E731
    rows = [
        (words(s.source_span), words(s.cue), s.act, s.mode, " | ".join(words(span) for span in s.content))
        for s in found
    ]
    assert rows == expected


def names(cast, value):
    """Actors by name, other values as they are."""
    if isinstance(value, tuple):
        return tuple(names(cast, item) for item in value)
    return cast.actors[value].name if value in cast.actors else value


@needs_weights
@pytest.mark.parametrize(("text", "field", "expected"), FIELDS, ids=[f"{f}: {t[:50]}" for t, f, _ in FIELDS])
def test_statement_field(text, field, expected):
    cast, found = read(text)
    assert found
    assert {names(cast, getattr(statement, field)) for statement in found} == {expected}


def test_there_are_enough_cases():
    assert len(CASES) >= 120
