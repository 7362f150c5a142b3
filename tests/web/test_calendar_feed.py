"""Calendar and feed: only what the person sees, never a result; a secret that can be ended; notices that tell nothing."""

from collections.abc import Iterator
from datetime import timedelta

import icalendar
import pytest
from django.core import mail
from django.test import override_settings

from khaka.core.clock import now
from khaka.store import mails, notices, tokens
from khaka.store.models import Account, Mail
from khaka.store.records import Stored
from tests.web.organisation import issue, state
from tests.web.test_decisions import decide
from tests.workspace import Committee, client


def opened_feed(person: str) -> str:
    page = client(person).post("/me/calendar/").content.decode()
    return "/feed/" + page.split("/feed/")[1].split("<")[0]


def titles(address: str) -> list[str]:
    answer = client().get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    found = icalendar.Calendar.from_ical(answer.content)
    return [str(e["summary"]) for e in found.walk("VEVENT")]


@pytest.fixture
def busy(committee: Committee) -> tuple[Committee, str]:
    c = committee
    p = c.discussed()
    c.do(
        "sec",
        "meeting_call",
        "body",
        c.body,
        {"at": c.at(days=2), "place": "Hall", "agenda": [], "items": {"en": "Talk."}},
    )
    return c, p


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_and_the_feed_say_what_is_due(busy: tuple[Committee, str], lang: str) -> None:
    c, p = busy
    d = decide(c, p, review_on=c.day(40))
    c.do("chair", "task_give", "decision", d, {"words": "Write to the state.", "owner": "m1", "due": c.day(5)})
    page = client("m1", lang).get(f"/body/{c.body}/calendar/").content.decode()
    words = (
        ("Meeting:", "Write to the state.", "to be reviewed") if lang == "en" else ("बैठक:", "काम पूरा करना है", "समीक्षा")
    )
    assert all(w in page for w in words)
    Account.objects.filter(id="m1").update(language=lang)
    found = titles(opened_feed("m1"))
    assert any("Write to the state." in t for t in found) and len(found) == 3, found
    assert not any("Write to the state." in t for t in titles(opened_feed("m2"))), "another's task"
    assert client("stranger").get(f"/body/{c.body}/calendar/").status_code == 404


def test_a_feed_never_tells_a_result(committee: Committee) -> None:
    c = committee
    p = c.discussed()
    d = c.opened(p, closes_at=c.at(hours=30))
    address = opened_feed("guest")
    first = client().get(address).content
    assert b"division closes" in first or "मत विभाजन बंद होगा".encode() in first.replace(b"\r\n ", b"")
    for voter in ("chair", "m1", "m2"):
        c.do(voter, "ballot_cast", "division", d, c.ballot(d))
    assert client().get(address).content == first, "ballots that were cast change nothing in it"
    c.wait(hours=31)
    c.do("system", "division_close", "division", d)
    after = client().get(address).content.decode()
    assert "carried" not in after and "स्वीकृत" not in after and "BEGIN:VEVENT" not in after


@pytest.mark.usefixtures("busy")
def test_a_secret_is_ended_made_anew_and_good_for_nothing_else() -> None:
    address = opened_feed("m1")
    secret = address.split("/")[2]
    assert titles(address)
    assert client().get("/api/me/", HTTP_AUTHORIZATION=f"Bearer {secret}").status_code == 401
    assert secret not in client("m1").get("/me/calendar/").content.decode(), "it is shown once"
    assert "calendar" not in [t.scope for t in tokens.living(Account.objects.get(id="m1"), now())]
    second = opened_feed("m1")
    assert client().get(address).status_code == 404 and titles(second)
    client("m1").post("/me/calendar/", {"end": "yes"})
    assert client().get(second).status_code == 404
    for wrong in ("cal_", "cal_" + "x" * 43, "khaka_" + "x" * 43, "%00", "\u0926"):
        assert client().get(f"/feed/{wrong}/calendar.ics").status_code == 404


