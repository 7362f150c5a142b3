"""The slides: ``blueprint.<lang>.pptx``, one message a slide."""

from __future__ import annotations

from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.render.base import Face


def write(blueprint: Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """Write one deck a language."""
    from khaka.render.slides.deck import deck

    paths = []
    for lang in languages:
        path = folder / f"blueprint.{lang}.pptx"
        path.write_bytes(deck(blueprint, lang))
        paths.append(path)
    return paths


face = Face("pptx", write)
