"""The workbook: ``blueprint.<lang>.xlsx``, every table on its own sheet."""

from __future__ import annotations

from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.render.base import Face


def write(blueprint: Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """Write one workbook a language."""
    from khaka.render.workbook.book import workbook

    paths = []
    for lang in languages:
        path = folder / f"blueprint.{lang}.xlsx"
        path.write_bytes(workbook(blueprint, lang))
        paths.append(path)
    return paths


face = Face("xlsx", write)
