"""Whose word it is: from the words that name a speaker to side, kind and whether it is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import regex

from khaka.claims import side_words as cue
from khaka.claims.cues import listed, plain
from khaka.claims.names import Names
from khaka.claims.text import Folded, fold


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as a claim keeps them."""

    text: str | None
    kind: str
    side: str
    surname: str = ""

    @property
    def on_record(self) -> bool:
        """True for a named person or body."""
        return self.kind == "named"


REPORTER: Final = Speaker(None, "reporter", "unnamed")
NOT_ATTRIBUTED: Final = Speaker(None, "unnamed_sources", "unnamed")


@dataclass
class Cast:
    """Who has spoken in a report so far, so that "he" and a bare surname find their speaker.

    Parameters
    ----------
    names
        Parties and states by name.
    strategist
        Surnames of the strategist, found before the reading begins.
    spoken_of
        The report speaks of a strategist: "the firm" is theirs.
    firms
        Names, in lower case, of firms that plan campaigns.
    """

    names: Names
    strategist: frozenset[str] = frozenset()
    spoken_of: bool = False
    firms: frozenset[str] = frozenset()
    known: dict[str, Speaker] = field(default_factory=dict)
    last: Speaker | None = None
    person: Speaker | None = None
    last_named: Speaker | None = None
    last_source: Speaker | None = None
    body: Speaker | None = None
    sources: Speaker | None = None

    def speaker(self, printed: str, sentence: str, context: str = "") -> Speaker:
        """The speaker named by ``printed`` (folded from the sentence); remembered for later mentions."""
        found = self._resolve(printed, sentence, context)
        self.last = found
        if found.surname or found.kind != "named" or cue.TITLE.search(fold(printed)):
            self.person = found
        if found.kind == "named":
            self.last_named = found
        else:
            self.last_source = found
            if cue.SOURCES.search(fold(found.text or "")):
                self.sources = found
        if found.surname and found.kind == "named":
            self.known.setdefault(found.surname, found)
        return found

    def mention(self, printed: str, sentence: str, after: str = "") -> None:
        """Somebody who does something in a sentence without saying it: "he" in the next is they.

        Parameters
        ----------
        printed, sentence
            As in ``speaker``.
        after
            The words after the name, which may say what they are: "teaches politics".
        """
        low = fold(printed)
        surname = surname_of(printed)
        if not (
            surname
            or cue.TEAM.search(low)
            or cue.SOURCES.search(low)
            or cue.ROLE_PLURAL.search(low)
            or cue.TITLE.search(low)
        ):
            return
        if self.names.states_in(Folded(printed).text) and not surname:
            return
        self.speaker(printed, sentence, after if cue.SCHOLAR.match(after) else "")

    def body_of(self, printed: str) -> Speaker:
        """A party as a speaker."""
        return Speaker(printed, "named", "party_on_record")

    def pronoun(self, it: bool = False) -> Speaker:
        """The person who spoke last: a party says, but "he" is somebody. "It" is the party that acted last."""
        if it:
            return self.body or self.last or NOT_ATTRIBUTED
        return self.person or self.last or self.last_named or NOT_ATTRIBUTED

    def _resolve(self, printed: str, sentence: str, context: str) -> Speaker:
        low = fold(printed)
        surname = surname_of(printed)
        if surname and surname in self.known and not _TEAM_OF(low):
            before = self.known[surname]
            return (
                before
                if len(before.text or "") >= len(printed)
                else Speaker(printed, before.kind, before.side, surname)
            )
        alone = low.strip()
        by_first = [s for s in self.known.values() if s.text and " " not in alone and alone in fold(s.text).split()]
        if surname and surname not in self.known and len(by_first) == 1:
            # a first name alone: "बकौल नलिनी"
            return by_first[0]
        again = cue.DEFINITE.fullmatch(low.strip())
        if (
            again
            and not surname
            and self.last_source
            and self.last_source.text
            and f" {again['noun']} " in f" {fold(self.last_source.text)} "
        ):
            return self.last_source
        if (
            cue.BARE_SOURCE.fullmatch(low.strip())
            and self.sources
            and (" " in low.strip() or self.sources is self.last_source)
        ):
            # "the sources" are those who spoke, whoever spoke between; सूत्र alone only where nobody did
            return self.sources
        kind, side = self._judge(low, printed, sentence, context, surname)
        if kind == "definite":
            if self.last_source and not surname and cue.ROLE_PLURAL.search(low):
                return self.last_source
            kind, side = "named", "party_on_record"
        if kind == "same":
            if self.last_source is not None and self.last_source.text is not None:
                return self.last_source
            party = cue.ROLE_ANY.search(fold(sentence)) is not None
            return Speaker(printed, *(("party_sources", "party_sources") if party else ("unnamed_sources", "unnamed")))
        return Speaker(printed, kind, side, surname if kind == "named" else "")

    def _judge(self, low: str, printed: str, sentence: str, context: str, surname: str) -> tuple[str, str]:
        """Kind and side; the first rule that fits."""
        strategist = self._is_strategist(low)
        if self._of_firm(low, fold(context)):
            personal = regex.sub("|".join(map(regex.escape, sorted(self.firms))), " ", low) if self.firms else low
            person = surname and surname in personal and (cue.FIRM_HEAD.search(f"{low} {fold(context)}") or strategist)
            return ("named" if person else "team"), "strategist_side"
        if surname and cue.FORMER.search(low):
            return "named", "analyst"
        if cue.OFFICIAL.search(low) and not _PARTY_ONLY(low):
            return ("unnamed_sources" if cue.INDEFINITE.search(low) or cue.SOURCES.search(low) else "named"), "official"
        if cue.NEWS.search(low):
            return "unnamed_sources", "unnamed"
        if cue.PLACED.match(low):
            return "unnamed_sources", "unnamed"
        anonymous = cue.ANONYMOUS.search(fold(sentence)) is not None
        beside = fold(context)
        works = _WORKS_FOR.search(beside)
        if works and not strategist and self._is_strategist(beside) and not cue.OPPOSED.search(beside):
            return ("named" if surname else "team"), "strategist_side"
        if (cue.TEAM.search(low) and (strategist or (cue.HIS.search(low) and not cue.PARTY.search(low)))) or self._team(
            low
        ):
            if not (surname and cue.TITLE.search(low) and not cue.INDEFINITE.match(low)):
                return "team", "strategist_side"
            return "named", "strategist_side"
        if cue.STATEMENT.search(low):
            return "named", "party_on_record"
        if cue.SOURCES.search(low):
            return self._source(low, printed)
        if cue.ANALYST.search(low) or (
            surname
            and (cue.ANALYST.search(fold(context)) or cue.TEACHER.search(fold(context)) or cue.TEACHER.search(low))
        ):
            if cue.INDEFINITE_SURVEY.search(low) and not cue.TITLE.search(low):
                return "unnamed_sources", "analyst"
            return (
                "named" if surname or regex.search(r"agency|firm|institute|एजेंसी|संस्थ", low) else "unnamed_sources"
            ), "analyst"
        if strategist and surname:
            return "named", "strategist_side"
        if surname and not anonymous:
            return "named", "party_on_record"
        return self._nameless(low, printed, strategist)

    def _nameless(self, low: str, printed: str, strategist: bool) -> tuple[str, str]:
        """A speaker without a personal name: a role, a body, a document."""
        low = regex.sub(r"\s*\([^)]*\)\s*$", "", low)
        if cue.SAME.fullmatch(low.strip()):
            return "same", ""
        if strategist and not cue.INDEFINITE.search(low):
            return "named", "strategist_side"
        if cue.MEDIA.search(low):
            return "unnamed_sources", "unnamed"
        indefinite = cue.INDEFINITE.search(low)
        if cue.FACTION.search(low):
            return "party_sources", "party_sources"
        if cue.PEOPLE.search(low):
            inside = (cue.PARTY.search(low) or self._party(printed)) and (
                cue.ROLE_PLURAL.search(low) or cue.WITHIN.search(low)
            )
            return ("party_sources", "party_sources") if inside else ("unnamed_sources", "unnamed")
        if indefinite and cue.WITHIN.search(low) and cue.PARTY.search(low):
            return "party_sources", "party_sources"
        if cue.ROLE_PLURAL.search(low) and (
            indefinite
            or regex.search(
                r"\b(?:leaders|functionaries|office-bearers|members|ministers|mps|mlas|mlcs|legislators|workers|aides|"
                r"veterans|officials|critics|loyalists|presidents|chiefs|conveners|treasurers|coordinators|managers|organisers|volunteers|strategists|councillors|candidates|insiders)\b|(?:ों|ओं|यों|नेता|कार्यकर्ता|विधायक|पदाधिकारी|सदस्य)$",
                low,
            )
        ):
            if not indefinite and cue.OFFICE_HOLDER.search(low):
                return "named", "party_on_record"
            if regex.search(r"(?:प्रवक्ता|spokes)", low):
                return "named", "party_on_record"
            if regex.search(r"^(?:\w+\s+)?officials?\b|अधिकारी|अधिकारियों", low) and not cue.PARTY.search(low):
                return "unnamed_sources", "unnamed"
            return "party_sources", "party_sources"
        if regex.fullmatch(
            r"(?:the\s+)?(?:senior\s+)?(?:leader|functionary|office-?bearer|member|aide|official|source|person|"
            r"insider|mp|mla)",
            low,
        ) or regex.fullmatch(plain(r"(?:इस|उस|इन|उन|उक्त)\s+(?:नेता|पदाधिकारी|सदस्य|नेताओं)"), low):
            return "definite", ""
        if cue.STUDY.search(low) and not (cue.DEPARTMENT.search(low) and cue.PARTY.search(low)):
            return "unnamed_sources", "analyst"
        if cue.DOCUMENT.search(low):
            return "unnamed_sources", "unnamed"
        if indefinite and cue.TITLE.search(low) and not regex.search(r"प्रवक्ता|spokes", low):
            return "party_sources", "party_sources"
        if cue.TITLE.search(low) or cue.PARTY.search(low) or self._party(printed) or _OWN_CELL.search(low):
            return "named", "party_on_record"
        if cue.CAPITALISED.search(printed) or regex.search(r"\p{Devanagari}", printed):
            return "named", "party_on_record"
        return "unnamed_sources", "unnamed"

    def _source(self, low: str, printed: str) -> tuple[str, str]:
        if cue.OFFICIAL.search(low):
            return "unnamed_sources", "unnamed"
        if (
            cue.PARTY.search(low)
            or self._party(printed)
            or _SOURCES_IN.search(Folded(printed).text)
            or _LETTERS_HI.match(low)
        ):
            return "party_sources", "party_sources"
        return "unnamed_sources", "unnamed"

    def _team(self, low: str) -> bool:
        """A team or a firm that is the strategist's: not that of a party's own man, "Joshi's office"."""
        if (self.strategist or self.spoken_of or self.firms) and cue.FIRM.search(low) and not cue.PARTY.search(low):
            return True
        found = cue.TEAM_ANY.search(low)
        if found is None:
            return False
        owner = regex.search(r"(?P<en>[\p{L}]+)'s\s|(?P<hi>[\p{L}\p{M}]+)\s+की\s+टीम", low)
        return owner is None or (owner["en"] or owner["hi"]) not in self.known

    def _of_firm(self, low: str, context: str) -> bool:
        """True for a firm that plans campaigns, its head and its people: not for a party's man who met them."""
        if any(_word(name).search(low) for name in self.firms):
            return True
        if any(_word(name).search(context) for name in self.firms):
            return not cue.OPPOSED.search(context)
        return bool(self.firms) and _OF_THE_FIRM.search(low) is not None

    def _party(self, printed: str) -> bool:
        return bool(self.names.parties_in(Folded(printed).text))

    def _is_strategist(self, low: str) -> bool:
        if cue.STRATEGIST.search(low):
            return True
        return any(
            regex.search(rf"(?<![\p{{L}}\p{{M}}]){regex.escape(s)}(?![\p{{L}}\p{{M}}])", low) for s in self.strategist
        )


