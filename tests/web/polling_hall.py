"""An organisation that elects, in the database: the steps of ``tests.committee.polls`` through the store's one door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

# isort: off
from tests.workspace import PEOPLE  # it sets Django up

# isort: on
from khaka.committee import VERBS, Ask
from khaka.committee.kinds import KINDS
from khaka.core.clock import moved
from khaka.store import door
from khaka.store.door import Act, act, begin, why_not
from khaka.store.models import Account
from khaka.store.records import Stored
from tests.committee.polls import Polls
from tests.committee.room import BODY

#: Accounts beside the committee's: the officer and the scrutineer of every election.
OFFICERS = {"r": ("Returning officer", "निर्वाचन अधिकारी"), "s": ("Scrutineer", "जांचकर्ता")}
NAMES = {**PEOPLE, **OFFICERS}


class Hall(Polls):
    """As ``Polls``, every verb through ``store.door.act``, the clock the test's own."""

    def __init__(self, **more: Any) -> None:
        for name, (en, hi) in NAMES.items():
            Account.objects.create(id=name, email=f"{name}@example.org", name_en=en, name_hi=hi, password="!")
        super().__init__(**more)

    @property
    def records(self) -> Any:
        """The records as they stand now."""
        return Stored()

    @records.setter
    def records(self, _: Any) -> None:
        """The room's own memory is not used."""

    def write(self, done: Any) -> None:
        with moved(self.now):
            begin(done, self.now)

    def why(self, *args: Any, **kwargs: Any) -> set[str]:
        with self.named(kwargs.pop("new", "")) as _, moved(self.now):
            return {b.code for b in why_not(self._act(*args, **kwargs))}

    def do(self, *args: Any, **kwargs: Any) -> str:
        with self.named(kwargs.pop("new", "")), moved(self.now):
            return act(self._act(*args, **kwargs)).made

    def _act(self, actor: str, verb: str, kind: str, key: str, data: Any = None) -> Act:
        target = Stored().get(KINDS[kind], key)
        version = target.version if target is not None and not VERBS[verb].adds else None
        return Act(actor, verb, kind, key, version, data or {})

    @contextmanager
    def named(self, new: str) -> Iterator[None]:
        """The next record gets this id, as the pure rules' tests write them down."""
        made = door._ask

        def named(*args: Any) -> Ask:
            return replace(made(*args), new_id=new)

        if new:
            door._ask = named  # type: ignore[assignment]
        try:
            yield
        finally:
            door._ask = made

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Pages see the hall's own clock."""
        with moved(self.now):
            yield


__all__ = ["BODY", "Hall"]
