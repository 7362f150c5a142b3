"""English attribution: "X said", "told reporters", "said X", "according to X", "it is learnt"; appositions and relative clauses."""

from __future__ import annotations

import regex

from khaka.claims import patterns_en as p
from khaka.claims.cues import DENY, SAY, SILENT, Attribution


def find(text: str) -> list[Attribution]:
    """Attributions of a masked English sentence, in order."""
    found: list[Attribution] = []
    silent = p.SAID_SILENTLY.search(text)
    for m in p.BY.finditer(text):
        np = _tidy(text, *m.span("np"))
        found.append(Attribution(m.start(), np[1], np, DENY if m["deny"] else SAY, _is_pronoun(text, np), wraps=True))
    for m in p.PARTICIPLE.finditer(text):
        np = _tidy(text, *m.span("np"))
        found.append(Attribution(m.start() + 1, np[1], np, DENY if m["deny"] else SAY, _is_pronoun(text, np)))
    found += [
        _per(text, m, False)
        for rule in (p.ACCORDING, p.BELIEVED, p.QUOTED, p.OWN, p.SHARED, p.DATA, p.AS_PUT, p.WORD_FROM, p.ASK)
        for m in rule.finditer(text)
    ]
    found += [_per(text, m, False) for rule in (p.WAS_ALL, p.IS_OF) for m in rule.finditer(text)]
    found += [Attribution(m.start(), m.end(), m.span("np"), SAY, True, wraps=True) for m in p.HIS_OWN.finditer(text)]
    found += [f for m in p.FOR.finditer(text) if (f := _for(text, m))]
    for m in p.VERB.finditer(text):
        if any(f.start < m.end() and m.start() < f.end for f in found):
            continue
        got = _of_verb(text, m)
        if got is not None:
            found.append(got)
    found += [f for m in p.SEES.finditer(text) if (f := _simple(text, m.start(), m.end()))]
    if not found:
        found += [f for m in p.ANY_TAIL.finditer(text) if (f := _tail(text, m))]
    if not found and not p.SUBORDINATE.match(text):
        found += [f for m in p.COMMENT.finditer(text) if (f := _comment(text, m))]
    if not found:
        plain = (m for m in p.ANY_THAT.finditer(text) if m["say"] not in p.NOT_SAYING)
        found += [f for m in plain if (f := _simple(text, m.start(), m.end("say")))]
    found += [_per(text, m, True) for m in p.CITING.finditer(text)]
    for m in p.PASSIVE.finditer(text):
        if p.IT_IS.search(m.group().lower()) and not any(f.start < m.end() and m.start() < f.end for f in found):
            found.append(Attribution(m.start(), m.end(), None, weak=True))
    if silent and not any(f.act != SILENT and f.end <= silent.start() and f.act == DENY for f in found):
        before = [f for f in found if f.end > silent.start()]
        if not found or before == found:
            speaker = _subject(text, silent.start())
            return [Attribution(0, silent.end(), speaker, SILENT)]
    found.sort(key=lambda f: (f.start, f.end))
    return found


def _for(text: str, m: regex.Match[str]) -> Attribution | None:
    """ "For X, it is a plan to shrink the party", when X is somebody."""
    start, end = m.span("np")
    clause = regex.search(r"\s+(?:who|whose|which|that)\b", text[start:end])
    if clause and not regex.fullmatch(
        r"(?:the\s+)?(?:people|those|someone|some)", text[start : start + clause.start()], regex.IGNORECASE
    ):
        end = start + clause.start()
    speaker = _checked(text, start, end)
    person = speaker and (
        regex.search(r"\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+", text[start:end]) or p.SPEAKERS.search(text[start:end])
    )
    return Attribution(m.start(), m.end("np"), speaker) if person else None


