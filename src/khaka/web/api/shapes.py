"""Records, verbs and refusals as the API gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from khaka.committee.blocker import Blocker
from khaka.committee.codec import to_json
from khaka.committee.noun import Noun
from khaka.committee.people import Body
from khaka.committee.records import Records
from khaka.committee.roles import roles_at
from khaka.committee.verbs import Verb
from khaka.committee.voting import Ballot, Division, DivisionState
from khaka.locale import Translator
from khaka.web.asked import Asked
from khaka.web.given import FILES
from khaka.web.locks import ensure_record_open

_COUNTED: Final = frozenset({DivisionState.CLOSED, DivisionState.TIED})


def record(records: Records, noun: Noun) -> dict[str, Any]:
    """A record that its reader sees, without what is secret even to its reader.

    A ballot's salt stays with the server until the close: with it a voter could prove to somebody who pays or threatens
    how the vote went, while the vote still counts.

    Raises
    ------
    Locked
        It repeats a forecast that the law shuts now.
    """
    ensure_record_open(records, noun)
    found = to_json(noun)
    if isinstance(noun, Ballot):
        division = records.get(Division, noun.division)
        if division is None or division.state not in _COUNTED:
            del found["salt"]
    return found


def verb(of: Verb) -> dict[str, Any]:
    """A verb that is open: what it takes, whether a version must be named, and the files that go with it."""
    return {
        "verb": of.name,
        "version_needed": not of.adds,
        "files": sorted(FILES.get(of.name, ())),
        "makes": of.makes,
        "schema": of.schema(),
    }


def refusal(against: Iterable[Blocker], say: Translator) -> dict[str, Any]:
    """Every reason against, with its stable code and its sentence in the reader's language."""
    told = [{"code": b.code, "field": b.field, "text": say.text(b.message)} for b in against]
    return {"error": "refused", "blockers": told}


def body(request: Asked, of: Body) -> dict[str, Any]:
    """A committee and the asker's roles in it."""
    roles = sorted(roles_at(request.records, request.user.id, of.id, request.moment))
    return {"id": of.id, "name": {"en": of.name.en, "hi": of.name.hi}, "state": of.state.value, "roles": roles}
