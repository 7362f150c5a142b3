"""What a paper holds, and how typst sets it."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

_FONTS = "fontpkg_noto_sans_devanagari"


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line: who, when, until when."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part under a heading.

    Parameters
    ----------
    facts
        Labelled lines under the heading.
    texts
        Paragraphs; their own line breaks are kept.
    points
        A list.
    parts
        Parts one level below.
    """

    heading: str
    facts: tuple[Line, ...] = ()
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language; every text is shown as it stands, none is read as markup."""

    lang: str
    title: str
    over: str = ""
    facts: tuple[Line, ...] = ()
    texts: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    foot: str = ""
    page: str = field(default="")


def paper_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain values, for a template."""
    return asdict(paper)


def set_pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA; the same paper gives the same bytes.

    Notes
    -----
    Fonts are the packaged one and those inside typst; nothing is fetched.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="khaka-paper-") as folder:
        root = Path(folder)
        (root / "data.json").write_text(json.dumps(paper_json(paper), ensure_ascii=False), "utf-8")
        (root / "paper.typ").write_text(files("khaka.render.paper").joinpath("paper.typ").read_text("utf-8"), "utf-8")
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[str(files(_FONTS).joinpath("files"))],
        )
        compiler = typst.Compiler(
            str(root / "paper.typ"), root=folder, font_paths=fonts, package_path=folder, package_cache_path=folder
        )
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes)  # one document, no output file
        return made
