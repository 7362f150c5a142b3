"""The lines of a report with what stands before them: datelines and clock times cut off, questions and answers told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims.attribution import mask
from khaka.claims.cues import plain
from khaka.claims.people import leading
from khaka.claims.phrases_hi import np_before
from khaka.claims.sentences import Sentence, sentences
from khaka.claims.sides import surname_of
from khaka.claims.text import Folded, is_hindi

#: Who is speaking in a line.
REPORT: Final = "report"
HEADING: Final = "heading"
QUESTION: Final = "question"
ANSWER: Final = "answer"

_MONTHS: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|"
    r"सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर"
)
_DAY: Final = rf"(?:(?:{_MONTHS})\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_MONTHS}))(?:,?\s+\d{{4}})?"
_AGENCY: Final = plain(
    r"\((?-i:\p{Lu}{2,6})\)|\((?:pti|ani|uni|ians|भाषा|वार्ता|एजेंसी|एजेंसियां|एएनआई|पीटीआई|आईएएनएस|यूएनआई|हि\.?\s?स\.?)\)|(?:एजेंसी|डिजिटल\s+डेस्क|नेशनल\s+डेस्क|"
    r"राष्ट्रीय\s+डेस्क|ब्यूरो|जागरण\s+संवाददाता|विशेष\s+संवाददाता|वरिष्ठ\s+संवाददाता|संवाददाता|न्यूज\s+डेस्क|"
    r"संवाद\s+सूत्र|राज्य\s+ब्यूरो|(?:[\p{L}\p{M}]+\s+)?(?:ब्यूरो|डेस्क)|our\s+(?:special\s+)?(?:correspondent|bureau)|(?:[\p{L}]+\s+){1,2}(?:desk|bureau|service))"
)
_PLACE: Final = r"[\p{L}\p{M}][\p{L}\p{M}.'-]*(?:[\s/][\p{L}\p{M}][\p{L}\p{M}.'-]*){0,2}"
#: "PATNA, June 18, 2023:", "नयी दिल्ली, 20 अप्रैल (भाषा)", "रांची, जागरण संवाददाता।"
_DATED: Final = regex.compile(
    rf"\W*(?:{_PLACE},?\s+)?(?:(?:{_DAY}|{_AGENCY})[\s,]*){{1,3}}(?:\([^()]{{2,30}}\)\s*)?(?:[\])]\s*)?(?:[:।|-]\s*|(?<=[)\]])\s+|$)",
    regex.IGNORECASE,
)
_CITIES: Final = plain(
    r"new\s+delhi|delhi|mumbai|kolkata|chennai|bengaluru|bangalore|hyderabad|ahmedabad|gandhinagar|lucknow|patna|"
    r"bhopal|jaipur|raipur|ranchi|bhubaneswar|guwahati|dehradun|shimla|chandigarh|srinagar|jammu|panaji|"
    r"thiruvananthapuram|kochi|agartala|imphal|shillong|kohima|aizawl|gangtok|itanagar|amaravati|vijayawada|pune|"
    r"nagpur|indore|varanasi|prayagraj|kanpur|surat|"
    r"नई\s+दिल्ली|नयी\s+दिल्ली|दिल्ली|मुंबई|कोलकाता|चेन्नई|बेंगलुरु|हैदराबाद|अहमदाबाद|गांधीनगर|लखनऊ|पटना|भोपाल|जयपुर|"
    r"रायपुर|रांची|भुवनेश्वर|गुवाहाटी|देहरादून|शिमला|चंडीगढ़|श्रीनगर|जम्मू|पणजी|तिरुवनंतपुरम|अगरतला|इंफाल|शिलांग|"
    r"कोहिमा|जबलपुर|इंदौर|वाराणसी|प्रयागराज|कानपुर|नागपुर|पुणे|सूरत|गुरुग्राम|नोएडा"
)
_CITY: Final = regex.compile(
    rf"\W*(?:(?:{_CITIES})(?:\s*[,/]\s*(?:{_CITIES}|[\p{{L}}\p{{M}}]+\s+(?:{_MONTHS})))?|(?-i:\p{{Lu}}{{3,}}(?:[\s,]+\p{{Lu}}{{2,}}){{0,2}}))"
    rf"\s*(?:[:।]\s*|\s-\s+)(?=\S)",
    regex.IGNORECASE,
)
_CLOCK: Final = regex.compile(
    plain(
        r"\W*(?:(?:सुबह|दोपहर|शाम|रात|तड़के)\s+)?\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|बजे|hrs|ist|noon)(?:\s+ist)?\s*(?:[:|,।-]+\s*|$|\s)"
        r"|\W*\d{1,2}[:.]\d{2}\s*[:|।-]+\s*|\W*\d{1,2}:\d{2}\s+(?=\D)"
        r"|\W*[\[({<]\s*(?:(?:at|सुबह|दोपहर|शाम|रात|तड़के)\s+)?\d{1,2}(?:[:.]\d{2}(?:[:.]\d{2})?)?\s*(?:[ap]\.?m\.?|बजे|hrs|ist)?(?:\s+ist)?\s*[\])}>]\s*[:|।-]*\s*"
    ),
    regex.IGNORECASE,
)
_ALERT: Final = regex.compile(
    plain(
        r"\W*(?:just\s+in|breaking(?:\s+news)?|big\s+update|update|live|watch|alert|ब्रेकिंग|अपडेट|बड़ी\s+खबर|लाइव)\s*[:|-]+\s*"
    ),
    regex.IGNORECASE,
)
_ASKS: Final = regex.compile(
    plain(r"\W*(?:Q|Que|Ques|Question|सवाल|प्रश्न|प्र)\s*(?:[.-]?\s?\d{1,2})?\s*[.:।-]+\s*(?=\S)")
)
_ANSWERS: Final = regex.compile(plain(r"\W*(?:A|Ans|Answer|जवाब|उत्तर|उ)\s*[.:।-]+\s*(?=\S)"))
_NAMED: Final = regex.compile(
    r"(?P<label>(?:\p{Lu}[\p{L}.']*|\p{Devanagari}[\p{Devanagari}.]*)(?:\s[\p{Lu}\p{Devanagari}][\p{L}\p{M}.']*){0,3})\s*:\s+(?=\S)"
)
_INTERVIEW: Final = regex.compile(
    plain(
        r"\binterview|\banswered\s+(?:our\s+|a\s+few\s+|some\s+)?questions\b|\bexcerpts\b|\bin\s+conversation\b|\b(?:spoke|speaks|talks|talked)\s+(?:to|with)\b|\bQ\s?&\s?A\b|बातचीत|इंटरव्यू|"
        r"(?:प्रमुख|खास|चुनिंदा|संपादित)\s+अंश|"
        r"साक्षात्कार|मुख्य\s+अंश|से\s+(?:खास\s+)?बात\s+की"
    ),
    regex.IGNORECASE,
)
_TALKED_TO: Final = regex.compile(
    plain(r"\s(?:से|का|के\s+साथ)(?=\s[^।?]{0,120}(?:बात|बातचीत|सवाल|मुलाकात|इंटरव्यू|साक्षात्कार))")
)
_YOU: Final = regex.compile(
    plain(r"\b(?:you|your|yours)\b|(?<![\p{L}\p{M}])(?:आप|आपके|आपकी|आपका|आपने|आपको|आपसे)(?![\p{L}\p{M}])"),
    regex.IGNORECASE,
)
_I: Final = regex.compile(
    plain(
        r"\b(?:I|my|me|we|our|us)\b|(?<![\p{L}\p{M}])(?:मैं|मैंने|मेरा|मेरी|मेरे|मुझे|हम|हमने|हमारा|हमारे|हमारी|हमें)(?![\p{L}\p{M}])"
    )
)
#: "Critics say it was a thousand slides.": put to somebody without a question mark.
_PROMPT: Final = regex.compile(
    plain(
        r"\W*(?:(?:but|and|yet)\s+)?(?:(?:your\s+)?(?:critics|opponents|detractors|rivals)|some(?:\s+people)?|people|many|they|others)\s+(?:say|said|call|called|claim|argue|believe|feel|think)\b|"
        r"\W*(?:but|yet)\s+(?:it\s+is|the\s+\p{L}+\s+says?)\b|"
        r"\W*(?:the\s+)?(?:papers?|newspapers?|press|media|reports?)\s+(?:wrote|write|said|say|speak|spoke|reported|had\s+it)\b|"
        r"\W*(?:लेकिन\s+|पर\s+)?(?:(?:आपके\s+)?(?:आलोचक|विरोधी)|(?:कुछ\s+|कई\s+)?लोग|कुछ\s+नेता)\s+(?:तो\s+)?(?:कहते|मानते|बताते|पूछते)\s"
    ),
    regex.IGNORECASE,
)
#: "Interview with Prakash Sundaram, who chairs ..."
_MET: Final = regex.compile(
    r"\b(?i:interview|conversation|chat|q\s?&\s?a|talk(?:s|ed)?|spoke|speaks|sat\s+down|caught\s+up|met|meets)\s+(?i:with|to|of)?\s*"
    r"(?P<np>(?:(?:the|party|state|national|poll|campaign|election|former|chief|its|political|data|\p{Lu}[\p{L}'()-]*|\p{Ll}+(?:ist|er|or|ary|ent|ian))\s+){0,6}\p{Lu}[\p{L}.]+\s+\p{Lu}[\p{L}.]+)"
)
_OURS: Final = regex.compile(plain(r"संवाददाता|पत्रकार|प्रतिनिधि|हमने|correspondent|reporter"))
_LONGEST_QUESTION: Final = 70


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, without what only says where, when or by whom.

    Parameters
    ----------
    sentence
        What is left of it.
    role
        ``report``, ``heading``, ``question`` or ``answer``.
    speaker
        In an answer, who gives it, as printed; None where nobody was introduced.
    context
        The sentence that introduces them.
    """

    sentence: Sentence
    role: str = REPORT
    speaker: str | None = None
    context: str = ""


