"""Whose word it is: from the words that name a speaker to side, kind and whether it is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from khaka.claims.cues import listed, plain
from khaka.claims.names import Names
from khaka.claims.text import Folded, fold


def _rule(hindi: str, english: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{plain(hindi)})|\b(?:{english})", regex.IGNORECASE)


_SOURCES: Final = _rule(r"सूत्र(?:ों|ो)?(?![\p{L}\p{M}])", r"sources?\b|insiders?\b")
_PEOPLE: Final = _rule(
    r"(?:लोगों|लोग|व्यक्ति|व्यक्तियों|जानकार|शख्स|अंदरूनी)(?![\p{L}\p{M}])", r"(?:people|persons?|someone|those|individuals?)\b"
)
_ROLE_PLURAL: Final = _rule(
    r"(?:नेता|नेताओं|पदाधिकारी|पदाधिकारियों|सदस्य|सदस्यों|कार्यकर्ता|कार्यकर्ताओं|विधायक|विधायकों|सांसद|"
    r"सांसदों|एमएलसी|पार्षद|पार्षदों|मंत्री|मंत्रियों|पूर्व\s+मंत्री|महासचिव|सचिव|अधिकारी|अधिकारियों|"
    r"रणनीतिकारों|दिग्गज|"
    r"करीबी|करीबियों|प्रत्याशी|उम्मीदवार|प्रबंधक|संयोजक|सिपहसालार|सहयोगी|सहकर्मी|सहकर्मियों|महासचिव|नेत्री|"
    r"उपाध्यक्ष|जिलाध्यक्ष|प्रभारी|प्रभारियों|अध्यक्षों|महासचिवों|सचिवों|जिलाध्यक्षों|मुख्यमंत्रियों|संयोजकों|"
    r"उम्मीदवारों|प्रत्याशियों|दिग्गजों|सहयोगियों|विरोधियों)$",
    r"(?:leaders?|functionar(?:y|ies)|office-?bearers?|members?|officials?|aides?|ministers?|mps?|mlas?|mlcs?|"
    r"councillors?|legislators?|veterans?|workers?|managers?|secretar(?:y|ies)|lawmakers?|candidates?|cadres?|"
    r"figures?|loyalists?|colleagues?|dissidents?|critics?|employees?|staffers?|general\s+secretar(?:y|ies))\b",
)
_FACTION: Final = _rule(
    r"धड़े|धड़ा|गुट|तबके|तबका|नेताओं\s+के\s+(?:एक\s+)?(?:खेमे|वर्ग)|असंतुष्ट",
    r"(?:section|faction|wing|group|camp)\s+of\b|dissidents?\b|rebels?\b|insiders?\b",
)
_ROLE_ANY: Final = _rule(
    r"(?:नेता|नेताओं|पदाधिकारी|पदाधिकारियों|सदस्यों|विधायकों|सांसदों|कार्यकर्ताओं)(?![\p{L}\p{M}])",
    r"(?:leaders|functionaries|office-?bearers|members|mps|mlas|legislators)\b",
)
_TITLE: Final = _rule(
    r"(?:प्रवक्ता|अध्यक्ष|महासचिव|सचिव|प्रभारी|संयोजक|कोषाध्यक्ष|नेता|मंत्री|मुख्यमंत्री|सांसद|विधायक|प्रमुख|"
    r"उपाध्यक्ष|प्रदेशाध्यक्ष|सुप्रीमो|मुखिया|महामंत्री|समन्वयक|पदाधिकारी)(?![\p{L}\p{M}])",
    r"(?:spokes(?:person|man|woman)|president|secretary|in-?charge|convener|treasurer|leader|minister|mp|mla|"
    r"chief|head|chair(?:man|person|woman)?|coordinator|general\s+secretary|organiser|vice-president)\b",
)
_SAME: Final = regex.compile(
    plain(
        r"(?:one|another|some|others|a\s+few|one\s+of\s+(?:them|these|those|whom)|both|a\s+(?:second|third)|"
        r"(?:उनमें|इनमें|जिनमें)\s+से\s+(?:एक|कुछ|दो|कई|किसी)|एक|दूसरे|एक\s+अन्य|अन्य|दोनों)"
    ),
    regex.IGNORECASE,
)
TITLED: Final = _TITLE
_PARTY: Final = _rule(
    r"(?:पार्टी|दल|मोर्चा|मोर्चे|आलाकमान|हाईकमान|प्रदेश\s+इकाई|इकाई|प्रदेश\s+कमेटी|गठबंधन|संगठन|कांग्रेस|"
    r"समिति|कमेटी|पैनल|खेमे|विपक्ष|नेतृत्व|जिला\s+कमेटी|मुख्यालय)(?![\p{L}\p{M}])",
    r"(?:party(?:'s)?|unit|high\s+command|front|alliance|outfit|committee|panel|bloc|leadership|camp|"
    r"headquarters|congress|dal|morcha|opposition|rivals?|ally|allies|organisation|state\s+leadership|"
    r"task\s+force)\b",
)
_TEAM: Final = _rule(
    r"(?:टीम|खेमे|खेमा|करीबी|करीबियों|नजदीकी|नजदीकियों|सहयोगी|सहयोगियों|दफ्तर|कार्यालय|कंपनी|संस्था|ओर|पक्ष|"
    r"निकट|साथी|साथियों|सहकर्मी|सहकर्मियों|कर्मचारी|कर्मचारियों|सूत्र|सूत्रों)(?![\p{L}\p{M}])",
    r"(?:team|camp|close\s+to|aides?|associates?|office|firm|company|outfit|confidants?|colleagues?|"
    r"employees?|staff|near|side|sources|people\s+around|circle|lieutenants?|representative)\b",
)
#: A team without "party" before it is the strategist's, whoever leads it.
_TEAM_ANY: Final = _rule(
    r"टीम\s+(?:के|में)\s+(?:एक\s+|कुछ\s+|दो\s+)?(?:[\p{L}\p{M}]+\s+)?(?:सदस्य|विश्लेषक|सहयोगी|व्यक्ति|कर्मचारी|युवा)|टीम$|की\s+टीम", r"the\s+team\b|[\p{L}]+'s\s+(?:team|camp|aides?|office)\b"
)
_FIRM: Final = _rule(r"(?:कंपनी|फर्म|संस्था)(?![\p{L}\p{M}])", r"(?:the|his|her|its)\s+(?:firm|company|consultancy)\b|\bfirm\b")
_HIS: Final = _rule(r"(?:उनकी|उनके|उस)(?=\s)", r"(?:his|her)\b")
_STRATEGIST: Final = _rule(
    r"(?:(?:चुनावी|राजनीतिक|चुनाव)\s+)?(?:रणनीतिकार(?!ों)|कंसल्टेंट)|(?:चुनावी|चुनाव)\s+सलाहकार|"
    r"प्रशांत\s+किशोर(?![\p{L}\p{M}])|पीके(?![\p{L}\p{M}])|आई-?पैक",
    r"(?:poll|election|political|campaign)?\s*strategist\b|(?:poll|election|political|"
    r"campaign)\s+consultant\b|prashant\s+kishore?\b|(?-i:PK)\b|i-?pac\b",
)
_ANALYST: Final = _rule(
    r"(?:(?:राजनीतिक|चुनाव)\s+)?(?:विश्लेषक|विश्लेषकों|विशेषज्ञ|विशेषज्ञों|जानकार|जानकारों|पर्यवेक्षक|"
    r"पर्यवेक्षकों|प्रोफेसर|प्रो\.|प्राध्यापक|शोधकर्ता|शोधार्थी|सर्वे|सर्वेक्षण|सर्वेयर|पोलस्टर|निदेशक|संस्था|"
    r"विज्ञानी|(?:राजनीति|समाज)\s+शास्त्री|एजेंसी\s+के\s+(?:प्रमुख|मुखिया|संस्थापक)|अर्थशास्त्री|इतिहासकार|समाजशास्त्री|टिप्पणीकार|सेफोलॉजिस्ट|समीक्षक|(?:लेखक|लेखकों)|"
    r"राजनीति\s+शास्त्री|संपादक|वरिष्ठ\s+पत्रकार|पत्रकार(?!\s+वार्ता)|अध्येता|संस्थान)(?![\p{L}\p{M}])",
    r"(?:analysts?|observers?|experts?|psephologists?|professor|academics?|pollsters?|researchers?|scholars?|"
    r"political\s+scientist|data\s+(?:reporter|journalist)|commentators?|agency's\s+(?:head|chief)|prof|authority\s+on|directors?|"
    r"researcher|(?:co-)?authors?\b|historian|economist|sociologist|survey\s+(?:agency|firm)|polling\s+(?:agency|firm)|columnist|"
    r"editor|survey|think-?tank|institute|statistician|(?:director|head|founder)\s+of\s+the\s+(?:agency|firm|"
    r"institute))\b",
)
#: "the employee": the one who was "an employee" before.
_DEFINITE: Final = regex.compile(
    plain(
        r"(?:the|this|that)\s+(?:same\s+|senior\s+)?(?P<noun>[\p{L}-]+(?:\s+[\p{L}-]+)?)|(?:इस|उस|इन|उन|उक्त|इसी|"
        r"उसी)\s+(?P<noun>[\p{L}\p{M}]+)|(?P<noun>महासचिव|सचिव|नेता|पदाधिकारी|सदस्य|अधिकारी|मंत्री|सांसद|विधायक)"
    ),
    regex.IGNORECASE,
)
#: "... teaches politics at a college", "... is a professor"
_SCHOLAR: Final = regex.compile(
    plain(
        r"[\s,]*(?:who\s+)?(?:teaches|taught|studies|researches|has\s+(?:studied|taught|tracked|covered)|(?:is|was)\s+an?\s+(?:[\p{L}-]+\s+){0,3}"
        r"(?:professor|analyst|psephologist|scholar|political\s+scientist|researcher|pollster|economist))\b"
    ),
    regex.IGNORECASE,
)
_TEACHER: Final = _rule(
    r"(?:राजनीति|राजनीति\s+शास्त्र|समाजशास्त्र|इतिहास|अर्थशास्त्र)\s+पढ़ा(?:ने|ते|ती|या)|पढ़ाने\s+वाले|शोध\s+(?:कर|कर\s+रहे)",
    r"(?:teaches|taught|studies|researches|who\s+has\s+(?:studied|tracked|covered))\b",
)
#: "the source", सूत्र: the one that spoke before.
_BARE_SOURCE: Final = regex.compile(plain(r"सूत्र|(?:इन|उन|उक्त|इसी)\s+सूत्र(?:ों)?|the\s+sources?"))
_INDEFINITE_SURVEY: Final = _rule(r"सर्वे(?:क्षण)?$", r"surveys?\b(?!\s+(?:agency|firm))")
_OFFICIAL: Final = _rule(
    r"आयोग(?![\p{L}\p{M}])|(?:चुनाव|निर्वाचन)\s+(?:आयोग|अधिकारी|आयुक्त)|मुख्य\s+निर्वाचन|(?:सुप्रीम|"
    r"हाई)\s+कोर्ट|अदालत|न्यायालय|जिला\s+(?:प्रशासन|कलेक्टर)|(?:निर्वाचन|चुनाव)\s+(?:कार्यालय|विभाग|पदाधिकारी)|जिलाधिकारी|कलेक्टर",
    r"election\s+commission(?:er)?|commission\b|returning\s+officer|electoral\s+(?:officer|office|commission)|(?:supreme|"
    r"high)\s+court|the\s+court\b|election\s+officials?|(?:poll|election)\s+(?:panel|body|watchdog)|(?-i:EC|ECI|CEO)\b|"
    r"district\s+(?:magistrate|collector)|(?:chief\s+)?election\s+officer",
)
#: Someone who held a neutral office, and comments.
_FORMER: Final = _rule(
    r"पूर्व\s+(?:मुख्य\s+)?(?:चुनाव|निर्वाचन)\s+(?:आयुक्त|अधिकारी)|पूर्व\s+(?:न्यायाधीश|नौकरशाह|नौकरशाहों)",
    r"(?:former|ex-?)\s*(?:chief\s+)?(?:election\s+commissioner|electoral\s+officer|judge|bureaucrat|cabinet\s+secretary)\b",
)
_STUDY: Final = _rule(r"(?:अध्ययन|शोध)(?![\p{L}\p{M}])", r"(?:study|research)\b")
_DOCUMENT: Final = _rule(
    r"(?:प्रस्तुति|प्रेजेंटेशन|प्रजेंटेशन|योजना|रिपोर्ट|रिपोर्टों|खाका|खाके|फाइल|दस्तावेज|दस्तावेजों|पत्र|नोट|"
    r"मसौदे|मसौदा|आंकड़ों|सूची|खबर|खबरों|मीडिया\s+रिपोर्ट\S*|स्लाइड|स्लाइडों|पर्चे|विज्ञप्ति|जानकारी|"
    r"जानकारियों|रिपोर्ट्स|चर्चाओं|अटकलों|संकेतों|आकलन|विश्लेषण|समीक्षा|अध्ययन)$",
    r"(?:presentation|plan|report|file|document|deck|note|blueprint|draft|slides?|papers?|list|figures|"
    r"results|assessment|analysis|estimate|review|audit|internal\s+survey)\b(?!')",
)
_MEDIA: Final = _rule(
    r"(?:समाचार\s+)?(?:एजेंसी|चैनल|अखबार|पीटीआई|एएनआई|मीडिया|वेबसाइट)(?![\p{L}\p{M}])",
    r"(?:website|portal|magazine|weekly|broadcaster)\b|news\s+(?:agency|channel|website|portal)|\b(?-i:ANI|"
    r"PTI|UNI|IANS)\b|newspaper|daily\b|channel\b|media\s+reports?|reports\b",
)
_NEWS: Final = _rule(
    r"दैनिक(?![\p{L}\p{M}])|वेबसाइट|पोर्टल|(?:समाचार|न्यूज)\s+एजेंसी|एएनआई|पीटीआई|मीडिया\s+रिपोर्ट|"
    r"समाचार\s+पत्र|अखबार|समाचार\s+चैनल|टीवी\s+चैनल|न्यूज\s+चैनल",
    r"(?:website|portal|magazine|weekly|broadcaster)\b|news\s+(?:agency|channel|website|portal|report)|"
    r"\bnewspaper\b|\bdaily\b|media\s+reports?",
)
_WITHIN: Final = _rule(r"(?:भीतर|अंदर|पार्टी\s+में|दल\s+में)", r"(?:within|inside|in)\s+(?:the|his|her|its|their)?\s*\p{L}")
_STATEMENT: Final = _rule(
    r"(?:बयान|विज्ञप्ति|प्रेस\s+नोट|घोषणापत्र|प्रस्ताव)",
    r"(?:statement|press\s+note|release|resolution|manifesto|communique|press\s+note)\b",
)
_INDEFINITE: Final = _rule(
    r"(?:एक|कुछ|दो|तीन|चार|कई|अन्य|दूसरे|एकाधिक|किसी|तमाम|बाकी|अधिकतर|ज्यादातर)(?=\s)",
    r"(?:an?|one|some|two|three|four|five|several|another|many|others?|multiple|few|at\s+least|both|most|other)\b",
)
_ANONYMOUS: Final = _rule(
    r"नाम\s+(?:न|नहीं|ना|जाहिर|उजागर|गुप्त|सार्वजनिक)|पहचान\s+(?:न|गुप्त|नहीं|उजागर|छिपा|जाहिर)|गोपनीयता|"
    r"नाम\s+\S+\s+(?:न|नहीं)",
    r"condition\s+of\s+anonymity|not\s+(?:want|wish)(?:ing)?\s+to\s+be\s+(?:named|identified|quoted)|"
    r"requested\s+anonymity|requesting\s+anonymity|asked\s+not\s+to\s+be|who\s+declined\s+to\s+be|"
    r"off\s+the\s+record|anonymously|not\s+to\s+be\s+(?:named|identified|quoted)|"
    r"unwilling\s+to\s+be\s+(?:named|identified|quoted)",
)
_HONORIFIC: Final = frozenset(
    listed(plain("श्री श्रीमती सुश्री डॉ डॉ. डा डा. प्रो प्रो. जी साहब कुमारी mr mrs ms dr prof shri smt the"))
)
_NOT_A_NAME: Final = regex.compile(
    plain(
        r"(?:प्रवक्ता|अध्यक्ष|महासचिव|सचिव|प्रभारी|संयोजक|कोषाध्यक्ष|मंत्री|मुख्यमंत्री|सांसद|विधायक|प्रमुख|"
        r"उपाध्यक्ष|निदेशक|नेता|महामंत्री|पार्टी|दल|आयोग|टीम|विश्लेषक|रणनीतिकार|एजेंसी|सदस्य|पदाधिकारी|समिति|"
        r"प्रदेशाध्यक्ष|आलाकमान|इकाई|मोर्चा|मोर्चे|सरकार|गठबंधन|कांग्रेस|खेमे|समन्वयक|नेतृत्व)$"
    )
)
_CAPITALISED: Final = regex.compile(r"\b\p{Lu}[\p{L}\p{M}'.-]*")
_ROLE_WORDS: Final = regex.compile(
    r"^(?:party|state|national|senior|general|chief|political|poll|media|bjp|congress|rjd|sp|bsp|jd|aicc|pcc|"
    r"dmk|the|a|an|treasurer|president|secretary|spokesperson|spokesman|spokeswoman|leader|leaders|sources?|"
    r"election|commission|lok|sabha|rajya|vidhan|mp|mla|minister|former|its|their|his|her|data|survey|"
    r"in-charge|convener|observers?|insiders?|members?|officials?|analysts?|experts?|committee|director|"
    r"professor|dr|mr|mrs|"
    r"ms|prof|shri|smt|some|two|three|one|another|several|many|few|other|both|aides?|sources|people|persons?|"
    r"dal|morcha|janata|samaj|unit|team|all|india|new|delhi|chairman|chairperson|head|vice|joint|organising|"
    r"union|home|prime|deputy|district|block|youth|women's|working|opposition|bloc|alliance|front|press|"
    r"social|north|south|east|west|most|neither|no|even|when|asked|speaking|legislators?|rivals?|veterans?|"
    r"party's|functionar(?:y|ies)|office-bearers?|a\.|pollsters?|strategists?|consultants?|psephologists?|i|"
    r"we|it|this|that|there|if|but|and)$",
    regex.IGNORECASE,
)


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
    """

    names: Names
    strategist: frozenset[str] = frozenset()
    known: dict[str, Speaker] = field(default_factory=dict)
    last: Speaker | None = None
    person: Speaker | None = None
    last_named: Speaker | None = None
    last_source: Speaker | None = None
    body: Speaker | None = None

    def speaker(self, printed: str, sentence: str, context: str = "") -> Speaker:
        """The speaker named by ``printed`` (folded from the sentence); remembered for later mentions."""
        found = self._resolve(printed, sentence, context)
        self.last = found
        if found.surname or found.kind != "named" or _TITLE.search(fold(printed)):
            self.person = found
        if found.kind == "named":
            self.last_named = found
        else:
            self.last_source = found
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
        if not (surname or _TEAM.search(low) or _SOURCES.search(low) or _ROLE_PLURAL.search(low) or _TITLE.search(low)):
            return
        if self.names.states_in(Folded(printed).text) and not surname:
            return
        self.speaker(printed, sentence, after if _SCHOLAR.match(after) else "")

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
        again = _DEFINITE.fullmatch(low.strip())
        if (
            again
            and not surname
            and self.last_source
            and self.last_source.text
            and f" {again['noun']} " in f" {fold(self.last_source.text)} "
        ):
            return self.last_source
        if _BARE_SOURCE.fullmatch(low.strip()) and self.last_source and _SOURCES.search(fold(self.last_source.text or "")):
            return self.last_source
        kind, side = self._judge(low, printed, sentence, context, surname)
        if kind == "definite":
            if self.last_source and not surname and _ROLE_PLURAL.search(low):
                return self.last_source
            kind, side = "named", "party_on_record"
        if kind == "same":
            if self.last_source is not None and self.last_source.text is not None:
                return self.last_source
            party = _ROLE_ANY.search(fold(sentence)) is not None
            return Speaker(printed, *(("party_sources", "party_sources") if party else ("unnamed_sources", "unnamed")))
        return Speaker(printed, kind, side, surname if kind == "named" else "")

    def _judge(self, low: str, printed: str, sentence: str, context: str, surname: str) -> tuple[str, str]:
        """Kind and side; the first rule that fits."""
        strategist = self._is_strategist(low)
        if surname and _FORMER.search(low):
            return "named", "analyst"
        if _OFFICIAL.search(low) and not _PARTY_ONLY(low):
            return ("unnamed_sources" if _INDEFINITE.search(low) or _SOURCES.search(low) else "named"), "official"
        if _NEWS.search(low):
            return "unnamed_sources", "unnamed"
        anonymous = _ANONYMOUS.search(fold(sentence)) is not None
        if (_TEAM.search(low) and (strategist or (_HIS.search(low) and not _PARTY.search(low)))) or self._team(low):
            if not (surname and _TITLE.search(low) and not _INDEFINITE.match(low)):
                return "team", "strategist_side"
            return "named", "strategist_side"
        if _STATEMENT.search(low):
            return "named", "party_on_record"
        if _SOURCES.search(low):
            return self._source(low, printed)
        if _ANALYST.search(low) or (surname and (_ANALYST.search(fold(context)) or _TEACHER.search(fold(context)) or _TEACHER.search(low))):
            if _INDEFINITE_SURVEY.search(low) and not _TITLE.search(low):
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
        if _SAME.fullmatch(low.strip()):
            return "same", ""
        if strategist and not _INDEFINITE.search(low):
            return "named", "strategist_side"
        if _MEDIA.search(low):
            return "unnamed_sources", "unnamed"
        indefinite = _INDEFINITE.search(low)
        if _FACTION.search(low):
            return "party_sources", "party_sources"
        if _PEOPLE.search(low):
            inside = _PARTY.search(low) and (_ROLE_PLURAL.search(low) or _WITHIN.search(low))
            return ("party_sources", "party_sources") if inside else ("unnamed_sources", "unnamed")
        if indefinite and _WITHIN.search(low) and _PARTY.search(low):
            return "party_sources", "party_sources"
        if _ROLE_PLURAL.search(low) and (
            indefinite
            or regex.search(
                r"\b(?:leaders|functionaries|office-bearers|members|ministers|mps|mlas|mlcs|legislators|workers|aides|"
                r"veterans|officials|critics|loyalists)\b|(?:ओं|यों|नेता|कार्यकर्ता|विधायक|पदाधिकारी|सदस्य)$",
                low,
            )
        ):
            if regex.search(r"(?:प्रवक्ता|spokes)", low):
                return "named", "party_on_record"
            if regex.search(r"^(?:\w+\s+)?officials?\b|अधिकारी|अधिकारियों", low) and not _PARTY.search(low):
                return "unnamed_sources", "unnamed"
            return "party_sources", "party_sources"
        if regex.fullmatch(
            r"(?:the\s+)?(?:senior\s+)?(?:leader|functionary|office-?bearer|member|aide|official|source|person|"
            r"insider|mp|mla)",
            low,
        ) or regex.fullmatch(plain(r"(?:इस|उस|इन|उन|उक्त)\s+(?:नेता|पदाधिकारी|सदस्य|नेताओं)"), low):
            return "definite", ""
        if _STUDY.search(low):
            return "unnamed_sources", "analyst"
        if _DOCUMENT.search(low):
            return "unnamed_sources", "unnamed"
        if indefinite and _TITLE.search(low) and not regex.search(r"प्रवक्ता|spokes", low):
            return "party_sources", "party_sources"
        if _TITLE.search(low) or _PARTY.search(low) or self._party(printed):
            return "named", "party_on_record"
        if _CAPITALISED.search(printed) or regex.search(r"\p{Devanagari}", printed):
            return "named", "party_on_record"
        return "unnamed_sources", "unnamed"

    def _source(self, low: str, printed: str) -> tuple[str, str]:
        if _OFFICIAL.search(low):
            return "unnamed_sources", "unnamed"
        if _PARTY.search(low) or self._party(printed):
            return "party_sources", "party_sources"
        return "unnamed_sources", "unnamed"

    def _team(self, low: str) -> bool:
        """A team or a firm that is the strategist's: not that of a party's own man, "Joshi's office"."""
        if self.strategist and _FIRM.search(low) and not _PARTY.search(low):
            return True
        found = _TEAM_ANY.search(low)
        if found is None:
            return False
        owner = regex.search(r"(?P<en>[\p{L}]+)'s\s|(?P<hi>[\p{L}\p{M}]+)\s+की\s+टीम", low)
        return owner is None or (owner["en"] or owner["hi"]) not in self.known

    def _party(self, printed: str) -> bool:
        return bool(self.names.parties_in(Folded(printed).text))

    def _is_strategist(self, low: str) -> bool:
        if _STRATEGIST.search(low):
            return True
        return any(
            regex.search(rf"(?<![\p{{L}}\p{{M}}]){regex.escape(s)}(?![\p{{L}}\p{{M}}])", low) for s in self.strategist
        )


