"""Khaka (खाका, "blueprint"): published election results into a party's blueprint for the next election."""

__version__ = "0.1.0"
