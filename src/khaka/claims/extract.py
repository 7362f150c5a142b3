"""A report into attributed claims: suggestions, each of which a person confirms or corrects before it counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

import regex

from khaka.claims import ascribed, gapping
from khaka.claims.attribution import Clause, clauses, mask
from khaka.claims.base import Claim, Extract, Report
from khaka.claims.cues import ANAPHOR, DENY, SILENT, Attribution, plain
from khaka.claims.figures import figures, in_passing, unit_spoken_of
from khaka.claims.merge import merged, numbered
from khaka.claims.names import Names, election_in, years_in
from khaka.claims.people import leading
from khaka.claims.relations import disagreements, referring
from khaka.claims.sentences import Sentence, quotations
from khaka.claims.side_words import STRATEGIST, TITLED
from khaka.claims.sides import NOT_ATTRIBUTED, REPORTER, Cast, Speaker, firms, strategists
from khaka.claims.statements import Setting, Statement, statements
from khaka.claims.text import Folded, fold
from khaka.claims.turns import ANSWER, REPORT, Line, lines
from khaka.claims.when import Clock

#: Figures that make a reporter's own sentence a claim.
_REPORTABLE: Final = frozenset(
    {"seats", "percent", "votes", "slides", "pages", "members", "rupees", "hours", "candidates", "points", "booths"}
)
_GENERAL: Final = frozenset({1977, 1980, 1984, 1989, 1991, 1996, 1998, 1999, 2004, 2009, 2014, 2019, 2024, 2029})
_DENIAL: Final = regex.compile(
    plain(
        r"गलत\s+(?:है|हैं|बात)|झूठ|निराधार|बेबुनियाद|फर्जी|अफवाह|कोई\s+(?:सच्चाई|दम|आधार)\s+नहीं|न\s+कि\s|"
        r"सच\s+नहीं|अटकल|खंडन|इनकार|सरासर\s+गलत|मनगढ़ंत|भ्रामक|कोरी\s+कल्पना|"
        r"\b(?:baseless|false|fake|forged|untrue|no\s+truth|speculation|rumou?rs?|incorrect|fabricated|guesswork|"
        r"not\s+true|wrong|nothing\s+of\s+the\s+(?:sort|kind)|unfounded)\b"
    ),
    regex.IGNORECASE,
)
_TRIM: Final = regex.compile(
    plain(
        r"^[\s,;:–—-]*(?:(?:और|लेकिन|मगर|जबकि|तो\s+वहीं|वहीं|हालांकि|and|but|while|whereas|although|though|"
        r"even\s+as)(?:\s*,)?\s+)?"
    ),
    regex.IGNORECASE,
)


#: The question stands before the answer.
_ASKED: Final = regex.compile(
    plain(
        r"[^।\"]{0,160}?(?:पूछे\s+जाने\s+पर|सवाल\s+पर|सवाल\s+के\s+जवाब\s+में)|(?:when\s+)?asked\s+(?:about|"
        r"whether|if|on)[^,\"]*,"
    ),
    regex.IGNORECASE,
)


_WHO: Final = regex.compile(
    plain(
        r"\s*,?\s*(?:who|whose)\s[^;:\"]{3,140}?(?=,|\s+(?:sa(?:id|ys?)|told|claim|insist|add|maintain|den(?:y|ie)|confirm|argu)\p{L}*)|"
        r"(?:\s+ने)?\s*,\s*(?:जो|जिस\S*|जिन\S*)\s[^;:\"]{3,140}?,"
    )
)
#: A relative clause between commas.
_ASIDE: Final = regex.compile(plain(r",\s*(?P<told>(?:which|who|whose|जिस\S*|जो|जिन\S*)\s[^,]{3,140}),"))


@dataclass
class _Reading:
    """State of the reading: who spoke, which election is spoken of, what was last counted."""

    report: Report
    names: Names
    cast: Cast
    clock: Clock = field(default_factory=Clock)
    election: str | None = None
    unit: str | None = None
    seats_topic: str | None = None
    of_seats: bool = False
    open_quote: bool = False
    claims: list[Claim] = field(default_factory=list)
    #: index of the first claim of the sentence before, and that sentence
    before: tuple[int, Sentence] | None = None


def extract(report: Report, names: Names) -> Extract:
    """The claims of a report, numbered in the order of the text, and where they disagree.

    Parameters
    ----------
    report
        From ``khaka.claims.report.read_report``.
    names
        Of the catalogue, see ``names_of``.

    Notes
    -----
    Every attributed statement is a claim. A reporter's own sentence is one when it prints a figure of a known topic.
    """
    read = lines(report.paragraphs, report.title)
    said = [Folded(report.title or ""), *(line.sentence.folded for line in read)]
    reading = _Reading(
        report, names, Cast(names, strategists(said), any(STRATEGIST.search(fold(f.text)) for f in said), firms(said))
    )
    for line in read:
        start = len(reading.claims)
        if line.role == ANSWER:
            _answer(reading, line)
        elif line.role == REPORT:
            _read(reading, line.sentence)
        reading.unit = unit_spoken_of(line.sentence.folded.text, reading.unit)
        reading.of_seats = reading.of_seats or reading.unit == "seats"
        reading.before = (start, line.sentence)
    claims = merged(reading.claims)
    claims = numbered(claims)
    claims = referring(claims)
    return Extract(report, tuple(claims), disagreements(claims))


def _answer(reading: _Reading, line: Line) -> None:
    """An answer is the word of whoever gives it; a sentence without a figure goes on with the one before it."""
    sentence = line.sentence
    _note_election(reading, sentence.folded.text)
    if line.speaker:
        speaker = reading.cast.speaker(line.speaker, line.context or line.speaker)
    else:
        speaker = reading.cast.person or NOT_ATTRIBUTED
        reading.cast.last = speaker
    if not _goes_on(reading, sentence):
        _add(reading, sentence, Clause(0, len(sentence.folded.text), None), speaker, None)


def _note_election(reading: _Reading, text: str) -> None:
    mentioned = election_in(text, tuple(m.code for m in reading.names.states_in(text)))
    if mentioned and mentioned.startswith("LS"):
        reading.election = mentioned
    elif reading.election and not mentioned:
        reading.election = _of_year(text) or reading.election


def _read(reading: _Reading, line: Sentence) -> None:
    text = line.folded.text
    _note_election(reading, text)
    for clause in clauses(line.folded, frozenset(reading.cast.known)):
        stretch = text[clause.start : clause.end]
        attribution = clause.attribution
        if attribution is not None and attribution.act == SILENT:
            if attribution.speaker:
                _speaker(reading, line.folded, attribution)
            aside = _ASIDE.search(stretch)
            if aside:
                # "The BJP, which won eight of the 21 seats, did not respond"
                _report(reading, line, clause, aside["told"])
            continue
        if (
            attribution is not None
            and attribution.act == ANAPHOR
            and len(text[clause.start : attribution.start].split()) < 5
        ):
            speaker = _speaker(reading, line.folded, attribution)
            if not _claim_before(reading, speaker):
                _add(reading, line, clause, speaker, attribution)
            continue
        if attribution is None:
            _unattributed(reading, line, clause, stretch)
        else:
            speaker = _speaker(reading, line.folded, attribution)
            if _says_something(stretch, clause, attribution):
                _add(reading, line, clause, speaker, attribution)
    _keep_open(reading, text)


def _says_something(stretch: str, clause: Clause, attribution: Attribution) -> bool:
    """False where next to nothing stands beside the attribution: "Congress concedes." """
    if regex.match(
        r"\W*(?:not\s+so|no|wrong|nonsense|rubbish|true|yes|absurd|never|not\s+at\s+all)\W", stretch, regex.IGNORECASE
    ):
        return True
    if (
        attribution.act == DENY
        or '"' in stretch
        or regex.search(plain(r"\b(?:it|this|that)\b|इस|यह"), stretch, regex.IGNORECASE)
    ):
        return True
    a, b = attribution.speaker or (attribution.start, attribution.start)
    rest = stretch[: max(0, a - clause.start)] + " " + stretch[max(0, b - clause.start) :]
    return len(regex.findall(r"[\p{L}\p{M}\p{N}]+", rest)) >= 4


def _of_year(text: str) -> str | None:
    """A year that a Lok Sabha election was held or is due, in a report that speaks of them."""
    years = [y for y in years_in(text) if y in _GENERAL]
    return f"LS{years[-1]}" if years and not regex.search(r"विधानसभा|assembly", text, regex.IGNORECASE) else None


def _keep_open(reading: _Reading, text: str) -> None:
    """A quotation that a paragraph leaves open goes on in the next."""
    marks = text.count('"')
    if marks % 2:
        reading.open_quote = not (reading.open_quote and not text.lstrip().startswith('"'))


def _speaker(reading: _Reading, folded: Folded, attribution: Attribution) -> Speaker:
    if attribution.speaker is None:
        return NOT_ATTRIBUTED
    if attribution.pronoun:
        _named_before(reading, folded, attribution)
        return reading.cast.pronoun(folded.text[slice(*attribution.speaker)].lower() == "it")
    printed = regex.sub(r"\s+", " ", folded.slice(*attribution.speaker)).strip()
    after = folded.text[attribution.end : attribution.end + 90]
    tail = regex.match(
        r"\s*,\s*(?:who\b[^,.;]*|(?:the|a|an|one\s+of|its|party|director|professor|head|political|state|general|national|"
        r"chief|secretary|spokes\p{L}+|president|treasurer|convener|in-?charge|mp|mla|former)\b[^,.;\"]{0,60})",
        after,
    )
    context = tail.group() if tail else ""
    if not context:
        # "A person who works with Wagle said", "Tara Joseph, who handles communications for the strategist, said"
        relative = _WHO.match(folded.text, attribution.speaker[1])
        context = relative.group() if relative and relative.end() <= attribution.end else ""
    if not context:
        # "Shaurya Wadhwa, an independent election analyst, has counted 94 seats"
        beside = regex.match(
            r"\s*,\s*(?:an?|the)\s[^,;:\"]{3,70},", folded.text[attribution.speaker[1] : attribution.end]
        )
        context = beside.group() if beside else ""
    apposed = regex.fullmatch(r"\s*,\s*(?!who\b)[^,.;\"]{3,60}", context)
    if apposed and attribution.speaker[1] == attribution.end and not attribution.wraps and TITLED.search(context):
        printed = folded.slice(attribution.speaker[0], attribution.end + len(context))
    return reading.cast.speaker(printed, folded.text, context)


def _unattributed(reading: _Reading, line: Sentence, clause: Clause, stretch: str) -> None:
    """A quotation alone goes on with whoever spoke last; another sentence is the reporter's when it counts something."""
    if _only_quotation(stretch) or (reading.open_quote and line.paragraph):
        if reading.cast.last is not None:
            if not _goes_on(reading, line):
                _add(reading, line, clause, reading.cast.last, None)
            return
    holder = ascribed.find(mask(line.folded.text), line.text, frozenset(reading.cast.known))
    if (
        holder is not None
        and holder.end <= clause.end
        and holder.start >= clause.start
        and figures(stretch, reading.unit)
    ):
        _add(reading, line, clause, _speaker(reading, line.folded, holder), holder)
        return
    _mention(reading, line.folded)
    _mention_body(reading, line.folded)
    _report(reading, line, clause, stretch)


