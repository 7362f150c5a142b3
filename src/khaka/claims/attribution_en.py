"""English attribution: "X said", "told reporters", "said X", "according to X", "it is learnt"; appositions and relative clauses."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import DENY, SAY, SILENT, Attribution, listed

_DENY_VERBS: Final = listed(
    "denied denies dismissed dismisses rejected rejects refuted refutes rubbished disputed disputes disowned "
    "disowns contradicted trashed junked "
    "debunked disagreed repudiated challenged questioned questions ridiculed mocked scoffed derided scotched "
    "nixed spurned faulted"
)
_SAY_VERBS: Final = listed(
    "said says told tells added adds claimed claims alleged alleges confirmed confirms insisted insists "
    "asserted asserts argued argues "
    "announced announces stated states tweeted tweets posted posts wrote writes noted notes maintained "
    "maintains suggested suggests proposed proposes "
    "advised advises recommended recommends acknowledged admitted admits conceded concedes declared declares "
    "estimated estimates estimate predicted "
    "predicts projected projects clarified clarifies contended contends hinted hints indicated indicates "
    "remarked replied responded reiterated "
    "reiterates stressed stresses warned warns observed observes explained explains disclosed revealed reveals "
    "recalled commented quipped retorted "
    "countered counters believe believes reckon reckons expects expect think thinks feels reported reports "
    "cautioned emphasised emphasized underlined "
    "promised pledged vowed taunted thundered joked fumed lamented complained confided reasoned elaborated "
    "continued concluded cautions concedes notes argues feel agree agreed warns vows promises guessed disclose "
    ""
    "describe call called calls termed terms described describes put puts accused accuses hoped say tell claim "
    "insist argue maintain add "
    "read reads affirmed surmised opined felt demanded urged implied reaffirmed intimated "
    "informed volunteered assured written jibed sneered snapped mused ventured posited professed attested "
    "testified testifies swore insinuated bragged boasted "
    "submitted pleaded lashed exclaimed gushed grumbled murmured whispered hinted spelt reckoned calculated "
    "calculates reasons theorised"
)
_PHRASAL: Final = (
    r"laugh(?:s|ed)\s+off|br(?:ush|ushed)\s+aside|brushed\s+off|shrugged\s+off|shot\s+down|"
    r"poured\s+cold\s+water\s+on|ruled\s+out|took\s+issue\s+with|hit\s+back|shot\s+back|pointed\s+out|"
    r"points\s+out|made\s+(?:it\s+)?clear|gave\s+an?\s+assurance|went\s+further|went\s+on(?=\s*[,.\"]|"
    r"\s+to\s+say)|chimed\s+in|weighed\s+in|summed\s+up|(?:was|were|is|are)\s+(?:emphatic|categorical|clear|"
    r"adamant|firm|insistent|confident|certain|sure|of\s+the\s+(?:view|opinion))\s+(?=that)|(?:was|were|is|"
    r"are)\s+quoted\s+(?:by\s+[\p{L}\s]{2,30}?\s+)?(?:as\s+saying|saying)|has\s+it\s+(?=that)|"
    r"took\s+to\s+(?:twitter|social\s+media|x)\b"
)
_SEES: Final = regex.compile(
    r"\b(?:sees?|saw|views?|regards?|considers?|treats?)\s+(?:it|this|that|these|the\s+\w+|his|her|"
    r"their)\b[^.\"]{0,40}\bas\b",
    regex.IGNORECASE,
)
#: Any verb with "that" after a speaker says something; these do not.
_ANY_THAT: Final = regex.compile(r"\b(?P<say>\p{Ll}{3,}(?:ed|es|s|t|ld|ew|ke))\s+that\b")
_NOT_SAYING: Final = frozenset(
    listed(
        "ensured ensures decided decides saw sees found finds realised realized learnt learned discovered showed "
        "shows meant means proved proves fact view so such given heard hears knew knows resolved"
    )
)
_NEED_OBJECT: Final = {
    "put": r"\s+(?:the|its|their|that|this|it)\b.*\bat\b",
    "puts": r"\s+(?:the|its|their|that|this|it)\b.*\bat\b",
}
_CALLS: Final = frozenset(listed("called calls call termed terms described describes describe"))
#: "announced three groups" is an act; "announced that" is a statement.
_ACTS: Final = frozenset(listed("announced announces declared declares submitted released"))
#: "called the offer an insult" says something, "called a meeting" does not.
_CALLED: Final = regex.compile(
    r"\s+(?:it|this|that|these|those|all|him|them|such|reports?|talk|any|suggestions?|his|her|their|its|"
    r"\p{Lu}\p{Ll}+|the(?!\s+(?:meeting|session|shots|leaders|workers|committee|bandh|press)))\b"
)
_NEGATIVE: Final = regex.compile(
    r"\b(?:incorrect|false|baseless|wrong|untrue|speculation|fake|forged|mischief|rumou?rs?|fiction|imaginary|"
    r"misleading|unfounded|nonsense|guesswork|absurd|fabricated|a\s+lie|lies)\b"
)
_VERB: Final = regex.compile(
    rf"\b(?:(?P<deny>{'|'.join(_DENY_VERBS)})|(?P<say>{'|'.join(_SAY_VERBS)})|(?P<phrasal>{_PHRASAL}))\b",
    regex.IGNORECASE,
)
_ADVERBS: Final = frozenset(
    listed(
        "also later further then again however repeatedly earlier has have had since flatly firmly categorically "
        "reportedly clearly merely simply only never "
        "meanwhile nevertheless though openly publicly privately promptly quickly since already once quietly "
        "bluntly too still now nonetheless long on"
    )
)
_MODAL: Final = frozenset(
    listed(
        "to not will would could should may might must can cannot didn't don't doesn't wouldn't refused did does do let"
    )
)
_BE: Final = frozenset(listed("was were been is are being be get got"))
_STOP: Final = frozenset(
    listed(
        "that but while whereas because if when as though although before or which where than so yet even what how "
        "whether since until unless after"
    )
)
_NOUNY: Final = frozenset(
    listed(
        "two three four five six seven eight nine ten both the a an this that these those its their his her our of "
        "such any no all many several conflicting rival some media news such more other various"
    )
)
_VERB_OR_NOUN: Final = frozenset(
    listed(
        "claim claims reports notes posts states terms puts projects counts estimates calls claim estimate reads "
        "hints say expect"
    )
)
_ACCORDING: Final = regex.compile(
    r"\b(?:according\s+to|as\s+per|in\s+the\s+words\s+of|going\s+by)\s+(?P<np>(?:(?:prof|dr|mr|mrs|ms|smt|"
    r"shri|adv|col|gen|\b\p{L})\.\s?|[^,.;:\"])+)",
    regex.IGNORECASE,
)
#: "by Bansal's reckoning", "in Rao's view"
_OWN: Final = regex.compile(
    r"\b(?:by|in|on)\s+(?P<np>(?:\p{L}[\p{L}.-]*\s+){0,4}\p{L}[\p{L}.-]*)'s?\s+(?:own\s+)?(?:reckoning|count|"
    r"estimate|account|calculation|admission|telling|view|words|opinion|estimation|assessment|version|book)\b",
    regex.IGNORECASE,
)
#: "a number shared by a former MP"
_SHARED: Final = regex.compile(
    r"\b(?:number|figure|figures|data|details?|information|count|list|copy|numbers)\s+(?:shared|given|"
    r"provided|cited|put\s+out|released|quoted|supplied|tweeted|posted)\s+by\s+(?P<np>[^,.;:\"]+)",
    regex.IGNORECASE,
)
_DATA: Final = regex.compile(
    r"\b(?P<np>(?:\p{L}[\p{L}'.-]*\s+){1,4}(?:figures|data|records|results|numbers|documents|"
    r"statistics))\s+(?:show|shows|suggest|suggests|indicate|indicates|reveal|reveals|say)\b"
)
#: A verb in the present after a comma and before a name: ", boasts Tara Iyer"
_ANY_TAIL: Final = regex.compile(
    r"[,\"]\s*(?P<say>\p{Ll}{4,}(?:s|"
    r"ed))(?=\s+(?:\p{Ll}[\p{L}'-]*\s+){0,4}(?:\p{Lu}[\p{L}.]*\s+)+\p{Lu}\p{L}+)"
)
_BELIEVED: Final = regex.compile(
    r"\bif\s+(?P<np>[^,.;:\"]+?)\s+(?:is|are|were)\s+to\s+be\s+believed|\bthe\s+(?:view|opinion|assessment|"
    r"contention|claim|argument)\s+of\s+(?P<np>[^,.;:\"]+?)\s+(?:is|was)\s+that",
    regex.IGNORECASE,
)
_QUOTED: Final = regex.compile(
    r"\b(?:quoted|quotes|quoting|cited|citing)\s+(?!by\b)(?P<np>[^,.;:\"]+?)\s+as\s+(?:saying|having\s+said|"
    r"claiming|telling)",
    regex.IGNORECASE,
)
_CITING: Final = regex.compile(
    r"\b(?:quoting|citing|attributed\s+to|attributing\s+it\s+to)\s+(?P<np>[^,.;:\"]+)", regex.IGNORECASE
)
_BY: Final = regex.compile(
    r"\b(?:was|were|been|is|are)\s+(?:(?P<deny>denied|dismissed|rejected|disputed|refuted|contradicted)|"
    r"claimed|confirmed|announced|told|alleged|suggested|stated|disclosed|put\s+forward|informed)\s+"
    r"(?:\p{Ll}+\s+){0,4}?by\s+(?P<np>[^,.;:\"]+)",
    regex.IGNORECASE,
)
_PASSIVE: Final = regex.compile(
    r"\b(?:it\s+(?:is|was|has\s+been|had\s+been|emerged|transpired)\s*(?:learnt|learned|understood|reported|"
    r"believed|said|claimed|alleged|reliably\s+learnt|being\s+said|gathered)?\s*(?:that)?"
    r"|(?:is|are|was|were)\s+(?:said|learnt|learned|understood|believed|reported|rumou?red|likely\s+to|tipped|"
    r"expected)\s+to|reportedly|allegedly|the\s+(?:buzz|talk|word|rumou?r|speculation|chatter|whisper|"
    r"gossip)\s+(?:[\p{L}]+\s+){0,5}?(?:is|was)\s+that|there\s+(?:is|was|are|were|"
    r"has\s+been)\s+(?:\w+\s+)?(?:talk|speculation|chatter|buzz|word|rumou?rs?|reports?)|(?:reports|rumou?rs|"
    r"talk|speculation|word|buzz)\s+(?:said|has\s+it|suggest(?:s|ed)?|(?:is|was|are)\s+that))\b",
    regex.IGNORECASE,
)
_IT_IS: Final = regex.compile(
    r"whisper|gossip|chatter|learnt|learned|understood|reported|believed|said|claimed|alleged|gathered|"
    r"emerged|transpired|reportedly|allegedly|rumou?r|talk|speculation|word|buzz|reports|tipped|expected"
)
_SILENT: Final = regex.compile(
    r"(?:declined|refused)\s+(?:to\s+(?:comment|respond|speak|be\s+drawn|say|answer|discuss)|comment)|"
    r"did\s+not\s+(?:respond|reply|comment|answer|return|take\s+calls)|could\s+not\s+be\s+reached|"
    r"no\s+comment|was\s+not\s+available|were\s+not\s+available|made\s+no\s+comment",
    regex.IGNORECASE,
)
_AFTER: Final = regex.compile(
    r"\s+(?:on\s+\w+day\s+)?(?P<np>(?:the|a|an|one|another|some|two|three|several|its|his|her|party|senior|"
    r"sources?|he|she|they|(?:\p{Ll}[\p{L}'-]*\s+){1,4}(?=\p{Lu}\p{Ll})|\p{Lu})[^,.;:\"]*)"
)
_AFTER_END: Final = regex.compile(
    r"\s+(?:who|while|when|during|on\s+(?:condition|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"record|his|her|the|social|x\b|twitter)|in\s+(?:a|an|the|his|her|response|reply|delhi|"
    r"lucknow|patna|\p{Lu}\p{Ll}+)|at\s+(?:a|an|the)|to\s+(?:reporters|this\s+\w+|the\s+(?:press|media|daily|"
    r"news|channel|paper|agency)|\p{Lu}\p{L}+\s*$)|after|before|here|later|adding|as|over|from\s+the\s+dais|"
    r"about|that|but|and\s+(?:that|added|said))\b.*$",
    regex.IGNORECASE,
)
_FINITE: Final = regex.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|do|does|did|contest|focus|"
    r"win|won|met|came|went|made|took|asked|asks|holds?|needs?|gets?|got|knows?|polled|wants?|lost|loses|"
    r"stood|ran|runs|"
    r"says?|said|fell|rose|received|secured|forfeited|bagged|gave|gives|makes?|began|remains?|remained|"
    r"finished|shows?|showed|paid|spent|drew|led|faces?|faced|plans\s+to|hopes\s+to|cannot|continues?|begins?|"
    r"lies|lie)\b",
    regex.IGNORECASE,
)
_LEAD: Final = regex.compile(
    r"^(?:and|but|however|meanwhile|later|earlier|still|so|then|also|besides|separately|today|yesterday|now|"
    r"in\s+turn|on\s+the\s+other\s+hand|indeed|privately|publicly|officially|"
    r"on\s+\w+day|by\s+evening|late\s+on\s+\w+day|at\s+the\s+same\s+time|for\s+(?:his|her|its|their)\s+part|"
    r"only|once|even|an?\s+(?:charge|claim|allegation|suggestion|assertion|contention)(?=\s+\p{Lu}))\s+",
    regex.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"he", "she", "they", "him", "her", "them", "it"})
_TOKEN: Final = regex.compile(r"[\p{L}\p{M}\p{N}'&.()¤-]+|[,;:!?\"]")
_LONGEST: Final = 18


def find(text: str) -> list[Attribution]:
    """Attributions of a masked English sentence, in order."""
    found: list[Attribution] = []
    silent = _SILENT.search(text)
    for m in _BY.finditer(text):
        np = _tidy(text, *m.span("np"))
        found.append(Attribution(m.start(), np[1], np, DENY if m["deny"] else SAY, _is_pronoun(text, np), wraps=True))
    found += [
        _per(text, m, False)
        for rule in (_ACCORDING, _BELIEVED, _QUOTED, _OWN, _SHARED, _DATA)
        for m in rule.finditer(text)
    ]
    for m in _VERB.finditer(text):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        got = _of_verb(text, m)
        if got is not None:
            found.append(got)
    found += [f for m in _SEES.finditer(text) if (f := _simple(text, m.start(), m.end()))]
    if not found:
        found += [f for m in _ANY_TAIL.finditer(text) if (f := _tail(text, m))]
    if not found:
        plain = (m for m in _ANY_THAT.finditer(text) if m["say"] not in _NOT_SAYING)
        found += [f for m in plain if (f := _simple(text, m.start(), m.end("say")))]
    found += [_per(text, m, True) for m in _CITING.finditer(text)]
    for m in _PASSIVE.finditer(text):
        if _IT_IS.search(m.group().lower()) and not any(f.start < m.end() and m.start() < f.end for f in found):
            found.append(Attribution(m.start(), m.end(), None, weak=True))
    if silent and not any(f.act != SILENT and f.end <= silent.start() and f.act == DENY for f in found):
        before = [f for f in found if f.end > silent.start()]
        if not found or before == found:
            speaker = _subject(text, silent.start())
            return [Attribution(0, silent.end(), speaker, SILENT)]
    found.sort(key=lambda f: (f.start, f.end))
    return found


def _tail(text: str, m: regex.Match[str]) -> Attribution | None:
    after = _AFTER.match(text, m.end("say"))
    if after is None:
        return None
    start, end = after.span("np")
    cut = _AFTER_END.search(text[start:end])
    speaker = _checked(text, *_tidy(text, start, start + cut.start() if cut else end))
    return Attribution(m.start("say"), speaker[1], speaker) if speaker else None


def _simple(text: str, start: int, end: int) -> Attribution | None:
    """An attribution from the subject of a verb that stands at ``start``."""
    last = regex.search(r"[\p{L}'-]+\s*$", text[:start])
    if last and last.group().strip().lower() in _MODAL | _BE | _NOUNY:
        return None
    speaker = _subject(text, start)
    if speaker is None:
        return None
    return Attribution(min(start, speaker[0]), end, speaker, SAY, _is_pronoun(text, speaker))


def _per(text: str, m: regex.Match[str], weak: bool) -> Attribution:
    start, end = m.span("np")
    cut = regex.search(r"\s+(?:who|said|says|told|which|that|but|while)\b.*$", text[start:end])
    if cut:
        end = start + cut.start()
    np = _tidy(text, start, end)
    return Attribution(m.start(), np[1], np, SAY, _is_pronoun(text, np), wraps=not weak, weak=weak)


def _of_verb(text: str, m: regex.Match[str]) -> Attribution | None:
    word = m.group().lower()
    need = _NEED_OBJECT.get(word)
    if need and not regex.match(need, text[m.end() :]):
        return None
    before = text[: m.start()].rstrip()
    prev = regex.search(r"[\p{L}'-]+$", before)
    last = prev.group().lower() if prev else ""
    if (
        last in _MODAL
        or (last in _BE and not m["phrasal"])
        or (word in _VERB_OR_NOUN and (last in _NOUNY or last.endswith("'s")))
    ):
        return None
    if word in ("read", "reads") and not regex.search(
        r"\b(?:statement|note|letter|post|release|message|file|slide|resolution)\b", before
    ):
        return None
    if word in ("read", "reads", "counted", "counts", "demanded", "urged", "proposed", "felt") and regex.match(
        r"\s+(?:by|as)\b", text[m.end() :]
    ):
        return None
    if (
        word in _ACTS
        and not regex.match(r"[^.]*\bthat\b", text[m.end() :])
        and regex.match(r"\s+(?:(?:the|a|an|its|his|her|their|two|three|four)\b|\d)", text[m.end() :])
    ):
        return None
    speaker = _subject(text, m.start()) if before else None
    start, end = m.start(), m.end()
    if (not before or before[-1] in '",') and word not in _CALLS:
        after = _inverted(text, m)
        if after is not None and (speaker is None or not _person(text[speaker[0] : speaker[1]])):
            speaker, end = after, after[1]
    if speaker is None:
        return None
    rest = text[m.end() :]
    deny = bool(m["deny"]) or regex.match(r"laugh|brush|shrug|shot\s+down|pour|rul|took", word) is not None
    if word in _CALLS:
        if (
            not _CALLED.match(rest)
            and not _NEGATIVE.match(rest.lstrip())
            and not (word[0] in "td" and regex.match(r"[^.\"]{2,60}\sas\s", rest))
        ):
            return None
        deny = _NEGATIVE.search(rest) is not None
    return Attribution(
        min(start, speaker[0]), max(end, speaker[1]), speaker, DENY if deny else SAY, _is_pronoun(text, speaker)
    )


def _subject(text: str, at: int) -> tuple[int, int] | None:
    """The noun phrase before a verb; steps over adverbs, appositions and relative clauses."""
    tokens = list(_TOKEN.finditer(text, 0, at))
    while tokens and tokens[-1].group().lower() in _ADVERBS:
        tokens.pop()
    if not tokens or tokens[-1].group() in '";:!?':
        return None
    if tokens[-1].group() == ",":
        return _apposed(text, tokens)
    span = _back(tokens)
    if span is None:
        return None
    return _checked(text, *_tidy(text, *span))


def _back(tokens: list[regex.Match[str]]) -> tuple[int, int] | None:
    taken: list[regex.Match[str]] = []
    for i in range(len(tokens) - 1, -1, -1):
        word = tokens[i].group()
        if word in ',;:!?"-' or len(taken) >= _LONGEST:
            break
        lower = word.lower()
        if lower in _STOP and not (lower == "as" and not taken):
            break
        if lower == "and" and not _joins(tokens, i):
            break
        taken.append(tokens[i])
    if not taken:
        return None
    stop = len(tokens) - 1 - len(taken)
    if stop > 0 and tokens[stop].group().lower() == "and":
        longer = _before_and(tokens, stop)
        if longer is not None:
            return longer, taken[0].end()
    return taken[-1].start(), taken[0].end()


def _before_and(tokens: list[regex.Match[str]], stop: int) -> int | None:
    """Start of a phrase that "and" joins to the one after it: "a survey by a channel and an agency"."""
    words: list[str] = []
    for i in range(stop - 1, -1, -1):
        word = tokens[i].group()
        if word in ',;:!?"-' or word.lower() in _STOP:
            break
        words.insert(0, word)
    phrase = " ".join(words)
    starts = regex.match(r"(?:a|an|the|some|two|sources|leaders)\s", phrase, regex.IGNORECASE)
    if (
        not words
        or not starts
        or len(words) > 12
        or _FINITE.search(phrase)
        or not SPEAKERS.search(phrase)
        or _VERB.search(phrase)
    ):
        return None
    return tokens[stop - len(words)].start()


def _joins(tokens: list[regex.Match[str]], i: int) -> bool:
    """True for "Nair and Rawat said": names on both sides."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    return tokens[i - 1].group()[:1].isupper() and tokens[i + 1].group()[:1].isupper()


