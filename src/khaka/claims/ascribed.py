"""A named person with a figure and no verb of saying: "Namboodiri traces it to a paper that counted 368 seats".

A newspaper reports in the past tense; the present tense of a person's verb reports what they hold.
"""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import Attribution, listed, plain
from khaka.claims.people import Person, people
from khaka.claims.sides import surname_of
from khaka.claims.text import is_hindi

#: What people do without holding anything.
_DOES: Final = frozenset(
    listed(
        "is was has had does heads leads chairs runs contests wins loses holds represents faces needs plans goes comes gets sits stands takes "
        "visits meets returns arrives leaves joins begins starts ends opens closes remains becomes fights polls finishes trails controls "
        "commands owns has lives works teaches belongs controls campaigns addresses tours makes gives"
    )
)
#: Past forms that hand a figure on.
_HANDED: Final = (
    r"(?:has\s+)?(?:counted|calculated|computed|tallied)|traced|pegged|credited|attributed|blamed|ranked|rated|cited|worked\s+out|came\s+up\s+with|threw\s+in|spoke\s+of|talked\s+of|"
    r"talked\s+about|referred\s+to|pointed\s+to|mentioned|invoked|offered\s+(?:a|another|his|her)\s+(?:\p{L}+\s+)?(?:figure|number|count|estimate)|"
    r"arrived\s+at|settled\s+on|totted\s+up|rattled\s+off|swore\s+by|banked\s+on|is\s+fond\s+of|is\s+sure\s+of|is\s+confident\s+of|"
    r"is\s+certain\s+of|is\s+betting\s+on|is\s+counting\s+on|is\s+hopeful\s+of|was\s+confident\s+of|was\s+hopeful\s+of|was\s+sure\s+of"
)
_VERB: Final = regex.compile(
    rf"\s*(?:,\s*(?:who|whose|an?|the|its|his|her|party)\s[^;:\"]{{2,90}}?,)?\s+(?:(?:also|still|now|however|too|often|usually|himself|herself)\s+)?"
    rf"(?P<verb>(?:{_HANDED})\b|\p{{Ll}}{{3,}}[^su\W]s)(?=\s)"
)
_HOLDS_HI: Final = regex.compile(
    plain(
        r"[\p{L}\p{M}]+(?:ते|ती|ता)\s+(?:हैं|है)\s*[।.]?\s*$|(?:को|के\s+लिए)\s+[^।]{0,80}(?:काफी|भारी|बहुत|मुश्किल|मुमकिन|नामुमकिन)\s+(?:है|हैं)\s*[।.]?\s*$"
    )
)
_ACTS_HI: Final = regex.compile(
    plain(r"(?:लड़|जीत|हार|रह|आ|जा|चल|संभाल|कर|दे|ले|बैठ|मिल|लौट|पहुंच|निकल|होत|हो|रख)(?:ते|ती|ता)\s+(?:हैं|है)\s*[।.]?\s*$")
)


#: "A leaflet dropped in Silchar, meanwhile, assures voters of victory in 16 seats"
_PAPER: Final = regex.compile(
    r"\W*(?P<np>(?:An?|One|The|Another|Some|Two|Its|His|Her)\s+(?:[\p{L}'-]+\s+){0,4}?(?:pamphlets?|leaflets?|posters?|booklets?|circulars?|brochures?|handbills?|"
    r"hoardings?|banners?|newsletters?|advertisements?|messages?|posts?|clips?|videos?|channels?|websites?|portals?|bulletins?|dail(?:y|ies)|newspapers?|"
    r"magazines?|forwards?|infographics?|Election\s+Commission))(?:\s+(?:in|on|from|of|at|by|that|which|being|dropped|pasted|doing|\p{Ll}+ed)\s[^,;:\"]{2,70}?)?"
    r"(?:,\s*(?:meanwhile|however|too|though|for\s+the\s+record|for\s+its\s+part|\p{Ll}+ed\s[^,]{2,60}),)?\s+(?P<verb>(?:\p{Ll}{3,}[^su\W]s|promised|assured|listed|spoke\s+of|put|gave|has|had|have|carried|carries))\b"
)


def find(masked: str, original: str, known: frozenset[str] = frozenset()) -> Attribution | None:
    """The person or paper at the head of a masked sentence whose verb hands a figure on; None where there is none.

    Parameters
    ----------
    masked, original
        The sentence with quotations blotted out, and as printed.
    known
        Surnames that the report has named in full.
    """
    paper = _PAPER.match(masked)
    if paper:
        return Attribution(paper.start("np"), paper.end("verb"), paper.span("np"))
    alone = regex.match(r"\W*(?P<np>[\p{L}\p{M}]+)(?=\s)", masked)
    if alone and alone["np"].lower() in known:
        person = Person(*alone.span("np"), True)
        return _hindi(masked, person) if is_hindi(original) else _english(masked, person)
    persons = [f for f in people(masked, original) if f.subject and len(masked[: f.start].split()) <= 3]
    if not persons or not surname_of(masked[persons[0].start : persons[0].end]):
        return None
    first = persons[0]
    return _hindi(masked, first) if is_hindi(original) else _english(masked, first)


def _english(text: str, person: Person) -> Attribution | None:
    verb = _VERB.match(text, person.end)
    if verb is None or verb["verb"] in _DOES:
        return None
    return Attribution(person.start, verb.end("verb"), (person.start, person.end))


def _hindi(text: str, person: Person) -> Attribution | None:
    if (
        not _HOLDS_HI.search(text, person.end)
        or _ACTS_HI.search(text, person.end)
        or regex.match(r"\s*ने\s", text[person.end :])
    ):
        return None
    return Attribution(person.start, person.end, (person.start, person.end))
