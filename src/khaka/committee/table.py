"""The permission table, read from the verbs themselves: role by verb, with the states between which each verb leads.

``python -c "from khaka.committee.table import as_markdown; print(as_markdown())"`` prints the one in the design note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from khaka.committee.people import Role
from khaka.committee.roles import May, may
from khaka.committee.verbs import VERBS, Verb

_MARKS: Final = {May.YES: "x", May.OWN: "own", May.NO: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One verb: what it is done to, from which states to which, and what each role may."""

    verb: str
    on: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    relation: str
    may: tuple[tuple[Role, May], ...]


def rows() -> Iterator[Row]:
    """Every verb, by what it is done to and then by name."""
    for verb in sorted(VERBS, key=lambda v: (v.on, v.name)):
        yield Row(
            verb.name,
            verb.on,
            tuple(str(s) for s in verb.before),
            tuple(str(s) for s in verb.after),
            verb.relation,
            tuple((role, may(role, verb)) for role in Role),
        )


def as_markdown() -> str:
    """The table; ``own`` is "on a record to which the person stands in the relation", for roles that may only do that."""
    names = ["chair", "sec.", "member", "adviser", "observer", "auditor", "authority", "admin.", "server"]
    lines = ["| verb | on | states | relation | " + " | ".join(names) + " |", "|" + "---|" * (4 + len(names))]
    for row in rows():
        marks = " | ".join(_MARKS[m] for _, m in row.may)
        lines.append(f"| {row.verb} | {', '.join(row.on)} | {_states(VERBS[row.verb])} | {row.relation} | {marks} |")
    return "\n".join(lines) + "\n"


def _states(verb: Verb) -> str:
    before = ", ".join(str(s) for s in verb.before) or "any"
    if set(verb.after) <= set(verb.before) and set(verb.before) <= set(verb.after):
        return before
    return f"{before} → {', '.join(str(s) for s in verb.after)}" if verb.after else before
