"""One actor over all reports: names, offices with days, and people's decisions."""

import pytest
from click.testing import CliRunner

from deedwatch.cli import main
from deedwatch.reckoning.actors import gather_actors, merges_of
from deedwatch.records import Actor, Document, Record, Review
from deedwatch.text.wording import folded_name


def record(name, day, *actors):
    made = tuple(
        Actor(id=f"a{n}", name=who, kind=kind, country=country, roles=roles)
        for n, (who, kind, country, roles) in enumerate(actors, 1)
    )
    return Record(document=Document(id=name, text="", published=day), actors=made)


FULL = ("Paula Aravena", "person", "CHL", ("Navy Minister",))
SHORT = ("Aravena", "person", None, ())
OTHER = ("Rosa Aravena", "person", "CHL", ())


def names(found):
    return {actor.name: actor.aliases for actor in found}


def test_a_surname_is_the_one_person_it_fits():
    found = gather_actors([record("r1", "2019-02-01", FULL), record("r2", "2019-03-01", SHORT)])
    assert names(found) == {"Paula Aravena": ("Aravena",)}
    assert found[0].reports == ("r1", "r2")


def test_a_surname_that_fits_two_is_neither():
    found = gather_actors([record("r1", "2019-02-01", FULL, OTHER), record("r2", "2019-03-01", SHORT)])
    assert set(names(found)) == {"Paula Aravena", "Rosa Aravena", "Aravena"}


def test_offices_have_their_days_and_the_nameless_are_left_out():
    later = ("Paula Aravena", "person", "CHL", ("Foreign Minister",))
    nameless = ("ambassador", "unnamed", "CHL", ())
    found = gather_actors(
        [record("r1", "2019-02-01", FULL, nameless), record("r2", "2019-07-01", later, nameless)]
    )
    assert [(t.role, t.first, t.last) for t in found[0].roles] == [
        ("Navy Minister", "2019-02-01", "2019-02-01"),
        ("Foreign Minister", "2019-07-01", "2019-07-01"),
    ]
    assert len(found) == 1


def review(key, subject, decision, into=None, withdraws=None):
    body = {"into": into} if into else {}
    return Review(
        key=key, noun="actors", subject=subject, decision=decision, reviewer="Ada Quispe",
        decided="2019-08-01", body=body, withdraws=withdraws,
    )  # fmt: skip


def test_decisions_go_first_and_can_be_withdrawn():
    records = [
        record("r1", "2019-02-01", FULL, ("P. Aravena Soto", "person", None, ())),
        record("r2", "2019-03-01", SHORT),
    ]
    merged = review("k1", "P. Aravena Soto", "merge", into="Paula Aravena")
    assert len(gather_actors(records, [merged])) == 1
    split = review("k2", "Aravena", "split")
    assert len(gather_actors(records, [merged, split])) == 2
    undone = review("k3", "Aravena", "undo", withdraws="k2")
    assert len(gather_actors(records, [merged, split, undone])) == 1


def test_decisions_are_followed_to_the_end_and_a_ring_is_one_actor():
    told = [
        record(
            "r1",
            "2019-02-01",
            *((who, "organisation", None, ()) for who in ("North", "East", "South", "West")),
        )
    ]
    chain = [
        review(f"k{n}", one, "merge", into=two)
        for n, (one, two) in enumerate([("North", "East"), ("East", "South"), ("South", "West")])
    ]
    assert len(gather_actors(told, chain)) == 1
    assert merges_of(chain) == dict.fromkeys(("north", "east", "south"), "west")
    ring = [*chain, review("k9", "West", "merge", into="North")]
    assert len(gather_actors(told, ring)) == 1
    parted = [*chain, review("k9", "East", "split")]
    assert len(gather_actors(told, parted)) == 2


def test_accents_case_and_articles_do_not_part_names():
    assert folded_name("The Fórce") == folded_name("force")


@pytest.fixture
def book(tmp_path):
    reports, path = tmp_path / "r.jsonl", tmp_path / "a.db"
    reports.write_text(
        '{"id": "r1", "published": "2019-02-01", "title": "Chile rejects demand", "text": "Chile rejected the demand, '
        'Chilean Navy Minister Paula Aravena said."}\n',
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["read", str(reports), "--book", str(path)]).exit_code == 0
    return path


def test_the_command_lists_merges_and_imports(book, tmp_path):
    listed = CliRunner().invoke(main, ["actors", "--book", str(book)])
    assert "Paula Aravena" in listed.stdout
    table = tmp_path / "list.csv"
    table.write_text("itemLabel,altLabel\nLa Ministra,Paula Aravena|P. A.\n", encoding="utf-8")
    options = ["--import", str(table), "--columns", "alias=altLabel,actor=itemLabel", "--reviewer", "Ada"]
    assert CliRunner().invoke(main, ["actors", "--book", str(book), *options]).exit_code == 0
    unsigned = CliRunner().invoke(main, ["actors", "--book", str(book), "--split", "Chile"])
    assert unsigned.exit_code == 2
    wrong = CliRunner().invoke(
        main, ["actors", "--book", str(book), "--import", str(table), "--reviewer", "Ada"]
    )
    assert "has no column alias" in wrong.stderr


@pytest.mark.parametrize(("into", "told"), [("Paula Aravana", True), ("paula aravena", False)])
def test_the_command_says_when_no_report_names_whom_a_name_is_joined_to(book, into, told):
    options = ["--merge", "Navy Minister", "--into", into, "--reviewer", "Ada"]
    merged = CliRunner().invoke(main, ["actors", "--book", str(book), *options])
    assert merged.exit_code == 0
    assert (f"{into}: no report of this book names such an actor" in merged.stderr) == told


def test_a_decision_is_taken_back_by_name_and_the_page_undoes_none_of_actors(book):
    from deedwatch.book import open_book
    from deedwatch.book.actors import find_known_actors, merge_actor, withdraw_actor

    with open_book(book) as opened:
        before = [actor.name for actor in find_known_actors(opened)]
        merge_actor(opened, alias="Chilean Navy Minister", into="Paula Aravena", reviewer="Grace")
        assert [actor.name for actor in find_known_actors(opened)] != before
        assert opened.undo(reviewer="Grace") is None
        withdraw_actor(opened, alias="chilean navy minister", reviewer="Grace")
        assert [actor.name for actor in find_known_actors(opened)] == before
    again = CliRunner().invoke(
        main, ["actors", "--book", str(book), "--withdraw", "Chilean Navy Minister", "--reviewer", "Grace"]
    )
    assert "has no decision that holds" in again.stderr


def test_a_name_that_no_report_uses_is_shown_with_who_decided_on_it():
    records = [record("r1", "2019-02-01", FULL), record("r2", "2019-03-01", SHORT)]
    listed = review("k1", "Paulina Aravena Soto", "merge", into="Aravena")
    assert names(gather_actors(records, [listed])) == {
        "Paula Aravena": ("Aravena", "Paulina Aravena Soto (decided by Ada Quispe)")
    }
    elsewhere = review("k2", "Nobody Here", "merge", into="Somebody Else")
    assert names(gather_actors(records, [elsewhere])) == {"Paula Aravena": ("Aravena",)}
