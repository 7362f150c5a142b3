"""A document while the law forbids predictions: the parts that hold a forecast give way to a note, the others stay.

Every simulated number comes from ``Strategy.odds``, which is shut then; so nothing has to be listed here by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from khaka.blueprint import chances
from khaka.blueprint.base import Builder
from khaka.blueprint.blocks import Block, Notice, Section
from khaka.core.message import Message, msg
from khaka.mission.windows import Locked, moment_text, span_text
from khaka.strategy import Strategy

T = TypeVar("T")


def unless(make: Callable[[], T], instead: Callable[[Locked], T]) -> T:
    """A part that may hold a forecast, or what stands in its place while the window is open."""
    try:
        return make()
    except Locked as shut:
        return instead(shut)


def built(builder: Builder, strategy: Strategy) -> Section | None:
    """A section; one that holds a forecast throughout consists of a note then."""
    return unless(
        lambda: builder.build(strategy),
        lambda shut: Section(
            builder.number, builder.slug, msg(f"s{builder.number}.title"), (notice(shut),), part=builder.part
        ),
    )


def blocks(make: Callable[[], list[Block]], *, silent: bool = False) -> list[Block]:
    """Blocks of a section that has others too; a remark in their place, or nothing when ``silent``."""
    return unless(make, lambda shut: [] if silent else [notice(shut)])


def notice(shut: Locked) -> Block:
    """The boxed remark that stands for a part."""
    return Notice("caution", _note("windows.section", shut))


def notices(strategy: Strategy) -> list[Message]:
    """What stands behind the forecast and how far the last one was off; else that there is none, and why."""
    return unless(
        lambda: [chances.basis(strategy.odds), chances.miss(strategy.odds)],
        lambda shut: [_note("windows.notice", shut)],
    )


def miss(strategy: Strategy) -> Message:
    """How far the last forecast was off, for the leader's page."""
    return unless(lambda: chances.miss(strategy.odds), lambda shut: _note("windows.notice", shut))


def verdict(strategy: Strategy, summary: Callable[[Strategy], Message]) -> Message:
    """The odds in the leader's verdict."""
    return unless(lambda: summary(strategy), lambda shut: msg("windows.short", until=moment_text(shut.lock.until)))


def _note(key: str, shut: Locked) -> Message:
    found = shut.lock
    return msg(key, span=span_text(found.since, found.until), rule=found.window.rule)
