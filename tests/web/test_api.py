"""The API: what is read, what is done, and bodies that are refused before the rules see them."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from khaka.committee.codec import to_json
from khaka.committee.verify import verify
from khaka.store.models import Blob, Event, Record, Refusal
from tests.web.asking import do, record
from tests.workspace import TEXT, Committee, client, fresh_database


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    """One committee for many tests that change nothing which others look at."""
    with fresh_database(tmp_path_factory.mktemp("still")):
        made = Committee()
        yield made
        made.close()


DRAFT = {"title": {"en": "Odisha alone"}, "paragraphs": TEXT}


def test_me_bodies_and_what_waits(committee: Committee) -> None:
    c = committee
    v = c.do("sec", "view_note", "proposal", c.admitted(), {"member": "m2", "words": "पहले राज्य इकाई से पूछें।"})
    browser = client("m2")
    me = browser.get("/api/me/").json()
    assert (me["id"], me["bodies"][0]["roles"], me["key"]) == ("m2", ["member"], None)
    assert [b["id"] for b in browser.get("/api/bodies/").json()["bodies"]] == [c.body]
    waiting = browser.get("/api/pending/").json()["pending"]
    assert [(p["verb"], p["kind"], p["id"], p["version"]) for p in waiting] == [("view_confirm", "view", v, 1)]
    assert client("stranger").get("/api/bodies/").json() == {"bodies": []}


def test_a_list_comes_in_pages_and_counts_only_what_is_seen(committee: Committee) -> None:
    c = committee
    drafts = sorted(c.draft("strategist") for _ in range(3))
    c.draft("m1")
    path = f"/api/bodies/{c.body}/proposal/"
    first = client("strategist").get(path + "?size=2").json()
    second = client("strategist").get(path + "?size=2&page=2").json()
    assert [r["id"] for r in first["records"] + second["records"]] == drafts
    assert (first["count"], first["next"], second["next"]) == (3, 2, None)
    assert client("m2").get(path).json()["count"] == 0
    for query in ("page=0", "page=x", "size=201", "page=-1", "page=%E0%A5%A7", "size=99999999999"):
        assert client("m2").get(f"{path}?{query}").status_code == 400
    assert client("m2").get(f"/api/bodies/{c.body}/nothing/").status_code == 404


def test_a_record_is_what_the_chain_writes(committee: Committee) -> None:
    p = committee.draft("m1")
    assert record("m1", "proposal", p) == json.loads(json.dumps(to_json(committee.get("proposal", p))))
    assert client("m2").get(f"/api/records/proposal/{p}/").status_code == 404


def test_open_verbs_tell_what_they_take_and_doing_one_needs_no_more(committee: Committee) -> None:
    p = committee.draft("m1")
    told = client("m1").get(f"/api/records/proposal/{p}/verbs/").json()
    verbs = {v["verb"]: v for v in told["verbs"]}
    assert {"proposal_submit", "proposal_edit", "proposal_withdraw"} <= set(verbs)
    assert verbs["proposal_edit"]["schema"]["properties"]["paragraphs"]["type"] == "array"
    assert do("m1", "proposal_submit", "proposal", p, {"version": told["version"]}).status_code == 200
    assert record("m1", "proposal", p)["state"] == "submitted"


def test_what_is_made_is_said_once(committee: Committee) -> None:
    first = do("m1", "proposal_draft", "body", committee.body, {"data": DRAFT, "once": "form-1"})
    again = do("m1", "proposal_draft", "body", committee.body, {"data": DRAFT, "once": "form-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert set(first.json()) == {"seq", "made"} and first.json() == again.json()
    assert first.headers["Location"] == f"/api/records/proposal/{first.json()['made']}/"
    assert client("m1").get(first.headers["Location"]).status_code == 200
    assert Record.objects.filter(kind="proposal").count() == 1


def test_refusals_have_codes_fields_and_sentences_in_the_readers_language(committee: Committee) -> None:
    c = committee
    p = c.draft("m1")
    bad = do("m1", "proposal_draft", "body", c.body, {"data": {"title": {"en": "x"}, "colour": "red"}})
    assert bad.status_code == 400 and bad.json()["error"] == "refused"
    assert {(b["code"], b["field"]) for b in bad.json()["blockers"]} == {
        ("missing", "paragraphs"), ("unknown_field", "colour"),
    }  # fmt: skip
    stale = do("m1", "proposal_submit", "proposal", p, {"version": 7})
    assert (stale.status_code, stale.json()["blockers"][0]["code"]) == (409, "stale")
    role = do(client("guest", "hi"), "proposal_draft", "body", c.body, {"data": DRAFT})
    assert (role.status_code, role.json()["blockers"][0]["code"]) == (403, "not_your_role")
    assert "भूमिका" in role.json()["blockers"][0]["text"]
    assert Refusal.objects.filter(actor="guest", codes="not_your_role").exists()
    for verb, kind, key in (
        ("nothing", "body", c.body),
        ("proposal_edit", "body", c.body),
        ("proposal_edit", "proposal", "x"),
    ):
        absent = do("m1", verb, kind, key, {"version": 1})
        assert (absent.status_code, absent.json()) == (404, {"error": "not_found"})


DEEP = '{"data":' + '{"a":' * 40 + "1" + "}" * 41
STRICT: list[tuple[str | bytes, int, str]] = [
    (" ", 400, "not_json"),
    ("{", 400, "not_json"),
    ("[]", 400, "not_an_object"),
    ("7", 400, "not_an_object"),
    ("null", 400, "not_an_object"),
    ('{"version":1,"version":2}', 400, "key_twice"),
    ('{"data":{"title":{"en":"a","en":"b"}}}', 400, "key_twice"),
    ('{"role":"chair"}', 400, "unknown_key"),
    ('{"data":{"weight":NaN}}', 400, "not_finite"),
    ('{"data":{"weight":-Infinity}}', 400, "not_finite"),
    ('{"data":{"weight":1e999}}', 400, "not_finite"),
    ('{"data":{"weight":' + "9" * 5000 + "}}", 400, "not_json"),
    (DEEP, 400, "too_deep"),
    ("[" * 200_000, 400, "too_deep"),
    ('{"data":[]}', 400, "bad_data"),
    ('{"version":"1"}', 400, "bad_version"),
    ('{"version":true}', 400, "bad_version"),
    ('{"version":1.0}', 400, "bad_version"),
    ('{"version":-1}', 400, "bad_version"),
    ('{"once":7}', 400, "bad_once"),
    ('{"once":"' + "a" * 65 + '"}', 400, "bad_once"),
    ('{"once":"a b"}', 400, "bad_once"),
    ('{"files":{"x":{}}}', 400, "bad_files"),
    (b'\xff\xfe{\x00}\x00', 400, "not_utf8"),
    ('{"a":1}'.encode("utf-16-le"), 400, "not_json"),
    (b'\xef\xbb\xbf{}', 400, "not_json"),
    (" " * 4_000_001, 413, "too_large"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "status", "code"), STRICT, ids=lambda x: str(x)[:24])
def test_bodies_that_could_be_read_in_two_ways(still: Committee, body: str | bytes, status: int, code: str) -> None:
    before = Event.objects.count()
    answer = do("m1", "proposal_draft", "body", still.body, body)
    assert (answer.status_code, answer.json()) == (status, {"error": code})
    assert Event.objects.count() == before


@pytest.mark.parametrize("media", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                                   "application/json; charset=utf-16", "application/jsonx"])  # fmt: skip
def test_other_types_are_refused(still: Committee, media: str) -> None:
    answer = do("m1", "proposal_draft", "body", still.body, json.dumps({"data": DRAFT}), content_type=media)
    assert (answer.status_code, answer.json()) == (415, {"error": "not_json_type"})


@pytest.mark.parametrize(
    "text", ["\ud800", "a\u0000b", "\u202eab", "x" * 30_000, "क" + "\u0300" * 500, "=1+1", "<script>"]
)
def test_strange_texts_are_taken_or_refused_in_words(still: Committee, text: str) -> None:
    data: dict[str, Any] = {"title": {"en": text[:150]}, "paragraphs": [{"words": {"hi": text}}], text[:40]: 1}
    answer = do("m1", "proposal_draft", "body", still.body, {"data": data})
    assert answer.status_code == 400
    assert all(b["text"] for b in answer.json()["blockers"])
    del data[text[:40]]
    assert do("m1", "proposal_draft", "body", still.body, {"data": data}).status_code in (201, 400)


def test_a_ballots_salt_is_nobodys_before_the_close(committee: Committee) -> None:
    c = committee
    d = c.opened(c.discussed())
    body = {"version": c.get("division", d).version, "data": c.ballot(d)}
    assert do("m1", "ballot_cast", "division", d, body).status_code == 200
    ballot = f"{d}:m1"
    assert "salt" not in record("m1", "ballot", ballot)
    assert all("salt" not in r for r in client("m1").get(f"/api/bodies/{c.body}/ballot/").json()["records"])
    assert client("m2").get(f"/api/records/ballot/{ballot}/").status_code == 404
    c.wait(hours=3)
    c.do("system", "division_close", "division", d)
    assert len(record("m2", "ballot", ballot)["salt"]) >= 32  # in the chain now, for whoever checks it


def test_the_chain_is_the_workspaces_auditors_and_verifies(committee: Committee) -> None:
    from khaka.store.models import Account

    c = committee
    Account.objects.create(id="inspector", email="inspector@example.org", password="!")
    c.join("inspector", "auditor", by="admin", body="workspace")
    p = c.admitted()
    said = c.do("m1", "comment_add", "proposal", p, {"stance": "against", "text": "Not for print."})
    c.do("sec", "comment_hide", "comment", said, {"reason": "By court order."})
    answer = client("inspector").get("/api/chain/")
    assert verify(answer.json()).faults == ()
    assert "Not for print." not in answer.content.decode()
    for person in ("auditor", "admin", "chair", "president"):
        assert client(person).get("/api/chain/").status_code == 404


def test_a_file_travels_in_the_body(committee: Committee) -> None:
    """The verb judges it as it judges an upload; without it, and with what is no file, nothing is kept."""
    c = committee
    file = {"name": "a.json", "media": "application/json", "base64": base64.b64encode(b"{}").decode()}
    for body, code in (
        ({"files": {"document": file}}, "refused"), ({}, "refused"), ({"files": {"other": file}}, "bad_files"),
        ({"files": {"document": file | {"base64": "?"}}}, "bad_files"), ({"files": {"document": {"name": "a"}}}, "bad_files"),
        ({"files": {"document": file | {"name": ".."}}}, "bad_files"), ({"files": [1]}, "bad_files"),
    ):  # fmt: skip
        answer = do("strategist", "blueprint_present", "body", c.body, body)
        assert (answer.status_code, answer.json()["error"]) == (400, code)
    assert do("guest", "blueprint_present", "body", c.body, {"files": {"document": file}}).status_code == 403
    assert not Blob.objects.exists()