def _apposed(text: str, tokens: list[regex.Match[str]]) -> tuple[int, int] | None:
    """ "Ramesh Nair, the party's chief spokesperson, said"; "An RJD leader, who did not wish to be named, said"."""
    end = tokens[-1].start()
    edges = [0, *[t.end() for t in tokens if t.group() in ',;:"'][:-1]]
    starts = sorted({e for e in edges if e < end}, reverse=True)
    segments: list[tuple[int, int]] = []
    stop = end
    for s in starts[:4]:
        segments.append((s, stop))
        stop = regex.search(r"[,;:\"]?\s*$", text[:s]).start() if s else 0  # type: ignore[union-attr]
    kept: list[tuple[int, int]] = []
    for s, e in segments:
        piece = text[s:e].strip()
        if not piece or "¤" * 3 in piece:
            break
        if regex.match(
            r"(?:and\s+who|including|led|besides|like|who|whose|whom|which|when|while|speaking|requesting|asking|"
            r"wishing|seeking|not|under|on|in|at|after|himself|herself|however|meanwhile|too|though|now|then|"
            r"himself)\b",
            piece,
            regex.IGNORECASE,
        ):
            continue
        kept.append((s, e))
        if len(kept) == 2 or _person(piece):
            break
    if not kept:
        return None
    s, e = kept[0]
    if len(kept) == 2 and _phrase(text[kept[1][0] : kept[1][1]]) and _phrase(text[s:e]):
        s = kept[1][0]
    elif len(kept) == 1 or _phrase(text[s:e]):
        # "…, Ashok Mishra, said": the title may stand before the name
        s = _title_before(text, s)
    return _checked(text, *_tidy(text, s, e), apposed=True)


