"""A clause into statements: its figures by topic, the places, parties and election that it names, and its time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import plain
from khaka.claims.figures import figures, says_when
from khaka.claims.names import Names, election_in, years_in
from khaka.claims.topics import OF_AN_ELECTION, topic_of

_SEPARATOR: Final = regex.compile(
    plain(r"\s(?:और|एवं|तथा|जबकि|लेकिन|पर(?=\s+\d)|वहीं|लड़कर|only\s+to|and|but|while|whereas|with)\s|[,;।]|\.\s"),
    regex.IGNORECASE,
)
_NOT_THAT: Final = regex.compile(
    plain(
        r"न\s+कि|नहीं,?\s+बल्कि|\bnot\s+(?:about|on|for|merely)|\brather\s+than|\binstead\s+of|\bno\s+part\b|"
        r"\band\s+not\b|\bwas\s+never\b|के\s+बजाय|की\s+जगह"
    ),
    regex.IGNORECASE,
)
#: "the number was 358": the topic is that of the figure before.
_OF_BEFORE: Final = regex.compile(
    plain(r"संख्या|आंकड़ा|असल|\b(?:number|figure|count|meant|total|tally)\b"), regex.IGNORECASE
)
_PAST: Final = regex.compile(
    plain(r"(?:थे|था|थी|थीं)(?![\p{L}\p{M}])|मिले\s|\b(?:polled|got|received|secured|won|had|was|were|fell)\b"),
    regex.IGNORECASE,
)
_ALONE: Final = regex.compile(plain(r"अकेले|अपने\s+(?:दम|बूते)|\balone\b|on\s+its\s+own|\bsolo\b"), regex.IGNORECASE)
_ALLIED: Final = regex.compile(
    plain(
        r"गठबंधन|गठजोड|तालमेल|सहयोगी|के\s+साथ(?!\s+(?:ही|साथ))|alliance|allied|partners?|tie-?up|pact|\bwith\s+the\s+(?-i:\p{Lu})"
    ),
    regex.IGNORECASE,
)


#: A clause of its own begins.
_ANOTHER: Final = regex.compile(
    plain(
        r"\b(?:and|adding|but)\s+that\b|\bbut\b|\bwhile\b|;|(?:जबकि|लेकिन|मगर)(?![\p{L}\p{M}])|,\s+(?=(?:आखिरी|अंतिम|असली|कुल)\s)|"
        r"और\s+(?:यह\s+(?:भी\s+)?)?कि(?![\p{L}\p{M}])"
    ),
    regex.IGNORECASE,
)
_THAT: Final = regex.compile(
    plain(
        r"\b(?:and|adding|but)\s+that\b|,\s+(?=(?:आखिरी|अंतिम|असली|कुल)\s)|और\s+(?:यह\s+(?:भी\s+)?)?कि(?![\p{L}\p{M}])"
    ),
    regex.IGNORECASE,
)
#: Topic, election year, and number of the clause for figures without a topic.
_Key = tuple[str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """One topic of a clause."""

    about: str | None
    amounts: tuple[Amount, ...]
    value: int | float | str | None
    unit: str | None
    states: tuple[str, ...]
    parties: tuple[str, ...]
    election: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a statement may lean on: names, the year of the election spoken of, and the unit last counted."""

    names: Names
    election: str | None
    unit: str | None
    seats_topic: str | None = None
    topic: str | None = None
    of_seats: bool = False


