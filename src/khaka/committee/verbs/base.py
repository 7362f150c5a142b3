"""What a verb is, and the call that its rules see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from khaka.committee.blocker import Blocker
from khaka.committee.fields import Field, object_schema
from khaka.committee.noun import Noun
from khaka.committee.people import Body, Role
from khaka.committee.records import Records

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Reveal:
    """A hidden record, unchanged, that now enters the chain in full."""

    noun: Noun


Puts: TypeAlias = Iterator[Noun | Reveal]


@dataclass(frozen=True, slots=True)
class Call:
    """A verb about to be done.

    Parameters
    ----------
    target
        The record that it is done to; for a verb that makes something, what the new record belongs to.
    body
        The target's body.
    roles
        The actor's roles in it now.
    data
        The verb's fields, read.
    new_id, salt
        An id for what is made, and random characters, both from the caller: rules draw nothing.
    """

    verb: Verb
    records: Records
    actor: str
    target: Noun
    body: Body
    roles: frozenset[Role]
    now: datetime
    data: dict[str, Any]
    new_id: str = ""
    salt: str = ""

    @property
    def today(self) -> date:
        """The day in the body's time zone."""
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        """The day of a moment in the body's time zone."""
        return moment.astimezone(ZoneInfo(self.body.zone)).date()

    def on(self, cls: type[N]) -> N:
        """The target, as the kind that it is."""
        if not isinstance(self.target, cls):
            raise TypeError(f"{self.verb.name} is not done to a {self.target.KIND}")
        return self.target

    def need(self, cls: type[N], id_: str) -> N:
        """A record that another record refers to."""
        found = self.records.get(cls, id_)
        if found is None:
            raise LookupError(f"{cls.KIND} {id_} is referred to and missing")
        return found

    def here(self, cls: type[N], id_: str) -> N | None:
        """A record of the same body that the data name; None when it is another body's or none."""
        found = self.records.get(cls, id_)
        return found if found is not None and found.body == self.body.id else None


def changed(noun: N, **changes: Any) -> N:
    """A record's next version."""
    return replace(noun, version=noun.version + 1, **changes)


Check: TypeAlias = Callable[[Call], Iterable[Blocker]]
Effect: TypeAlias = Callable[[Call], Puts]


@dataclass
class Verb:
    """One thing that can be done.

    Parameters
    ----------
    module
        ``__name__`` of its file: the file's name is the verb's.
    on
        Kinds of record that it is done to.
    roles
        Roles that may do it to any such record of their body.
    relation, relation_roles
        A relation to the record (see ``roles.RELATIONS``) that allows it too, together with one of these roles when
        there are any.
    before, after
        States of the record in which it is allowed, and those in which it leaves it; empty: it has no state, or keeps it.
    fields
        What it takes; nothing else is accepted.
    makes
        The kind of the record that it makes, if it makes one.
    adds
        True when it writes beside the record only: then no version of the record need be named.
    anywhere
        True when it is allowed in a dissolved body.
    """

    module: str
    on: tuple[str, ...]
    roles: frozenset[Role] = frozenset()
    relation: str = ""
    relation_roles: frozenset[Role] = frozenset()
    before: tuple[StrEnum, ...] = ()
    after: tuple[StrEnum, ...] = ()
    fields: tuple[Field, ...] = ()
    makes: str = ""
    adds: bool = False
    anywhere: bool = False
    _checks: list[Check] = field(default_factory=list)
    _effect: Effect | None = None

    @property
    def name(self) -> str:
        """The verb's name."""
        return self.module.rsplit(".", 1)[-1]

    def check(self, function: Check) -> Check:
        """Register a rule of the verb's own: it yields a Blocker for each reason against."""
        self._checks.append(function)
        return function

    def effect(self, function: Effect) -> Effect:
        """Register what it writes."""
        self._effect = function
        return function

    def reasons_against(self, call: Call) -> Iterator[Blocker]:
        """Blockers of the verb's own rules; role, version, state and fields are looked at before."""
        for check in self._checks:
            yield from check(call)

    def puts(self, call: Call) -> tuple[Noun | Reveal, ...]:
        """The records that it writes."""
        if self._effect is None:
            raise TypeError(f"{self.name} has no effect")
        return tuple(self._effect(call))

    def schema(self) -> dict[str, Any]:
        """The JSON schema of what it takes."""
        return object_schema(self.fields)
