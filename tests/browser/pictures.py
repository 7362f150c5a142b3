"""Pictures of pages, compared so that another font renderer passes and a broken layout does not.

A picture is kept at a quarter of its size. Compared are means of 8 x 8 pixels of the page: letters blur into grey there,
while a missing map, a lost colour or a block that moved stays.

To take the pictures anew after a change that is meant: ``KHAKA_NEW_PICTURES=1 pytest -m browser
tests/browser/test_html_pictures.py``, then look at them.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

FOLDER: Final = Path(__file__).parent / "pictures"
#: Pages' pixels to one of the kept picture, and those to one that is compared.
KEPT, COMPARED = 4, 2
#: Of 255: the mean difference, what counts as another colour, and how many blocks in a hundred may have one.
MEAN, OTHER, PART = 5.0, 48.0, 3.0


def small(png: bytes) -> Image.Image:
    """A screenshot at the size at which it is kept."""
    with Image.open(io.BytesIO(png)) as picture:
        return picture.convert("RGB").reduce(KEPT)


def unlike(one: Image.Image, two: Image.Image) -> str:
    """How two kept pictures differ beyond the tolerance; empty when they do not."""
    if abs(one.width - two.width) > 1 or abs(one.height - two.height) > 1:
        return f"size {one.size} against {two.size}"
    size = (min(one.width, two.width), min(one.height, two.height))
    a, b = (np.asarray(p.crop((0, 0, *size)).reduce(COMPARED), dtype=float) for p in (one, two))
    apart = np.abs(a - b).mean(axis=2)
    mean, part = float(apart.mean()), float((apart > OTHER).mean() * 100)
    return f"mean {mean:.1f}, {part:.1f} % of blocks" if mean > MEAN or part > PART else ""


def check(name: str, png: bytes) -> None:
    """Compare a screenshot with the kept picture of that name, or keep it when asked to."""
    path, now = FOLDER / f"{name}.png", small(png)
    if os.environ.get("KHAKA_NEW_PICTURES"):
        now.quantize(64).save(path, optimize=True)
    with Image.open(path) as kept:
        assert not (found := unlike(kept.convert("RGB"), now)), f"{name}: {found}"
