"""Hindi attribution: ने कहा, का कहना है, के मुताबिक, की ओर से, बोले, and the passive (बताया जा रहा है)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import regex

from khaka.claims.cues import ANAPHOR, DENY, SAY, SILENT, Attribution, listed, plain

_W: Final = r"[\p{L}\p{M}\p{N}.¤'-]+"
_B: Final = r"(?<![\p{L}\p{M}])"
_E: Final = r"(?![\p{L}\p{M}])"

_DENIALS: Final = plain(
    r"खंडन|इनकार|इंकार|नकार(?:ा|ते|\s+दिया)|खारिज|बेबुनियाद|निराधार|(?:गलत|झूठा?|झूठी|भ्रामक|फर्जी|मनगढ़ंत|"
    r"अफवाह|कोरी\s+अटकल|अटकल|अटकलबाजी|मजाक|काल्पनिक|हास्यास्पद|सच\s+से\s+परे)\s+(?:बताया|करार|कहा|बताते|"
    r"ठहराया)|पल्ला\s+झाड़|किनारा\s+(?:किया|कर)|विरोध\s+(?:किया|जताया)|असहमति\s+जताई|सवाल\s+(?:उठाया|उठाए|"
    r"खड़े)"
)
_NOUNS: Final = plain(
    r"दावा|आरोप|स्पष्ट|साफ|स्वीकार|पुष्टि|जानकारी|सूचना|घोषणा|ऐलान|एलान|सुझाव|सलाह|संकेत|तंज|पलटवार|चेतावनी|"
    r"प्रतिक्रिया|बयान|मांग|भरोसा|विश्वास|उम्मीद|अनुमान|आशंका|"
    r"नाराजगी|प्रस्ताव|जोर|बल|ट्वीट|पोस्ट|जवाब|तर्क|दलील|राय|आश्वासन|सफाई|कटाक्ष|आपत्ति|हवाला|खुलासा|वादा|"
    r"संभावना|आकलन|टिप्पणी|बात|चिंता|सहमति|सिफारिश|अपील|निशाना|करार|ताना|चुटकी|व्यंग्य|भरोसा|दलील|शिकायत|खेद|"
    r"अफसोस|हैरानी|दुख|खुशी|संतोष|संशय|शंका|संदेह|नसीहत|चुनौती|सफाई|पक्ष|ठीकरा|दोष|आगाह|सवाल|साझा"
)
_LIGHT: Final = plain(
    r"किया|की|किए|मारा|मारी|ली|लेते|व्यक्त|प्रकट|फोड़ा|मढ़ा|कर\s+दी|कर\s+दिया|दिया|दी|दिए|जताया|जताई|लगाया|"
    r"लगाए|कसा|कसते|रखा|रखी|रखते|करते|देते|जताते|लगाते|दिलाया|दोहराया|दोहराई|कही|मारा|जारी|करार|कर"
)
_PLAIN: Final = plain(
    r"कहा|कही|बताया|बताई|बतलाया|लिखा|जोड़ा|पूछा|माना|मानी|समझाया|दोहराया|चेताया|गिनाया|गिनाई|स्वीकारा|फरमाया|"
    r"बताते\s+हुए|कहते\s+हुए|कह\s+(?:दिया|चुके|चुकी|रखा)"
)
_SPEECH: Final = (
    rf"(?:(?P<deny>{_DENIALS})|(?:{_NOUNS})(?:\s+(?:भी|ही|यह|तो|में|पर|है|किया)){{0,1}}\s+(?:{_LIGHT}){_E}|"
    rf"{_B}(?:{_PLAIN}){_E})"
)

_NE: Final = regex.compile(rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}ने{_E}")
_PRONOUN_NE: Final = regex.compile(rf"{_B}(?P<np>उन्होंने|उन्होने|इन्होंने|उसने|इसने){_E}")
_SPEECH_RE: Final = regex.compile(_SPEECH)
_SILENT: Final = regex.compile(
    plain(
        r"(?:टिप्पणी|प्रतिक्रिया|बात|कुछ\s+(?:भी\s+)?(?:कहने|बोलने)|जवाब|बयान)\s*(?:\S+\s+){0,2}(?:से|करने\s+से|"
        r"देने\s+से)?\s*(?:करने\s+से\s+|देने\s+से\s+)?(?:साफ\s+)?(?:इनकार|इंकार|मना|परहेज)|जवाब\s+नहीं\s+(?:दिया|"
        r"मिला)|संपर्क\s+नहीं\s+हो|चुप्पी\s+साध"
    )
)
_ANAPHOR: Final = regex.compile(
    plain(
        r"(?:यह|ये|उक्त|यही|इसकी|इस\s+बात\s+की|ऐसी)\s+(?:जानकारी|बात|बातें|घोषणा|दावा|ऐलान|खबर|रिपोर्ट|सूचना|"
        r"आंकड़ा|आंकड़े|तथ्य)\s+(?:\S+\s+){0,2}(?:दी|दिया|दिए|कही|कहीं|की|किया|बताई|बताया|साझा\s+(?:किया|की|"
        r"किए))(?![\p{L}\p{M}])(?!\s+कि)"
    )
)
_KEHNA: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}(?:का|की){_E}\s+(?:(?:यह\s+)?(?:भी|ही|तो|साफ|स्पष्ट|"
        rf"अपना)\s+)*(?P<what>कहना|मानना|दावा|आरोप|तर्क|अनुमान|आकलन|बयान|राय|दलील|सुझाव|सोचना|बताना|जवाब|"
        rf"प्रतिक्रिया){_E}(?:\s+(?:यह|भी|में))?\s+(?:है|हैं|था|रहा|कि)"
    )
)
_PRONOUN_KEHNA: Final = regex.compile(
    plain(
        rf"{_B}(?P<np>उनका|उनकी|इनका|उसका){_E}\s+(?:(?:यह|भी|ही|तो|साफ)\s+)*(?:कहना|मानना|दावा|आरोप|तर्क|अनुमान|"
        rf"आकलन|राय|दलील|बताना|जवाब|प्रतिक्रिया|आरोप)\s+(?:यह\s+|भी\s+)?(?:है|था|रहा|कि)"
    )
)
_PER: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}के{_E}\s+(?:ही\s+)?(?:मुताबिक|अनुसार|हवाले\s+से|शब्दों\s+में|"
        rf"लिहाज\s+से|हिसाब\s+से)|(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}की\s+(?:मानें?\s+तो|राय\s+में|नजर\s+में|"
        rf"निगाह\s+में)|(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}के\s+विचार\s+(?:से|में)"
    )
)
_PRONOUN_PER: Final = regex.compile(
    plain(rf"{_B}(?P<np>उनके|इनके){_E}\s+(?:मुताबिक|अनुसार|शब्दों\s+में|हिसाब\s+से)|{_B}(?P<np>उनकी)\s+मानें?\s+तो")
)
_BAQAUL: Final = regex.compile(rf"{_B}बकौल\s+(?P<after>{_W}(?:\s+{_W}){{0,3}})(?=,)")
_SIDE: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{_B}की{_E}\s+(?:ओर|तरफ)\s+से|(?P<np>)(?<=[\s¤])\s?{_B}(?:द्वारा|"
        rf"के\s+जरिए){_E}"
    )
)
_SIDE_VERB: Final = regex.compile(
    plain(
        rf"(?:{_DENIALS}|{_NOUNS}|कहा|बताया|लिखा|दोहराया|स्पष्ट)(?:\s+\S+){{0,2}}\s+(?:गया|गई|गए|गयी|जा\s+रहा|किया|"
        rf"है)|(?:बयान|विज्ञप्ति|पोस्ट)\s+में\s+(?:कहा|बताया|लिखा)"
    )
)
_BOLE: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}\"])\s{_B}(?:बोले|बोलीं|बोली|बोला|(?:कहते|बताते|मानते|कहती|बताती|मानती|"
        rf"लिखते|लिखती)\s+(?:हैं|है)){_E}"
    )
)
_PASSIVE: Final = regex.compile(
    plain(
        r"(?:(?P<doc>(?:[\p{L}\p{M}]+\s+){0,4}?(?:प्रस्तुति|प्रेजेंटेशन|प्रजेंटेशन|योजना|रिपोर्ट|खाके|फाइल|बयान|"
        r"दस्तावेज|सर्वे|सर्वेक्षण|पत्र|नोट|मसौदे|विज्ञप्ति|खबरों|खबर))\s+में\s+(?:यह\s+भी\s+|भी\s+|यह\s+)?)?"
        r"(?:(?:बताया|बताई|बताए|कहा|कही|माना|समझा|सुना|पाया|सुझाया|सुझाई|लिखा|दर्ज\s+किया|अनुमान\s+(?:लगाया|"
        r"जताया)|दावा\s+किया|आरोप\s+लगाया|कयास\s+लगाए?|चर्चा\s+की|संभावना\s+जताई|सिफारिश\s+की|सलाह\s+दी|"
        r"सुझाव\s+दिया|उम्मीद\s+जताई)"
        r"\s+(?:भी\s+)?(?:जा\s+रहा|जा\s+रही|जा\s+रहे|जाता|जाती|जाते|गया|गई|गए|गयी)(?:\s+(?:है|हैं|था|थी|थे))?|"
        r"^\W*(?:बताते|कहते|सुनते)\s+हैं(?:\s+कि)?"
        r"|खबर\s+है|चर्चा\s+है|खबरें\s+(?:हैं|थीं|आई)|चर्चाएं\s+(?:हैं|गर्म)|सूचना\s+है|पता\s+चला\s+है|"
        r"जानकारी\s+(?:मिली|सामने\s+आई)\s+है|कयास\s+(?:हैं|लगाए)|अटकलें\s+हैं|कथित\s+(?:तौर|रूप)\s+(?:पर|से))"
    )
)
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
#: "राहुल वर्मा, जो विभाग के प्रमुख हैं, ने कहा"
_RELATIVE: Final = regex.compile(r",\s*(?:जो|जिन\p{M}*\p{L}*\p{M}*|जिस\p{L}*\p{M}*)\s[^,।\"]{3,120},\s*$")
_CLAUSE_EDGES: Final = frozenset([*',;:।!?"|-', "ने", "कि", "और", "है", "हैं", "लेकिन", "जबकि", "वहीं"])
_PARTICIPLES: Final = frozenset(listed(plain("रहे रही वाले वाली चुके चुकी")))
#: के अनुसार that names no speaker.
_NOT_SPEAKERS: Final = regex.compile(
    plain(
        r"(?:नियम(?:ों)?|कानून|कार्यक्रम|परंपरा|जरूरत|संविधान|समय|तय|समझौते|सुविधा|क्षमता|आदेश|प्रावधान(?:ों)?|"
        r"हिसाब|शेड्यूल|मौसम|स्थिति|हालात|बंटवारे|संख्या|अनुपात|सीट(?:ों)?|इस|इसी|कानूनों|संविधान)$"
    )
)
_TOKEN: Final = regex.compile(rf"{_W}|[,;:।!?\"|/]")
#: "यह जानकारी एक नेता ने दी": the object stands before the speaker.
_GIVEN: Final = regex.compile(
    plain(r"(?:(?:यह|ये|उक्त|इसकी)\s+)?(?:जानकारी|सूचना|खबर|बात|बातें|दावा|घोषणा|टिप्पणी)\s+(?=\S)")
)
_GIVEN_BEFORE: Final = regex.compile(
    plain(
        r"(?:यह|ये|उक्त|इसकी)\s+(?:(?:जानकारी|सूचना|खबर|बात|बातें|दावा|घोषणा|टिप्पणी)\s+)?(?:\S+\s+को\s+|"
        r"\S+\s+में\s+){0,2}$"
    )
)
_DONE: Final = regex.compile(plain(r"(?:\s+\S+){0,5}?\s+(?:दी|कही|किया|की)(?:\s+(?:है|थी|था|हैं))?\s*[।.]?\s*$"))
#: "सीटें मिलने का अनुमान है": what comes before का is what is thought, not who thinks it.
_INFINITIVE: Final = regex.compile(
    r"(?:जाने|मिलने|होने|जीतने|लडने|पाने|आने|देने|लेने|करने|बनने|रहने|बढने|घटने|हारने|उतारने|बनाने|छोडने|"
    r"टूटने|बदलने)$"
)
_LONGEST: Final = 12


def find(text: str) -> list[Attribution]:
    """Attributions of a masked Hindi sentence, in order."""
    found = [*_with_ne(text), *_saying(text), *_per(text), *_side(text), *_speaks(text)]
    taken = [(f.start, f.end) for f in found]
    for m in _PASSIVE.finditer(text):
        if not any(a < m.end() and m.start() < b for a, b in taken):
            speaker = m.span("doc") if m["doc"] else None
            speaker = (_trim_doc(text, *speaker)) if speaker else None
            told = regex.match(plain(r"(?:\s+(?:है|हैं|था|थी|थे))?\s*,?\s*(?:तो|तब|जिस)(?![\p{L}\p{M}])"), text[m.end() :])
            found.append(Attribution(m.start(), m.end(), speaker, weak=True, told=told is not None))
    found.sort(key=lambda f: (f.start, f.end))
    return _without_overlaps(text, found)


def _without_overlaps(text: str, found: list[Attribution]) -> list[Attribution]:
    out: list[Attribution] = []
    for f in found:
        if out and f.start < out[-1].end and not (out[-1].weak and not f.weak):
            if (
                f.wraps
                and f.speaker
                and "हवाले" in text[f.start : f.end]
                and out[-1].speaker
                and f.speaker[0] > out[-1].speaker[1]
            ):
                out[-1] = replace(f, act=out[-1].act)
            elif f.act == DENY and out[-1].act == SAY and f.speaker == out[-1].speaker:
                out[-1] = f
            continue
        out.append(f)
    return out


def _with_ne(text: str) -> list[Attribution]:
    found = []
    heads = [(m.start(), m.end(), np_before(text, m.start()), False) for m in _NE.finditer(text)]
    heads += [(m.start(), m.end(), m.span("np"), True) for m in _PRONOUN_NE.finditer(text)]
    heads.sort()
    for i, (at, after, speaker, pronoun) in enumerate(heads):
        if speaker is None:
            continue
        given = _GIVEN.match(text, speaker[0])
        if given or _GIVEN_BEFORE.search(text, 0, speaker[0]):
            speaker = (given.end() if given else speaker[0], speaker[1])
            done = _DONE.match(text, after)
            if done:
                found.append(Attribution(speaker[0], done.end(), speaker, ANAPHOR, pronoun))
                continue
        aside = regex.match(r"\s*,\s*(?:जो|जिन|जिस)[^,।\"]{3,120},", text[after:])
        after += aside.end() if aside else 0
        following = heads[i + 1][2] if i + 1 < len(heads) else None
        stop = following[0] if following else len(text)
        window = text[after:stop]
        # beyond "कि" stands what is said
        body = regex.search(r"(?<![\p{L}\p{M}])कि(?![\p{L}\p{M}])", window)
        silent = _SILENT.search(window)
        speech = _SPEECH_RE.search(window)
        if speech is None:
            speech = _any_speech(text, window, body)
        if speech is None or (body and speech.start() > body.start() and len(window[: body.start()].split()) > 8):
            continue
        if _ACT.search(speech.group()) and not body and '"' not in text and not regex.match(r"\s*[:-]", text[after + speech.end() :]):
            continue
        act = SAY
        if silent and silent.start() <= speech.start() + 2:
            act = SILENT
        elif _ANAPHOR.search(window[: body.start() if body else None]):
            act = ANAPHOR
        elif ("deny" in speech.re.groupindex and speech["deny"]) or regex.search(
            _DENIALS, window[: body.start() if body else None]
        ):
            act = DENY
        found.append(Attribution(min(speaker[0], at), after + speech.end(), speaker, act, pronoun))
    return found


def _any_speech(text: str, window: str, body: regex.Match[str] | None) -> regex.Match[str] | None:
    """Whatever verb it is: before कि, or beside a quotation, it says something."""
    if body and len(window[: body.start()].split()) <= 7:
        verb = regex.search(rf"({_W})(?:\s+(?:है|हैं|था|थी|थे))?\s*,?\s*$", window[: body.start()])
        return None if verb is None or _NOT_SAYING.search(verb.group(1)) else verb
    quoted = regex.search(r'"¤{8,}', text)
    if quoted and not body:
        return regex.search(rf"{_W}(?=\s*[,:\"।.]|$)", window)
    return None


#: Verbs before कि that decide or find and say nothing.
_NOT_SAYING: Final = regex.compile(r"^(?:देखा|सोचा|पाया|समझा|तय|सीखा|जाना|सुना)$")
_ACT: Final = regex.compile(
    plain(r"^(?:घोषणा|ऐलान|एलान|अपील|वादा|बात|कटाक्ष|तंज|निशाना|पलटवार|टिप्पणी|चुटकी|प्रतिक्रिया|व्यंग्य|ताना|सवाल|साझा|निशाना)")
)
#: "इसे जीत बता रहे हैं": those who call something something.
_CALLING: Final = regex.compile(
    plain(
        rf"(?:{_B}(?:इसे|इन्हें|इनको|इस\s+\S+\s+को|उसे))\s[^।\"]{{1,80}}?\s(?:बता|मान|कह|ठहरा|गिना|समझ)\s+(?:रहे|"
        rf"रही|रहा)\s+(?:हैं|है|थे)|{_B}(?:इसे|इस\s+\S+\s+को)\s[^।\"]{{1,60}}\s(?:मानते|बताते|मानती|बताती|"
        rf"कहते)\s+(?:हैं|है)"
    )
)


def _saying(text: str) -> list[Attribution]:
    found = []
    for m in _KEHNA.finditer(text):
        speaker = np_before(text, m.start())
        if speaker:
            found.append(Attribution(speaker[0], m.end(), speaker))
    found += [Attribution(m.start(), m.end(), m.span("np"), SAY, True) for m in _PRONOUN_KEHNA.finditer(text)]
    for m in _CALLING.finditer(text):
        speaker = np_before(text, m.start())
        if speaker:
            act = DENY if regex.search(_DENIALS, m.group()) else SAY
            found.append(Attribution(speaker[0], m.end(), speaker, act))
    return found


def _per(text: str) -> list[Attribution]:
    found = []
    for m in _PER.finditer(text):
        speaker = np_before(text, m.start())
        if speaker and not _NOT_SPEAKERS.search(text[speaker[0] : speaker[1]]):
            found.append(Attribution(speaker[0], m.end(), speaker, wraps=True))
    found += [Attribution(m.start(), m.end(), m.span("np"), SAY, True, True) for m in _PRONOUN_PER.finditer(text)]
    found += [Attribution(m.start(), m.end(), m.span("after"), wraps=True) for m in _BAQAUL.finditer(text)]
    return found


def _side(text: str) -> list[Attribution]:
    found = []
    for m in _SIDE.finditer(text):
        speaker = np_before(text, m.start())
        verb = _SIDE_VERB.search(text, m.end())
        if speaker and verb and len(text[m.end() : verb.start()].split()) <= 8:
            act = DENY if regex.search(_DENIALS, verb.group()) else SAY
            found.append(Attribution(speaker[0], verb.end(), speaker, act, wraps=True))
    return found


def _speaks(text: str) -> list[Attribution]:
    found = []
    for m in _BOLE.finditer(text):
        speaker = np_before(text, m.start())
        if speaker:
            word = text[speaker[0] : speaker[1]]
            found.append(Attribution(speaker[0], m.end(), speaker, pronoun=word in ("वे", "वह", "वो")))
    return found


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
        if word in _PARTICIPLES and taken and taken[-1].group() in _ONE:
            return _whole_phrase(tokens, i), taken[0].end()
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


def _trim_doc(text: str, start: int, end: int) -> tuple[int, int]:
    found = np_before(text, end)
    return found if found and found[0] >= start else (start, end)


_ROLE_HEAD: Final = regex.compile(
    plain(
        r"\W*(?P<np>(?:(?!(?:को|में|से|पर|ने)\s)[\p{L}\p{M}]+\s+){0,5}(?:नेता|पदाधिकारी|सदस्य|सूत्र|विधायक|सांसद|"
        r"करीबी|कार्यकर्ता))(?=\s)"
    )
)


def agents(text: str) -> list[tuple[int, int]]:
    """Noun phrases before ने, in order."""
    found = [np_before(text, m.start()) for m in _NE.finditer(text)]
    head = _ROLE_HEAD.match(text)
    if head and not found:
        found.append(head.span("np"))
    asked = regex.search(rf"\s?{_B}से{_E}(?=[^।]*{_B}(?:पूछा|सवाल){_E})", text)
    if asked:
        found.insert(0, np_before(text, asked.start()))
    return [f for f in found if f is not None and not regex.match(r"(?:जिन|जिस|जो)(?![\p{L}\p{M}])", text[f[0] : f[1]])]
