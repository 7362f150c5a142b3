"""Decks that the tests of slides share, made once a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation

from khaka.render.slides.deck import deck
from tests.cases import blueprint_of

LANGUAGES = ("en", "hi")
#: Missions whose documents differ in kind.
MISSIONS = (("mission-2024", None), ("mission-2029", "TDP"))
HOSTILE = "=cmd|' /C calc'!A0"


@cache
def bytes_of(mission: str, party: str | None, lang: str) -> bytes:
    return deck(blueprint_of(mission, party), lang)


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


@cache
def main(lang: str) -> Any:
    """The slides of the built-in mission; nobody writes to them."""
    return opened(bytes_of("mission-2024", None, lang))


def leaves(shapes: Any) -> Iterator[Any]:
    """Every shape, those in groups too."""
    for shape in shapes:
        if shape.shape_type == 6:
            yield from leaves(shape.shapes)
        else:
            yield shape


def notes_of(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def charts_of(made: Any) -> list[Any]:
    return [shape for slide in made.slides for shape in slide.shapes if shape.has_chart]
