"""The first event of a workspace: the workspace itself, the nation's unit, the first administrator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khaka.committee.blockers import Done, put_json
from khaka.committee.noun import Noun, Words
from khaka.committee.people import SYSTEM, WORKSPACE, Body, Level, Membership, Role, Unit


def genesis(administrator: str, *, now: datetime, name: Words, nation: str, nation_name: Words) -> Done:
    """What is written before any verb can be done.

    Parameters
    ----------
    administrator
        Id of the first administrator's account.
    name
        The workspace's name.
    nation, nation_name
        Code and name of the organisation's widest unit.
    """
    unit = Unit(id=nation, body=WORKSPACE, level=Level.NATION, code=nation, name=nation_name)
    body = Body(id=WORKSPACE, body=WORKSPACE, unit=nation, name=name)
    first = Membership(
        id=f"{WORKSPACE}:first", body=WORKSPACE, person=administrator, role=Role.ADMINISTRATOR, start=now
    )
    puts: tuple[Noun, ...] = (unit, body, first)
    payload: dict[str, Any] = {
        "verb": "genesis",
        "actor": SYSTEM,
        "roles": [Role.SYSTEM.value],
        "kind": body.KIND,
        "object": body.id,
        "version": 1,
        "body": WORKSPACE,
        "why": "",
        "puts": [put_json(n) for n in puts],
    }
    return Done(payload, puts)