def _report(reading: _Reading, line: Sentence, clause: Clause, stretch: str) -> None:
    """The reporter's own figures."""
    if not any(a.unit in _REPORTABLE and not in_passing(stretch, a) for a in figures(stretch, reading.unit)):
        return
    results = gapping.parts(stretch)
    if not results:
        _add(reading, line, clause, REPORTER, None)
        return
    start = len(reading.claims)
    whole = next(p for p in results if p.amount is None)
    _add(reading, line, Clause(clause.start + whole.start, clause.start + whole.end, None), REPORTER, None)
    if len(reading.claims) == start:
        return
    told = reading.claims[start]
    rest = [_shared(reading, line, clause, p, told) for p in results if p.amount is not None]
    reading.claims[start:] = (
        [*reading.claims[start:], *rest] if results[0] is whole else [*rest, *reading.claims[start:]]
    )


def _shared(reading: _Reading, line: Sentence, clause: Clause, part: gapping.Part, told: Claim) -> Claim:
    """ "and the BJP four": of the claim beside it in everything but the words, the party and the figure."""
    folded, a = line.folded, part.amount
    assert a is not None
    start, end = clause.start + part.start, clause.start + part.end
    text = folded.text[start:end]
    return replace(
        told, quote=folded.slice(start, end).strip(" ,;\n"), value=int(a.low) if a.low == int(a.low) else a.low, amounts=(a,),
        parties=tuple(dict.fromkeys(m.code for m in reading.names.parties_in(text))),
    )  # fmt: skip


