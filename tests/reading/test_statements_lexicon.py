"""Every row of the statements' lexicons: it does what its sentence says, and not where it must not."""

import pytest

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.reading.statements import propose, read_with
from deedwatch.reading.statements.acts import act_and_rule, act_rules
from deedwatch.reading.statements.channels import channel_rules
from deedwatch.reading.statements.contexts import contexts, contexts_of
from deedwatch.reading.statements.cues import cue_rules, cues_at
from deedwatch.reading.statements.dress import Scene
from deedwatch.reading.statements.frames import draft
from deedwatch.reading.statements.quotes import find_quotes
from deedwatch.records import Document


def scene_of(text):
    parsed, document = parse(text), Document(text=text, published="2024-05-14")
    return Scene(parsed, find_actors(parsed, document), find_dates(parsed, document), find_quotes(parsed))


def drafts_of(text, rule):
    """The attributions that one row alone makes in a text, with or without words of its own."""
    parsed = parse(text)
    _, bound = propose(parsed, find_quotes(parsed))
    quoted = {head for head, made in bound.items() if made.frame == "quote"}
    return [
        cue
        for token in parsed.doc
        for cue in cues_at(token)
        if cue.rule.id == rule.id and (draft(parsed, cue) or (token.i in quoted and "quote" in rule.frames))
    ]


@pytest.mark.parametrize("rule", cue_rules(), ids=lambda rule: rule.id)
def test_cue_row_attributes(rule):
    assert drafts_of(rule.yes, rule), f"{rule.id} finds no attribution in: {rule.yes}"


@pytest.mark.parametrize("rule", cue_rules(), ids=lambda rule: rule.id)
def test_cue_row_keeps_still(rule):
    assert not drafts_of(rule.no, rule), f"{rule.id} finds an attribution in: {rule.no}"


def test_cue_ids_differ():
    ids = [rule.id for rule in cue_rules()]
    assert len(ids) == len(set(ids))


def contexts_in(text):
    """The rows in which some cue of a text stands."""
    parsed = parse(text)
    quotes = find_quotes(parsed)
    _, drafts = propose(parsed, quotes)
    return {context.id for made in drafts.values() for context in contexts_of(parsed, made, quotes)}


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.id)
def test_context_row_holds_a_cue(context):
    assert context.id in contexts_in(context.yes)


@pytest.mark.parametrize("context", contexts(), ids=lambda context: context.id)
def test_context_row_lets_others_be(context):
    assert context.id not in contexts_in(context.no)


def acts_of(text):
    scene = scene_of(text)
    _, drafts = propose(scene.parse, scene.quotes)
    found = set()
    for made in drafts.values():
        if made.content:
            speaker = None if made.source is None else scene.cast.who(scene.parse.doc[made.source])
            found.add(act_and_rule(made, scene.parse, scene.cast, speaker))
    return found


@pytest.mark.parametrize("rule", act_rules(), ids=lambda rule: rule.id)
def test_act_row_gives_its_act(rule):
    assert (rule.act, rule.id) in acts_of(rule.yes), rule.yes


@pytest.mark.parametrize("rule", act_rules(), ids=lambda rule: rule.id)
def test_act_row_leaves_others_alone(rule):
    assert rule.id not in {name for _, name in acts_of(rule.no)}, rule.no


def channels_of(text):
    return {statement.channel for statement in read_with(None, scene_of(text))} - {None}


@pytest.mark.parametrize("rule", channel_rules(), ids=lambda rule: rule.id)
def test_channel_row_names_a_channel(rule):
    found = channels_of(rule.yes)
    assert found
    assert all(any(word.lower() in channel.lower() for word in rule.words) for channel in found)


@pytest.mark.parametrize("rule", channel_rules(), ids=lambda rule: rule.id)
def test_channel_row_names_none(rule):
    assert not channels_of(rule.no)
