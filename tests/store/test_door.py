"""The one door: what it writes, what it refuses, and that nothing else writes."""

import pytest
from django.db import DatabaseError

from khaka.committee import Refused
from khaka.store import history
from khaka.store.models import Event, Head, Record, Refusal
from tests.workspace import Committee


def test_every_change_is_an_event_and_the_chain_explains_every_record(committee: Committee) -> None:
    p = committee.discussed()
    d = committee.opened(p)
    committee.do("m1", "ballot_cast", "division", d, committee.ballot(d))
    assert Head.objects.get().seq == Event.objects.count()
    assert history.faults() == ()


def test_a_refusal_writes_no_record_and_is_noted(committee: Committee) -> None:
    before = Event.objects.count(), Record.objects.count()
    with pytest.raises(Refused):
        committee.do("guest", "proposal_draft", "body", committee.body, {"title": {"en": "x"}})
    assert (Event.objects.count(), Record.objects.count()) == before
    assert Refusal.objects.get().codes == "not_your_role"


def test_the_same_form_is_done_once(committee: Committee) -> None:
    data = {"title": {"en": "Once"}, "paragraphs": [{"words": {"en": "One."}}]}
    first = committee.take("m1", "proposal_draft", "body", committee.body, data, once="form-1")
    again = committee.take("m1", "proposal_draft", "body", committee.body, data, once="form-1")
    assert (again.made, again.repeated) == (first.made, True)
    assert Record.objects.filter(kind="proposal").count() == 1


def test_the_database_refuses_to_change_an_event(committee: Committee) -> None:
    with pytest.raises(DatabaseError, match="never"):
        Event.objects.filter(seq=1).delete()
    with pytest.raises(DatabaseError, match="never"):
        Event.objects.filter(seq=1).update(data={})


def test_a_row_changed_past_the_door_is_named(committee: Committee) -> None:
    p = committee.draft()
    row = Record.objects.get(kind="proposal", key=p)
    row.data["state"] = "decided"
    row.save()
    assert [f.code for f in history.faults()] == ["no_event"]


@pytest.mark.parametrize("column", ["state", "person", "parent", "body", "version"])
def test_a_column_that_does_not_repeat_its_record_is_named(committee: Committee, column: str) -> None:
    p = committee.draft()
    Record.objects.filter(kind="proposal", key=p).update(**{column: 9 if column == "version" else "elsewhere"})
    assert [f.code for f in history.faults()] == ["no_event"]
