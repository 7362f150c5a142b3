"""Khaka (खाका, "blueprint"): published election results into a party's blueprint for the next election."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khaka.catalog import Election

__version__ = "0.1.0"

__all__ = ["__version__", "open_election"]


def open_election(election: str) -> Election:
    """Results of an embedded election, ``khaka.open_election("LS2019")``; see ``khaka.catalog.Election``.

    Raises
    ------
    NotKnown
        No such election, or its results are not in the data.
    """
    from khaka.catalog import Catalog

    return Catalog().election(election)
