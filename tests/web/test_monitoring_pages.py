"""A body's monitoring in the browser: indicators from section 16, readings that count when verified, counts from the field."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from khaka.blueprint.sections.monitoring import builder
from khaka.core.message import Name
from khaka.mission import Brief, load_mission
from khaka.mission.spec import Indicator
from khaka.render.faces.json import section_document
from khaka.store.models import Blob, Event, Record
from khaka.web.monitoring import drawing
from tests.cases import CATALOG
from tests.web.forms import fields, post
from tests.workspace import Committee, client

LANGS = pytest.mark.parametrize("lang", ["en", "hi"])
NAME = {"en": "Booths with an agent", "hi": "एजेंट वाले बूथ"}
DATA = {
    "name": NAME,
    "definition": NAME,
    "unit": "share",
    "source": "District offices",
    "direction": "at_least",
    "target": 0.6,
}


@cache
def document() -> bytes:
    """A blueprint's document of one section: 16, with two indicators."""
    mission = load_mission("mission-2024", CATALOG, None)
    booths = Indicator(
        Name("text", "booths", tuple(NAME.items())),
        "District offices",
        "percent",
        40,
        60,
        date(2022, 4, 1),
        True,
        "Office",
    )
    named = Indicator(Name("text", "Candidates named"), "Office")
    mission = replace(mission, hand=replace(mission.hand, indicators=(booths, named)))
    section = section_document(builder.build(SimpleNamespace(brief=Brief(mission, CATALOG))))  # type: ignore[arg-type]
    more = {k: section.pop(k) for k in ("proposals", "figures", "names")}
    whole: dict[str, Any] = {
        "format": "khaka-blueprint-1", "title": {"en": "Blueprint", "hi": "खाका"}, "as_of": "2022-04-16", "data_version": "1",
        "mission": {}, "leader": {}, "sections": [section], "sources": {}, **more,
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False).encode()


