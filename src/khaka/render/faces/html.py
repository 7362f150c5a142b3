"""The web page: ``blueprint.<lang>.html`` for each language, each a file that needs nothing beside it."""

from __future__ import annotations

from pathlib import Path

from khaka.blueprint.blocks import Blueprint
from khaka.render.base import Face
from khaka.render.html.page import page


def write(blueprint: Blueprint, languages: tuple[str, ...], folder: Path) -> list[Path]:
    """Write one page a language; two pages written together link to each other."""
    paths = []
    for lang in languages:
        other = next((code for code in languages if code != lang), None)
        path = folder / f"blueprint.{lang}.html"
        path.write_bytes(page(blueprint, lang, other).encode("utf-8"))
        paths.append(path)
    return paths


face = Face("html", write)
