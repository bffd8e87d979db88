"""schemathesis over the page's own OpenAPI description: any answer of 500 or more fails.

    pip install schemathesis        # not needed for anything else
    python -m pytest -s -c /dev/null bench/reliability/page.py

60 requests an operation at most, on a book of the sample reports; what came back is counted at the end.
`tests/web/test_addresses.py` does the like with Hypothesis, from the same table of addresses.
"""

import tempfile
from collections import Counter
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from deedwatch.book import open_book
from deedwatch.web import make_app

FOLDER = tempfile.TemporaryDirectory()
BOOK = open_book(Path(FOLDER.name) / "book.db")
BOOK.read_samples()
CLIENT = TestClient(make_app(BOOK), base_url="http://127.0.0.1:8765")
SCHEMA = schemathesis.openapi.from_dict(CLIENT.get("/openapi.json").json())
TALLY = Counter()


@SCHEMA.parametrize()
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_operation(case):
    body = case.body if isinstance(case.body, dict) else None
    answer = CLIENT.request(case.method, case.formatted_path, params=case.query or None, data=body)
    TALLY[answer.status_code] += 1
    assert answer.status_code < 500, (case.method, case.formatted_path, case.query)


def test_tally():
    print(f"{TALLY.total():,} requests: {dict(sorted(TALLY.items()))}")
    assert TALLY.total() > 100