def _comment(text: str, m: regex.Match[str]) -> Attribution | None:
    """ "The projector gave up, a state treasurer remembers, and nobody minded": a clause of a role or a name beside a whole sentence."""
    before = text[: m.start()]
    clause = regex.search(r"[^,;:]*$", before)
    if len(before.split()) < 3 or clause is None or m["say"] in p.NOT_SAYING or p.FINITE.search(m["np"]):
        return None
    if not regex.search(r"\b\p{Ll}+(?:s|ed|t|n|d|ew|ook|ame)\b", before) or regex.search(
        r"^\s*(?:who|which)\b|\b(?:who|which|that)$", m["np"]
    ):
        return None
    speaker = _checked(text, *_tidy(text, *m.span("np")))
    if speaker is None:
        return None
    phrase = text[slice(*speaker)]
    if not (
        _person(phrase)
        or p.SPEAKERS.search(phrase)
        or regex.fullmatch(r"\p{Lu}\p{Ll}+", phrase)
        or _is_pronoun(text, speaker)
    ):
        return None
    return Attribution(speaker[0], m.end("say"), speaker, SAY, _is_pronoun(text, speaker))


def _tail(text: str, m: regex.Match[str]) -> Attribution | None:
    after = p.AFTER.match(text, m.end("say"))
    if after is None:
        return None
    start, end = after.span("np")
    cut = p.AFTER_END.search(text[start:end])
    speaker = _checked(text, *_tidy(text, start, start + cut.start() if cut else end))
    return Attribution(m.start("say"), speaker[1], speaker) if speaker else None


def _simple(text: str, start: int, end: int) -> Attribution | None:
    """An attribution from the subject of a verb that stands at ``start``."""
    last = regex.search(r"[\p{L}'-]+\s*$", text[:start])
    if last and last.group().strip().lower() in p.MODAL | p.BE | p.NOUNY:
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
    need = p.NEED_OBJECT.get(word)
    if word in ("found", "gives", "gave", "give") and not p.STUDY.search(text[: m.start()]):
        return None
    if (
        word in ("asked", "asks", "wondered")
        and regex.search(r"[\"?]\s*,?\s*[^\"]{0,60}$", text[: m.start()])
        and '"' in text[: m.start()]
    ):
        need = None
    if need and not regex.match(need, text[m.end() :]):
        return None
    if word in p.VERB_OR_NOUN and regex.match(
        r"\s+(?:speak|say|said|suggest|suggested|claim|claimed|have|had|were|are|was|is|put|gave|talk|spoke)\b",
        text[m.end() :],
    ):
        # "TV reports speak of a deal": a noun before its verb
        return None
    before = text[: m.start()].rstrip()
    prev = regex.search(r"[\p{L}'-]+$", before)
    last = prev.group().lower() if prev else ""
    if (
        last in p.MODAL
        or (last in p.BE and not m["phrasal"])
        or (word in p.VERB_OR_NOUN and (last in p.NOUNY or last.endswith("'s")))
    ):
        return None
    if word in p.BASE and before and before[-1] not in '",' and not (m["phrasal"] or _plural(text, m.start())):
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
        word in p.ACTS
        and not regex.match(r"[^.]*\bthat\b", text[m.end() :])
        and regex.match(r"\s+(?:(?:the|a|an|its|his|her|their|two|three|four)\b|\d)", text[m.end() :])
    ):
        return None
    speaker = _subject(text, m.start()) if before else None
    start, end = m.start(), m.end()
    aside = speaker and regex.search(
        r",\s*(?:meanwhile|however|too|though|in\s+turn|for\s+(?:its|his|her)\s+part|(?:\p{Ll}{3,}ing|who)\s[^,\"]{2,90})\s*,?$",
        before,
    )
    if (not before or before[-1] in '",') and word not in p.CALLS and word not in p.NEED_OBJECT and not aside:
        after = _inverted(text, m)
        if after is not None and (speaker is None or not _person(text[speaker[0] : speaker[1]])):
            speaker, end = after, after[1]
    if speaker is None:
        return None
    rest = text[m.end() :]
    deny = (
        bool(m["deny"])
        or regex.match(r"laugh|brush|shrug|wave|bat|swat|toss|sho[ot]t?.*down|pour|rul|took", word) is not None
    )
    if word in p.CALLS:
        if (
            not p.CALLED.match(rest)
            and not p.NEGATIVE.match(rest.lstrip())
            and not (word[0] in "td" and regex.match(r"[^.\"]{2,60}\sas\s", rest))
        ):
            return None
        deny = p.NEGATIVE.search(rest) is not None
    return Attribution(
        min(start, speaker[0]), max(end, speaker[1]), speaker, DENY if deny else SAY, _is_pronoun(text, speaker)
    )


