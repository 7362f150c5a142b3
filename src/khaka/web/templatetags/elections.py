"""Template filters of organisational elections: a matter in words, an entry of a dictionary, votes of one candidate."""

from __future__ import annotations

from typing import Any

from django import template

from khaka.committee.tallying import Matter, PollReturn
from khaka.core.message import Message, msg

register = template.Library()


@register.filter
def matter_words(m: Matter) -> Message:
    """What a matter is about, with the number of delegates concerned."""
    return msg(f"elections.matter.{m.what}", n=len(m.persons), plural="n")


@register.filter
def of(mapping: dict[str, Any], key: str) -> Any:
    """An entry by its key, or the key itself."""
    return mapping.get(key, key)


@register.filter
def votes(entry: PollReturn, nomination: str) -> int | None:
    """Votes of a nomination in an entry."""
    return next((x.votes for x in entry.lines if x.nomination == nomination), None)
