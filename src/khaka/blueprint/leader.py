"""0. The leader's page: the whole document on one phone screen, from the same Figures."""

from __future__ import annotations

import polars as pl

from khaka.blueprint import closed
from khaka.blueprint.base import counted, fid, words
from khaka.blueprint.blocks import Cell, LeaderPage, Row, Table
from khaka.blueprint.sections import calendar, focus, path_to_goal, state_of_party, trends, unity
from khaka.core.figure import Figure
from khaka.core.message import Message, msg
from khaka.core.units import Unit
from khaka.mission import Brief
from khaka.strategy import Strategy
from khaka.strategy.path import Post, past_swings, path


def leader_page(strategy: Strategy) -> LeaderPage:
    """Section 0 of a blueprint."""
    brief = strategy.brief
    standing = state_of_party.standing(brief)
    labels = [msg(f"section.place.{p}") for p in state_of_party.PLACES]
    return LeaderPage(
        verdict=_verdict(strategy, standing),
        changed=msg("s0.first_version"),
        standing=tuple(zip(labels, standing, strict=True)),
        standing_note=trends.votes_sentence(brief) or _share_sentence(brief),
        hold=_hold(strategy),
        path=_path(strategy),
        decisions=tuple(_decisions(strategy)),
        allies=_allies(strategy),
        states=tuple(_states(brief)),
        risks=tuple(_risks(strategy)),
        miss=closed.miss(strategy),
        disputed=tuple(_disputed(brief)),
        bar=state_of_party.bar(brief),
    )


def _verdict(strategy: Strategy, standing: tuple[Figure, ...]) -> Message:
    brief, focus_list = strategy.brief, strategy.focus
    chosen, by_rule = focus.counts(brief, focus_list)
    key = "s0.verdict" if focus_list.rule.name == "ever-first-or-second" else "s0.verdict_rule"
    return msg(
        key,
        party=brief.party,
        held=standing[0],
        ever=chosen if focus_list.rule.value else by_rule,
        rule=focus_list.rule.sentence,
        house=brief.measure(fid("s0", brief, "seats_total"), "seats_total"),
        odds=closed.verdict(strategy, path_to_goal.summary),
    )


def _share_sentence(brief: Brief) -> Message:
    return msg("s0.share", share=brief.measure(fid("s0", brief, "vote_share"), "vote_share"), party=brief.party)


def _hold(strategy: Strategy) -> Message:
    brief = strategy.brief
    held = focus.tier_count(brief, strategy.focus, "hold")
    if not held.value:
        return msg("s0.hold_none")
    thin = [f for f in strategy.findings if f.id == "weak-strongholds"]
    if thin:
        return msg("s0.hold_thin", held=held, thin=thin[0].at_stake)
    return msg("s0.hold", held=held)


def _path(strategy: Strategy) -> Table | None:
    """Staging posts with the swing each needs from the rival; the largest past swing to ours stands in the note."""
    brief = strategy.brief
    if brief.rival is None or not brief.mission.staging:
        return None
    posts = path(brief, brief.rival.code, brief.mission.staging)
    remarks = [_remark(p) for p in posts]
    columns = [
        counted("post", Unit.SEATS, msg("s0.post.definition"), "mission.staging", ("mission",)),
        counted("swing", Unit.PP, msg("s0.swing.definition", rival=brief.rival),
                "smallest s with seats_after_swing(s) >= post", brief.sources_of(brief.base.id), title="swing_needed",
                base=msg("measure.base.votes-polled")),
    ]  # fmt: skip
    cells: list[tuple[Cell, ...]] = [(p.seats, p.swing_pp) for p in posts]
    if any(remarks):
        columns.append(words("remark"))
        cells = [(*c, r or "") for c, r in zip(cells, remarks, strict=True)]
    rows = [Row(str(p.seats), c) for p, c in zip(posts, cells, strict=True)]
    swings = past_swings(brief, brief.rival.code)
    note = msg("s0.path.no_past")
    if swings:
        a, b, most = max(swings, key=lambda s: s[2])
        figure = brief.derive(
            fid("s0", brief, "largest_swing", f"{a}-{b}"),
            most,
            Unit.PP,
            msg("s4.past.definition"),
            "((s1-r1) - (s0-r0)) / 2",
            ("s4.past",),
        )
        key = "s0.path.past" if most > 0 else "s0.path.never"
        note = msg(
            key, swing=figure, a=brief.election_name(a), b=brief.election_name(b), rival=brief.rival, party=brief.party
        )
    return Table("s0.path", msg("s0.path.title", rival=brief.rival), tuple(columns), tuple(rows), note)


