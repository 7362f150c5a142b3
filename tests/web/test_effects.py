"""Effects of proposals: computed by the server when a remedy is taken over, again when the data move, never half."""

import json
from typing import Any

import pytest

from khaka.store.models import Record
from khaka.store.records import Stored
from tests.web.forms import post
from tests.web.test_locks import REMEDY, poll_day, present, small
from tests.workspace import Committee, client


def blueprint(effect: Any = None, **mission: Any) -> bytes:
    raw = json.loads(small(poll_day(), forecast=False))
    raw["proposals"] = [REMEDY | ({"effect": effect} if effect is not None else {})]
    raw["mission"] |= {"as_of": "2022-04-16", "datasets": [], **mission}
    return json.dumps(raw).encode()


def spec(**filters: Any) -> dict[str, Any]:
    given = {"elections": "LS2019", "parties": "INC", "rival": "BJP", "swing": 5.0, **filters}
    return {
        "kind": "seats_after",
        "measure": "seats_after_swing",
        "filters": {k: v for k, v in given.items() if v is not None},
    }


def take_over(c: Committee, key: str) -> str:
    answer = post(client("strategist"), "proposal_draft", "body", c.body, query=f"?blueprint={key}&origin=P-direct")
    assert answer.status_code == 303, answer.content.decode()
    return str(Record.objects.get(kind="proposal").key)


def runs() -> list[dict[str, Any]]:
    return [r.data for r in Record.objects.filter(kind="effect").order_by("id")]


def test_taking_a_remedy_over_computes_its_effect(committee: Committee) -> None:
    p = take_over(committee, present(committee, blueprint()))
    (run,) = runs()
    assert (run["measure"], run["unit"], run["value"], run["low"], run["high"]) == (
        "seats_after_swing",
        "seats",
        90.0,
        81.0,
        100.0,
    )
    assert run["text"] == 1 and run["data_version"].count(".") == 1
    for lang, words in (("en", "Seats after the shift"), ("hi", "वोट खिसकाव के बाद सीटें")):
        page = client("strategist", lang).get(f"/at/proposal/{p}/").content.decode()
        assert words in page and "90" in page and "81" in page and "seats_after_swing" not in page


def test_a_newer_blueprint_moves_it_and_the_old_value_stays_beside(committee: Committee) -> None:
    key = present(committee, blueprint())
    p = take_over(committee, key)
    newer = blueprint(spec(swing=3.0))
    from khaka.desk.upkeep import after

    second = present(committee, newer, replaces=key)
    after([Stored().get(type(committee.get("blueprint", second)), second)])  # as the web door does
    first, last = runs()
    assert first["value"] == 90.0 and last["value"] < 90.0 and first["data_version"] != last["data_version"]
    page = client("strategist").get(f"/at/proposal/{p}/").content.decode()
    assert 'class="was">90' in page and f"<b>{int(last['value'])}</b>" in page
    after([committee.get("blueprint", second)])
    assert len(runs()) == 2, "the same data and text are computed once"


def test_the_servers_loop_finds_what_another_door_did(committee: Committee) -> None:
    from khaka.desk import upkeep

    upkeep._SEEN["seq"] = -1
    key = present(committee, blueprint())
    committee.draft(blueprint=key, origin="P-direct")
    assert runs() == []
    assert upkeep.tick() == 1 and len(runs()) == 1
    assert upkeep.tick() == 0
    committee.do("strategist", "proposal_edit", "proposal", Record.objects.get(kind="proposal").key, {
        "title": {"en": "New"}, "paragraphs": [{"words": {"en": "New words."}}], "seats": []})  # fmt: skip
    assert upkeep.tick() == 1, "a new text has its own run"
    assert [r["text"] for r in runs()] == [1, 2]


BAD: list[tuple[Any, dict[str, Any], str]] = [
    (spec(swing="NaN"), {}, "swing"),
    (spec(swing=1e308), {}, "swing"),
    (spec(elections="LS2031"), {}, "LS2031"),
    (spec(rival="NOSUCH"), {}, "NOSUCH"),
    ({"kind": "seats_after", "measure": "no_such", "filters": {}}, {}, "no_such"),
    ({"kind": "odds", "measure": "seats_won", "filters": {}}, {}, "odds"),
    ({"kind": "seats_after", "measure": "seats_won"}, {}, "effect"),
    (spec(weather="fine"), {}, "weather"),
    (spec(), {"datasets": ["own-polls"]}, "own-polls"),
    (spec(), {"as_of": "never"}, "as_of"),
]


def test_what_cannot_be_computed_is_refused_in_words_and_the_old_run_kept(committee: Committee) -> None:
    key = present(committee, blueprint())
    p = take_over(committee, key)
    browser = client("strategist", "hi")
    for effect, mission, word in BAD:
        key = present(committee, blueprint(effect, **mission), replaces=key)
        assert browser.get(f"/at/proposal/{p}/").status_code == 200
        answer = browser.post(f"/proposal/{p}/effect/", follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200 and word in page, word
        assert "<b>90</b>" in page and len(runs()) == 1


def test_infinity_in_a_file_is_no_number() -> None:
    from datetime import date

    from khaka.core.errors import KhakaError
    from khaka.desk.effects import compute, view

    for value in (float("nan"), float("inf"), True, None):
        with pytest.raises(KhakaError):
            compute(spec() | {"filters": spec()["filters"] | {"swing": value}}, view(None, date(2022, 4, 16), ()))


def test_on_request_the_same_data_are_told_and_strangers_see_nothing(committee: Committee) -> None:
    p = take_over(committee, present(committee, blueprint()))
    answer = client("strategist").post(f"/proposal/{p}/effect/", follow=True)
    assert "already" in answer.content.decode() and len(runs()) == 1
    assert client("stranger").post(f"/proposal/{p}/effect/").status_code == 404
    assert client("strategist").get(f"/proposal/{p}/effect/").status_code == 405
    hand = committee.draft()
    told = client("strategist").post(f"/proposal/{hand}/effect/", follow=True).content.decode()
    assert "No effect can be computed" in told and "Compute the effect again" not in told
