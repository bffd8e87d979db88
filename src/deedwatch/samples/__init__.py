"""The sample reports that come with deedwatch: one invented story, told by three invented outlets."""

from __future__ import annotations

from pathlib import Path

__all__ = ["events_path", "path"]


def path() -> Path:
    """The folder of the sample reports; ``samples/README.md`` beside it tells the story.

    >>> path().name
    'story'
    """
    return Path(__file__).parent / "story"


def events_path() -> Path:
    """The invented event table that goes with the story; ``make_events.py`` beside it makes it.

    >>> events_path().name
    'events.csv'
    """
    return Path(__file__).parent / "events.csv"
