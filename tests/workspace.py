"""A workspace for tests: a fresh database a test, people who act through the one door, signed-in clients.

The tables are made once a process, in a file that each test copies: transactions are real, nothing is rolled back behind
the test's back, and threads or other processes may open the same file.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

_HOME = Path(tempfile.mkdtemp(prefix="khaka-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["KHAKA_HOME"] = str(_HOME)
os.environ["KHAKA_DATABASE"] = f"sqlite:///{_HOME}/template.sqlite3"
os.environ["DJANGO_SETTINGS_MODULE"] = "khaka.web.settings"

from khaka.store import start  # noqa: E402

start.setup("khaka.web.settings")

from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from khaka.committee import VERBS  # noqa: E402
from khaka.committee.kinds import KINDS  # noqa: E402
from khaka.committee.noun import Noun, Words  # noqa: E402
from khaka.core.clock import moved, now  # noqa: E402
from khaka.store.door import Act, Taken, act, why_not  # noqa: E402
from khaka.store.models import Account  # noqa: E402
from khaka.store.records import Stored  # noqa: E402

setup_test_environment()

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "correct horse battery"
#: Everyone on the board, by the name that tests use for them.
PEOPLE = {
    "admin": ("Administrator", "प्रशासक"),
    "chair": ("Chair", "अध्यक्ष"),
    "sec": ("Secretary", "सचिव"),
    "president": ("President", "राष्ट्रीय अध्यक्ष"),
    "auditor": ("Auditor", "लेखा परीक्षक"),
    "strategist": ("Strategist", "रणनीतिकार"),
    "guest": ("Guest", "अतिथि"),
    "m1": ("Member One", "सदस्य एक"),
    "m2": ("Member Two", "सदस्य दो"),
    "m3": ("Member Three", "सदस्य तीन"),
    "stranger": ("Stranger", "बाहरी"),
}
TEXT = [{"words": {"en": "Fight alone in Odisha.", "hi": "ओडिशा में अकेले लड़ना।"}}, {"words": {"en": "Decide by June."}}]
NO_NOTICE = {
    "quorum": "1/2", "quorum_base": "roll", "threshold": "1/2", "strict": True, "majority_base": "voting", "tie": "fails",
    "notice_hours": 0,
}  # fmt: skip


@cache
def _template() -> Path:
    """A database with its tables and nothing in them."""
    start.migrate()
    connections["default"].close()
    return _HOME / "template.sqlite3"


@contextmanager
def fresh_database(folder: Path) -> Iterator[Path]:
    """Point Django at a copy of the empty tables."""
    template = _template()
    path = folder / "workspace.sqlite3"
    shutil.copy(template, path)
    connection = connections["default"]
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        yield path
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


class Committee:
    """A committee in the database: chair, secretary, president, auditor, three members, an adviser, an observer.

    Ids of people equal their test names, and the clock is the test's: ``wait`` moves it on.
    """

    def __init__(self, *, way: str = "advisory", rules: Mapping[str, Any] | None = None, people: bool = True) -> None:
        self._clock = ExitStack()
        self._ahead = timedelta()
        for name, (en, hi) in PEOPLE.items():
            Account.objects.create(id=name, email=f"{name}@example.org", name_en=en, name_hi=hi, password="!")
        from khaka.committee.start import genesis
        from khaka.store.door import begin

        done = genesis("admin", now=now(), name=start.NAME, nation=start.NATION, nation_name=start.NATION_NAME)
        begin(done, now())
        posts = {"chair": "chair", "secretary": "sec", "authority": "president", "auditor": "auditor"}
        name = {"en": "Election committee", "hi": "चुनाव समिति"}
        self.body = self.do("admin", "body_form", "unit", "IN", {"name": name, "way": way, **posts})
        if people:
            for member in ("m1", "m2", "m3"):
                self.join(member, "member")
            self.join("strategist", "adviser")
            self.join("guest", "observer")
        self.do("president", "rulebook_set", "body", self.body, {**NO_NOTICE, **(rules or {})})

    def wait(self, **by: float) -> None:
        """Let time pass."""
        self._ahead += timedelta(**by)
        self._clock.enter_context(moved(self._ahead))

    def close(self) -> None:
        """Give the clock back."""
        self._clock.close()

    def asked(
        self, actor: str, verb: str, kind: str, key: str, data: Mapping[str, Any] | None = None, *,
        version: int | None = -1, once: str = "",
    ) -> Act:  # fmt: skip
        """The act, on the version that stands unless another is named."""
        target = Stored().get(KINDS[kind], key) if kind in KINDS else None
        adds = verb in VERBS and VERBS[verb].adds
        seen = (target.version if target and not adds else None) if version == -1 else version
        return Act(actor, verb, kind, key, seen, data or {}, once)

    def take(self, *args: Any, **kwargs: Any) -> Taken:
        return act(self.asked(*args, **kwargs))

    def do(self, *args: Any, **kwargs: Any) -> str:
        """Do it and give the id of what was made; Refused when there are reasons against."""
        return self.take(*args, **kwargs).made

    def why(self, *args: Any, **kwargs: Any) -> set[str]:
        """Codes of the reasons against."""
        return {b.code for b in why_not(self.asked(*args, **kwargs))}

    def get(self, kind: str, key: str) -> Any:
        found: Noun | None = Stored().get(KINDS[kind], key)
        assert found is not None, f"no {kind} {key}"
        return found

    def at(self, **by: float) -> str:
        return (now() + timedelta(**by)).isoformat()

    def day(self, days: int) -> str:
        return (now() + timedelta(days=days)).date().isoformat()

    def join(self, person: str, role: str, by: str = "president", body: str = "", **more: Any) -> str:
        data = {"person": person, "role": role, "terms": "As agreed.", "valid_until": self.at(days=30), **more}
        offer = self.do(by, "offer_make", "body", body or self.body, data)
        return self.do(person, "offer_accept", "offer", offer, {"reply": "Yes."})

    def draft(self, author: str = "strategist", **more: Any) -> str:
        data = {"title": {"en": "Odisha alone", "hi": "ओडिशा में अकेले"}, "paragraphs": TEXT, **more}
        return self.do(author, "proposal_draft", "body", self.body, data)

    def admitted(self, author: str = "strategist", **more: Any) -> str:
        p = self.draft(author, **more)
        self.do(author, "proposal_submit", "proposal", p)
        self.do("sec", "proposal_admit", "proposal", p)
        return p

    def discussed(self, author: str = "strategist", **more: Any) -> str:
        p = self.admitted(author, **more)
        m = self.do(
            "sec", "meeting_call", "body", self.body, {"at": self.at(seconds=1), "place": "Hall", "agenda": [p]}
        )
        self.wait(seconds=2)
        self.do("chair", "meeting_open", "meeting", m, {"present": ["chair", "sec", "m1", "m2"]})
        self.do("sec", "proposal_discuss", "proposal", p)
        self.do("sec", "meeting_close", "meeting", m, {"minutes": {"en": "Discussed."}})
        return p

    def called(self, p: str, **more: Any) -> str:
        data = {
            "question": {"en": "Accept?", "hi": "स्वीकार?"},
            "method": "recorded",
            "closes_at": self.at(hours=2),
            **more,
        }
        return self.do("chair", "division_call", "proposal", p, data)

    def opened(self, p: str, **more: Any) -> str:
        d = self.called(p, **more)
        self.do("chair", "division_open", "division", d, {"aware": True})
        self.do("sec", "division_open", "division", d, {"aware": True})
        return d

    def ballot(self, d: str, choice: str = "for") -> dict[str, Any]:
        return {"choice": choice, "digest": self.get("division", d).digest}


def client(person: str = "", lang: str = "en", **more: Any) -> Client:
    """A browser of someone who is signed in; of nobody when no name is given."""
    from khaka.web.language import COOKIE

    browser = Client(HTTP_HOST="localhost", **more)
    if person:
        browser.force_login(Account.objects.get(id=person), backend=BACKEND)
    browser.cookies[COOKIE] = lang
    return browser


__all__ = ["BACKEND", "PASSWORD", "PEOPLE", "Committee", "Words", "client", "fresh_database"]
