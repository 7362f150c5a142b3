"""A document while the law forbids predictions: the parts that hold a forecast give way to a note, the others stay.

Every simulated number comes from ``Strategy.odds``, which is shut then; so nothing has to be listed here by hand.
"""

from __future__ import annotations

from collections.abc import Callable

from khaka.blueprint import chances
from khaka.blueprint.base import Builder
from khaka.blueprint.blocks import Notice, Section
from khaka.core.message import Message, msg
from khaka.mission.windows import Locked, moment_text, span_text
from khaka.strategy import Strategy


def built(builder: Builder, strategy: Strategy) -> Section | None:
    """A section; one that holds a forecast consists of a note while the window is open."""
    try:
        return builder.build(strategy)
    except Locked as shut:
        title = msg(f"s{builder.number}.title")
        return Section(
            builder.number, builder.slug, title, (Notice("caution", _note("windows.section", shut)),), part=builder.part
        )


def notices(strategy: Strategy) -> list[Message]:
    """What stands behind the forecast and how far the last one was off; in a window, that there is none."""
    try:
        return [chances.basis(strategy.odds), chances.miss(strategy.odds)]
    except Locked as shut:
        return [_note("windows.notice", shut)]


def miss(strategy: Strategy) -> Message:
    """How far the last forecast was off, for the leader's page."""
    try:
        return chances.miss(strategy.odds)
    except Locked as shut:
        return _note("windows.notice", shut)


def verdict(strategy: Strategy, summary: Callable[[Strategy], Message | None]) -> Message | None:
    """The odds in the leader's verdict."""
    try:
        return summary(strategy)
    except Locked as shut:
        return msg("windows.short", until=moment_text(shut.lock.until))


def _note(key: str, shut: Locked) -> Message:
    found = shut.lock
    return msg(key, span=span_text(found.since, found.until), rule=found.window.rule)