#: "who is with the strategist's firm", "who handles communications for the strategist", जो टीम में हैं
_WORKS_FOR: Final = regex.compile(
    plain(
        r"\b(?:who|whose)\b.*\b(?:(?:is|was|are|were)\s+(?:with|at|in|on|from|part\s+of|close\s+to|a\s+member|one\s+of|employed|engaged)|works?|worked|"
        r"has\s+worked|have\s+worked|handles?|runs?|heads?|leads?|looks\s+after|manages?|speaks?|assists?|advises|helps?|represents?|firm|team|"
        r"colleague|office)\b|(?:जो|जिस\S*|जिन\S*)\s.*(?:टीम|कंपनी|फर्म|दफ्तर|साथ|लिए|काम|करीबी|सहयोगी)"
    )
)


#: "the firm's founder", कंपनी की संचालक
_OF_THE_FIRM: Final = regex.compile(
    plain(
        r"\bits\s+(?:co-)?founder\b|\b(?:the|its|his|her)\s+(?:consultancy|firm|company|agency)\b|(?:कंपनी|फर्म)\s+(?:के|की|का)\s"
    )
)
#: "यूपीपीएल सूत्र": a body by its letters.
_LETTERS_HI: Final = regex.compile(
    plain(
        r"(?!पीटीआई|एएनआई|यूएनआई|टीवी|पीएम|सीएम|सीबीआई|ईसी|आईबी|ईडी|पीआईबी)(?:ए|बी|सी|डी|ई|एफ|जी|एच|आई|जे|के|एल|एम|एन|ओ|पी|क्यू|आर|एस|टी|यू|वी|डब्ल्यू|एक्स|वाई){3,}\s+(?:के\s+)?सूत्र"
    )
)
#: "sources in the CPI": a body by its letters.
_SOURCES_IN: Final = regex.compile(
    r"(?i:sources?\s+(?:in|within|inside|from)\s+the)\s+\p{Lu}{2,}(?:\([^)]*\))?$|^(?!PTI|ANI|UNI|TV|PM|EC)\p{Lu}{2,6}(?:\([^)]*\))?\s+(?i:sources?)$"
)


