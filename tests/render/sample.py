"""A small blueprint with every kind of block, for the tests of the faces. Its numbers are LS2019's for INC."""

from __future__ import annotations

from datetime import date

from khaka.blueprint import blocks as b
from khaka.core.figure import Figure, How, Kind
from khaka.core.finding import Effect, Finding, Proposal, Strength
from khaka.core.message import Message, Name, msg
from khaka.core.nouns import Seat
from khaka.core.source import Source
from khaka.core.units import Unit

PARTY = Name("party", "INC", (("en", "Congress"), ("hi", "कांग्रेस")))
UP = Name("state", "UP", (("en", "Uttar Pradesh"), ("hi", "उत्तर प्रदेश")))
KL = Name("state", "KL", (("en", "Kerala"), ("hi", "केरल")))
SEATS = (
    Seat("UP-36", "UP", 36, "Rae Bareli", "रायबरेली", "GEN", (10, 12)),
    Seat("UP-37", "UP", 37, "Amethi", "अमेठी", "GEN", (11, 12)),
    Seat("KL-04", "KL", 4, "Wayanad", "वायनाड", "GEN", (8, 40)),
)


def text(en: str) -> Message:
    """Raw text: a key without a translation prints as it is."""
    return Message(en)


def measured(id_: str, value: float | None, unit: Unit, measure: str) -> Figure:
    how = How(Kind.MEASURED, measure=measure, filters=(("election", "LS2019"), ("party", "INC")), formula="count")
    return Figure(id_, value, unit, msg(f"measure.{measure}.definition"), how, sources=("lok_sabha",))


