"""Words that say whose word it is: sources, roles, teams, analysts, offices, and what is no personal name."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import listed, plain


def _rule(hindi: str, english: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{plain(hindi)})|\b(?:{english})", regex.IGNORECASE)


SOURCES: Final = _rule(r"सूत्र(?:ों|ो)?(?![\p{L}\p{M}])", r"sources?\b|insiders?\b")
PEOPLE: Final = _rule(
    r"(?:लोगों|लोग|व्यक्ति|व्यक्तियों|जानकार|शख्स|अंदरूनी)(?![\p{L}\p{M}])", r"(?:people|persons?|someone|those|individuals?)\b"
)
ROLE_PLURAL: Final = _rule(
    r"(?:नेता|नेताओं|पदाधिकारी|पदाधिकारियों|सदस्य|सदस्यों|कार्यकर्ता|कार्यकर्ताओं|विधायक|विधायकों|सांसद|"
    r"सांसदों|एमएलसी|पार्षद|पार्षदों|मंत्री|मंत्रियों|पूर्व\s+मंत्री|महासचिव|सचिव|अधिकारी|अधिकारियों|"
    r"रणनीतिकारों|दिग्गज|"
    r"करीबी|करीबियों|प्रत्याशी|उम्मीदवार|प्रबंधक|संयोजक|सिपहसालार|सहयोगी|सहकर्मी|सहकर्मियों|महासचिव|नेत्री|"
    r"उपाध्यक्ष|जिलाध्यक्ष|प्रभारी|प्रभारियों|अध्यक्षों|महासचिवों|सचिवों|जिलाध्यक्षों|मुख्यमंत्रियों|संयोजकों|"
    r"प्रतिनिधि|प्रतिनिधियों|कोऑर्डिनेटर|कोऑर्डिनेटरों|पुराने\s+चेहरे|"
    r"उम्मीदवारों|प्रत्याशियों|दिग्गजों|सहयोगियों|विरोधियों|प्रबंधकों|रणनीतिकारों|प्रवक्ताओं|कोषाध्यक्ष|कोषाध्यक्षों)$",
    r"(?:leaders?|functionar(?:y|ies)|office-?bearers?|members?|officials?|aides?|ministers?|mps?|mlas?|mlcs?|"
    r"councillors?|legislators?|veterans?|workers?|managers?|secretar(?:y|ies)|lawmakers?|candidates?|cadres?|"
    r"old-?timers?|old\s+hands?|stalwarts?|delegates?|hands|heavyweights?|"
    r"figures?|loyalists?|colleagues?|dissidents?|critics?|employees?|staffers?|general\s+secretar(?:y|ies)|presidents|chiefs|conveners|treasurers|coordinators|heads|organisers?|strategists)\b",
)
FACTION: Final = _rule(
    r"धड़े|धड़ा|गुट|तबके|तबका|नेताओं\s+के\s+(?:एक\s+)?(?:खेमे|वर्ग)|असंतुष्ट",
    r"(?:section|faction|wing|group|camp)\s+of\b|dissidents?\b|rebels?\b|insiders?\b",
)
ROLE_ANY: Final = _rule(
    r"(?:नेता|नेताओं|पदाधिकारी|पदाधिकारियों|सदस्यों|विधायकों|सांसदों|कार्यकर्ताओं)(?![\p{L}\p{M}])",
    r"(?:leaders|functionaries|office-?bearers|members|mps|mlas|legislators)\b",
)
TITLE: Final = _rule(
    r"(?:प्रवक्ता|अध्यक्ष|महासचिव|सचिव|प्रभारी|संयोजक|कोषाध्यक्ष|नेता|मंत्री|मुख्यमंत्री|सांसद|विधायक|प्रमुख|"
    r"उपाध्यक्ष|प्रदेशाध्यक्ष|सुप्रीमो|मुखिया|महामंत्री|समन्वयक|पदाधिकारी)(?![\p{L}\p{M}])",
    r"(?:spokes(?:person|man|woman)|president|secretary|in-?charge|convener|treasurer|leader|minister|mp|mla|"
    r"chief|head|deputy|chair(?:man|person|woman)?|coordinator|general\s+secretary|organiser|vice-president)\b",
)
SAME: Final = regex.compile(
    plain(
        r"(?:one|another|some|others|a\s+few|one\s+of\s+(?:them|these|those|whom)|both|a\s+(?:second|third)|"
        r"(?:उनमें|इनमें|जिनमें)\s+से\s+(?:एक|कुछ|दो|कई|किसी)|एक|दूसरे|एक\s+अन्य|अन्य|दोनों)"
    ),
    regex.IGNORECASE,
)
TITLED: Final = TITLE
PARTY: Final = _rule(
    r"(?:पार्टी|दल|मोर्चा|मोर्चे|आलाकमान|हाईकमान|प्रदेश\s+इकाई|इकाई|प्रदेश\s+कमेटी|गठबंधन|संगठन|कांग्रेस|"
    r"समिति|कमेटी|पैनल|खेमे|विपक्ष|नेतृत्व|जिला\s+कमेटी|मुख्यालय)(?![\p{L}\p{M}])",
    r"(?:party(?:'s)?|unit|high\s+command|front|alliance|outfit|committee|panel|bloc|leadership|camp|"
    r"headquarters|congress|dal|morcha|opposition|rivals?|ally|allies|organisation|state\s+leadership|"
    r"task\s+force)\b",
)
TEAM: Final = _rule(
    r"(?:टीम|खेमे|खेमा|करीबी|करीबियों|नजदीकी|नजदीकियों|सहयोगी|सहयोगियों|दफ्तर|कार्यालय|कंपनी|संस्था|ओर|पक्ष|"
    r"साथ\s+काम\s+कर\S*|लिए\s+काम\s+कर\S*|काम\s+देख\S*|युवक|युवती|युवा|निकट|साथी|साथियों|सहकर्मी|सहकर्मियों|कर्मचारी|कर्मचारियों|सूत्र|सूत्रों)(?![\p{L}\p{M}])",
    r"(?:works?\s+(?:with|for|alongside|under)|worked\s+(?:with|for|alongside|under)|working\s+(?:with|for|alongside|under)|engaged\s+by|hired\s+by|"
    r"employed\s+by|speaks?\s+for|speaking\s+for|team|camp|close\s+to|aides?|associates?|office|firm|company|outfit|confidants?|colleagues?|"
    r"employees?|staff|near|side|sources|people\s+around|circle|lieutenants?|representative)\b",
)
#: A team without "party" before it is the strategist's, whoever leads it.
TEAM_ANY: Final = _rule(
    r"टीम\s+(?!ने|को|का|की|के|से|में|पर)[\p{L}\p{M}]+$|टीम\s+(?:के|में)\s+(?:एक\s+|कुछ\s+|दो\s+)?(?:[\p{L}\p{M}]+\s+)?(?:सदस्य|विश्लेषक|सहयोगी|व्यक्ति|कर्मचारी|युवा)|टीम$|की\s+टीम",
    r"^team\s+\p{L}+$|the\s+team\b|[\p{L}]+'s\s+(?:team|camp|aides?|office)\b",
)
#: Who leads a firm speaks for it by name; its staff are its team.
FIRM_HEAD: Final = _rule(
    r"संचालक|संचालिका|निदेशक|संस्थापक|प्रमुख|मुखिया|साझेदार|मालिक|प्रबंध\s+निदेशक|सीईओ",
    r"(?:co-)?founder|whose\s+(?:\p{Ll}+\s+)?(?:consultancy|firm)|director|head|chief|partner|owner|managing\s+director|proprietor|ceo\b",
)
#: "Boothwise, the consultancy that works for the party", "strategy firm Loksutra", रणनीति कंपनी 'लोकसूत्र'
FIRM_NAME: Final = regex.compile(
    plain(
        r"(?P<name>\p{Lu}[\p{L}.-]+(?:\s+\p{Lu}[\p{L}.-]+){0,2}),\s+(?:the|an?)\s+(?:[\p{Ll}-]+\s+){0,3}(?:consultancy|\p{Lu}\p{Ll}+-based\s+agency|(?:strategy|campaign|poll|election|political|"
        r"advisory)\s+(?:firm|company|outfit|agency))\b|(?:the|an?)\s+(?:[\p{Ll}-]+\s+){0,2}?consultancy,?\s+(?:called\s+|named\s+)?\"?(?P<name>\p{Lu}[\p{L}.-]+(?:\s+\p{Lu}[\p{L}.-]+){0,2})|"
        r"(?:\p{Lu}\p{Ll}+-based\s+agency|(?:strategy|campaign|poll|election|political|advisory)\s+(?:firm|company|consultancy|outfit|agency)|\bwhose\s+(?:\p{Ll}+\s+)?(?:consultancy|firm)),?\s+(?:called\s+|named\s+)?[\"']?(?P<name>\p{Lu}[\p{L}.-]+(?:\s+\p{Lu}[\p{L}.-]+){0,2})|"
        r"(?:रणनीति(?:क)?|चुनावी|चुनाव|राजनीतिक|परामर्श|सलाहकार|प्रचार)\s+(?:(?:सलाहकार|परामर्श|प्रबंधन|रणनीति)\s+)?(?:कंपनी|फर्म|संस्था|एजेंसी)\s+[\"'](?P<name>[\p{L}\p{M}\s-]{2,30})[\"']|"
        r"(?:[\p{L}\p{M}]+|पेशेवर)\s+की\s+(?:कंपनी|फर्म)\s+[\"'](?P<name>[\p{L}\p{M}\s-]{2,30})[\"']|"
        r"(?:रणनीति|प्रचार|चुनावी\s+काम|अभियान|चुनाव\s+प्रबंधन)(?:\s+का\s+काम)?\s+(?:देख|संभाल|बना)\s+रही\s+(?:[\p{L}\p{M}]+\s+){0,2}(?:कंपनी|फर्म|संस्था|एजेंसी)\s+[\"']?(?P<name>[\p{L}\p{M}-]{2,30})"
    )
)
FIRM: Final = _rule(
    r"(?:कंपनी|फर्म|संस्था)(?![\p{L}\p{M}])", r"(?:the|his|her|its)\s+(?:firm|company|consultancy)\b|\bfirm\b"
)
HIS: Final = _rule(r"(?:उनकी|उनके|उस)(?=\s)", r"(?:his|her)\b")
STRATEGIST: Final = _rule(
    r"(?:(?:चुनावी|राजनीतिक|चुनाव)\s+)?(?:रणनीतिकार(?!ों)|कंसल्टेंट)|(?:चुनावी|चुनाव|राजनीतिक)\s+(?:सलाहकार|परामर्शदाता)|"
    r"प्रशांत\s+किशोर(?![\p{L}\p{M}])|पीके(?![\p{L}\p{M}])|आई-?पैक",
    r"(?:poll|election|political|campaign)?\s*strategist\b|(?:poll|election|political|electoral|"
    r"campaign)\s+consultants?\b|(?:poll|election|electoral|campaign)\s+(?:advis[eo]rs?|planners?)\b|prashant\s+kishore?\b|(?-i:PK)\b|i-?pac\b",
)
ANALYST: Final = _rule(
    r"(?:(?:राजनीतिक|चुनाव)\s+)?(?:विश्लेषक|विश्लेषकों|विशेषज्ञ|विशेषज्ञों|जानकार|जानकारों|पर्यवेक्षक|"
    r"पर्यवेक्षकों|प्रेक्षक|प्रेक्षकों|प्रोफेसर|प्रो\.|प्राध्यापक|शोधकर्ता|शोधार्थी|सर्वे|सर्वेक्षण|सर्वेयर|पोलस्टर|निदेशक|संस्था|"
    r"विज्ञानी|(?:राजनीति|समाज)\s+शास्त्री|एजेंसी\s+के\s+(?:प्रमुख|मुखिया|संस्थापक)|अर्थशास्त्री|इतिहासकार|समाजशास्त्री|टिप्पणीकार|सेफोलॉजिस्ट|समीक्षक|(?:लेखक|लेखकों)|"
    r"राजनीति\s+शास्त्री|संपादक|वरिष्ठ\s+पत्रकार|पत्रकार(?!\s+वार्ता)|[\p{L}\p{M}]+(?:विद|शास्त्री|विज्ञानी|वेत्ता)|अध्येता|संस्थान)(?![\p{L}\p{M}])",
    r"(?:analysts?|observers?|experts?|psephologists?|professor|academics?|pollsters?|researchers?|scholars?|"
    r"political\s+scientist|data\s+(?:reporter|journalist)|commentators?|agency's\s+(?:head|chief)|prof|authority\s+on|directors?|"
    r"(?:election|political|voting)\s+scholar|researcher|(?:co-)?authors?\b|historian|economist|demographer|mathematician|\p{L}+ologist|lecturer|sociologist|survey\s+(?:agency|firm)|polling\s+(?:agency|firm)|columnist|"
    r"editor|survey|cent(?:re|er)\s+for|think-?tank|institute|statistician|(?:director|head|founder)\s+of\s+the\s+(?:agency|firm|"
    r"institute))\b",
)
#: "the employee": the one who was "an employee" before.
DEFINITE: Final = regex.compile(
    plain(
        r"(?:the|this|that)\s+(?:same\s+|senior\s+)?(?P<noun>[\p{L}-]+(?:\s+[\p{L}-]+)?)|(?:इस|उस|इन|उन|उक्त|इसी|"
        r"उसी)\s+(?P<noun>[\p{L}\p{M}]+)|(?P<noun>महासचिव|सचिव|नेता|पदाधिकारी|सदस्य|अधिकारी|मंत्री|सांसद|विधायक)"
    ),
    regex.IGNORECASE,
)
#: "... teaches politics at a college", "... is a professor"
SCHOLAR: Final = regex.compile(
    plain(
        r"[\s,]*(?:who\s+)?(?:teaches|taught|studies|researches|has\s+(?:studied|taught|tracked|covered)|(?:is|was)\s+an?\s+(?:[\p{L}-]+\s+){0,3}"
        r"(?:professor|analyst|psephologist|scholar|political\s+scientist|researcher|pollster|economist))\b"
    ),
    regex.IGNORECASE,
)
TEACHER: Final = _rule(
    r"(?:राजनीति|राजनीति\s+शास्त्र|समाजशास्त्र|इतिहास|अर्थशास्त्र)\s+पढ़ा(?:ने|ते|ती|या)|पढ़ाने\s+वाले|शोध\s+(?:कर|कर\s+रहे)",
    r"(?:teaches|taught|studies|researches|who\s+has\s+(?:studied|tracked|covered))\b",
)
#: "the source", सूत्र: the one that spoke before.
BARE_SOURCE: Final = regex.compile(plain(r"सूत्र|(?:इन|उन|उक्त|इसी)\s+सूत्र(?:ों)?|the\s+sources?"))
INDEFINITE_SURVEY: Final = _rule(r"सर्वे(?:क्षण)?$", r"surveys?\b(?!\s+(?:agency|firm))")
OFFICIAL: Final = _rule(
    r"(?:आयोग|पुलिस)(?![\p{L}\p{M}])|(?:चुनाव|निर्वाचन)\s+(?:आयोग|अधिकारी|आयुक्त)|मुख्य\s+निर्वाचन|(?:सुप्रीम|"
    r"हाई)\s+कोर्ट|अदालत|न्यायालय|जिला\s+(?:प्रशासन|कलेक्टर)|(?:निर्वाचन|चुनाव)\s+(?:कार्यालय|विभाग|पदाधिकारी)|जिलाधिकारी|कलेक्टर",
    r"^(?:the\s+)?(?:[\p{L}-]+\s+)?police$|election\s+commission(?:er)?|commission\b|returning\s+officer|electoral\s+(?:officer|office|commission)|(?:supreme|"
    r"high)\s+court|the\s+court\b|election\s+officials?|(?:poll|election)\s+(?:panel|body|watchdog)|(?-i:EC|ECI|CEO)\b|"
    r"district\s+(?:magistrate|collector|administration)|(?:chief\s+)?election\s+officer",
)
#: Someone who held a neutral office, and comments.
FORMER: Final = _rule(
    r"पूर्व\s+(?:मुख्य\s+)?(?:चुनाव|निर्वाचन)\s+(?:आयुक्त|अधिकारी)|पूर्व\s+(?:न्यायाधीश|नौकरशाह|नौकरशाहों)",
    r"(?:former|ex-?)\s*(?:chief\s+)?(?:election\s+commissioner|electoral\s+officer|judge|bureaucrat|cabinet\s+secretary)\b",
)
STUDY: Final = _rule(r"(?:अध्ययन|शोध)(?![\p{L}\p{M}])", r"(?:study|research)\b")
DOCUMENT: Final = _rule(
    r"(?:प्रस्तुति|प्रेजेंटेशन|प्रजेंटेशन|योजना|रिपोर्ट|रिपोर्टों|खाका|खाके|फाइल|दस्तावेज|दस्तावेजों|पत्र|नोट|"
    r"मसौदे|मसौदा|आंकड़ों|सूची|खबर|खबरों|मीडिया\s+रिपोर्ट\S*|स्लाइड|स्लाइडों|पर्चे|पर्चा|पोस्टर|होर्डिंग|बैनर|विज्ञापन|पुस्तिका|वीडियो|संदेश|विज्ञप्ति|जानकारी|"
    r"जानकारियों|रिपोर्ट्स|चर्चाओं|अटकलों|संकेतों|आकलन|विश्लेषण|समीक्षा|अध्ययन)$",
    r"(?:presentation|plan|report|file|document|deck|note|blueprint|draft|slides?|papers?|list|figures|"
    r"forwards?|messages?|clips?|videos?|pamphlets?|leaflets?|posters?|booklets?|circulars?|brochures?|handbills?|hoardings?|banners?|newsletters?|"
    r"advertisements?|results|assessment|analysis|estimate|review|audit|internal\s+survey)\b(?!')",
)
#: "A poster outside the Congress office": the name after it is a place.
PLACED: Final = regex.compile(
    r"(?:an?|one|the|another|some)\s+(?:[\p{Ll}-]+\s+)?(?:pamphlets?|leaflets?|posters?|hoardings?|banners?|handbills?|billboards?)\s+"
    r"(?:outside|in|on|at|near|along|across|opposite|behind|put|pasted|that|which)\b",
    regex.IGNORECASE,
)
MEDIA: Final = _rule(
    r"(?:समाचार\s+)?(?:एजेंसी|चैनल|अखबार|पीटीआई|एएनआई|मीडिया(?!\s+(?:विभाग|प्रकोष्ठ|सेल|प्रभारी|प्रमुख|समन्वयक|सलाहकार))|वेबसाइट)(?![\p{L}\p{M}])",
    r"(?:website|portal|magazine|weekly|broadcaster)\b|news\s+(?:agency|channel|website|portal)|\b(?-i:ANI|"
    r"PTI|UNI|IANS)\b|newspaper|daily\b|channel\b|media\s+reports?|reports\b",
)
NEWS: Final = _rule(
    r"(?:दैनिक|साप्ताहिक|पाक्षिक|मासिक|पत्रिका)(?![\p{L}\p{M}])|वेबसाइट|पोर्टल|(?:समाचार|न्यूज)\s+एजेंसी|एएनआई|पीटीआई|मीडिया\s+रिपोर्ट|"
    r"समाचार\s+पत्र|अखबार|समाचार\s+चैनल|टीवी\s+चैनल|न्यूज\s+चैनल",
    r"(?:website|portal|magazine|weekly|broadcaster)\b|news\s+(?:agency|channel|website|portal|report)|"
    r"\bnewspaper\b|\bdaily\b|(?:media|tv|television|press|news|agency|online)\s+(?:channels?|reports?)",
)
WITHIN: Final = _rule(r"(?:भीतर|अंदर|पार्टी\s+में|दल\s+में)", r"(?:within|inside|in)\s+(?:the|his|her|its|their)?\s*\p{L}")
STATEMENT: Final = _rule(
    r"(?:बयान|विज्ञप्ति|प्रेस\s+नोट|घोषणापत्र|प्रस्ताव)",
    r"(?:statement|press\s+note|release|resolution|manifesto|communique|press\s+note)\b",
)
INDEFINITE: Final = _rule(
    r"(?:एक|कुछ|दो|तीन|चार|कई|अन्य|दूसरे|एकाधिक|किसी|तमाम|बाकी|अधिकतर|ज्यादातर)(?=\s)",
    r"(?:an?|one|some|two|three|four|five|several|another|many|others?|multiple|few|at\s+least|both|most|other)\b",
)
ANONYMOUS: Final = _rule(
    r"नाम\s+(?:न|नहीं|ना|जाहिर|उजागर|गुप्त|सार्वजनिक)|पहचान\s+(?:न|गुप्त|नहीं|उजागर|छिपा|जाहिर)|गोपनीयता|"
    r"नाम\s+\S+\s+(?:न|नहीं)",
    r"condition\s+of\s+anonymity|not\s+(?:want|wish)(?:ing)?\s+to\s+be\s+(?:named|identified|quoted)|"
    r"requested\s+anonymity|requesting\s+anonymity|asked\s+not\s+to\s+be|who\s+declined\s+to\s+be|"
    r"off\s+the\s+record|anonymously|not\s+to\s+be\s+(?:named|identified|quoted)|"
    r"unwilling\s+to\s+be\s+(?:named|identified|quoted)",
)
#: A party's own department, although it does research.
DEPARTMENT: Final = _rule(r"(?:विभाग|प्रकोष्ठ|सेल|शाखा|केंद्र)(?![\p{L}\p{M}])", r"(?:department|wing|cell|desk|unit)\b")
#: The one holder of an office, although no name is printed: "समाजवादी पार्टी के स्थानीय विधायक", "the local MLA".
OFFICE_HOLDER: Final = _rule(
    r"(?:स्थानीय|मौजूदा|वर्तमान|निवर्तमान|क्षेत्रीय)\s+(?:[\p{L}\p{M}]+\s+)?(?:विधायक|सांसद|पार्षद)$",
    r"(?:local|sitting|incumbent)\s+(?:[\p{L}-]+\s+)?(?:mla|mp|legislator|councillor)$",
)
#: Those who only met or heard the strategist are not on that side.
OPPOSED: Final = _rule(
    r"बैठक\s+में|विरोध|आलोच|मिले\s|सुना|मुलाकात",
    r"(?:met|heard|opposed|opposes|attended|invited|criticised|questioned|saw|interviewed|hired|brought|dealt|negotiated|talks)\b",
)
HONORIFIC: Final = frozenset(
    listed(plain("श्री श्रीमती सुश्री डॉ डॉ. डा डा. प्रो प्रो. जी साहब कुमारी mr mrs ms dr prof shri smt the"))
)
NOT_A_NAME: Final = regex.compile(
    plain(
        r"(?:प्रवक्ता|अध्यक्ष|महासचिव|सचिव|प्रभारी|संयोजक|कोषाध्यक्ष|मंत्री|मुख्यमंत्री|सांसद|विधायक|प्रमुख|"
        r"उपाध्यक्ष|निदेशक|नेता|महामंत्री|पार्टी|दल|आयोग|टीम|विश्लेषक|रणनीतिकार|एजेंसी|सदस्य|पदाधिकारी|समिति|"
        r"प्रदेशाध्यक्ष|आलाकमान|इकाई|मोर्चा|मोर्चे|सरकार|गठबंधन|कांग्रेस|खेमे|समन्वयक|नेतृत्व)$"
    )
)
CAPITALISED: Final = regex.compile(r"\b\p{Lu}[\p{L}\p{M}'.-]*")
ROLE_WORDS: Final = regex.compile(
    r"^(?:whatsapp|facebook|twitter|telegram|youtube|instagram|those|people|critics|party|state|national|senior|general|chief|political|poll|media|bjp|congress|rjd|sp|bsp|jd|aicc|pcc|"
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