#: "its election cell"
_OWN_CELL: Final = regex.compile(
    plain(
        r"^(?:its|their|the\s+party's)\s.*\b(?:cell|wing|department|desk|unit)$|^(?:उसके|उसकी|पार्टी)\s.*(?:प्रकोष्ठ|विभाग|सेल|शाखा)$"
    )
)


@lru_cache(maxsize=512)
def _word(name: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}]){regex.escape(name)}(?![\p{{L}}\p{{M}}])")


def _TEAM_OF(low: str) -> bool:  # noqa: N802  (reads as the rule it stands for)
    """True for "Malkani's team": a surname that only says whose team it is."""
    return cue.TEAM.search(low) is not None or cue.SOURCES.search(low) is not None


def _PARTY_ONLY(low: str) -> bool:  # noqa: N802
    return regex.search(r"पार्टी|party\b", low) is not None and regex.search(r"आयोग|election\s+commission", low) is None


@lru_cache(maxsize=8192)
def surname_of(printed: str) -> str:
    """The last word of a personal name, folded; empty for a role, a body or a source."""
    folded = Folded(regex.sub(r"\([^)]*\)", " ", printed)).text
    if regex.search(r"\p{Devanagari}", folded):
        words = [w for w in folded.replace(",", " ").split() if w.lower() not in cue.HONORIFIC]
        if (
            not words
            or cue.NOT_A_NAME.search(words[-1])
            or cue.SOURCES.search(folded)
            or cue.ROLE_PLURAL.search(folded)
        ):
            return ""
        if cue.DOCUMENT.search(folded) or _common_hindi(words) or _not_personal(words):
            return ""
        return words[-1]
    names = _english_name(folded)
    return names[-1].lower().removesuffix("'s") if names else ""


