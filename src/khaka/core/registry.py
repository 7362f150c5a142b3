"""Plug-ins found by file name and loaded on first use: to add one is to add one file.

The one exception to the import test: a registry of a room imports that room's own files, by name, when asked.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """The plug-ins of one package, keyed by file name.

    Parameters
    ----------
    package
        Dotted name of the package whose modules are plug-ins.
    attribute
        The module attribute that holds the plug-in (``reader``, ``detector``, ``section``, ``country``).

    Notes
    -----
    Modules whose name starts with an underscore, and those named ``base``, are helpers and not plug-ins.
    """

    def __init__(self, package: str, attribute: str) -> None:
        self.package = package
        self.attribute = attribute

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all plug-ins, sorted; nothing is imported for this but the package itself."""
        root = importlib.import_module(self.package)
        found = (m.name for m in pkgutil.iter_modules(root.__path__))
        return tuple(sorted(n for n in found if not n.startswith("_") and n != "base"))

    def __getitem__(self, name: str) -> T:
        if name not in self.names:
            raise KeyError(name)
        module = importlib.import_module(f"{self.package}.{name}")
        plugin: T = getattr(module, self.attribute)
        return plugin

    def __iter__(self) -> Iterator[T]:
        return (self[name] for name in self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names
