"""People at the pages of elections, each with a browser of their own, at the hall's clock."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.web.forms import fields, post
from tests.web.polling_hall import Hall
from tests.workspace import client

#: The smallest PNG that a phone's photograph may be: one pixel. Another last byte of its data makes another picture.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c489"
    "0000000d49444154789c6360000002000001e221bc33" "0000000049454e44ae426082"
)  # fmt: skip


class Pages:
    """Open and post as a person.

    Parameters
    ----------
    hall
        The organisation whose clock the pages see.
    """

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self._clients: dict[tuple[str, str], Client] = {}

    def of(self, person: str, lang: str = "en") -> Client:
        with self.hall.clock():
            return self._clients.setdefault((person, lang), client(person, lang))

    def get(self, person: str, path: str, *, lang: str = "en", status: int = 200) -> str:
        """A page's text."""
        browser = self.of(person, lang)
        with self.hall.clock():
            answer = browser.get(path)
        assert answer.status_code == status, f"{person} {path}: {answer.status_code}"
        return answer.content.decode()

    def data(self, person: str, path: str) -> Any:
        """An answer as it is."""
        browser = self.of(person)
        with self.hall.clock():
            return browser.get(path)

    def form(self, person: str, path: str) -> dict[str, list[str]]:
        """The fields that a form starts with."""
        return fields(self.get(person, path))

    def do(
        self, person: str, verb: str, kind: str, key: str, data: dict[str, Any] | None = None, *, status: int = 303,
        **more: Any,
    ) -> str:  # fmt: skip
        """Fill a form and send it; the text of the answer."""
        browser = self.of(person)
        with self.hall.clock():
            answer = post(browser, verb, kind, key, data, **more)
        assert answer.status_code == status, f"{person} {verb}: {answer.status_code} {answer.content.decode()[-2500:]}"
        return answer.content.decode()

    def enter(self, person: str, e: str, votes: list[int], *, box: str = "b1", status: int = 303, **data: Any) -> str:
        """A return of a box, in the order of the candidates on its form."""
        query = f"?box={box}"
        filled: dict[str, Any] = {f"votes.{i}.votes": str(v) for i, v in enumerate(votes)}
        filled |= {"ballots": str(sum(votes) + int(data.get("invalid", 0))), "invalid": "0"} | data
        return self.do(person, "poll_return_enter", "election", e, filled, query=query, status=status)