def statements(text: str, skip: tuple[int, int] | None, setting: Setting, said_from: int = 0) -> list[Statement]:
    """The statements of a folded clause; one without figures when it has none.

    Parameters
    ----------
    text
        The clause, folded.
    skip
        Span of the speaker, whose "two leaders" are no figure.
    setting
        What stands around it.
    said_from
        Where what is said begins: a figure before it belongs to the story around.
    """
    body = text if skip is None else text[: skip[0]] + " " * (skip[1] - skip[0]) + text[skip[1] :]
    found = [a for a in figures(body, setting.unit, setting.of_seats) if a.start >= said_from]
    states = tuple(dict.fromkeys(m.code for m in setting.names.states_in(body)))
    parties = tuple(dict.fromkeys(m.code for m in setting.names.parties_in(body)))
    election = election_in(body, states) or _by_year(body, setting.election)
    by_topic: dict[_Key, list[Amount]] = {}
    loose, firm = _parts(body, found, _ANOTHER), _parts(body, found, _THAT)
    several = len(set(years_in(body))) > 1
    for amount, stretch, apart, that in zip(found, _stretches(body, found), loose, firm, strict=True):
        near = amount.start - body.find(stretch)
        topic = topic_of(stretch, amount, len(states), near) or topic_of(body, amount, len(states), amount.start)
        if topic is None and amount.unit == "seats" and _OF_BEFORE.search(body):
            topic = setting.seats_topic
        answered = regex.fullmatch(r"\W*(?:in|within|by)?\s*", body[: amount.start], regex.IGNORECASE) and regex.match(
            plain(r"\s*(?:[,.;]|$|में(?=\s*[,।]))"), body[amount.end :]
        )
        if topic != "report_due" and not answered and says_when(body, amount):
            # "four months before the poll" says when, not how much
            continue
        if topic is None and amount.unit == "percent" and setting.topic == "turnout":
            topic = "turnout"
        by_topic.setdefault((topic, _own_year(stretch, topic, several), that if topic else apart), []).append(amount)
    _drop_spare(by_topic)
    past = _PAST.search(body) is not None
    out = [
        _with_figures(t, a, (states, parties, year or election, past), setting) for (t, year, _), a in by_topic.items()
    ]
    return out or [_in_words(body, states, parties, election, setting)]


def _own_year(stretch: str, topic: str | None, several: bool) -> str | None:
    """ "52 in 2019 and 44 in 2014": each figure has its own election."""
    years = years_in(stretch)
    return f"LS{years[0]}" if several and topic in OF_AN_ELECTION and len(set(years)) == 1 else None


def _parts(text: str, found: list[Amount], mark: regex.Pattern[str]) -> list[int]:
    """Numbers the clauses in which the figures stand: "and that the tally would be 300" says another thing."""
    out, part = [], 0
    for i, a in enumerate(found):
        if i and mark.search(text, found[i - 1].end, a.start):
            part += 1
        out.append(part)
    return out


def _drop_spare(by_topic: dict[_Key, list[Amount]]) -> None:
    """Figures without a topic beside others that have one are passing details, unless they count or say something else."""
    if all(topic is None for topic, _, _ in by_topic):
        return
    for key in [k for k in by_topic if k[0] is None]:
        spare = by_topic.pop(key)
        lost = [a for a in spare if a.unit in ("seats", "percent", "votes")]
        counted = any(a.unit == lost[0].unit for b in by_topic.values() for a in b) if lost else True
        if lost and (key[2] or not counted):
            by_topic[key] = lost


def _stretches(text: str, found: list[Amount]) -> list[str]:
    """Each figure's own part of the clause: up to the last separator before the next figure."""
    edges = [0]
    for a, b in itertools.pairwise(found):
        marks = list(_SEPARATOR.finditer(text, a.end, max(a.end, b.start)))
        # "422 सीटों पर लड़कर 52": the verb belongs to the figure before it
        edges.append((marks[-1].end() - 1 if "लडकर" in marks[-1].group() else marks[-1].start()) if marks else -1)
    edges.append(len(text))
    out = []
    for i in range(len(found)):
        start = next((edges[k] for k in range(i, -1, -1) if edges[k] >= 0), 0)
        end = next((edges[k] for k in range(i + 1, len(edges)) if edges[k] >= 0), len(text))
        out.append(text[start:end])
    return out


def _by_year(text: str, around: str | None) -> str | None:
    """The Lok Sabha election of a year that the text names, where the text around it speaks of that election."""
    return around if any(around == f"LS{year}" for year in years_in(text)) else None


