"""A clause into statements: its figures by topic, the places, parties and election that it names, and its time."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import plain
from khaka.claims.names import Names, election_in, years_in
from khaka.claims.numbers import amounts
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
_TIME_SPAN: Final = regex.compile(
    plain(
        r"(?:within|in)\s+an?\s+(?P<en>week|month|day|fortnight)|(?P<hi>हफ्ते|सप्ताह|महीने|दिन)\s*भर|"
        r"एक\s+(?P<hi>हफ्ते|सप्ताह|महीने|दिन)\s+(?:में|के\s+भीतर|के\s+अंदर)"
    ),
    regex.IGNORECASE,
)
_SPAN_UNIT: Final = {
    "week": "weeks",
    "month": "months",
    "day": "days",
    "fortnight": "weeks",
    "हफ्ते": "weeks",
    "सप्ताह": "weeks",
    "महीने": "months",
    "दिन": "days",
}
#: "the number was 358": the topic is that of the figure before.
_OF_BEFORE: Final = regex.compile(
    plain(r"संख्या|आंकड़ा|असल|\b(?:number|figure|count|meant|total|tally)\b"), regex.IGNORECASE
)
_PAST: Final = regex.compile(
    plain(r"(?:थे|था|थी|थीं)(?![\p{L}\p{M}])|मिले\s|\b(?:polled|got|received|secured|won|had|was|were|fell)\b"),
    regex.IGNORECASE,
)
#: "between the two parties": spelled, these are part of the story.
_LOOSE: Final = frozenset({"parties", "groups", "times", "leaders", "posts"})
_ALL_UNITED: Final = frozenset({"years"})
_SEAT_WORD: Final = regex.compile(plain(r"सीट|\bseats?\b|constituenc|क्षेत्र|segments?\b"), regex.IGNORECASE)
#: What follows a bare number that counts what was counted before.
_STANDS_ALONE: Final = regex.compile(
    plain(
        r"\s*(?:[,.;!?\"'।)]|$|(?:ही|भी|तो|है|हैं|थी|थीं|थे|था|कहना|लिखा|दर्ज|तक|रखा|से|पर|और|and|or|but|instead|"
        r"not|last|this|then|so|if|seems?|is|was|in|at|to)(?![\p{L}\p{M}]))"
    ),
    regex.IGNORECASE,
)
_TOLD: Final = regex.compile(
    plain(
        r"(?:संख्या|आंकड़ा|\b(?:number|figure|count|total|strength|tally)\s+(?:is|was|stands\s+at|at|"
        r"of))\s+(?:\S+\s+)?$"
    ),
    regex.IGNORECASE,
)
#: "the 370 figure", 272 का आंकड़ा
_FIGURE_OF: Final = regex.compile(
    plain(r"\s+(?:figure|mark|number)\b|\s+(?:की\s+संख्या|का\s+आंकड़ा|के\s+आंकड़े)"), regex.IGNORECASE
)
_NOUNS: Final = tuple(
    (u, regex.compile(rf"\b{u[:-1]}s?\b", regex.IGNORECASE)) for u in ("slides", "pages", "seats", "members", "states")
)
_RANKED: Final = regex.compile(
    plain(
        r"दूसरे\s+(?:स्थान|नंबर)|उपविजेता|जमानत|\b(?:came|was|were|finished|stood)\s+(?:second|third|first)\b|"
        r"\brunners?-?\s?up\b|end\s+up\s+with|के\s+खाते\s+में"
    ),
    regex.IGNORECASE,
)
_LARGE: Final = (
    ("members", regex.compile(plain(r"सदस्य|जुड़|\bmember|\bjoined\b|enrol"), regex.IGNORECASE)),
    ("votes", regex.compile(plain(r"वोट|मत(?![\p{L}\p{M}])|\bvotes?\b"), regex.IGNORECASE)),
)
_ALONE: Final = regex.compile(plain(r"अकेले|अपने\s+(?:दम|बूते)|\balone\b|on\s+its\s+own|\bsolo\b"), regex.IGNORECASE)
_ALLIED: Final = regex.compile(
    plain(r"गठबंधन|गठजोड|तालमेल|सहयोगी|के\s+साथ\s+मिल|alliance|allied|partners?|tie-?up|pact"), regex.IGNORECASE
)


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
    found = [a for a in figures(body, setting.unit) if a.start >= said_from]
    states = tuple(dict.fromkeys(m.code for m in setting.names.states_in(body)))
    parties = tuple(dict.fromkeys(m.code for m in setting.names.parties_in(body)))
    election = election_in(body, states) or _by_year(body, setting.election)
    by_topic: dict[tuple[str | None, str | None], list[Amount]] = {}
    several = len(set(years_in(body))) > 1
    for amount, stretch in zip(found, _stretches(body, found), strict=True):
        near = amount.start - body.find(stretch)
        topic = topic_of(stretch, amount, len(states), near) or topic_of(body, amount, len(states), amount.start)
        if topic is None and amount.unit == "seats" and _OF_BEFORE.search(body):
            topic = setting.seats_topic
        by_topic.setdefault((topic, _own_year(stretch, topic, several)), []).append(amount)
    _drop_spare(by_topic)
    past = _PAST.search(body) is not None
    out = [_with_figures(t, a, (states, parties, year or election, past), setting) for (t, year), a in by_topic.items()]
    return out or [_in_words(body, states, parties, election, setting)]


def _own_year(stretch: str, topic: str | None, several: bool) -> str | None:
    """ "52 in 2019 and 44 in 2014": each figure has its own election."""
    years = years_in(stretch)
    return f"LS{years[0]}" if several and topic in OF_AN_ELECTION and len(set(years)) == 1 else None


def _drop_spare(by_topic: dict[tuple[str | None, str | None], list[Amount]]) -> None:
    """Figures without a topic beside others that have one are passing details, unless they count something else."""
    key = (None, None)
    if key not in by_topic or len(by_topic) == 1:
        return
    spare = by_topic.pop(key)
    lost = [a for a in spare if a.unit in ("seats", "percent", "votes")]
    if lost and not any(a.unit == lost[0].unit for b in by_topic.values() for a in b):
        by_topic[key] = lost


def figures(text: str, last_unit: str | None) -> list[Amount]:
    """Figures that a statement counts, each with a unit."""
    found = []
    read = [
        Amount(
            a.low,
            a.high,
            a.unit,
            a.start,
            a.end,
            a.of_total or regex.search(r"(?:^\s*|[.:]\s+)Of\s+(?:the\s+|its\s+)?$", text[: a.start]) is not None,
        )
        for a in amounts(text)
    ]
    for span in _TIME_SPAN.finditer(text):
        name = _SPAN_UNIT[(span["en"] or span["hi"]).lower()]
        number = 2.0 if (span["en"] or "").lower() == "fortnight" else 1.0
        read.append(Amount(number, number, name, span.start(), span.end()))
    seats_elsewhere = any(a.unit == "seats" for a in read)
    for a in sorted(read, key=lambda a: a.start):
        if (a.unit in _LOOSE and not text[a.start].isdigit()) or (
            a.unit in ("votes", "people")
            and regex.match(r"(?:a\s+)?(?:thousand|hundred|हजार|सौ|लाख)\s", text[a.start : a.end], regex.IGNORECASE)
        ):
            continue
        if a.unit in _ALL_UNITED or (
            a.high <= 1
            and a.unit not in ("weeks", "days", "months", "seats", "percent", "points")
            and not text[a.start].isdigit()
        ):
            continue
        if not a.unit:
            unit = _lent(text, a, seats_elsewhere, last_unit)
            if unit is None:
                continue
            a = Amount(a.low, a.high, unit, a.start, a.end, a.of_total)
        found.append(a)
    return _wholes(text, found)


def _wholes(text: str, found: list[Amount]) -> list[Amount]:
    """ "लोकसभा की 600 सीटों में 40 जीतीं": the first is the whole of the second."""
    out = list(found)
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if (
            a.unit == b.unit == "seats"
            and a.low > b.high
            and regex.match(r"\s+में(?:\s|$)", text[a.end :])
            and regex.search(r"लोकसभा|विधानसभा|कुल", text[: a.start])
        ):
            out[i] = Amount(a.low, a.high, a.unit, a.start, a.end, True)
    return out


def _lent(text: str, a: Amount, seats_elsewhere: bool, last_unit: str | None) -> str | None:
    """A bare number's unit: that of the seats beside it ("second in 209 seats and first in 52")."""
    if regex.match(r"\s*(?:[:/.]\d|(?:st|nd|rd|th)\b)", text[a.end :]) or _dated(text, a):
        return None
    if a.low >= 10_000:
        return next((u for u, rule in _LARGE if rule.search(text)), None) or (
            last_unit if last_unit in ("rupees", "votes", "members", "people") else None
        )
    if regex.match(plain(r"\s+पर\s+(?:थी|थे|है|सिमट|रुक|आ\s+गई)"), text[a.end :]):
        return "seats"
    if seats_elsewhere or (_SEAT_WORD.search(text) and a.low >= 2):
        return "seats"
    large = next((u for u, rule in _LARGE if a.low >= 1000 and rule.search(text)), None)
    if large:
        return large
    if _FIGURE_OF.match(text, a.end) and 50 <= a.low < 10_000:
        return last_unit or "seats"
    of_them = regex.match(r"\s+of\s+(?:them|these|those)\b", text[a.end :])
    if of_them:
        return next((u for u, rule in _NOUNS if rule.search(text)), last_unit)
    if a.low < 2 or not _STANDS_ALONE.match(text, a.end):
        return None
    if _RANKED.search(text):
        return "seats"
    if seats_of := next((u for u in ("candidates",) if regex.search(r"\bcandidates\b|उम्मीदवार", text)), None):
        return seats_of
    if (
        last_unit
        and (text[a.start].isdigit() or _TOLD.search(text, 0, a.start))
        and (len(text.split()) <= 20)
        and (last_unit == "members" or (a.low >= 1000) == (last_unit in ("votes", "people", "rupees")))
    ):
        return last_unit
    return None


def _dated(text: str, a: Amount) -> bool:
    months = (
        r"january|february|march|april|may|june|july|august|september|october|november|december|जनवरी|फरवरी|मार्च|"
        r"अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|तारीख"
    )
    after, before = text[a.end : a.end + 20].lower(), text[max(0, a.start - 12) : a.start].lower()
    return bool(
        regex.match(rf"\s*(?:{months})", after)
        or regex.search(rf"(?:{months})\s*$", before)
        or regex.match(r"\s*(?:बजे|a\.?m|p\.?m|o'clock)", after)
    )


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
