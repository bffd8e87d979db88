"""What a command lets one choose is what there is: the lists are written out so that help stays quick."""

import click

from deedwatch.cli import main
from deedwatch.exchange.datasets.formats import EVENT_FORMATS
from deedwatch.exchange.out import FORMS
from deedwatch.reckoning.verdicts.question import Question
from deedwatch.reckoning.verdicts.reporting import EXPOSURES
from deedwatch.runners import RUNNERS


def choices(command, option):
    found = main.get_command(click.Context(main), command)
    (chosen,) = [one for one in found.params if one.name == option]
    return tuple(chosen.type.choices)


def test_each_list_of_choices_is_that_of_its_table():
    assert choices("import", "form") == tuple(EVENT_FORMATS)
    assert choices("export", "form") == tuple(FORMS)
    assert choices("verdict", "exposure") == EXPOSURES
    assert choices("watch", "exposure") == EXPOSURES
    assert choices("read", "runner") == tuple(RUNNERS)


def test_what_a_question_takes_where_nothing_is_said_is_the_same_in_python_and_in_a_terminal():
    plain = Question("MWI", "ZMB", "material conflict", "2017-06-12")
    for command in ("verdict", "watch"):
        found = main.get_command(click.Context(main), command)
        told = {one.name: one.default for one in found.params}
        for field in ("data", "before", "after", "exposure"):
            if field in told:
                assert told[field] == getattr(plain, field), (command, field)
