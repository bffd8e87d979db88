from __future__ import annotations

import re

import pytest

from deedwatch.lexicon import data_path, load_rules
from deedwatch.reading.article.furniture import FurnitureRule, is_prose, kind_of, match_kind, take_away
from deedwatch.reading.article.people import find_authors, find_contributors, names_in

RULES = load_rules(data_path("furniture.toml"), FurnitureRule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.yes[:30]}")
def test_every_rule_finds_its_yes_and_not_its_no(rule):
    assert re.search(rule.pattern, rule.yes, re.IGNORECASE)
    assert not re.search(rule.pattern, rule.no, re.IGNORECASE)
    assert match_kind(rule.kind, rule.yes)


@pytest.mark.parametrize(
    "rule",
    [r for r in RULES if r.kind not in {"dateline", "not_name", "not_place"}],
    ids=lambda r: r.yes[:30],
)
def test_the_stage_takes_the_yes_away_and_keeps_the_no(rule):
    assert take_away([rule.yes]) == ()
    assert take_away([rule.no]) == (rule.no,)


@pytest.mark.parametrize(
    "line",
    [
        "The president said more on this would follow.",
        "“Share the water or share the war,” he said.",
        "Comment was not to be had from the ministry on Monday.",
        "By Tuesday the army had taken both bridges.",
        "In Oslo, Pia Holm of the Red Cross said that talks went on.",
        "Home affairs minister resigns over border deal",
        "Also on the government side, the minister said that she was ready to talk.",
        "Ministers’ Long, Uneasy History With Peace",
        "Video of the strike was shown on state television, which said nobody was hurt.",
    ],
)
def test_lines_of_an_article_are_no_furniture(line):
    assert kind_of(line) is None


def test_what_follows_an_ending_goes_until_prose_comes():
    prose = "The two ministers met for three hours in the capital on Monday, officials said."
    lines = [prose, "More on this story", "Bridge reopened", "Ferry is back", prose]
    assert take_away(lines) == (prose, prose)


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("They met on Monday in the old town hall.", True),
        ("They met.", False),
        ("Talks in the old town hall on Monday", False),
    ],
)
def test_is_prose(line, prose):
    assert is_prose(line) is prose


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Pia Holm", ("Pia Holm",)),
        ("By Pia Holm and Jens Dahl", ("Pia Holm", "Jens Dahl")),
        ("By Pia Holm, Jens Dahl and Ana de la Cruz", ("Pia Holm", "Jens Dahl", "Ana de la Cruz")),
        ("By Pia Holm in Oslo", ("Pia Holm",)),
        ("By Pia Holm, Political Editor", ("Pia Holm",)),
        ("By PIA HOLM", ("PIA HOLM",)),
        ("by Pia Holm (pia@post.example)", ("Pia Holm",)),
        ("Pia Holm, Oslo", ("Pia Holm",)),
        ("Pia Holm, diplomatic correspondent", ("Pia Holm",)),
        ("By Mohammed al-Rashid | 3 May 2017, 06:15", ("Mohammed al-Rashid",)),
        ("By J. R. Okello", ("J. R. Okello",)),
        ("By noon the talks had failed.", ()),
        ("Long Beach, Calif.", ()),
        ("Ministers Take Off Gloves in Border Debate", ()),
        ("Oslo, Norway", ()),
    ],
)
def test_find_authors(line, names):
    assert find_authors([line]) == names


@pytest.mark.parametrize(
    ("line", "contributors", "reporters"),
    [
        ("Additional reporting by Pia Holm in Oslo", ("Pia Holm",), ()),
        ("Additional reporting by Pia Holm in Oslo and Jens Dahl in Bergen", ("Pia Holm", "Jens Dahl"), ()),
        ("Pia Holm in Oslo and Jens Dahl contributed to this report.", ("Pia Holm", "Jens Dahl"), ()),
        (
            "(Reporting by Pia Holm; additional reporting by Jens Dahl in Bergen; editing by Ola Vik)",
            ("Jens Dahl",),
            ("Pia Holm",),
        ),
        ("With reporting from Pia Holm", ("Pia Holm",), ()),
        ("The Post’s Pia Holm contributed to this report.", ("Pia Holm",), ()),
        ("Norway contributed two ships.", (), ()),
    ],
)
def test_find_contributors(line, contributors, reporters):
    assert find_contributors([line]) == (contributors, reporters)


def test_posts_and_desks_are_no_names():
    assert names_in("Foreign Editor, 12345, News desk") == ()
