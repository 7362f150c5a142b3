"""The server's clock inside the transaction decides, and the server closes what is due without anybody asking."""

from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from django.core import mail

from khaka.committee import Refused
from khaka.core.clock import moved, now
from khaka.core.figure import Figure
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.store import history, mails, ticks
from khaka.store.models import Account, Event, Mail, Refusal
from tests.store.crowd import at_once
from tests.workspace import Committee, client

MS = timedelta(milliseconds=1)


def open_division(room: Committee, **more: object) -> tuple[str, datetime]:
    d = room.opened(room.discussed(), **more)
    return d, room.get("division", d).closes_at


@pytest.mark.parametrize(("after", "why"), [(-MS, set()), (0 * MS, {"division_is_over"}), (MS, {"division_is_over"})])
def test_a_vote_around_the_close(committee: Committee, after: timedelta, why: set[str]) -> None:
    d, closes = open_division(committee)
    with moved(closes + after):
        assert committee.why("m1", "ballot_cast", "division", d, committee.ballot(d)) == why


def test_a_clock_that_jumps_back_stops_the_vote_and_says_why(committee: Committee) -> None:
    d, _ = open_division(committee)
    committee.do("m1", "ballot_cast", "division", d, committee.ballot(d))
    before = Event.objects.count()
    with moved(now() - timedelta(hours=1)), pytest.raises(Refused) as refused:
        committee.do("m2", "ballot_cast", "division", d, committee.ballot(d))
    assert "clock_back" in {b.code for b in refused.value.blockers}
    assert Event.objects.count() == before
    committee.do("m2", "ballot_cast", "division", d, committee.ballot(d))


def test_a_clock_that_jumps_a_day_on_closes_what_is_due_and_then_waits(committee: Committee) -> None:
    d, closes = open_division(committee)
    with moved(closes + timedelta(days=1)):
        assert ticks.close_due() == 1
    assert committee.why("m1", "ballot_cast", "division", d, committee.ballot(d)) == {"clock_back", "wrong_state"}
    assert committee.why("chair", "terms_set", "body", committee.body, {
        "words": {"en": "x"}, "due": committee.day(9),
    }) == {"clock_back"}  # fmt: skip


def test_a_division_is_closed_and_counted_by_the_server(committee: Committee) -> None:
    d, closes = open_division(committee)
    for voter in ("m1", "m2", "chair"):
        committee.do(voter, "ballot_cast", "division", d, committee.ballot(d))
    assert ticks.tick() == 0
    with moved(closes):
        assert ticks.tick() == 1
        assert ticks.tick() == 0
        assert committee.get("division", d).tally.for_ == 3
        assert Event.objects.latest("seq").data["actor"] == "system"


def test_it_is_closed_by_whoever_asks_for_a_page(committee: Committee, monkeypatch: pytest.MonkeyPatch) -> None:
    d, closes = open_division(committee)
    monkeypatch.setitem(ticks._LAST, "at", 0.0)
    with moved(closes + MS):
        assert client("guest").get("/").status_code == 200
    assert committee.get("division", d).state == "closed"


def test_a_tick_that_fails_does_not_fail_the_page(committee: Committee, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ticks._LAST, "at", 0.0)
    monkeypatch.setattr(ticks, "close_due", lambda: 1 / 0)
    assert client("guest").get("/").status_code == 200


def test_four_ticks_at_once_close_once(room: Committee) -> None:
    _, closes = open_division(room)
    with moved(closes):
        assert at_once([ticks.close_due] * 4) == ["done"] * 4
    assert Event.objects.filter(data__verb="division_close").count() == 1
    assert not Refusal.objects.filter(actor="system").exists()
    assert history.faults() == ()


def decide(room: Committee, **more: object) -> str:
    p = room.discussed()
    room.do("chair", "finding_record", "proposal", p, {"outcome": "accept", "words": "Do it."})
    terms = room.do("president", "terms_set", "body", room.body, {"words": {"en": "Consider."}, "due": room.day(30)})
    report = room.do("sec", "report_draft", "terms", terms, {"words": {"en": "We find.", "hi": "हमारा निष्कर्ष।"}})
    room.do("chair", "report_deliver", "report", report or terms)
    return room.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "So ordered.", **more})


def test_a_decision_comes_up_for_review_on_its_day(committee: Committee) -> None:
    decide(committee, review_on=committee.day(10))
    found = history.Stored().find(history.Decision)
    assert [d.state for d in found] == ["in_force"]
    assert ticks.review_due() == 0
    committee.wait(days=11)
    assert (ticks.review_due(), ticks.review_due()) == (1, 0)
    after = committee.get("decision", found[0].id)
    assert after.state == "in_review" and "/" in after.reason


def test_a_decision_comes_up_for_review_when_its_figure_moves(committee: Committee) -> None:
    decide(committee, watch=[{"figure": "seats", "low": 100, "high": 130}])
    figure = Figure(id="seats", value=90, unit=Unit.SEATS, definition=msg("web.name"), sources=(), how=msg("web.name"))
    assert ticks.review_due() == 0, "without figures only the day counts"
    assert ticks.review_due(lambda d: {"seats": figure}) == 1


def test_mail_goes_out_once_whatever_happens(committee: Committee) -> None:
    d, closes = open_division(committee)
    committee.do("m1", "ballot_cast", "division", d, committee.ballot(d))
    mail.outbox.clear()
    assert mails.send_due() == 3  # chair, m2, m3; m1 has voted, nobody else has a vote
    assert mails.send_due() == 0
    assert sorted(m.to[0].split("@")[0] for m in mail.outbox) == ["chair", "m2", "m3"]
    for message in mail.outbox:
        for word in ("for", "against", "Accept", "Odisha", "पक्ष", "1", "2"):
            assert word not in message.body.split(), "a reminder tells nothing of the matter or the count"
    with moved(closes + MS):
        ticks.tick()
        assert mails.send_due() == 0, "no reminder after the close"


def test_two_ticks_at_once_send_one_mail_each(room: Committee) -> None:
    open_division(room)
    mail.outbox.clear()
    at_once([mails.send_due] * 4)
    assert sorted(m.to[0].split("@")[0] for m in mail.outbox) == ["chair", "m1", "m2", "m3"]


def test_a_provider_that_is_down_stops_nothing_and_is_tried_again(
    committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    import smtplib

    _, closes = open_division(committee)
    with monkeypatch.context() as broken, ExitStack():
        broken.setattr("django.core.mail.EmailMessage.send", _raise(ConnectionRefusedError()))
        assert mails.send_due() == 0
    assert set(Mail.objects.values_list("state", flat=True)) == {"failed"}
    assert mails.send_due() == 0, "not before a while has passed"
    mail.outbox.clear()
    with monkeypatch.context() as bounced:
        bounced.setattr("django.core.mail.EmailMessage.send", _raise(smtplib.SMTPRecipientsRefused({})))
        with moved(closes - timedelta(minutes=30)):
            assert mails.send_due() == 0
    assert set(Mail.objects.values_list("state", flat=True)) == {"refused"}
    with moved(closes - timedelta(minutes=10)):
        assert mails.send_due() == 0, "an address that was refused is not tried again"
    with moved(closes):
        assert ticks.tick() == 1, "the count does not wait for the mail"


def _raise(error: Exception) -> object:
    def send(*args: object, **kwargs: object) -> None:
        raise error

    return send


def test_an_account_that_is_closed_gets_no_mail(committee: Committee) -> None:
    open_division(committee)
    Account.objects.exclude(id="m1").update(is_active=False)
    mail.outbox.clear()
    assert mails.send_due() == 1
