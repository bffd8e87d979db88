"""schemathesis over the page's own OpenAPI description, through a real server: no answer of 500 or more.

Half of the writes carry the token of a visitor's form, so that what stands behind the token is tried too.
``DEEDWATCH_CASES=60`` asks each operation more often. The tally is printed with ``-s``.
"""

import os
import re
import sys
from collections import Counter

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from served_page import serve

from deedwatch.book import open_book

CASES = int(os.environ.get("DEEDWATCH_CASES", "12"))
SECONDS = 30  # that one answer may take on a busy machine


@pytest.mark.slow
def test_no_request_of_the_description_brings_a_server_error(tmp_path):
    tally = Counter()
    with open_book(tmp_path / "book.db") as book:
        book.read_samples()
        with serve(book) as place:
            description = requests.get(f"{place}/openapi.json", timeout=SECONDS).json()
            schema = schemathesis.openapi.from_dict(description)
            schema.config.update(base_url=place)
            operations = [found.ok() for found in schema.get_all_operations()]
            for operation in operations:
                for mode in GenerationMode:
                    ask(place, operation, mode, tally)
        assert list(book.verify()) == []
    told = f"{tally.total():,} requests at {len(operations)} operations: {dict(sorted(tally.items()))}\n"
    sys.stdout.write(told)
    assert len(operations) > 15
    assert tally[200] > 50
    assert tally[400] > 20
    assert not [code for code in tally if code >= 500]


def ask(place, operation, mode, tally):
    visitor = requests.Session()
    page = visitor.get(f"{place}/verdicts", timeout=SECONDS).text
    token = re.search(r'name="form_token" value="(\w+)"', page)[1]

    @given(case=operation.as_strategy(generation_mode=mode), with_token=st.booleans())
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def one(case, with_token):
        if with_token and isinstance(case.body, dict):
            case.body = {**case.body, "form_token": token}
        answer = case.call(session=visitor, timeout=SECONDS, allow_redirects=False)
        tally[answer.status_code] += 1
        case.validate_response(answer, checks=[not_a_server_error])

    try:
        one()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "only a wrong request may be one that cannot be made"
