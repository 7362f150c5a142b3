"""Past elections forecast with what could be known, and scored: one row an election."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from khaka.backtest.models import Given, Made, contenders, history, likely_sigma, on_polls, uniform_on_polls
from khaka.backtest.scores import BlocScore, Picks, point_bloc, score_bloc, score_picks
from khaka.core.errors import KhakaError, NotKnown
from khaka.core.message import msg
from khaka.forecast.blocs import Labels, bloc_labels, winner_label
from khaka.forecast.training import Bench, Horizon, Lesson, Pair, field_of

if TYPE_CHECKING:
    from khaka.forecast.carry import Base

Floats = NDArray[np.float64]
Terms = Literal["polls", "true-state-shares", "history"]
TERMS: tuple[Terms, ...] = ("polls", "true-state-shares", "history")
#: Draws of each scored forecast; a standard error of a total of about half a seat.
DRAWS = 2000
#: A party is scored when it held this part of the base's seats.
LARGE = 0.03
#: Chance that no change is right, before any earlier pair.
NO_CHANGE_BEFORE = 0.5


@dataclass(frozen=True)
class Scored:
    """A forecast's scores: picks, seats of blocs, seats of parties, and the mean absolute error of shares in points."""

    picks: Picks
    blocs: tuple[BlocScore, ...]
    parties: tuple[BlocScore, ...] = ()
    vote_error_pp: float | None = None


@dataclass(frozen=True)
class Row:
    """One election: our forecast and each baseline.

    Parameters
    ----------
    taught_by
        Elections behind the fits, all counted by ``as_of``.
    """

    election: str
    base: str
    given: str
    as_of: str
    scored: Scored
    baselines: dict[str, Scored]
    taught_by: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    """What happened: winners, blocs to be scored as (label, mask of candidacies, seats won), and parties."""

    lesson: Lesson
    labels: Labels | None
    winner_blocs: tuple[str, ...]
    parties: tuple[str, ...]

    @property
    def blocs(self) -> tuple[str, ...]:
        """The two national blocs where they are known, else the three largest parties of the base."""
        if self.labels is None:
            return self.parties[:3]
        return tuple(b for b in ("NDA", "UPA", "INDIA") if (self.labels.bloc == b).any())

    def seats_of(self, bloc: str) -> int:
        """Seats that a bloc (or party) won."""
        names = self.lesson.winners if self.labels is None else self.winner_blocs
        return sum(n == bloc for n in names)


def backtest(
    bench: Bench,
    elections: Sequence[str] | None,
    given: Terms,
    horizon: Horizon = "eve",
    progress: Callable[[str], None] | None = None,
) -> tuple[Row, ...]:
    """Rows of the elections that can be scored on these terms.

    Parameters
    ----------
    elections
        Target elections; None takes every one that the terms allow: for ``polls`` those with national poll shares, for
        ``true-state-shares`` the Lok Sabha's, for ``history`` all.
    horizon
        ``2y`` only with ``history``: polls and nominations belong to the eve.

    Raises
    ------
    NotKnown
        An election that is not the target of any pair.
    KhakaError
        Terms that do not fit: polls where there are none, or two years out on anything but history.
    """
    if horizon == "2y" and given != "history":
        raise KhakaError(msg("error.backtest.horizon", given=given), msg("error.backtest.horizon_hint"))
    chosen = _chosen(bench, elections, given, horizon)
    table = Given(bench)
    rows = []
    for pair in chosen:
        if progress:
            progress(pair.target)
        row = _row(bench, table, pair, given, horizon)
        if row is not None:
            rows.append(row)
        elif elections is not None:
            raise KhakaError(msg("error.backtest.no_polls", election=pair.target), msg("error.backtest.no_polls_hint"))
    return tuple(rows)


