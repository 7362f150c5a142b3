"""What a statement is about: the topics that a plan's reports quarrel over, found by words and by the unit of a figure."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.base import Amount
from khaka.claims.cues import plain

#: Topics whose claims are of one past election: its year joins the topic.
OF_AN_ELECTION: Final = frozenset(
    {
        "seats_second",
        "seats_third",
        "seats_won",
        "seats_contested",
        "vote_share",
        "deposits_forfeited",
        "votes",
        "direct_contests",
    }
)


#: Units of figures that a statement gives in passing: its words say what it is about.
_IN_PASSING: Final = frozenset(
    {
        "hours",
        "days",
        "weeks",
        "months",
        "times",
        "phases",
        "parties",
        "leaders",
        "posts",
        "groups",
        "suggestions",
        "meetings",
        "states",
        "districts",
    }
)


def _r(pattern: str) -> regex.Pattern[str]:
    return regex.compile(plain(pattern), regex.IGNORECASE)


_SECOND: Final = _r(r"दूसरे\s+(?:स्थान|नंबर|पायदान)|उपविजेता|\bsecond\b|runners?-?\s?up|second[-\s]place")
_THIRD: Final = _r(r"तीसरे\s+(?:स्थान|नंबर|पायदान)|\bthird\b")
_DEPOSIT: Final = _r(r"जमानत|deposits?\b")
_ALONE: Final = _r(
    r"अकेले|अपने\s+(?:दम|बूते|बलबूते)|खुद\s+(?:लड|चुनाव|मैदान)|on\s+its\s+own|\balone\b|\bsolo\b|by\s+itself|"
    r"go\s+it\s+alone|single-handed|without\s+(?:an\s+)?(?:ally|allies|partners)"
)
_FOCUS: Final = _r(
    r"ध्यान|फोकस|केंद्रित|जोर|प्राथमिक|निशान|चुनिंदा|ताकत\s+(?:लगा|झोंक)|\bfocus|concentrat|priorit|zero\s+in|"
    r"target\s+list|shortlist|\blist(?:s|ed)?\b|\b(?:chart|map|plan|board|table)\s+of\s+\d|सीटों\s+(?:का|वाला)\s+(?:नक्शा|खाका|चार्ट)|सूची|put\s+its\s+weight|home\s+in|narrow|energies|किन\s+सीटों|चिह्नित|"
    r"identified|चुनी|winnable"
)
_PARTNERS: Final = _r(r"सहयोगी|साझेदार|घटक|साथी\s+दल|partners?\b|\ball(?:y|ies)\b|coalition")
_HOUSE: Final = _r(
    r"\bhas\s+(?:only\s+|just\s+)?\d+\s+(?:assembly|lok\s+sabha|parliamentary)\s+seats(?=\s*[.,;]|\s*$)|विधानसभा\s+में\s+(?:कुल\s+)?\d+\s+सीटें\s+हैं|"
    r"(?:राज्य|प्रदेश|दिल्ली|सूबे|सदन)\s+(?:के\s+(?:पास|हिस्से(?:\s+में)?)|में)\s+(?:\S+\s+){0,4}?सीटें\s+(?:ही\s+)?(?:हैं|आती\s+हैं|हुआ\s+करती)|"
    r"के\s+हिस्से(?:\s+में)?\s+(?:\S+\s+){0,4}?सीटें\s+(?:ही\s+)?(?:हैं|आती)|"
    r"सीटों\s+वाली|सदस्यीय\s+(?:सदन|विधानसभा|लोकसभा)|(?:कुल|सिर्फ|केवल|ही)\s+\S+\s+(?:लोकसभा\s+|"
    r"विधानसभा\s+)?सीटें\s+(?:ही\s+)?(?:हैं|थीं)|(?:राज्य|प्रदेश|विधानसभा|"
    r"सदन)\s+में\s+(?:\S+\s+){0,3}\S+\s+(?:\S+\s+)?सीटें\s+(?:ही\s+)?हैं|(?:house|assembly|state|sabha|"
    r"parliament)\s+(?:has|have|of|only\s+has|had)\s+(?:only\s+|just\s+|all\s+of\s+|"
    r"a\s+total\s+of\s+)?[\w-]+\s+(?:\w+\s+){0,3}seats|-(?:seat|member)\s+(?:house|assembly)|"
    r"\bsends?\s+(?:only\s+|just\s+)?[\w-]+\s+(?:members|mps)\s+to\s+(?:the\s+)?(?:lok\s+sabha|parliament|lower\s+house)|"
    r"में\s+(?:कुल\s+)?(?:लोकसभा|विधानसभा)\s+की\s+(?:कुल\s+)?\S+\s+सीट(?:ें)?\s+हैं|(?:house|assembly|sabha)\s+has\s+(?:only\s+|just\s+)?\d+(?=\s*[.,;]|\s*$)|there\s+are\s+(?:only\s+|just\s+)?[\w-]+\s+seats"
)
_WON: Final = _r(
    r"जीती\s+(?:थीं?|हैं?)|जीतीं|जीते\s+थे|मिली\s+(?:थीं?|हैं?)|मिलीं|हासिल\s+(?:की|हुई)|पहले\s+स्थान|\bwon\b|"
    r"\bgot\b|\bbagged\b|\bsecured\b|holds?\b|had\s+(?:won|got)|\bfirst\s+in\b|\breduced\s+to\b|जीत\s+(?:पाई|पाया|पायी)|सिमट\s+(?:गई|"
    r"गया)|जीती|जीत\s+सकी|\b(?:took|finished\s+with|ended\s+(?:up\s+)?with|came\s+(?:away|home)\s+with|picked\s+up|walked\s+away\s+with|managed|emerged\s+with)\b|"
    r"जीत\s+पाए|जीत\s+सके|झोली\s+में\s+(?:आई|गई)"
)
_FORECAST: Final = _r(
    r"जीत\s+(?:सकत|पाए|ले|जाए)|जीती?\s+जा\s+सकत|जीतेग|जीतेंग|मिल\s+(?:सकत|जाए|पाए)|मिलेंगी|मिलेगी|मिलने|पाएगी|"
    r"पाएगा|\b(?:can|will|could|would|may|might|to)\s+(?:win|get|cross|bag|secure|end\s+up)\b|\bwinning\b|"
    r"projected|पूर्वानुमान|अनुमान|जीतने\s+(?:का|की|जा)"
)
_TARGET: Final = _r(r"लक्ष्य|जीतना\s+चाह|want(?:s|ed)?\s+to\s+win|टारगेट|\btarget\b|\baim(?:s|ed|ing)?\b|\bgoal\b")
_CONTEST: Final = _r(
    r"लड़ेग|लड़ेंग|लड़न|लड़\s+रह|लड़ी|लड़े|लड़ा|उतार|मैदान|\bcontest(?:ing|ed)?\b|\bfight|\bfield(?:ed|ing)?\b|"
    r"put\s+up\s+candidates"
)
_FOUGHT: Final = _r(r"लड़कर|लड़ी\s+(?:थी|थीं|गई)|लड़ा\s+था|\b(?:had\s+)?fought\b|\bcontested\b")
_SHARING: Final = _r(
    r"बंटवार|बटवार|चाहिए|मांग|प्रस्ताव\s+(?:दिया|मिला)|की\s+पेशकश|छोड़(?!क)|seat[-\s]sharing|"
    r"\bshare\s+of\s+seats|\boffered\b|asked\s+for|\bwants?\s+at\s+least|\bdemand|\bneed\b|\bleave\b|"
    r"give\s+up|\bspare\b|\bcede\b"
)
_VOTE: Final = _r(r"वोट|मत(?:ों)?(?![\p{L}\p{M}])|\bvotes?\b|\bvote[-\s]share\b|polled")
_TURNOUT: Final = _r(r"मतदान\s+(?:प्रतिशत|हुआ|रहा)|\bturnout\b")
_COMMITTEE: Final = _r(r"समिति|कमेटी|पैनल|समूह|टास्क\s+फोर्स|committee|panel|\bgroup\b|task\s+force")
_DECK: Final = _r(r"स्लाइड|पन्न|प्रस्तुति|प्रेजेंटेशन|प्रजेंटेशन|फाइल|\bslides?\b|\bpresentation\b|\bfile\b|\bdeck\b|-page\b")
_REPORT: Final = _r(r"रिपोर्ट|प्रतिवेदन|\breport\b(?!ers)")
_DUE: Final = _r(
    r"देग|देंग|सौंपेग|सौंप(?:ी)?\s+(?:दी\s+)?जाएगी|आ\s+जाएगी|चाहिए|\bwithin\b|\bwill\s+(?:report|submit|"
    r"be\s+ready)|\bby\s+\w+day|would\s+(?:study|report|submit)|\bdue\b|needs?\s+another|more\s+time|और\s+समय|"
    r"तैयार\s+हो|मांगा|extension"
)
_SUBMITTED: Final = _r(r"सौंपी|सौंप\s+दी\s+(?:है|गई|थी)|सौंपा|\bsubmitted\b|handed\s+(?:over|in)|gave\s+its\s+report")
_TALKS: Final = _r(
    r"बातचीत(?!\s+में\s+(?:स्वीकार|कहा|बताया|माना|कबूल))|चर्चा|वार्ता|पेशकश|बात\s+(?:हुई|केवल|सिर्फ)|बात\s+(?:\S+\s+){1,2}(?:की|पर)\s+(?:हुई|थी|है)|मुलाकात|\btalks?\b(?!\s+of\b)|\bdiscuss(?:ion|ions|ed)?\b|"
    r"\boffer\b|negotiation|meeting\s+was\s+(?:about|on)|subject\b|conversation"
)
_FIGHT_ALONE: Final = _r(
    r"अकेले\s+(?:चुनाव\s+)?लड़|\b(?:go|going|goes|contest|contesting|fight|fighting)\s+(?:it\s+)?alone\b"
)
_SCOPE: Final = _r(
    r"जोर\s|जिक्र|केंद्रित\s+रही|के\s+लिए\s+(?:थी|है|आए|काम)|meant\s+for|returning\s+to|was\s+all\s+about|"
    r"\bnot\s+mentioned|(?:was|is|were|only|just|all)\s+about\b|came\s+up|discussed|\b(?:topic|subject|agenda)\s+(?:was|is|remained)\b|नाम\s+(?:भी|तक)\s+नहीं|"
    r"बात\s+(?:सिर्फ|केवल)|की\s+(?:रणनीति|योजना)|का\s+खाका|\b(?:strategy|blueprint|plan|roadmap)\s+(?:for|on)\b"
)
_OFFER: Final = _r(
    r"शामिल\s+(?:हो|कर)|पदाधिकारी|पद\s+(?:चाह|नहीं|का|मांग|की)|सलाहकार|न्योता|(?:पार्टी|दल)\s+का\s+प्रस्ताव|"
    r"offer\b(?!\s+of\s+seats)|सदस्यता\s+लेने|\bjoin(?:s|ed|ing)?\b|\bpost\b|office-bearer|"
    r"\bmembership\s+offer|\bposition\b|\badviser\b|invited|role\b|induct"
)
_OUTCOME: Final = _r(
    r"कार्य\s+समूह|टास्क\s+फोर्स|ठुकरा|मना\s+कर\s+दिया|action\s+group|task\s+force|\bdeclined\b|turned\s+down|"
    r"said\s+no\b"
)
_ALLIANCE: Final = _r(
    r"गठबंधन|गठजोड़|तालमेल|अकेले|साथ\s+मिलकर|\balliances?\b|tie-?ups?|\bpacts?\b|\balone\b|\bpartners?\b|"
    r"\ballied?\b"
)
_ORGANISATION: Final = _r(
    r"संगठन(?:ात्मक)?\s+चुनाव|organi[sz]ational\s+(?:elections?|polls?)|internal\s+(?:elections?|polls?)"
)
_MEMBERS: Final = _r(r"सदस्यता|सदस्यों\s+की\s+संख्या|नए\s+सदस्य|सदस्य\s+(?:बन|जुड़)|\bmembers?\b|membership|enrol")
_DIRECT: Final = _r(r"सीधा\s+मुकाबला|सीधे\s+मुकाबले|सीधी\s+टक्कर|direct\s+(?:contest|fight)|head-to-head|straight\s+fight")


def topic_of(text: str, amount: Amount | None, states: int = 0, at: int = 0) -> str | None:
    """The topic of a folded text, seen from one of its figures; None when no rule fits.

    Parameters
    ----------
    text
        What the figure stands in: its own stretch of the statement.
    amount
        The figure, or None for a statement without one.
    states
        How many states the statement names.
    at
        Where the figure stands in the text.
    """
    if amount is not None:
        found = _by_unit(text, amount, at)
        if found or amount.unit not in _IN_PASSING:
            return found
    return _by_words(text, states)


def _by_unit(text: str, amount: Amount, at: int) -> str | None:
    match amount.unit:
        case "seats":
            return _seats(text, at)
        case "percent" | "points":
            if _TURNOUT.search(text):
                return "turnout"
            if regex.search(r"बूथ|booth", text):
                return "booths"
            return "vote_share" if _VOTE.search(text) and not regex.search(r"swing|स्विंग", text) else None
        case "votes":
            return "votes"
        case "members" | "leaders":
            if _COMMITTEE.search(text):
                return "committee_members"
            return "party_members" if amount.high >= 10_000 or (_MEMBERS.search(text) and amount.high >= 1000) else None
        case "slides" | "pages":
            return "deck_version"
        case "hours" | "days" | "weeks" | "months":
            return "report_due" if _REPORT.search(text) or _COMMITTEE.search(text) else None
        case "rupees":
            return "budget"
        case "booths":
            return "booths"
        case "meetings":
            return "meetings"
        case "candidates":
            return "deposits_forfeited" if _DEPOSIT.search(text) else "candidates"
    return None


def _seats(text: str, at: int) -> str | None:
    ranks = ((_DEPOSIT, "deposits_forfeited"), (_SECOND, "seats_second"), (_THIRD, "seats_third"))
    near = [(min(abs(m.start() - at), abs(m.end() - at)), topic) for rule, topic in ranks for m in rule.finditer(text)]
    if near:
        return min(near)[1]
    rules = (
        (_DIRECT, "direct_contests"), (_HOUSE, "house_size"),
        (_ALONE, "seats_alone"), (_TARGET, "seat_target"), (_FORECAST, "seats_forecast"), (_FOCUS, "focus_seats"), (_SHARING, "seat_sharing"),
        (_PARTNERS, "partners_seats"), (_WON, "seats_won"), (_FOUGHT, "seats_contested"), (_CONTEST, "seats_to_contest"),
    )  # fmt: skip
    return next((topic for rule, topic in rules if rule.search(text)), None)


def _by_words(text: str, states: int) -> str | None:
    if _ORGANISATION.search(text):
        return "organisation_election"
    if states and _FIGHT_ALONE.search(text):
        return "alliance_plan"
    if (states or regex.search(r"20\d\d", text)) and _SCOPE.search(text):
        return "scope_of_talks"
    if _OUTCOME.search(text):
        return "outcome"
    if _DECK.search(text) and not _REPORT.search(text):
        return "deck_version"
    if _REPORT.search(text) and _SUBMITTED.search(text):
        return "report_submitted"
    if _REPORT.search(text) and _DUE.search(text):
        return "report_due"
    if _OFFER.search(text) and not states:
        return "offer"
    if _TALKS.search(text):
        return (
            "seat_sharing"
            if regex.search(r"सीट\s+बंटवार|seat[-\s]sharing|\bsharing\b[^,.;]*\bseats\b", text)
            else "scope_of_talks"
        )
    if _SHARING.search(text) and regex.search(r"सीट|seat", text):
        return "seat_sharing"
    if _ALLIANCE.search(text):
        return "alliance_plan"
    return "offer" if _OFFER.search(text) else None
