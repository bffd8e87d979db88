"""Common nouns in the ledger: "the company" and "strikers" are the one body of the report that fits."""

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Document


def rows(*texts, parties=()):
    records = [
        record(Document(text=text, id=f"r{n}", published=f"2019-05-0{n + 1}")) for n, text in enumerate(texts)
    ]
    return view(build(records), parties=parties)


def test_the_company_and_strikers_are_the_firm_and_union_of_the_report():
    text = (
        "Strikers demanded on Monday that the company raise wages by a tenth.\n\n"
        'The company refused. "There is no money," said Rosa Pardo, a director of Condor Shipping.\n\n'
        "Luis Abad, president of the Dockers Union, read out the demand."
    )
    found = rows(text, parties=["Dockers Union", "Condor Shipping"])
    assert [(row.by, row.to) for row in found] == [(("Dockers Union",), ("Condor Shipping",))]


def test_a_noun_that_two_bodies_fit_stays_what_it_says():
    text = (
        "Condor Shipping and Pelican Shipping have closed their offices in Arica.\n\n"
        "The company promised on Monday to pay the crews."
    )
    assert all("Condor Shipping" not in row.by for row in rows(text) if row.kind == "promise")


def test_a_town_council_speaks_for_itself_and_not_for_the_state():
    text = (
        "Peru closed the port on Monday.\n\nThe town council of Ilo promised to pay the market women by May."
    )
    assert {by for row in rows(text) if row.kind == "promise" for by in row.by} == {"town council of Ilo"}


def test_the_field_of_a_minister_makes_him_no_firms_man():
    text = "Laos has not agreed to a treaty on the dam, Energy Minister Bounmy Sisavath said on Monday."
    found = record(Document(text=text, id="r", published="2019-05-08"))
    minister = next(actor for actor in found.actors if actor.kind == "person")
    assert (minister.code or "").endswith("GOV")
