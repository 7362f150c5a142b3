"""Figures of claims against what is known: flags with the fact beside them, and an explanation where one is known.

The facts come in as a value, because the measures stand on this room's own floor; ``desk`` wires them (``facts_of``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import regex

from khaka.claims.base import Amount, Claim, Flag
from khaka.claims.cues import plain
from khaka.claims.numbers import amounts
from khaka.claims.text import Folded, fold
from khaka.core.message import Message, Name, msg

#: Measure, election, party, options of the measure -> value (shares as fractions), or None where there is none.
Ask = Callable[[str, str, str, Mapping[str, str]], float | None]


@dataclass(frozen=True)
class Held:
    """An election as far as the catalogue knows it."""

    id: str
    counted: date
    seats: int
    has_results: bool = True


@dataclass(frozen=True)
class Printed:
    """A figure that was printed elsewhere, with what is known of how it came about."""

    about: str
    value: str
    text: Name | Message


@dataclass(frozen=True)
class Facts:
    """What claims are checked against.

    Parameters
    ----------
    house
        Seats of the Lok Sabha.
    states
        Seats by state code: (Lok Sabha, assembly).
    elections
        By id, those counted and those not.
    ask
        A measure of a counted election; see ``Ask``.
    printed
        Figures of the press with their story, for explanations.
    name
        A code's name for messages.
    today
        Day of the report where it is known: nothing that was counted later could be known.
    party
        The party that the report is about, for statements that say only "the party".
    state
        The only state that the report speaks of, where it does not speak of the Lok Sabha.
    lok_sabha
        The report speaks of the Lok Sabha and of no assembly: seats in a state are its Lok Sabha seats.
    place
        The only state that the report names, for claims that say "the state".
    """

    house: int
    states: Mapping[str, tuple[int, int]]
    elections: Mapping[str, Held]
    ask: Ask
    name: Callable[[str], Name | str]
    printed: tuple[Printed, ...] = ()
    today: date | None = None
    party: str | None = None
    state: str | None = None
    lok_sabha: bool = False
    place: str | None = None


#: Topic of a past election -> measure, options, tolerance in the claim's own unit.
_MEASURES: Final = {
    "seats_second": ("second_places", {}, 0.0), "seats_won": ("seats_won", {}, 0.0), "seats_contested": ("seats_contested", {}, 2.0),
    "seats_third": ("third_or_lower", {}, 0.0), "deposits_forfeited": ("deposits_forfeited", {"base": "valid"}, 0.0),
    "vote_share": ("vote_share", {"base": "votes-polled"}, 0.06), "votes": ("votes", {}, 0.0),
}  # fmt: skip
#: Other ways to count the same thing, each with the reason it gives.
_OTHER_WAYS: Final = {
    "vote_share": (({"base": "valid"}, "base_valid"),),
    "deposits_forfeited": (({"base": "votes-polled"}, "base_polled"),),
}  # fmt: skip
_ASSEMBLY: Final = regex.compile(plain(r"विधानसभा|विधान\s+सभा|assembly|vidhan\s+sabha"), regex.IGNORECASE)
_LOK_SABHA: Final = regex.compile(
    plain(r"लोकसभा|लोक\s+सभा|संसदीय|lok\s+sabha|parliament|general\s+election|national"), regex.IGNORECASE
)
#: Seats of bodies whose size the catalogue does not know.
_OTHER_BODY: Final = regex.compile(
    plain(
        r"पंचायत|नगर\s+निगम|नगर\s+पालिका|नगरपालिका|निकाय|जिला\s+परिषद|वार्ड|पार्षद|panchayat|municipal|civic|"
        r"local\s+bod|wards?\b|zilla|zila|council(?:lor)?s?\b|medical|college|university|मेडिकल|कॉलेज|विश्वविद्यालय"
    ),
    regex.IGNORECASE,
)
_WHOLE: Final = regex.compile(
    plain(
        r"बढ|वृद्धि|इजाफा|उछाल|growth|increase|rise|rose|jump|more\s+than\s+last|higher|surge|(?:प्रतिशत|फीसदी)\s+(?:वोट\s+)?(?:ज्यादा|अधिक)|per\s*cent\s+more|grew|up\s+by|return"
    ),
    regex.IGNORECASE,
)
_ABOUT: Final = regex.compile(
    plain(
        r"(?:करीब|लगभग|तकरीबन|\babout|\baround|\bnearly|\balmost|\bsome|\bover|\bmore\s+than|से\s+ज्यादा|\bas\s+many\s+as)\s+$"
    ),
    regex.IGNORECASE,
)
_SEATS: Final = regex.compile(plain(r"सीट|\bseats?\b|constituenc"))
#: A year without a general election.
_OTHER_YEAR: Final = regex.compile(r"(?<!\d)20(?!04|09|14|19|24|29)\d\d(?!\d)")
#: A figure below this agrees with some election or other by chance.
_TELLING: Final = 20
_MORE: Final = regex.compile(
    plain(r"\s(?:और|अतिरिक्त|बाकी)\s|\bmore\b|\banother\b|\badditional\b|\bbesides\b|\bplus\b"), regex.IGNORECASE
)


def checked(claims: Sequence[Claim], facts: Facts) -> tuple[Claim, ...]:
    """The claims with their flags."""
    out: list[Claim] = []
    for n, claim in enumerate(claims):
        found = _checked(claim, facts)
        together = [c for c in claims[: n + 1] if c.quote == claim.quote]
        last = n + 1 == len(claims) or claims[n + 1].quote != claim.quote
        if last and not any(f.kind == "above_house" for c in (*out[n + 1 - len(together) :], found) for f in c.flags):
            found = replace(found, flags=(*found.flags, *_passed_over(found, facts)))
        total = _sum_flag(together, facts) if last and not found.flags else None
        out.append(replace(found, flags=(total,)) if total else found)
    return tuple(out)


def _checked(claim: Claim, facts: Facts) -> Claim:
    flags = [f for a in claim.amounts for f in _amount_flags(claim, a, facts)]
    election = _election_flag(claim, facts)
    flags += [election] if election else []
    if election is None and not flags:
        differs = _result_flag(claim, facts)
        flags += [differs] if differs else []
    return replace(claim, flags=tuple(flags))


# ---- impossible by itself ---------------------------------------------------------------------------------------


def _amount_flags(claim: Claim, a: Amount, facts: Facts) -> list[Flag]:
    if a.unit == "seats":
        flag = _above_house(claim, a, facts)
        return [flag] if flag else []
    if a.unit == "percent" and a.high > 100 and not _WHOLE.search(fold(claim.quote)):
        return [Flag("above_whole", msg("claims.flag.above_whole", value=_shown(a)), 100)]
    return []


def _passed_over(claim: Claim, facts: Facts) -> tuple[Flag, ...]:
    """A count of seats in the words of a claim that its statements left out is still impossible."""
    known = {(a.low, a.high) for a in claim.amounts}
    read = [a for a in amounts(Folded(claim.quote).text) if a.unit == "seats" and (a.low, a.high) not in known]
    found = (_above_house(claim, a, facts) for a in read)
    return tuple(f for f in found if f)[:1]


def _above_house(claim: Claim, a: Amount, facts: Facts) -> Flag | None:
    size, source, text = _house_of(claim, facts)
    if size is None or a.high <= size:
        return None
    return Flag(
        "above_house",
        msg(text, value=_shown(a), size=size, house=_house_name(source, facts)),
        size,
        _why_above(claim, a, facts),
        source,
    )


def _house_of(claim: Claim, facts: Facts) -> tuple[int | None, str, str]:
    """The largest house that the seats can lie in, what it is, and the text that says so."""
    low = fold(claim.quote)
    around = (facts.state,) if facts.state else _of_size(claim, facts) or _spoken_state(claim, facts)
    states = [s for s in claim.states or around if s in facts.states]
    if any(_OTHER_BODY.search(_around(low, m.start(), m.end())) for m in _SEATS.finditer(low)):
        return None, "", ""
    assembly, lok_sabha = _ASSEMBLY.search(low) is not None, _LOK_SABHA.search(low) is not None
    if states:
        whole = sum(facts.states[s][0] for s in states), sum(facts.states[s][1] for s in states)
        at = "+".join(states)
        if not assembly and not lok_sabha:
            totals = {a.high for a in (*claim.amounts, *amounts(Folded(claim.quote).text)) if a.of_total}
            # "15 of Punjab's 13 seats": the whole that is named says which house
            assembly, lok_sabha = whole[1] in totals, whole[0] in totals
            lok_sabha = lok_sabha or bool(
                not assembly and (facts.lok_sabha and _SEATS.search(low) and not _OTHER_YEAR.search(low))
            )
        if assembly and not lok_sabha:
            return whole[1], f"assembly:{at}", "claims.flag.above_assembly"
        if lok_sabha and not assembly:
            return whole[0], f"lok_sabha:{at}", "claims.flag.above_state"
        return max(whole), f"both:{at}", "claims.flag.above_both"
    if assembly and not lok_sabha:
        total = sum(s[1] for s in facts.states.values())
        return total, "assemblies", "claims.flag.above_assemblies"
    return facts.house, "house", "claims.flag.above_house"


_STATE_WORD: Final = regex.compile(plain(r"\b(?:the|this|a|our)\s+state\b|(?:राज्य|प्रदेश|सूबे)\s+(?:में|की|के|भर)"))


def _of_size(claim: Claim, facts: Facts) -> tuple[str, ...]:
    """ "96 seats in a state of 80": the only state with as many Lok Sabha seats."""
    if not _STATE_WORD.search(fold(claim.quote)):
        return ()
    sizes = {a.high for a in claim.amounts if a.of_total}
    found = [code for code, (seats, _) in sorted(facts.states.items()) if seats in sizes and seats > 2]
    return tuple(found) if len(found) == 1 else ()


def _spoken_state(claim: Claim, facts: Facts) -> tuple[str, ...]:
    """ "28 seats in the state": the only state that the report names."""
    return (facts.place,) if facts.place and _STATE_WORD.search(fold(claim.quote)) else ()


def _around(text: str, start: int, end: int) -> str:
    """The words around seats that say whose they are: those before, and those after up to the end of the clause."""
    before = text[max(0, start - 45) : end]
    if start > 45:
        # no half a word: the end of "forward" is no ward
        before = before.partition(" ")[2]
    return before + regex.split(r"[,.;:\"।]", text[end : end + 35])[0]


def _house_name(source: str, facts: Facts) -> Message | str:
    if ":" not in source:
        return ""
    names = [facts.name(c) for c in source.split(":")[1].split("+")]
    return msg("claims.list", names=names)


def _why_above(claim: Claim, a: Amount, facts: Facts) -> Message | None:
    """A year printed as a number of seats; the house with its two nominated members."""
    if a.low == a.high and 1950 <= a.high <= 2100 and a.high == int(a.high):
        return msg("claims.why.year")
    if a.high in (545, 552):
        return msg(f"claims.why.house_{int(a.high)}")
    return None


def _sum_flag(claims: Sequence[Claim], facts: Facts) -> Flag | None:
    """ "370 to 400 seats and 150 more" in one sentence: possible each, not together."""
    seats = {(a.start, a.end): a for c in claims for a in c.amounts if a.unit == "seats" and not a.of_total}
    low = fold(claims[0].quote)
    if len(seats) < 2 or claims[0].states or not _MORE.search(low) or _ASSEMBLY.search(low):
        return None
    total = int(sum(a.high for a in seats.values()))
    if total <= facts.house:
        return None
    text = msg("claims.flag.sum_above_house", value=total, size=facts.house)
    return Flag("sum_above_house", text, facts.house, None, "house")


def _shown(a: Amount) -> str:
    return str(a.value)


# ---- elections --------------------------------------------------------------------------------------------------


def _election_flag(claim: Claim, facts: Facts) -> Flag | None:
    """An election that there never was, or that had not been counted when the report speaks of its result."""
    if claim.election is None:
        return None
    held = facts.elections.get(claim.election)
    if held is None:
        years = _years(claim.election, facts)
        year = int(claim.election[2:6])
        last = facts.today.year if facts.today else max(years, default=0)
        if year > last:
            return _uncounted(claim, None, facts) if _of_result(claim) else None
        if not years or year < years[0] or year > years[-1]:
            return None
        if str(year) not in Folded(claim.quote).text:
            return None
        near = ", ".join(str(y) for y in sorted(sorted(years, key=lambda y: (abs(y - year), y))[:2]))
        return Flag(
            "no_such_election",
            msg("claims.flag.no_such_election", election=_spoken(claim.election, facts), near=near),
            None,
        )
    if facts.today is not None and held.counted > facts.today and _of_result(claim):
        return _uncounted(claim, held, facts)
    return None


def _years(election: str, facts: Facts) -> list[int]:
    """Years in which this house was elected, as far as the catalogue goes."""
    kind = election[:2], election[6:]
    return sorted({int(e[2:6]) for e in facts.elections if len(e) >= 6 and (e[:2], e[6:]) == kind and e[2:6].isdigit()})


def _of_result(claim: Claim) -> bool:
    """True for a topic that is a count of votes, in words that do not look ahead."""
    return (claim.about or "").rsplit("_", 1)[0] in _MEASURES or claim.about in _MEASURES


def _uncounted(claim: Claim, held: Held | None, facts: Facts) -> Flag:
    assert claim.election is not None
    if held is None:
        return Flag(
            "not_yet_counted",
            msg("claims.flag.not_held", election=_spoken(claim.election, facts)),
            None,
            None,
            claim.election,
        )
    text = msg("claims.flag.not_yet_counted", election=_spoken(held.id, facts), day=held.counted)
    return Flag("not_yet_counted", text, None, None, held.id)


def _spoken(election: str, facts: Facts) -> Message:
    year = election[2:6]
    if election.startswith("LS"):
        return msg("claims.election.lok_sabha", year=year)
    return msg("claims.election.assembly", year=year, state=facts.name(election[7:]))


# ---- results ----------------------------------------------------------------------------------------------------


def _result_flag(claim: Claim, facts: Facts) -> Flag | None:
    """A count of a past election that its results contradict."""
    election = claim.election or ""
    topic = (claim.about or "").rsplit("_", 1)[0] if election else ""
    if (
        topic not in _MEASURES
        or election not in facts.elections
        or not isinstance(claim.value, int | float)
        or len(claim.states) > 1
    ):
        return None
    if not facts.elections[election].has_results or claim.unit not in ("seats", "percent", "votes", "candidates"):
        return None
    party = claim.parties[0] if len(claim.parties) == 1 else facts.party if not claim.parties else None
    if party is None:
        return None
    name, options, slack = _MEASURES[topic]
    where = {"state": claim.states[0]} if claim.states else {}
    found = facts.ask(name, election, party, {**options, **where})
    if found is None:
        return None
    truth = _in_unit(found, topic)
    if _close(claim.value, truth, slack, topic) or (_roughly(claim) and abs(claim.value - truth) <= 0.05 * truth):
        return None
    fact: int | float = round(truth, 2) if topic == "vote_share" else int(truth)
    text = msg(
        f"claims.flag.differs.{topic}",
        value=claim.value,
        fact=fact,
        party=facts.name(party),
        election=_spoken(election, facts),
    )
    return Flag("result_differs", text, fact, _why_differs(claim, topic, party, where, facts), election)


def _roughly(claim: Claim) -> bool:
    """True for "about 200 seats": a rounded figure is no wrong one."""
    text = Folded(claim.quote).text
    return any(_ABOUT.search(text, 0, m.start()) for m in regex.finditer(r"\d", text))


def _in_unit(value: float, topic: str) -> float:
    return value * 100 if topic == "vote_share" else value


def _close(claimed: float, truth: float, slack: float, topic: str) -> bool:
    """Equal as far as the claim's own rounding tells: 19.5 is 19.46, 37 is 37.4, 11.9 crore is 11,94,95,214."""
    if topic == "votes":
        digits = len(str(int(claimed)).rstrip("0"))
        return bool(abs(claimed - truth) <= 0.6 * 10 ** (len(str(int(claimed))) - digits))
    if topic == "vote_share":
        decimals = len(str(claimed).split(".")[1]) if isinstance(claimed, float) and claimed != int(claimed) else 0
        return bool(abs(claimed - truth) <= max(slack if decimals < 2 else 0.011, 0.51 * 10.0**-decimals))
    return abs(claimed - truth) <= slack


