"""Hindi attribution: ने कहा, का कहना है, के मुताबिक, की ओर से, बोले, and the passive (बताया जा रहा है)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import regex

from khaka.claims.cues import ANAPHOR, DENY, SAY, SILENT, Attribution, listed, plain
from khaka.claims.people import ROLE_END, name_end, people
from khaka.claims.phrases_hi import NE, B, E, W, np_before
from khaka.claims.sides import surname_of

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
    r"ठहराया|ठहराई|बुदबुदाया|फुसफुसाया|बड़बड़ाया|सुनाया|गिनवाया|सुझाया|कहलवाया|"
    r"कहा|कही|बताया|बताई|बतलाया|लिखा|जोड़ा|पूछा|माना|मानी|समझाया|दोहराया|चेताया|गिनाया|गिनाई|स्वीकारा|फरमाया|"
    r"बताते\s+हुए|कहते\s+हुए|कह\s+(?:दिया|चुके|चुकी|रखा)"
)
_SPEECH: Final = (
    rf"(?:(?P<deny>{_DENIALS})|(?:{_NOUNS})(?:\s+(?:भी|ही|यह|तो|में|पर|है|किया)){{0,1}}\s+(?:{_LIGHT}){E}|"
    rf"{B}(?:{_PLAIN}){E})"
)

_PRONOUN_NE: Final = regex.compile(rf"{B}(?P<np>उन्होंने|उन्होने|इन्होंने|उसने|इसने){E}")
_SPEECH_RE: Final = regex.compile(_SPEECH)
_SILENT: Final = regex.compile(
    plain(
        r"(?:टिप्पणी|प्रतिक्रिया|(?<!इस\s)(?<!ऐसी\s)बात|कुछ\s+(?:भी\s+)?(?:कहने|बोलने)|जवाब|बयान)\s*(?:\S+\s+){0,2}(?:से|करने\s+से|"
        r"देने\s+से)?\s*(?:करने\s+से\s+|देने\s+से\s+)?(?:साफ\s+)?(?:इनकार|इंकार|मना|परहेज)|जवाब\s+नहीं\s+(?:दिया|"
        r"मिला)|संपर्क\s+नहीं\s+हो|(?<![\p{L}\p{M}])न\s+(?:तो\s+)?(?:\S+\s+)?(?:खंडन|पुष्टि|इनकार|स्वीकार|हां|हामी|समर्थन)(?:\s+\S+){0,3}?\s*,?\s+(?:और\s+)?न\s+(?:ही\s+)?(?:\S+\s+)?(?:खंडन|पुष्टि|इनकार|स्वीकार|ना|विरोध)|चुप्पी\s+साध"
    )
)
_ANAPHOR: Final = regex.compile(
    plain(
        r"(?:यह|ये|उक्त|यही|इसकी|इस\s+बात\s+की|ऐसी)\s+(?:जानकारी|बात|बातें|घोषणा|दावा|ऐलान|खबर|रिपोर्ट|सूचना|"
        r"आंकड़ा|आंकड़े|तथ्य)\s+(?:\S+\s+){0,2}(?:दी|दिया|दिए|कही|कहीं|की|किया|बताई|बताया|साझा\s+(?:किया|की|"
        r"किए))(?![\p{L}\p{M}])(?!\s+कि)|(?:इसकी|इस\s+(?:बात|खबर|संख्या|आंकड़े)\s+की)\s+पुष्टि\s+(?:\S+\s+)?(?:की|कर)(?![\p{L}\p{M}])"
    )
)
_KEHNA: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}(?:का|की){E}\s+(?:(?:यह\s+)?(?:भी|ही|तो|साफ|स्पष्ट|"
        rf"आधिकारिक|औपचारिक|निजी|अपना)\s+)*(?P<what>कहना|मानना|दावा|आरोप|तर्क|अनुमान|आकलन|बयान|राय|मत|ख्याल|अंदाजा|विश्लेषण|निष्कर्ष|नजरिया|भरोसा|अफसोस|मलाल|हिसाब|गणित|फैसला|शिकायत|उम्मीद|अंदेशा|आशंका|इशारा|वादा|दलील|सुझाव|सोचना|बताना|जवाब|"
        rf"प्रतिक्रिया){E}(?:\s+(?:यह|भी|में))?\s+(?:है|हैं|था|रहा|कि)"
    )
)
_PRONOUN_KEHNA: Final = regex.compile(
    plain(
        rf"{B}(?P<np>उनका|उनकी|इनका|उसका){E}\s+(?:(?:यह|भी|ही|तो|साफ)\s+)*(?:कहना|मानना|दावा|आरोप|तर्क|अनुमान|हिसाब|गणित|अंदाजा|भरोसा|शिकायत|उम्मीद|आशंका|सुझाव|मत|ख्याल|"
        rf"आकलन|राय|दलील|बताना|जवाब|प्रतिक्रिया|आरोप)\s+(?:यह\s+|भी\s+)?(?:है|था|रहा|कि)"
    )
)
_PER: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}के{E}\s+(?:ही\s+)?(?:मुताबिक|अनुसार|हवाले\s+से|शब्दों\s+में|"
        rf"लिहाज\s+से|हिसाब\s+से|ख्याल\s+(?:से|में))|(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}की\s+(?:मानें?\s+तो|मानें?(?=\s*,)|मानी\s+जाए|सुनें?\s+तो|सुनें?(?=\s*,)|बात\s+(?:मानें|मान\s+लें)|राय\s+में|नजर\s+में|"
        rf"निगाह\s+में)|(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}के\s+विचार\s+(?:से|में)|(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}से\s+(?:पूछिए|पूछें|पूछो|पूछ\s+लीजिए)(?:\s+तो)?{E}"
    )
)
#: "पार्टी के शोध विभाग का आंकड़ा कहता है कि": the owner says it.
_OWNED: Final = regex.compile(
    plain(
        rf"(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}(?:का|की|के){E}\s+(?:(?:अपना|अपने|अपनी|ताजा|नया|नई|आंतरिक|अंदरूनी)\s+)?(?:आंकड़ा|आंकड़े|हिसाब|गणित|रिकॉर्ड|डेटा|"
        rf"रजिस्टर|बहीखाता|गिनती|अध्ययन|शोध|सर्वे|सर्वेक्षण|रिपोर्ट|आकलन|विश्लेषण|ब्योरा|वेबसाइट|बुलेटिन|विज्ञप्ति|बयान|चिट्ठी|पत्र|नोट)\s+(?:भी\s+|तो\s+|ही\s+)?"
        rf"(?:कुछ\s+और\s+|यह\s+|यही\s+)?(?:कह|बता|दिखा|दर्शा|बोल)(?:ता|ते|ती)\s+(?:है|हैं)|"
        rf"(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}का\s+(?:पक्ष|रुख|स्टैंड|तर्क|जवाब|मत)\s+(?:साफ\s+)?(?:यह\s+|यही\s+)?(?:है|था|रहा|रहा\s+है)\s*,?\s*कि{E}|"
        rf"(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}(?:का|की){E}\s+(?:दावा|टिप्पणी|जवाब|प्रतिक्रिया|तर्क|दलील|बयान|शिकायत|सलाह|राय|ताना|तंज|पलटवार|सफाई|नारा|हिसाब|आरोप|"
        rf"संदेश|कहना|ट्वीट|पोस्ट|वादा|सवाल|मजाक|नसीहत|चेतावनी)\s[^।\"¤:]{{2,60}}?\s(?:है|हैं|था|थी|थे|रहा|रही|आया|आई|मिला|मिली)\s*[,:।-]?\s*(?=\")|"
        rf"(?<=\".*[\s¤\p{{L}}\p{{M}}])\s?{B}(?:का|की){E}\s+(?:[\p{{L}}\p{{M}}]+\s+)?(?:दावा|टिप्पणी|जवाब|प्रतिक्रिया|तर्क|दलील|शिकायत|राय|ताना|तंज|पलटवार|नारा|आरोप|सवाल|मजाक|नसीहत|आवाज|"
        rf"फैसला|कहना)\s+(?:[\p{{L}}\p{{M}}]+\s+)?(?:है|था|थी|रहा|रही|आया|आई|आती\s+है|आता\s+है|सुनाई\s+देती\s+है|गूंजती\s+है){E}"
    )
)
_PRONOUN_PER: Final = regex.compile(
    plain(rf"{B}(?P<np>उनके|इनके){E}\s+(?:मुताबिक|अनुसार|शब्दों\s+में|हिसाब\s+से)|{B}(?P<np>उनकी)\s+मानें?\s+तो")
)
#: "सर्वे में पार्टी को 78 सीटें दी गई हैं"
_SURVEY: Final = regex.compile(
    plain(
        rf"{B}(?P<survey>संदेश|पर्चे|पोस्टर|वीडियो|पोस्ट|होर्डिंग|बैनर|विज्ञापन|पुस्तिका|सर्वे|सर्वेक्षण|ओपिनियन\s+पोल|जनमत\s+सर्वेक्षण)\s+में\s"
        rf"(?=[^।]{{0,200}}(?:(?:भविष्यवाणी|घोषणा|ऐलान|अपील|मांग)\s+की\s+गई|(?:दावा|ऐलान|वादा|आह्वान)\s+(?:भी\s+)?किया\s+गया|दी\s+गई|दिए\s+गए|दिखाई\s+गई|मिलती\s+(?:दिख|नजर)|आगे\s+(?:दिखाया|बताया)))"
    )
)
_BAQAUL: Final = regex.compile(rf"{B}बकौल\s+(?P<after>{W}(?:\s+{W}){{0,3}})(?=,)")
_SIDE: Final = regex.compile(
    plain(
        rf"(?P<np>)(?<=[\s¤\p{{L}}\p{{M}}])\s?{B}की{E}\s+(?:ओर|तरफ)\s+से|(?P<np>)(?<=[\s¤])\s?{B}(?:द्वारा|"
        rf"के\s+जरिए){E}"
    )
)
_SIDE_VERB: Final = regex.compile(
    plain(
        rf"(?:{_DENIALS}|{_NOUNS}|कहा|बताया|लिखा|दोहराया|स्पष्ट)(?:\s+\S+){{0,2}}\s+(?:गया|गई|गए|गयी|जा\s+रहा|किया|"
        rf"है)|(?:बयान|विज्ञप्ति|पोस्ट)\s+में\s+(?:कहा|बताया|लिखा)"
    )
)
#: What somebody does who says something, without ने: कहते हैं, गिना रहे हैं, दावा कर बैठे, आश्वस्त हैं कि.
_STEMS: Final = plain(
    r"(?:कह|बता|मान|लिख|गिना|गिनवा|समझा|जोड़|सुना|भुनभुना|बुदबुदा|बड़बड़ा|फुसफुसा|मुस्करा|मुस्कुरा|हंस|खीझ|खीज|झल्ला|कराह|तुनक|गुर्रा|चिल्ला|दहाड़|गरज|दोहरा|चेता|पूछ|सोच|स्वीकार|गिन|सुझा|फरमा|ठहरा|"
    r"(?:याद|भरोसा|यकीन)\s+दिला|(?:जोर|तर्क|दलील|संकेत|सलाह|सुझाव|राय|जवाब|दुहाई|मिसाल|सफाई|चुनौती|चेतावनी)\s+दे|"
    r"(?:उम्मीद|आशंका|चिंता|भरोसा|अंदेशा|संभावना|अनुमान|खुशी|संतोष)\s+(?:जता|कर|लगा)|"
    r"(?:पोस्ट|ट्वीट|आगाह|खबरदार|सावधान|टिप्पणी|कटाक्ष|मजाक|व्यंग्य|दावा|इशारा|शिकायत|मांग|स्वीकार|खंडन|इनकार|याद|खारिज|कबूल|घोषणा|ऐलान)\s+कर|(?:आरोप|अनुमान|हिसाब)\s+लगा|"
    r"सवाल\s+उठा|(?:तंज|फिकरा|फब्ती)\s+कस|ताना\s+मार|ठहाका\s+लगा|चुटकी\s+ले|हामी\s+भर)"
)
_NOMINATIVE: Final = regex.compile(
    plain(
        rf"(?<=[\s¤\p{{L}}\p{{M}}\"]|^){B}(?:(?P<bole>बोले|बोलीं|बोली|बोला){E}|{_STEMS}(?:ते|ती|ता)\s+(?:हुए\s+)?(?:हैं|है|थे|थी|थीं){E}|"
        rf"{_STEMS}\s+(?:रहे|रही|रहा)\s+(?:हैं|है|थे|थी|थीं){E}|{_STEMS}\s+(?:बैठे|बैठीं|बैठी|गए|गईं|चुके|चुकी|चुकीं){E}(?:\s+(?:हैं|है|थे|थी|थीं){E})?|"
        rf"(?:आश्वस्त|निश्चिंत|मुतमइन|आशंकित|चिंतित|सहमत|अड़े|कायम)\s+(?:हैं|है|थे|थी){E}(?=\s*,?\s+कि{E})|"
        rf"(?P<any>[\p{{L}}\p{{M}}]{{2,}}\s+(?:हैं|है|थे|थी|गए|गईं){E})(?=\s*,?\s+कि{E}))"
    )
)
#: "गोखले को लगता है कि"
_DATIVE: Final = regex.compile(
    plain(
        rf"\sको\s+(?:(?:पूरा|पक्का|पूरी|अब|भी|तो|यह|यही)\s+)*(?:लगता|लग\s+रहा|उम्मीद|भरोसा|यकीन|शक|डर|आशंका|विश्वास|अंदेशा|संदेह|अफसोस|शिकायत|मलाल|ऐतराज|आपत्ति|चिंता|गिला|अचरज|हैरानी|गुमान|संशय|दुख|गर्व|संतोष)"
        rf"\s+(?:है|था|थी|हैं){E}(?=\s*,?\s+कि{E})"
    )
)
#: "एक कर्मचारी को 22 सीटें ही याद हैं"
_REMEMBERS: Final = regex.compile(plain(r"\sको\s(?=[^।,\"]{0,60}\d[^।,\"]{0,60}\sयाद\s+(?:है|हैं|थी|थीं)\s*[।.]?\s*$)"))
#: Between the subject and its verb: "दबी जुबान में मानते हैं", "इतना ही बोले".
_MANNER: Final = regex.compile(
    plain(
        r"(?:\s+(?:इतना|ही|भी|तो|यह|यही|ये|खुलकर|साफ|फिर|आगे|कुछ|और|ज्यादा|दो|टूक|बस|अब|पलटकर|तपाक|से|हंसकर|दबी|जुबान|में|निजी|बातचीत|अलग|"
        r"जोर|देकर|सिर्फ|केवल|अक्सर|हमेशा|मुस्कराकर|मुस्कुराकर|झल्लाकर|तमककर|धीरे|बाद|सबसे|पहले|खुद|स्वयं|लगातार|बार-बार|इसे|इन्हें|उसे))+\s*$"
    )
)
#: What is said follows, or the clause calls something something.
_CONTENT: Final = regex.compile(rf"\s*(?:,?\s*{B}कि{E}|[-:,\"|])")
_CALLED: Final = regex.compile(rf"{B}(?:इसे|उसे|इन्हें|इसको|को){E}")
_GIVES: Final = regex.compile(plain(r"\W*(?:सलाह|सुझाव|राय|जवाब|चुनौती|चेतावनी|याद|भरोसा)\s"))
_PAPERS: Final = regex.compile(plain(r"(?:आंकड़े|आंकड़ों|सर्वे|सर्वेक्षण|रिपोर्ट|अध्ययन|शोध|दस्तावेज|नतीजे|रुझान)$"))
#: A verb of saying that ends a sentence without anybody before ने: whoever spoke before goes on.
_DROPPED: Final = regex.compile(
    plain(
        rf"(?:^\W*(?:(?:साथ\s+ही|आगे|यह\s+भी|इसके\s+साथ\s+ही)\s+)?(?:कहा|बताया|जोड़ा|दावा\s+किया|आरोप\s+लगाया)\s+(?=कि{E})|"
        rf"{B}(?:और|फिर|तथा)\s+(?:कहा|बताया|जोड़ा|बोले|बोलीं|दावा\s+किया|आरोप\s+लगाया)\s+(?=कि{E})|"
        rf"(?:उम्मीद\s+जताई|दावा\s+किया|दावा\s+भी\s+किया|आरोप\s+लगाया|भरोसा\s+जताया|आशंका\s+जताई|मांग\s+की|बात\s+कही|इनकार\s+किया)(?:\s+(?:है|था|थी))?\s*[।.]?\s*$)"
    )
)
_NOBODY: Final = frozenset({"आप", "हम", "किससे", "कौन", "क्या", "किसे", "कोई", "मैं", "तुम", "जो", "सब"})
_FILLER: Final = frozenset(
    listed(
        plain(
            "इतना इतने इतनी ऐसा ऐसी ऐसे यही यह सच बात तय जाहिर साफ "
            "जरूरी खबर चर्चा वजह कारण मतलब संभव माना हालत स्थिति शर्त लगता हुआ होता"
        )
    )
)
_CLAUSE_START: Final = regex.compile(
    plain(rf"[।;:!?\"]|,\s+(?=(?:लेकिन|पर|मगर|वहीं|जबकि|उधर|इधर|हालांकि){E})|{B}कि{E}|{B}(?:लेकिन|मगर|जबकि){E}")
)
_PASSIVE: Final = regex.compile(
    plain(
        r"(?:(?P<doc>(?:[\p{L}\p{M}]+\s+){0,4}?(?:प्रस्तुति|प्रेजेंटेशन|प्रजेंटेशन|योजना|रिपोर्ट|खाके|फाइल|बयान|"
        r"दस्तावेज|अध्ययन|शोध|सर्वे|सर्वेक्षण|पत्र|नोट|मसौदे|विज्ञप्ति|खबरों|खबर))\s+में\s+(?:यह\s+भी\s+|भी\s+|यह\s+)?)?"
        r"(?:(?:बताया|बताई|बताए|कहा|कही|माना|समझा|सुना|पाया|सुझाया|सुझाई|लिखा|दर्ज\s+किया|अनुमान\s+(?:लगाया|"
        r"जताया)|दावा\s+किया|आरोप\s+लगाया|कयास\s+लगाए?|चर्चा\s+की|संभावना\s+जताई|सिफारिश\s+की|सलाह\s+दी|"
        r"सुझाव\s+दिया|उम्मीद\s+जताई)"
        r"\s+(?:भी\s+)?(?:जा\s+रहा|जा\s+रही|जा\s+रहे|जाता|जाती|जाते|गया|गई|गए|गयी)(?:\s+(?:है|हैं|था|थी|थे))?|"
        r"^\W*(?:बताते|कहते|सुनते)\s+हैं(?:\s+कि)?"
        r"|खबर\s+है|चर्चा\s+है|खबरें\s+(?:हैं|थीं|आई)|चर्चाएं\s+(?:हैं|गर्म)|सूचना\s+है|पता\s+चला\s+है|"
        r"जानकारी\s+(?:मिली|सामने\s+आई)\s+है|कयास\s+(?:हैं|लगाए)|अटकलें\s+हैं|कथित\s+(?:तौर|रूप)\s+(?:पर|से))"
    )
)
#: के अनुसार that names no speaker.
_NOT_SPEAKERS: Final = regex.compile(
    plain(
        r"(?:नियम(?:ों)?|कानून|कार्यक्रम|परंपरा|जरूरत|संविधान|समय|तय|समझौते|सुविधा|क्षमता|आदेश|प्रावधान(?:ों)?|"
        r"हिसाब|शेड्यूल|मौसम|स्थिति|हालात|बंटवारे|संख्या|अनुपात|सीट(?:ों)?|इस|इसी|कानूनों|संविधान)$"
    )
)
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


def find(text: str, known: frozenset[str] = frozenset()) -> list[Attribution]:
    """Attributions of a masked Hindi sentence, in order; ``known`` are the surnames that were named before."""
    found = [*_with_ne(text), *_saying(text), *_per(text), *_side(text), *_speaks(text, known)]
    taken = [(f.start, f.end) for f in found]
    for m in _PASSIVE.finditer(text):
        if not any(a < m.end() and m.start() < b for a, b in taken):
            speaker = m.span("doc") if m["doc"] else None
            speaker = (_trim_doc(text, *speaker)) if speaker else None
            told = regex.match(plain(r"(?:\s+(?:है|हैं|था|थी|थे))?\s*,?\s*(?:तो|तब|जिस)(?![\p{L}\p{M}])"), text[m.end() :])
            found.append(Attribution(m.start(), m.end(), speaker, weak=True, told=told is not None))
    if not found and not NE.search(text):
        found += [Attribution(m.start(), m.end(), m.span(), pronoun=True) for m in _DROPPED.finditer(text)]
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
    heads = [(m.start(), m.end(), np_before(text, m.start()), False) for m in NE.finditer(text)]
    heads += [(m.start(), m.end(), m.span("np"), True) for m in _PRONOUN_NE.finditer(text)]
    heads.sort()
    for i, (at, after, speaker, pronoun) in enumerate(heads):
        if speaker is None or regex.search(rf"{B}(?:किसी|कोई|किस|किन){E}$", text[slice(*speaker)]):
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
        if speech is None and _SURVEYED.search(text, *speaker):
            speech = _GAVE.search(window)
        if speech is None or (body and speech.start() > body.start() and len(window[: body.start()].split()) > 8):
            continue
        if (
            _ACT.search(speech.group())
            and not _WILL.search(window[: speech.start()])
            and not body
            and '"' not in text
            and not regex.match(r"\s*[:-]", text[after + speech.end() :])
        ):
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
        verb = regex.search(rf"({W})(?:\s+(?:है|हैं|था|थी|थे))?\s*,?\s*$", window[: body.start()])
        return None if verb is None or _NOT_SAYING.search(verb.group(1)) else verb
    quoted = regex.search(r'"¤{8,}', text)
    if quoted and not body:
        return regex.search(rf"{W}(?=\s*[,:\"।.]|$)", window)
    return None


#: "सी-सर्वे ने कांग्रेस को 112 सीटें दी हैं"
_SURVEYED: Final = regex.compile(plain(r"(?:सर्वे|सर्वेक्षण|पोल|एजेंसी|ट्रैकर)$"))
_GAVE: Final = regex.compile(plain(r"(?:दीं?|दिए|दिखाई|दिखाए|आंकी|बताई)\s+(?:हैं|है|थीं|थी|थे|गई)"))
#: Verbs before कि that decide or find and say nothing.
_NOT_SAYING: Final = regex.compile(r"^(?:देखा|सोचा|पाया|समझा|तय|सीखा|जाना|सुना)$")
_ACT: Final = regex.compile(
    plain(
        r"^बात\s+की|^(?:बात|पक्ष|राय)\s+(?:रखी|रखा|रखते)|^(?:घोषणा|ऐलान|एलान|अपील|वादा|कटाक्ष|तंज|निशाना|पलटवार|टिप्पणी|चुटकी|प्रतिक्रिया|व्यंग्य|ताना|सफाई\s+(?:दी|दिया))"
    )
)
#: "प्रभारी बनाने की घोषणा की": what is announced stands before it.
_WILL: Final = regex.compile(plain(r"(?!करने|होने|देने)[\p{L}\p{M}]+ने\s+(?:की|का|के\s+लिए)\s*$"))
#: "इसे जीत बता रहे हैं": those who call something something.
_CALLING: Final = regex.compile(
    plain(
        rf"(?:{B}(?:इसे|इन्हें|इनको|इस\s+\S+\s+को|उसे))\s[^।\"]{{1,80}}?\s(?:बता|मान|कह|ठहरा|गिना|समझ)\s+(?:रहे|"
        rf"रही|रहा)\s+(?:हैं|है|थे)|{B}(?:इसे|इस\s+\S+\s+को)\s[^।\"]{{1,60}}\s(?:मानते|बताते|मानती|बताती|ठहराते|ठहराती|कहती|"
        rf"कहते)\s+(?:हैं|है)"
    )
)


def _saying(text: str) -> list[Attribution]:
    found = []
    for m in _KEHNA.finditer(text):
        speaker = np_before(text, m.start())
        if speaker:
            found.append(Attribution(speaker[0], m.end(), speaker))
    for m in _OWNED.finditer(text):
        speaker = np_before(text, m.start())
        if speaker and not any(f.start < m.end() and m.start() < f.end for f in found):
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
    for m in _SURVEY.finditer(text):
        speaker = np_before(text, m.end("survey"))
        if speaker:
            found.append(Attribution(speaker[0], m.end(), speaker, wraps=True))
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


def _speaks(text: str, known: frozenset[str]) -> list[Attribution]:
    found = []
    for m in _NOMINATIVE.finditer(text):
        if (m["any"] and m["any"].split()[0] in _FILLER) or not _CONTENT.match(text, m.end()):
            called = _CALLED.search(text, 0, m.start()) and not _GIVES.match(m.group())
            closes = _closes(text, m)
            if '"' not in text and not called and not _counts(text, m) and closes is None:
                continue
        speaker = _after(text, m, known) or _subject(text, m.start(), known, strict=m["any"] is not None)
        if speaker is not None:
            word = text[speaker[0] : speaker[1]]
            pronoun = word in ("वे", "वह", "वो", "ये")
            end = max(m.end(), speaker[1])
            found.append(Attribution(min(speaker[0], m.start()), end, speaker, pronoun=pronoun))
        elif m["bole"] and not text[: m.start()].strip(' ,"'):
            found.append(Attribution(m.start(), m.end(), m.span(), pronoun=True))
    for m in (*_DATIVE.finditer(text), *_REMEMBERS.finditer(text)):
        speaker = np_before(text, m.start())
        if speaker:
            found.append(Attribution(speaker[0], m.end(), speaker))
    return found


#: "संख्या 196 बताते हैं", "280 सीटें गिनाते हैं": the figure beside the verb is what is said.
_COUNT_VERB: Final = regex.compile(rf"{B}(?:बता|गिना|मान|कह|आंक|ठहरा|लगा|गिन|रख)\S*\s")
_BESIDE_VERB: Final = regex.compile(rf"\d[\d,.]*(?:\s+{W}){{0,5}}\s*$|{B}(?:सौ|हजार|लाख|करोड){E}(?:\s+{W}){{0,4}}\s*$")


def _closes(text: str, m: regex.Match[str]) -> int | None:
    """ "नक्शा किसी ने नहीं देखा, एक जिलाध्यक्ष भुनभुनाते हैं।": where a clause after a whole one and its comma begins."""
    if text[m.end() :].strip(' ।.!"'):
        return None
    clause = regex.search(r"^(?P<whole>.*)[,\"]\s*[^,\"।]{2,90}$", text[: m.start()])
    whole = clause and _FINITE.search(clause["whole"])
    if not clause or not whole or regex.search(r",\s*(?:जो|जिस|जिन)\S*\s[^,]*$", clause["whole"]):
        return None
    start = clause.end("whole")
    who = _subject(text, m.start(), frozenset())
    return start if who and who[0] >= start and not regex.search(rf"{B}(?:को|पर){E}", text[start : m.start()]) else None


#: A whole clause ends in a verb.
_FINITE: Final = regex.compile(
    plain(
        r"(?:है|हैं|था|थी|थे|थीं|गा|गी|गे|गया|गई|गए|नहीं\s+[\p{L}\p{M}]+|[\p{L}\p{M}]+(?:ेगा|ेगी|ेंगे|ूंगा|ूंगी)|दिया|दी|दिए|किया|चाहिए|देखा|लिया|ली|आया|आई|आए|हुआ|हुई|हुए|रहा|रही|रहे)\s*$"
    )
)


def _after(text: str, m: regex.Match[str], known: frozenset[str]) -> tuple[int, int] | None:
    """ "...," शंख पर रेती चलाते हुए कहती हैं बिनोदिनी बारिक, जो ...: beside a quotation the speaker may follow the verb."""
    if '"' not in text[: m.start()] or m["any"]:
        return None
    end = name_end(text, m.end())
    if end is not None and regex.match(r"\s*(?:[,।.]|$)", text[end:]) and len(text[m.end() : end].split()) >= 2:
        return m.end() + len(text[m.end() : end]) - len(text[m.end() : end].lstrip()), end
    alone = regex.match(rf"\s*(?P<np>{W}?)(?=\s*(?:[,।]|$))", text[m.end() :])
    if alone and alone["np"].rstrip(".") in known:
        return m.end() + alone.start("np"), m.end() + alone.end("np")
    titled = [f for f in people(text, text) if f.start >= m.end() and not text[m.end() : f.start].strip()]
    return (
        (titled[0].start, titled[0].end) if titled and regex.match(r"\s*(?:[,।.]|$)", text[titled[0].end :]) else None
    )


def _counts(text: str, m: regex.Match[str]) -> bool:
    return (
        _COUNT_VERB.match(m.group()) is not None
        and _BESIDE_VERB.search(text, max(0, m.start() - 80), m.start()) is not None
    )


def _subject(text: str, at: int, known: frozenset[str], strict: bool = False) -> tuple[int, int] | None:
    """Who does what the verb at ``at`` says: somebody by title or role in its clause, or the name beside it."""
    start = max((m.end() for m in _CLAUSE_START.finditer(text, 0, at)), default=0)
    manner = _MANNER.search(text, start, at)
    end = manner.start() if manner else at
    lead = regex.match(
        rf"\W*(?:(?:एक\s+(?:ओर|तरफ)|दूसरी\s+(?:ओर|तरफ)|उधर|इधर|वहीं|लेकिन|पर|हालांकि)\s+)?(?P<np>वे|वह|वो){E}", text[start:]
    )
    if lead:
        return start + lead.start("np"), start + lead.end("np")
    persons = [f for f in people(text, text) if f.start >= start and f.end <= at and f.subject]
    if persons and not regex.match(rf"\s+ने{E}", text[persons[0].end :]):
        return persons[0].start, persons[0].end
    for m in regex.finditer(rf"{B}[\p{{L}}\p{{M}}]+{E}(?!\s+(?:ने|को|से|का|के|की|पर|में){E})", text, pos=start, endpos=at):
        if m.group() in known:
            return m.span()
    if start and text[start - 1] in ',"' and '"' in text[max(0, start - 2) : start]:
        stop = name_end(text, start)
        if stop is not None and stop <= at:
            return start + len(text[start:stop]) - len(text[start:stop].lstrip()), stop
    beside = np_before(text, end)
    if beside is None or beside[0] < start or strict:
        return None
    words = text[beside[0] : beside[1]].split()
    if _NOBODY & set(words):
        return None
    named = len(words) >= 2 and surname_of(" ".join(words)) and words[-2] not in ("का", "के", "की")
    alone = len(words) == 1 and not text[start : beside[0]].strip(" ,") and words[0] not in _FILLER
    if _PAPERS.search(text, beside[0], beside[1]):
        return beside
    role = ROLE_END.search(text, beside[0], beside[1])
    return beside if named or alone or role else None


def _trim_doc(text: str, start: int, end: int) -> tuple[int, int]:
    found = np_before(text, end)
    return found if found and found[0] >= start else (start, end)
