"""What the tests of fetching share: a site on loopback that every public address leads to."""

import pytest
from fetch_site import Site


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()
