"""A condition that no row can meet is an error with its remedy, never an empty listing."""

import pytest
from click.testing import CliRunner

from deedwatch.book import open_book
from deedwatch.book.conditions import checked
from deedwatch.cli import main
from deedwatch.errors import InputError


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("books") / "small.db"
    report = path.with_name("report.txt")
    report.write_text(
        "LIMA, 3 May 2019\n\nPeru accused the FDQ of shelling Cusco. The FDQ said on Monday that it had left the region.\n"
    )
    with open_book(path) as book:
        book.read(report)
    return str(path)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"type": "assault"}, {"type": "ASSAULT"}),
        ({"country": "Peru"}, {"country": "PER"}),
        ({"about": "per"}, {"about": "PER"}),
        ({"since": "2019-05", "until": "2019"}, {"since": "2019-05", "until": "2019"}),
        ({"act": None, "limit": 3, "by": "anyone"}, {"act": None, "limit": 3, "by": "anyone"}),
    ],
)
def test_conditions_are_kept_in_their_own_spelling(given, kept):
    assert checked(given) == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"type": "BOMB"}, "BOMB: is no PLOVER type; say one of: AGREE"),
        ({"status": "maybe"}, "maybe: is no status; say one of: reported"),
        ({"act": "mumble"}, "mumble: is no act"),
        ({"kind": "threat"}, "threat: is no kind of matter"),
        ({"country": "Atlantis"}, "Atlantis: is no country"),
        ({"about": "XXX"}, "XXX: is no country"),
        ({"since": "2017-13"}, "2017-13: is no day, month or year"),
        ({"until": "2017-02-30"}, "2017-02-30: is no day"),
        ({"as_of": "soon"}, "soon: is no day"),
    ],
)
def test_what_there_is_not_is_named(given, said):
    with pytest.raises(InputError) as caught:
        checked(given)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    "line",
    [
        "events --type BOMB",
        "events --country Atlantis",
        "statements --act mumble",
        "statements --since 2017-13",
        "ledger --about XXX",
        "happenings --status maybe",
        "happenings --key nothing",
        "brief --about XXX --out brief.html",
    ],
)
def test_commands_refuse_it_in_one_line(place, line):
    name, *rest = line.split()
    done = CliRunner().invoke(main, [name, "--book", place, *rest])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_party_of_three_capitals_may_be_a_name(place):
    with open_book(place, create=False) as book:
        assert {row["speaker_name"] for row in book.statements(by="FDQ").as_dicts()} == {"FDQ"}
        assert book.events(by="PER").as_dicts() == book.events(by="Peru").as_dicts() != []
        assert book.happenings(by="PER")