def _chosen(bench: Bench, elections: Sequence[str] | None, given: Terms, horizon: Horizon) -> list[Pair]:
    targets = {p.target: p for p in bench.pairs}
    if elections is None:
        pairs = [p for p in bench.pairs if given == "history" or p.kind == "LS"]
        if given == "polls":
            labelled = set(bench.catalog.table("alliances")["election"].to_list())
            pairs = [p for p in pairs if p.target in labelled]
        return [p for p in pairs if bench.possible(p, horizon)]
    for name in elections:
        if name not in targets:
            hint = msg("error.backtest.pairs_hint", first=bench.pairs[0].target, last=bench.pairs[-1].target)
            raise NotKnown(msg("error.backtest.no_pair", election=name), hint)
        if not bench.possible(targets[name], horizon):
            raise KhakaError(msg("error.backtest.too_early", election=name, base=targets[name].base))
    return [targets[name] for name in elections]


def _row(bench: Bench, table: Given, pair: Pair, given: Terms, horizon: Horizon) -> Row | None:
    lesson = table.lesson(pair)[0] if given == "true-state-shares" else bench.lesson(pair, horizon)
    made = _made(bench, table, pair, given, horizon)
    if made is None:
        return None
    truth = truth_of(bench, pair, lesson)
    baselines = {"no-change": _no_change(bench, pair, truth, horizon)}
    if given == "true-state-shares":
        baselines["state-uniform"] = _scored_plain(table, pair, truth)
    if given == "polls":
        uniform = uniform_on_polls(bench, pair)
        if uniform is not None:
            baselines["uniform-on-polls"] = _scored_base(uniform, _uniform_sigma(bench, pair), truth)
    return Row(
        pair.target, pair.base, given, lesson.setting.as_of.isoformat(), _scored_draws(made, truth), baselines,
        made.scales.fitted_on,
    )  # fmt: skip


def _made(bench: Bench, table: Given, pair: Pair, given: Terms, horizon: Horizon) -> Made | None:
    match given:
        case "polls":
            return on_polls(bench, pair)
        case "true-state-shares":
            return table.made(pair)
        case _:
            return history(bench, pair, horizon)


def truth_of(bench: Bench, pair: Pair, lesson: Lesson) -> Truth:
    """What happened, for scoring only."""
    n = lesson.setting.nominations
    # two years out a winner may be a party that did not stand in the base
    everyone = (*n.parties, *sorted(set(lesson.winners) - set(n.parties)))
    labels = bloc_labels(bench.catalog, pair.target, n.seats, n.states, everyone)
    winner_blocs: tuple[str, ...] = ()
    if labels is not None:
        election = bench.catalog.election(pair.target)
        found = []
        for i, (seat, party) in enumerate(zip(n.seats, lesson.winners, strict=True)):
            label = str(labels.bloc[i, everyone.index(party)])
            found.append(winner_label(bench.catalog, election, seat, party, label))
        winner_blocs = tuple(found)
    names, counts = np.unique(np.array(lesson.before), return_counts=True)
    order = np.lexsort((names, -counts))
    stands = {p for p, j in n.column.items() if n.stands[:, j].any()}
    large = tuple(
        str(names[k]) for k in order if counts[k] >= LARGE * len(n.seats) and names[k] in stands and names[k] != "IND"
    )
    return Truth(lesson, labels, winner_blocs, large)


def _scored_draws(made: Made, truth: Truth) -> Scored:
    """Scores of a simulated forecast."""
    from khaka.forecast.simulate import simulate, tally

    field = field_of(made.base)
    draws = simulate(field, made.scales, DRAWS, 1)
    best = draws.win.argmax(axis=1)
    hit = np.array([field.parties[j] == w for j, w in zip(best, truth.lesson.winners, strict=True)])
    picks = score_picks(np.clip(draws.win.max(axis=1), 0, 1), hit)
    column = {p: j for j, p in enumerate(field.parties)}
    parties = tuple(
        score_bloc(p, draws.totals[:, column[p]], sum(w == p for w in truth.lesson.winners))
        for p in truth.parties
        if p in column
    )
    if truth.labels is None:
        return Scored(picks, parties[:3], parties, _vote_error(made.base, truth))
    of = [truth.labels.parties.index(p) for p in field.parties]
    blocs = []
    for bloc in truth.blocs:
        mask = (truth.labels.bloc[:, of] == bloc) & ~np.isnan(field.centre)
        blocs.append(score_bloc(bloc, tally(draws, mask).totals, truth.seats_of(bloc)))
    return Scored(picks, tuple(blocs), parties, _vote_error(made.base, truth))