def lines(paragraphs: tuple[str, ...], title: str | None = None) -> list[Line]:
    """All lines of a report, in order."""
    found = [_cut(s, _before(s.folded.text, first=not n)) for n, s in enumerate(sentences(paragraphs))]
    kept = [s for s in found if regex.search(r"[\p{L}\p{N}]", s.text)]
    return (
        _labelled(kept, title)
        or _named_turns(kept)
        or _by_question_marks(kept, title)
        or [Line(s, HEADING if _heading(s, kept) else REPORT) for s in kept]
    )


def _heading(sentence: Sentence, found: Sequence[Sentence]) -> bool:
    """A crosshead: a paragraph of a few words without an end, a colon or a quotation."""
    text = sentence.folded.text
    if len(text.split()) > 10 or regex.search(r"[.।?!:\"']", text) or len(found) < 2:
        return False
    return sum(s.paragraph == sentence.paragraph for s in found) == 1


def _cut(sentence: Sentence, at: int) -> Sentence:
    if not at:
        return sentence
    text = sentence.folded.slice(at, len(sentence.folded.text)).strip()
    return Sentence(text, sentence.paragraph, Folded(text))


def _before(text: str, first: bool) -> int:
    """Length of the dateline, clock time and alert that a sentence begins with."""
    at = 0
    for rule in (_CLOCK, _ALERT, _DATED, _CITY):
        found = rule.match(text, at)
        if found and found.end() > at and (rule is not _DATED or found.end() - at < 90):
            at = found.end()
    if first and not at:
        place = regex.match(rf"\W*{_PLACE}\s*(?::|\s-\s)\s*(?=\S)", text)
        if place and not surname_of(place.group()) and len(place.group().split()) <= 3:
            at = place.end()
    return at


