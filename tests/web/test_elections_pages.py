"""Pages of elections: the calendar and what a move breaks, the demonstration, who is refused, who sees what."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest

from khaka.committee.elections.calendar import Moved, breaks, faults
from khaka.committee.polling import Election, ElectionState, Programme, ProgrammeState
from khaka.desk.polling_days import legal_silences, published_steps
from khaka.web.cascade import moved_with
from khaka.web.topics import catalogue
from tests.web.polling_hall import BODY, Hall
from tests.web.polling_pages import Pages
from tests.workspace import fresh_database

E = "e-D1b1"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with fresh_database(tmp_path_factory.mktemp("elections")):
        made = Hall(notice_days=2)
        made.listed("D1b1", "abc", boxes=("b1", "b2"))
        yield made


@pytest.fixture(scope="module")
def pages(hall: Hall) -> Pages:
    return Pages(hall)


def test_the_calendar_goes_from_the_ground_up_with_what_is_due(pages: Pages) -> None:
    page = pages.get("sec", f"/body/{BODY}/elections/")
    places = [page.index(f"<h3>{level}</h3>") for level in ("Block", "District", "State")]
    assert places == sorted(places) and "Now and next" in page
    assert "block: poll" in page and "begins in 1 day<" in page
    assert "2 days of notice" in page and "a public holiday (Id-ul-Fitr)" in page
    assert "ब्लॉक" in pages.get("sec", f"/body/{BODY}/elections/", lang="hi")
    assert f"/body/{BODY}/elections/" in pages.get("m1", f"/body/{BODY}/")
    for who in ("stranger", "r"):
        pages.get(who, f"/body/{BODY}/elections/", status=404)


def test_a_move_shows_what_breaks_and_what_must_move_along_before_it_is_posted(hall: Hall, pages: Pages) -> None:
    path = "/programme/P/move/?step=block_count&show=yes&first=2026-03-17&last=2026-03-19"
    page = pages.get("sec", path)
    assert "Above" in page and "district: nominations begins on 19 March 2026" in page
    assert "1 day too early" in page and "Move all of these" in page
    assert "programme_move" not in pages.get("m1", path)  # a member looks, and does not move
    form = pages.form(
        "sec", "/do/programme_move/programme/P/?step=block_count&first=2026-03-17&last=2026-03-19&along=yes"
    )
    assert form["moves.0.step"] == ["block_count"] and form["moves.1.step"] == ["district_nominate"]
    assert form["notified_on"] == ["2026-03-15"]
    refused = pages.do(
        "sec", "programme_move", "programme", "P", {"reason": "Late.", "waiver": "Kept."}, status=400,
        query="?step=block_count&first=2026-03-17&last=2026-03-19",
    )  # fmt: skip
    assert "district: nominations begins on 19 March 2026" in refused
    along = "?step=block_count&first=2026-03-17&last=2026-03-19&along=yes"
    pages.do("sec", "programme_move", "programme", "P", {"reason": "Late.", "waiver": "Kept."}, query=along)
    steps = {s.key: s for s in hall.get(Programme, "P").steps}
    assert steps["district_nominate"].first.day == 20 and not faults(tuple(steps.values()))


def test_a_stay_shows_who_waits_above(pages: Pages) -> None:
    page = pages.get("president", "/programme/P/move/?step=block_poll&show=yes&how=stay")
    assert "waits until the stay on this is lifted" in page and "Above" in page
    until = pages.get("president", "/programme/P/move/?step=block_poll&show=yes&how=stay&until=2026-03-25")
    assert "is stayed until 25 March 2026" in until
    assert "Nothing" in pages.get("president", "/programme/P/move/?step=state_count&show=yes&how=stay&until=2026-03-01")
    for wrong in (
        "?step=none&show=yes", "?show=yes", "?step=block_poll&show=yes&first=x&last=9999", "?step=<b>",
        "?step=block_poll&show=yes&first=2026-03-26&last=2026-03-20", "?step=block_poll&show=yes&last=9999-12-31",
        "?step=block_poll&show=yes&how=stay&until=9999-12-31", "?step=block_poll&show=yes&last=2199-12-31",
    ):  # fmt: skip
        pages.get("sec", f"/programme/P/move/{wrong}")


def test_what_moves_along_ends_in_order_and_keeps_lengths(hall: Hall) -> None:
    p = hall.get(Programme, "P")
    poll = next(s for s in p.steps if s.key == "block_poll")
    by = moved_with(hall.records, p.steps, "block_poll", poll.first, poll.last.replace(day=28))
    for s in p.steps:
        a, b = by.get(s.key, (s.first, s.last))
        assert a >= s.first and (s.key == "block_poll" or b - a == s.last - s.first)
    change = Moved("block_poll", *by["block_poll"])
    assert {b.other for b in breaks(p.steps, change)} <= set(by)
    assert moved_with(hall.records, p.steps, "state_count", *by["state_count"])["state_count"] == by["state_count"]


def test_the_demonstration_is_a_draft_with_the_dates_that_were_announced(hall: Hall, pages: Pages) -> None:
    steps, announced = published_steps(catalogue())
    assert announced.isoformat() == "2021-10-16" and not faults(steps)
    form = pages.form("sec", f"/do/programme_draft/body/{BODY}/?from=demonstration")
    assert form["steps.2.first"] == ["2022-04-16"] and form["steps.2.kind"] == ["elect"]
    assert len(legal_silences(catalogue(), steps[0].first, steps[-1].last)) == len(
        [k for k in form if "rule" in k and form[k] != [""] and "silences" in k]
    )
    level = {f"steps.{i}.level": s.level.value for i, s in enumerate(steps)}
    pages.do("sec", "programme_draft", "body", BODY, level, query="?from=demonstration")
    (made,) = hall.records.find(Programme, state=ProgrammeState.DRAFT)
    assert made.steps == steps and made.silences and made.name.hi.startswith("नमूना")
    page = pages.get("sec", f"/body/{BODY}/elections/")
    assert "They show how the calendar works and call no election." in page
    assert "Demonstration" not in pages.get("m1", f"/body/{BODY}/elections/")
    late = pages.get("sec", f"/programme/{made.id}/move/?step=nation_enrol&show=yes&first=2021-11-01&last=2022-04-15")
    assert "15 days too early" in late and "Below" in late


def test_forms_are_refused_to_who_may_not_use_them(pages: Pages) -> None:
    refused = (
        ("m1", "programme_draft", "body", BODY, 403), ("m1", "programme_move", "programme", "P", 403),
        ("r", "programme_move", "programme", "P", 404), ("m1", "election_call", "programme", "P", 403),
        ("s", "election_declare", "election", E, 403), ("sec", "poll_return_enter", "election", E, 403),
        ("sec", "marked_roll_enter", "election", E, 403), ("r", "election_stay", "election", E, 403),
        ("chair", "election_stay", "election", E, 403), ("stranger", "petition_file", "election", E, 404),
        ("president", "nomination_examine", "nomination", f"{E}:1", 403),
    )  # fmt: skip
    for who, verb, kind, key, status in refused:
        pages.get(who, f"/do/{verb}/{kind}/{key}/", status=status)
        pages.do(who, verb, kind, key, {"reason": "x"}, status=status)


def test_officers_find_their_elections_without_a_role_in_the_body(pages: Pages) -> None:
    for who in ("r", "s"):
        page = pages.get(who, "/elections/", lang="hi")
        assert f"/at/election/{E}/" in page and "आपके जिम्मे" in page
        assert 'href="/elections/"' in pages.get(who, "/")
    assert "/at/election/" not in pages.get("guest", "/elections/")
    assert "Show the roll" in pages.get("r", f"/at/election/{E}/")
    assert "Show the roll" not in pages.get("guest", f"/at/election/{E}/")


def test_a_sheet_must_be_a_picture_and_a_return_must_add_up(hall: Hall, pages: Pages) -> None:
    hall.till(17, 10)
    hall.mark(E, "abcd", "b1")
    page = pages.get("r", f"/do/poll_return_enter/election/{E}/?box=b1")
    assert len(re.findall(r'name="votes\.\d\.votes"', page)) == 3 and "1. Name a" in page
    text = BytesIO(b"just words")
    text.name = "sheet.txt"
    told = pages.enter("r", E, [2, 1, 1], sheet=text, status=400)
    assert "The sheet must be a photograph" in told
    assert "votes and" in pages.enter("r", E, [2, 1, 1], ballots="3", sha256="0" * 64, status=400)
    assert "two entries" in pages.get("r", f"/at/election/{E}/")


def test_a_lot_is_entered_in_the_order_drawn(tmp_path_factory: pytest.TempPathFactory) -> None:
    with fresh_database(tmp_path_factory.mktemp("lot")):
        hall = Hall(tie_rule="recorded_lot")
        e = hall.counted("D1b1", (3, 3))
        hall.declare(e)
        pages = Pages(hall)
        form = pages.get("r", f"/do/lot_enter/election/{e}/")
        assert form.count('name="drawn"') == 2 and "Nothing is drawn by a machine" in form
        order = [f"{e}:2", f"{e}:1"]
        pages.do("r", "lot_enter", "election", e, {"drawn": order, "present": "Both, in the hall."})
        assert "Both, in the hall." not in pages.get("s", f"/at/election/{e}/")
        pages.do("s", "lot_enter", "election", e, {"drawn": order, "present": "Both."})
        assert hall.get(Election, e).state is ElectionState.DECLARED
        assert "Elected: 2. Name b" in pages.get("m1", f"/at/election/{e}/")