def _vote_error(base: Base, truth: Truth) -> float:
    """Mean absolute error of shares over candidacies expected or found above 5 %, in points."""
    real = truth.lesson.real
    large = (np.nan_to_num(base.share) > 5) | (np.nan_to_num(real) > 5)
    use = base.nominations.stands & ~np.isnan(real) & large
    return float(np.abs(base.share - real)[use].mean())


# ---- baselines ------------------------------------------------------------------------------------------------------


def _point_blocs(picked: Sequence[str], truth: Truth) -> tuple[BlocScore, ...]:
    """Bloc seats of one pick a seat."""
    names = list(picked)
    if truth.labels is not None:
        column = {p: j for j, p in enumerate(truth.labels.parties)}
        names = [str(truth.labels.bloc[i, column[p]]) if p in column else "OTHER" for i, p in enumerate(picked)]
    return tuple(point_bloc(b, sum(n == b for n in names), truth.seats_of(b)) for b in truth.blocs)


def _no_change(bench: Bench, pair: Pair, truth: Truth, horizon: Horizon) -> Scored:
    """Everyone keeps the seat; the chance is how often that was right in earlier pairs."""
    right, seats = 0.0, 0.0
    for earlier in bench.earlier(pair.kind, truth.lesson.setting.as_of, horizon):
        x = bench.lesson(earlier, horizon)
        right += sum(a == b for a, b in zip(x.before, x.winners, strict=True))
        seats += len(x.winners)
    chance = right / seats if seats else NO_CHANGE_BEFORE
    x = truth.lesson
    hit = np.array([a == b for a, b in zip(x.before, x.winners, strict=True)])
    parties = tuple(point_bloc(p, sum(w == p for w in x.before), sum(w == p for w in x.winners)) for p in truth.parties)
    return Scored(score_picks(np.full(len(hit), chance), hit), _point_blocs(x.before, truth), parties)


def _scored_plain(table: Given, pair: Pair, truth: Truth) -> Scored:
    cases = [(table.centre(p, plain=True), table.lesson(p)[0].winners) for p in table.earlier(pair)]
    return _scored_base(table.centre(pair, plain=True), likely_sigma(cases), truth)


def _uniform_sigma(bench: Bench, pair: Pair) -> float:
    """Seat noise of the baseline on polls, from earlier elections with printed polls."""
    cases = []
    for earlier in bench.earlier("LS", bench.as_of(pair, "eve"), "eve"):
        base = uniform_on_polls(bench, earlier)
        if base is not None:
            cases.append((base, bench.lesson(earlier, "eve").winners))
    return likely_sigma(cases)


def _scored_base(base: Base, sigma: float, truth: Truth) -> Scored:
    """Scores of expected shares without common errors: picks with chances from seat noise, blocs as points."""
    from khaka.forecast.simulate.quadrature import win_probabilities

    share = contenders(base)
    chance = win_probabilities(share, sigma)
    best = share.argmax(axis=1)
    picked = [base.nominations.parties[j] for j in best]
    hit = np.array([p == w for p, w in zip(picked, truth.lesson.winners, strict=True)])
    scores = score_picks(chance[np.arange(len(best)), best], hit)
    return Scored(scores, _point_blocs(picked, truth), (), _vote_error(base, truth))
