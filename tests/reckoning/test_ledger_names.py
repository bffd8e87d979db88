"""Names looked up by their words mean what going through all names in order would find."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from deedwatch.reckoning.ledger.names import Aliases, Sides, bare, ends_as, same_name

_WORDS = [
    "the",
    "The",
    "Golden",
    "Anchor",
    "shipyard",
    "GA",
    "GAS",
    "OSCE",
    "ECOWAS",
    "Commission",
    "Navy",
    "of",
]
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_PEOPLE = st.lists(st.sampled_from(["ada", "berg", "kaya", "lopez"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(_NAMES, max_size=12), _NAMES)
@example(["ECOWAS", "ECOWAS Commission"], "ECOWAS Commission")
@example(["ECOWAS Commission"], "ECOWAS")
@example(["GAS"], "Golden Anchor Shipyard")
@example(["Navy of the Golden Anchor"], "Anchor")
@example(["Golden Anchor"], "the Golden Anchor shipyard")
def test_a_name_means_the_first_that_is_the_same(known: list[str], asked: str) -> None:
    aliases, in_order = Aliases(), dict.fromkeys(known)
    for name in known:
        aliases.learn(name, f"party {name}")
    meant = next((f"party {name}" for name in in_order if same_name(name, asked)), None)
    if meant is None and bare(asked).count(" ") == 1:
        ending = {f"party {n}" for n in in_order if ends_as(bare(n), bare(asked))}
        meant = next(iter(ending)) if len(ending) == 1 else None
    longer = next((f"party {n}" for n in in_order if " " in asked and n.startswith(f"{asked} ")), None)

    assert aliases.party_of(asked) == meant
    assert aliases.party_of_longer(asked) == longer


@given(st.lists(st.tuples(_PEOPLE, st.sampled_from(["SDN", "EGY", "Navy"])), max_size=12), _PEOPLE)
def test_a_surname_means_the_side_of_all_who_bear_it(known: list[tuple[str, str]], asked: str) -> None:
    sides, all_of = Sides(), dict(known)
    for name, side in known:
        sides.learn(name, side)
    last = asked.rsplit(maxsplit=1)[-1]
    inner = {name: {word for word in name.split()[1:-1] if len(word) > 3} for name in all_of}  # no "de", "al"
    bearers = {
        side for name, side in all_of.items() if last in {name.split()[0], name.split()[-1]} | inner[name]
    }

    assert sides.side_of(asked.title()) == all_of.get(asked, bearers.pop() if len(bearers) == 1 else None)


def test_what_is_known_is_not_learned_twice() -> None:
    aliases, sides = Aliases(), Sides()

    assert [aliases.learn("Navy", party) for party in ("Navy", "Navy", "SDN")] == [True, False, True]
    assert [sides.learn("ada berg", side) for side in ("SDN", "SDN", "EGY")] == [True, False, True]
    assert (aliases.party_of("the Navy"), sides.get("ada berg")) == ("SDN", "EGY")