def _goes_on(reading: _Reading, line: Sentence) -> bool:
    """A quotation's next sentence without a figure belongs to the claim before it."""
    if reading.before is None or figures(line.folded.text, reading.unit, reading.of_seats):
        return False
    start, before = reading.before
    last = reading.claims[start:]
    if (
        before.paragraph != line.paragraph
        or not last
        or last[-1].speaker != (reading.cast.last.text if reading.cast.last else None)
    ):
        return False
    paragraph = reading.report.paragraphs[line.paragraph]
    at = paragraph.find(last[-1].quote)
    end = paragraph.find(line.text, at) + len(line.text)
    if at < 0 or end <= at:
        return False
    reading.claims[-1] = replace(last[-1], quote=paragraph[at:end])
    return True


def _named_before(reading: _Reading, folded: Folded, attribution: Attribution) -> None:
    """ "When Mondal was told of it, he said ...": the one named before "he", unless what stands before is what he said."""
    before = folded.text[: attribution.start]
    asked = regex.search(plain(r"पूछ|सवाल|\bask"), before)
    if len(folded.text[attribution.end :].split()) < 3 or ('"' in before and not asked and ":" not in before):
        return
    _mention(reading, folded, attribution.start)


def _mention(reading: _Reading, folded: Folded, end: int | None = None) -> None:
    """Who stands in a sentence that says nothing: the next "he" is they."""
    masked = mask(folded.text)[:end]
    first = regex.match(r"\W*(?P<name>\p{Lu}\p{L}+)(?:'s)?\s", masked)
    if first and first["name"].lower() in reading.cast.known:
        reading.cast.mention(first["name"], folded.text)
    for found in leading(masked, folded.original):
        printed = regex.sub(r"\s+", " ", folded.slice(found.start, found.end)).strip()
        reading.cast.mention(printed, folded.text, folded.text[found.end : found.end + 60])


