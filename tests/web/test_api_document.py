"""The API's own description: valid, whole, and kept by the API whatever is sent (Schemathesis in the slow run)."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from khaka.committee import VERBS
from khaka.store.models import Record
from khaka.web.api import openapi
from khaka.web.limits import LIMITS
from khaka.web.permissions import table
from khaka.web.wsgi import application
from tests.web.asking import do, key_of
from tests.workspace import Committee, client, fresh_database

#: Examples of each of the operations in the slow run.
EXAMPLES = 6
FEW = settings(
    max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    """A committee in the midst of its work: records of many kinds, each made through the door."""
    with fresh_database(tmp_path_factory.mktemp("document")):
        c = Committee()
        p = c.discussed(seats=["OD-01"])
        c.do("m1", "comment_add", "proposal", p, {"stance": "against", "text": "पहले पूछें।"})
        change = {"base": 1, "change": "replace", "paragraph": "p1", "words": {"hi": "तालमेल।"}, "why": "क्योंकि।"}
        c.do("m2", "amendment_propose", "proposal", p, change)
        c.do("sec", "finding_record", "proposal", p, {"outcome": "accept", "words": "Agreed.", "conditions": []})
        t = c.do("president", "terms_set", "body", c.body, {"words": {"hi": "विचार करें।"}, "due": c.day(30)})
        c.do("sec", "report_draft", "terms", t, {"words": {"en": "Below."}})
        c.do("chair", "report_deliver", "report", t)
        c.do("president", "order_give", "proposal", p, {"outcome": "accept", "words": "Yes."})
        decision = Record.objects.get(kind="decision").key
        c.do("chair", "task_give", "decision", decision, {"words": "Write.", "owner": "chair", "due": c.day(9)})
        c.opened(c.discussed())
        c.draft("chair")
        for n in range(2):
            c.do("sec", "meeting_call", "body", c.body, {"at": c.at(days=n + 1), "place": "Hall", "agenda": []})
        yield c
        c.close()


def newest(kind: str) -> str:
    """The id of a record of a kind; of none where there is none."""
    return Record.objects.filter(kind=kind).order_by("-pk").values_list("key", flat=True).first() or "no-such-record"


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    for what in LIMITS:
        monkeypatch.setitem(LIMITS, what, (10**6, 60))


def test_the_description_is_valid_and_the_same_for_everyone(busy: Committee) -> None:
    nobody, chair = (client(p).get("/api/openapi.json") for p in ("", "chair"))
    assert nobody.content == chair.content
    document = nobody.json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_it_holds_every_address_and_every_verb() -> None:
    document = openapi.document()
    paths = document["paths"]
    for line in table():
        if line.api and line.name != openapi.DO:
            path = "/" + line.path.replace("<str:", "{").replace(">", "}")
            assert {m.lower() for m in line.methods} == set(paths[path])
    for verb in VERBS:
        for kind in verb.on:
            assert "post" in paths[f"/api/do/{verb.name}/{kind}/{{key}}/"]
        Draft202012Validator.check_schema(document["components"]["schemas"][f"verb.{verb.name}"])
    ids = [o["operationId"] for p in paths.values() for o in p.values()]
    assert len(ids) == len(set(ids))


def test_what_fits_the_schema_is_taken(busy: Committee) -> None:
    schema = VERBS["proposal_draft"].schema()
    data = {"title": {"hi": "ओडिशा"}, "paragraphs": [{"words": {"hi": "अकेले लड़ना।"}}]}
    Draft202012Validator(schema).validate(data)
    assert do("m1", "proposal_draft", "body", busy.body, {"data": data}).status_code == 201


@FEW
@given(body=st.binary(max_size=40) | JSON.map(lambda v: json.dumps(v).encode()))
def test_no_body_is_a_fault_of_ours(busy: Committee, body: bytes) -> None:
    answer = do(BROWSER.of("m1"), "proposal_draft", "body", busy.body, body)
    assert answer.status_code in (201, 400, 415) and (answer.status_code == 201 or answer.json()["error"])


@FEW
@given(data=st.data())
def test_no_data_of_any_verb_are_a_fault_of_ours(busy: Committee, data: st.DataObject) -> None:
    verb = data.draw(st.sampled_from(sorted(VERBS, key=lambda v: v.name)))
    kind = data.draw(st.sampled_from(verb.on))
    names = [f.name for f in verb.fields] or ["x"]
    sent = data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=len(names)))
    body = {"version": data.draw(st.integers(-1, 3)), "data": sent, "once": data.draw(st.text(max_size=3))}
    answer = do(BROWSER.of("chair"), verb.name, kind, newest(kind), body)
    assert answer.status_code < 500 and answer.headers["Content-Type"] == "application/json"


class _Browsers:
    """One browser a person: signing in for each example would take longer than the example."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Any] = {}

    def of(self, person: str) -> Any:
        from django.db import connection

        key = (str(connection.settings_dict["NAME"]), person)
        if key not in self._found:
            self._found[key] = client(person)
        return self._found[key]


BROWSER = _Browsers()


CALM = settings(FEW, max_examples=EXAMPLES)


def fuzz(operation: Any, headers: dict[str, str]) -> None:
    """Some examples of an operation, most of them on a record that there is."""
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
    parts = operation.path.split("/")

    @CALM
    @given(case=operation.as_strategy(), there=st.sampled_from([True, True, True, False]))
    def run(case: Any, there: bool) -> None:
        named = case.path_parameters or {}
        if there and "key" in named:
            kind = "body" if parts[2] == "bodies" else parts[4] if parts[2] == "do" else named["kind"]
            named["key"] = newest(kind)
        case.validate_response(case.call(headers=headers), checks=checks, headers=headers)

    run()


@pytest.mark.slow
def test_the_api_keeps_its_own_description(busy: Committee) -> None:
    """Schemathesis, in this process, as the chair: no fault of ours, no status or answer that is not described."""
    import schemathesis

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers={"Host": "localhost"})
    headers = {"Host": "localhost", "Authorization": key_of(busy, "chair")["HTTP_AUTHORIZATION"]}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > len(list(VERBS))
    for operation in operations:
        fuzz(operation, headers)


def test_a_large_body_is_refused_before_it_is_read(busy: Committee) -> None:
    file = {"name": "a", "media": "x/y", "base64": base64.b64encode(b"0" * 17_000_000).decode()}
    answer = do("strategist", "blueprint_present", "body", busy.body, {"files": {"document": file}})
    assert (answer.status_code, answer.json()) == (413, {"error": "too_large"})