def _plural(text: str, at: int) -> bool:
    """True where the subject before a verb is plural: by its last word, or by its head ("leaders present at the meeting")."""
    if p.PLURAL.search(text[:at].rstrip()):
        return True
    span = _subject(text, at)
    return span is not None and p.PLURAL_HEAD.match(text[span[0] : at]) is not None


def _subject(text: str, at: int) -> tuple[int, int] | None:
    """The noun phrase before a verb; steps over adverbs, appositions and relative clauses."""
    tokens = list(p.TOKEN.finditer(text, 0, at))
    while tokens and tokens[-1].group().lower() in p.ADVERBS:
        tokens.pop()
    if not tokens or tokens[-1].group() in '";:!?':
        return None
    # "Goenka smiled and said": the subject of both verbs
    joined = regex.search(
        r"\s(?:has|had|\p{Ll}{3,}(?:ed|s|k|w|t))(?:\s+(?:(?:his|her|its|the|a)\s+)?\p{Ll}+){0,3}?\s+(?:and|but|then)\s*$",
        text[:at],
    )
    if joined and joined.start() > 2:
        return _subject(text, joined.start())
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
        if word in ',;:!?"-' or len(taken) >= p.LONGEST:
            break
        lower = word.lower()
        if lower in p.STOP and not (lower == "as" and not taken):
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
        if word in ',;:!?"-' or word.lower() in p.STOP:
            break
        words.insert(0, word)
    phrase = " ".join(words)
    starts = regex.match(r"(?:a|an|the|some|two|sources|leaders)\s", phrase, regex.IGNORECASE)
    if (
        not words
        or not starts
        or len(words) > 12
        or p.FINITE.search(phrase)
        or not p.SPEAKERS.search(phrase)
        or p.VERB.search(phrase)
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
            r"(?:and\s+who|as|including|led|besides|like|who|whose|whom|which|when|while|speaking|requesting|asking|"
            r"wishing|seeking|not|shown|seen|accessed|reviewed|released|published|commissioned|conducted|carried|requesting|under|on|in|at|after|himself|herself|however|meanwhile|too|though|now|then|"
            r"himself|\p{Ll}{3,}ing)\b",
            piece,
            regex.IGNORECASE,
        ):
            continue
        kept.append((s, e))
        if len(kept) == 3 or _person(piece):
            break
    if not kept:
        return None
    if len(kept) == 3:
        if _person(text[slice(*kept[2])].strip()) and all(_phrase(text[slice(*k)]) for k in kept):
            # "Gurdev Mann, the party's coordinator, a lawyer by training, said"
            return _checked(text, *_tidy(text, kept[2][0], kept[1][1]), apposed=True)
        kept.pop()
    s, e = kept[0]
    if len(kept) == 2 and _phrase(text[kept[1][0] : kept[1][1]]) and _phrase(text[s:e]):
        s = kept[1][0]
    elif len(kept) == 1 or _phrase(text[s:e]):
        # "…, Ashok Mishra, said": the title may stand before the name
        s = _title_before(text, s)
    return _checked(text, *_tidy(text, s, e), apposed=True)


def _title_before(text: str, start: int) -> int:
    before = regex.search(r"(?:^\W*|[,\"]\s*)((?i:the|its|party's?|state|national)\s[^,\"]{3,80}),\s*$", text[:start])
    if before and _phrase(before.group(1)):
        return before.start(1)
    return start


