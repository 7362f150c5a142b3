"""The Brief: a mission with exactly the data that were known as of its date, and the maker of its Figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any

import polars as pl

from khaka.catalog import Catalog, Election
from khaka.core.figure import Figure, How, Kind
from khaka.core.message import Message, Name, msg
from khaka.core.nouns import is_election_id
from khaka.core.units import Unit
from khaka.countries import COUNTRIES, Country
from khaka.measures import MEASURES, Filters, Measured, compute
from khaka.measures.ranked import House, house
from khaka.mission.spec import Mission

#: Measures whose value depends on the base; only these print one.
BASED = frozenset({"vote_share", "majority_wins", "deposits_forfeited"})
_FILTERS = frozenset(f.name for f in fields(Filters))


class Brief:
    """What a strategist has on the desk on the as-of date.

    Parameters
    ----------
    mission
        Checked.
    catalog
        Any view; the brief narrows it to the mission's date and datasets.

    Notes
    -----
    Measures are computed once for each question and kept: a Figure and the rows behind it come from one computation.
    """

    def __init__(self, mission: Mission, catalog: Catalog) -> None:
        self.mission = mission
        self.catalog = catalog.known_on(mission.as_of, mission.datasets)
        self._measured: dict[tuple[Any, ...], Measured] = {}

    @cached_property
    def country(self) -> Country:
        """The country's rules."""
        return next(c for c in COUNTRIES if c.code == self.mission.country)

    @cached_property
    def party(self) -> Name:
        """Ours."""
        return self.catalog.party(self.mission.party)

    @cached_property
    def base(self) -> Election:
        """The base election."""
        return self.catalog.election(self.mission.base)

    @cached_property
    def history(self) -> tuple[Election, ...]:
        """Elections on the same seat map, the base last."""
        return tuple(self.catalog.election(e) for e in self.mission.history)

    @cached_property
    def house(self) -> House:
        """The base election, ranked; shares of votes polled."""
        return house(self.base.results)

    @cached_property
    def rival(self) -> Name | None:
        """The mission's rival, else the party met most often in the first two places of the base election.

        Ties go to the party with more votes; None when ours was never among the first two.
        """
        if self.mission.rival:
            return self.catalog.party(self.mission.rival)
        own, seats = self.mission.party, self.house.seats
        met = pl.when(pl.col("party1") == own).then("party2").when(pl.col("party2") == own).then("party1")
        pairs = seats.select(met.alias("party")).drop_nulls().filter(~pl.col("party").is_in(["IND", own]))
        if not pairs.height:
            return None
        votes = self.base.results.group_by("party").agg(pl.col("votes").sum().alias("votes"))
        counts = pairs.group_by("party").len().join(votes, on="party").sort("len", "votes", "party", descending=True)
        return self.catalog.party(counts["party"][0])

    @cached_property
    def states(self) -> tuple[Name, ...]:
        """States in which ours stood in any election of the history, or for which the mission has a plan."""
        stood = set()
        for election in self.history:
            rows = election.results.filter(pl.col("party") == self.mission.party)
            stood |= set(rows["state_code"].unique().to_list())
        stood |= {p.state for p in self.mission.states}
        return tuple(self.catalog.states[s] for s in sorted(stood) if s in self.catalog.states)

    def election_name(self, election: str) -> Name:
        """An election as a reader would name it: the year for general elections, else its id."""
        if not (is_election_id(election) and election.startswith("LS")):
            return Name("election", election, (("en", election), ("hi", election)))
        year = election[2:]
        return Name("election", election, (("en", year), ("hi", year)))

    # ---- measures ---------------------------------------------------------------------------------------------

    def ask(self, name: str, *elections: str, base_election: str | None = None, **filters: Any) -> Measured:
        """A measure's value and rows; the base election when none is named, our party when none is given."""
        chosen = elections or (self.mission.base,)
        given = self._filters(name, filters)
        key = (name, chosen, base_election, tuple(sorted(given.items())))
        if key not in self._measured:
            found = [self.catalog.election(e) for e in chosen]
            base = [self.catalog.election(base_election)] if base_election else []
            self._measured[key] = compute(
                name,
                [e.results for e in found],
                Filters(**given),
                contests=[e.contests for e in found],
                base_tables=[e.results for e in base],
            )
        return self._measured[key]

    def _filters(self, name: str, filters: dict[str, Any]) -> dict[str, Any]:
        unknown = set(filters) - _FILTERS
        if unknown:
            raise TypeError(f"{name}: no filter {', '.join(sorted(unknown))}")
        if "parties" not in filters and "party" in MEASURES[name].needs:
            filters = {"parties": (self.mission.party,), **filters}
        return {k: tuple(v) if isinstance(v, list) else v for k, v in filters.items()}

    def measure(
        self,
        id_: str,
        name: str,
        *elections: str,
        base_election: str | None = None,
        digits: int | None = None,
        note: Message | None = None,
        **filters: Any,
    ) -> Figure:
        """A Figure that `khaka measure` gives too: it carries the measure's name and filters."""
        chosen = elections or (self.mission.base,)
        found = self.ask(name, *chosen, base_election=base_election, **filters).value
        value = found if isinstance(found, int | float) else None
        said = self.said(name, *chosen, base_election=base_election, **filters)
        measure, base = MEASURES[name], filters.get("base", "votes-polled")
        return Figure(
            id=id_,
            value=value,
            unit=measure.unit,
            definition=measure.definition,
            how=How(Kind.MEASURED, name, said, measure.formula),
            base=msg(f"measure.base.{base}") if name in BASED else None,
            sources=self.sources_of(*chosen, *([base_election] if base_election else [])),
            digits=digits,
            note=note,
        )

    def said(
        self, name: str, *elections: str, base_election: str | None = None, **filters: Any
    ) -> tuple[tuple[str, Any], ...]:
        """The filters of a measure as the command line takes them."""
        pairs: list[tuple[str, Any]] = [("elections", ",".join(elections or (self.mission.base,)))]
        if base_election:
            pairs.append(("base_election", base_election))
        for key, value in sorted(self._filters(name, filters).items()):
            pairs.append((key, ",".join(value) if isinstance(value, tuple) else value))
        return tuple(pairs)

    def sources_of(self, *elections: str) -> tuple[str, ...]:
        """Ids of the sources behind elections."""
        return tuple(sorted({s for e in elections for s in self.catalog.election(e).sources}))

    # ---- other figures ----------------------------------------------------------------------------------------

    def count(
        self,
        id_: str,
        rows: Iterable[str],
        definition: Message,
        rule: str,
        *,
        unit: Unit = Unit.SEATS,
        sources: Sequence[str] | None = None,
    ) -> Figure:
        """The number of ``rows`` (seat ids, states), which the Figure keeps."""
        keys = tuple(rows)
        return Figure(
            id_, len(keys), unit, definition, How(Kind.COUNTED, formula=rule, rows=keys),
            sources=self.sources_of(self.mission.base) if sources is None else tuple(sources),
        )  # fmt: skip

    def derive(
        self,
        id_: str,
        value: float | None,
        unit: Unit,
        definition: Message,
        formula: str,
        of: Sequence[Figure | str],
        *,
        digits: int | None = None,
        base: Message | None = None,
        rows: Sequence[str] = (),
    ) -> Figure:
        """Arithmetic on other Figures; ``of`` names them (ids), so that each step can be followed."""
        ids = tuple(f.id if isinstance(f, Figure) else f for f in of)
        sources = tuple(sorted({s for f in of if isinstance(f, Figure) for s in f.sources}))
        how = How(Kind.DERIVED, formula=formula, of=ids, rows=tuple(rows))
        return Figure(
            id_,
            value,
            unit,
            definition,
            how,
            base=base,
            digits=digits,
            sources=sources or self.sources_of(self.mission.base),
        )

    def give(
        self,
        id_: str,
        value: float | None,
        unit: Unit,
        definition: Message,
        field: str,
        *,
        reported: bool = False,
        sources: Sequence[str] = (),
    ) -> Figure:
        """A number from the mission file (or, when ``reported``, from a named report)."""
        kind = Kind.REPORTED if reported else Kind.GIVEN
        return Figure(id_, value, unit, definition, How(kind, of=(field,)), sources=tuple(sources) or ("mission",))
