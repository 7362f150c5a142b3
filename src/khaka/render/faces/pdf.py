"""The printed document: A4, by typst."""

from __future__ import annotations

from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.render.base import Face


def write(blueprint: Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """``blueprint``, ``leader`` (one page) and ``digest`` (four or five) as PDF, and ``leader`` as PNG, a language each."""
    from khaka.render.pdf.build import documents

    paths = []
    for lang, made in documents(blueprint, languages):
        for name, content in made.items():
            stem, _, ending = name.partition(".")
            path = folder / f"{stem}.{lang}.{ending}"
            path.write_bytes(content)
            paths.append(path)
    return paths


face = Face("pdf", write)
