"""The permission table of addresses: every route against everyone who may ask. Made from the routes; held by tests.

``python -c "from khaka.web.permissions import as_markdown; print(as_markdown())"`` prints it, with KHAKA_HOME set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from khaka.web.routes import ROUTES, Who


class Audience(StrEnum):
    """Everyone who may ask for an address."""

    NOBODY = "nobody"  # not signed in
    STRANGER = "stranger"  # an account without any role
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    ADVISER = "adviser"
    OBSERVER = "observer"
    AUTHORITY = "authority"
    BODY_AUDITOR = "body_auditor"  # auditor of one committee
    AUDITOR = "auditor"  # of the workspace
    ADMINISTRATOR = "administrator"  # of the workspace


class Answer(StrEnum):
    """What an audience gets."""

    YES = "yes"
    RECORD = "record"  # by the record: who sees it, or may do the verb; the others are told that there is none
    SIGN_IN = "sign_in"  # pages lead to the sign-in, the API answers 401
    ABSENT = "absent"  # told that there is no such page


#: allauth's addresses are not in ROUTES. Who may ask: before the sign-in, in the midst of it, or afterwards.
ACCOUNT: Final[dict[str, Who]] = {
    "account_login": Who.ANYONE,
    "account_logout": Who.ANYONE,
    "account_inactive": Who.ANYONE,
    "account_reset_password": Who.ANYONE,
    "account_reset_password_done": Who.ANYONE,
    "account_reset_password_from_key": Who.ANYONE,
    "account_reset_password_from_key_done": Who.ANYONE,
    "mfa_authenticate": Who.ANYONE,
    "account_reauthenticate": Who.SIGNED_IN,
    "account_change_password": Who.SIGNED_IN,
    "mfa_index": Who.SIGNED_IN,
    "mfa_reauthenticate": Who.SIGNED_IN,
    "mfa_activate_totp": Who.SIGNED_IN,
    "mfa_deactivate_totp": Who.SIGNED_IN,
    "mfa_view_recovery_codes": Who.SIGNED_IN,
    "mfa_generate_recovery_codes": Who.SIGNED_IN,
    "mfa_download_recovery_codes": Who.SIGNED_IN,
}
_WORKSPACE: Final = {
    Who.ADMINISTRATOR: Audience.ADMINISTRATOR,
    Who.AUDITOR: Audience.AUDITOR,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One address: its methods (empty: allauth's own), who may ask, and what each audience gets."""

    name: str
    path: str
    methods: tuple[str, ...]
    who: Who
    api: bool
    answers: tuple[tuple[Audience, Answer], ...]


def answer(who: Who, audience: Audience) -> Answer:
    """What an audience gets from a route of this kind."""
    if who is Who.ANYONE:
        return Answer.YES
    if audience is Audience.NOBODY:
        return Answer.SIGN_IN
    if who is Who.SIGNED_IN:
        return Answer.YES
    if who in _WORKSPACE:
        return Answer.YES if audience is _WORKSPACE[who] else Answer.ABSENT
    return Answer.RECORD


def table() -> tuple[Line, ...]:
    """Every address, by path: the routes, and allauth's."""
    return tuple(sorted([*_routes(), *_account()], key=lambda line: (line.path, line.name)))


def as_markdown() -> str:
    """The table for people."""
    marks = {Answer.YES: "x", Answer.RECORD: "rec.", Answer.SIGN_IN: "", Answer.ABSENT: ""}
    lines = [
        "| address | methods | who | " + " | ".join(a.value.replace("_", " ") for a in Audience) + " |",
        "|" + "---|" * (3 + len(Audience)),
    ]
    for line in table():
        cells = " | ".join(marks[a] for _, a in line.answers)
        methods = ", ".join(line.methods) or "allauth's"
        lines.append(f"| `/{line.path}` | {methods} | {line.who} | {cells} |")
    return "\n".join(lines) + "\n"


def _routes() -> Iterator[Line]:
    from khaka.web import urls  # noqa: F401  (the views register when they are read)

    for r in ROUTES.values():
        yield Line(r.name, r.path, r.methods, r.who, r.api, _answers(r.who))


def _account() -> Iterator[Line]:
    from khaka.web.account_urls import urlpatterns

    for pattern in urlpatterns:
        who = ACCOUNT[str(pattern.name)]
        yield Line(str(pattern.name), f"account/{pattern.pattern}", (), who, False, _answers(who))


def _answers(who: Who) -> tuple[tuple[Audience, Answer], ...]:
    return tuple((a, answer(who, a)) for a in Audience)
