"""Who stands in a sentence: persons by name and title, and people by role, in order of importance for the next "he"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from khaka.claims import patterns_en as p
from khaka.claims.cues import listed, plain
from khaka.claims.phrases_hi import agents, np_before
from khaka.claims.sides import surname_of
from khaka.claims.text import is_hindi

_B: Final = r"(?<![\p{L}\p{M}])"
_E: Final = r"(?![\p{L}\p{M}])"

TITLES_HI: Final = plain(
    r"(?:राष्ट्रीय\s+|प्रदेश\s+|मुख्य\s+|पूर्व\s+|उप)?(?:प्रवक्ता|अध्यक्ष|महासचिव|सचिव|प्रभारी|संयोजक|"
    r"कोषाध्यक्ष|नेता|नेत्री|मंत्री|मुख्यमंत्री|उपमुख्यमंत्री|सांसद|विधायक|प्रमुख|उपाध्यक्ष|प्रदेशाध्यक्ष|"
    r"जिलाध्यक्ष|संस्थापक|सुप्रीमो|मुखिया|महामंत्री|समन्वयक|रणनीतिकार|विश्लेषक|शास्त्री|निदेशक|प्रोफेसर|"
    r"पत्रकार|पार्षद|सलाहकार|श्री|श्रीमती|सुश्री|डॉ\.?|डा\.|प्रो\.|पर्यवेक्षक|विशेषज्ञ|अधिकारी|आयुक्त|प्रत्याशी|"
    r"उम्मीदवार|अर्थशास्त्री|इतिहासकार|शोधकर्ता|कार्यकर्ता|प्रबंधक)"
)
ROLES_HI: Final = plain(
    r"(?:नेता|नेताओं|मंत्री|सांसद|सांसदों|विधायक|विधायकों|पदाधिकारी|पदाधिकारियों|सदस्य|सदस्यों|करीबी|"
    r"करीबियों|महासचिव|सचिव|रणनीतिकार|अध्यक्ष|अधिकारी|कार्यकर्ता|व्यक्ति|लोग|लोगों|सूत्र|सूत्रों|सहयोगी|जानकार|"
    r"विश्लेषक|कर्मचारी|शख्स|प्रत्याशी|दिग्गज|प्रबंधक|प्रवक्ता|पार्षद|संयोजक|मित्र|प्रतिनिधि|प्रतिनिधियों|अफसर|विधान\s+पार्षद|कोषाध्यक्ष|उपाध्यक्ष|प्रभारी|जिलाध्यक्ष|सलाहकार|मुख्यमंत्री|"
    r"समन्वयक|रणनीतिकारों|निदेशक|प्रोफेसर|युवक|युवती|शिक्षक|दुकानदार|किसान|वकील|स्वयंसेवक|सहकर्मी|साथी|संपादक|महामंत्री|मुखिया)(?:ों|ओं|यों)?"
)
_TITLE_HI: Final = regex.compile(rf"(?<!\d\s){_B}{TITLES_HI}{_E}(?:\s*¤+)?\s+(?=[\p{{Devanagari}}])")
_ROLE_HI: Final = regex.compile(rf"{_B}{ROLES_HI}{_E}")
ROLE_END: Final = regex.compile(rf"{_B}{ROLES_HI}$")
_WORD_HI: Final = regex.compile(r"\s*([\p{L}\p{M}.]+|¤+)")
_POST: Final = frozenset(listed(plain("ने को से का के की पर में भी ही तो तक और एवं")))
#: What nobody is: "प्रमुख अंश", "प्रमुख बातें".
_THINGS: Final = frozenset(
    listed(
        plain(
            "अंश अंशों बातें बातों मुद्दा मुद्दे मुद्दों कारण वजह सवाल सवालों मांग मांगें दल दलों पार्टी सूची "
            "हिस्सा हिस्से सीट सीटें सीटों राज्य राज्यों पद बैठक शहर शहरों चेहरा चेहरे"
        )
    )
)
#: Roots of "झेंपकर हंसते हैं": a manner, not a name like दिनकर.
_MANNERS: Final = regex.compile(
    plain(
        r"(?:हंस|मुस्करा|मुस्कुरा|झेंप|झल्ला|तमक|बिफर|भड़क|ठहर|रुक|उठ|झुक|पलट|चिढ़|तुनक|सोच|रो|गुस्सा|घूम|देख|बैठ|निकल|लौट|उछल|चिल्ला|गिन|सुन|पढ़|खोल|"
        r"दिखा|कह|बता|जोड़|लिख|थक|झुंझला|खीझ|खीज|शरमा|अटक|संभल|खंखार|घबरा|हिचक|इतरा|ठिठक|उंगलियां|मिला|रख|पकड़|छोड़|खड़े\s+हो|हो|कर|ले|दे|आ|जा)कर"
    )
)
_NO_NAME: Final = frozenset(
    listed(
        plain(
            "ने को से का के की पर में भी ही तो तक और एवं या है हैं था थे थी हो गए गया गई कि जो ये वे वह यह एक इस उस "
            "इसमें उसमें इनमें उनमें जिसमें इसे उसे इन्हें उन्हें इससे उससे इसके उसके इसका उसका इसकी उसकी "
            "इसी उसी इन उन अब तब जब यहां वहां आज कल बनाम द्वारा रहे रहीं रही चुने बने बोले बोलीं बोली बोला कहते कहती बताते बताती मानते "
            "मानती नाम न दावा आरोप समूह टीम पद चुनाव बनने होने बनाए बनाने नहीं कौन क्यों हाल चाहते चाहती आश्वस्त खुद स्वयं समेत सहित इतना अपने अपनी"
        )
    )
)
_VERBAL: Final = regex.compile(
    plain(
        r"\s*(?:[\p{L}\p{M}]+[ेीा]\s+(?:हुए|हुई|हुआ)(?![\p{L}\p{M}])|[\p{L}\p{M}]+(?:ते|ती|ता|कर)\s+(?:हैं|है|थे|थी|हुए|बोले|कहा)|[\p{L}\p{M}]+(?:ेंगे|ेगा|ेगी|ओं|यों|ाने|ने)(?![\p{L}\p{M}]))"
    )
)
_INITIAL: Final = regex.compile(
    r"(?:\p{Devanagari}{1,4}\.)+|(?:ए|बी|सी|डी|ई|एफ|जी|एच|आई|जे|के|एल|एम|एन|ओ|पी|आर|एस|टी|यू|वी|डब्ल्यू|वाई)"
)
_INDEFINITE_HI: Final = regex.compile(
    rf"{_B}(?:एक|कुछ|दो|तीन|कई|किसी|अन्य|दूसरे|वरिष्ठ|के|की|पूर्व)\s+(?:[\p{{L}}\p{{M}}]+\s+){{0,2}}$"
)
#: "एक पूर्व मंत्री": no name follows.
_SOME_HI: Final = regex.compile(rf"{_B}(?:एक|कुछ|दो|तीन|कई|किसी|अन्य)\s+(?:(?:वरिष्ठ|पूर्व|बड़े|युवा|पुराने)\s+)?$")
_NAME_EN: Final = regex.compile(
    r"(?:\p{Lu}\.\s?)*\p{Lu}[\p{L}.'-]+(?:\s(?:\p{Lu}\.\s?)*\p{Lu}[\p{L}.'-]*)*(?:\s¤+)?(?:\s\p{Lu}[\p{L}.'-]+)*"
)
_OBJECT_EN: Final = regex.compile(
    r"\b(?:in|at|from|near|of|on|for|by|to|with|against|between|under|over|into|via|about|around|like|than|"
    r"outside|inside|across|through|after|before|since|when|during)\s+(?:the\s+|his\s+|her\s+|\p{Lu}\p{L}+\s+and\s+)?$",
    regex.IGNORECASE,
)
_ROLE_EN: Final = regex.compile(
    r"^\W*(?!\p{Lu}\p{Ll}{2,}ing\b)(?:An?|One|Two|Three|Some|Several|Many|Another|The|His|Her|Its|Their|A\s+second|People|Those|Sources|"
    r"\p{Lu}[\p{L}()&]+)\s+(?:[\p{L}()&'-]+\s+){0,4}?(?:employees?|aides?|leaders?|members?|officials?|"
    r"functionar(?:y|ies)|office-?bearers?|colleagues?|associates?|legislators?|m[pl]as?|mps?|ministers?|"
    r"veterans?|insiders|sources?|strategist|analysts?|observers?|consultant|secretary|spokes\p{L}+|president|"
    r"people|man|woman|deputy|workers?|managers?|friend)\b(?:\s+(?:of|in|at|from|with|close\s+to)\s+(?:the\s+|his\s+|her\s+)?"
    r"[\p{L}'&()-]+(?:\s+(?:firm|team|party|office|committee|panel|unit|camp|company))?)?(?!\s+(?:\p{Lu}\.\s?)*\p{Lu}\p{Ll}+\s+(?:\p{Ll}|\p{Lu}\p{Ll}))"
    r"|^\W*(?!\p{Lu}\p{Ll}{2,}ing\b)(?:(?:\p{Lu}[\p{L}-]+|\p{Ll}+)\s+)?(?:[Oo]ffice-?bearers|[Ll]eaders|[Ff]unctionaries|[Ii]nsiders|[Ll]egislators|[Mm]embers|[Ww]orkers|"
    r"[Ss]ources|[Oo]fficials|[Aa]ides|[Aa]nalysts|[Oo]bservers|[Mm]inisters|[Mm]anagers|[Oo]rganisers|[Vv]olunteers|[Ss]trategists|[Vv]eterans|[Ll]oyalists|[Cc]andidates|[Cc]ouncillors)\b(?:\s+(?:of|in|close\s+to)\s+(?:the\s+)?[\p{L}']+(?:\s+(?:units?|party|team))?)?"
    r"|^\W*(?:People|Those|Sources|Aides|Leaders)\s+(?:around|close\s+to|near|in)\s+(?:the\s+)?\p{Lu}\p{L}+"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a sentence.

    Parameters
    ----------
    start, end
        Span of the name with its title.
    subject
        True where they do something; False where something is done to them or with them.
    """

    start: int
    end: int
    subject: bool