def _title_before(text: str, start: int) -> int:
    before = regex.search(r"(?:^|[,\"]\s*)((?:the|its|party's?|state|national)\s[^,\"]{3,80}),\s*$", text[:start])
    if before and _phrase(before.group(1)):
        return before.start(1)
    return start


def _phrase(piece: str) -> bool:
    return len(piece.split()) <= 14 and not _FINITE.search(piece)


def _person(piece: str) -> bool:
    if regex.match(r"(?:an?|the|some|two|its|one)\s", piece.strip(), regex.IGNORECASE):
        return False
    return regex.search(r"\p{Lu}[\p{L}.]+\s+\p{Lu}\p{L}+", piece) is not None and _phrase(piece)


def _inverted(text: str, m: regex.Match[str]) -> tuple[int, int] | None:
    found = _AFTER.match(text, m.end())
    if found is None:
        return None
    start, end = found.span("np")
    cut = _AFTER_END.search(text[start:end])
    if cut:
        end = start + cut.start()
    return _checked(text, *_tidy(text, start, end))


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """Without leading adverbs, relative clauses, and spaces."""
    while True:
        piece = text[start:end]
        lead = regex.match(r"[\s\"']+", piece) or _LEAD.match(piece)
        if not lead or not lead.end():
            break
        start += lead.end()
    rest = regex.search(
        r"\s+(?:(?:who|which|that)\b.*|(?:late\s+)?on\s+\w+day|here|today|yesterday)$|[\s\"']+$", text[start:end]
    )
    while rest and rest.group():
        end = start + rest.start()
        rest = regex.search(r"[\s\"']+$", text[start:end])
    return start, end


