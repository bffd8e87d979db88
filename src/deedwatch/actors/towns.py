"""Of which country the towns and regions of a report are: "Manchester" and "Vernon" lie in several.

A name that only one country has, or has by far the largest of, tells it. Any other tells the country that
the rest of the report names, if it is one of those that have such a town, and else none.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.actors.gazetteer import Name
    from deedwatch.language import Doc
    from deedwatch.lexicon.places import Known

__all__ = ["settle_towns"]

_FAR_LARGER = 10  # times: Paris of France is meant, not that of Texas


def settle_towns(doc: Doc, names: Sequence[Name], lands: dict[int, str]) -> None:
    """Note in ``lands`` the country of every place name; a name of unsure country is left out of it."""
    unsure: list[tuple[Name, Counter[str]]] = []
    for name in names:
        known = look_up(doc.words(name.start, name.end)) if name.kind == "place" else None
        if known is None:
            continue
        for i in range(name.start, name.end):
            lands.pop(i, None)
        sizes = _sizes(known)
        country = _sure(known, sizes)
        if country is not None:
            lands.update(dict.fromkeys(range(name.start, name.end), country))
        elif sizes:
            unsure.append((name, sizes))
    _heed_states(doc, names, lands)
    told = Counter(lands.values())
    for name, sizes in unsure:
        best = max(sizes, key=lambda iso: (told[iso], sizes[iso]))
        if told[best]:
            lands.update(dict.fromkeys(range(name.start, name.end), best))


def _heed_states(doc: Doc, names: Sequence[Name], lands: dict[int, str]) -> None:
    """A town before a comma is of the state or country behind it: "Exeter, N.H."."""
    american = words_for("actors: american states")
    for name in names:
        if name.kind != "place" or name.end + 1 >= len(doc) or doc[name.end].text != ",":
            continue
        is_american = doc[name.end + 1].lower_ in american
        behind = "USA" if is_american else lands.get(name.end + 1)
        known = look_up(doc.words(name.start, name.end))
        lies_there = known is not None and behind in {town.country for town in known.towns}
        if behind is not None and (is_american or lies_there):
            lands.update(dict.fromkeys(range(name.start, name.end), behind))


def _sizes(known: Known) -> Counter[str]:
    """The countries that a name lies in, with the people of the largest town each; one for a region."""
    sizes: Counter[str] = Counter()
    for town in known.towns:
        sizes[town.country] = max(sizes[town.country], town.population)
    if known.region_of is not None:
        sizes[known.region_of] = max(sizes[known.region_of], 1)
    return sizes


def _sure(known: Known, sizes: Counter[str]) -> str | None:
    if known.is_region:
        in_it = not known.towns or known.region_of is None or sizes[known.region_of] > 1
        return known.region_of if in_it else None
    ranked = [*sizes.most_common(2), ("", 0)]
    return ranked[0][0] if known.towns and ranked[0][1] >= _FAR_LARGER * ranked[1][1] else None