def people(masked: str, original: str) -> list[Person]:
    """Those who stand in a masked sentence, in order of the text."""
    return _hindi(masked) if is_hindi(original) else _english(masked)


def leading(masked: str, original: str) -> list[Person]:
    """The same, the one whom "he" most likely means last."""
    found = people(masked, original)
    subjects = [f for f in found if f.subject]
    rest = [f for f in found if not f.subject]
    return [*reversed(rest), *reversed(subjects)]


def _english(text: str) -> list[Person]:
    found = [_grown(text, *m.span()) for m in _NAME_EN.finditer(text) if _is_person(text, m)]
    role = _ROLE_EN.match(text)
    if role and not any(f.start < role.end() for f in found):
        start = regex.match(r"\W*", text).end()  # type: ignore[union-attr]
        found.insert(0, Person(start, role.end(), True))
    return found


def _is_person(text: str, m: regex.Match[str]) -> bool:
    name = m.group().removesuffix("'s")
    if regex.match(
        rf"\s+(?:(?:state|national|general|vice|chief|deputy|media)\s+)?(?:{TITLES_EN})\s+\p{{Lu}}", text[m.end() :]
    ):
        # "BJP's Uttar Pradesh vice-president Vinay Shukla": a place before a title
        return False
    titled = regex.search(rf"\b(?:{TITLES_EN})\s+$", text[: m.start()], regex.IGNORECASE) is not None
    if len(name.split()) < 2 and not titled:
        return False
    if text[m.end() : m.end() + 2] == "'s" or m.group().endswith("'s"):
        return False
    if _OBJECT_EN.search(text[: m.start()]) and not titled:
        return False
    apposed = regex.match(r",\s+(?:who|the|a|an|its|party|national|state|general|chief)\b|\s+\p{Ll}", text[m.end() :])
    return bool(surname_of(name)) and (titled or apposed is not None or len(name.split()) >= 2)