def _why_differs(claim: Claim, topic: str, party: str, where: Mapping[str, str], facts: Facts) -> Message | None:
    """The first reason that fits: another base, another election, a figure of the press whose story is known."""
    assert claim.election is not None and isinstance(claim.value, int | float)
    name, options, slack = _MEASURES[topic]
    for other, why in _OTHER_WAYS.get(topic, ()):
        value = facts.ask(name, claim.election, party, {**other, **where})
        if value is not None and _close(claim.value, _in_unit(value, topic), slack, topic):
            return msg(f"claims.why.{why}")
    told = next((p for p in facts.printed if _tells(p, claim)), None)
    if told is not None:
        return told.text if isinstance(told.text, Message) else msg("claims.why.printed", text=told.text)
    for held in sorted(facts.elections.values(), key=lambda h: (h.counted, h.id), reverse=True):
        if (
            claim.value < _TELLING
            or held.id[:2] != "LS"
            or held.id == claim.election
            or not held.has_results
            or (facts.today and held.counted > facts.today)
        ):
            continue
        value = facts.ask(name, held.id, party, {**options, **where})
        if value is not None and _close(claim.value, _in_unit(value, topic), 0.0, topic):
            return msg("claims.why.other_election", election=_spoken(held.id, facts))
    return msg("claims.why.slip") if topic != "vote_share" and _swapped(claim.value, facts, claim, party) else None


def _tells(printed: Printed, claim: Claim) -> bool:
    """True for a printed figure of the claim's topic, or one whose story names the claim's figure too."""
    if printed.about == claim.about and printed.value == str(claim.value):
        return True
    if not isinstance(printed.text, Name) or (printed.about or "")[-4:] != (claim.about or "")[-4:]:
        return False
    return str(claim.value) in regex.findall(r"\d+", dict(printed.text.texts).get("en", ""))


def _swapped(value: float, facts: Facts, claim: Claim, party: str) -> bool:
    """True when the figure is that of another rank: won for second, second for won."""
    assert claim.election is not None
    names = ("seats_won", "second_places", "third_or_lower", "winner_or_runner_up", "seats_contested")
    return any(facts.ask(n, claim.election, party, {}) == value for n in names)