def _checked(text: str, start: int, end: int, apposed: bool = False) -> tuple[int, int] | None:
    """The span when it can be a speaker: short, with a name, a pronoun, or a noun for a person or a body."""
    piece = text[start:end]
    if regex.match(r"(?:neither|no\s+one|nobody|none)\b", piece, regex.IGNORECASE):
        return None
    if not piece or len(piece.split()) > 20:
        return None
    cut = regex.search(r"^.*\b(?:that|said|says|,)\s+(?=\S)", piece) if not apposed else None
    if cut and cut.end() < len(piece):
        start += cut.end()
        piece = text[start:end]
    if piece.lower() in _PRONOUNS - {"it", "him", "her", "them"}:
        return start, end
    if SPEAKERS.search(piece) or regex.search(r"\p{Lu}\p{Ll}|\p{Lu}{2}", piece):
        if _FINITE.search(piece) and not regex.search(r"\bwho\b", piece):
            return None
        return start, end
    return None


def _is_pronoun(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] : span[1]].lower() in _PRONOUNS


#: Nouns that can speak.
SPEAKERS: Final = regex.compile(
    r"\b(?:sources?|leaders?|spokes(?:person|man|woman|persons|people)|secretar(?:y|ies)|presidents?|chief|"
    r"convener|treasurer|ministers?|officials?|office-?bearers?|functionar(?:y|ies)|members?|aides?|"
    r"insiders?|people|persons?|person|party|unit|team|camp|committee|commission|statement|report|plan|"
    r"presentation|file|document|deck|note|survey|agency|pollster|analysts?|observers?|experts?|"
    r"psephologists?|"
    r"strategist|consultant|adviser|advisor|director|professor|mps?|mlas?|mlcs?|councillors?|legislators?|"
    r"veterans?|candidates?|in-?charge|chairperson|chairman|chair|general\s+secretary|ally|allies|rivals?|"
    r"opponents?|"
    r"one|another|both|some|others|head|coordinator|manager|editor|reporter|daily|newspaper|channel|blueprint|"
    r"report|release|associates?|close|outfit|front|alliance|opposition|"
    r"government|court|bench|researchers?|academics?|scholars?|workers?|managers?|firm|think-?tank|institute|"
    r"study|paper|colleagues?|confidants?|managers|employees?|staffers?|websites?|portal|magazine|weekly|blog|"
    r"network|broadcaster|lawyers?|loyalists?|cadres?|critics?|cell|wing|desk|bureau|department|association|"
    r"body|side|voices?|figures?|dissidents?|rebels?|section|faction|circles)\b",
    regex.IGNORECASE,
)