TITLES_EN: Final = (
    r"spokes(?:person|man|woman)|secretary|president|leader|convener|treasurer|minister|in-?charge|chairman|"
    r"chairperson|strategist|analyst|professor|mp|mla|mlc|chief|head|vice-president|director|founder|veteran|"
    r"economist|scientist|historian|scholar|consultant|psephologist|activist|coordinator|deputy|captain|"
    r"general|candidate|nominee|member|delegate|adviser|advisor|organiser|observer|editor|journalist|mr|ms|mrs|dr|prof|shri|smt"
)
_LOWER_LEFT: Final = regex.compile(
    rf"(?:(?:(?!(?:For|In|At|From|To|By|With|On|But|And|While|When|After|As|If|Then|Even)\b)\p{{Lu}}[\p{{L}}()&'.-]+|party's|national|state|senior|former|general|chief|deputy|its|his|"
    rf"her|their|the|poll|election|political|data|and|{TITLES_EN})[\s,]+)+$"
)


def _grown(text: str, start: int, end: int) -> Person:
    """The name with the title before it: "Motha founder Pradyot Manik"."""
    left = _LOWER_LEFT.search(text, max(0, start - 80), start)
    subject = not _OBJECT_EN.search(text[: left.start() if left else start])
    name = regex.search(r"\s*¤+$", text[start:end])
    end = start + name.start() if name else end
    if left and regex.search(TITLES_EN, left.group(), regex.IGNORECASE):
        lead = regex.match(r"(?:and|,|\s)+", left.group(), regex.IGNORECASE)
        start = left.start() + (lead.end() if lead else 0)
    return Person(start, end, subject)


