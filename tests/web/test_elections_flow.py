"""An organisational election of three levels by the pages: a candidate withdraws, a return does not match, votes are equal, a stay."""

import re
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

import pypdf
import pytest

from khaka.committee.polling import Nomination, NominationState
from khaka.committee.tallying import Certificate, Petition, PollReturn, ReturnState
from khaka.store.blobs import kept
from tests.web.polling_hall import BODY, Hall
from tests.web.polling_pages import PNG, Pages
from tests.workspace import fresh_database

E1, E2, UP = "e-D1b1", "e-D1b2", "e-D1"
ROLL = ("a", "b", "c", "d", "f", "g", "m1")


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with fresh_database(tmp_path_factory.mktemp("flow")):
        yield Hall()


@pytest.fixture(scope="module")
def pages(hall: Hall) -> Pages:
    return Pages(hall)


def photograph(of: bytes = PNG) -> BytesIO:
    file = BytesIO(of)
    file.name = "sheet.png"
    return file


def test_1_the_secretary_calls_an_election_and_the_scrutineer_pastes_the_roll(hall: Hall, pages: Pages) -> None:
    hall.call("D1b2", boxes=["b1"], name=E2)
    form = pages.form("sec", "/do/election_call/programme/P/?unit=D1b1")
    assert (form["post.en"], form["officer"], form["unit"]) == (["President"], ["r"], ["D1b1"])
    page = pages.get("sec", "/do/election_call/programme/P/?unit=D1b1")
    assert 'value="s" checked' in page and "Returning officer" in page and "Unit D1b1" in page
    data = {"boxes": "b1", "scrutineers": ["s"], "delegates": "yes"}
    with hall.named(E1):
        pages.do("sec", "election_call", "programme", "P", data, query="?unit=D1b1")
    lines = "\n".join(f"{p}, 2025-01-01" for p in ROLL)
    pages.do("s", "roll_enter", "election", E1, {"list": lines})
    assert "So far 7 electors" in pages.get("sec", f"/at/election/{E1}/")
    wrong = pages.do("s", "roll_enter", "election", E1, {"list": "h 2025-01-01"}, status=400)
    assert "Line 1" in wrong and "h 2025-01-01" in wrong
    hall.enrol(E2, "klmno")


def test_2_nominations_are_chosen_from_the_roll_examined_and_withdrawn(hall: Hall, pages: Pages) -> None:
    hall.till(11, 0)
    for e in (E1, E2):
        pages.do("r", "roll_finalise", "election", e)
    form = pages.get("r", f"/do/nomination_file/election/{E1}/")
    assert re.search(r'<select id="f-candidate".*?<option value="a"', form, re.S)
    for who in "abcd":
        paper = {"candidate": who, "name.en": f"Name {who}", "name.hi": f"नाम {who}", "proposer": "f", "seconder": "g"}
        pages.do("r", "nomination_file", "election", E1, paper)
    for who in "kl":
        hall.nominate(E2, who, "n", "o")
    hall.till(13, 10)
    for n in (1, 2, 3):
        pages.do("r", "nomination_examine", "nomination", f"{E1}:{n}", {"accepted": "yes"})
    pages.do("r", "nomination_examine", "nomination", f"{E1}:4", {"reason": "The seconder's signature is missing."})
    hall.accept(f"{E2}:1", f"{E2}:2")
    pages.do("r", "nomination_withdraw", "nomination", f"{E1}:3", {"reason": "In favour of b."})
    page = pages.get("guest", f"/at/election/{E1}/", lang="hi")
    assert "The seconder&#x27;s signature is missing." in page and "In favour of b." in page and "नाम c" in page
    assert hall.get(Nomination, f"{E1}:3").state is NominationState.WITHDRAWN
    hall.till(15, 0)
    for e in (E1, E2):
        pages.do("r", "candidates_finalise", "election", e)


