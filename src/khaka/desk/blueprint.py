"""Write a blueprint: the main job."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from khaka.blueprint import Blueprint, build
from khaka.catalog import Catalog
from khaka.core.errors import KhakaError
from khaka.core.message import Message, msg
from khaka.forecast.odds import DRAWS
from khaka.locale import COMPLETE, coverage
from khaka.locale import languages as languages_known
from khaka.mission import Brief, load_mission
from khaka.mission.spec import DIGITS
from khaka.render import FACES

#: Formats written when none are named.
DEFAULT_FORMATS = ("html", "pdf", "json")
_BESIDE = frozenset({"pdf"})
_STALE_SECONDS = 6 * 3600


def blueprint_of(
    catalog: Catalog,
    mission: str,
    party: str | None = None,
    seed: int | None = None,
    draws: int = DRAWS,
    previous: Path | None = None,
) -> Blueprint:
    """The document of a mission, unwritten.

    Parameters
    ----------
    previous
        An earlier ``blueprint.json`` of it, or the folder of one: the document then tells what changed.

    Raises
    ------
    NotKnown
        No such mission.
    MissionFault
        The mission has faults.
    KhakaError
        The earlier version cannot be compared.
    """
    from khaka.desk.diff import earlier, since

    brief = _brief(catalog, mission, party, seed)
    then = earlier(previous, brief.mission) if previous is not None else None
    found = build(brief, draws)
    return found if then is None else since(found, then)


def _brief(catalog: Catalog, mission: str, party: str | None, seed: int | None) -> Brief:
    found = load_mission(mission, catalog, party)
    return Brief(found if seed is None else replace(found, seed=seed), catalog)


def write_blueprint(
    catalog: Catalog,
    mission: str,
    out: Path,
    *,
    party: str | None = None,
    formats: Sequence[str] = DEFAULT_FORMATS,
    seed: int | None = None,
    draws: int = DRAWS,
    previous: Path | None = None,
    languages: Sequence[str] | None = None,
    digits: str | None = None,
    progress: Callable[[Message], None] = lambda _: None,
) -> list[Path]:
    """Build a mission's blueprint and write it into ``out`` in every format, whole or not at all.

    Parameters
    ----------
    languages, digits
        Instead of the mission's; ``digits`` is ``latin`` or ``devanagari``.

    Returns
    -------
    list
        Paths of the files, in a fixed order.

    Raises
    ------
    KhakaError
        An unknown format, language or digits, ``out`` cannot be written, or ``previous`` cannot be compared; and what ``blueprint_of`` raises.
    """
    from khaka.desk.diff import earlier, since
    from khaka.forecast.simulate import announce

    unknown = [f for f in formats if f not in FACES]
    if unknown or not formats:
        raise KhakaError(
            msg("error.blueprint.format", formats=unknown or ["-"]),
            msg("error.blueprint.format_hint", formats=list(FACES.names)),
        )
    brief = _spoken(_brief(catalog, mission, party, seed), languages, digits)
    then = earlier(previous, brief.mission) if previous is not None else None
    with _Staging(out) as staging:  # before the long work: nobody waits for a document that cannot be written
        progress(msg("cli.blueprint.building"))
        announce(progress)
        found = build(brief, draws)
        if then is not None:
            found = since(found, then)
        spoken = tuple(found.mission["languages"])
        for lang in spoken:
            if (missing := coverage(lang).missing) and lang not in COMPLETE:
                progress(msg("cli.blueprint.untranslated", lang=lang, missing=missing))
        for name in dict.fromkeys(formats):
            progress(msg("cli.blueprint.writing", format=name))
        return [_move(p, out) for p in _write(found, tuple(dict.fromkeys(formats)), spoken, staging)]


def _write(found: Blueprint, formats: tuple[str, ...], languages: tuple[str, ...], folder: Path) -> list[Path]:
    """The files of each format, in the order of the formats.

    The PDF is set by processes of its own: a thread waits for them while the other formats are written.
    """
    with ThreadPoolExecutor(1) as beside:
        waiting = {n: beside.submit(FACES[n].write, found, languages, folder) for n in formats if n in _BESIDE}
        done = {n: FACES[n].write(found, languages, folder) for n in formats if n not in _BESIDE}
        return [path for n in formats for path in (done[n] if n in done else waiting[n].result())]


def _spoken(brief: Brief, wanted: Sequence[str] | None, digits: str | None) -> Brief:
    """The brief in the languages and digits of the command, else of the mission; each language has a catalogue."""
    mission = brief.mission
    if digits is not None and digits not in DIGITS:
        raise KhakaError(msg("error.digits", digits=digits, known=list(DIGITS)), msg("error.digits_hint"))
    spoken = tuple(dict.fromkeys(wanted)) if wanted is not None else mission.languages
    known = languages_known()
    for lang in spoken or ("-",):
        if lang not in known:
            raise KhakaError(msg("error.language.none", lang=lang, known=list(known)), msg("error.language.none_hint"))
    if spoken == mission.languages and digits in (None, mission.digits):
        return brief
    return Brief(replace(mission, languages=spoken, digits=digits or mission.digits), brief.catalog)


@contextmanager
def staged(out: Path) -> Iterator[tuple[Path, Callable[[Path], Path]]]:
    """A folder to write into, and what moves a finished file from there to ``out``.

    Raises
    ------
    KhakaError
        ``out`` cannot be written.
    """
    with _Staging(out) as staging:
        yield staging, lambda path: _move(path, out)


class _Staging:
    """A folder beside the target's files that goes away whatever happens."""

    def __init__(self, out: Path) -> None:
        self.out = out

    def __enter__(self) -> Path:
        try:
            self.out.mkdir(parents=True, exist_ok=True)
            _sweep(self.out)
            self.path = Path(tempfile.mkdtemp(prefix=".khaka-", dir=self.out))
        except OSError as error:
            why = error.strerror or str(error)
            raise KhakaError(
                msg("error.blueprint.out", folder=str(self.out), why=why), msg("error.blueprint.out_hint")
            ) from error
        return self.path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def _sweep(out: Path) -> None:
    """Remove what a run that was killed hours ago left behind; a run of today may still be writing."""
    for old in out.glob(".khaka-*"):
        if old.is_dir() and time.time() - old.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def _move(path: Path, out: Path) -> Path:
    target = out / path.name
    os.replace(path, target)
    return target
