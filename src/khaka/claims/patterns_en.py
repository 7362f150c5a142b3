"""Words and patterns of English attribution: verbs of saying and denying, their forms, and nouns that can speak."""

from __future__ import annotations

from typing import Final

import regex

from khaka.claims.cues import listed

DENY_VERBS: Final = listed(
    "denied denies dismissed dismisses rejected rejects refuted refutes rubbished disputed disputes disowned "
    "disowns contradicted trashed junked "
    "debunked disagreed repudiated challenged questioned questions ridiculed mocked scoffed derided scotched "
    "nixed spurned faulted rubbishes contradicts trashes debunks ridicules mocks derides scotches repudiates disagrees"
)
SAY_VERBS: Final = listed(
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
    "found finds gives gave give wondered wonders asked asks dubbed dubs labelled branded likened "
    "describe call called calls termed terms described describes put puts accused accuses hoped say tell claim "
    "insist argue maintain add "
    "read reads affirmed surmised opined felt demanded urged implied reaffirmed intimated "
    "informed volunteered assured written jibed sneered snapped mused ventured posited professed attested "
    "testified testifies swore insinuated bragged boasted "
    "admit concede acknowledge suggest allege contend warn complain predict fear feared hopes fears grumble whisper stress point "
    "wants vouches vouched rued lashes scoffs snaps quips mocks retorts counters concurs concurred swears bets wagers "
    "recalls comments remarks replies responds reiterates discloses emphasises emphasizes underlines pledges jokes fumes laments "
    "complains confides elaborates concludes informs muses ventures reminds reminded repeats repeated swears grumbles murmurs "
    "whispers calculates submits pleads figures testifies implies intimates proclaims proclaimed objected objects protested "
    "protests conveyed conveys echoed echoes sighs sighed growls growled deadpans deadpanned "
    "guesses guessed promise recall confirm assert declare assure deny reject dispute "
    "confessed confesses confess assures assured remembers remembered recollects recollected blamed blames fancied figured foresees foresaw "
    "submitted pleaded lashed exclaimed gushed grumbled murmured whispered hinted spelt reckoned calculated "
    "calculates reasons theorised mutters muttered sneers snorts snorted chuckles chuckled grins shrugs marvels marvelled chides chided moans "
    "moaned jests jested frets fretted rails thunders opines avers averred surmises hazards hazarded blurts blurted groans quibbles crows "
    "crowed teases teased gripes griped carps exclaims taunts jeers jeered sketched outlined outlines sketches envisages envisaged envisions "
    "imagines imagined pictures"
)
PHRASAL: Final = (
    r"wav(?:es|ed)\s+(?:it|this|that|them)\s+(?:away|off|aside)|(?:laugh|brush|shrug|bat|swat|shoot|shot|toss)(?:s|es|ed|d|ted)?\s+(?:(?:it|this|that|them|(?:the|such|his|her|their|its|any|all)\s+[\p{Ll}-]+)\s+)?"
    r"(?:off|aside|away|down)|let(?:s)?\s+(?:it\s+)?(?:slip|on|be\s+known)|(?:sums?|summed)\s+(?:it|this|things|that)?\s*up|"
    r"poured\s+cold\s+water\s+on|ruled\s+out|took\s+issue\s+with|hit\s+back|shot\s+back|pointed\s+out|"
    r"points\s+out|made\s+(?:it\s+)?clear|gave\s+an?\s+assurance|went\s+further|went\s+on(?=\s*[,.\"]|"
    r"\s+to\s+say)|chimed\s+in|weighed\s+in|(?:was|were|is|are)\s+(?:emphatic|categorical|clear|"
    r"adamant|firm|insistent|confident|certain|sure|convinced|hopeful|worried|afraid|of\s+the\s+(?:view|opinion))\s+"
    r"(?=that\b|the\b|his\b|her\b|its\b|their\b|it\b|they\b|he\b|she\b|(?-i:\p{Lu}))|"
    r"(?:is|was|are|were|can\s+be|could\s+be)\s+(?:heard|seen)\s+(?:saying|telling|claiming|declaring|boasting|asking|urging)|"
    r"(?:st[iu]ck|sticks|stood|stands)\s+(?:to|by)\s+(?:his|her|the|its|their)\s+(?:\p{L}+\s+)?(?:estimate|number|claim|figure|account|story|version|"
    r"stand|count|word|remark|prediction)s?|point\s+out|would\s+rather|(?:speaks?|spoke|talks?|talked)\s+of|throws\s+up\s+\w+\s+hands|"
    r"(?:was|were)\s+quick\s+to\s+(?:add|deny|point\s+out|say|clarify)|(?:was|were|is|"
    r"are)\s+quoted\s+(?:by\s+[\p{L}\s]{2,30}?\s+)?(?:as\s+saying|saying)|has\s+it\s+(?=that)|"
    r"took\s+to\s+(?:twitter|social\s+media|x)\b|"
    r"(?:is|are|was|were|been|keeps?|kept)\s+(?:now\s+|still\s+|also\s+|already\s+|openly\s+|privately\s+)?(?:saying|reporting|claiming|"
    r"suggesting|insisting|arguing|maintaining|alleging|hinting|repeating|warning|predicting|projecting|estimating|asserting|contending|"
    r"running\s+(?:a\s+)?(?:report|story|ticker)|telling\s+(?:\p{L}+\s+){0,3}\p{L}+)(?=\s+(?:that|the|a|an|its|his|her|\d|\p{Lu})\b|\s*[,:\"])"
)
SEES: Final = regex.compile(
    r"\b(?:sees?|saw|views?|regards?|considers?|treats?)\s+(?:it|this|that|these|the\s+\w+|his|her|"
    r"their)\b[^.\"]{0,40}\bas\b",
    regex.IGNORECASE,
)
#: Any verb with "that" after a speaker says something; these do not.
ANY_THAT: Final = regex.compile(r"\b(?P<say>\p{Ll}{3,}(?:ed|es|s|t|ld|ew|ke))\s+that\b")
NOT_SAYING: Final = frozenset(
    listed(
        "ensured ensures decided decides saw sees found finds realised realized learnt learned discovered showed "
        "shows meant means proved proves fact view so such given heard hears knew knows resolved"
    )
)
NEED_OBJECT: Final = {
    "put": r"\s+(?:(?:the|its|their|his|her|that|this|it)\b|\p{Lu}).*\b(?:at|close|closer|near|nearer|around|between|above|below|under|over)\b",
    "puts": r"\s+(?:(?:the|its|their|his|her|that|this|it)\b|\p{Lu}).*\b(?:at|close|closer|near|nearer|around|between|above|below|under|over)\b",
    "point": r"\s+out\b",
    **dict.fromkeys(("found", "finds"), r"\s+that\b"),
    **dict.fromkeys(
        ("tell", "tells", "told"),
        r"(?!\s+(?:it|this|the\s+story|things)\s+(?:the\s+other|another|differently|otherwise|quite|rather)\b)",
    ),
    **dict.fromkeys(("grins", "shrugs", "chuckles", "chuckled", "rails"), r"\s*(?:[,.\"]|that\b|\p{Lu})"),
    **dict.fromkeys(
        ("pictures", "imagines", "imagined", "outlines", "sketches"),
        r"\s+(?:for\s+\p{L}+\s+)?(?:an?|the|that|his|her|its)\b",
    ),
    **dict.fromkeys(("gives", "gave", "give"), r"\s+[^.;\"]{0,50}\d"),
    **dict.fromkeys(
        ("asked", "asks", "wondered", "wonders"),
        r"\s+(?:\p{L}+\s+){0,3}?(?:if|whether|why|how|what|who|when|where)\b|\s+(?!not\b)(?:[\p{L}'()¤]+\s+){1,8}?to\s+\p{Ll}+|"
        r"\s+for\s+(?:\p{L}+\s+){0,3}\d",
    ),
    **dict.fromkeys(("blamed", "blames"), r"\s+.*\b(?:for|on)\b"),
    **dict.fromkeys(("figured",), r"\s+(?:that|the|it)\b"),
    **dict.fromkeys(
        ("remembers", "remembered"), r"\s*(?:[,.\"]|that\b|how\b|when\b|the\b|\p{L}+ing\b|(?:only\s+|just\s+)?\d)"
    ),
    "wants": r"\s+.*\d",
}
CALLS: Final = frozenset(
    listed("dubbed dubs labelled branded likened called calls call termed terms described describes describe")
)
#: "announced three groups" is an act; "announced that" is a statement.
ACTS: Final = frozenset(listed("announced announces declared declares submitted released"))
#: "called the offer an insult" says something, "called a meeting" does not.
CALLED: Final = regex.compile(
    r"\s+(?:it|this|that|these|those|all|him|them|such|reports?|talk|any|suggestions?|his|her|their|its|"
    r"\p{Lu}\p{Ll}+|the(?!\s+(?:meeting|session|shots|leaders|workers|committee|bandh|press)))\b"
)
NEGATIVE: Final = regex.compile(
    r"\b(?:incorrect|false|baseless|wrong|untrue|speculation|fake|forged|mischief|rumou?rs?|fiction|imaginary|"
    r"misleading|unfounded|nonsense|guesswork|absurd|fabricated|a\s+lie|lies)\b"
)
VERB: Final = regex.compile(
    rf"\b(?:(?P<deny>{'|'.join(DENY_VERBS)})|(?P<say>{'|'.join(SAY_VERBS)})|(?P<phrasal>{PHRASAL}))\b",
    regex.IGNORECASE,
)
ADVERBS: Final = frozenset(
    listed(
        "also later further then again however repeatedly earlier has have had since flatly firmly categorically "
        "reportedly clearly merely simply only never "
        "meanwhile nevertheless though openly publicly privately promptly quickly since already once quietly "
        "bluntly too still now nonetheless long on"
    )
)
MODAL: Final = frozenset(
    listed(
        "to not will would could should may might must can cannot didn't don't doesn't wouldn't refused did does do let"
    )
)
BE: Final = frozenset(listed("was were been is are being be get got"))
STOP: Final = frozenset(
    listed(
        "that but while whereas because if when as though although before or which where than so yet even what how "
        "whether since until unless after"
    )
)
NOUNY: Final = frozenset(
    listed(
        "two three four five six seven eight nine ten both the a an this that these those its their his her our of "
        "such any no all many several conflicting rival some media news such more other various"
    )
)
VERB_OR_NOUN: Final = frozenset(
    listed(
        "claim claims reports notes posts states terms puts projects counts estimates calls claim estimate reads "
        "hints say expect"
    )
)
#: These are verbs only after a plural: "its leaders concede", not "an admit card".
BASE: Final = frozenset(
    listed(
        "admit concede acknowledge suggest allege contend warn complain predict fear grumble whisper stress believe claim "
        "insist argue maintain say tell feel think expect agree add reckon describe call estimate disclose point"
    )
)
#: What finds says something; who finds learns something.
STUDY: Final = regex.compile(
    r"\b(?:study|survey|poll|report|analysis|paper|audit|review|research\w*)\b[^.]*$", regex.IGNORECASE
)
PLURAL: Final = regex.compile(
    r"(?:\b(?:we|they|you|i|who|people|many|some|others?|both|few|several|all|most|mps|mlas)|\p{L}s|men|women)(?:\s+(?:\p{L}+ly|also|too|"
    r"in\s+private|who\s+.*|in\s+the\s+.*|of\s+.*|close\s+to\s+.*|familiar\s+with\s+.*|here|there|now|still))?\s*[,]?\s*$",
    regex.IGNORECASE,
)
#: "Leaders present at the meeting say": the head of the phrase, not its last word, tells the number.
PLURAL_HEAD: Final = regex.compile(
    r"(?:(?!of\b|at\b|in\b|from\b)[\p{L}'()¤-]+\s+){0,4}?(?:people|those|others|some|many|several|few|both|\p{L}{3,}[^\W\dsu]s)\s+"
    r"(?:present|who|in|of|at|from|close|familiar|aware|privy|near|around|with|attending|working|involved|on|across|inside|within|that)\b",
    regex.IGNORECASE,
)
#: "For a former minister who asked not to be named, the list is a waste"
FOR: Final = regex.compile(
    r"^\W*(?:For|To)\s+(?P<np>[^,\"]{4,140}?),\s+(?:(?:the|this|that|it|these|such|all|both|none|his|her|its|no|every|there|an?|\p{Lu}\p{L}+)\s+"
    r"(?:[\p{L}'-]+\s+){0,4}?(?:is|was|are|were|remains?)\b|(?:[\p{L}'-]+\s+){1,8}?(?:is|was|are|were|remains?|misses|means|looks|sounds|"
    r"amounts|makes|matters|counts|seems|shows|proves)\b)",
)
#: "Let them sit together," was all he would say
WAS_ALL: Final = regex.compile(
    r"\b(?:was|is)\s+(?:all|the\s+\p{L}+\s+(?:response|reply|answer)\s+of|how)\s+(?P<np>[^,.;:\"]+?)\s+(?:would|could|had\s+to|was\s+willing\s+to|put|described)\b"
)
ACCORDING: Final = regex.compile(
    r"\b(?:according\s+to|as\s+per|in\s+the\s+words\s+of|going\s+by|if\s+(?:one|you|we|anyone)\s+(?:(?:is|are|were|was)\s+to\s+)?(?:believes?|trusts?|goe?s?\s+by|asks?)|"
    r"to\s+(?:go\s+by|believe))\s+(?:what\s+)?(?P<np>(?:(?:prof|dr|mr|mrs|ms|smt|"
    r"shri|adv|col|gen|\b\p{L})\.\s?|[^,.;:\"])+)",
    regex.IGNORECASE,
)
#: "by Bansal's reckoning", "in Rao's view"
OWN: Final = regex.compile(
    r"\b(?:by|in|on)\s+(?P<np>(?:\p{L}[\p{L}.-]*\s+){0,4}\p{L}[\p{L}.-]*)'s?\s+(?:own\s+)?(?:reckoning|count|"
    r"estimate|account|calculation|admission|telling|view|words|opinion|estimation|assessment|version|book|arithmetic|eyes|reading|"
    r"judgement|judgment|tally|figures)\b|"
    r"\b(?:by|in|on)\s+(?:the\s+)?(?:own\s+)?(?:reckoning|count|estimate|account|calculations?|admission|telling|view|words|opinion|"
    r"estimation|assessment|version|arithmetic|judgement|judgment|eyes)\s+of\s+(?P<np>[^,.;:\"]+?)(?=\s*[,.;:]|$)",
    regex.IGNORECASE,
)
#: "a number shared by a former MP"
SHARED: Final = regex.compile(
    r"\b(?:number|figure|figures|data|details?|information|count|list|copy|numbers)\s+(?:shared|given|"
    r"provided|cited|put\s+out|released|quoted|supplied|tweeted|posted)\s+by\s+(?P<np>[^,.;:\"]+)",
    regex.IGNORECASE,
)
DATA: Final = regex.compile(
    r"\b(?P<np>(?:\p{L}[\p{L}'.-]*\s+){1,4}(?:figures|data|records|results|numbers|documents|"
    r"statistics))\s+(?:show|shows|suggest|suggests|indicate|indicates|reveal|reveals|say)\b"
)
#: A verb in the present after a comma and before a name: ", boasts Tara Iyer"
ANY_TAIL: Final = regex.compile(
    r"[,\"]\s*(?P<say>\p{Ll}{4,}(?:s|"
    r"ed))(?=\s+(?:\p{Ll}[\p{L}'-]*\s+){0,4}(?:\p{Lu}[\p{L}.]*\s+)+\p{Lu}\p{L}+)|(?<=[\p{L}\p{P}¤]\")\s+(?P<say>\p{Ll}{4,}(?:s|ed))(?=\s+(?:one|another|he|she|they|an?\s|the\s))"
)
#: A comment clause, whatever its verb: ", one of them confessed to me,", ", Walia reminds the cameras."
COMMENT: Final = regex.compile(
    r",\s*(?P<np>(?:an?|the|one|two|some|another|party|state|senior|he|she|they|\p{Lu})(?:\s?[\p{L}\p{M}'.()¤&-]+){0,9}?)\s+(?P<say>\p{Ll}{3,}(?:[^su\W]s|ed))"
    r"(?:\s+(?:to|at|on|over|in|with|me|us|our|the|this|his|her|a|an|\p{L}+)){0,4}?\s*(?=[,.;]|$)"
)
#: Sentences that open with these hang on what follows the comma: it tells, it does not comment.
SUBORDINATE: Final = regex.compile(
    r"\W*(?:when|while|after|before|if|as|since|because|although|though|until|once|whenever|despite|in|on|at|by|with|without|for|to|from|under|"
    r"over|during|outside|inside|meanwhile|however|later|earlier|then|so|but|and|yet|still|\p{L}+ing|\p{L}+ly|asked|told|of|among)\b",
    regex.IGNORECASE,
)
BELIEVED: Final = regex.compile(
    r"\b(?P<np>(?:the\s+)?(?:\p{L}+\s+){0,2}\p{L}+'s)\s+(?:\p{L}+\s+)?(?:line|stand|position|view|contention|argument|case|refrain|answer|reply)\s+"
    r"(?:is|was|has\s+been)\s+that|\bif\s+(?P<np>[^,.;:\"]+?)\s+(?:is|are|were)\s+to\s+be\s+believed|\bthe\s+(?:view|opinion|assessment|"
    r"contention|claim|argument)\s+of\s+(?P<np>[^,.;:\"]+?)\s+(?:is|was)\s+that|"
    r"\bas\s+(?P<np>(?:\p{L}[\p{L}.'()-]*\s+){1,7}?)(?:has|had|have|would\s+have)\s+it\b|\bto\s+hear\s+(?P<np>[^,.;:\"]+?)\s+tell\s+it|"
    r"\b(?:take|taking|on|only|have|is)\s+(?:only\s+)?(?P<np>(?:[\p{L}-]+\s+){0,5}?[\p{L}.-]+)'s?\s+word\s+(?:for\s+(?:it|that|this)|alone|that)\b",
    regex.IGNORECASE,
)
#: "As Marandi puts it", "as one of them put it"
AS_PUT: Final = regex.compile(
    r"\b(?:as|so)\s+(?P<np>(?:\p{L}[\p{L}.'()-]*\s+){1,7}?)(?:puts?|told|tells|sees|saw|describes|described)\s+(?:it|things)\b",
    regex.IGNORECASE,
)
#: "The word from the strategist's side is that"
WORD_FROM: Final = regex.compile(
    r"\bthe\s+(?:word|message|signal|line|feeling|sense|version|story|reply|answer)\s+(?:from|in|within|inside|of)\s+(?P<np>[^,.;:\"]+?)\s+(?:is|was)\s+that\b",
    regex.IGNORECASE,
)
#: "Ask Tripathi and he will tell you that"
ASK: Final = regex.compile(
    r"^\W*Ask\s+(?P<np>[^,.;:\"]+?)\s*(?:,[^\"]*,)?\s+and\s+(?:he|she|they)(?:\s+(?:will|would)|'ll)\s+(?:tell|say|swear|insist)\b"
)
#: "Her own model has 221"
HIS_OWN: Final = regex.compile(
    r"(?:\b(?:[Ii]n|[Bb]y|[Oo]n)\s+(?P<np>his|her|their)\s+(?:own\s+)?(?:reckoning|telling|view|account|estimation|opinion|words|count|book|assessment)\b|"
    r"^\W*(?P<np>His|Her|Their)\s+(?:own\s+)?(?:model|survey|estimate|count|figure|number|tally|answer|reply|response|guess|calculation|projection|forecast)\s+"
    r"(?:has|is|gives|shows|puts|says|stands|comes|was|had|gave)\b|"
    r"[\",]\s*(?:is|was|remains|has\s+been)\s+(?P<np>his|her|their)\s+(?:[\p{L}-]+\s+)?(?:version|verdict|answer|reply|response|refrain|line|explanation|summary|lament|boast|retort|motto)\b)"
)
QUOTED: Final = regex.compile(
    r"\b(?:quoted|quotes|quoting|cited|citing)\s+(?!by\b)(?P<np>[^,.;:\"]+?)\s+as\s+(?:saying|having\s+said|"
    r"claiming|telling)",
    regex.IGNORECASE,
)
CITING: Final = regex.compile(
    r"\b(?:quoting|citing|attributed\s+to|attributing\s+it\s+to)\s+(?P<np>[^,.;:\"]+)", regex.IGNORECASE
)
BY: Final = regex.compile(
    r"\b(?:was|were|been|is|are)\s+(?:(?P<deny>denied|dismissed|rejected|disputed|refuted|contradicted)|"
    r"claimed|confirmed|announced|told|alleged|suggested|stated|disclosed|put\s+forward|informed)\s+"
    r"(?:\p{Ll}+\s+){0,4}?by\s+(?P<np>[^,.;:\"]+)",
    regex.IGNORECASE,
)
#: "a charge rejected by Murthy", "a figure disputed by the survey's author"
PARTICIPLE: Final = regex.compile(
    r",\s*(?:an?|the|something|which\s+(?:is|was))\s+(?:[\p{Ll}-]+\s+){0,3}?(?:(?P<deny>denied|dismissed|rejected|disputed|refuted|contradicted|"
    r"contested|challenged|rubbished|ridiculed|mocked|trashed|questioned)|echoed|confirmed|endorsed|seconded|repeated|backed)\s+"
    r"(?:\p{Ll}+\s+){0,3}?by\s+(?P<np>[^,.;:\"]+)",
    regex.IGNORECASE,
)
PASSIVE: Final = regex.compile(
    r"\b(?:it\s+(?:is|was|has\s+been|had\s+been|emerged|transpired)\s*(?:learnt|learned|understood|reported|"
    r"believed|said|claimed|alleged|reliably\s+learnt|being\s+said|gathered)?\s*(?:that)?"
    r"|(?:is|are|was|were)\s+(?:said|learnt|learned|understood|believed|reported|rumou?red|likely\s+to|tipped|"
    r"expected)\s+to|reportedly|allegedly|the\s+(?:buzz|talk|word|rumou?r|speculation|chatter|whisper|"
    r"gossip)\s+(?:[\p{L}]+\s+){0,5}?(?:is|was)\s+that|there\s+(?:is|was|are|were|"
    r"has\s+been)\s+(?:\w+\s+)?(?:talk|speculation|chatter|buzz|word|rumou?rs?|reports?)|(?:reports|rumou?rs|"
    r"talk|speculation|word|buzz)\s+(?:said|has\s+it|suggest(?:s|ed)?|(?:is|was|are)\s+that))\b",
    regex.IGNORECASE,
)
IT_IS: Final = regex.compile(
    r"whisper|gossip|chatter|learnt|learned|understood|reported|believed|said|claimed|alleged|gathered|"
    r"emerged|transpired|reportedly|allegedly|rumou?r|talk|speculation|word|buzz|reports|tipped|expected"
)
SAID_SILENTLY: Final = regex.compile(
    r"(?:declined|refused)\s+(?:to\s+(?:comment|respond|speak|be\s+drawn|say|answer|discuss)|comment)|"
    r"did\s+not\s+(?:respond|reply|comment|answer|return|take\s+calls)|could\s+not\s+be\s+reached|"
    r"no\s+comment|was\s+not\s+available|were\s+not\s+available|made\s+no\s+comment",
    regex.IGNORECASE,
)
AFTER: Final = regex.compile(
    r"\s+(?:on\s+\w+day\s+)?(?P<np>(?:the|a|an|one|another|some|two|three|several|its|his|her|party|senior|"
    r"sources?|he|she|they|(?:\p{Ll}[\p{L}'-]*\s+){1,4}(?=\p{Lu}\p{Ll})|\p{Lu})(?:[^,.;:\"]|(?<=\d)[,.](?=\d)|(?<=\b\p{Lu})\.|(?<=\b(?:Dr|Mr|Ms|Mrs|Prof|Smt))\.)*)"
)
AFTER_END: Final = regex.compile(
    r"\s+(?:who|while|when|during|on\s+(?:condition|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"record|his|her|the|social|x\b|twitter)|in\s+(?:a|an|the|his|her|response|reply|delhi|"
    r"lucknow|patna|\p{Lu}\p{Ll}+)|at\s+(?:a|an|the)|to\s+(?:reporters|this\s+\w+|the\s+(?:press|media|daily|"
    r"news|channel|paper|agency)|\p{Lu}\p{L}+\s*$)|after|before|here|later|adding|as|over|from\s+the\s+dais|"
    r"about|that|but|and\s+(?:that|added|said))\b.*$",
    regex.IGNORECASE,
)
FINITE: Final = regex.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|do|does|did|contest|focus|"
    r"win|won|met|came|went|made|took|asked|asks|holds?|needs?|gets?|got|(?<!in\s+the\s+)knows?|polled|wants?|lost|loses|"
    r"stood|ran|runs|"
    r"says?|said|fell|rose|received|secured|forfeited|bagged|gave|gives|makes?|began|remains?|remained|"
    r"finished|shows?|showed|paid|spent|drew|led|faces?|faced|plans\s+to|hopes\s+to|cannot|continues?|begins?|"
    r"lies|lie)\b",
    regex.IGNORECASE,
)
LEAD: Final = regex.compile(
    r"^(?:(?:inside|within|in)\s+(?:the\s+)?\p{Lu}[\p{L}()&-]+(?:\s\p{Lu}[\p{L}()&-]+)?(?=\s+(?:an?|one|some|two)\s)|and|but|however|meanwhile|later|earlier|still|so|then|also|besides|separately|today|yesterday|now|"
    r"in\s+turn|on\s+the\s+other\s+hand|indeed|privately|publicly|officially|"
    r"on\s+\w+day|by\s+(?:evening|night|noon|morning|afternoon|dusk|nightfall|then|now)|late\s+on\s+\w+day|at\s+the\s+same\s+time|for\s+(?:his|her|its|their)\s+part|"
    r"only|once|even|an?\s+(?:charge|claim|allegation|suggestion|assertion|contention)(?=\s+\p{Lu}))\s+",
    regex.IGNORECASE,
)
#: "Our votes went," is the version of Umesh Bharat; "..." was Rao's verdict
IS_OF: Final = regex.compile(
    r"[\",]\s*(?:is|was|runs|ran|goes|went|comes|came|remains|has\s+been)\s+(?:the|an?)\s+(?:[\p{L}-]+\s+)?(?:version|view|verdict|answer|reply|response|refrain|line|account|"
    r"explanation|complaint|description|summary|assessment|lament|boast|estimate|retort|opinion|advice|warning|theory)\s+(?:of|from|given\s+by|offered\s+by)\s+(?P<np>[^,.;:\"]+)|"
    r"[\",]\s*(?:is|was|runs|ran|goes|went|remains)\s+(?P<np>(?:\p{L}[\p{L}.-]*\s+){0,4}\p{L}[\p{L}.-]*)'s?\s+(?:[\p{L}-]+\s+)?(?:version|view|verdict|answer|reply|response|refrain|line|"
    r"account|explanation|complaint|description|summary|assessment|lament|boast|retort|opinion|advice|warning|theory)\b"
)
PRONOUNS: Final = frozenset({"he", "she", "they", "him", "her", "them", "it"})
TOKEN: Final = regex.compile(r"[\p{L}\p{M}\p{N}'&.()¤-]+|[,;:!?\"]")
LONGEST: Final = 18

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
    r"study|paper|colleagues?|confidants?|managers|friends?|man|woman|employees?|staffers?|websites?|portal|magazine|weekly|blog|"
    r"volunteers?|staff|organisers?|organizers?|interns?|advisers?|lieutenants?|handlers?|supporters?|sympathisers?|leadership|teacher|"
    r"pamphlets?|leaflets?|posters?|booklets?|circulars?|brochures?|handbills?|bulletins?|newsletters?|letters?|messages?|advertisements?|"
    r"headquarters|secretariat|office|hoardings?|banners?|scientists?|historians?|economists?|commissioner|"
    r"network|broadcaster|lawyers?|loyalists?|cadres?|critics?|cell|wing|desk|bureau|department|association|"
    r"old-?timers?|old\s+hands?|stalwarts?|delegates?|consultanc(?:y|ies)|politburo|"
    r"body|side|voices?|figures?|dissidents?|rebels?|section|faction|circles)\b",
    regex.IGNORECASE,
)
