"""The secret address of a person's calendar feed: one at a time, made anew or ended at will, good for nothing else.

It is kept among the keys with a scope and a beginning of its own: the API's keys begin differently, so that neither opens
the other's door. A calendar program keeps the address for years; so it does not run out, it is ended.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from khaka.core.clock import now
from khaka.store.models import Account, Token

PREFIX: Final = "cal_"
SCOPE: Final = "calendar"
_YEARS: Final = timedelta(days=3653)


def make(account: Account) -> str:
    """A new secret in the place of the old one; given here and never again."""
    end(account)
    at, text = now(), PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(account=account, sha256=_digest(text), label=SCOPE, scope=SCOPE, made_at=at, until=at + _YEARS)
    return text


def end(account: Account) -> bool:
    """End the feed; False when there was none."""
    return bool(Token.objects.filter(account=account, scope=SCOPE, revoked_at=None).update(revoked_at=now()))


def living(account: Account) -> Token | None:
    """The feed that is open now; its secret is not known."""
    return Token.objects.filter(account=account, scope=SCOPE, revoked_at=None).first()


def owner(text: str) -> Account | None:
    """Whose feed a secret opens; None for one that was ended, never was, or belongs to an account that is closed."""
    if not text.startswith(PREFIX) or len(text) > 100:
        return None
    found = Token.objects.select_related("account").filter(sha256=_digest(text), scope=SCOPE, revoked_at=None).first()
    return found.account if found is not None and found.account.is_active and found.until > now() else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