def _with_figures(
    topic: str | None,
    found: list[Amount],
    scope: tuple[tuple[str, ...], tuple[str, ...], str | None, bool],
    setting: Setting,
) -> Statement:
    states, parties, election, past = scope
    # "90 suggestions for six states": places are where, not how many
    ordered = sorted(found, key=lambda a: (a.of_total, a.unit in ("states", "districts")))
    year = election or (setting.election if topic in OF_AN_ELECTION else None)
    about = topic
    if topic in OF_AN_ELECTION | {"seats_forecast"} and election:
        about = f"{topic}_{election[2:6]}"
    elif topic in OF_AN_ELECTION and year and (topic != "vote_share" or past):
        about = f"{topic}_{year[2:6]}"
    main = ordered[0]
    return Statement(about, tuple(ordered), main.value, main.unit, states, parties, year)


def _in_words(
    text: str, states: tuple[str, ...], parties: tuple[str, ...], election: str | None, setting: Setting
) -> Statement:
    topic = topic_of(text, None, len(states))
    value: str | None = None
    unit: str | None = None
    named = bool(states) or regex.search(r"20\d\d", text) is not None
    if topic is None and setting.topic == "scope_of_talks" and named and len(text.split()) <= 16:
        # "… said the talks were on Gujarat, the team insisted they were on 2024"
        topic = "scope_of_talks"
    if topic == "scope_of_talks":
        value, unit, states = _scope(text, election, setting)
    elif topic == "alliance_plan" and len(states) > 1:
        value, unit = _plan(text, setting)
    return Statement(topic, (), value, unit, states, parties, election)


def _scope(text: str, election: str | None, setting: Setting) -> tuple[str | None, str | None, tuple[str, ...]]:
    """What talks were about: the first state or election that is not the one denied ("not Gujarat")."""
    positive = _affirmed(text)
    if positive != text and regex.search(r"20\d\d", positive):
        positive = positive[regex.search(r"20\d\d", positive).start() :]  # type: ignore[union-attr]
    state = setting.names.states_in(positive)
    years = list(regex.finditer(r"(?<!\d)20\d\d(?!\d)", positive))
    if state and not (years and years[0].start() < state[0].start and not _assembly(positive)):
        return state[0].code, "state_code", (state[0].code,)
    if years:
        return election or f"LS{years[0].group()}", "election", ()
    return None, None, tuple(m.code for m in state)


def _affirmed(text: str) -> str:
    """The parts of a clause that are not denied: "not about Gujarat", गुजरात का जिक्र तक नहीं."""
    cut = _NOT_THAT.search(text)
    if cut and cut.start() > 15:
        text = text[: cut.start()]
    parts = regex.split(plain(r"(?<=\s)(?:और|बल्कि|पर|लेकिन|and|but)(?=\s)|[,;]"), text)
    kept = [p for p in parts if not regex.search(plain(r"नहीं|\bnot\b|\bnever\b|\bno\b|n't\b"), p)]
    return " , ".join(kept) if any(regex.search(r"20\d\d", p) for p in kept) else text


def _assembly(text: str) -> bool:
    return regex.search(r"विधानसभा|assembly", text, regex.IGNORECASE) is not None


def _plan(text: str, setting: Setting) -> tuple[str | None, str | None]:
    """``alone:UP|BR; allied:TN``, read part by part of the clause."""
    groups: dict[str, list[str]] = {"alone": [], "allied": []}
    marks = sorted(
        [(m.start(), "alone") for m in _ALONE.finditer(text)] + [(m.start(), "allied") for m in _ALLIED.finditer(text)]
    )
    hindi = regex.search(r"\p{Devanagari}", text) is not None
    for state in setting.names.states_in(text):
        # Hindi names the places first, English the manner
        near = [k for at, k in marks if (at > state.start) == hindi]
        kind = (near[0] if hindi else near[-1]) if near else (marks[-1][1] if marks else None)
        if kind:
            groups[kind].append(state.code)
    parts = [f"{k}:{'|'.join(dict.fromkeys(v))}" for k, v in groups.items() if v]
    return ("; ".join(parts), "states") if parts else (None, None)