def test_3_a_stay_halts_one_block_and_its_page_says_so(hall: Hall, pages: Pages) -> None:
    pages.do("president", "election_stay", "election", E2, {"reason": "The roll is before the tribunal."})
    page = pages.get("m1", f"/at/election/{E2}/")
    assert (
        "This election is stayed" in page and "The roll is before the tribunal." in page and "candidates final" in page
    )
    hall.till(17)
    pages.do("s", "marked_roll_enter", "election", E2, {"box": "b1", "persons": ["k"]}, status=409)
    calendar = pages.get("sec", f"/body/{BODY}/elections/")
    assert "stayed: 1" in calendar and calendar.index("Unit D1b2") < calendar.index("Unit D1b1")


def test_4_the_second_person_sees_nothing_of_the_first_entry(hall: Hall, pages: Pages) -> None:
    pages.do("s", "marked_roll_enter", "election", E1, {"box": "b1", "persons": list(ROLL)})
    pages.enter("r", E1, [43, 21], status=400)  # more votes than papers
    missing = pages.enter("r", E1, [4, 2], invalid="1", status=400)
    assert "SHA-256" in missing
    pages.enter("r", E1, [4, 2], invalid="1", sheet=photograph())
    (first,) = hall.records.find(PollReturn, election=E1)
    assert kept(first.sha256) == PNG
    for who in ("s", "sec", "president", "auditor", "m1"):
        page = pages.get(who, f"/at/election/{E1}/")
        assert first.sha256[:8] not in page and "Numbers" not in page
        assert ("entered once" in page) == (who != "m1")
        pages.get(who, f"/at/poll_return/{first.id}/", status=404)
    form = pages.form("s", f"/do/poll_return_enter/election/{E1}/?box=b1")
    assert form["votes.0.votes"] == form["votes.1.votes"] == form["ballots"] == form["invalid"] == [""]
    assert first.sha256 not in pages.get("s", f"/do/poll_return_enter/election/{E1}/?box=b1")
    sheet = pages.data("s", f"/sheet/{E1}/b1/")
    assert sheet.content == PNG and "attachment" in sheet.headers["Content-Disposition"]
    for who in ("sec", "m1", "president"):
        pages.get(who, f"/sheet/{E1}/b1/", status=404)
    assert pages.form("r", f"/do/poll_return_enter/election/{E1}/?box=b1")["votes.0.votes"] == ["4"]


def test_5_entries_that_differ_are_held_until_both_persons_agree(hall: Hall, pages: Pages) -> None:
    pages.enter("s", E1, [3, 3], invalid="1")
    assert {r.state for r in hall.records.find(PollReturn, election=E1)} == {ReturnState.DIFFERS}
    held = pages.get("r", f"/at/election/{E1}/")
    assert "1 box is held" in held and held.count('class="unlike"') == 2 and "Scrutineer" in held
    assert "held: entries differ" not in pages.get("m1", f"/at/election/{E1}/")
    pages.do("r", "election_declare", "election", E1, status=409)
    pages.enter("r", E1, [3, 3], invalid="1", sheet=photograph())
    assert "1 of 1 boxes" in pages.get("m1", f"/at/election/{E1}/")


def test_6_equal_votes_wait_for_a_fresh_poll_that_the_rules_want(hall: Hall, pages: Pages) -> None:
    pages.do("r", "election_declare", "election", E1)
    page = pages.get("m1", f"/at/election/{E1}/")
    assert "1. Name a · 2. Name b" in page and "a fresh poll among the equal candidates" in page
    assert pages.form("sec", f"/do/poll_repeat/election/{E1}/")["poll_on"] == ["2026-03-20"]
    pages.do("s", "lot_enter", "election", E1, {"drawn": [f"{E1}:2", f"{E1}:1"], "present": "All."}, status=409)
    pages.do("sec", "poll_repeat", "election", E1, {"poll_on": "2026-03-20"})
    hall.till(20, 18)
    pages.do("s", "marked_roll_enter", "election", E1, {"box": "b1", "persons": list(ROLL)})
    same = pages.enter("r", E1, [3, 4], sheet=photograph(), status=400)
    assert "This photograph was entered for another box" in same
    pages.enter("r", E1, [3, 4], sheet=photograph(PNG.replace(b"\x02", b"\x03")))
    pages.enter("s", E1, [3, 4])
    pages.do("r", "election_declare", "election", E1)
    page = pages.get("m1", f"/at/election/{E1}/")
    assert "Elected: 2. Name b" in page and "Margin" not in page and f"/at/certificate/{E1}:2:1/" in page


