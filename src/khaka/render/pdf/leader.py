"""The leader's page as data: every part in full and cut short, so that the template can choose what fits one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from khaka.blueprint.blocks import Blueprint
from khaka.core.message import Message
from khaka.render.charts.palette import ink
from khaka.render.pdf.speech import Data, Speech
from khaka.render.pdf.tables import HALF, TableSetter

#: Most letters of a text when the page is too full for whole texts.
_CUT: Final = 150
#: Most items of each list, as DESIGN.md sets them.
_NOTICES: Final = 2
_DECISIONS, _STATES, _RISKS, _DISPUTED, _PATH = 5, 5, 3, 4, 5


def leader_data(blueprint: Blueprint, speech: Speech, bar: Data | None) -> Data:
    """The parts of the page, in the order in which they are read."""
    page = blueprint.leader
    path = TableSetter(page.path, speech, HALF).data() if page.path is not None else None
    if path is not None:
        path = {**path, "rows": path["rows"][:_PATH], "number": "", "label": "", "annex": False}
    return {
        "verdict": _text(page.verdict, speech),
        "changed": _text(page.changed, speech),
        "standing": [
            {"label": speech.text(label), "r": speech.refs([figure]), "number": speech.figure(figure, "short")}
            for label, figure in page.standing
        ],
        "bar": bar,
        "standing_note": _text(page.standing_note, speech),
        "hold": _text(page.hold, speech),
        "path": path,
        "decisions": _texts(page.decisions[:_DECISIONS], speech),
        "allies": _text(page.allies, speech),
        "states": _texts(page.states[:_STATES], speech),
        "risks": _texts(page.risks[:_RISKS], speech),
        "miss": _text(page.miss, speech),
        "disputed": _texts(page.disputed[:_DISPUTED], speech),
    }


def picture_data(blueprint: Blueprint, speech: Speech, leader: Data, notices: list[str]) -> Data:
    """What of the page a picture for a telephone shows; the stamp that forbids publication stands apart."""
    keys = ("verdict", "standing", "hold", "decisions", "allies", "risks")
    bar = blueprint.leader.bar
    parts = [(c.figure.value or 0, ink(c.colour)) for c in bar.categories if c.figure is not None] if bar else []
    return {
        "party": speech.name(blueprint.party),
        "bar": [{"part": float(value), "fill": look.fill} for value, look in parts],
        "notices": notices[:_NOTICES],
        **{key: leader[key] for key in keys},
    }


def _texts(messages: Iterable[Message], speech: Speech) -> list[Data]:
    return [_text(m, speech) for m in messages]


def _text(message: Message, speech: Speech) -> Data:
    """A text with its references, in full (``t``) and cut short (``s``)."""
    rich = speech.rich(message)
    return {**rich, "s": cut(rich["t"])}


def cut(text: str, most: int = _CUT) -> str:
    """The text up to a space before ``most`` letters, with a sign that it goes on."""
    if len(text) <= most:
        return text
    head = text[:most]
    return (head[: head.rfind(" ")] if " " in head[most // 2 :] else head).rstrip(" ,;:–") + " …"
