"""What a face is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khaka.blueprint.blocks import Blueprint


@dataclass(frozen=True, slots=True)
class Face:
    """A form of the document.

    Parameters
    ----------
    suffix
        The format's name on the command line and the ending of its files.
    write
        Writes the files of a blueprint in the given languages into an existing folder and returns their paths, in a
        fixed order. Same blueprint, same bytes: no clock, no random ids.
    """

    suffix: str
    write: Callable[[Blueprint, tuple[str, ...], Path], list[Path]]
