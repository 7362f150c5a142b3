"""A new candidate nearly everywhere: in three quarters of the seats fought both times another name stood.

Names on the ballot are compared within the seat and within the party: titles, points and the order of words are left
out, every other letter counts. A name spelt differently is counted as new, so the share is the most it can be, and it
says nothing of any person. Losing parties change candidates more: the share shows, it does not explain. At stake are
seats lost by up to twenty points with a new candidate in second place. Silent under twenty seats fought both times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import polars as pl

from khaka.catalog import Election
from khaka.core.finding import Finding
from khaka.core.message import msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy.focus.tiers import STRETCH_PP
from khaka.strategy.weakness.base import Detector, Stage, figure_id, finding

FEWEST, PART = 20, 0.75
#: Titles before a name on the ballot, not part of it.
TITLES = frozenset(
    ("adv", "advocate", "capt", "col", "dr", "er", "gen", "km", "kum", "kumari", "lt", "maj", "mr", "mrs", "ms", "prof",
     "retd", "shri", "shrimati", "smt", "sri")
)  # fmt: skip


def same_name(name: str) -> str:
    """A candidate's name for comparing: no titles, points or accents, words in alphabetical order.

    >>> same_name("Prof. K.V. Thomas") == same_name("THOMAS K V")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).lower() if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", plain).split()
    return " ".join(sorted(w for w in words if w not in TITLES))


def find(brief: Brief, book: pl.DataFrame) -> Iterator[Finding]:
    if len(brief.history) < 2:
        return
    before, now = (_names(e, brief.mission.party) for e in brief.history[-2:])
    both = sorted(s for s in now if s in before)
    new = [s for s in both if not now[s] & before[s]]
    if len(both) < FEWEST or len(new) < PART * len(both):
        return
    sources = brief.sources_of(*(e.id for e in brief.history[-2:]))
    fought, changed = (
        brief.count(figure_id(brief, f"candidate_churn.{name}"), seats, msg(f"finding.candidate_churn.{name}"), rule,
                    sources=sources)
        for name, seats, rule in (("both", both, "P stood in both"), ("new", new, "no shared normalised name"))
    )  # fmt: skip
    rate = brief.derive(
        figure_id(brief, "candidate_churn.rate"), len(new) / len(both), Unit.RATE,
        msg("finding.candidate_churn.rate"), "new / both", (changed, fought),
    )  # fmt: skip
    near = (pl.col("rank") == 2) & (pl.col("gap_pp") <= STRETCH_PP)
    second = book.filter(near & pl.col("seat_id").is_in(new))
    if not second.height:
        return
    yield finding(
        brief, "candidate_churn", second, (changed, fought, rate), new=changed, both=fought, rate=rate,
        then=brief.election_name(brief.history[-2].id), base=brief.election_name(brief.base.id),
    )  # fmt: skip


def _names(election: Election, party: str) -> dict[str, set[str]]:
    """Ours on each seat's ballot; a row without a name is left out."""
    rows = election.results.filter((pl.col("party") == party) & pl.col("candidate").is_not_null())
    found: dict[str, set[str]] = {}
    for seat, name in rows.select("seat_id", "candidate").iter_rows():
        if compared := same_name(name):
            found.setdefault(seat, set()).add(compared)
    return found


detector = Detector("candidate_churn", find, Stage.CANDIDATES)
