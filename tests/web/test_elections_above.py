"""What a change below does above: shown before it is done, a matter when it is done, a ruling by the page."""

from pathlib import Path
from unittest import mock

from khaka.committee.polling import Election, ElectionState, Nomination
from khaka.committee.tallying import Matter, MatterState
from tests.committee import polls
from tests.web.polling_hall import BODY, Hall
from tests.web.polling_pages import Pages
from tests.workspace import fresh_database

BELOW, UP, TOP = "e-D1b1", "e-D1", "e-S"


def declared_district(folder: Path) -> Hall:
    with mock.patch.object(polls, "Polls", Hall):
        hall = polls.two_blocks()
    assert isinstance(hall, Hall)
    polls.district(hall)
    return hall


def test_three_levels_a_recount_below_and_the_ruling_above(tmp_path: Path) -> None:
    with fresh_database(tmp_path):
        hall = declared_district(tmp_path)
        pages = Pages(hall)
        # before anything is done, the page below says what rests on it
        page = pages.get("chair", f"/at/election/{BELOW}/")
        assert "If the result here changes" in page and "the result could be another. Margin there: 1 vote." in page
        stay = pages.get("president", f"/do/election_stay/election/{BELOW}/")
        assert f"/at/election/{UP}/" in stay and "There a ruling will be needed" in stay
        assert "If the result here changes" not in pages.get("chair", f"/at/election/{UP}/")
        # the stay makes a matter above, and nothing passes over it
        pages.do("president", "election_stay", "election", BELOW, {"reason": "By order of the tribunal."})
        above = pages.get("chair", f"/at/election/{UP}/")
        assert "comes from an election that is stayed" in above and f"/at/election/{BELOW}/" in above
        calendar = pages.get("sec", f"/body/{BODY}/elections/")
        assert "1 matter waits for a ruling" in calendar and "declared: 1 · stayed: 1" in calendar.replace("\n", "")
        hall.till(25, 0)
        hall.call("S", name=TOP)
        hall.do("s", "roll_delegates", "election", TOP)
        refused = pages.do("r", "roll_finalise", "election", TOP, status=409)
        assert "A matter on an election below waits for a ruling" in refused
        (matter,) = hall.records.find(Matter)
        pages.get("chair", f"/do/matter_rule/matter/{matter.id}/", status=403)
        pages.do("president", "matter_rule", "matter", matter.id, {"reason": "The votes were given in good faith."})
        assert hall.get(Matter, matter.id).state is MatterState.STANDS
        assert "The votes were given in good faith." in pages.get("guest", f"/at/election/{UP}/")
        hall.till(26, 0)
        pages.do("r", "roll_finalise", "election", TOP)
        assert "Final: 1 elector<" in pages.get("guest", f"/at/election/{TOP}/")
        # lifted: the election goes on where it was, and its certificate stands again
        certificate = f"/at/certificate/{BELOW}:1:1/"
        assert "The election is now in this state: stayed" in pages.get("guest", certificate)
        pages.do("president", "election_resume", "election", BELOW, {"reason": "The tribunal has ruled."})
        assert hall.get(Election, BELOW).state is ElectionState.DECLARED
        assert "now in this state" not in pages.get("guest", certificate)


def test_a_seat_given_up_and_titles_of_every_record(tmp_path: Path) -> None:
    with fresh_database(tmp_path):
        hall = Hall()
        e = hall.declared("D1b1")
        pages = Pages(hall)
        pages.do("r", "seat_vacate", "nomination", f"{e}:1", {"cause": "died", "reason": "On 17 March."})
        page = pages.get("m1", f"/at/election/{e}/")
        assert "died: On 17 March." in page and "Elected:" not in page
        assert hall.get(Nomination, f"{e}:1").state == "vacated"
        for kind, key, title in (
            ("elector", f"{e}:a", "<h1>a</h1>"), ("marked_roll", f"{e}:1:b1", "marked roll b1: President, Unit D1b1"),
            ("poll_return", f"{e}:1:1:b1:r", "return of a box b1"), ("nomination", f"{e}:1", "Name a"),
            ("certificate", f"{e}:1:1", "President, Unit D1b1 (block)"),
        ):  # fmt: skip
            assert title in pages.get("sec", f"/at/{kind}/{key}/")
            pages.get("sec", f"/at/{kind}/{key}/", lang="hi")
            pages.get("stranger", f"/at/{kind}/{key}/", status=404)
        for kind in ("election", "nomination", "certificate", "elector", "poll_return"):
            pages.get("sec", f"/body/{BODY}/all/{kind}/")
