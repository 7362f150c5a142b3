"""An advisory committee's whole way in a browser on a phone: from the blueprint to a task that is done and a chain that is whole.

Once with the keyboard alone and in Hindi, once by tapping and in English.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.browser.hand import Hand

pytestmark = pytest.mark.browser
KOLKATA = ZoneInfo("Asia/Kolkata")


def local_now() -> datetime:
    """The committee's clock, away from midnight: a meeting is opened on its day."""
    found = datetime.now(KOLKATA)
    if (found + timedelta(minutes=3)).date() != found.date():
        time.sleep(185)
    return datetime.now(KOLKATA)


@pytest.mark.parametrize(("lang", "keys"), [("hi", True), ("en", False)], ids=["hi-keyboard", "en-tap"])
def test_from_the_blueprint_to_a_task_that_is_done(
    served: Any, someone: Any, blueprint_file: Path, lang: str, keys: bool
) -> None:
    c = served.committee
    c.join("auditor", "auditor", by="admin", body="workspace")
    hands: dict[str, Hand] = {}

    def who(person: str, at: str = "/") -> Hand:
        if person not in hands:
            hands[person] = Hand(someone(person, lang, at), keys=keys)
            return hands[person]
        return hands[person].open(at)

    body = f"/body/{c.body}/"
    proposal = _proposes(who, body, blueprint_file)
    _meets(who, body, proposal, lang)
    _finds(who, proposal)
    _reports(who, body, proposal)
    _does(who)
    _is_audited(who("auditor", "/chain/"), served.home)


def _proposes(who: Callable[..., Hand], body: str, blueprint: Path) -> str:
    who("president", body).follow("/do/terms_set/").write("words.hi", "ओडिशा में आगे कैसे बढ़ें?").day(
        "due", local_now().date() + timedelta(days=20)
    ).send()
    author = who("strategist", body).follow("/do/blueprint_present/").file("document", blueprint).send()
    author.follow("/document/").follow("/do/proposal_draft/").send()
    proposal = "/at/proposal/" + author.page.url.split("/")[5] + "/"
    author.follow("/do/proposal_submit/").send()
    assert author.page.url.endswith(proposal)
    return proposal


def _meets(who: Callable[..., Hand], body: str, proposal: str, lang: str) -> None:
    secretary = who("sec").follow("/do/proposal_admit/").send()
    soon = local_now() + timedelta(minutes=2)
    secretary.open("/").follow("/do/meeting_call/").moment("at", soon).write("place", "Hall")
    assert secretary.page.locator('input[name="agenda"]').first.is_checked()  # what is admitted is on it already
    secretary.send()
    words = "वहां हमारा संगठन कमजोर है।" if lang == "hi" else "We are weak there."
    member = who("m1", proposal).follow("/do/comment_add/").choose("stance", "against").write("text", words).send()
    assert words in member.text()
    secretary.open("/").follow("/do/meeting_open/").tick("present", "sec", "m1", "m2").send()
    secretary.open("/").follow("/do/proposal_discuss/").send()
    secretary.open(proposal).follow("/do/view_note/").pick("member", "m2").write("words", "पहले सीटें तय हों।").send()
    secretary.open("/").follow("/do/meeting_close/").write(f"minutes.{lang}", "चर्चा हुई।").send()
    second = who("m2")
    assert "पहले सीटें तय हों।" in second.text()
    second.press('form[action*="view_confirm"] button')  # one tap on the first page
    assert second.page.locator('form[action*="view_confirm"]').count() == 0


def _finds(who: Callable[..., Hand], proposal: str) -> None:
    chair = who("chair").follow("/do/finding_record/").choose("outcome", "amend")
    chair.write("words", "शर्त के साथ माना।").write("conditions", "जून तक\nराज्य इकाई की सहमति से").send()
    who("m3", proposal).follow("/at/finding/").follow("/do/dissent_note/").write("words", "मैं असहमत हूं।").send()
    assert "मैं असहमत हूं।" in who("m3", proposal).text()


def _reports(who: Callable[..., Hand], body: str, proposal: str) -> None:
    secretary = who("sec").follow("/do/report_draft/").write("words.hi", "समिति की रिपोर्ट।").send()
    report = "/" + secretary.page.url.split("/", 3)[3]
    assert report.startswith("/at/report/")
    chair = who("chair").follow("/do/report_deliver/").send()
    assert "मैं असहमत हूं।" in chair.open(report).text()
    for lang in ("hi", "en"):
        assert chair.open(report).fetched(f'main a[href$="{lang}.pdf"]').startswith(b"%PDF")
    president = (
        who("president").follow("/do/order_give/").choose("outcome", "accept").write("words", "आदेश: मंजूर।").send()
    )
    assert "आदेश: मंजूर।" in president.open(proposal).text()


def _does(who: Callable[..., Hand]) -> None:
    secretary = who("sec").follow("/do/task_give/").write("words", "बूथ समितियां बनाएं।").pick("owner", "m2")
    secretary.day("due", local_now().date() + timedelta(days=10)).send()
    task = "/at/task/" + secretary.page.url.split("/")[5] + "/"
    owner = who("m2").follow("/do/task_done/").write("note", "सब बनीं।").send().open("/")
    assert owner.page.locator('form[action*="task_verify"]').count() == 0  # not one's own
    other = who("m1").press('form[action*="task_verify"] button')
    assert other.open(task).page.locator('a[href*="/do/task_verify/"]').count() == 0


def _is_audited(auditor: Hand, home: Path) -> None:
    file = home / "chain.json"
    file.write_bytes(auditor.download('main a[href="/chain/export/"]').read_bytes())
    command = [sys.executable, "-c", "from khaka.cli.main import run; run()", "verify", str(file), "--json"]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert found.returncode == 0, found.stdout + found.stderr
