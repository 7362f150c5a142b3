"""Personal keys of the API: made once and shown once, kept as a digest, limited in time and scope, revoked at once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from khaka.committee.text import clean, fault
from khaka.core.clock import now
from khaka.core.errors import KhakaError
from khaka.core.message import msg
from khaka.store.models import Account, Token

PREFIX: Final = "khaka_"
#: Days that a key may live, and how many a person may have at once.
DAYS: Final = (7, 30, 90, 365)
MOST: Final = 20
LABEL: Final = 80


class Scope(StrEnum):
    """What a key is good for."""

    READ = "read"
    ACT = "act"


def make(account: Account, label: str, scope: str, days: int) -> tuple[Token, str]:
    """A new key; its text is given here and never again.

    Raises
    ------
    KhakaError
        A label that is empty or too long, a scope or a time that is not offered, too many keys.
    """
    label = clean(label[: 4 * LABEL])
    if not label or len(label) > LABEL or fault(label, lines=False):
        raise KhakaError(msg("error.api.label", limit=LABEL))
    if scope not in list(Scope):
        raise KhakaError(msg("error.api.scope"))
    if days not in DAYS:
        raise KhakaError(msg("error.api.days"))
    at = now()
    if len(living(account, at)) >= MOST:
        raise KhakaError(msg("error.api.many", limit=MOST))
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=account, sha256=_digest(text), label=label, scope=scope, made_at=at, until=at + timedelta(days=days)
    )
    return token, text


def found(text: str) -> Token | None:
    """The living key with this text, of an account that is active; None for every other."""
    if not text.startswith(PREFIX) or len(text) > 100:
        return None
    at = now()
    keys = Token.objects.select_related("account").filter(scope__in=list(Scope), revoked_at=None, until__gt=at)
    token = keys.filter(sha256=_digest(text)).first()
    if token is None or not token.account.is_active:
        return None
    if token.used_on != at.date():  # once a day: asking must not mean writing
        Token.objects.filter(pk=token.pk).update(used_on=at.date())
    return token


def living(account: Account, at: datetime) -> list[Token]:
    """An account's keys that still open something, the newest first."""
    keys = Token.objects.filter(account=account, scope__in=list(Scope), revoked_at=None, until__gt=at)
    return list(keys.order_by("-made_at", "-pk"))


def revoke(account: Account, pk: int) -> bool:
    """End one of the account's own keys; False when it has no such key."""
    return Token.objects.filter(account=account, pk=pk, revoked_at=None).update(revoked_at=now()) == 1


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
