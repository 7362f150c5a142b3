"""The printed document: A4, by typst."""

from __future__ import annotations

from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.render.base import Face


def write(blueprint: Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """``blueprint.<lang>.pdf`` and ``leader.<lang>.pdf`` (one page) for each language."""
    from khaka.render.pdf.build import documents

    paths = []
    for lang, made in documents(blueprint, languages):
        for name, pdf in made.items():
            path = folder / f"{name}.{lang}.pdf"
            path.write_bytes(pdf)
            paths.append(path)
    return paths


face = Face("pdf", write)
