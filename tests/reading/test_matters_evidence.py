"""Evidence: what a party says it has is its claim, what the report says was shown is shown. Own sentences."""

import json

import pytest
from short_reports import read

from deedwatch.reckoning.ledger import build, plain_row, view
from deedwatch.reckoning.ledger.table import table_of

CHARGE = "Peru accused Chile on Monday of cutting the nets of its fishermen. "
SAYING = "Peruvian Foreign Minister Ernesto Vallejo said. "


def evidence(text):
    found = read(text)
    return [
        (item.claimed, item.by and found.actor(item.by).country, found.quote(item.span))
        for matter in found.ledger
        for item in matter.evidence
    ]


CASES = [
    (f"{CHARGE}Peru has photographs of the boat, {SAYING}", [(True, "PER", "photographs of the boat")]),
    (f'{CHARGE}"We have a video of the boat," {SAYING}', [(True, "PER", "a video of the boat")]),
    (
        f"{CHARGE}The Peruvian navy showed reporters a video of the boat.",
        [(False, "PER", "a video of the boat")],
    ),
    (
        f"{CHARGE}Pictures published by a newspaper show a Chilean boat beside the nets.",
        [(False, None, "Pictures published by a newspaper")],
    ),
    (f"{CHARGE}Peru has no evidence, Chilean Foreign Minister Paula Aravena said.", []),
    (f"{CHARGE}Chile asked Peru to show its photographs.", []),
    (f"{CHARGE}Peru did not show any photographs.", []),
    (f"{CHARGE}Peru might publish photographs of the boat.", []),
    ("Peru showed reporters a video of the parade. It was sunny.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_claimed_is_kept_apart_from_shown(text, expected):
    assert evidence(text) == expected


def test_a_claim_stays_a_claim_in_every_form_of_the_ledger():
    text = f"{CHARGE}Peru has photographs of the boat, {SAYING}The Peruvian navy showed reporters a rope."
    text = text.replace("a rope", "a recording of the crew")
    (row,) = view(build([read(text)]), parties=["PER", "CHL"])
    told = json.loads(json.dumps(plain_row(row)))["evidence"]
    assert [(e["claimed"], e["by"], e["report"]) for e in told] == [(True, "PER", "r"), (False, "PER", "r")]
    assert all(text[slice(*e["span"])] == e["wording"] for e in told)
    columns, (cells,) = table_of([row], ["CHL"], {})
    assert cells[columns.index("evidence_claimed")] == "PER: photographs of the boat (r)"
    assert cells[columns.index("evidence_shown")] == "PER: a recording of the crew (r)"


def test_evidence_is_no_stance():
    (row,) = view(build([read(f"{CHARGE}Peru has photographs of the boat, {SAYING}")]), parties=["CHL"])
    assert row.positions["CHL"] == ()
    assert row.standing == "open"