# ---- interviews --------------------------------------------------------------------------------------------------


def _labelled(found: Sequence[Sentence], title: str | None) -> list[Line] | None:
    """ "Q: ... A: ...", सवाल: ... जवाब: ..."""
    asks = [bool(_ASKS.match(s.folded.text)) for s in found]
    if not any(asks) or not any(_ANSWERS.match(s.folded.text) for s in found):
        return None
    who, context = _interviewee(found[: asks.index(True)], title)
    # an explainer asks itself: its answers are the reporter's own sentences
    given = REPORT if who is None and not any(_I.search(s.folded.text) for s in found[asks.index(True) :]) else ANSWER
    role, out = REPORT, []
    for n, s in enumerate(found):
        if n < asks.index(True) and _INTERVIEW.search(s.folded.text):
            out.append(Line(s, HEADING))
            continue
        for rule, new in ((_ASKS, QUESTION), (_ANSWERS, given)):
            label = rule.match(s.folded.text)
            if label:
                role, s = new, _cut(s, label.end())
        out.append(Line(s, role, who if role == ANSWER else None, context))
    return out


def _named_turns(found: Sequence[Sentence]) -> list[Line] | None:
    """ "Reporter: ... ? / Bhullar: ...": labels that come back; whoever mostly asks is the reporter."""
    labels = [_NAMED.match(s.folded.text) for s in found]
    counts = Counter(m["label"] for m in labels if m)
    turns = {k for k, n in counts.items() if n >= 2}
    if not turns:
        return None
    asked = Counter(m["label"] for m, s in zip(labels, found, strict=True) if m and _question(found, s))
    askers = {k for k in turns if 2 * asked[k] > counts[k]}
    if not askers and len(turns) == 1 and counts.total() < 3:
        return None
    role, who, out = REPORT, None, []
    for m, s in zip(labels, found, strict=True):
        if m and (m["label"] in turns or role != REPORT):
            role, who = (QUESTION, None) if m["label"] in askers else (ANSWER, m["label"])
            s = _cut(s, m.end())
        elif role == ANSWER and _question(found, s):
            role = QUESTION
        elif role == REPORT and _INTERVIEW.search(s.folded.text):
            out.append(Line(s, HEADING))
            continue
        out.append(Line(s, role, who if role == ANSWER else None))
    return out


