"""The law's lock on every web door: a page, a figure, a file, an old address, the API; and errors in words, never a 500."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khaka.core.clock import moved, now
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.blobs import keep, sha256_of
from khaka.store.models import Record
from tests.cases import brief_of
from tests.web.forms import post
from tests.workspace import Committee, client

#: The smallest document that holds a forecast: one number that was simulated.
FORECAST = {
    "value": 100, "unit": "seats", "definition": {"en": "Seats", "hi": "सीटें"}, "base": None, "sources": [],
    "how": {"kind": "simulated", "measure": None, "filters": {}, "formula": "", "of": [], "rows": []},
    "interval": None, "note": None,
}  # fmt: skip
REMEDY = {
    "id": "P-direct", "finding": "", "seats": ["UP-36"], "text": {"en": "Stand everywhere.", "hi": "हर सीट पर लड़ना।"},
    "effect": {"kind": "seats_after", "measure": "seats_after_swing",
               "filters": {"elections": "LS2019", "parties": "INC", "rival": "BJP", "swing": 5.0}},
}  # fmt: skip


def small(first: datetime, *, forecast: bool = True) -> bytes:
    """A document whose election polls on the day of ``first``."""
    figures = {"s8.seats": FORECAST} if forecast else {}
    block = {"type": "paragraph", "text": {"en": "100 seats", "hi": "100 सीटें", "figures": list(figures)}}
    section = {
        "number": 8, "slug": "path", "title": {"en": "The path", "hi": "रास्ता"}, "blocks": [block], "decision": None, "summary": None,
    }  # fmt: skip
    raw = {
        "format": "khaka-blueprint-1", "title": {"en": "Blueprint", "hi": "खाका"}, "as_of": "2026-01-01",
        "data_version": "d1", "seed": 1, "draws": 8, "khaka": "1", "leader": {"blocks": [], "title": None}, "sections": [section],
        "mission": {"id": "m", "party": "INC", "election": "LS2029", "as_of": "2026-01-01",
                    "schedule": {"phases": [first.date().isoformat()]}},
        "proposals": [REMEDY], "figures": figures, "names": {}, "sources": {}, "notices": [],
    }  # fmt: skip
    return json.dumps(raw).encode()


def poll_day() -> datetime:
    """Noon in India on a day ten days ahead."""
    return (now().astimezone(ZoneInfo("Asia/Kolkata")) + timedelta(days=10)).replace(hour=12, minute=0)


def present(c: Committee, data: bytes, **more: str) -> str:
    keep(data, "application/json")
    raw = json.loads(data)
    given = {
        "title": {"en": "Blueprint"},
        "digest": sha256_of(data),
        "data_version": raw["data_version"],
        "as_of": raw["as_of"],
    }
    return c.do("strategist", "blueprint_present", "body", c.body, given | more)


@pytest.fixture
def presented(committee: Committee) -> tuple[Committee, str, datetime]:
    day = poll_day()
    return committee, present(committee, small(day)), day


PAGES = (
    "/document/{}/",
    "/document/{}/section/path/",
    "/document/{}/figure/s8.seats/",
    "/document/{}/file/",
    "/at/blueprint/{}/",
)


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_pages_are_shut_inside_the_window_and_open_around_it(
    presented: tuple[Committee, str, datetime], lang: str
) -> None:
    _, key, day = presented
    browser = client("m1", lang)
    first = {p: browser.get(p.format(key)) for p in PAGES}
    assert {a.status_code for a in first.values()} == {200}
    with moved(day):
        for path in PAGES:
            answer = browser.get(path.format(key))
            page = answer.content.decode()
            assert answer.status_code == 403, path
            assert "126A" in page or "126क" in page or "126(1)" in page
            assert "100 seats" not in page and "100 सीटें" not in page
            assert str(day.year) in page
    with moved(day + timedelta(days=2)):
        assert {browser.get(p.format(key)).status_code for p in PAGES} == {200}


def test_a_kept_copy_does_not_open_it(presented: tuple[Committee, str, datetime]) -> None:
    _, key, day = presented
    browser = client("m1")
    before = browser.get(f"/document/{key}/section/path/")
    assert "no-store" in before.headers["Cache-Control"]
    with moved(day):
        for header in ({"HTTP_IF_NONE_MATCH": before.headers.get("ETag", "*")},
                       {"HTTP_IF_MODIFIED_SINCE": "Wed, 21 Oct 2037 07:28:00 GMT"}, {"HTTP_HX_REQUEST": "true"}):  # fmt: skip
            answer = browser.get(f"/document/{key}/section/path/", **header)
            assert answer.status_code == 403 and "no-store" in answer.headers["Cache-Control"]
        assert browser.head(f"/document/{key}/file/").status_code == 403


def test_the_api_and_exports_are_shut(presented: tuple[Committee, str, datetime]) -> None:
    c, key, day = presented
    p = c.draft(blueprint=key, origin="P-direct")
    c.do(
        "system",
        "effect_recompute",
        "proposal",
        p,
        {"measure": "seats_after_swing", "unit": "seats", "value": 61, "data_version": "d1"},
    )
    effect = Record.objects.get(kind="effect").key
    browser = client("strategist")
    paths = (
        f"/api/records/blueprint/{key}/",
        f"/api/bodies/{c.body}/blueprint/",
        f"/api/records/effect/{effect}/",
        f"/at/effect/{effect}/",
    )
    assert {browser.get(x).status_code for x in paths} == {200}
    with moved(day):
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 403, path
            if path.startswith("/api/"):
                told = answer.json()
                assert told["error"] == "locked" and told["since"] < told["until"] and "LS2029" in told["text"]
        page = browser.get(f"/at/proposal/{p}/")
        assert page.status_code == 200 and ">61<" not in page.content.decode()


def test_the_committee_goes_on_with_its_work(presented: tuple[Committee, str, datetime]) -> None:
    c, _, day = presented
    with moved(day):
        browser = client("strategist")
        for path in ("/", f"/body/{c.body}/", f"/do/proposal_draft/body/{c.body}/"):
            assert browser.get(path).status_code == 200, path


def test_a_remedy_is_taken_over_unless_it_quotes_the_forecast(committee: Committee) -> None:
    c, day = committee, poll_day()
    raw = json.loads(small(day))
    raw["proposals"].append(
        REMEDY | {"id": "P-told", "text": {"en": "100 seats", "hi": "100 सीटें", "figures": ["s8.seats"]}}
    )
    key = present(c, json.dumps(raw).encode())
    browser = client("strategist")
    with moved(day):
        form = f"/do/proposal_draft/body/{c.body}/?blueprint={key}&origin="
        assert "Stand everywhere." in browser.get(form + "P-direct").content.decode()
        answer = browser.get(form + "P-told")
        assert answer.status_code == 403 and "100 seats" not in answer.content.decode()


def test_a_document_without_forecast_is_not_shut(committee: Committee) -> None:
    day = poll_day()
    key = present(committee, small(day, forecast=False))
    with moved(day):
        assert client("m1").get(f"/document/{key}/section/path/").status_code == 200


def test_a_forecast_cannot_be_brought_in_inside_the_window(committee: Committee) -> None:
    day = poll_day()
    with moved(day):
        upload = SimpleUploadedFile("blueprint.json", small(day), "application/json")
        answer = post(client("strategist"), "blueprint_present", "body", committee.body, files={"document": upload})
        assert answer.status_code == 403
    assert not Record.objects.filter(kind="blueprint").exists()


def test_live_what_ifs_are_shut_kept_ones_and_passed_on_addresses_too(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khaka.desk.live import _Kept
    from khaka.web.views.live import live

    odds = SimpleNamespace(brief=brief_of("mission-2024"))  # as if they had been computed before the window
    monkeypatch.setitem(live()._kept, "mission-2024", _Kept(odds=odds))  # type: ignore[arg-type]
    in_india = ZoneInfo("Asia/Kolkata")
    with moved(datetime(2024, 4, 1, tzinfo=in_india)):
        c = Committee()
        given = {
            "title": {"en": "Two up"},
            "mission": "mission-2024",
            "settings": "swing=INC,,2",
            "draws": 256,
            "seed": 1,
        }
        kept = c.do("m1", "supposition_keep", "body", c.body, given)
    browser = client("m1")
    with moved(datetime(2024, 5, 1, tzinfo=in_india)):
        for path in (f"/body/{c.body}/live/", f"/body/{c.body}/live/?swing=INC,UP,2.5", f"/at/supposition/{kept}/",
                     f"/body/{c.body}/live/compare/?a={kept}&b={kept}"):  # fmt: skip
            answer = browser.get(path + ("&" if "?" in path else "?") + "mission=mission-2024")
            assert answer.status_code == 403 and "126" in answer.content.decode(), path
        settings = browser.get(f"/api/records/supposition/{kept}/")
        assert settings.status_code == 200 and settings.json()["settings"] == "swing=INC,,2"


@pytest.mark.parametrize(("path", "kind"), [("/plan-fault/", "text/html"), ("/api/fault/", "application/json")])
def test_an_error_of_the_domain_is_a_page_in_words(committee: Committee, path: str, kind: str) -> None:
    from django.test import RequestFactory

    from khaka.locale import Translator
    from khaka.store.models import Account
    from khaka.web.faults import FaultMiddleware
    from khaka.web.shown import People

    request = RequestFactory().get(path)
    request.user = Account.objects.get(id="m1")
    request.say = Translator("hi")
    request.people = People(request.say)
    watch = FaultMiddleware(lambda r: None)
    answer = watch.process_exception(request, KhakaError(msg("error.live.many", limit=8)))
    assert answer is not None and answer.status_code == 400 and answer.headers["Content-Type"].startswith(kind)
    assert "8" in answer.content.decode()
    assert watch.process_exception(request, ValueError("ours")) is None
