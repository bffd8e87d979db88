"""Reports of a sentence or two, as tables of cases have them: read, and their matters with the sides by name."""

from deedwatch.reading import record
from deedwatch.records import Document


def read(text, key="r", day="2019-05-08"):
    """The record of a report."""
    return record(Document(text=text, id=key, published=day))


def sides(found, keys):
    """The actors of a record by these ids: each by its country, or by its name where it has none."""
    return tuple(found.actor(key).country or found.actor(key).name for key in keys)


def matters_amid(text):
    """Kind, makers and whom they go to, in one row a matter, of a text amid a report that tells nothing else."""
    found = read(f"A title\n\n{text}\n\nThe day was warm.", day="2016-05-18")
    return [(matter.kind, *sides(found, (*matter.by, *matter.to))) for matter in found.ledger]
