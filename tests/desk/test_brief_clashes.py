"""The rules over issued briefs: they do not depend on the order of records, and each plan of one brief is free of clashes."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from khaka.committee.directing import BriefPlan, Fight
from khaka.committee.noun import Noun, Words
from khaka.committee.papers import BriefState, StateBrief
from khaka.committee.people import Body, Level, Unit
from khaka.committee.records import Memory
from khaka.desk import clashes
from khaka.locale import Translator

DAY = date(2026, 6, 1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
UNITS = (("IN", Level.NATION), ("u-up", Level.STATE), ("u-br", Level.STATE))
SEATS = ("UP-01", "UP-36", "BR-01")


@st.composite
def rooms(draw: st.DrawFn) -> list[Noun]:
    """Up to five briefs in any state, with plans, parents and days of any kind."""
    nouns: list[Noun] = [Body(id="c", body="c", unit="IN", name=Words("C"))]
    for code, level in UNITS:
        nouns.append(Unit(id=code, body="w", level=level, code=code[-2:].upper(), name=Words(code)))
        if draw(st.booleans()):
            nouns.append(Body(id=f"b-{code}", body=f"b-{code}", unit=code, name=Words(code)))
    ids = [f"b{i}" for i in range(draw(st.integers(0, 5)))]
    for i in ids:
        unit = draw(st.sampled_from([u for u, _ in UNITS]))
        nouns.append(StateBrief(
            id=i, body="c", unit=unit, words=Words("x"), due=DAY + timedelta(days=draw(st.integers(0, 3))),
            parent=draw(st.sampled_from(["", *ids])), issued_by="sec", issued_at=NOW, state=draw(st.sampled_from(list(BriefState))),
        ))  # fmt: skip
        where = {s: draw(st.sampled_from(["", "hold", "win", "build", "left"])) for s in SEATS}
        lists = {name: tuple(s for s, w in where.items() if w == name) for name in ("hold", "win", "build", "left")}
        nouns.append(BriefPlan(
            id=i, body="c", brief=i, unit=unit, fight=draw(st.sampled_from([None, *Fight])), **lists,
            share=draw(st.sampled_from([None, 0.0, 0.4, 0.7])), hours=draw(st.sampled_from([None, 0, 50])),
            hours_limit=draw(st.sampled_from([None, 40])),
        ))  # fmt: skip
    return nouns


def memory(nouns: list[Noun]) -> Memory:
    made = Memory()
    for n in nouns:
        made.put(n)
    return made


@given(rooms(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_records_does_not_matter(nouns: list[Noun], chance: object) -> None:
    turned = list(nouns)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    found = clashes.find(memory(nouns), "c")
    assert found == clashes.find(memory(turned), "c")
    keys = [(f.rule, f.briefs) for f in found]
    assert len(set(keys)) == len(keys) and all(f.rule in clashes.NAMES for f in found)
    live = {n.id for n in nouns if isinstance(n, StateBrief) and n.state in clashes.LIVE}
    assert all(live & set(f.briefs) for f in found), "briefs that are gone contradict nobody"
    for lang in ("en", "hi"):
        assert all("clash." not in Translator(lang).text(f.what) for f in found)


def test_two_briefs_that_contradict_each_other_both_ways_are_one_clash() -> None:
    nouns: list[Noun] = [Body(id=f"b-{u}", body="c", unit=u, name=Words(u)) for u, _ in UNITS]
    nouns += [Unit(id=u, body="w", level=level, code=u, name=Words(u)) for u, level in UNITS]
    for unit, win, left in (("u-up", "UP-01", "BR-01"), ("u-br", "BR-01", "UP-01")):
        own = {"id": unit, "body": "c", "unit": unit}
        nouns.append(StateBrief(**own, words=Words("x"), due=DAY, issued_by="sec", issued_at=NOW))
        nouns.append(BriefPlan(**own, brief=unit, win=(win,), left=(left,)))
    (found,) = clashes.find(memory(nouns), "c")
    assert found.rule == "seat-opposite" and Translator("en").text(found.what).count("leaves them") == 2
