"""Who held a meeting and how long it took, where the words say so; deeds that last and are over."""

from __future__ import annotations

import pytest

from deedwatch.reading import record
from deedwatch.records import Document

MET = [
    ("The foreign ministers of Iran and Oman held four hours of talks hosted by Qatar.", "Qatar", "PT4H"),
    ("The presidents of Iran and France met for two hours in Geneva.", None, "PT2H"),
    ("The talks between India and Pakistan lasted three days.", None, "P3D"),
    ("Angola's president paid a three-day visit to Brazil.", "Brazil", "P3D"),
    ("The envoy of Chad met rebels in Tripoli at the invitation of Libya.", "Libya", None),
    ("Japan and Nepal held a 90-minute meeting in Tokyo.", None, "PT90M"),
    ("Japan and Nepal held two-and-a-half-hour talks in Tokyo.", None, "PT2H30M"),
    ("Japan and Nepal held a third meeting in Tokyo.", None, None),
    ("Japan and Nepal held several hours of talks in Tokyo.", None, None),
]


def read(text: str):
    return record(Document(text=f"Report\n\n{text}\n\nThe weather was dry.", published="2024-05-16"))


@pytest.mark.parametrize(("text", "host", "duration"), MET, ids=[case[0] for case in MET])
def test_meeting_has_its_host_and_length(text, host, duration):
    told = read(text)
    names = {actor.id: actor.name for actor in told.actors}
    meetings = [event.meeting for event in told.events if event.meeting]
    assert meetings
    assert {names.get(meeting.host or "") for meeting in meetings} == {host}
    assert {meeting.duration for meeting in meetings} == {duration}
    assert all(meeting.host is None or meeting.host in meeting.participants for meeting in meetings)


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("A ceasefire between Togo and Benin expired on Friday.", "RETREAT", "ended"),
        ("The raid came hours after the end of a truce between Togo and Benin.", "RETREAT", "ended"),
        ("A ceasefire between Togo and Benin began on Friday.", "RETREAT", "reported"),
        ("Talks between Togo and Benin ended on Friday.", "CONSULT", "reported"),
        ("The end of the war on Benin by Togo was near.", "ASSAULT", "reported"),
    ],
)
def test_what_lasted_and_is_over_has_ended(text, kind, status):
    events = [event for event in read(text).events if event.type == kind]
    assert not events or {event.status for event in events} == {status}
    assert events or status == "reported"


def test_place_carries_region_and_degrees_where_the_town_is_settled():
    (event,) = [e for e in read("Rebels attacked a convoy in Nairobi.").events if e.type == "ASSAULT"]
    assert event.place is not None
    assert event.place.region is not None
    assert (round(event.place.latitude or 0), round(event.place.longitude or 0)) == (-1, 37)
    (event,) = read("Rebels attacked a convoy in the north of Kenya.").events
    assert event.place is None or event.place.latitude is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister of Togo denied the report of a raid.", "016"),
        ("The minister of Togo said the harvest was poor.", "010"),
        ("The minister of Togo admitted that his troops had lost the way.", "015"),
        ("The minister of Togo urged Benin to open the border.", None),
    ],
)
def test_saying_that_is_no_event_keeps_its_cameo_code(text, code):
    told = read(text)
    assert [statement.cameo for statement in told.statements] == [code]
    assert all(event.cameo != "016" for event in told.events)
