"""The document: sections of blocks that hold data and message keys; nothing here draws or formats."""

from khaka.blueprint.blocks import Blueprint
from khaka.blueprint.document import build

__all__ = ["Blueprint", "build"]