def _phrase(piece: str) -> bool:
    """True for words without a verb of their own, but for a relative clause: "the consultancy that runs its campaign"."""
    return len(piece.split()) <= 14 and not p.FINITE.search(regex.split(r"\s(?:that|which|who)\s", piece)[0])


def _person(piece: str) -> bool:
    if regex.match(r"(?:an?|the|some|two|its|one)\s", piece.strip(), regex.IGNORECASE):
        return False
    return regex.search(r"\p{Lu}[\p{L}.]+\s+\p{Lu}\p{L}+", piece) is not None and _phrase(piece)


def _inverted(text: str, m: regex.Match[str]) -> tuple[int, int] | None:
    found = p.AFTER.match(text, m.end())
    if found is None:
        return None
    start, end = found.span("np")
    cut = p.AFTER_END.search(text[start:end])
    if cut:
        end = start + cut.start()
    start, end = _tidy(text, start, end)
    if regex.search(r"(?<![\p{L}-])\d", text[start:end]) and not regex.search(
        r"\p{Lu}[\p{L}.]+\s+\p{Lu}", text[start:end]
    ):
        return None
    anybody = regex.fullmatch(r"(?:the|an?|one)\s+(?:\p{Ll}[\p{L}-]*\s+){0,2}\p{Ll}[\p{L}-]+", text[start:end])
    if (
        anybody
        and not p.FINITE.search(text[start:end])
        and m.group().lower() in ("says", "said", "recalls", "adds")
        and regex.match(r"\s*(?:[,.;]|$|who\b|in\b|at\b)", text[end:])
    ):
        return start, end
    return _checked(text, start, end)


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """Without leading adverbs, relative clauses, and spaces."""
    while True:
        piece = text[start:end]
        lead = regex.match(r"[\s\"']+", piece) or p.LEAD.match(piece)
        if not lead or not lead.end():
            break
        start += lead.end()
    rest = regex.search(
        r"\s+(?:(?:who|which|that)\b.*|himself|herself|themselves|(?:late\s+)?on\s+\w+day|here|today|yesterday)$|[\s\"']+$",
        text[start:end],
    )
    while rest and rest.group():
        end = start + rest.start()
        rest = regex.search(r"[\s\"']+$", text[start:end])
    return start, end


def _checked(text: str, start: int, end: int, apposed: bool = False) -> tuple[int, int] | None:
    """The span when it can be a speaker: short, with a name, a pronoun, or a noun for a person or a body."""
    piece = text[start:end]
    if regex.match(r"(?:neither|no|nobody|none)\b", piece, regex.IGNORECASE):
        return None
    if regex.fullmatch(r"(?:a|the)\s+(?:second|third|fourth)|others", piece, regex.IGNORECASE):
        return start, end
    if not piece or len(piece.split()) > 20:
        return None
    cut = regex.search(r"^.*\b(?:that|said|says|,)\s+(?=\S)", piece) if not apposed else None
    if cut and cut.end() < len(piece):
        start += cut.end()
        piece = text[start:end]
    if piece.lower() in p.PRONOUNS - {"it", "him", "her", "them"}:
        return start, end
    if (
        piece.lower() == "it"
        and regex.search(r"[,\"]\s*$", text[:start])
        and regex.match(r"\s+\p{Ll}+\s*(?:[,.]|$)", text[end:])
    ):
        return start, end
    if p.SPEAKERS.search(piece) or regex.search(r"\p{Lu}\p{Ll}|\p{Lu}{2}", piece):
        if p.FINITE.search(piece) and not regex.search(r"\b(?:who|that|which)\b" if apposed else r"\bwho\b", piece):
            return None
        return start, end
    return None


def _is_pronoun(text: str, span: tuple[int, int]) -> bool:
    return text[span[0] : span[1]].lower() in p.PRONOUNS
