"""Khaka (खाका, "blueprint"): published election results into a party's blueprint for the next election."""

__version__ = "0.1.0"

__all__ = ["__version__", "open_election"]


def open_election(election: str):  # type: ignore[no-untyped-def]
    """Results of an embedded election, ``khaka.open_election("LS2019")``; see ``khaka.catalog.Election``."""
    from khaka.catalog import Catalog

    return Catalog().election(election)