def _mention_body(reading: _Reading, folded: Folded) -> None:
    """A party that does something at the head of a sentence: the next "it" is that party."""
    found = reading.names.parties_in(folded.text)
    if found and len(folded.text[: found[0].start].split()) <= 4:
        reading.cast.body = reading.cast.body_of(folded.slice(found[0].start, found[0].end))


def _only_quotation(text: str) -> bool:
    spans = quotations(text)
    if not spans:
        return text.lstrip().startswith('"') and text.count('"') == 1
    rest = text
    for a, b in reversed(spans):
        rest = rest[:a] + rest[b:]
    return not regex.search(r"[\p{L}\p{N}]", rest)


def _claim_before(reading: _Reading, speaker: Speaker) -> bool:
    """ "He gave this information": the sentence before is the speaker's, unless it is somebody's already."""
    if reading.before is None:
        return False
    start, line = reading.before
    if start >= len(reading.claims):
        _add(reading, line, Clause(0, len(line.folded.text), None), speaker, None)
        return True
    signed = False
    for i in range(start, len(reading.claims)):
        if reading.claims[i].speaker is None:
            reading.claims[i] = _said_by(reading.claims[i], speaker)
            signed = True
    return signed


def _said_by(claim: Claim, speaker: Speaker) -> Claim:
    return replace(
        claim, speaker=speaker.text, speaker_kind=speaker.kind, side=speaker.side, on_record=speaker.on_record
    )


def _add(reading: _Reading, line: Sentence, clause: Clause, speaker: Speaker, attribution: Attribution | None) -> None:
    folded = line.folded
    text = folded.text[clause.start : clause.end]
    lead = _TRIM.match(text)
    offset = lead.end() if lead else 0
    quote = folded.slice(clause.start + offset, clause.end).strip(" ,;\n")
    asked = _ASKED.match(text)
    skip = None
    if attribution is not None and attribution.speaker is not None:
        skip = (attribution.speaker[0] - clause.start, attribution.speaker[1] - clause.start)
        skip = (max(0, skip[0]), max(0, skip[1]))
    setting = Setting(
        reading.names,
        reading.election,
        reading.unit,
        reading.seats_topic,
        reading.claims[-1].about if reading.claims else None,
        reading.of_seats,
    )
    when = reading.clock.read(Folded(quote))
    denies = bool(attribution and attribution.act == DENY) or _DENIAL.search(Folded(quote).text) is not None
    body = text if asked is None else " " * asked.end() + text[asked.end() :]
    for s in statements(body, skip, setting, _said_from(text, clause, attribution)):
        if speaker is REPORTER and not _reportable(s) and not _too_many(s, quote, reading.names):
            continue
        if s.unit:
            reading.unit = s.unit
        if s.unit == "seats" and s.about:
            reading.seats_topic = s.about
        reading.claims.append(_claim(s, speaker, quote, when, denies and speaker is not REPORTER))


def _said_from(text: str, clause: Clause, attribution: Attribution | None) -> int:
    """Start of the speaker where कि follows: in "17 सीटों पर सिमटने के बावजूद नेता ने कहा कि ..." the 17 is not said."""
    if attribution is None or attribution.speaker is None:
        return 0
    after = text[attribution.end - clause.start :]
    if regex.match(
        r"(?:\s+(?:है|हैं|था|थी|थे|हुए|कहा))*\s*,?\s*(?:कि(?![\p{L}\p{M}])|[:,]?\s*[\"'])", after
    ) and regex.search(r"\p{Devanagari}", text):
        return max(0, attribution.start - clause.start)
    return 0


