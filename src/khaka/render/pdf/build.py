"""From a Blueprint to PDFs: a temporary folder with our files only, the packaged font, no network, no clock."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from khaka.blueprint.blocks import Blueprint
from khaka.render.charts.shaping import font_path
from khaka.render.pdf import typesetter
from khaka.render.pdf.content import Writer
from khaka.render.pdf.speech import Data
from khaka.render.pdf.typesetter import DOCUMENTS, PICTURE

_PATIENCE: Final = 300.0


def documents(blueprint: Blueprint, languages: tuple[str, ...]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each language with its files by name (``blueprint.pdf``, ``leader.pdf``, ``digest.pdf``, ``leader.png``).

    While one language is being set, the next one's texts are written: two cores are used, and no two documents are in
    memory at once.
    """
    waiting: tuple[str, Job] | None = None
    try:
        for lang in languages:
            writer = Writer(blueprint, lang)
            data = writer.document()
            if waiting is not None:
                yield waiting[0], waiting[1].result()
            waiting = (lang, Job(data, writer.pictures))
        if waiting is not None:
            yield waiting[0], waiting[1].result()
    finally:
        if waiting is not None:
            waiting[1].close()


class Job:
    """One document being set by typst in a process of its own.

    The process sees a folder of our templates, one JSON file and the pictures; a text in the data cannot name another
    file, for texts are never evaluated.
    """

    def __init__(self, data: Data, pictures: dict[str, str]) -> None:
        self._folder = TemporaryDirectory(prefix="khaka-pdf-")
        self._root = Path(self._folder.name)
        for template in sorted(files("khaka.render.pdf").joinpath("templates").iterdir(), key=lambda t: t.name):
            if template.name.endswith(".typ"):
                (self._root / template.name).write_bytes(template.read_bytes())
        (self._root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for file, svg in pictures.items():
            (self._root / file).write_text(svg, encoding="utf-8")
        fonts = str(font_path().parent)
        self._process: subprocess.Popen[bytes] | None = None
        if sys.executable:
            # -P: the script's folder stays off the import path
            command = [sys.executable, "-P", typesetter.__file__, str(self._root), fonts]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        else:  # an interpreter inside another program cannot start itself again
            typesetter.set_folder(self._root, fonts)

    def result(self) -> dict[str, bytes]:
        """The files by name and ending, when they are ready."""
        if self._process is not None:
            _, errors = self._process.communicate(timeout=_PATIENCE)
            if self._process.returncode:
                raise RuntimeError(f"typst could not set the document: {errors.decode('utf-8', 'replace')}")
        found = {f"{name}.pdf": (self._root / f"{name}.pdf").read_bytes() for name in DOCUMENTS}
        found["leader.png"] = (self._root / f"{PICTURE}.png").read_bytes()
        self.close()
        return found

    def close(self) -> None:
        """End the process if it still runs, and remove the folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()