def _question(found: Sequence[Sentence], sentence: Sentence) -> bool:
    """True when the paragraph of a sentence ends in a question mark."""
    last = [s for s in found if s.paragraph == sentence.paragraph][-1]
    return last.text.rstrip("\"'”’)* ").endswith("?")


def _by_question_marks(found: Sequence[Sentence], title: str | None) -> list[Line] | None:
    """An interview printed without labels: paragraphs that ask, and those that answer."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for s in found:
        by_paragraph.setdefault(s.paragraph, []).append(s)
    asking = [n for n, group in by_paragraph.items() if _asks(group)]
    if len(asking) < 2:
        return None
    intro = [s for s in found if s.paragraph < asking[0]]
    if not _INTERVIEW.search(" ".join([Folded(title or "").text, *(s.folded.text for s in intro)])):
        return None
    who, context = _interviewee(intro, title)
    out = []
    for s in found:
        role = ANSWER
        if s.paragraph < asking[0]:
            role = HEADING if _INTERVIEW.search(s.folded.text) else REPORT
        elif s.paragraph in asking or (s.paragraph - 1 not in asking and _to_you(by_paragraph[s.paragraph])):
            role = QUESTION
        out.append(Line(s, role, who if role == ANSWER else None, context))
    return out


def _to_you(group: Sequence[Sentence]) -> bool:
    """A short paragraph to "you" that says nothing of "me": a question without its mark."""
    text = " ".join(s.folded.text for s in group)
    if len(group) == 1 and _PROMPT.match(text) and _I.search(text) is None:
        return True
    return len(group) <= 2 and _YOU.search(text) is not None and _I.search(text) is None


def _asks(group: Sequence[Sentence]) -> bool:
    text = " ".join(s.folded.text for s in group)
    return text.rstrip("\"'* ").endswith("?") and text.count('"') < 2 and len(text.split()) <= _LONGEST_QUESTION


def _interviewee(intro: Sequence[Sentence], title: str | None) -> tuple[str | None, str]:
    """The one whom the introduction presents: the name that it says most often, then first."""
    named: list[tuple[str, str]] = []
    for s in intro:
        masked = mask(s.folded.text)
        spans = [
            (f.start, f.end)
            for f in reversed(leading(masked, s.text))
            if not _OURS.search(s.folded.text[f.start : f.end])
        ]
        met = _MET.search(masked)
        if met:
            spans = [*spans, met.span("np")]
        if is_hindi(s.text):
            # "X ने Y से बात की": X answers, unless X is the paper's own
            asked = [np for m in _TALKED_TO.finditer(masked) if (np := np_before(masked, m.start()))]
            spans = [*spans, *asked]
        named += [(regex.sub(r"\s+", " ", s.folded.slice(*at)).strip(), s.folded.text) for at in spans]
    known = [(n, c) for n, c in named if surname_of(n)]
    if not known:
        return named[0] if named else (None, "")
    text = " ".join([Folded(title or "").text, *(s.folded.text for s in intro)]).lower()
    return max(known, key=lambda nc: (text.count(surname_of(nc[0]).lower()), -known.index(nc)))