def _reportable(s: Statement) -> bool:
    return (s.about is not None and bool(s.amounts) and s.amounts[0].unit in _REPORTABLE) or any(
        a.unit == "seats" and a.high > 543 for a in s.amounts
    )


def _too_many(s: Statement, quote: str, names: Names) -> bool:
    """True for more seats than the states that the sentence names have: worth a flag, whatever it is about."""
    houses = [names.houses[c] for c in s.states if c in names.houses]
    if not houses:
        return False
    low = fold(quote)
    lok_sabha = regex.search(r"लोकसभा|लोक\s+सभा|lok\s+sabha|parliament", low) is not None
    most = sum(h[0] if lok_sabha else max(h) for h in houses)
    return any(a.unit == "seats" and a.high > most for a in s.amounts)


def _claim(s: Statement, speaker: Speaker, quote: str, when: object, denies: bool) -> Claim:
    # a denial that talks were about Gujarat does not say what they were about
    denied = denies and s.unit == "state_code"
    value, unit = (None, None) if denied else (s.value, s.unit)
    return Claim(
        id="", side=speaker.side, speaker=speaker.text, speaker_kind=speaker.kind, on_record=speaker.on_record, quote=quote,
        about=s.about, value=value, unit=unit, when=when, denies=denies, amounts=s.amounts, states=s.states,  # type: ignore[arg-type]
        parties=s.parties, election=s.election,
    )  # fmt: skip


_ASSEMBLY_OF: Final = regex.compile(plain(r"(?:'s)?\s+(?:विधानसभा|assembly|house)(?![\p{L}\p{M}])"), regex.IGNORECASE)
_LOCATIVE: Final = regex.compile(
    plain(r"(?:\s+(?:में|विधानसभा|assembly|(?:की|के)\s+(?:\d|सभी|कुल|सीट|चुनाव|\S+\s+सीट))|'s\s+(?:\d|\p{L}+\s+seats))"),
    regex.IGNORECASE,
)
_IN: Final = regex.compile(r"\b(?:in|across|of|throughout)\s+$", regex.IGNORECASE)


def only_state(report: Report, names: Names) -> str | None:
    """The state that a report is about, where it does not speak of the Lok Sabha.

    The only one in its title; else the only one whose assembly it names; else the only one it names, if as a place.
    """
    text = Folded(f"{report.title or ''}\n{report.text}").text
    # Delhi is in every dateline
    found = [m for m in names.states_in(text) if m.code != "DL"]
    headed = {m.code for m in names.states_in(Folded(report.title or "").text) if m.code != "DL"}
    houses = {m.code for m in found if _ASSEMBLY_OF.match(text, m.end)}
    spoken = {m.code for m in found if _LOCATIVE.match(text, m.end) or _IN.search(text, 0, m.start)}
    alone = spoken if len({m.code for m in found}) == 1 else set()
    only = next((s for s in (headed, houses, alone) if len(s) == 1), set())
    national = regex.search(
        r"लोकसभा|लोक\s+सभा|आम\s+चुनाव|lok\s+sabha|general\s+election|parliament", text, regex.IGNORECASE
    )
    years = any(y in _GENERAL for y in years_in(text))
    return only.pop() if len(only) == 1 and not national and not years else None


def only_place(report: Report, names: Names) -> str | None:
    """The only state that a report names; Delhi is in every dateline."""
    found = {m.code for m in names.states_in(Folded(f"{report.title or ''}\n{report.text}").text)} - {"DL"}
    return found.pop() if len(found) == 1 else None


def only_lok_sabha(report: Report) -> bool:
    """True for a report that speaks of the Lok Sabha and never of an assembly."""
    text = Folded(f"{report.title or ''}\n{report.text}").text
    spoken = regex.search(
        r"लोकसभा|लोक\s+सभा|आम\s+चुनाव|lok\s+sabha|general\s+election|parliamentary", text, regex.IGNORECASE
    )
    other = regex.search(
        r"विधानसभा|विधान\s+सभा|assembly|vidhan\s+sabha|assemblies|राज्य\s+(?:का\s+)?चुनाव|state\s+(?:polls?|elections?)",
        text,
        regex.IGNORECASE,
    )
    return spoken is not None and other is None


def main_party(report: Report, names: Names) -> str | None:
    """The party that a report is about: the only one, or one with two thirds of the mentions."""
    text = Folded(f"{report.title or ''}\n{report.text}").text
    counts = Counter(m.code for m in names.parties_in(text))
    if not counts:
        return None
    (code, n) = min(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    return code if 3 * n >= 2 * counts.total() else None
