"""How well claims are found: ``python benchmarks/claims.py [--misses] [--half dev|held|fresh1|fresh2|fresh3|fresh4] [--set FOLDER]``.

Without ``--set`` it reads tests/claims/corpus. The reports and their annotations there are of our own writing, and the rules
were written with all of them in sight, ``held`` and ``fresh1`` to ``fresh3`` too by now: what is printed says that nothing
broke, not what to expect of a new report. ``fresh4`` is a blind author's, scored once and used for no rule. The figures of
each set's first run stand in docs/design/0018-claims.md. ``--set`` scores a folder of reports (``ID.txt`` or ``ID.html``)
and annotations (``ID.json``) in the same form.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khaka.catalog import Catalog
from khaka.claims.base import Claim, Extract
from khaka.claims.merge import alike
from khaka.claims.report import read_report
from khaka.claims.sides import surname_of
from khaka.claims.text import fold, words
from khaka.desk.claims import claims_in

CORPUS = Path(__file__).parents[1] / "tests" / "claims" / "corpus"
MEASURED = ("claims", "speakers", "sides", "figures")


@dataclass
class Score:
    """Right ones, those given and those wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


@dataclass
class Result:
    """Scores of a half."""

    scores: dict[str, Score] = field(default_factory=lambda: {m: Score() for m in MEASURED})
    impossible: Score = field(default_factory=Score)
    misses: list[str] = field(default_factory=list)
    reports: int = 0


def gold_of(half: str | None, folder: Path = CORPUS) -> list[dict[str, Any]]:
    """Annotations of a folder, sorted by id."""
    found = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))]
    return [g for g in found if half is None or g.get("half") == half]


def file_of(gold: dict[str, Any], folder: Path = CORPUS) -> Path:
    """The report of an annotation."""
    found = [p for p in (folder / f"{gold['id']}{end}" for end in (".html", ".txt")) if p.exists()]
    if not found:
        raise SystemExit(f"no report beside {folder / gold['id']}.json")
    return found[0]


def run(half: str | None, catalog: Catalog | None = None, folder: Path = CORPUS) -> Result:
    """Scores of one half of a set, or of the whole."""
    catalog = catalog or Catalog()
    result = Result()
    for gold in gold_of(half, folder):
        score(gold, claims_in(catalog, read_report(file_of(gold, folder))).extract, result)
        result.reports += 1
    return result


def pairs(gold: dict[str, Any], claims: tuple[Claim, ...]) -> list[tuple[dict[str, Any] | None, Claim | None]]:
    """Wanted and given claims matched one to one: the wanted words stand in the quote; the figure decides between several."""
    left = list(claims)
    out: list[tuple[dict[str, Any] | None, Claim | None]] = []
    for want in gold["claims"]:
        fits = [c for c in left if fold(want["text"]) in fold(c.quote) or alike(want["text"], c.quote) >= 0.9]
        fits.sort(key=lambda c: (not same_figure(want, c), c.about != want["about"], len(c.quote)))
        best = fits[0] if fits else None
        if best is not None:
            left.remove(best)
        out.append((want, best))
    return out + [(None, c) for c in left]


def same_figure(want: dict[str, Any], claim: Claim) -> bool:
    return (want["value"], want["unit"]) == (claim.value, claim.unit)


def same_speaker(want: dict[str, Any], claim: Claim) -> bool:
    """Same kind, and for a named one the same surname or body."""
    if want["speaker_kind"] != claim.speaker_kind:
        return False
    if want["speaker_kind"] != "named" or want["speaker"] is None or claim.speaker is None:
        return True
    a, b = surname_of(want["speaker"]), surname_of(claim.speaker)
    return (a == b) if a else bool(set(words(want["speaker"])) & set(words(claim.speaker)) - {"the", "a", "के", "की"})


def score(gold: dict[str, Any], found: Extract, result: Result) -> None:
    s = result.scores
    _impossible(gold, found.claims, result.impossible)
    for want, claim in pairs(gold, found.claims):
        s["claims"].given += claim is not None
        s["claims"].wanted += want is not None
        s["figures"].wanted += want is not None and want["value"] is not None
        s["figures"].given += claim is not None and claim.value is not None
        for m in ("speakers", "sides"):
            s[m].given += claim is not None
            s[m].wanted += want is not None
        if want is None or claim is None:
            result.misses.append(_miss(gold, want, claim, "claim"))
            continue
        s["claims"].right += 1
        s["speakers"].right += same_speaker(want, claim)
        s["sides"].right += want["side"] == claim.side
        if want["value"] is not None:
            s["figures"].right += same_figure(want, claim)
        for what, right in (
            ("speaker", same_speaker(want, claim)), ("side", want["side"] == claim.side),
            ("figure", same_figure(want, claim)), ("about", want["about"] == claim.about),
        ):  # fmt: skip
            if not right:
                result.misses.append(_miss(gold, want, claim, what))


def _impossible(gold: dict[str, Any], claims: tuple[Claim, ...], s: Score) -> None:
    """Seat counts above the house: those flagged against those annotated."""
    flagged = [c for c in claims if any(f.kind == "above_house" for f in c.flags)]
    wanted = [w for w in gold["claims"] if w.get("impossible")]
    s.given += len(flagged)
    s.wanted += len(wanted)
    s.right += sum(any(fold(w["text"]) in fold(c.quote) for c in flagged) for w in wanted)


def _miss(gold: dict[str, Any], want: dict[str, Any] | None, claim: Claim | None, what: str) -> str:
    wanted = (
        "-"
        if want is None
        else f"{want['text']} | {want['speaker']} {want['speaker_kind']} {want['side']} {want['about']} {want['value']} {want['unit']}"
    )
    given = (
        "-"
        if claim is None
        else f"{claim.quote[:110]} | {claim.speaker} {claim.speaker_kind} {claim.side} {claim.about} {claim.value} {claim.unit}"
    )
    return f"{gold['id']} {what}\n    wanted: {wanted}\n    given:  {given}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", default=None)
    parser.add_argument("--set", type=Path, default=CORPUS, help="a folder of reports and annotations")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    golds = gold_of(None, asked.set)
    if not golds:
        raise SystemExit(f"no annotations (*.json) in {asked.set}")
    halves = (asked.half,) if asked.half else sorted({g["half"] for g in golds if "half" in g})
    for half in halves if asked.set == CORPUS or asked.half else (None,):
        result = run(half, folder=asked.set)
        print(f"{half or asked.set.name}: {result.reports} reports")
        for name, s in result.scores.items():
            counts = f"({s.right} right, {s.given} given, {s.wanted} wanted)"
            print(f"  {name:9} precision {s.precision:.3f}  recall {s.recall:.3f}  {counts}")
        i = result.impossible
        print(f"  impossible seat counts flagged: {i.right} of {i.wanted}; flagged in all {i.given}")
        if asked.misses:
            print("\n".join(result.misses))


if __name__ == "__main__":
    main()