_BEFORE_NOUN: Final = frozenset(listed(plain("का के की एक कुछ दो तीन कई अन्य दूसरे किसी इस उस इन उन ऐसे वाले वाली सभी तमाम")))
_COMMON_HINDI: Final = regex.compile(
    plain(
        r"(?:ों|ओं|यों|ियां|लोगों|वालों|पक्ष|नेतृत्व|कमेटी|सूत्र|सूत्रों|चैनल|अखबार|मीडिया|वेबसाइट|संस्थान|कंपनी|"
        r"सर्वे|सर्वेक्षण|विभाग|मोर्चे|परिषद|संघ|यूनियन|कोर्ट|अदालत|प्रशासन|करीबी|विशेषज्ञ|जानकार|विरोधियों|"
        r"विपक्ष|प्रस्तुति|योजना|रिपोर्ट|लोग|संगठन|शख्स|व्यक्ति|मंच|प्रकोष्ठ|इकाइयों|महासभा|परिवार|सेना|दलों|"
        r"जानकारों|विश्लेषकों|प्रवक्ताओं|स्लाइड|फाइल|दस्तावेज|टीम|जानकारी|जानकारियों|रिपोर्ट्स|खबर|खबरों|चर्चाओं|"
        r"अटकलों|एएनआई|पीटीआई|आयोग|आकलन|विश्लेषण|समीक्षा|बयान|नोट|विज्ञप्ति|दैनिक|पत्र|सर्वेयर|चैनलों|प्रकोष्ठ)$"
    )
)


