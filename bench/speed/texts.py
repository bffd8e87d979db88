# ruff: noqa: E501 - a sentence is one line
"""News-like texts without end: sentences in our own words, filled from lists by a seeded draw.

A text has a headline, a dateline and some 20 paragraphs, about 500 words; the shares of quotations,
figures, names and plain description are those of wire news. The same number gives the same text.

    python bench/speed/texts.py 80 > texts.jsonl    # as `deedwatch read` takes them
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["given", "report", "reports"]

STATES = [
    ("Turkey", "Turkish", "Ankara"),
    ("Greece", "Greek", "Athens"),
    ("Egypt", "Egyptian", "Cairo"),
    ("Sudan", "Sudanese", "Khartoum"),
    ("Ethiopia", "Ethiopian", "Addis Ababa"),
    ("Kenya", "Kenyan", "Nairobi"),
    ("Pakistan", "Pakistani", "Islamabad"),
    ("India", "Indian", "New Delhi"),
    ("Iran", "Iranian", "Tehran"),
    ("Iraq", "Iraqi", "Baghdad"),
    ("Russia", "Russian", "Moscow"),
    ("Georgia", "Georgian", "Tbilisi"),
    ("Colombia", "Colombian", "Bogota"),
    ("Venezuela", "Venezuelan", "Caracas"),
    ("Japan", "Japanese", "Tokyo"),
    ("China", "Chinese", "Beijing"),
    ("Morocco", "Moroccan", "Rabat"),
    ("Algeria", "Algerian", "Algiers"),
]
FIRST = [
    "Amina",
    "Boris",
    "Carla",
    "Daniel",
    "Elena",
    "Farid",
    "Grace",
    "Hassan",
    "Irina",
    "Jorge",
    "Kofi",
    "Leila",
    "Marek",
    "Nadia",
    "Omar",
    "Paula",
    "Rashid",
    "Sofia",
    "Tomas",
    "Yusuf",
]
LAST = [
    "Abbas",
    "Berg",
    "Castillo",
    "Demir",
    "Egan",
    "Fischer",
    "Gomez",
    "Haddad",
    "Ivanov",
    "Joshi",
    "Kaya",
    "Lopez",
    "Mensah",
    "Novak",
    "Okafor",
    "Petrov",
    "Qureshi",
    "Rossi",
    "Saleh",
    "Tanaka",
    "Usman",
    "Vargas",
    "Zaman",
]
ROLES = [
    "foreign minister",
    "defence minister",
    "interior minister",
    "ambassador to the United Nations",
    "government spokesman",
    "army chief",
    "deputy prime minister",
    "national security adviser",
]
THINGS = [
    "the border crossing",
    "the pipeline",
    "the fishing grounds",
    "the disputed islands",
    "the refugee camps",
    "the water treaty",
    "the prisoner list",
    "the arms embargo",
    "the customs union",
    "the peace plan",
]
GROUPS = ["rebels", "militants", "gunmen", "separatists", "smugglers", "protesters"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TOWNS = ["Karam", "Belesh", "Port Amal", "Sitra", "Dorun", "Vasko", "Tamal", "Orsk", "Halim", "Mirador"]

LEADS = [
    "{A} and {B} held talks on {thing} in {capB} on {day}, the first meeting at that level in {n} months.",
    "{A} on {day} accused {B} of arming {group} near {town}, a charge that officials in {capB} rejected at once.",
    "At least {n} people were killed and {m} injured on {day} when a car bomb went off at a market in {town}.",
    "{A} closed its border with {B} on {day} after {group} fired on a patrol near {town}, the army said.",
    "{B} called on {A} on {day} to withdraw its troops from {town} and to resume talks on {thing}.",
]
SPOKEN = [
    "“We have said from the start that {thing} must be settled by talks, and not by force,” said {pA}, the {adjA} {role}.",
    "{pA}, {A}'s {role}, told reporters in {capA} that his government would not accept any change to {thing}.",
    "“Nobody in {capB} wants another year of this,” {heB} added. “But {A} has to move first.”",
    "The {adjB} foreign ministry denied that any of its soldiers had crossed into {A}.",
    "A spokesman for the {adjB} army, {pB}, said that the shelling near {town} had stopped by {day} evening.",
    "According to {pB}, the two sides agreed to exchange {n} prisoners before the end of the month.",
    "{heA} demanded that {B} hand over the men who had planned the attack.",
    "“If the shelling goes on, we will close {thing},” {pA} warned.",
    "Diplomats who asked not to be named said that the offer had been on the table since {day}.",
    "{pB} promised that aid convoys would reach {town} within {n} days.",
    "Asked whether {A} would sign, {pA} said only that the matter was “under study”.",
    "{pB} praised the mediators and thanked {C} for its help, but said that much remained to be done.",
]
TOLD = [
    "Talks broke down in {month} after {n} soldiers were killed in an ambush on the road to {town}.",
    "The {adjC} government, which has tried to mediate, sent an envoy to {capA} last week.",
    "Police in {town} arrested {n} people on {day} and seized weapons, cash and two cars.",
    "Thousands marched through {capA} on {day} to protest against the agreement.",
    "Aid agencies say that more than {big} people have left their homes since the fighting began.",
    "{C} imposed sanctions on {n} {adjB} companies last month over their trade with the {group}.",
    "Trade between the two countries fell by {n} per cent last year, according to figures from the central bank.",
    "The road from {town} to the coast has been closed for {n} weeks, and prices in the shops have doubled.",
    "Witnesses described a loud explosion followed by gunfire that lasted for about {n} minutes.",
    "The United Nations Security Council is due to discuss {thing} on {day}.",
    "Heavy rain has slowed the work of the rescue teams, which reached the last of the villages on {day}.",
    "Both armies moved tanks towards the frontier in {month}, though most have since been pulled back.",
    "The ceasefire of {month}, which was signed in {capC}, has been broken several times by both sides.",
    "Schools and offices in {town} stayed shut, and only a few buses were running.",
    "The harvest in the valley has been poor for three years, and farmers have sold much of their cattle.",
    "It was not clear who had ordered the attack, and no group had claimed it by nightfall.",
]
MONTHS = ["January", "March", "April", "June", "August", "October", "November"]


def report(number: int, *, words: int = 500) -> dict[str, str]:
    """One report as a line of JSONL would give it."""
    draw = random.Random(number)
    (a, adj_a, cap_a), (b, adj_b, cap_b), (c, adj_c, cap_c) = draw.sample(STATES, 3)
    person_a, person_b = [f"{draw.choice(FIRST)} {draw.choice(LAST)}" for _ in range(2)]
    fixed = {
        "A": a,
        "B": b,
        "C": c,
        "adjA": adj_a,
        "adjB": adj_b,
        "adjC": adj_c,
        "capA": cap_a,
        "capB": cap_b,
        "capC": cap_c,
    }
    named: set[str] = set()

    def fill(template: str) -> str:
        people = {"pA": person_a, "pB": person_b}
        for key, name in people.items():
            if name in named:
                people[key] = (
                    draw.choice(["Mr ", "Ms "]) + name.split()[1] if key == "pA" else name.split()[1]
                )
            elif "{" + key + "}" in template:
                named.add(name)
        changing = {
            "thing": draw.choice(THINGS),
            "group": draw.choice(GROUPS),
            "day": draw.choice(DAYS),
            "town": draw.choice(TOWNS),
            "role": draw.choice(ROLES),
            "month": draw.choice(MONTHS),
            "n": str(draw.randint(2, 48)),
            "m": str(draw.randint(3, 90)),
            "big": f"{draw.randint(2, 90)},000",
            "heA": "He",
            "heB": "she",
        }
        return template.format(**fixed, **people, **changing)

    parts = [
        f"{a} and {b} at odds over {draw.choice(THINGS)}",
        "",
        f"{cap_a.upper()} — " + fill(draw.choice(LEADS)),
        "",
    ]
    spoken, told = draw.sample(SPOKEN, len(SPOKEN)), draw.sample(TOLD, len(TOLD))
    count = 0
    while count < words:
        pool = spoken if draw.random() < 0.45 else told  # the share of attributed sentences in wire news
        sentences = [pool.pop() if pool else draw.choice(TOLD) for _ in range(draw.choice([1, 1, 2]))]
        paragraph = " ".join(fill(sentence) for sentence in sentences)
        parts += [paragraph, ""]
        count += len(paragraph.split())
    day = dt.date(2018, 1, 1) + dt.timedelta(days=number % 700)
    return {
        "id": f"t{number}",
        "text": "\n".join(parts).strip(),
        "published": day.isoformat(),
        "outlet": f"Wire {number % 7}",
    }


def reports(count: int, *, start: int = 0) -> list[dict[str, str]]:
    """So many reports, from a number on."""
    return [report(number) for number in range(start, start + count)]


def given(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The English texts of files of one object a line, with ``text`` and perhaps ``id`` and ``published``.

    The files of gold happenings call these ``doc_id`` and ``date``; of a record (``.json``) the text of its
    document is taken. How many texts of other languages were passed over is printed.
    """
    from deedwatch.text.tongue import tell_tongue

    rows = [
        row
        for path in paths
        for row in (
            [json.loads(path.read_text())["document"]]
            if path.suffix == ".json"
            else map(json.loads, path.open())
        )
    ]
    told = [
        {
            "id": row.get("id") or row.get("doc_id") or f"g{number}",
            "text": row["text"],
            "published": row.get("published") or row.get("date"),
        }
        for number, row in enumerate(rows)
    ]
    english = [row for row in told if (tongue := tell_tongue(row["text"])) is None or tongue.code == "en"]
    if len(english) < len(told):
        print(f"{len(told) - len(english)} of {len(told)} texts are not English and passed over")
    return english


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int, help="how many texts")
    for row in reports(parser.parse_args().number):
        print(json.dumps(row))