def test_7_the_level_above_goes_on_without_the_stayed_block(hall: Hall, pages: Pages) -> None:
    hall.call("D1", name=UP)
    hall.do("s", "roll_delegates", "election", UP)
    page = pages.get("r", f"/at/election/{UP}/")
    assert "1 of them delegate elected below" in page and "2 elections below" in page
    pages.do("r", "roll_finalise", "election", UP, status=409)
    left = {"without": [E2], "waiver": "By order; the district votes without it."}
    pages.do("r", "roll_finalise", "election", UP, left)
    assert "Without 1 stayed election below" in pages.get("m1", f"/at/election/{UP}/")
    hall.till(23, 0)
    pages.do("r", "candidates_finalise", "election", UP)
    assert "no candidate" in pages.get("m1", f"/at/election/{UP}/")


def test_8_the_certificate_is_a_page_a_paper_and_a_file_whose_hash_anyone_can_compute(hall: Hall, pages: Pages) -> None:
    key = f"{E1}:2:1"
    made = hall.get(Certificate, key)
    for lang, title, word in (("en", "Certificate of election", "verified"), ("hi", "निर्वाचन प्रमाण पत्र", "जांचा")):
        page = pages.get("m1", f"/at/certificate/{key}/", lang=lang)
        assert title.casefold() in page.casefold() and made.seal in page and word in page
        assert ("Name b" if lang == "en" else "नाम b") in page
        paper = pages.data("m1", f"/paper/certificate/{key}.{lang}.pdf")
        reader = pypdf.PdfReader(BytesIO(paper.content))
        assert title in (reader.metadata.title or "") and len(reader.pages) == 1
        assert paper.content == pages.data("sec", f"/paper/certificate/{key}.{lang}.pdf").content
    file = pages.data("m1", f"/certificate/{key}.json")
    assert sha256(file.content).hexdigest() == made.seal
    # boxes of a fresh poll do not make the votes of the first: the paper does not say that they do
    assert "add up to the votes" not in pages.get("m1", f"/at/certificate/{key}/")
    assert pages.data("stranger", f"/certificate/{key}.json").status_code == 404


def test_9_a_petition_brings_a_fresh_poll_and_the_next_certificate_replaces_the_first(hall: Hall, pages: Pages) -> None:
    judges = pages.get("m1", f"/do/petition_file/election/{E1}/")
    assert 'value="chair"' in judges and not any(f'value="{p}"' in judges for p in ("r", "s", "m1"))
    pages.do("m1", "petition_file", "election", E1, {"grounds": "The box was opened.", "judge": "chair"})
    (petition,) = hall.records.find(Petition, election=E1)
    assert "Petition" not in pages.get("guest", f"/at/election/{E1}/").split("Petitions and rulings")[0]
    ruling = {"ruling": "upheld", "remedy": "fresh_poll", "reason": "The seal was broken."}
    pages.do("sec", "petition_rule", "petition", petition.id, ruling, status=403)
    pages.do("chair", "petition_rule", "petition", petition.id, ruling)
    page = pages.get("guest", f"/at/election/{E1}/")
    assert "The seal was broken." in page and "The seats are kept until" in page and "fresh poll due" in page
    hall.do("sec", "poll_repeat", "election", E1, {"poll_on": "2026-03-27", "waiver": "Ordered."})
    hall.till(27, 18)
    hall.mark(E1, ROLL)
    hall.enter(E1, {f"{E1}:1": 5, f"{E1}:2": 2})
    hall.declare(E1)
    page = pages.get("guest", f"/at/election/{E1}/")
    assert "Elected: 1. Name a" in page and "Margin: 3 votes" in page and "Earlier certificate" in page
    old = pages.get("guest", f"/at/certificate/{E1}:2:1/")
    assert "Replaced by a later certificate" in old and f"/at/certificate/{E1}:3:1/" in old
    assert "add up to the votes" in pages.get("guest", f"/at/certificate/{E1}:3:1/")
