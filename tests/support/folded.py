"""Books of made-up reports, and all that their folds keep."""

import random

import sqlalchemy as sa

from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.records import Actor, Casualties, DateRange, Document, Event, Matter, Place, Position, Record
from deedwatch.store import Given, add_reading
from deedwatch.store.accounts import ACCOUNTS, accounts
from deedwatch.store.tables import METADATA

STATES = (
    Actor(id="a1", name="Peru", kind="state", country="PER", code="PER"),
    Actor(id="a2", name="Chile", kind="state", country="CHL", code="CHL"),
    Actor(id="a3", name="Ecuador", kind="state", country="ECU", code="ECU"),
    Actor(id="a4", name="Rosa Quispe", kind="person", country="PER", roles=("foreign minister",)),
)
TOWNS = (None, Place(name="Tacna", country="PER"), Place(name="Arica", country="CHL"))
WORDS = [
    one + two
    for one in ("trawl", "light", "chart", "vine", "har", "tunn")
    for two in ("ark", "oun", "imb", "esk", "urt")
]
DAYS = [f"2019-0{month}-{day:02}" for month in (1, 2) for day in range(1, 28, 3)]


def made(seed):
    """One report of a story: two events, a matter, and words that its neighbours share or copy."""
    rnd = random.Random(seed)
    story = random.Random(f"story {seed % 7}")
    lead = " ".join(story.choices(WORDS, k=9)).capitalize() + f" at Pier {seed % 7} of Tacna."
    rest = " ".join(rnd.choices(WORDS, k=12)).capitalize() + "."
    text = f"{lead} Captain Rosa Quispe said so in Arica. {rest if seed % 3 else lead}"
    day = rnd.choice([*DAYS, "2019-02", None])
    events = tuple(
        Event(
            id=f"e{n}", type=rnd.choice(("CONSULT", "ASSAULT")), cameo="040", anchor=(7 * n, 7 * n + 6),
            source=(rnd.choice(("a1", "a2")),), target=rnd.choice(((), ("a2",), ("a3",))),
            date=rnd.choice((None, DateRange(from_=day, to=day))), place=rnd.choice(TOWNS),
            status=rnd.choice(("reported", "reported", "alleged", "planned")),
            casualties=rnd.choice((None, Casualties(killed=(rnd.randint(1, 9), 9)))),
        )
        for n in (1, 2)
    )  # fmt: skip
    matter = Matter(
        id="l1", kind=rnd.choice(("demand", "proposal")), by=(rnd.choice(("a1", "a4")),), to=("a2",),
        content=(0, len(lead)), move=rnd.choice(("states", "restates", "recalls")),
        positions=(Position(actor=rnd.choice(("a2", "a3")), stance=rnd.choice(("rejects", "accepts"))),),
    )  # fmt: skip
    document = Document(id=f"r{seed % 50}", text=text, published=day, outlet=f"Wire {seed % 4}")
    return Record(document=document, actors=STATES, events=events, ledger=(matter,))


def put(book, record):
    add_reading(book.store, Given(record.document), record, reader="0", run=None, weights={})


def kept(book, *names):
    """All that an account holds."""
    with book.store.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table))))
            for name in names
            for table in ACCOUNTS[name]
        }


def forget(book, *names):
    with book.store.writing() as connection:
        connection.execute(accounts.delete().where(accounts.c.name.in_(names)))


def rows(book, table):
    with book.store.reading() as connection:
        return [dict(row) for row in connection.execute(sa.select(METADATA.tables[table])).mappings()]


def ledger_anew(book):
    forget(book, "ledger")
    fold_ledger(book)
    return kept(book, "ledger")


BODIES = (
    ("Tacna Dockers Union", "organisation"), ("Tacna Dockers", "organisation"), ("TDU", "organisation"),
    ("Arica Salt Company", "organisation"), ("the union", "organisation"), ("the company", "organisation"),
    ("Front for the Liberation of Moquegua", "armed_group"), ("Front", "armed_group"),
)  # fmt: skip
PEOPLE = (
    ("Berta Salas", ("president of the Tacna Dockers Union",)), ("Salas", ()), ("Iker Salas Mora", ("trader",)),
    ("Mora", ("spokesman",)), ("Olga Paz", ("foreign minister of Chile",)), ("Paz", ()),
)  # fmt: skip
THINGS = [f"{one} the {two} of {place}" for one in ("close", "open", "sell", "guard", "light")
          for two in ("pier", "salt road", "old pier") for place in ("Tacna", "Ilo")]  # fmt: skip


def told(seed):
    """One report of people and bodies by their long and short names, who ask, promise and answer."""
    rnd = random.Random(f"told {seed}")
    names = [*rnd.sample(BODIES, 3), *((name, "person") for name, _ in rnd.sample(PEOPLE, 2))]
    roles = dict(PEOPLE)
    actors = STATES + tuple(
        Actor(id=f"a{n}", name=name, kind=kind, roles=roles.get(name, ()))
        for n, (name, kind) in enumerate(names, start=10)
    )
    lines = [rnd.choice(THINGS) for _ in range(3)]
    text = "\n".join(lines)
    ends = [(text.index(line), text.index(line) + len(line)) for line in lines]
    parties = [actor.id for actor in actors]

    def matter(number, span, *, answered):
        by, to, other = rnd.sample(parties, 3)
        stance = rnd.choice(("rejects", "accepts", "supports", "denies", "conditional", "noncommittal"))
        positions = (Position(actor=other, stance=stance, span=span),)
        return Matter(
            id=f"l{number}", kind=rnd.choice(("demand", "proposal", "promise", "accusation", "prediction")),
            by=rnd.choice(((), (by,))) if not answered else (), to=rnd.choice(((), (to,))), content=span,
            move="recalls" if answered else rnd.choice(("states", "states", "restates", "amends", "withdraws", "recalls")),
            also=rnd.choice(((), (ends[0],))), positions=positions if answered or rnd.random() < 0.5 else (),
        )  # fmt: skip

    ledger = tuple(matter(n, span, answered=False) for n, span in enumerate(ends[:2], start=1))
    answers = (matter(3, ends[2], answered=True),)
    document = Document(id=f"t{seed % 90}", text=text, published=rnd.choice([*DAYS, "2019-02", None]))
    return Record(document=document, actors=actors, ledger=ledger, answers=answers)
