"""Runs typst over a prepared folder: ``python -P typesetter.py FOLDER FONTS``. Imports nothing of Khaka.

A process of its own, because typst keeps what it has set in memory for its next ten documents (200 MB and more for
each blueprint); a server that prints all day would grow until it dies. The process ends, and the memory is free.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

DOCUMENTS = ("blueprint", "leader", "digest")
#: The leader's page for a telephone, and its resolutions: the first whose file is small enough is taken.
PICTURE = "picture"
RESOLUTIONS = (216.0, 180.0, 162.0, 144.0, 108.0, 72.0)
LARGEST = 300_000


def set_folder(root: Path, font_folder: str) -> None:
    """Compile each document's template in ``root`` to a PDF beside it, and the picture to a PNG.

    The fonts are the packaged one and those inside typst (for signs that the packaged one lacks), never the machine's
    own; packages are looked for in ``root`` only, where there are none, so nothing is fetched.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[font_folder])
    for document in (*DOCUMENTS, PICTURE):
        compiler = typst.Compiler(
            str(root / f"{document}.typ"),
            root=str(root),
            font_paths=fonts,
            sys_inputs={"document": document},
            package_path=str(root),
            package_cache_path=str(root),
        )
        if document == PICTURE:
            _picture(compiler, root / f"{document}.png")
            continue
        # no date is written, as the templates set none; PDF/UA-1 is the standard for readers who listen
        compiler.compile(output=str(root / f"{document}.pdf"), format="pdf", pdf_standards=["ua-1"])


def _picture(compiler: Any, path: Path) -> None:
    """The picture in the finest resolution that a messenger carries without making it small itself."""
    for ppi in RESOLUTIONS:
        compiler.compile(output=str(path), format="png", ppi=ppi)
        if path.stat().st_size < LARGEST:
            return


if __name__ == "__main__":
    set_folder(Path(sys.argv[1]), sys.argv[2])
