"""A record's matters find their place in the ledger: the same matter again, or a new one.

A matter joins the entry that it tells again (``matching``), else it opens one; its stances, and the answers
that the record keeps apart, go to the entries that they mean.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.demonyms import state_words
from deedwatch.reckoning.ledger.grants import ASKING, grants
from deedwatch.reckoning.ledger.kept import Nothing
from deedwatch.reckoning.ledger.known import (
    CAN_ANSWER,
    LEAST_WORDS,
    gives_in,
    is_described,
    meant_by,
    only_backed,
    only_meant,
    says_nothing,
    telling_words,
)
from deedwatch.reckoning.ledger.matching import VOWS, Matching
from deedwatch.reckoning.ledger.nouns import Link, Mention, Stand
from deedwatch.reckoning.ledger.openings import may_open, only_consents
from deedwatch.reckoning.ledger.parties import Roster
from deedwatch.reckoning.ledger.plain import plain_words
from deedwatch.reckoning.ledger.shelves import Shelves
from deedwatch.reckoning.ledger.spoken import Spoken, topic_of
from deedwatch.reckoning.ledger.terms import with_terms
from deedwatch.reckoning.ledger.told import (
    is_told_here,
    mention_of,
    seconded_by,
    sentence_from,
    stands_of,
    told_anew,
)
from deedwatch.reckoning.ledger.weights import Weights
from deedwatch.records import day_of
from deedwatch.text.holding import meet
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.kept import Kept
    from deedwatch.reckoning.ledger.nouns import Entry, Learned, LinkKind
    from deedwatch.records import Matter, MatterKind, Move, Record, Stance

__all__ = ["METHOD", "Account"]

METHOD = 6
"""Counts up when the rules change by which matters, parties or stances are joined: books then fold anew."""

_LINKED: dict[Stance, LinkKind] = {"counters": "countered-by", "conditional": "conditional-on"}
_MOVED: dict[Move, LinkKind] = {
    "states": "restated", "restates": "restated", "amends": "amended", "withdraws": "withdrawn",
}  # fmt: skip
_NOT = re.compile(r"\b(?:not|never|no|nothing)\b|n['’]t\b", re.IGNORECASE)
_HANGING = re.compile(r"\b(?:if|unless|once|provided|after|as soon as)\b", re.IGNORECASE)
_GRANTS = 0.25  # words in common that make a promise the answer to what its maker was asked


class Account:
    """The working state of one build: entries by maker, the roster, and how common each word is.

    ``kept`` is what earlier builds kept; of it only what the records can mean is taken up.
    """

    def __init__(self, same: Mapping[str, str | None] | None = None, kept: Kept | None = None) -> None:
        kept = kept or Nothing()
        self._roster = Roster(same, kept)
        self._weights = Weights(kept)
        self._weight = self._weights.of
        self._shelves = Shelves(kept, self._weights)
        self._entries = self._shelves.entries
        self._names = frozenset(word for name in state_words() for word in words(name))
        self._matching = Matching(self._entries, self._shelves, self._weights, self._names)
        self._spoken = Spoken(self._entries, self._shelves, self._names)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries at hand, in the order in which they were opened or taken up."""
        return tuple(held.entry for held in self._entries.values())

    @property
    def changed(self) -> list[tuple[int, Entry]]:
        """The entries that are new or have changed, each with its place in the order of opening."""
        return self._shelves.changed()

    @property
    def learned(self) -> tuple[Learned, ...]:
        """What was learned of who speaks for whom, in order; not what was taken over."""
        return tuple(self._roster.learned)

    @property
    def counted(self) -> Mapping[str, int]:
        """How many new entries use each word in their first wording."""
        return self._weights.counted

    def expect(self, records: Iterable[Record]) -> None:
        """Ask for what was kept of the names and words in some records at once, not record by record."""
        records = list(records)
        self._roster.expect(records)
        self._weights.expect({word for record in records for word in _words_told(record)})

    def add(self, record: Record) -> None:
        """Join one record; records must come in the order of their dates."""
        parties = self._read(record)
        record = replace(record, ledger=with_terms(record, parties))
        names = {actor.id: actor.name for actor in record.actors}
        placed, taken = dict[str, str](), set[str]()
        meant = {a.id: self._roster.addressed(a, parties[a.id]) for a in record.actors}
        mentions = {
            matter.id: self._matching.put_otherwise(matter.kind, mention_of(record, matter, parties, meant))
            for matter in record.ledger
        }
        answers = self._answered(record, parties, names)
        spoken = [mention.span for _, mention, _ in answers]
        for matter in record.ledger:
            mention = mentions[matter.id]
            if matter.kind in VOWS and any(meet(matter.content, span) for span in spoken):
                continue  # "will not let the crew go" refuses what another report asks, and is no vow
            asked = self._matching.asked_already(matter, mention)
            seconded = None if asked is None else seconded_by(record, matter, mention, names, asked)
            said = replace(mention, to=()) if mention.by and not matter.to else mention  # no guess
            key = asked or self._matching.find(matter.kind, said, taken)
            recalls = key is None and matter.move == "recalls" and bool(matter.positions)
            spoken_of = self._spoken_of(record, (matter,), parties, names) if recalls else []
            spoken_of = spoken_of if self._keeps_all(spoken_of, matter, parties, answers) else []
            if answered := ([seconded] if seconded is not None else spoken_of):
                answers += answered
                continue
            key = key or self._place(record, matter, mention)
            if key is not None:
                placed[matter.id] = key
                taken |= {key} if mention.move == "states" else set()
                mention = self._as_told(key, matter, mention, asked)
                self._append(key, mention, stands_of(record, matter, mention, parties, names))
        for vow in (m for m in record.ledger if m.kind == "promise" and m.move == "states" and m.by):
            answers += self._granted(record, vow, mentions[vow.id], placed.get(vow.id))
        for deed in (matter for matter in record.answers if matter.by and not matter.positions):
            answers += self._granted(record, deed, mention_of(record, deed, parties, parties))
        known = {stand.statement for _, _, stand in answers if stand.statement}
        loose = (matter for matter in record.answers if not known & {p.statement for p in matter.positions})
        answers += self._spoken_of(record, loose, parties, names)
        self._take_answers(answers)
        self._link_all(record, placed, parties)

    def _read(self, record: Record) -> dict[str, str]:
        """The party of each actor of a record, by its id; from now on its words can be weighed."""
        self._weights.expect(_words_told(record))
        return self._roster.read(record)

    def _take_answers(self, answers: Iterable[tuple[str, Mention, Stand]]) -> None:
        """Each answer to its entry, unless the same report told a stance of that party on it."""
        for key, mention, stand in answers:
            if not self._entries[key].has_stance(stand.party, stand.report):
                self._append(key, replace(mention, also=()), (stand,))  # what stands around is not of it

    def _place(self, record: Record, matter: Matter, mention: Mention) -> str | None:
        """The entry that a matter opens, or the one demand that it backs; None for what may open none."""
        if only_consents(record, matter) and self._granted(record, matter, mention):
            return None
        opens = may_open(record, matter, mention, self._names)
        backed = only_backed(matter, mention, self._shelves, self._names) if opens else None
        return backed or (self._open(matter.kind, mention) if opens else None)

    def _answered(
        self, record: Record, parties: dict[str, str], names: dict[str, str]
    ) -> list[tuple[str, Mention, Stand]]:
        """The record's answers to matters of earlier reports: entry, words and stance of each."""
        found = []
        for matter in record.answers:
            mention = mention_of(record, matter, parties, parties)
            thing = not matter.also or topic_of(record, matter, parties).thing is not None  # "No." names none
            bare = thing and says_nothing(mention, self._names)
            bare = bare or gives_in(record, matter, self._names)
            for stand in stands_of(record, matter, mention, parties, names):
                entries = self._answerable(mention, stand)
                key = meant_by(mention, stand.party, stand.stance, entries, self._weight, self._names)
                if key is None and bare and not is_told_here(record, matter):
                    asked = self._shelves.asked_of(matter.kind, [stand.party])
                    key = only_meant(mention, stand, matter.kind, self._shelves.all_of(asked))
                if key is not None:
                    found.append((key, mention, stand))
        return found

    def _spoken_of(
        self, record: Record, matters: Iterable[Matter], parties: dict[str, str], names: dict[str, str]
    ) -> list[tuple[str, Mention, Stand]]:
        """The answers that only a topic tells what they mean: of each statement the one that fits best."""
        best: dict[str, tuple[float, str, Mention, Stand]] = {}
        for matter in matters:
            mention = mention_of(record, matter, parties, parties)
            topic = topic_of(record, matter, parties)
            for stand in stands_of(record, matter, mention, parties, names):
                key = stand.statement or str(mention.span)
                found = self._spoken.meant(mention, stand, topic)
                if found is not None and self._answers_another(record, matter, found[1]):
                    continue
                if found is not None and found > best.get(key, (0.0,))[:2]:
                    best[key] = (*found, mention, stand)
        return [row[1:] for row in best.values()]

    def _answers_another(self, record: Record, answer: Matter, key: str) -> bool:
        """Does it stand right behind another matter of its own report, and say nothing of this one?"""
        entry = self._entries[key]
        if record.document.id in entry.told_in:
            return False
        behind = any(
            told.move in {"states", "amends"} and told.kind != "prediction"
            and any(meet(told.content, span) for span in answer.also)
            and told.content[1] <= answer.content[0]
            for told in record.ledger
        )  # fmt: skip
        said = words(record.quote(answer.content)) - self._names
        return behind and not any(said & wording for wording in entry.wordings)

    def _keeps_all(
        self,
        found: Sequence[tuple[str, Mention, Stand]],
        matter: Matter,
        parties: dict[str, str],
        answers: Sequence[tuple[str, Mention, Stand]],
    ) -> bool:
        """Are all stances of a recalled matter among those found, and will none of them be passed over?"""
        told = {(key, stand.party) for key, _, stand in answers}
        for key, _, stand in found:
            held = self._entries[key].has_stance(stand.party, stand.report)
            if held or (key, stand.party) in told:
                return False
        stances = {(parties[p.actor], p.stance, p.on) for p in matter.positions}
        return len({stand.party for _, _, stand in found}) == len(stances)

    def _answerable(self, answer: Mention, stand: Stand) -> list[Held]:
        """The entries that an answer can mean: who answers no proposal has a side in what it answers."""
        own = telling_words(answer, self._names)
        found: set[str] = set()
        for kind in CAN_ANSWER[stand.stance]:
            open_to_all = stand.stance == "supports" or kind == "proposal"
            among = (
                self._shelves.of_kind(kind) if open_to_all else self._shelves.of_sides(kind, [stand.party])
            )
            found |= self._shelves.sharing(own, among, least=min(LEAST_WORDS, len(own)))
        return self._shelves.all_of(found)

    def _granted(
        self, record: Record, matter: Matter, promise: Mention, own: str | None = None
    ) -> list[tuple[str, Mention, Stand]]:
        """What a side promises or does that was asked of it before: its promise or deed is its consent."""
        if _NOT.search(promise.wording):
            return []
        promised = words(promise.wording) - self._names
        fits = [
            (score, key)
            for kind in ASKING
            for key in self._shelves.sharing(promised, self._shelves.asked_of(kind, promise.by))
            if key != own
            and (score := grants(promise, self._entries[key], self._names, self._weight)) >= _GRANTS
        ]
        if not fits:
            return []
        doer = next((actor.name for actor in record.actors if actor.id == matter.by[0]), promise.by[0])
        stance: Stance = "conditional" if _HANGING.search(sentence_from(record, matter)) else "accepts"
        stand = Stand(
            party=promise.by[0], actor=doer, stance=stance, on=promise.on, told=promise.told,
            report=promise.report, statement=matter.statement, span=matter.content,
        )  # fmt: skip
        recalled = replace(promise, move="recalls", by=(), to=promise.by, due=None, evidence=())
        return [(max(fits)[1], recalled, stand)]

    def _open(self, kind: MatterKind, mention: Mention) -> str:
        parts = (kind, *mention.by, mention.report, str(mention.span))
        key = "m" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
        while self._shelves.is_taken(key):  # another report of the same id, with a matter at the same place
            key = "m" + hashlib.sha256(key.encode()).hexdigest()[:12]
        self._shelves.open(key, kind)
        return key

    def _append(self, key: str, mention: Mention, stands: tuple[Stand, ...]) -> None:
        entry = self._entries[key]
        stands = told_anew(stands, entry.stands_of)
        if not entry.mentions:
            self._weights.count(words(mention.wording))
        self._shelves.put(entry, mention)
        self._shelves.put_stands(key, entry.kind, stands)
        entry.links += _own_link(entry, mention)
        entry.tell(mention)
        entry.take(stands)

    def _as_told(self, key: str, matter: Matter, mention: Mention, asked: str | None) -> Mention:
        """The mention without an addressee that is only guessed where an earlier one told to whom it goes.

        Of what was ``asked`` already its maker is known too: "the bishop" who repeats it.
        """
        if asked is not None:
            return replace(mention, by=(), to=())
        entry = self._entries[key]
        described = is_described(mention) or is_described(mention, entry.makers)
        if described and entry.makers and not entry.makers & {*mention.by}:
            mention = replace(mention, by=())  # he has a name
        return replace(mention, to=()) if entry.asked and not matter.to else mention

    def _link_all(self, record: Record, placed: dict[str, str], parties: dict[str, str]) -> None:
        for matter in record.ledger:
            if matter.id in placed:
                self._link(record, matter, placed, parties)

    def _link(self, record: Record, matter: Matter, placed: dict[str, str], parties: dict[str, str]) -> None:
        """Counter-proposals and conditions: another matter stated in the very words of a stance."""
        key = placed[matter.id]
        for position in matter.positions:
            kind = _LINKED.get(position.stance)
            if kind is None or position.statement is None:
                continue
            for other in record.ledger:
                same = other.statement == position.statement and other.id != matter.id
                by_them = parties[position.actor] in {parties[maker] for maker in other.by}
                if same and by_them and other.id in placed:
                    link = Link(
                        kind=kind,
                        matter=placed[other.id],
                        on=position.on or day_of(record.document.published),
                        told=record.document.published,
                        report=record.document.id,
                    )
                    self._entries[key].link(link)


def _words_told(record: Record) -> set[str]:
    """The words of a record's matters and answers."""
    spans = (span for matter in (*record.ledger, *record.answers) for span in (matter.content, *matter.also))
    told = {record.quote(span) for span in spans}
    return {word for text in told for word in words(text) | plain_words(text)}


def _own_link(entry: Held, mention: Mention) -> tuple[Link, ...]:
    kind = _MOVED.get(mention.move)
    if not entry.mentions or kind is None:
        return ()
    return (Link(kind=kind, matter=entry.id, on=mention.on, told=mention.told, report=mention.report),)
