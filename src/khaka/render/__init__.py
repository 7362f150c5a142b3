"""The document's faces: a Blueprint in, files out. Nothing here computes a number."""

from khaka.core.registry import Registry
from khaka.render.base import Face

FACES: Registry[Face] = Registry("khaka.render.faces", "face")

__all__ = ["FACES", "Face"]
