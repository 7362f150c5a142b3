"""Everyone who may ask, in one committee with a record of every kind, beside a second committee that is none of theirs."""

import dataclasses
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from khaka.committee import VERBS
from khaka.committee.kinds import KINDS
from khaka.committee.monitoring import Indicator
from khaka.committee.noun import Noun
from khaka.committee.papers import Attachment, Comment, EffectRun, Proposal
from khaka.committee.voting import Division
from khaka.core.clock import now
from khaka.store.blobs import keep, sha256_of
from khaka.store.models import Account, Event, Record
from khaka.store.records import row_of
from khaka.web.permissions import Audience
from tests.committee.test_permissions import sample, states
from tests.workspace import Committee, client, fresh_database

PERSON = {
    Audience.NOBODY: "", Audience.STRANGER: "stranger", Audience.CHAIR: "chair", Audience.SECRETARY: "sec",
    Audience.MEMBER: "m1", Audience.ADVISER: "strategist", Audience.OBSERVER: "guest", Audience.AUTHORITY: "president",
    Audience.BODY_AUDITOR: "auditor", Audience.AUDITOR: "inspector", Audience.ADMINISTRATOR: "admin",
}  # fmt: skip
#: Those to whom the second committee is foreign: administrators and auditors of the workspace belong to all.
OUTSIDE = [a for a in Audience if a not in (Audience.NOBODY, Audience.AUDITOR, Audience.ADMINISTRATOR)]
FILE = b"Minutes."


class Crowd(Committee):
    """A committee, a second one, and a record of every kind in each."""

    def __init__(self) -> None:
        super().__init__()
        for name in ("inspector", *(f"other_{p}" for p in ("chair", "secretary", "authority", "auditor"))):
            Account.objects.create(id=name, email=f"{name}@example.org", password="!")
        self.join("inspector", "auditor", by="admin", body="workspace")
        posts = {p: f"other_{p}" for p in ("chair", "secretary", "authority", "auditor")}
        self.other = self.do("admin", "body_form", "unit", "IN", {"name": {"en": "Other"}, "way": "advisory", **posts})
        self.proposal = self.admitted()
        keep(FILE, "text/plain")
        self.own = self._records("own", self.body, self.proposal)
        self.foreign = self._records("foreign", self.other, "foreign-proposal")

    def _records(self, name: str, body: str, proposal: str) -> dict[str, str]:
        """A record of every kind in a body, written past the door; ids by kind."""
        made = {"body": body, "unit": "IN"}
        for kind in sorted(set(KINDS) - set(made)):
            state = self._state(kind)
            noun = dataclasses.replace(sample(kind, state), id=f"{name}-{kind}", body=body)
            noun = _pointed(noun, proposal)
            Record.objects.create(**row_of(noun))
            made[kind] = noun.id
        return made

    def _state(self, kind: str) -> Any:
        """A state in which the most verbs are open, so that the role alone stands in the way."""
        found = states(kind)
        counted = [sum(1 for v in VERBS if kind in v.on and s in v.before) for s in found]
        return found[counted.index(max(counted))]


def _pointed(noun: Noun, proposal: str) -> Noun:
    """What follows another record points at the body's proposal."""
    if isinstance(noun, Comment | Attachment):
        noun = dataclasses.replace(noun, on_kind="proposal", on=proposal)
    elif not isinstance(noun, Proposal) and "proposal" in {f.name for f in dataclasses.fields(noun)}:
        noun = dataclasses.replace(noun, proposal=proposal)  # type: ignore[call-arg]
    if isinstance(noun, Division):  # the server closes what is due
        noun = dataclasses.replace(noun, closes_at=now() + timedelta(days=9))
    if isinstance(noun, Indicator | EffectRun):
        noun = dataclasses.replace(noun, unit="seats")
    if isinstance(noun, Attachment):
        noun = dataclasses.replace(noun, sha256=sha256_of(FILE), media="text/plain", name="minutes.txt")
    return noun


@contextmanager
def crowd(folder: Path) -> Iterator[Crowd]:
    """The crowd in a database of its own."""
    with fresh_database(folder):
        made = Crowd()
        yield made
        made.close()


def written() -> tuple[int, int, int]:
    """What a refused post must leave as it was: events, records, and their versions."""
    versions = sum(Record.objects.values_list("version", flat=True))
    return Event.objects.count(), Record.objects.count(), versions


def plain(answer: HttpResponse, *told: str) -> str:
    """An answer's text without what every page carries of its own address, form and last message."""
    text = re.sub(r'<ul class="told".*?</ul>', "", answer.content.decode(), flags=re.DOTALL)
    for path in sorted((t for t in told if t), key=len, reverse=True):
        text = text.replace(path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


__all__ = ["FILE", "OUTSIDE", "PERSON", "Crowd", "client", "crowd", "plain", "written"]
