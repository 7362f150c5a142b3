"""An organisational election of three levels and 200 units on a phone, in Hindi: what is decided is decided in the browser.

The 200 units go through the store's one door (``tests.committee.test_elections_journey`` with its rules, here in the
database); a withdrawal, a stay, a return that does not match, equal votes, the declaration and the certificate are done
by people at their pages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from khaka.committee.polling import Election, ElectionState, Nomination, NominationState
from khaka.committee.tallying import Certificate
from tests.browser.clock_server import timed
from tests.browser.workspace_server import Door
from tests.committee.test_elections_journey import BLOCKS as UNITS
from tests.committee.test_elections_journey import (
    MISMATCH,
    STAYED,
    TIED,
    WITHDRAWN,
    Country,
    block_count,
    units,
    upper,
)
from tests.web.polling_hall import BODY, Hall
from tests.web.polling_pages import PNG
from tests.workspace import fresh_database

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANG, WIDTH = "hi", 320
_DECIDED_IN_BROWSER = (TIED, STAYED, MISMATCH)


class Nation(Hall, Country):
    """The country of the pure rules' test, in the database."""


class Browser:
    """People at their phones."""

    def __init__(self, door: Door, hall: Nation) -> None:
        self._door, self.hall = door, hall
        self._pages: dict[str, Any] = {}

    def open(self, person: str, path: str) -> Any:
        """A page of somebody, never wider than the phone."""
        page = self._pages.get(person)
        if page is None:
            page = self._pages[person] = self._door(person, LANG, path, width=WIDTH)
        else:
            page.goto(self._door._served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
        return page

    def do(self, person: str, verb: str, kind: str, key: str, *, query: str = "", **filled: Any) -> Any:
        """Fill in a form by its labels' fields and send it; the page after it."""
        page = self.open(person, f"/do/{verb}/{kind}/{key}/{query}")
        for name, value in filled.items():
            field = page.locator(f'[name="{name}"]').first
            if value is True:
                field.check()
            elif isinstance(value, dict):
                field.set_input_files([value])
            else:
                field.fill(str(value))
        page.locator("form.verb button.main").click()
        page.wait_for_load_state()
        return page

    def enter(self, person: str, e: str, votes: list[int], invalid: int = 0, last: int = 0) -> Any:
        """A return of box b1 with a photograph that is this election's own."""
        number = int.from_bytes(e.encode(), "big") % 251
        picture = PNG.replace(b"\x02", bytes([number])).replace(b"\x9c", bytes([last]))
        filled: dict[str, Any] = {f"votes.{i}.votes": v for i, v in enumerate(votes)}
        sheet = {"name": "sheet.png", "mimeType": "image/png", "buffer": picture}
        page = self.open(person, f"/do/poll_return_enter/election/{e}/?box=b1")
        kept = page.locator("input[name=same]").count()
        filled |= {"ballots": sum(votes) + invalid, "invalid": invalid} | ({} if kept else {"sheet": sheet})
        return self.do(person, "poll_return_enter", "election", e, query="?box=b1", **filled)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Nation]:
    with fresh_database(tmp_path):
        made = Nation(blocks=UNITS, notice_days=2)
        _passwords()
        yield made


def _passwords() -> None:
    from tests.browser.workspace_server import _passwords as same_for_all

    same_for_all()


@pytest.fixture
def phone(chromium: Any, hall: Nation, tmp_path: Path) -> Iterator[Browser]:
    with timed(tmp_path, hall) as served:
        door = Door(chromium, served)
        yield Browser(door, hall)
        door.close()
        assert door.faults == []


def nominated(c: Nation) -> None:
    """Every block up to the scrutiny."""
    for u in units("block"):
        c.enrol(c.call(u), c.members(u))
    c.till(11, 0)
    for u in units("block"):
        c.do("r", "roll_finalise", "election", f"e-{u}")
        c.file(u, stand=3 if u == WITHDRAWN else 2)
    c.till(13)
    for u in units("block"):
        c.examine(u)


def test_200_units_from_the_roll_to_the_certificate(hall: Nation, phone: Browser) -> None:
    nominated(hall)
    withdrawal(hall, phone)
    hall.till(15, 0)
    for u in units("block"):
        if u != WITHDRAWN:
            hall.do("r", "candidates_finalise", "election", f"e-{u}")
    phone.do("r", "candidates_finalise", "election", f"e-{WITHDRAWN}")
    stay(hall, phone)
    hall.till(17)
    for u in units("block"):
        if u not in _DECIDED_IN_BROWSER:
            block_count(hall, u)
    mismatch(hall, phone)
    tie(hall, phone)
    upper(hall, "district", (20, 21, 23, 23))
    resumed = phone.do("president", "election_resume", "election", f"e-{STAYED}", reason="न्यायाधिकरण का फैसला आ गया।")
    assert "उम्मीदवार तय" in resumed.inner_text("main")
    block_count(hall, STAYED)
    hall.till(26, 0)
    top(hall, phone)
    found = hall.records.find(Election)
    assert len(found) == 200 and {e.state for e in found} == {ElectionState.DECLARED}
    assert len(hall.records.find(Certificate)) == 200


