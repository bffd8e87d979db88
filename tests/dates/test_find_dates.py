"""Time expressions: words, day of publication, first and last day."""

from __future__ import annotations

from datetime import date

import pytest

from deedwatch.dates import find_dates
from deedwatch.dates.find import date_rules
from deedwatch.language import parse
from deedwatch.records import Document

THURSDAY = "2024-05-16"

CASES = [
    ("Troops left on 28 May 2003.", "28 May 2003", "2003-05-28", "2003-05-28"),
    ("Troops left on May 28, 2003.", "May 28, 2003", "2003-05-28", "2003-05-28"),
    ("Troops left on Wednesday, May 28, 2003.", "Wednesday, May 28, 2003", "2003-05-28", "2003-05-28"),
    ("Troops left on the 28th of May 2003.", "28th of May 2003", "2003-05-28", "2003-05-28"),
    (
        "Troops left on the twenty-eighth of May 2003.",
        "twenty-eighth of May 2003",
        "2003-05-28",
        "2003-05-28",
    ),
    ("The envoy must leave by the fifth of July.", "by the fifth of July", None, "2024-07-05"),
    ("The envoy must leave by the 5th of July.", "by the 5th of July", None, "2024-07-05"),
    ("The log of 2003-05-28 was lost.", "2003-05-28", "2003-05-28", "2003-05-28"),
    ("Troops left in May 2003.", "May 2003", "2003-05-01", "2003-05-31"),
    ("Troops left in early May 2003.", "early May 2003", "2003-05-01", "2003-05-31"),
    ("Troops left in February 2004.", "February 2004", "2004-02-01", "2004-02-29"),
    ("The envoy left on 4 May.", "4 May", "2024-05-04", "2024-05-04"),
    ("The envoy left on May 4.", "May 4", "2024-05-04", "2024-05-04"),
    ("The envoy left on 20 December.", "20 December", "2023-12-20", "2023-12-20"),
    ("The envoy left in December.", "December", "2023-12-01", "2023-12-31"),
    ("The envoy left in March.", "March", "2024-03-01", "2024-03-31"),
    ("The envoy will leave in March.", "March", "2025-03-01", "2025-03-31"),
    ("The envoy will leave in July.", "July", "2024-07-01", "2024-07-31"),
    ("The envoy left last May.", "last May", "2023-05-01", "2023-05-31"),
    ("The envoy left last July.", "last July", "2023-07-01", "2023-07-31"),
    ("A coup came in 2001.", "2001", "2001-01-01", "2001-12-31"),
    ("He spoke of the 2003 invasion.", "2003", "2003-01-01", "2003-12-31"),
    ("He spoke of a 2001 military coup.", "2001", "2001-01-01", "2001-12-31"),
    ("A coup came in late 2001.", "late 2001", "2001-01-01", "2001-12-31"),
    ("A coup came in mid-2001.", "mid-2001", "2001-01-01", "2001-12-31"),
    ("The party was banned in the 1970s.", "1970s", "1970-01-01", "1979-12-31"),
    ("They fought from 1991 to 1995.", "from 1991 to 1995", "1991-01-01", "1995-12-31"),
    ("They fought between 1991 and 1995.", "between 1991 and 1995", "1991-01-01", "1995-12-31"),
    ("He wrote on the 1991-1995 war.", "1991-1995", "1991-01-01", "1995-12-31"),
    ("Rebels have fought since 1984.", "since 1984", "1984-01-01", None),
    ("The ban holds from 2026.", "from 2026", "2026-01-01", None),
    ("Troops will leave by 2026.", "by 2026", None, "2026-12-31"),
    ("Troops will leave by the end of 2026.", "by the end of 2026", None, "2026-12-31"),
    ("The camp opened in the summer of 2006.", "summer of 2006", "2006-06-01", "2006-08-31"),
    ("The camp opened in winter 2006.", "winter 2006", "2006-12-01", "2007-02-28"),
    ("Fighting flared last summer.", "last summer", "2023-06-01", "2023-08-31"),
    ("Fighting may flare next winter.", "next winter", "2024-12-01", "2025-02-28"),
    ("Crowds have filled the square since June.", "since June", "2023-06-01", "2024-05-16"),
    ("Crowds have filled the square since early April.", "since early April", "2024-04-01", "2024-05-16"),
    ("The king has been away since Monday.", "since Monday", "2024-05-13", "2024-05-16"),
    ("The port has been shut since 4 April.", "since 4 April", "2024-04-04", "2024-05-16"),
    ("Troops must leave before the end of June.", "before the end of June", None, "2024-06-30"),
    ("The trial will begin before August.", "before August", None, "2024-07-31"),
    ("The trial will begin before January 2026.", "before January 2026", None, "2025-12-31"),
    ("The trial will begin before late August.", "before late August", None, "2024-08-31"),
    ("The trial will begin before August is out.", "before August is out", None, "2024-08-31"),
    ("The trial will begin before August 5.", "before August 5", None, "2024-08-05"),
    ("The dam was built before 2011.", "before 2011", None, "2010-12-31"),
    ("The dam will stand before the end of 2026.", "before the end of 2026", None, "2026-12-31"),
    ("The truce holds until 31 December.", "until 31 December", None, "2024-12-31"),
    ("The truce was extended until March 4.", "until March 4", None, "2025-03-04"),
    ("Rebels held the town until 4 March.", "until 4 March", None, "2024-03-04"),
    ("Rebels held the town until March.", "until March", None, "2024-03-31"),
    ("They vowed to leave by 4 March 2026.", "by 4 March 2026", None, "2026-03-04"),
    ("The ministers agreed to meet again in February.", "February", "2025-02-01", "2025-02-28"),
    ("The ministers had agreed to meet in February.", "February", "2024-02-01", "2024-02-29"),
    ("The two agreed that talks should resume in March.", "March", "2025-03-01", "2025-03-31"),
    ("The vote is planned for 3 February.", "3 February", "2025-02-03", "2025-02-03"),
    ("Troops must leave before Monday.", "before Monday", None, "2024-05-20"),
    ("Peru demanded that Chile answer by Friday.", "by Friday", None, "2024-05-17"),
    ("Rebels had left the town by Friday.", "by Friday", None, "2024-05-10"),
    ("Troops must leave by January.", "by January", None, "2025-01-31"),
    ("The envoy arrived on Monday.", "Monday", "2024-05-13", "2024-05-13"),
    ("The envoy arrived on Thursday.", "Thursday", "2024-05-16", "2024-05-16"),
    ("The envoy arrived on Friday.", "Friday", "2024-05-10", "2024-05-10"),
    ("The envoy will arrive on Friday.", "Friday", "2024-05-17", "2024-05-17"),
    ("The envoy arrived late Tuesday.", "late Tuesday", "2024-05-14", "2024-05-14"),
    ("The envoy arrived on Tuesday night.", "Tuesday night", "2024-05-14", "2024-05-14"),
    ("The envoy arrived last Tuesday.", "last Tuesday", "2024-05-14", "2024-05-14"),
    ("The envoy arrived last Thursday.", "last Thursday", "2024-05-09", "2024-05-09"),
    ("The envoy leaves next Monday.", "next Monday", "2024-05-20", "2024-05-20"),
    ("The envoy arrived this Wednesday.", "this Wednesday", "2024-05-15", "2024-05-15"),
    ("The envoy arrived on Tuesday last week.", "Tuesday last week", "2024-05-07", "2024-05-07"),
    ("The shelling stopped today.", "today", "2024-05-16", "2024-05-16"),
    ("The shelling stopped this morning.", "this morning", "2024-05-16", "2024-05-16"),
    ("The king speaks tonight.", "tonight", "2024-05-16", "2024-05-16"),
    ("The shelling stopped yesterday.", "yesterday", "2024-05-15", "2024-05-15"),
    ("The shelling stopped yesterday evening.", "yesterday evening", "2024-05-15", "2024-05-15"),
    ("Raiders struck last night.", "last night", "2024-05-15", "2024-05-15"),
    ("Rockets fell overnight.", "overnight", "2024-05-15", "2024-05-16"),
    ("The assembly opens tomorrow.", "tomorrow", "2024-05-17", "2024-05-17"),
    ("He left the day before yesterday.", "the day before yesterday", "2024-05-14", "2024-05-14"),
    ("He leaves the day after tomorrow.", "the day after tomorrow", "2024-05-18", "2024-05-18"),
    ("The truce broke three days ago.", "three days ago", "2024-05-13", "2024-05-13"),
    ("The truce broke 10 days ago.", "10 days ago", "2024-05-06", "2024-05-06"),
    ("The truce broke about a week ago.", "about a week ago", "2024-05-09", "2024-05-09"),
    ("The truce broke two weeks ago.", "two weeks ago", "2024-05-02", "2024-05-02"),
    ("The truce broke two months ago.", "two months ago", "2024-03-01", "2024-03-31"),
    ("The truce broke a year ago.", "a year ago", "2023-01-01", "2023-12-31"),
    ("The truce broke a decade ago.", "a decade ago", "2014-01-01", "2014-12-31"),
    ("The vote is due within two weeks.", "within two weeks", "2024-05-16", "2024-05-30"),
    ("Planes have struck for the last five years.", "for the last five years", "2019-05-16", "2024-05-16"),
    ("Planes struck twice in the past week.", "the past week", "2024-05-09", "2024-05-16"),
    ("Planes struck in the last 10 days.", "the last 10 days", "2024-05-06", "2024-05-16"),
    ("The ban was lifted last week.", "last week", "2024-05-06", "2024-05-12"),
    ("The ban was lifted last month.", "last month", "2024-04-01", "2024-04-30"),
    ("The ban was lifted last year.", "last year", "2023-01-01", "2023-12-31"),
    ("The ban will be lifted next month.", "next month", "2024-06-01", "2024-06-30"),
    ("The ban was lifted this week.", "this week", "2024-05-13", "2024-05-19"),
    ("The ban was lifted this year.", "this year", "2024-01-01", "2024-12-31"),
    ("The port was shelled earlier this week.", "earlier this week", "2024-05-13", "2024-05-15"),
    ("The port was shelled earlier this month.", "earlier this month", "2024-05-01", "2024-05-15"),
    ("The port was shelled earlier this year.", "earlier this year", "2024-01-01", "2024-05-15"),
    ("The king will speak later this week.", "later this week", "2024-05-13", "2024-05-19"),
    ("Troops will go by the end of this year.", "by the end of this year", None, "2024-12-31"),
    ("Clashes broke out over the weekend.", "the weekend", "2024-05-11", "2024-05-12"),
    ("The council will meet this weekend.", "this weekend", "2024-05-18", "2024-05-19"),
    ("Pilgrims were shot at on Good Friday.", "Good Friday", "2024-03-29", "2024-03-29"),
    ("The price will double by Easter.", "Easter", "2025-04-20", "2025-04-20"),
    ("Shelling went on through Christmas Day.", "Christmas Day", "2023-12-25", "2023-12-25"),
    ("He was tried for the 9/11 attacks.", "9/11", "2001-09-11", "2001-09-11"),
    ("The envoy was there from 3 to 5 May.", "from 3 to 5 May", "2024-05-03", "2024-05-05"),
    ("The envoy was there on May 3-5.", "May 3-5", "2024-05-03", "2024-05-05"),
    ("The envoy was there from 3 to 5 May 2011.", "from 3 to 5 May 2011", "2011-05-03", "2011-05-05"),
    ("They fled between April and July 1994.", "between April and July 1994", "1994-04-01", "1994-07-31"),
    ("They fled from November to January.", "from November to January", "2023-11-01", "2024-01-31"),
    ("They have struck since the start of May.", "since the start of May", "2024-05-01", "2024-05-16"),
    ("They have struck six times so far this year.", "so far this year", "2024-01-01", "2024-05-16"),
    ("They struck earlier this week, on Monday.", "earlier this week, on Monday", "2024-05-13", "2024-05-13"),
]

