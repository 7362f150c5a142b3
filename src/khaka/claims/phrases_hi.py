"""Hindi noun phrases: where the one before a postposition or a verb begins, and who acts in a sentence."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import listed, plain

W: Final = r"[\p{L}\p{M}\p{N}.¤'-]+"
B: Final = r"(?<![\p{L}\p{M}])"
E: Final = r"(?![\p{L}\p{M}])"

NE: Final = regex.compile(rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}ने{E}")
#: A noun phrase before ने, का, के ends here, going back.
_STOP: Final = frozenset(
    listed(
        plain(
            "ने को में पर तक बाद पहले लिए हुए हुई हुआ कर करते करके कि जब तब तो है हैं था थे थी थीं गया गई गए वहीं "
            "लेकिन जबकि हालांकि मगर इधर उधर अब फिर दौरान साथ बीच ओर तरफ "
            "मुताबिक अनुसार और एवं तथा या जहां इसलिए क्योंकि चूंकि बल्कि बावजूद अलावा होकर देकर लेकर इसके इससे उससे यह "
            "वह भी ही नहीं न दरअसल असल बहरहाल ज्ञात गौरतलब दिया दी किया की।"
        )
    )
)
_LINKS: Final = frozenset(listed(plain("जुड़े जुड़ी संबंधित परिचित वाकिफ निकले आए आई आयी मिली मिले")))
_LEADING: Final = frozenset(
    listed(
        plain(
            "आज कल शाम सुबह देर रात दोपहर इस उस इसी उसी ऐसे जैसे अंत आखिर सोमवार मंगलवार बुधवार गुरुवार शुक्रवार "
            "शनिवार रविवार खुद स्वयं बाद इसमें जब यही ये"
        )
    )
)
_ONE: Final = frozenset(listed(plain("एक कुछ दो तीन कई किसी अधिकतर ज्यादातर")))
_FOLK: Final = frozenset(
    listed(plain("लोगों लोग व्यक्ति व्यक्तियों शख्स युवक युवती युवा युवाओं नेताओं सदस्यों सहयोगियों कर्मचारियों कर्मचारी"))
)
#: "राहुल वर्मा, जो विभाग के प्रमुख हैं, ने कहा"
_RELATIVE: Final = regex.compile(r",\s*(?:जो|जिन\p{M}*\p{L}*\p{M}*|जिस\p{L}*\p{M}*)\s[^,।\"]{3,120},\s*$")
_CLAUSE_EDGES: Final = frozenset([*',;:।!?"|-', "ने", "कि", "और", "है", "हैं", "लेकिन", "जबकि", "वहीं", "अगर", "यदि", "तो"])
_PARTICIPLES: Final = frozenset(listed(plain("रहे रही वाले वाली चुके चुकी")))
_TOKEN: Final = regex.compile(rf"{W}|[,;:।!?\"|/]")
#: "सीटें मिलने का अनुमान है": what comes before का is what is thought, not who thinks it.
_INFINITIVE: Final = regex.compile(
    r"(?:जाने|मिलने|होने|जीतने|लडने|पाने|आने|देने|लेने|करने|बनने|रहने|बढने|घटने|हारने|उतारने|बनाने|छोडने|"
    r"टूटने|बदलने)$"
)
_LONGEST: Final = 12


def np_before(text: str, at: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``at``: back to a comma, a postposition or a verb."""
    clause = _RELATIVE.search(text, 0, at)
    if clause:
        at = clause.start()
    tokens = list(_TOKEN.finditer(text, 0, at))
    taken: list[regex.Match[str]] = []
    for i in range(len(tokens) - 1, -1, -1):
        token = tokens[i]
        word = token.group()
        if word in ',;:।!?"|-' or len(taken) >= _LONGEST:
            break
        if (word in _PARTICIPLES and taken and taken[-1].group() in _ONE | _FOLK) or (
            word == plain("वालों") and not taken
        ):
            return _whole_phrase(tokens, i), taken[0].end() if taken else token.end()
        if (
            word == "से"
            and taken
            and i
            and tokens[i - 1].group() in ("उनमें", "इनमें", "में", "जिनमें")
            and taken[-1].group() in _ONE
        ):
            taken.append(token)
            continue
        if word in ("में",) and taken and taken[-1].group() == "से":
            taken.append(token)
            continue
        if word == "से" and taken and taken[-1].group() in _LINKS:
            taken.append(token)
            continue
        if word in ("ही", "भी") and taken and i and tokens[i - 1].group() in ("के", "की", "का"):
            taken.append(token)
            continue
        if word == "से" or (word in _STOP and not (word == "की" and taken)):
            if word in ("को", "में", "पर") and taken and _kept(word, tokens, i, taken):
                taken.append(token)
                continue
            break
        taken.append(token)
    while taken and (taken[-1].group() in _LEADING or set(taken[-1].group()) == {"¤"}):
        taken.pop()
    if not taken or _INFINITIVE.search(taken[0].group()):
        return None
    return taken[-1].start(), taken[0].end()


def _whole_phrase(tokens: list[regex.Match[str]], i: int) -> int:
    """ "कंपनी में काम करने वाले एक व्यक्ति": with a participle the phrase goes back to the start of its clause."""
    while i and tokens[i - 1].group() not in _CLAUSE_EDGES:
        i -= 1
    return tokens[i].start()


def _kept(word: str, tokens: list[regex.Match[str]], i: int, taken: list[regex.Match[str]]) -> bool:
    """ "बैठक में मौजूद एक नेता": the phrase goes on before the postposition."""
    return taken[-1].group() in (plain("मौजूद"), plain("शामिल"), plain("तैनात"))


def agents(text: str) -> list[tuple[int, int]]:
    """Noun phrases before ने, in order."""
    found = [np_before(text, m.start()) for m in NE.finditer(text)]
    asked = regex.search(rf"\s?{B}से{E}(?=[^।]*{B}(?:पूछा|सवाल){E})", text)
    if asked:
        found.insert(0, np_before(text, asked.start()))
    return [f for f in found if f is not None and not regex.match(r"(?:जिन|जिस|जो)(?![\p{L}\p{M}])", text[f[0] : f[1]])]
