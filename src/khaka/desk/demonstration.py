"""A committee to look at: made only when asked for, marked as a demonstration, filled through the one door.

People are roles, nobody in particular. Its figures are measured from the embedded results; its proposals are examples.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from khaka.catalog import Catalog
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.desk.measure import ask
from khaka.locale import LANGUAGES, Translator
from khaka.measures import Filters

NAME: Final = {"en": "DEMONSTRATION: election committee 2024", "hi": "नमूना: चुनाव समिति 2024"}
#: Accounts, by role: no person is behind them. ``.invalid`` can never receive mail.
_PEOPLE: Final = {
    "chair": ("Chair", "अध्यक्ष"),
    "secretary": ("Secretary", "सचिव"),
    "authority": ("Deciding authority", "निर्णयकर्ता"),
    "auditor": ("Auditor", "लेखा परीक्षक"),
    "strategist": ("Strategist", "रणनीतिकार"),
    "member-one": ("Member 1", "सदस्य 1"),
    "member-two": ("Member 2", "सदस्य 2"),
    "member-three": ("Member 3", "सदस्य 3"),
    "observer": ("Observer", "पर्यवेक्षक"),
}
_JOIN: Final = {
    "member-one": "member", "member-two": "member", "member-three": "member", "strategist": "adviser",
    "observer": "observer",
}  # fmt: skip
_ELECTIONS: Final = ("LS2009", "LS2014", "LS2019")


def demonstrate() -> str:
    """Make the demonstration in a workspace that has no committee yet.

    Returns
    -------
    str
        The password of all its accounts, for this once; empty when the demonstration is there already.

    Raises
    ------
    KhakaError
        The workspace holds a real committee.
    """
    from khaka.committee.people import WORKSPACE, Body
    from khaka.store.records import Stored

    bodies = [b for b in Stored().find(Body) if b.id != WORKSPACE]
    if any(b.name.en == NAME["en"] for b in bodies):
        return ""
    if bodies:
        raise KhakaError(msg("error.serve.demo"), msg("error.serve.demo_hint"))
    password = secrets.token_urlsafe(9)
    _Committee(password).fill()
    return password


class _Committee:
    def __init__(self, password: str) -> None:
        from khaka.committee.people import WORKSPACE, Membership, Role
        from khaka.store.models import Account
        from khaka.store.records import Stored

        self.people = {
            role: Account.objects.create_user(f"{role}@demonstration.invalid", password, name_en=en, name_hi=hi).id
            for role, (en, hi) in _PEOPLE.items()
        }
        found = Stored().find(Membership, body=WORKSPACE, role=Role.ADMINISTRATOR)
        self.admin = found[0].person
        self.body = self._form()

    def _do(self, who: str, verb: str, kind: str, key: str, data: dict[str, Any] | None = None) -> str:
        from khaka.committee import VERBS
        from khaka.committee.kinds import KINDS
        from khaka.store.door import Act, act
        from khaka.store.records import Stored

        stands = Stored().get(KINDS[kind], key)
        version = stands.version if stands is not None and not VERBS[verb].adds else None
        return act(Act(self.people.get(who, self.admin), verb, kind, key, version, data or {})).made

    def _form(self) -> str:
        posts = {post: self.people[post] for post in ("chair", "secretary", "authority", "auditor")}
        return self._do("admin", "body_form", "unit", "IN", {"name": NAME, "way": "advisory", **posts})

    def fill(self) -> None:
        """Members, terms, three proposals at three stages, a meeting to come, an indicator."""
        until = (now() + timedelta(days=60)).isoformat()
        for who, role in _JOIN.items():
            terms = "Demonstration / नमूना"
            offer = {"person": self.people[who], "role": role, "terms": terms, "valid_until": until}
            made = self._do("authority", "offer_make", "body", self.body, offer)
            self._do(who, "offer_accept", "offer", made, {"reply": "—"})
        self._audits_the_workspace(until)
        day = (now() + timedelta(days=30)).date().isoformat()
        self._do("authority", "terms_set", "body", self.body, {"words": _TERMS, "due": day})
        proposals = [self._do("strategist", "proposal_draft", "body", self.body, p) for p in _proposals()]
        for p in proposals[:2]:
            self._do("strategist", "proposal_submit", "proposal", p)
        self._do("secretary", "proposal_admit", "proposal", proposals[0])
        meeting = {"at": (now() + timedelta(days=7)).isoformat(), "place": "Delhi / दिल्ली", "agenda": proposals[:1]}
        self._do("secretary", "meeting_call", "body", self.body, meeting)

    def _audits_the_workspace(self, until: str) -> None:
        """The committee's auditor sees the chain of the whole workspace too."""
        from khaka.committee.people import WORKSPACE

        offer = {
            "person": self.people["auditor"],
            "role": "auditor",
            "terms": "Demonstration / नमूना",
            "valid_until": until,
        }
        made = self._do("admin", "offer_make", "body", WORKSPACE, offer)
        self._do("auditor", "offer_accept", "offer", made, {"reply": "—"})


_TERMS: Final = {
    "en": "Consider the suggestions of the blueprint and report on each. This is a demonstration.",
    "hi": "खाके के सुझावों पर विचार कर हर एक पर रिपोर्ट दें। यह केवल नमूना है।",
}


def _proposals() -> list[dict[str, Any]]:
    """Three proposals with figures of the built-in mission's party, measured here."""
    catalog = Catalog()

    def seats(name: str, elections: tuple[str, ...], **filters: Any) -> dict[str, str]:
        value = ask(catalog, name, elections, Filters(parties=("INC",), **filters)).measured.value
        count = value if isinstance(value, int | float) else 0
        return {lang: Translator(lang).number(count, Unit.SEATS, 0, "bare") for lang in LANGUAGES}

    focus = seats("ever_first_or_second", _ELECTIONS)
    direct = seats("direct_contests", ("LS2019",), rival="BJP")
    won = seats("direct_contests_won", ("LS2019",), rival="BJP")
    odisha = seats("ever_first_or_second", _ELECTIONS, states=("OD",))
    return [
        _proposal(
            {"en": "One list of focus seats", "hi": "फ़ोकस सीटों की एक सूची"},
            {"en": f"Work first in the {focus['en']} seats where the party came first or second in 2009, 2014 or 2019.",
             "hi": f"पहले उन {focus['hi']} सीटों पर काम हो जहाँ 2009, 2014 या 2019 में पार्टी पहले या दूसरे स्थान पर थी।"},
        ),
        _proposal(
            {"en": "Direct contests", "hi": "सीधे मुक़ाबले"},
            {"en": f"In 2019 there were {direct['en']} direct contests with the BJP; {won['en']} were won. Candidates early.",
             "hi": f"2019 में भाजपा से सीधे मुक़ाबले: {direct['hi']} सीटें; जीती गईं: {won['hi']}। उम्मीदवार जल्दी तय हों।"},
        ),
        _proposal(
            {"en": "Odisha alone", "hi": "ओडिशा में अकेले"},
            {"en": f"Fight alone in Odisha: in {odisha['en']} of its seats the party came first or second since 2009.",
             "hi": f"ओडिशा में अकेले लड़ें: 2009 से वहाँ की {odisha['hi']} सीटों पर पार्टी पहले या दूसरे स्थान पर रही।"},
        ),
    ]  # fmt: skip


def _proposal(title: dict[str, str], words: dict[str, str]) -> dict[str, Any]:
    return {"title": title, "paragraphs": [{"words": words}]}
