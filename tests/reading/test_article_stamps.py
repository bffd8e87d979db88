from __future__ import annotations

import pytest

from deedwatch.reading.article.stamps import find_stamps, iso_minute, only_stamps, without_stamps

CASES = [
    (
        "Published: June 19 2011 08:15 | Last updated: June 19 2011 21:04",
        [("published", "2011-06-19T08:15"), ("updated", "2011-06-19T21:04")],
    ),
    ("Monday, June 4, 2018 2:46 p.m. ET", [(None, "2018-06-04T14:46")]),
    ("4 June 2018, 12:05 am", [(None, "2018-06-04T00:05")]),
    ("4 June 2018, 14:46 GMT", [(None, "2018-06-04T14:46")]),
    ("Updated 13:22, 21 February 2017", [("updated", "2017-02-21T13:22")]),
    ("Published 5:50 AM ET Mon June 4, 2018", [("published", "2018-06-04T05:50")]),
    ("First published on 4th June 2018 at 7.30pm", [("published", "2018-06-04T19:30")]),
    ("28/05/2007 14:46", [(None, "2007-05-28T14:46")]),
    ("5/28/2007", [(None, "2007-05-28")]),
    ("3/4/2007", []),
    ("3.4.2007", [(None, "2007-04-03")]),
    (
        "Published: 28 May 2007 14:46 | Updated: 22:39",
        [("published", "2007-05-28T14:46"), ("updated", "2007-05-28T22:39")],
    ),
    ("31 February 2017", []),
    ("July 2017", []),
    ("0001-01-01T00:00:00", []),
    ("3 hours ago", []),
    ("2017-02-21T05:50:00+02:00", [(None, "2017-02-21T05:50")]),
    ("2017-02-21", [(None, "2017-02-21")]),
    ("Thur. 4 Sept. 2014, 1446 hrs", [(None, "2014-09-04T14:46")]),
    ("4 June 2018 14:46 local time", [(None, "2018-06-04T14:46")]),
]


@pytest.mark.parametrize(("line", "stamps"), CASES)
def test_find_stamps(line, stamps):
    assert [(stamp.label, stamp.when) for stamp in find_stamps(line)] == stamps


@pytest.mark.parametrize(
    ("line", "only"),
    [
        ("Sunday, September 15, 2019", True),
        ("(Published Monday, Nov. 18, 2019)", True),
        ("3 hours ago", True),
        ("5 April 2017 19:45 | 4 min read", True),
        ("Updated 4 June 2018 14:46 (local time)", True),
        ("On May 28, 2007 the talks failed", False),
        ("The talks failed", False),
        ("2007", False),
        ("At 14:46", False),
    ],
)
def test_only_stamps(line, only):
    assert only_stamps(line) is only


def test_a_byline_is_left_when_the_stamps_are_taken_out():
    assert without_stamps("by Pia Holm | Wednesday, 17 May 2017, 06:15") == "by Pia Holm"
    assert without_stamps("by Pia Holm") == "by Pia Holm"


def test_a_machine_readable_value_without_a_date_gives_nothing():
    assert iso_minute("soon") is None