CHAINED = [
    ("The king left on 4 July 2006. That day riots began.", "That day", "2006-07-04", "2006-07-04"),
    ("The king left on 4 July 2006. The next day riots began.", "The next day", "2006-07-05", "2006-07-05"),
    ("The king left on 4 July 2006. A day earlier riots began.", "A day earlier", "2006-07-03", "2006-07-03"),
    ("Troops left in 2011 and returned three years later.", "three years later", "2014-01-01", "2014-12-31"),
]

NOTHING = [
    "The town has 2001 houses.",
    "She may march with the others.",
    "The 300 soldiers sat down.",
    "It cost $2003 in all.",
    "He sat in the sun and ate.",
    "The friday prayers of old",
]


def found(text: str, published: str | None = THURSDAY):
    mentions = find_dates(parse(text), Document(text=text, published=published))
    return [(text[m.span[0] : m.span[1]], m.from_, m.to) for m in mentions]


@pytest.mark.parametrize(("text", "words", "first", "last"), CASES, ids=[case[0] for case in CASES])
def test_expression_means_these_days(text, words, first, last):
    assert found(text) == [(words, first, last)]


@pytest.mark.parametrize(("text", "words", "first", "last"), CHAINED, ids=[case[0] for case in CHAINED])
def test_expression_leans_on_the_day_named_before(text, words, first, last):
    assert (words, first, last) in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_no_time_is_told(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["He left on Monday.", "He left last week.", "He left in May.", "He left yesterday."]
)
def test_relative_expressions_need_the_day_of_the_report(text):
    assert found(text, published=None) == []


def test_absolute_expressions_need_no_day():
    assert found("He left in May 2003.", published=None) == [("May 2003", "2003-05-01", "2003-05-31")]


def test_published_may_carry_a_clock_time():
    assert found("He left on Monday.", published="2024-05-16T14:46") == [
        ("Monday", "2024-05-13", "2024-05-13")
    ]


def test_published_as_a_bare_year_resolves_nothing_relative():
    assert found("He left on Monday.", published="2024") == []


@pytest.mark.parametrize("rule", date_rules(), ids=lambda rule: f"{rule.means}-{rule.patterns[0][:12]}")
def test_date_rule_holds_its_examples(rule):
    assert found(rule.yes), rule.yes
    assert [days for _, *days in found(rule.no)] != [days for _, *days in found(rule.yes)], rule.no


def test_every_day_is_real_and_ordered():
    for text, *_ in CASES:
        for _, first, last in found(text):
            days = [date.fromisoformat(day) for day in (first, last) if day]
            assert days == sorted(days)