def page(c: Committee, person: str = "m1", lang: str = "en") -> str:
    answer = client(person, lang).get(f"/body/{c.body}/monitoring/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "monitoring." not in text and "committee." not in text
    return text


@LANGS
def test_section_16_becomes_an_indicator(committee: Committee, lang: str) -> None:
    c = committee
    upload = SimpleUploadedFile("b.json", document(), "application/json")
    presented = post(client("strategist"), "blueprint_present", "body", c.body, files={"document": upload})
    assert presented.status_code == 303, presented.content.decode()
    key = presented.headers["Location"].split("/")[3]
    text = page(c, "sec", lang)
    assert NAME[lang] in text and f"blueprint={key}&amp;row=1" in text and "row=2" in text
    assert "row=1" not in page(c, "m1", lang), "who may not set one is not asked"
    form = client("sec", lang).get(f"/do/indicator_set/body/{c.body}/?blueprint={key}&row=1")
    held = fields(form.content.decode())
    assert (held["target"], held["unit"], held["source"]) == (["0.6"], ["share"], ["District offices"])
    assert (held["figure"], held["blueprint"]) == (["s16.indicator-1.last"], [key])
    answer = post(client("sec", lang), "indicator_set", "body", c.body, query=f"?blueprint={key}&row=1")
    assert answer.status_code == 303
    made = Record.objects.get(kind="indicator").data
    assert (made["name"]["hi"], made["target"], made["blueprint"], made["figure"]) == (
        NAME["hi"],
        0.6,
        key,
        "s16.indicator-1.last",
    )
    after = page(c, "sec", lang)
    assert "row=1" not in after and "row=2" in after
    for row in ("0", "9", "-1", "x", "99999999"):
        empty = client("sec").get(f"/do/indicator_set/body/{c.body}/?blueprint={key}&row={row}")
        assert empty.status_code == 200 and fields(empty.content.decode())["figure"] == [""]


@LANGS
def test_a_reading_counts_when_another_has_verified_it(committee: Committee, lang: str) -> None:
    c = committee
    i = c.do("sec", "indicator_set", "body", c.body, DATA)
    assert ("nothing verified yet" if lang == "en" else "अभी कुछ पुष्ट नहीं") in page(c, lang=lang)
    post(client("m1", lang), "reading_report", "indicator", i, {"value": "0.37", "as_of": c.day(0), "source": "Office"})
    reading = Record.objects.get(kind="reading").key
    text = page(c, "m2", lang)
    mark = "not verified, counts for nothing" if lang == "en" else "पुष्टि नहीं, गिनती में नहीं"
    assert mark in text and "37.00%" in text and "<svg" not in text
    assert text.index(mark) < text.index("37.00%"), "the mark stands before the number"
    path = f'action="/do/reading_verify/reading/{reading}/"'
    assert path in text and path not in page(c, "m1", lang), "nobody verifies what they reported"
    assert "37.00%" not in page(c, "guest", lang), "an observer sees verified readings only"
    tap = {"version": "1", "next": f"/body/{c.body}/monitoring/"}
    assert client("m1").post(f"/do/reading_verify/reading/{reading}/", tap).status_code == 409
    done = client("m2", lang).post(f"/do/reading_verify/reading/{reading}/", tap)
    assert (done.status_code, done.headers["Location"]) == (303, f"/body/{c.body}/monitoring/")
    after = page(c, "guest", lang)
    assert mark not in after and "37.00%" in after
    assert ("Member Two" if lang == "en" else "सदस्य दो") in after
    assert ("target not reached" if lang == "en" else "लक्ष्य बाकी") in after


def test_trend_in_words_and_as_a_drawing(committee: Committee) -> None:
    c = committee
    i = c.do("sec", "indicator_set", "body", c.body, DATA)
    for day, value in ((-20, 0.2), (-10, 0.35), (-2, 0.65)):
        r = c.do("m1", "reading_report", "indicator", i, {"value": value, "as_of": c.day(day), "source": "Office"})
        c.do("m2", "reading_verify", "reading", r)
    wrong = c.do("m1", "reading_report", "indicator", i, {"value": 0.99, "as_of": c.day(-1), "source": "Office"})
    c.do("m3", "reading_dispute", "reading", wrong, {"reason": "Counted twice."})
    text = page(c)
    assert "20.00%" in text and "35.00%" in text and "target reached" in text
    drawn = re.search(r'<svg class="trend"[^>]*aria-label="([^"]*)"><polyline points="([^"]*)" />', text)
    assert drawn is not None and "99" not in drawn[1] and len(drawn[2].split()) == 3, "only what counts is drawn"
    assert "disputed, counts for nothing" in text and " style=" not in text
    for lang in ("en", "hi"):
        for path in (f"/at/indicator/{i}/", f"/at/reading/{wrong}/"):
            one = client("m1", lang).get(path).content.decode()
            assert "99.00%" in one or "0.99" in one
            assert "monitoring." not in one and "committee." not in one


def test_the_drawing() -> None:
    a, b, c = date(2022, 1, 1), date(2022, 1, 11), date(2022, 1, 21)
    assert drawing([]) == drawing([(a, 1.0)]) == ""
    assert drawing([(a, 0.0), (b, 1.0), (c, 0.5)]) == "2.0,29.0 60.0,3.0 118.0,16.0"
    assert drawing([(a, 5.0), (c, 5.0)]) == "2.0,16.0 118.0,16.0"


def test_reminders(committee: Committee) -> None:
    c = committee
    c.do("sec", "indicator_set", "body", c.body, DATA | {"every": 7, "owner": "m1"})
    assert "A reading is due" not in page(c)
    c.wait(days=9)
    for lang, words in (
        ("en", ("A reading is due", "2 days late", "Member One")),
        ("hi", ("मान आना है", "2 दिन की देर", "सदस्य एक")),
    ):
        text = page(c, lang=lang)
        assert all(w in text for w in words)


# ---- counts from the field ----------------------------------------------------------------------------------------


@pytest.fixture
def with_units(committee: Committee) -> Committee:
    state = committee.do(
        "admin", "unit_make", "unit", "IN", {"level": "state", "code": "UP", "name": {"en": "UP", "hi": "उत्तर प्रदेश"}}
    )
    for name in ("a", "b", "c"):
        unit = {"level": "district", "code": f"UP-{name}", "name": {"en": f"District {name}", "hi": f"जिला {name}"}}
        committee.do("admin", "unit_make", "unit", state, unit)
    return committee


def send(c: Committee, text: str, person: str = "strategist", lang: str = "en", name: str = "जमीन.csv") -> HttpResponse:
    upload = SimpleUploadedFile(name, text.encode("utf-8-sig"), "text/csv")
    data = {"title": "Visits", "as_of": c.day(0), "source": "District offices"}
    return post(client(person, lang), "field_report_import", "body", c.body, data, files={"counts_file": upload})


def test_counts_come_in_from_a_file(with_units: Committee) -> None:
    c = with_units
    answer = send(c, "इकाई;बैठकें;visits\nUP-a;१२;1,234\nUP-b;40;0\nUP-c;3;9\n")
    assert answer.status_code == 303, answer.content.decode()
    key = answer.headers["Location"].split("/")[3]
    for lang in ("en", "hi"):
        text = client("m1", lang).get(f"/at/field_report/{key}/").content.decode()
        assert "बैठकें" in text and "1,234" in text and ("District a" if lang == "en" else "जिला a") in text
        assert ("not kept" if lang == "en" else "नहीं रखी गई") in text
        assert ("not verified" if lang == "en" else "पुष्टि नहीं") in text
        assert "Visits" in page(c, lang=lang)
    assert not Blob.objects.exists(), "the file itself is not kept"
    written = json.dumps([e.data for e in Event.objects.all()], ensure_ascii=False)
    assert '"count": 3' not in written and '"count":3' not in written
    assert post(client("m2"), "reading_verify", "field_report", key).status_code == 303
    assert "not verified" not in client("m1").get(f"/at/field_report/{key}/").content.decode()


def test_what_looks_like_a_person_is_refused_in_words(with_units: Committee) -> None:
    c = with_units
    for text in (
        "unit,Voter name,visits\nUP-a,Ram,2\n",
        "unit,मोबाइल\nUP-a,9876543210\n",
        "unit,visits\nUP-a,9876543210\n",
        "unit,visits\nram@example.org,12\n",
        "unit,जाति,visits\nUP-a,x,12\n",
    ):
        answer = send(c, text, lang="hi")
        told = answer.content.decode()
        assert answer.status_code == 400 and 'class="against"' in told and "error." not in told
        assert "9876543210" not in told and "ram@example.org" not in told, "named, never repeated"
    for text in (
        "",
        "visits\n3\n",
        "unit,visits\nUP-z,12\n",
        "unit,visits\nUP-a,x\n",
        "<html><script>x</script>",
        "\0\0",
    ):
        answer = send(c, text)
        assert answer.status_code == 400 and "error." not in answer.content.decode(), text
    assert send(c, "unit,visits\nUP-a,12\n", name="a.xlsx").status_code == 400
    assert post(client("sec"), "field_report_import", "body", c.body, {"title": "x"}).status_code == 400
    assert send(c, "unit,visits\nUP-a,12\n", person="guest").status_code == 403
    assert not Record.objects.filter(kind="field_report").exists()


def test_counts_are_the_files_and_never_the_forms(with_units: Committee) -> None:
    c = with_units
    upload = SimpleUploadedFile("a.csv", b"unit,visits\nUP-a,12\n", "text/csv")
    forged = {"counts.0.place": "UP-b", "counts.0.column": "x", "counts.0.count": "7", "file": "0" * 64}
    data = {"title": "Visits", "as_of": c.day(0), "source": "Office", **forged}
    assert (
        post(client("sec"), "field_report_import", "body", c.body, data, files={"counts_file": upload}).status_code
        == 303
    )
    made = Record.objects.get(kind="field_report").data
    assert [x["count"] for x in made["counts"]] == [12] and made["file"] != "0" * 64


def test_a_stranger_sees_no_monitoring(committee: Committee) -> None:
    assert client("stranger").get(f"/body/{committee.body}/monitoring/").status_code == 404
    home = client("m1").get(f"/body/{committee.body}/").content.decode()
    assert f"/body/{committee.body}/monitoring/" in home and f"/body/{committee.body}/claims/" in home