def _hindi(text: str) -> list[Person]:
    found: list[Person] = []
    for at in agents(text):
        found.append(Person(*at, True))
    for m in _TITLE_HI.finditer(text):
        end = None if _SOME_HI.search(text[: m.start()]) else name_end(text, m.end())
        if end is None or any(f.start <= m.start() < f.end for f in found):
            continue
        span = np_before(text, end) or (m.start(), end)
        found.append(Person(*span, _nominative(text, end)))
    for m in _ROLE_HI.finditer(text):
        if any(f.start <= m.start() < f.end for f in found):
            continue
        crowd = m.group().endswith(("ों", "ओं")) and len(text[: m.start()].split()) <= 3
        if text[: m.start()].strip() and not crowd and not _INDEFINITE_HI.search(text[: m.start()]):
            continue
        span2 = np_before(text, m.end())
        if span2 is not None:
            found.append(Person(*span2, _nominative(text, m.end())))
    return sorted(found, key=lambda f: f.start)


def _nominative(text: str, end: int) -> bool:
    after = regex.match(r"\s+([\p{L}\p{M}]+)", text[end:])
    return after is None or after.group(1) not in _POST - {"भी", "ही", "तो"}


def name_end(text: str, at: int) -> int | None:
    """Where a Hindi personal name that begins at ``at`` ends: two words, or up to a postposition; initials do not count."""
    words, end, i = 0, None, at
    while words < 3:
        m = _WORD_HI.match(text, i)
        if m is None:
            break
        word = m.group(1)
        if "¤" in word:
            end = m.end() if end else None
            i = m.end()
            continue
        if _INITIAL.fullmatch(word) and words == 0:
            i = m.end()
            continue
        if word in _NO_NAME or _VERBAL.match(text, i) or _MANNERS.fullmatch(word) or (not words and word in _THINGS):
            break
        if end is not None and "¤" in text[max(0, end - 2) : end]:
            # a name in brackets ends the name before it
            break
        if words == 2:
            after = _WORD_HI.match(text, m.end())
            if after is None or after.group(1) not in _POST:
                break
        words, end, i = words + 1, m.end(), m.end()
    return end


def named(text: str) -> bool:
    """True for a phrase that can be somebody: a name, a title or a role, in either script."""
    if regex.search(r"\p{Devanagari}", text):
        return bool(regex.search(rf"{_B}(?:{TITLES_HI}|{ROLES_HI}|पार्टी|आयोग|टीम){_E}", text) or surname_of(text))
    return bool(surname_of(text)) or p.SPEAKERS.search(text) is not None
