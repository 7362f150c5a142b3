"""Page furniture: what stands around a report and is none of it, in Hindi and English."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import plain
from khaka.claims.text import fold


def _lines(*patterns: str) -> regex.Pattern[str]:
    return regex.compile("|".join(f"(?:{plain(p)})" for p in patterns), regex.IGNORECASE)


_START: Final = r"^\W*"
_END: Final = r"\W*$"

#: From here on a page is its readers', not its writer's.
_COMMENTS: Final = _lines(
    rf"{_START}(?:leave|post|write|add)\s+(?:a|your)\s+(?:reply|comment)s?(?:\s+cancel\s+reply)?{_END}",
    rf"{_START}(?:\d+\s+)?(?:(?:reader|readers'|user)\s+)?comments?(?:\s*\(\d+\))?{_END}",
    rf"{_START}\d+\s+(?:thoughts?|responses?|replies)\s+(?:on|to)\b",
    rf"{_START}join\s+the\s+(?:discussion|conversation|debate)(?:\s*\(\d+\))?{_END}",
    rf"{_START}(?:(?:अपनी|आपकी)\s+)?(?:टिप्पणी|टिप्पणियां|प्रतिक्रिया|कमेंट|कॉमेंट|राय)\s*(?:करें|दें|लिखें|"
    rf"जोड़ें|छोड़ें|बॉक्स|\(\d+\))?{_END}",
    rf"{_START}(?:उत्तर|जवाब)\s+(?:छोड़ें|दें|छोड़े)(?:\s|{_END})",
    rf"{_START}पाठकों\s+की\s+(?:राय|प्रतिक्रिया|टिप्पणियां|प्रतिक्रियाएं){_END}",
)
#: A heading whose short lines below it are other stories.
_OTHERS: Final = _lines(
    rf"{_START}(?:related|recommended|trending|popular|latest|top|more|other|similar|most)\s+(?:stories|story|"
    rf"news|articles?|reads?|posts?|topics|links|from\s+.{{1,40}}|on\s+this.*|read|popular|viewed|shared|"
    rf"headlines|in\s+\w+){_END}",
    rf"{_START}(?:you\s+(?:may|might)\s+(?:also\s+)?like|read\s+next|up\s+next|don'?t\s+miss|"
    rf"editor'?s\s+(?:picks?|choice)|in\s+case\s+you\s+missed\s+it|from\s+around\s+the\s+web|"
    rf"what\s+to\s+read\s+next|also\s+in\s+(?:the\s+)?news|must\s+reads?|trending(?:\s+now)?|popular|in\s+pics|"
    rf"web\s+stories|photos|videos|next\s+story|previous\s+story){_END}",
    rf"{_START}(?:संबंधित|ताजा|ताज़ा|प्रमुख|बड़ी|अन्य|मिलती-जुलती|लोकप्रिय|और|टॉप|मुख्य|आज\s+की(?:\s+बड़ी)?|"
    rf"इससे\s+जुड़ी|राज्य\s+की|देश\s+की)\s+(?:खबरें|खबर|समाचार|लेख|स्टोरी|स्टोरीज|सुर्खियां|न्यूज|विषय){_END}",
    rf"{_START}(?:ट्रेंडिंग(?:\s+न्यूज|\s+खबरें)?|सबसे\s+ज्यादा\s+पढ़ी\s+गईं?|सबसे\s+ज्यादा\s+पढ़े\s+गए|"
    rf"आपके\s+लिए|आपको\s+(?:यह|ये)\s+भी\s+पसंद|वेब\s+स्टोरी(?:ज)?|फोटो\s+गैलरी|वीडियो|जरूर\s+पढ़ें|अगली\s+खबर|"
    rf"पिछली\s+खबर|सुर्खियां|लेटेस्ट|लेटेस्ट\s+न्यूज|पसंदीदा\s+खबरें|चर्चित\s+खबरें){_END}",
)
#: Single lines.
_LINE: Final = _lines(
    r"required\s+fields?\s+(?:are|is)\s+marked|your\s+email\s+address\s+will\s+not\s+be|"
    r"save\s+my\s+name,?\s+email|ईमेल\s+(?:पता|आईडी|एड्रेस)\s+(?:प्रकाशित|सार्वजनिक)\s+नहीं|(?:आवश्यक|"
    r"अनिवार्य|जरूरी)\s+(?:फील्ड|फ़ील्ड|खाने|क्षेत्र|स्थान|कॉलम)\S*\s+(?:\*|चिह्नित|चिन्हित|पर|को|के|में|"
    r"में\s+\*)|are\s+marked\s+\*|के\s+निशान\s+वाले\s+खाने|\*\s*(?:अनिवार्य|required)",
    rf"{_START}(?:also\s+read|read\s+also|also\s+see|see\s+also|read\s+more|read\s+full\s+story|watch(?:\s*\||"
    rf":|\s+video|\s+live)|read\s*[:|]|more\s*:|in\s+pics|explained\s*[:|]|must\s+read|don't\s+miss|"
    rf"listen\s+to|click\s+here|tap\s+here|continue\s+reading|view\s+all|see\s+all|load\s+more|"
    rf"show\s+more)(?:\b|\s*[:|–-]|$)",
    rf"{_START}(?:(?:यह|ये|इसे|इन्हें|यहां)\s+भी\s+(?:पढ़ें|पढ़े|देखें|देखे)|आगे\s+(?:पढ़ें|देखें)|"
    rf"और\s+(?:पढ़ें|देखें|पढ़िए)|पूरी\s+खबर\s+(?:पढ़ें|यहां)|विस्तार\s+से\s+पढ़ें|वीडियो\s+(?:देखें|"
    rf"में\s+देखें)|यहां\s+क्लिक|क्लिक\s+करें|पढ़ें\s*[:-]|देखें\s*[:-]|यहां\s+(?:पढ़ें|देखें)|भी\s+पढ़ें)",
    rf"{_START}(?:share(?:\s+(?:this|on|via|with)\b.*)?|tweet|e-?mail|print|copy\s+link|whatsapp|facebook|"
    rf"twitter|linkedin|telegram|instagram|follow\s+(?:us|on|.{{1,30}}\s+on\b).*|like\s+us\b.*|join\s+(?:us|"
    rf"our|the)\s+(?:on|whatsapp|telegram|channel|community).*|subscribe\b.*|sign\s+(?:in|up)\b.*|log\s?in\b.*|"
    rf"register\b.*(?:free|now|account).*|download\s+(?:the|our)\s+.*app.*|get\s+(?:the|our|all)\s+(?:latest|"
    rf"app|news).*|install\s+.*app.*){_END}",
    rf"(?:(?:हमें|हमारे|हमारा|हमारी|हमसे)\s+(?:.{{0,50}}?)(?:फॉलो|जुड़ें|जुड़िए|सब्सक्राइब|लाइक|डाउनलोड))|"
    rf"(?:इस\s+)?(?:खबर|लेख|पोस्ट|स्टोरी)\s+को\s+(?:शेयर|साझा)\s+करें|{_START}(?:शेयर|साझा)\s+(?:करें|कीजिए)|"
    rf"(?:ऐप|एप)\s+डाउनलोड|(?:व्हाट्सऐप|व्हाट्सएप|वॉट्सऐप|टेलीग्राम|यूट्यूब)\s+(?:चैनल|ग्रुप)\s+(?:से|को|पर|"
    rf"जॉइन|ज्वाइन)|न्यूजलेटर|सब्सक्राइब\s+करें|लॉग\s?इन\s+करें|साइन\s+(?:इन|अप)\s+करें|"
    rf"ताजा\s+खबरों\s+के\s+लिए|ब्रेकिंग\s+(?:न्यूज|खबरों)\s+.*(?:के\s+लिए|पढ़ें|पाएं)|"
    rf"खबरों\s+के\s+लिए\s+(?:पढ़ें|बने\s+रहें|जुड़)",
    rf"{_START}get\s+the\s+(?:day|week)'s\s+.{{3,40}}\s(?:in|to)\s+your\s+(?:inbox|phone|mail)\b.{{0,60}}{_END}",
    rf"{_START}(?:advertisement|advertise\s+with\s+us|sponsored(?:\s+(?:content|by.*))?|"
    rf"promoted(?:\s+content)?|ad|story\s+continues\s+below(?:\s+this)?(?:\s+ad(?:vertisement)?)?|विज्ञापन|"
    rf"प्रायोजित|विज्ञापन\s+के\s+बाद\s+जारी|स्टोरी\s+नीचे\s+जारी.*|खबर\s+(?:आगे|नीचे)\s+जारी.*){_END}",
    r"all\s+rights\s+reserved|©|copyright\s+(?:©|\(c\)|\d{4})|सर्वाधिकार\s+सुरक्षित|कॉपीराइट|"
    rf"{_START}(?:was\s+this|did\s+you\s+(?:find|like)\s+this|rate\s+this|how\s+(?:useful|helpful)\s+(?:was|is)\s+this)\s+(?:article|story|page|report|post|news|item)\b.{{0,40}}{_END}|"
    rf"{_START}(?:क्या\s+)?(?:आपको\s+)?(?:यह|ये)\s+(?:खबर|लेख|रिपोर्ट|स्टोरी|जानकारी)\s+(?:आपको\s+)?(?:कैसी|कैसा|पसंद|उपयोगी|अच्छी|अच्छा|काम\s+की)\b?.{{0,30}}{_END}",
    r"terms\s+(?:of\s+(?:use|service)|and\s+conditions|&\s+conditions)|privacy\s+policy|cookie\s+policy|"
    r"गोपनीयता\s+नीति|नियम\s+(?:और|एवं)\s+शर्तें|we\s+use\s+cookies|this\s+(?:site|website)\s+uses|कुकीज",
    rf"{_START}(?:name|e-?mail|website|comment|url|captcha|post\s+comment|submit|cancel\s+reply|reply|search|"
    rf"menu|home|skip\s+to\s+(?:main\s+)?content|back\s+to\s+top|next|previous|tags?\s*:.*|topics\s*:.*|"
    rf"filed\s+under.*|categor(?:y|ies)\s*:.*|location\s*:.*){_END}",
    rf"{_START}(?:नाम|ईमेल|ई-मेल|वेबसाइट|टिप्पणी|खोजें|मेन्यू|मेनू|होम|जवाब\s+दें|भेजें|सबमिट\s+करें|"
    rf"रद्द\s+करें|अगला|पिछला|टैग(?:्स)?\s*:.*|विषय\s*:.*|श्रेणी\s*:.*|कैटेगरी\s*:.*)\s*\*?{_END}",
    rf"{_START}(?:by\s+\p{{Lu}}[\p{{L}}.]+(?:\s+\p{{Lu}}[\p{{L}}.]+){{0,4}}|(?:written|edited|reported|"
    rf"authored|curated|published|posted)\s+by\b.{{0,80}}|(?:first\s+)?(?:published|updated|posted|"
    rf"last\s+(?:updated|modified))(?:\s+(?:on|at))?\s*[:|-].{{0,60}}|\d+\s+min(?:ute)?s?\s+read|"
    rf"reading\s+time.*|photo(?:\s+(?:credit|by|courtesy))?\s*[:|].*|image\s*(?:credit|source)?\s*[:|].*|"
    rf"(?:file|representational|representative)\s+(?:photo|image|picture).*|\(?with\s+(?:inputs|"
    rf"agency\s+inputs).*){_END}",
    rf"{_START}(?:published|updated|posted|last\s+(?:updated|modified))(?:\s+on)?\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\p{{L}}+\s+\d{{1,2}}|\d{{1,2}}\s+\p{{L}}+),?\s.{{0,50}}\d{{4}}.{{0,30}}{_END}",
    rf"{_START}(?:up\s+next|next\s+up|coming\s+up)\s*[:|].{{0,100}}{_END}|{_START}(?:(?:got|have)\s+(?:a|any)\s+(?:news\s+)?(?:tip|question|story)s?\b|"
    rf"questions?\s+(?:for|to)\s+(?:our|the)\s).{{0,40}}\?\s*(?:write|mail|e-?mail|call|tell|send|ask|message)\b.{{0,40}}{_END}",
    rf"{_START}(?:यह|ये)\s+(?:पेज|पन्ना|पृष्ठ)\s.{{0,40}}(?:ताजा|अपडेट|रिफ्रेश)\s+(?:होता|होते|किया|हो)\b?.{{0,20}}{_END}|"
    rf"{_START}(?:व्हाट्सऐप|व्हाट्सएप|वॉट्सऐप|टेलीग्राम|एसएमएस)\s+पर\s+(?:खबरें|समाचार|अपडेट)\s+(?:पाने|पढ़ने|मंगाने)\s.{{0,40}}{_END}",
    rf"{_START}(?:लेखक|संपादक|रिपोर्टर|संवाददाता|द्वारा|लिखित|प्रकाशित|अपडेटेड?|अपडेट|अंतिम\s+अपडेट|"
    rf"पब्लिश(?:्ड)?|एडिटेड\s+बाय|फोटो|तस्वीर|चित्र)\s*[:|-].{{0,100}}{_END}|{_START}(?:फाइल\s+(?:फोटो|तस्वीर|"
    rf"चित्र)|प्रतीकात्मक\s+(?:तस्वीर|फोटो)|सांकेतिक\s+(?:तस्वीर|चित्र)|\(?इनपुट\s*[:-].*|\(?(?:भाषा|"
    rf"एजेंसी)\s+इनपुट.*){_END}",
    r"^\W*(?:[\p{L}\p{M}]{2,20}\s*[|›»>/]\s*){2,}[\p{L}\p{M} ]{0,30}\W*$",
    r"(?:var|let|const|function|window|document|googletag|dataLayer)\s*[\w.(]*\s*[=({]|\{\s*\"@|adsbygoogle|\$\(document|<!--|/\*.*\*/",
)
#: Class and id words of containers that hold furniture.
CONTAINERS: Final = regex.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?(?:form|list|respond|area)|respond|reply|disqus|related|also-?read|"
    r"alsoread|read-?(?:more|also|next)|share|sharing|social|newsletter|subscribe|subscription|promo|"
    r"advert\w*|ads?|"
    r"sponsor\w*|side-?bar|breadcrumbs?|menu|nav\w*|footer|foot|cookies?|popup|modal|widgets?|recommend\w*|"
    r"trending|popular|most-?read|tags?|author-?(?:bio|box|card)|login|paywall|pagination|toolbar|"
    r"masthead|site-header|top-?bar|latest-news|more-stories|outbrain|taboola|byline|caption|hidden|"
    r"visually-hidden|sr-only|poll-widget|follow|rate|rating|feedback|whatsapp|app-?download|ticker)(?:$|[\s_-])",
    regex.IGNORECASE,
)
_SENTENCE_END: Final = regex.compile(r"[।.?!…\"'”’)]\s*$")


def is_line(text: str) -> bool:
    """True for a line that is furniture wherever it stands."""
    return len(text) <= 400 and _LINE.search(fold(text)) is not None and not _is_prose(text)


def starts_comments(text: str) -> bool:
    """True for the heading of the readers' comments or their form."""
    return len(text) <= 80 and _COMMENTS.search(fold(text)) is not None


def starts_others(text: str) -> bool:
    """True for a heading above other stories."""
    return len(text) <= 80 and _OTHERS.search(fold(text)) is not None


def ends_as_sentence(text: str) -> bool:
    """True when a line ends as a sentence does; headings and links seldom do."""
    return _SENTENCE_END.search(fold(text)) is not None


def _is_prose(text: str) -> bool:
    """Two sentences or more of running text are never one line of furniture."""
    low = fold(text)
    if regex.search(
        r"required\s+fields?|will\s+not\s+be\s+published|all\s+rights|©|cookies|सर्वाधिकार|ईमेल\s+पता|आवश्यक|"
        r"function\s*\(",
        low,
    ):
        return False
    return len(low.split()) > 30