def _not_personal(words: Sequence[str]) -> bool:
    """True for "पार्टी के धड़े", "एक धड़े": one word after a genitive or a number is no name."""
    return words[-1] in _BEFORE_NOUN or (len(words) > 1 and words[-2] in _BEFORE_NOUN)


def _common_hindi(words: Sequence[str]) -> bool:
    return _COMMON_HINDI.search(words[-1]) is not None


def _english_name(folded: str) -> list[str]:
    """The personal name of a phrase: capitalised words in a row that are no title and no body."""
    if cue.SOURCES.search(folded.lower()) and not regex.search(r"close\s+to", folded):
        return []
    runs: list[list[str]] = []
    if regex.match(r"(?:an?|one|some|two|three|several|another|many)\s", folded, regex.IGNORECASE):
        # "a newly elected MP from Uttar Pradesh": what follows the preposition is a place
        folded = regex.sub(r"\b(?:from|in|of|for|at)\b[^,]*", "", folded)
    for piece in regex.split(r",|\bof\b|\bfor\b|\bfrom\b|\bin\b|\bto\b|\bthe\b", folded):
        run: list[str] = []
        of_body = len(runs)
        for word in piece.split():
            bare = word.strip(".'\"")
            if _BODY.fullmatch(bare):
                run = []
                continue
            possessive = bare.endswith("'s")
            if (
                regex.match(r"\p{Lu}", bare)
                and not cue.ROLE_WORDS.match(bare)
                and not possessive
                and not regex.fullmatch(r"\p{Lu}{2,}(?:\(\p{Lu}\))?", bare)
            ):
                run.append(bare)
            else:
                runs.append(run)
                run = [] if not regex.fullmatch(r"\p{Lu}\.?", bare) else run
        if run and (cue.TITLE.search(piece) or cue.ROLE_PLURAL.search(piece.lower())):
            # "Telangana Rashtra Samithi leader Vinod Chary": what stands before the title is no name
            del runs[of_body:]
        runs.append(run)
    good = [r for r in runs if r and not _BODY.search(" ".join(r))]
    if not good:
        return []
    best = max(good, key=len)
    if _PLACE_BODY.search(folded) and len(best) <= 1:
        return []
    return best