def _disputed(brief: Brief) -> list[Message]:
    """Numbers of focus seats that reports print, each once; who printed which stands in section 18."""
    if not brief.mission.claims:
        return []
    rows = brief.catalog.table(brief.mission.claims).filter(pl.col("about") == "focus_seats").sort("claim_id")
    values = list(dict.fromkeys(str(v).replace("-", "–") for v in rows["value"].to_list() if v))
    house = brief.give("s18.house", brief.country.house_size, Unit.SEATS, msg("s18.house.definition"), "country")
    return [msg("s0.disputed", values=values, house=house)] if len(values) > 1 else []


def _remark(post: Post) -> Message | None:
    if post.swing_pp is None:
        return msg("s0.path.unreachable")
    return msg("s0.path.held") if post.swing_pp == 0 else None


def _decisions(strategy: Strategy) -> list[Message]:
    """Five decisions at most: the list, the first weaknesses, the alliances, the first state."""
    brief, focus_list = strategy.brief, strategy.focus
    chosen, _ = focus.counts(brief, focus_list)
    decisions = [msg("s0.decide.list", chosen=chosen)] if chosen.value else []
    if strategy.partners and brief.mission.partners:
        names = [brief.catalog.party(p) for p in brief.mission.partners]
        claims = focus.tier_count(brief, focus_list, "partner")
        decisions.append(msg("s0.decide.partners", partners=names, seats=claims))
    for found in [f for f in strategy.findings if f.at_stake.value][:3]:
        decisions.append(msg("s0.decide.weakness", title=found.title, seats=found.at_stake))
    due = calendar.assemblies_due(brief)
    if due and due[0].term_end:
        decisions.append(msg("s0.decide.state", state=brief.catalog.states[due[0].house], day=due[0].term_end))
    return decisions[:5]


def _allies(strategy: Strategy) -> Message:
    brief = strategy.brief
    allied = [p for p in brief.mission.states if p.stance == "allied"]
    alone = [brief.catalog.states[p.state] for p in brief.mission.states if p.stance == "alone"]
    if allied:
        states = [
            msg("s0.ally", state=brief.catalog.states[p.state], partners=[brief.catalog.party(x) for x in p.partners])
            for p in allied
        ]
        return msg("s0.allies_alone" if alone else "s0.allies", states=states, alone=alone)
    if alone:
        return msg("s0.alone", states=alone)
    return msg("s0.allies_none")


def _states(brief: Brief) -> list[Message]:
    """The five states whose assemblies end first."""
    lines = []
    for info in calendar.assemblies_due(brief)[:5]:
        code = info.house
        total = brief.measure(fid("s0", brief, f"{code.lower()}.seats_total"), "seats_total", states=(code,))
        won = brief.measure(fid("s0", brief, f"{code.lower()}.seats_won"), "seats_won", states=(code,))
        key = "s0.state" if won.value else "s0.state_none"
        lines.append(msg(key, state=brief.catalog.states[code], total=total, won=won, day=info.term_end))
    return lines


def _risks(strategy: Strategy) -> list[Message]:
    """Three risks that the data show."""
    brief = strategy.brief
    risks = []
    over = [f for f in strategy.findings if f.id == "rival-majority"]
    if over and brief.rival:
        risks.append(msg("s0.risk.majority", rival=brief.rival, seats=over[0].at_stake))
    bad = [f for f in strategy.findings if f.id == "assembly-defeats"]
    if bad:
        said = bad[0].sentence.values
        risks.append(msg("s0.risk.assemblies", states=said["where"], now=said["now"], before=said["before"]))
    if any(p.disputed or p.reported_on for p in brief.mission.states):
        risks.append(msg("s0.risk.reported"))
    if brief.mission.map_open:
        risks.append(msg("s0.risk.map"))
    named = unity.leader(brief)
    if named is not None and named == brief.party:
        index = brief.measure(fid("s0", brief, "opposition_unity"), "opposition_unity")
        risks.append(msg("s0.risk.unity", index=index))
    risks.append(msg("s0.risk.transfer" if brief.mission.partners else "s0.risk.history"))
    return risks[:3]