def withdrawal(hall: Nation, phone: Browser) -> None:
    """The returning officer enters the signed paper of a candidate who withdraws."""
    e = f"e-{WITHDRAWN}"
    page = phone.open("r", f"/at/election/{e}/")
    assert page.locator("ol.rows > li").count() == 3
    phone.do("r", "nomination_withdraw", "nomination", f"{e}:3", reason="दूसरे उम्मीदवार के पक्ष में।")
    page = phone.open("r", f"/at/election/{e}/")
    assert "दूसरे उम्मीदवार के पक्ष में।" in page.inner_text("main")
    assert hall.get(Nomination, f"{e}:3").state is NominationState.WITHDRAWN


def stay(hall: Nation, phone: Browser) -> None:
    """The president looks at what a stay makes wait, and stays one block."""
    page = phone.open("president", "/programme/P/move/?step=block_poll&how=stay&show=yes")
    assert "ऊपर" in page.inner_text("main")
    page = phone.do("president", "election_stay", "election", f"e-{STAYED}", reason="मतदाता सूची पर विवाद है।")
    assert "इस चुनाव पर रोक है" in page.inner_text("[role=alert]")
    calendar = phone.open("sec", f"/body/{BODY}/elections/")
    assert "चुनाव पर रोक" not in calendar.title() and calendar.locator(".state-stayed").count() == 1


def mismatch(hall: Nation, phone: Browser) -> None:
    """Two persons enter one sheet, the second without seeing the first; unlike, both are held; then alike."""
    e = f"e-{MISMATCH}"
    hall.mark(e, hall.members(MISMATCH))
    phone.enter("r", e, [3, 1], invalid=1)
    blind = phone.open("s", f"/do/poll_return_enter/election/{e}/?box=b1")
    assert [blind.locator(f'[name="votes.{i}.votes"]').input_value() for i in (0, 1)] == ["", ""]
    assert blind.locator("input[name=same]").is_checked()
    phone.enter("s", e, [1, 3], invalid=1)
    page = phone.open("s", f"/at/election/{e}/")
    assert page.locator("tr.unlike").count() == 2 and page.locator(".box-differs").count() == 1
    phone.enter("s", e, [3, 1], invalid=1)
    page = phone.do("r", "election_declare", "election", e)
    assert "निर्वाचित" in page.inner_text(".result") and hall.get(Election, e).state is ElectionState.DECLARED


def tie(hall: Nation, phone: Browser) -> None:
    """Equal votes: nothing is drawn; the two stand again on a day that the secretary sets."""
    e = f"e-{TIED}"
    hall.mark(e, hall.members(TIED))
    hall.enter(e, {f"{e}:1": 2, f"{e}:2": 2}, invalid=1)
    page = phone.do("r", "election_declare", "election", e)
    assert "मत बराबर" in page.inner_text(".result")
    page = phone.do("sec", "poll_repeat", "election", e, poll_on="2026-03-19")
    assert "दोबारा मतदान" in page.inner_text("main")
    hall.till(19, 18)
    hall.mark(e, hall.members(TIED))
    for who in ("r", "s"):
        phone.enter(who, e, [2, 3])
    page = phone.do("r", "election_declare", "election", e)
    assert "2. Name D1b1.2" in page.inner_text(".result")


def top(hall: Nation, phone: Browser) -> None:
    """The state: elected by ten districts; declared, and its certificate read and printed, at the phone."""
    e = hall.call("S")
    hall.do("s", "roll_delegates", "election", e)
    page = phone.do("r", "roll_finalise", "election", e)
    assert "अंतिम: 10 मतदाता" in page.inner_text("main")
    hall.file("S")
    hall.till(28)
    hall.examine("S")
    hall.till(30, 0)
    hall.do("r", "candidates_finalise", "election", e)
    hall.till(30)
    hall.mark(e, hall.roll(e))
    for who in ("r", "s"):
        phone.enter(who, e, [8, 1], invalid=1)
    page = phone.do("r", "election_declare", "election", e)
    assert "निर्वाचित" in page.inner_text(".result") and "अंतर: 7 मत" in page.inner_text("main")
    page = phone.open("m1", f"/at/election/{e}/")
    page.locator(f'a.button[href="/at/certificate/{e}:1:1/"]').click()
    page.wait_for_load_state()
    made = hall.get(Certificate, f"{e}:1:1")
    assert made.seal in page.inner_text("main") and "क्या नहीं जांचा जा सकता" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    url = page.locator('a[href$=".hi.pdf"]').get_attribute("href")
    paper = page.request.get(page.url.split("/at/")[0] + url).body()
    assert "निर्वाचन प्रमाण पत्र" in (pypdf.PdfReader(io.BytesIO(paper)).metadata.title or "")