_BODY: Final = regex.compile(
    r"\b(?:Party|Dal|Morcha|Congress|Sena|Samiti|League|Commission|Committee|Front|Sangh|Kazhagam|Trinamool|"
    r"Institute|Agency|Foundation|University|Polls?|Research)\b"
)
_PLACE_BODY: Final = regex.compile(
    r"\b(?:unit|team|camp|party|Party|Dal|Morcha|sources?|leaders?|rivals?|allies|ally|functionar(?:y|ies)|"
    r"workers|committee|front|government|legislators?|office-?bearers?)\b"
)
_STRATEGIST_NAME: Final = regex.compile(
    plain(
        r"(?:रणनीतिकार|चुनावी\s+सलाहकार|राजनीतिक\s+सलाहकार|चुनाव\s+सलाहकार|"
        r"कंसल्टेंट)\s+(?P<name>(?!(?:ने|को|की|के|का|से|और|भी|पर|में|या|ही|तो)\s)[\p{Devanagari}.]+(?:\s+[\p{Devanagari}.]+)?)(?=\s+(?:ने|को|की|के|का|से|और|भी|"
        r"बोले|पर|हैं|है|थे|ही|तो|कहते|मानते|बताते|चाहते|\()|\s*[,।])|"
        r"(?:पार्टी|दल|कांग्रेस|भाजपा|मोर्चे|मोर्चा|[\p{L}\p{M}]+)\s+को\s+(?P<name>[\p{Devanagari}.]+\s+[\p{Devanagari}.]+)\s+(?:चुनावी\s+)?सलाह\s+(?:देते|देती|दे)\s|"
    )
    + r"(?<=^\W*|[.\"]\s|\bparty's\s|\bthe\s)(?:Consultant|consultant)\s+(?P<name>\p{Lu}[\p{L}.]+\s+\p{Lu}[\p{L}.]+)|"
    + r"(?i:strategist|(?:poll|political|election|electoral|"
    r"campaign)\s+consultant|(?:poll|election|electoral|campaign)\s+(?:advis[eo]r|planner))(?:\s+(?:and\s+\w+\s+)?)(?P<name>\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.]+)*)"
    + r"|(?P<name>\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.]+)*),\s+(?:the|a|an)\s+(?:\w+[\s-]+){0,3}(?:strategist|"
    r"consultant|(?:poll|election|electoral|campaign)\s+advis[eo]r)\b"
)


_COMPANY: Final = regex.compile(
    plain(
        r"(?P<name>[\p{L}\p{M}-]{5,})\s+(?:research|labs?|analytics|consulting|consultants|strategies|advisors|advisory|associates|insights|data|solutions|"
        r"एनालिटिक्स|कंसल्टिंग|इनसाइट्स|रिसर्च|लैब्स|स्ट्रैटेजीज|एसोसिएट्स)"
    )
)


def firms(texts: Sequence[Folded]) -> frozenset[str]:
    """Names, in lower case, of the firms that a report calls consultancies, with their English form in brackets."""
    found: set[str] = set()
    for folded in texts:
        for m in cue.FIRM_NAME.finditer(folded.text):
            found.add(m["name"].strip().lower().removesuffix("'s"))
            bracket = regex.match(r"[\"']?\s*\(([^)]+)\)", folded.text[m.end() :])
            if bracket:
                found.add(bracket.group(1).strip().lower())
    # "Electra Research", and later "Electra"
    found |= {short["name"] for f in found if (short := _COMPANY.fullmatch(f))}
    return frozenset(f for f in found if len(f) > 3)


def strategists(texts: Sequence[Folded]) -> frozenset[str]:
    """Surnames of those whom a report calls strategist or consultant, with their English form in brackets."""
    found: set[str] = set()
    for folded in texts:
        # named so often without the word that the name stands for it
        found |= {m.group(1).lower() for m in regex.finditer(r"(?:Prashant|प्रशांत)\s+(Kishore?|किशोर)", folded.text)}
        for m in _STRATEGIST_NAME.finditer(folded.text):
            name = m["name"].split()
            found.add(name[-1].lower().removesuffix("'s").strip("."))
            bracket = regex.match(r"\s*\(([^)]+)\)", folded.text[m.end() :])
            if bracket:
                found.add(bracket.group(1).split()[-1].lower())
    stop = {plain(w) for w in ("की", "के", "का", "ने", "को", "से", "और", "भी")}
    return frozenset(f for f in found if len(f) > 2 and f not in stop)