def sample() -> b.Blueprint:
    won = measured("s1.inc.seats_won.ls2019", 52, Unit.SEATS, "seats_won")
    second = measured("s1.inc.second_places.ls2019", 209, Unit.SEATS, "second_places")
    third = measured("s1.inc.third_or_lower.ls2019", 160, Unit.SEATS, "third_or_lower")
    out = measured("s1.inc.not_contested.ls2019", 122, Unit.SEATS, "not_contested")
    votes = measured("s1.inc.votes.ls2019", 119_494_952, Unit.VOTES, "votes")
    share = measured("s1.inc.vote_share.ls2019", 0.19463, Unit.SHARE, "vote_share")
    held = Figure("s3.pending.held", None, Unit.COUNT, msg("measure.seats_won.definition"), How(Kind.GIVEN), note=None)
    by_state = How(Kind.MEASURED, "seats_won", (("election", "LS2019"), ("party", "INC"), ("state", b.ROW_KEY)))
    states = b.Table(
        "s1.states",
        text("By state / राज्यवार"),
        (
            b.Column("state", text("State")),
            b.Column("won", text("Won"), Unit.SEATS, msg("measure.seats_won.definition"), by_state, bar=True),
            b.Column(
                "share",
                text("Vote share"),
                Unit.SHARE,
                msg("measure.vote_share.definition"),
                by_state,
                base=msg("measure.base.votes-polled"),
            ),
            b.Column("gap", text("Gap"), Unit.PP, msg("measure.margin.definition"), by_state, signed=True, minor=True),
        ),
        (
            b.Row("UP", (UP, 1, 0.0631, -3.25)),
            b.Row("KL", (KL, 15, 0.3727, 12.5)),
            b.Row("IN", (text("Total"), 52, 0.19463, None), "total"),
        ),
        note=text("Shares are of votes polled."),
        filter_by="state",
    )
    seat_rows = tuple(
        b.Row(
            s.id,
            (
                Name("seat", s.id, (("en", s.name_en), ("hi", s.name_hi))),
                UP if s.state_code == "UP" else KL,
                (PARTY,),
                11.3,
            ),
            kind,
        )
        for s, kind in zip(SEATS, ("tier-hold", "tier-reach", "tier-hold"), strict=True)
    )
    seats = b.Table(
        "s7.seats",
        text("Seats / सीटें"),
        (
            b.Column("seat", text("Seat")),
            b.Column("state", text("State")),
            b.Column("parties", text("Parties")),
            b.Column(
                "gap_pp",
                text("Gap"),
                Unit.PP,
                msg("measure.margin.definition"),
                How(Kind.COUNTED, formula="gap"),
                signed=True,
            ),
        ),
        seat_rows,
        annex=True,
        filter_by="state",
    )
    places = (
        b.Category("first", text("First / पहला"), "first", won),
        b.Category("second", text("Second / दूसरा"), "second", second),
        b.Category("third", text("Third or lower"), "third", third),
        b.Category("none", text("Not fought"), "none", out),
    )
    bar = b.Chart(
        "s1.bar",
        "stacked",
        text("Places in 543 seats / 543 सीटों पर स्थान"),
        text("52, 209, 160, 122"),
        "s1.states",
        categories=places,
    )
    trend = b.Table(
        "s2.trend",
        text("Votes and seats by year"),
        (
            b.Column("election", text("Election")),
            b.Column(
                "share",
                text("Vote share / वोट शेयर"),
                Unit.SHARE,
                msg("measure.vote_share.definition"),
                How(Kind.MEASURED, "vote_share", (("election", b.ROW_KEY), ("party", "INC"))),
            ),
            b.Column(
                "seats",
                text("Seats / सीटें"),
                Unit.SEATS,
                msg("measure.seats_won.definition"),
                How(Kind.MEASURED, "seats_won", (("election", b.ROW_KEY), ("party", "INC"))),
            ),
        ),
        tuple(
            b.Row(e, (e, s, n))
            for e, s, n in (("LS2009", 0.2855, 206), ("LS2014", 0.1931, 44), ("LS2019", 0.19463, 52))
        ),
    )
    lines = b.Chart(
        "s2.lines",
        "lines",
        text("Vote share / वोट शेयर: कांग्रेस"),
        text("28.6, 19.3, 19.5"),
        "s2.trend",
        x="election",
        y=("share",),
    )
    bars = b.Chart(
        "s2.bars", "bars", text("Seats won / जीती सीटें"), text("206, 44, 52"), "s2.trend", x="election", y=("seats",)
    )
    ladder_table = b.Table(
        "s4.ladder",
        text("Swing ladder"),
        (
            b.Column("swing", text("Swing / स्विंग"), Unit.PP, msg("measure.margin.definition"), How(Kind.GIVEN)),
            b.Column("seats", text("Seats"), Unit.SEATS, msg("measure.seats_won.definition"), How(Kind.COUNTED)),
        ),
        tuple(b.Row(f"swing-{s}", (s, n)) for s, n in ((0, 52), (5, 90), (10, 131))),
    )
    ladder = b.Chart(
        "s4.ladder_chart",
        "ladder",
        text("Seats after a swing / स्विंग के बाद सीटें"),
        text("52, 90, 131"),
        "s4.ladder",
        x="swing",
        y=("seats",),
    )
    tiles = b.SeatMap(
        "s7.map",
        text("Focus seats / प्राथमिकता वाली सीटें"),
        text("Map of tiers"),
        (
            b.Category("tier-hold", text("Hold / बचानी है"), "tier-hold"),
            b.Category("tier-reach", text("Within reach / पहुंच में"), "tier-reach"),
        ),
        tuple((r.key, r.kind) for r in seat_rows),
        "s7.seats",
    )
    remedy = Proposal(
        "P-direct",
        text("Send the best organisers to the 44 seats / संगठन के लोग भेजें"),
        "direct",
        ("UP-37",),
        Effect("seats_after", "seats_after_swing", (("party", "INC"), ("swing", 5.0))),
    )
    finding = Finding(
        "direct.inc.bjp",
        "direct",
        text("Direct contests are lost / सीधे मुकाबले हारे"),
        text("190 direct contests, 15 won."),
        (second,),
        ("UP-37",),
        second,
        (UP, KL),
        remedy,
        text("speaks when more than half are lost"),
        Strength.HIGH,
    )
    sections = (
        b.Section(
            1,
            "state",
            text("State of the party / पार्टी की स्थिति"),
            (
                b.KeyFigures(((text("Votes"), votes), (text("Share"), share), (text("Posts filled"), held))),
                bar,
                b.Paragraph(msg("measure.seats_won.definition")),
                states,
            ),
            decision=text("Where are we still a party? / हम कहां बचे हैं?"),
            summary=text("52 seats of 543."),
        ),
        b.Section(
            2,
            "trends",
            text("Trends / रुझान"),
            (lines, bars, trend, b.Heading("assembly", text("Assemblies"))),
            decision=text("Rebuild votes?"),
        ),
        b.Section(
            3,
            "weaknesses",
            text("Weaknesses / कमजोरियां"),
            (b.Findings((finding,)), ladder, ladder_table),
            decision=text("Which first?"),
            part="A",
        ),
        b.Section(
            7,
            "focus",
            text("Focus seats / प्राथमिकता वाली सीटें"),
            (
                b.Notice("caution", text("The seat map is open.")),
                b.Notice("reported", text("Reported only.")),
                b.Bullets((text("one"), text("two")), text("Rules"), ordered=True),
                tiles,
                seats,
            ),
            decision=text("Approve the list?"),
        ),
    )
    path = b.Table("s0.path", text("Path / रास्ता"), ladder_table.columns, ladder_table.rows)
    leader = b.LeaderPage(
        verdict=text("52 seats held, 382 once first or second. / 52 सीटें हाथ में।"),
        changed=text("First version."),
        standing=((text("First"), won), (text("Second"), second), (text("Third"), third), (text("Not fought"), out)),
        standing_note=text("11.9 crore votes gave 206 seats in 2009 and 52 in 2019."),
        hold=text("Hold 52 first."),
        path=path,
        decisions=(
            text("Approve the focus list"),
            text("Alone or allied"),
            text("Third"),
            text("Fourth"),
            text("Fifth"),
        ),
        allies=text("Allied in three states."),
        states=(text("Gujarat: 26 seats"), text("Himachal: 4 seats")),
        risks=(text("An ally leaves"), text("Assembly defeats"), text("Votes do not transfer")),
        miss=text("No forecast in this version."),
        disputed=(text("Second places: 209 or 196."),),
        bar=bar,
    )
    return b.Blueprint(
        title=text("Blueprint 2024 / खाका 2024"),
        subtitle=text("Congress / कांग्रेस"),
        party=PARTY,
        mission={"id": "sample"},
        as_of=date(2022, 4, 16),
        data_version="0123456789abcdef",
        seed=1,
        draws=64,
        leader=leader,
        sections=sections,
        notices=(text("Public aggregate results only."),),
        proposals=(remedy,),
        sources=(Source("lok_sabha", "Lok Sabha results 2009-2024", "Election Commission of India", "TCPD"),),
        seats=SEATS,
        states=(UP, KL),
        colours=(("INC", "#19AAED"), ("BJP", "#FF9933")),
        version="0.1.0",
    )
