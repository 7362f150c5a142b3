"""The blueprint inside the workspace: presented from its file, read by section and Figure, remedies taken over, versions."""

import json
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khaka.render.faces.json import document
from khaka.store.models import Blob, Record
from tests.cases import blueprint_of
from tests.web.forms import post
from tests.workspace import Committee, client


@cache
def blueprint_json(**changes: str) -> bytes:
    raw = json.loads(json.dumps(document(blueprint_of("mission-2024")), ensure_ascii=False))
    return json.dumps(raw | changes, ensure_ascii=False).encode()


def present(c: Committee, data: bytes, replaces: str = "", person: str = "strategist") -> str:
    upload = SimpleUploadedFile("blueprint.json", data, "application/json")
    answer = post(
        client(person), "blueprint_present", "body", c.body, {"replaces": replaces}, files={"document": upload}
    )
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"]).split("/")[3]


@pytest.fixture
def presented(committee: Committee) -> tuple[Committee, str]:
    return committee, present(committee, blueprint_json())


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_every_section_opens(presented: tuple[Committee, str], lang: str) -> None:
    _, key = presented
    browser = client("m1", lang)
    contents = browser.get(f"/document/{key}/")
    assert contents.status_code == 200
    for s in json.loads(blueprint_json())["sections"]:
        page = browser.get(f"/document/{key}/section/{s['slug']}/")
        assert page.status_code == 200
        assert s["title"][lang] in page.content.decode()


def test_a_number_is_explained(presented: tuple[Committee, str]) -> None:
    _, key = presented
    page = client("m1").get(f"/document/{key}/figure/s1.inc.second_places.ls2019/").content.decode()
    assert ("209" in page and "votes polled" in page) or "209" in page
    cell = client("m1").get(f"/document/{key}/figure/s2.trend.ls2019.votes/")
    assert cell.status_code == 200
    assert client("m1").get(f"/document/{key}/figure/nothing/").status_code == 404


def test_a_remedy_becomes_a_proposal_once(presented: tuple[Committee, str]) -> None:
    c, key = presented
    browser = client("strategist")
    remedy = json.loads(blueprint_json())["proposals"][0]
    form = browser.get(f"/do/proposal_draft/body/{c.body}/?blueprint={key}&origin={remedy['id']}")
    assert remedy["text"]["hi"][:20] in form.content.decode()
    answer = post(browser, "proposal_draft", "body", c.body, query=f"?blueprint={key}&origin={remedy['id']}")
    assert answer.status_code == 303
    row = Record.objects.get(kind="proposal")
    assert (row.data["origin"], row.data["blueprint"], row.data["seats"]) == (remedy["id"], key, remedy["seats"])
    again = post(browser, "proposal_draft", "body", c.body, query=f"?blueprint={key}&origin={remedy['id']}")
    assert again.status_code in (400, 409)


def test_versions_tell_their_differences(presented: tuple[Committee, str]) -> None:
    c, key = presented
    raw = json.loads(blueprint_json())
    raw["proposals"] = raw["proposals"][1:]
    second = present(c, json.dumps(raw, ensure_ascii=False).encode(), replaces=key)
    page = client("m1", "hi").get(f"/document/{second}/changes/")
    assert page.status_code == 200
    assert client("m1").get(f"/document/{key}/changes/").status_code == 404


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format":"khaka-blueprint-1"}', b"\xff\xfe", b"%PDF-1.7"])
def test_what_is_no_blueprint_is_refused_in_words(committee: Committee, data: bytes) -> None:
    upload = SimpleUploadedFile("blueprint.json", data, "application/json")
    answer = post(client("strategist", "hi"), "blueprint_present", "body", committee.body, files={"document": upload})
    assert answer.status_code == 400
    assert "खाके" in answer.content.decode() or "JSON" in answer.content.decode()
    assert not Blob.objects.exists()


def test_who_does_not_see_the_blueprint_sees_none_of_its_pages(presented: tuple[Committee, str]) -> None:
    _, key = presented
    for page in ("", "section/state/", "figure/s0.goal/", "file/", "changes/"):
        assert client("stranger").get(f"/document/{key}/{page}").status_code == 404