def _TEAM_OF(low: str) -> bool:  # noqa: N802  (reads as the rule it stands for)
    """True for "Malkani's team": a surname that only says whose team it is."""
    return _TEAM.search(low) is not None or _SOURCES.search(low) is not None


def _PARTY_ONLY(low: str) -> bool:  # noqa: N802
    return regex.search(r"पार्टी|party\b", low) is not None and regex.search(r"आयोग|election\s+commission", low) is None


def surname_of(printed: str) -> str:
    """The last word of a personal name, folded; empty for a role, a body or a source."""
    folded = Folded(regex.sub(r"\([^)]*\)", " ", printed)).text
    if regex.search(r"\p{Devanagari}", folded):
        words = [w for w in folded.replace(",", " ").split() if w.lower() not in _HONORIFIC]
        if not words or _NOT_A_NAME.search(words[-1]) or _SOURCES.search(folded) or _ROLE_PLURAL.search(folded):
            return ""
        if _DOCUMENT.search(folded) or _common_hindi(words) or _not_personal(words):
            return ""
        return words[-1]
    names = _english_name(folded)
    return names[-1].lower().removesuffix("'s") if names else ""


_BEFORE_NOUN: Final = frozenset(listed(plain("का के की एक कुछ दो तीन कई अन्य दूसरे किसी इस उस इन उन ऐसे वाले वाली सभी तमाम")))
_COMMON_HINDI: Final = regex.compile(
    plain(
        r"(?:ओं|यों|ियां|लोगों|वालों|पक्ष|नेतृत्व|कमेटी|सूत्र|सूत्रों|चैनल|अखबार|मीडिया|वेबसाइट|संस्थान|कंपनी|"
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
    if _SOURCES.search(folded.lower()) and not regex.search(r"close\s+to", folded):
        return []
    runs: list[list[str]] = []
    for piece in regex.split(r",|\bof\b|\bfor\b|\bfrom\b|\bin\b|\bto\b|\bthe\b", folded):
        run: list[str] = []
        for word in piece.split():
            bare = word.strip(".'\"")
            if _BODY.fullmatch(bare):
                run = []
                continue
            possessive = bare.endswith("'s")
            if (
                regex.match(r"\p{Lu}", bare)
                and not _ROLE_WORDS.match(bare)
                and not possessive
                and not regex.fullmatch(r"\p{Lu}{2,}(?:\(\p{Lu}\))?", bare)
            ):
                run.append(bare)
            else:
                runs.append(run)
                run = [] if not regex.fullmatch(r"\p{Lu}\.?", bare) else run
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
        r"बोले|पर|\())|"
    )
    + r"(?i:strategist|(?:poll|political|election|"
    r"campaign)\s+consultant)(?:\s+(?:and\s+\w+\s+)?)(?P<name>\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.]+)*)"
    + r"|(?P<name>\p{Lu}[\p{L}.]+(?:\s+\p{Lu}[\p{L}.]+)*),\s+(?:the|a|an)\s+(?:\w+[\s-]+){0,3}(?:strategist|"
    r"consultant)\b"
)


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
