"""One reason why a verb is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg


@dataclass(frozen=True, slots=True)
class Blocker:
    """A stable code for programs and a sentence for people.

    Parameters
    ----------
    code
        ``wrong_state``; the sentence's key is ``committee.block.wrong_state``.
    field
        The field of the data that it is about; empty for the rest.
    """

    code: str
    message: Message
    field: str = ""


def block(code: str, /, *, field: str = "", **params: Any) -> Blocker:
    """A Blocker whose sentence stands under ``committee.block.<code>``."""
    return Blocker(code, msg(f"committee.block.{code}", **params), field)


class Refused(KhakaError):  # noqa: N818  (reads as a fact)
    """A verb that is not allowed here and now; ``blockers`` lists every reason found."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(msg("committee.refused", reasons=[b.message for b in self.blockers]))
