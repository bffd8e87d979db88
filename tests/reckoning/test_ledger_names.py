"""Names looked up by their words mean what going through all names in order would find."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from deedwatch.reckoning.ledger import Learned, names
from deedwatch.reckoning.ledger.kept import Nothing
from deedwatch.reckoning.ledger.names import Aliases, Sides, bare, ends_as, kept_as_alias, same_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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


class Earlier(Nothing):
    """What an earlier run learned: some names of bodies, in order."""

    def __init__(self, known: Collection[str]) -> None:
        self._rows = [
            Learned(told="", kind="alias", name=n, party=f"party {n}") for n in dict.fromkeys(known)
        ]

    def learned(
        self, forms: Collection[str], *, most: int | None = None
    ) -> Iterator[tuple[str, int, Learned]]:
        for form in forms:
            found = [row for row in enumerate(self._rows) if form in kept_as_alias(row[1].name)]
            yield from ((form, *row) for row in found[:most])


@given(st.lists(_NAMES, max_size=12), _NAMES, st.integers(0, 12), st.integers(1, 3))
@example(["ECOWAS", "ECOWAS Commission"], "ECOWAS Commission", 0, 1)
@example(["ECOWAS Commission"], "ECOWAS", 0, 1)
@example(["GAS"], "Golden Anchor Shipyard", 0, 1)
@example(["Navy of the Golden Anchor"], "Anchor", 0, 1)
@example(["Golden Anchor"], "the Golden Anchor shipyard", 0, 1)
@example(["Navy of the Anchor", "Golden Anchor"], "Anchor", 2, 1)
@example(["Golden Anchor Navy", "Golden GAS Navy", "GAS"], "GAS Navy", 2, 1)
def test_a_name_means_the_first_that_is_the_same(
    known: list[str], asked: str, earlier: int, most: int
) -> None:
    aliases, in_order = Aliases(Earlier(known[:earlier])), dict.fromkeys(known)
    with patch.object(names, "MOST", most):
        aliases.look_up([asked])
        for name in known[earlier:]:
            aliases.learn(name, f"party {name}")
        meant_now, longer_now = aliases.party_of(asked), aliases.party_of_longer(asked)
    meant = next((f"party {name}" for name in in_order if same_name(name, asked)), None)
    if meant is None and bare(asked).count(" ") == 1:
        ending = {f"party {n}" for n in in_order if ends_as(bare(n), bare(asked))}
        meant = next(iter(ending)) if len(ending) == 1 else None
    longer = next((f"party {n}" for n in in_order if " " in asked and n.startswith(f"{asked} ")), None)

    assert meant_now == meant
    assert longer_now == longer


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
