"""A day or place before a name is parted from it, and the name is the subject that the verb lacks."""

import pytest

from deedwatch.language import parse

CASES = [
    # the text, its front, and its subject
    ("On Wednesday Paraguay asked Bolivia to open a bridge.", "Wednesday", "Paraguay"),
    ("By Friday Delta Shipping had paid nothing.", "Friday", "Shipping"),
    ("On Saturday Tarvo and the union met.", "Saturday", "Tarvo"),
    ("On Friday Foreign Minister Alba Sosa said no.", "Friday", "Sosa"),
    ("In Lima Peru rejected the plan.", "Lima", "Peru"),
    ("In New Delhi Mr Lemai had to wait.", "Delhi", "Lemai"),
    ("In South Sudan Kenya has no voice.", "Sudan", "Kenya"),
    ("On Monday morning Peru said no.", "morning", "Peru"),
]


@pytest.mark.parametrize(("text", "front", "subject"), CASES)
def test_front_and_subject(text, front, subject):
    doc = parse(text).doc
    assert [t.text for t in doc if t.dep_ in {"nsubj", "nsubjpass"}] == [subject]
    assert [t.text for t in doc[0].children if t.dep_ == "pobj"] == [front]


@pytest.mark.parametrize("text", ["In Lima Province officials met.", "On Christmas Day Peru rested."])
def test_a_name_that_goes_on_stays_whole(text):
    doc = parse(text).doc
    assert doc[1].dep_ != "pobj"
