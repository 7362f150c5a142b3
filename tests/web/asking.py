"""Asking the API as a program does."""

import json
from typing import Any

from django.test import Client

from tests.workspace import Committee, client


def do(person: str | Client, verb: str, kind: str, key: str, body: Any = None, **more: Any) -> Any:
    """Post a verb; the body as given, or as JSON."""
    browser = client(person) if isinstance(person, str) else person
    content = body if isinstance(body, str | bytes) else json.dumps(body or {})
    return browser.post(f"/api/do/{verb}/{kind}/{key}/", content, **{"content_type": "application/json", **more})


def record(person: str, kind: str, key: str) -> Any:
    """A record as the API shows it to a person."""
    answer = client(person).get(f"/api/records/{kind}/{key}/")
    assert answer.status_code == 200
    return answer.json()


def key_of(c: Committee, person: str, scope: str = "act") -> dict[str, str]:
    """The header that carries a fresh key of a person."""
    from khaka.store import tokens
    from khaka.store.models import Account

    _, text = tokens.make(Account.objects.get(id=person), "test", scope, 7)
    return {"HTTP_AUTHORIZATION": f"Bearer {text}"}
