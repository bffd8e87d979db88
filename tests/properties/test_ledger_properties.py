"""What holds of every ledger: nothing invented, nothing overwritten, the account of a day for ever the same."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from deedwatch.reckoning.ledger import build, plain_row, view
from deedwatch.records import STANCES, Actor, Document, Matter, Position, Record

CODES = ("PER", "CHL", "ECU", "BOL")
STATES = tuple(Actor(id=f"a{n}", name=c, kind="state", country=c, code=c) for n, c in enumerate(CODES))
KEYS = tuple(actor.id for actor in STATES)
WORDS = ("trawler", "lighthouse", "charts", "nets", "captains", "tunnel", "vineyard", "ferry")
KINDS = ("demand", "promise", "proposal", "accusation", "prediction")
MOVES = ("states", "restates", "amends", "withdraws", "recalls")
DAYS = tuple(f"2019-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 9, 17, 25))

positions = st.builds(
    Position,
    actor=st.sampled_from(KEYS),
    stance=st.sampled_from(STANCES),
    told_by=st.none() | st.sampled_from(KEYS),
    on=st.none() | st.sampled_from(DAYS),
)
matters = st.tuples(
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(KEYS), max_size=1),
    st.lists(st.sampled_from(KEYS), max_size=2, unique=True),
    st.sampled_from(MOVES),
    st.none() | st.sampled_from(DAYS),
    st.lists(positions, max_size=3),
)


def made(number, day, rows):
    text, found = "", []
    for n, (kind, words, by, to, move, due, stands) in enumerate(rows, 1):
        start, wording = len(text), " ".join(words)
        text += wording + "\n"
        found.append(
            Matter(
                id=f"l{n}", kind=kind, by=tuple(by), to=tuple(to), content=(start, start + len(wording)),
                move=move, due=due, positions=tuple(stands),
            )
        )  # fmt: skip
    return Record(
        document=Document(id=f"r{number}", text=text, published=day), actors=STATES, ledger=tuple(found)
    )


@st.composite
def books(draw):
    reports = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.lists(matters, max_size=3)), max_size=6))
    return [made(number, day, rows) for number, (day, rows) in enumerate(reports)]


@settings(deadline=None)
@given(books(), st.sampled_from(DAYS))
def test_the_account_of_a_day_does_not_know_what_came_later(records, day):
    known = [record for record in records if record.document.published <= day]
    assert view(build(records), as_of=day) == view(build(known), as_of=day)


@settings(deadline=None)
@given(books(), st.randoms(use_true_random=False))
def test_the_order_in_which_reports_come_does_not_matter(records, shuffler):
    mixed = list(records)
    shuffler.shuffle(mixed)
    assert build(mixed) == build(records)
    assert build(records) == build(list(records))


def implied(records):
    """Whoever promises what was asked of him consents; whoever asks the same of the same party backs it."""
    return {
        (CODES[KEYS.index(maker)], stance, matter.on or record.document.published)
        for record in records
        for matter in record.ledger
        for maker in matter.by
        for kind, stance in (("promise", "accepts"), ("promise", "conditional"), ("demand", "supports"))
        if matter.kind == kind
    }


@settings(deadline=None)
@given(books())
def test_no_stance_is_invented_and_none_is_lost(records):
    told = {
        (p.actor and CODES[KEYS.index(p.actor)], p.stance, p.on or record.document.published)
        for record in records
        for matter in record.ledger
        for p in matter.positions
    }
    rows = view(build(records))
    shown = {(s.party, s.stance, s.on) for row in rows for stands in row.positions.values() for s in stands}
    assert shown <= told | implied(records)
    stands = [stand for entry in build(records).entries for stand in entry.stands]
    kept = {(s.party, s.stance, s.on) for s in stands} | {(s.party, s.stance, None) for s in stands}
    days = {
        (CODES[KEYS.index(p.actor)], p.stance, p.on)  # without a day: it may be the answer that is known
        for record in records
        for matter in record.ledger
        for p in matter.positions
        if not (p.stance == "conditional" and p.told_by)  # what others think that a party would ask for
    }
    makers = {
        (CODES[KEYS.index(p.actor)], p.stance, p.on)
        for record in records
        for matter in record.ledger
        for p in matter.positions
        if p.actor in matter.by
    }
    assert days - makers <= kept


@settings(deadline=None)
@given(books(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_positions_are_appended_and_never_overwritten(records, one, two):
    early, late = sorted((one, two))
    ledger = build(records)
    after = {row.id: row for row in view(ledger, as_of=late)}
    for row in view(ledger, as_of=early):
        for party, stands in row.positions.items():
            if party in after[row.id].by:
                continue  # it turned out to be among the makers
            assert set(stands) <= set(after[row.id].positions.get(party, ()))


@settings(deadline=None)
@given(books(), st.sampled_from(DAYS))
def test_only_a_ruling_says_met_or_broken_and_makers_have_no_cell(records, day):
    for row in view(build(records), as_of=day):
        assert row.standing not in {"met", "broken"}
        assert row.standing_unheard not in {"met", "broken"}
        assert not {*row.by} & {party for party, stands in row.positions.items() if stands}
        assert not {*row.by} & {*row.to}


@settings(deadline=None)
@given(books(), st.lists(st.sampled_from(CODES), unique=True, min_size=1))
def test_every_party_asked_for_stands_in_every_row(records, parties):
    for row in view(build(records), parties=parties):
        assert list(plain_row(row)["positions"]) == parties


@settings(deadline=None)
@given(books())
def test_without_positions_no_cell_has_more_than_the_makers_words_imply(records):
    bare = [
        Record(
            document=record.document,
            actors=record.actors,
            ledger=tuple(
                Matter(**{f: getattr(m, f) for f in m.__struct_fields__} | {"positions": ()})
                for m in record.ledger
            ),
        )
        for record in records
    ]
    shown = [stand for row in view(build(bare)) for stands in row.positions.values() for stand in stands]
    assert {(stand.party, stand.stance, stand.on) for stand in shown} <= implied(bare)


@settings(deadline=None)
@given(books())
def test_the_last_stance_in_a_list_is_the_one_that_holds(records):
    for row in view(build(records)):
        for stands in row.positions.values():
            days = [stand.on or "" for stand in stands]
            assert days == sorted(days)


def test_a_large_book_is_built_twice_alike():
    chooser = random.Random(7)
    rows = [
        made(
            n,
            chooser.choice(DAYS),
            [
                (
                    chooser.choice(KINDS),
                    chooser.sample(WORDS, 2),
                    [chooser.choice(KEYS)],
                    [],
                    "states",
                    None,
                    [],
                )
            ],
        )
        for n in range(200)
    ]
    assert build(rows) == build(rows)
