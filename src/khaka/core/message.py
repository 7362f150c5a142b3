"""Text as a key and its parameters, so that every room can speak without knowing a language.

A catalogue (``khaka.locale``) turns a Message into Hindi or English. Numbers enter a Message only as Figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from khaka.core.figure import Figure


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in every language that has one.

    Parameters
    ----------
    kind
        ``party``, ``state``, ``seat``, ``election``, ``alliance``, ``region`` or ``person``.
    code
        The stable code (``INC``, ``UP-36``).
    texts
        Pairs of language and name; a language without one falls back to English, then to the code.
    """

    kind: str
    code: str
    texts: tuple[tuple[str, str], ...] = ()

    def in_language(self, lang: str) -> str:
        """The name in ``lang``, else in English, else the code."""
        known = dict(self.texts)
        return known.get(lang) or known.get("en") or self.code


@dataclass(frozen=True, slots=True)
class Message:
    """A key of the catalogues with named parameters.

    ``plural`` names the parameter (a Figure or an int) whose value chooses between the singular and plural forms.
    """

    key: str
    params: tuple[tuple[str, Param], ...] = ()
    plural: str | None = None

    @property
    def values(self) -> dict[str, Param]:
        """The parameters as a dictionary."""
        return dict(self.params)


@dataclass(frozen=True, slots=True)
class Listing:
    """Several parameters printed as a list: "A, B and C" in the reader's language."""

    items: tuple[Param, ...] = field(default=())


Param: TypeAlias = "Figure | Name | Message | Listing | date | str | int | float"


def msg(key: str, /, *, plural: str | None = None, **params: Any) -> Message:
    """A Message; lists and tuples become a Listing."""
    return Message(key, tuple((k, _param(v)) for k, v in params.items()), plural)


def _param(value: Any) -> Param:
    if isinstance(value, list | tuple):
        return Listing(tuple(_param(v) for v in value))
    if isinstance(value, Mapping):
        raise TypeError("a message parameter cannot be a mapping")
    return value  # type: ignore[no-any-return]
