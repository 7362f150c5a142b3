"""The figures that a clause counts, each with its unit: named, lent by what is counted around it, or given by the verb."""

from __future__ import annotations

import itertools
from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import plain
from khaka.claims.numbers import COUNTED_BY, amounts

_TIME_SPAN: Final = regex.compile(
    plain(
        r"(?:within|in|given|has|have|needs?|needed|takes?|took|wants?|another|asked\s+for)\s+(?:(?:only|just|it|us|them)\s+)?(?:an?\s+)?(?P<en>week|month|day|fortnight)\b(?!\s+(?:ago|before|earlier|later|after|old|when|that))|(?P<hi>हफ्ते|सप्ताह|महीने|दिन)\s*भर|"
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
_LOOSE: Final = frozenset({"parties", "times", "leaders"})
_ALL_UNITED: Final = frozenset({"years"})
_SEAT_WORD: Final = regex.compile(plain(r"सीट|\bseats?\b|constituenc|क्षेत्र|segments?\b"), regex.IGNORECASE)
_STANDS_ALONE: Final = regex.compile(
    plain(
        r"\s*(?:[,.;!?\"'।)]|$|(?:ही|भी|तो|है|हैं|थी|थीं|थे|था|कहना|लिखा|दर्ज|तक|रखा|से|पर|और|and|or|but|instead|"
        r"not|last|this|then|so|if|seems?|is|was|in|at|to|from|for|while|on|by|with|after|before|when|as|than|because|since|each|apiece|now|today|here|again|came|comes|will|would|पार|के|को|का|की|के|वे|जीत\S*|हार\S*|मिल\S*|आएं\S*|आईं?|दीं?|दिए|बता\S*|गिना\S*|ठहर\S*|आंक\S*|छोड\S*|मांग\S*|चाहिए|लड\S*|में)(?![\p{L}\p{M}]))"
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
#: Units that go on from one sentence to the next: "the first draft had 475".
_GO_ON: Final = frozenset(
    {"seats", "votes", "people", "members", "rupees", "slides", "pages", "booths", "candidates", "rallies", "meetings"}
)
_AGE: Final = regex.compile(
    plain(r"(?:\b(?:i\s+am|i'm|he\s+is|she\s+is|aged|age\s+of)|उम्र)\s+(?:now\s+|only\s+)?$"), regex.IGNORECASE
)
_NUMBERED: Final = regex.compile(
    plain(
        r"(?:\b(?:article|section|rule|page|no\.?|number|room|ward|booth|phase|day|nh|form|part|chapter|sector)|"
        r"धारा|अनुच्छेद|वार्ड|नंबर|कमरा|सेक्टर|बूथ|दिन|पेज)\s*$"
    ),
    regex.IGNORECASE,
)
#: Units of figures that mostly say who or where.
_LIGHT: Final = frozenset({"parties", "states", "districts", "times", "leaders", "groups"})
_FROM: Final = regex.compile(
    r"\b(?:(?P<up>(?:up|down|rise|fall|drop)\s+from|as\s+against|compared\s+(?:with|to)|against)|from)\s+(?:about\s+|just\s+|only\s+)?$",
    regex.IGNORECASE,
)
_GREW_HI: Final = regex.compile(plain(r"\s+से\s+(?:बढ़|घट|गिर|उठ|सिमट|खिसक)\s?कर"))
_CONDITION: Final = regex.compile(
    plain(
        r"\bif\s[^,.;\"]{3,120},|\b(?:a|an)\s+(?:\p{L}+\s+)?(?:rise|swing|increase|gain|loss|drop|fall)\s+of\s[^,.;\"]{1,60}?\b(?=would|will|could|can|means?|gives?)|"
        r"(?:^|[।,;\"]|(?<=\sकि\s))(?:(?!\sकि\s)[^।,;\"]){3,100}?\s(?:तो)(?=\s(?!यह|है|हैं|भी|था|क्या|सिर्फ|केवल))"
    ),
    regex.IGNORECASE,
)
DURATIONS: Final = frozenset({"hours", "days", "weeks", "months", "years"})
_MONEY: Final = regex.compile(
    plain(r"रकम|खर्च|बजट|फीस|कीमत|लागत|चंदा|रुपय|\b(?:fee|budget|cost|spend|spent|sum|amount|rupees|rs|crore\s+deal)\b"),
    regex.IGNORECASE,
)
#: Where seats are won, lost, fought or asked for, a bare number counts them.
_ELECTORAL: Final = regex.compile(
    plain(
        r"\b(?:w[io]n(?:ning)?|gets?|got|cross(?:es|ed)?|bag(?:ged)?|secured?|ahead|leading|reduced|restricted|tally|"
        r"contest(?:ing|ed)?|fight(?:ing)?|fought|deserve[sd]?|claimants?|settle(?:d)?|lost|lose|seats?|draw|touch(?:ed)?|majority)\b|"
        r"जीत|हार(?:े|ी|ीं|ेग|न)|लड[़े]?|सिमट|आगे|मिल(?:े|ीं|ेंगी|ेगी|\s+रही)|पार|मांग|दावेदार|सीट|उम्मीदवार|बहुमत|खाते"
    ),
    regex.IGNORECASE,
)
#: "an eight-member panel", "lost by fewer than 1,000 votes": said in passing.
_ATTRIBUTIVE: Final = regex.compile(plain(r"-\s?member\b|\s*सदस्यीय|\s+सदस्यों\s+(?:की|वाली|के)\s"), regex.IGNORECASE)
_MARGIN: Final = regex.compile(
    r"\b(?:by|margins?\s+(?:of|below|under|above))\s+(?:(?:a\s+margin\s+of|less|fewer|more|no|just|only|about|under|over|barely|than|some)\s+){0,4}$",
    regex.IGNORECASE,
)
_MARGIN_HI: Final = regex.compile(
    plain(r"(?:\s+से\s+(?:कम|ज्यादा|अधिक))?\s*(?:वोट|वोटों|मत|मतों)\s+(?:से|के\s+अंतर|की\s+(?:थी|बढ़त|हार))")
)
#: "four months before the poll", पिछले पांच दिन: says when.
_WHEN: Final = regex.compile(
    plain(r"\s+(?:ago|before|earlier|later|after|into|old|back|पहले|पूर्व|बाद)(?![\p{L}\p{M}])"), regex.IGNORECASE
)
_WHEN_BEFORE: Final = regex.compile(
    plain(
        r"(?:\b(?:last|past|in|for|over|after|within|every\s+few)|पिछले|बीते|गत)\s+(?:the\s+(?:last|past|next)\s+|just\s+|only\s+)?$"
    ),
    regex.IGNORECASE,
)


#: "the state sends 28 members to the Lok Sabha"
_SENDS: Final = regex.compile(r"\bsends?\s+(?:only\s+|just\s+)?$", regex.IGNORECASE)
_TO_THE_HOUSE: Final = regex.compile(r"\s+to\s+(?:the\s+)?(?:lok\s+sabha|parliament|lower\s+house)", regex.IGNORECASE)


def figures(text: str, last_unit: str | None, of_seats: bool = False) -> list[Amount]:
    """Figures that a statement counts, each with a unit; those said in passing only where there is no other.

    Parameters
    ----------
    text
        A clause, folded.
    last_unit
        What the sentences before counted.
    of_seats
        The report speaks of seats: "those who dream of 272" counts them.
    """
    read = [a if a.of_total or not _all_of(text, a) else _total(a) for a in amounts(text)]
    read += [_span(found) for found in _TIME_SPAN.finditer(text)]
    seats_elsewhere = any(a.unit == "seats" for a in read)
    found = []
    for a in sorted(read, key=lambda a: a.start):
        if _no_figure(text, a) or (a.unit and _DAY_OF_MONTH.match(text, a.end)):
            continue
        if a.unit in ("members", "mps") and _SENDS.search(text, 0, a.start) and _TO_THE_HOUSE.match(text, a.end):
            a = Amount(a.low, a.high, "seats", a.start, a.end, a.of_total)
        if not a.unit:
            unit = _lent(text, a, seats_elsewhere, last_unit)
            if unit is None and of_seats and _bare_count(text, a):
                unit = "seats"
            if unit is None:
                continue
            a = Amount(a.low, a.high, unit, a.start, a.end, a.of_total)
        found.append(a)
    weighty = [a for a in found if not in_passing(text, a)]
    return _wholes(text, weighty or found)


def _bare_count(text: str, a: Amount) -> bool:
    """True for a number of two or three digits that stands by itself and is no article, ward or age."""
    return (
        text[a.start].isdigit()
        and 20 <= a.low <= a.high < 1000
        and not _AGE.search(text, 0, a.start)
        and a.low == int(a.low)
        and _STANDS_ALONE.match(text, a.end) is not None
        and not _NUMBERED.search(text, 0, a.start)
        and not _dated(text, a)
    )


def in_passing(text: str, a: Amount) -> bool:
    """True for a figure that only describes: a committee's size before its name, a margin's votes, a condition."""
    if a.unit in _LIGHT or _compared(text, a) or any(x <= a.start < y for x, y in _conditions(text)):
        return True
    if a.unit in ("mlas", "mps", "leaders", "workers"):
        return (
            regex.search(r"\b(?:flanked|accompanied|surrounded|joined|watched)\s+by\s+$", text[: a.start]) is not None
        )
    if a.unit == "members":
        return _ATTRIBUTIVE.match(text, a.end - len(_unit_words(text, a))) is not None
    if a.unit == "people":
        return (
            regex.search(r"\b(?:survey|poll|sample|study)\s+of\s+(?:\S+\s+)?$", text[: a.start]) is not None
            or regex.match(plain(r"\s+के\s+(?:\S+\s+)?सर्वे"), text[a.end :]) is not None
        )
    if a.unit == "votes" and a.low < 100_000:
        return _MARGIN.search(text[: a.start]) is not None or _MARGIN_HI.match(text, _number_end(text, a)) is not None
    return False


def _compared(text: str, a: Amount) -> bool:
    """ "from 12 to 30 per cent", "up from 52", 12 फीसदी से बढ़कर: where it came from."""
    before = _FROM.search(text, 0, a.start)
    if before and (before["up"] or regex.match(r"\s+(?:\p{L}+\s+){0,3}to\s", text[a.end :])):
        return True
    return _GREW_HI.match(text, a.end) is not None


def _conditions(text: str) -> list[tuple[int, int]]:
    """Stretches that only set a condition: "if it fights 400 seats, ...", चार अंक बढ़े तो."""
    return [m.span() for m in _CONDITION.finditer(text)]


#: "went on for three hours", घंटे चली: how long something took.
_LASTED: Final = regex.compile(
    r"\b(?:lasted|lasts|went\s+on|goes\s+on|ran|runs|sat|spoke|met|talked|stretched|continued|took|takes|waited|dragged\s+on)\s+"
    r"(?:on\s+)?(?:for\s+)?(?:(?:just|only|about|over|more|than|nearly|almost|well|some|under)\s+){0,3}$",
    regex.IGNORECASE,
)


#: "४५ दिनों में निपटाना होगा", "is due in three weeks", "eleven days before nominations closed": how long is what is said.
_DEADLINE_HI: Final = regex.compile(
    plain(
        r"\s+(?:में|के\s+भीतर|के\s+अंदर)\s+(?:(?!कि\s)[\p{L}\p{M}]+\s+){0,4}?[\p{L}\p{M}]+(?:ना|नी|ने)\s+(?:ही\s+)?(?:होगा|होगी|होंगे|है|हैं|चाहिए|पड़ेगा|पड़ेगी)\W*$|"
        r"\s+(?:में|के\s+भीतर|के\s+अंदर)\s+(?:(?!कि\s)[\p{L}\p{M}]+\s+){0,3}?(?:तैयार|पूरा|पूरी|पूरे|जारी|तय|जमा|खत्म|समाप्त)\s+(?:हो|कर)\s+(?:जाएगा|जाएगी|जाएंगे|लेंगे|ली\s+जाएगी|लिया\s+जाएगा|दी\s+जाएगी|दिया\s+जाएगा)\W*(?:$|(?=\s\S))"
    )
)
_DUE_IN: Final = regex.compile(
    r"\b(?:is|are|was|be|due|ready|out|complete|completed|finished|done|published|settled)\s+(?:up\s+)?(?:in|within)\s+(?:(?:just|about|another|only)\s+)?$"
)
_BEFORE_CLAUSE: Final = regex.compile(
    r"\s+(?:before|after)\s+(?:the\s+|his\s+|her\s+)?(?:\p{Ll}+\s+){1,2}?\p{Ll}{3,}ed\W*$"
)


def says_when(text: str, a: Amount) -> bool:
    """True for a stretch of time that only dates something."""
    if a.unit not in DURATIONS or _LASTED.search(text, 0, a.start):
        return False
    hindi = regex.match(plain(r"\s+(?:में|से|तक)(?![\p{L}\p{M}])"), text[a.end :])
    if _DEADLINE_HI.match(text, a.end) or _DUE_IN.search(text, 0, a.start) or _BEFORE_CLAUSE.match(text, a.end):
        return False
    return bool(_WHEN.match(text, a.end) or _WHEN_BEFORE.search(text[: a.start]) or hindi)


def _unit_words(text: str, a: Amount) -> str:
    return text[_number_end(text, a) : a.end]


def _number_end(text: str, a: Amount) -> int:
    """Where the number of an amount ends and its noun begins."""
    noun = regex.search(
        plain(r"(?:\s+से\s+(?:कम|ज्यादा|अधिक))?[\s-]*(?:members?|सदस्यीय|सदस्यों|सदस्य|votes?|वोटों|वोट|मतों|मत)$"),
        text[a.start : a.end],
    )
    return a.start + noun.start() if noun else a.end


def unit_spoken_of(text: str, before: str | None) -> str | None:
    """The unit that a bare number of the next sentence has: the last one counted or named in this one."""
    named = [(a.start, a.unit) for a in amounts(text) if a.unit in _GO_ON and not in_passing(text, a)]
    named += [(m.start(), "seats") for m in _SEAT_WORD.finditer(text)]
    return max(named)[1] if named else before


def _all_of(text: str, a: Amount) -> bool:
    return regex.search(r"(?:^\s*|[.:]\s+)Of\s+(?:the\s+|its\s+)?$", text[: a.start]) is not None


def _total(a: Amount) -> Amount:
    return Amount(a.low, a.high, a.unit, a.start, a.end, True)


def _span(found: regex.Match[str]) -> Amount:
    name = _SPAN_UNIT[(found["en"] or found["hi"]).lower()]
    number = 2.0 if (found["en"] or "").lower() == "fortnight" else 1.0
    return Amount(number, number, name, found.start(), found.end())


#: "सिर्फ एक जीत पाई थी", "won one"
_ONE_WON: Final = regex.compile(plain(r"\s+(?:ही\s+)?(?:जीती?|जीतीं)\s+(?:पाई|पाया|पाए|सकी|सका|थी|है)"))


def _no_figure(text: str, a: Amount) -> bool:
    """ "between the two parties", "a hundred people", "five years ago": part of the story."""
    spelled = not text[a.start].isdigit()
    if a.unit in _LOOSE and spelled:
        return True
    if a.unit in ("votes", "people") and regex.match(
        r"(?:a\s+)?(?:thousand|hundred|हजार|सौ|लाख)\s", text[a.start : a.end], regex.IGNORECASE
    ):
        return True
    if a.unit in _ALL_UNITED:
        return True
    if a.high <= 1 and regex.search(
        plain(r"एक\s+भी\s|(?:not\s+a|no)\s+single|बस\s+एक"), text[max(0, a.start - 6) : a.end]
    ):
        return True
    if not a.unit and _ONE_WON.match(text, a.end):
        return False
    return a.high <= 1 and a.unit not in ("weeks", "days", "months", "seats", "percent", "points") and spelled


def _wholes(text: str, found: list[Amount]) -> list[Amount]:
    """ "लोकसभा की 600 सीटों में 40 जीतीं", "96 seats in a state of 80": one is the whole of the other."""
    out = [_total(a) if _house_said(text, a) and len(found) > 1 else a for a in found]
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if (
            a.unit == b.unit == "seats"
            and a.low > b.high
            and regex.match(r"\s+में(?:\s|$)", text[a.end :])
            and regex.search(r"लोकसभा|विधानसभा|कुल", text[: a.start])
        ):
            out[i] = Amount(a.low, a.high, a.unit, a.start, a.end, True)
    return out


def _house_said(text: str, a: Amount) -> bool:
    """True for the 80 of "in a state of 80", 80 के प्रदेश में."""
    return (
        regex.search(
            r"\b(?:state|house|assembly|sabha)\s+(?:of|with)\s+(?:only\s+|just\s+)?$", text[: a.start], regex.IGNORECASE
        )
        is not None
        or regex.match(
            plain(r"\s+(?:सीटों\s+)?(?:के|वाले|वाली)\s+(?:प्रदेश|राज्य|सदन|सूबे|लोकसभा|विधानसभा)(?![\p{L}\p{M}])"),
            text[a.end :],
        )
        is not None
    )


def _lent(text: str, a: Amount, seats_elsewhere: bool, last_unit: str | None) -> str | None:
    """A bare number's unit: that of the seats beside it ("second in 209 seats and first in 52")."""
    if (
        regex.match(r"\s*(?:[:/.]\d|(?:st|nd|rd|th)\b)", text[a.end :])
        or _dated(text, a)
        or _NUMBERED.search(text, 0, a.start)
    ):
        return None
    if (a.low >= 1000 or last_unit is None) and not seats_elsewhere and _THEIR_NUMBER.search(text[: a.start]):
        return "people"
    if a.low >= 10_000:
        return next((u for u, rule in _LARGE if rule.search(text)), None) or (
            last_unit if last_unit in ("rupees", "votes", "members", "people") else None
        )
    if regex.match(plain(r"\s+पर\s+(?:थी|थे|है|सिमट|रुक|आ\s+गई)"), text[a.end :]):
        return "seats"
    if seats_elsewhere or (_SEAT_WORD.search(text) and (a.low >= 2 or _ONE_WON.match(text, a.end))):
        return "seats"
    large = next((u for u, rule in _LARGE if a.low >= 1000 and rule.search(text)), None)
    if large:
        return large
    if _FIGURE_OF.match(text, a.end) and 50 <= a.low < 10_000:
        return last_unit or "seats"
    of_them = regex.match(
        r"\s+of\s+(?:(?:them|these|those)\b|(?:the|its|our|their)\s+(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
        text[a.end :],
    )
    if of_them:
        return next((u for u, rule in _NOUNS if rule.search(text)), last_unit)
    if a.low < 2 or not _STANDS_ALONE.match(text, a.end):
        return None
    if _RANKED.search(text):
        return "seats"
    if seats_of := next((u for u in ("candidates",) if regex.search(r"\bcandidates\b|उम्मीदवार", text)), None):
        return seats_of
    if _AGE.search(text, 0, a.start) or regex.match(plain(r"\s+(?:साल|वर्ष|years)"), text[a.end :]):
        return None
    if last_unit not in _GO_ON:
        last_unit = None
    if last_unit == "rupees" and a.low < 10_000 and not _MONEY.search(text):
        return None
    if last_unit in (None, "seats") and a.high < 1000 and _ELECTORAL.search(text):
        return "seats"
    if (
        last_unit
        and (
            text[a.start].isdigit()
            or not text[: a.start].strip(' "')
            or _TOLD.search(text, 0, a.start)
            or COUNTED_BY.search(text, 0, a.start)
        )
        and (len(text.split()) <= 20)
        and (last_unit == "members" or (a.low >= 1000) == (last_unit in ("votes", "people", "rupees")))
    ):
        return last_unit
    return None


#: "he put their number at 1.4 lakh"
_THEIR_NUMBER: Final = regex.compile(
    plain(
        r"\btheir\s+(?:numbers?|strength|ranks)\b[^.;\"]{0,30}$|(?:उनकी|इनकी)\s+(?:कुल\s+)?(?:संख्या|तादाद)(?:\s+\S+){0,3}\s*$"
    )
)
_DAY_OF_MONTH: Final = regex.compile(
    plain(r"\s+(?:जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|तारीख)(?![\p{L}\p{M}])")
)


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
