"""The live what-if: the numbers of `khaka scenario`, kept and compared, with every wrong input said in words."""

from collections.abc import Iterator

import pytest

from khaka.catalog import Catalog
from khaka.desk.forecast import scenario
from khaka.desk.live import Live
from khaka.store.models import Record
from khaka.web.views import live as view
from tests.web.forms import post
from tests.workspace import Committee, client

pytestmark = pytest.mark.slow

DRAWS = 128


@pytest.fixture(scope="module")
def odds() -> Iterator[Live]:
    made = Live(Catalog(), DRAWS)
    made.wait("mission-2024")
    yield made


@pytest.fixture
def page(committee: Committee, odds: Live, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(view, "live", lambda: odds)
    return f"/body/{committee.body}/live/"


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_page_answers_with_the_numbers_of_khaka_scenario(page: str, odds: Live, lang: str) -> None:
    told = scenario(odds.catalog, "mission-2024", swings=["INC=+3"], draws=DRAWS)
    answer = client("m1", lang).get(page + "?s.INC=3.0&s.BJP=0")
    assert answer.status_code == 200
    goals = answer.context["goals"]
    assert [g["after"] for g in goals] == [g.probability for g in told.changed.goals]
    assert [g["before"] for g in goals] == [g.probability for g in told.base.goals]
    assert [c["id"] for c in answer.context["changes"]] == [s.seat_id for s in told.seats]
    ranges = [(r["after"]["mean"], r["after"]["low"], r["after"]["high"]) for r in answer.context["rows"]]
    assert ranges == [(r.mean, *r.intervals[80]) for _, r in told.changed.blocs]
    text = answer.content.decode()
    assert "khaka scenario mission-2024 --swing INC=+3 --draws 128" in text
    assert text.count("<polygon") == 543
    assert "style=" not in text and "<script>" not in text


def test_htmx_gets_only_the_answer(page: str) -> None:
    answer = client("m1").get(page + "?s.INC=1.5", headers={"hx-request": "true"})
    assert "<html" not in answer.content.decode() and "<polygon" in answer.content.decode()


def test_state_transfer_and_partner(page: str) -> None:
    browser = client("m1")
    for query in (
        "party=INC&state=UP&points=२",
        "from=INC&to=SP&share=0.5",
        "drop=DMK",
        "swing=INC,KA,2&swing=BJP,UP,-1",
    ):
        answer = browser.get(f"{page}?{query}")
        assert answer.status_code == 200
        if "२" not in query:
            assert answer.context["moved"], query


@pytest.mark.parametrize(
    "query",
    ["swing=INC", "swing=INC,,nan", "swing=INC,,inf", "swing=INC,,99", "swing=NOBODY,,1", "swing=INC,XX,1", "transfer=INC,SP,2",
     "transfer=INC,INC,.5", "drop=NOBODY", "drop=BJP", "&".join(f"swing=INC,,{i}" for i in range(1, 20)), "swing=%00,,1"],
)  # fmt: skip
def test_what_makes_no_sense_is_said_in_words(page: str, query: str) -> None:
    answer = client("m1", "hi").get(f"{page}?{query}")
    assert answer.status_code in (200, 400)
    assert 'role="alert"' in answer.content.decode() or answer.status_code == 400


def test_unknown_missions_and_strangers_are_404(page: str) -> None:
    assert client("m1").get(page + "?mission=../../etc").status_code == 404
    assert client("stranger").get(page).status_code == 404


def test_a_what_if_is_kept_attached_and_compared(page: str, committee: Committee) -> None:
    c = committee
    p = c.admitted()
    kept = []
    for kind, key, settings in (("body", c.body, "swing=INC%2C%2C2"), ("proposal", p, "swing=INC%2C%2C-2")):
        query = f"?mission=mission-2024&settings={settings}&draws={DRAWS}&seed=20220416"
        answer = post(client("m1"), "supposition_keep", kind, key, {"title.en": f"Kept {kind}"}, query=query)
        assert answer.status_code == 303
        kept.append(answer.headers["Location"].split("/")[3])
    assert Record.objects.get(kind="supposition", key=kept[1]).data["proposal"] == p
    page_of = client("m2").get(f"/at/supposition/{kept[0]}/").content.decode()
    assert "<polygon" in page_of
    both = client("m2").get(f"{page}compare/?a={kept[0]}&b={kept[1]}").content.decode()
    assert "Kept body" in both and "Kept proposal" in both
    assert client("guest").get(f"/do/supposition_keep/body/{c.body}/").status_code == 403
