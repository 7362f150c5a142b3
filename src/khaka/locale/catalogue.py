"""Catalogues on disk: which languages there are, their texts with English behind them, and how much is translated.

A language is a folder ``<code>/LC_MESSAGES`` of .mo files, here or in a folder that the environment names: nothing
else has to be told of it.
"""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

#: What stands where a language has no text yet.
FALLBACK: Final = "en"
#: Languages that are kept complete; every other one may be on its way.
COMPLETE: Final = ("en", "hi")
#: Folders with catalogues of one's own, separated as the system separates paths.
ENVIRONMENT: Final = "KHAKA_LOCALE"
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language is translated.

    Parameters
    ----------
    done
        Texts that it has.
    total
        Texts that English has.
    """

    done: int
    total: int

    @property
    def missing(self) -> int:
        """Texts that stand in English."""
        return self.total - self.done


def folders() -> tuple[Path, ...]:
    """Where catalogues are looked for: the package, then what ``KHAKA_LOCALE`` names."""
    more = os.environ.get(ENVIRONMENT, "")
    return (_HERE, *(Path(p) for p in more.split(os.pathsep) if p))


def languages() -> tuple[str, ...]:
    """Codes of all languages with a catalogue: English, Hindi, then the others by code."""
    found = {path.parent.parent.name for root in folders() for path in root.glob("*/LC_MESSAGES/*.mo")}
    return (*(c for c in COMPLETE if c in found), *sorted(found - set(COMPLETE)))


def catalogue(lang: str) -> gettext.NullTranslations:
    """All texts of a language as one chain: a domain is a .mo file, one a room; English stands at its end."""
    return _chain(lang, folders())


@cache
def _chain(lang: str, roots: tuple[Path, ...]) -> gettext.NullTranslations:
    chain: gettext.NullTranslations | None = None
    for code in dict.fromkeys((lang, FALLBACK)):
        for path in _domains(code, roots):
            with path.open("rb") as handle:
                domain = gettext.GNUTranslations(handle)
            if chain is None:
                chain = domain
            else:
                chain.add_fallback(domain)
    return chain or gettext.NullTranslations()


def coverage(lang: str) -> Coverage:
    """How many of English's texts a language has."""
    return _coverage(lang, folders())


@cache
def _coverage(lang: str, roots: tuple[Path, ...]) -> Coverage:
    whole = _keys(FALLBACK, roots)
    return Coverage(len(whole & _keys(lang, roots)), len(whole))


def _keys(lang: str, roots: tuple[Path, ...]) -> set[str]:
    from babel.messages.mofile import read_mo

    found = set()
    for path in _domains(lang, roots):
        with path.open("rb") as handle:
            found |= {m.id if isinstance(m.id, str) else m.id[0] for m in read_mo(handle) if m.id}
    return found


def _domains(lang: str, roots: tuple[Path, ...]) -> list[Path]:
    return [path for root in roots for path in sorted((root / lang / "LC_MESSAGES").glob("*.mo"))]
