"""Domain errors: what is wrong, where, what was expected, what to try. Doors print them in the reader's language."""

from __future__ import annotations

from typing import Any

from khaka.core.message import Message, msg


class KhakaError(Exception):
    """An error that the user can act on (exit 1 on the command line).

    Parameters
    ----------
    message
        What is wrong, with the offending value.
    hint
        What to try next.
    """

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        self.message = message
        self.hint = hint
        params = ", ".join(f"{k}={v}" for k, v in message.params)
        super().__init__(f"{message.key}({params})")


class NotKnown(KhakaError):  # noqa: N818  (reads as a fact, not as a failure of ours)
    """A name that the catalogue does not have: an election, party, state, seat, measure, figure."""


class DataFault(KhakaError):  # noqa: N818
    """A table that breaks its contract, or a file that cannot be read as what it claims to be."""


class MissionFault(KhakaError):  # noqa: N818
    """A mission that cannot be used; ``problems`` lists every fault found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(msg("error.mission.faults", n=len(problems), plural="n"))


class Problem:
    """One fault of a mission file: which field, the value found, what is allowed."""

    __slots__ = ("allowed", "field", "message", "value")

    def __init__(self, field: str, value: Any, message: Message, allowed: Message | None = None) -> None:
        self.field = field
        self.value = value
        self.message = message
        self.allowed = allowed

    def __repr__(self) -> str:
        return f"Problem({self.field}={self.value!r}: {self.message.key})"