@pytest.mark.slow
def test_who_leaves_or_is_closed_sees_nothing_any_more(busy: tuple[Committee, str]) -> None:
    c, _ = busy
    address = opened_feed("guest")
    assert titles(address)
    membership = next(m for m in Stored().find(type(c.get("membership", _first(c))), person="guest"))
    c.do("sec", "member_end", "membership", membership.id, {"reason": "Left."})
    c.wait(seconds=2)
    assert titles(address) == []
    Account.objects.filter(id="guest").update(is_active=False)
    assert client().get(address).status_code == 404


def _first(c: Committee) -> str:
    from khaka.store.models import Record

    return str(Record.objects.filter(kind="membership").first().key)  # type: ignore[union-attr]


def test_a_brief_is_in_the_calendar_of_the_unit_that_it_is_for(committee: Committee) -> None:
    c = committee
    unit, _ = state(c, "UP")
    issue(c, unit, condition=c.admitted())
    (title,) = titles(opened_feed("up-chair"))
    assert "Uttar Pradesh" in title or "उत्तर प्रदेश" in title


@pytest.fixture
def outbox() -> Iterator[list[mail.EmailMessage]]:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        yield mail.outbox


def test_notices_go_once_to_whom_they_are_for_and_tell_nothing(
    committee: Committee, outbox: list[mail.EmailMessage]
) -> None:
    c = committee
    unit, _ = state(c, "UP")
    p = c.discussed()
    v = c.do("sec", "view_note", "proposal", p, {"member": "m2", "words": "Against, by seven to two."})
    issue(c, unit, condition=p)
    c.do("sec", "offer_make", "body", c.body, {
        "person": "stranger", "role": "observer", "terms": "As agreed.", "valid_until": c.at(days=3)})  # fmt: skip
    assert notices.send_new() == 4
    assert notices.send_new() == 0
    to = sorted(m.to[0].split("@")[0] for m in outbox)
    assert to == ["m2", "stranger", "up-chair", "up-sec"]
    c.do("m2", "view_confirm", "view", v)
    d = decide(c, p)
    c.do("chair", "task_give", "decision", d, {"words": "Tell Bihar.", "owner": "m1", "due": c.day(5)})
    outbox.clear()
    notices.send_new()
    told = {m.to[0].split("@")[0] for m in outbox}
    assert {"m1", "president"} <= told and "chair" not in told
    for m in [*outbox]:
        for secret in ("Odisha", "ओडिशा", "accept", "स्वीकार करने", "Bihar", "seven", "आदेश", "असहमत"):
            assert secret not in f"{m.subject} {m.body}"


def test_a_division_that_opens_is_told_to_its_roll_without_a_word_of_the_outcome(
    committee: Committee, outbox: list[mail.EmailMessage]
) -> None:
    c = committee
    p = c.discussed()
    d = c.opened(p, closes_at=c.at(hours=40))
    due = [x for x in notices.news(Stored(), now()) if x.key.startswith("new:opened")]
    assert sorted(x.person for x in due) == ["chair", "m1", "m2", "m3"]
    c.wait(hours=20)
    assert not [x for x in notices.news(Stored(), now()) if x.key.startswith("new:opened")], "the reminder's turn"
    assert mails.send_due() == 4
    c.wait(hours=21)
    c.do("system", "division_close", "division", d)
    outbox.clear()
    notices.send_new()
    assert not outbox, "a result is told by no mail"


@pytest.mark.slow
def test_what_is_old_is_no_news(committee: Committee, outbox: list[mail.EmailMessage]) -> None:
    c = committee
    c.do("sec", "offer_make", "body", c.body, {
        "person": "stranger", "role": "observer", "terms": "x", "valid_until": c.at(days=30)})  # fmt: skip
    c.wait(days=4)
    assert notices.send_new() == 0 and not Mail.objects.exists()
    assert timedelta(days=3) == notices.FRESH
