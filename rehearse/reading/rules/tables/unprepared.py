"""What shows that the learner does not know who the contact is."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "what_do_you_do",
        r"\bwhat (?:is it )?(?:(?:exactly|actually) )?(?:that )?(?:do )?you (?:actually |exactly |even "
        r"|all )?do(?:es)?(?: \w+)?(?: (?:exactly|again|actually|here|there|at|for|over|in|all|then|anyway"
        r"|as|yourself)\b.{0,30})?(?:[?.,!]|$)|\bwhat (?:exactly )?(?:is|are) (?:it )?you (?:do"
        r"|are)(?: exactly)?[?.,]?|\bwhat is it (?:exactly )?(?:that )?you do\b",
    ),
    (
        "what_is_your_field",
        r"\bwhat is your (?:field|work|job|line|trade|role|subject|area|title|business|profession|game|thing"
        r"|name again|speciality)\b|\bwhat(?:'s| is) your name\b|\bwhat (?:kind|sort"
        r"|line) of (?:\w+ )?(?:work|business|job|doctor|engineer|writer|artist"
        r"|company)\b.{0,20}\b(?:are you|do you|is it)|\btell me what is your field\b"
        r"|\bwhat are you,? (?:\w+ )?(?:a|an|then|exactly)?\b",
    ),
    (
        "who_are_you",
        r"\bwho are you\b(?! (?:when|reading|writing|thinking|rooting|cooking|trying))|\bremind me(?:,"
        r"| again)? (?:what|who|which|where|how)\b|\bwho (?:am i (?:talking|speaking) (?:to|with)"
        r"|is this i)\b|\bsorry,? (?:and )?you are\b|\band you are\.*\??$|\bstage name\b",
    ),
    (
        "did_not_read",
        r"\bi (?:have|had|did|do|must|would|was|am)? ?(?:not|never|sort of stopped|got round|haven't"
        r"|forgot(?: to)?|meant)(?: \w+){0,4} (?:read|look(?:ed)?(?: you)? up|check(?:ed|ing)?|google\w*"
        r"|prepare\w*|get (?:round|around)|got (?:round|around) to|research\w*|do my homework|(?:go|get"
        r"|got) (?:any )?further|look at your|see your|watch\w* any|open(?:ed)? (?:your|the)|caught what"
        r"|asked (?:at )?what|click\w*)\b|\b(?:further i had|did not (?:get|go) (?:any )?further"
        r"|got no further|meant to (?:read|look|google)|no time to (?:read|prepare|look)|have not (?:read"
        r"|looked|checked|googled))\b",
    ),
    (
        "no_idea_who",
        r"\b(?:no|not (?:a|the) (?:clue|foggiest|first|faintest)|have not a|not a|without a|zero|what"
        r"|any)? ?(?:idea|clue|notion|baldy|foggiest)(?: of)? (?:who|what) (?:you|it is you|your|this)\b"
        r"|\b(?:do|did|does|could|would|couldn't) not (?:even |really |actually |know |tell you )*(?:know"
        r"|tell|say|remember|sure)?(?: a thing| anything| much| the first thing)?(?: about)? ?(?:what|who"
        r"|which)(?: it is| exactly| kind| sort)? ?(?:you|your|that you|of)\b(?! (?:mean|want|think|thought"
        r"|would))|\bdo(?:es)? not know (?:anything|a thing|much|your work|you at all|how is your)\b"
        r"|\bnot sure (?:what|who) (?:you|it is)\b|\bwithout knowing (?:what|who)\b"
        r"|\bhonestly i don'?t know what you do\b|\bknow your work at all\b"
        r"|\bdid not tell me a thing about you\b",
    ),
    (
        "or_is_it",
        r"\b(?:are you|do you|is it|you are|were you|did you) (?:\w+ ){0,6}(?:or|,) (?:are you|do you|is it"
        r"|did you|were you|more|something|what|that|the)\b.{0,40}\?|\bor is (?:it|that)\b.{0,30}\?"
        r"|\bis it a \w+\?|\bis it \w+ you do\b",
    ),
    (
        "just_a_name",
        r"\b(?:just|only) (?:saw|had|got|have|clicked|know|knew|gave me|told me|says?|said|wrote|picked"
        r"|remembered)(?: \w+){0,3} (?:your name|a name|the name|your first name|your number|your photo"
        r"|your badge|the ring|and a star)\b|\b(?:it|calendar|list|slip|paper|card|page|badge) (?:only"
        r"|just) (?:says|said)\b|\ball i (?:have|know|got) is\b|\bi only know two things\b|\bit (?:said"
        r"|says) \"?\w+\"? and\b|\byour name (?:was|is|came|had|stood)(?: \w+){0,3} (?:on|up|first|next|in"
        r"|with)\b",
    ),
    (
        "picked_at_random",
        r"\b(?:at random|off (?:the|a) (?:mentor )?list|from (?:the|a) (?:mentor )?list|mentors? (?:list"
        r"|page|app|programme)|whoever (?:was|is|had)|first (?:name|one) (?:on|in|i)|stuck a pin"
        r"|one (?:creative|person|mentor) per week|week nineteen|three of these (?:talks|chats)"
        r"|quantity first|somebody assigned|the (?:app|algorithm|organisers?) (?:put|matched|gave|picked)"
        r"|wrong page|wrong (?:person|session)|mixed you up|i thought you were|i took (?:it|you) (?:for"
        r"|to be|you)|stopped checking|every(?:one|body) with an?|twenty (?:workshops|people) in one"
        r"|copied (?:and pasted|it) to)\b",
    ),
    (
        "all_i_had",
        r"\b(?:all|the only thing|everything) (?:i|we|my \w+)(?: ever)? (?:knew|know|have|had|got|been told"
        r"|was told|could find|wrote)\b|\b(?:screen|sheet|row|list|paper|calendar|slip|invite|diary|phone"
        r"|invitation|spreadsheet)\b.{0,24}\b(?:says?|said|has|only)\b|\b(?:only|just) (?:ever )?(?:your|a"
        r"|the) (?:first |sur)?name\b|\bi (?:have|had|got) (?:here )?only\b|\bnothing else\b"
        r"|\bby the (?:title|photo|picture|badge)\b|\bsaw ['\"]?\w+['\"]? (?:next to|on the door)"
        r"|\bdid not say which\b|\bnot say (?:name|where)\b",
    ),
    (
        "wrong_picture",
        r"\bi (?:was expecting|pictured|had you down|had (?:it|you) (?:in my head|down)|got it into my head"
        r"|imagined|took (?:it|you)|thought (?:you|it|this) (?:was|were|did|had)|figured you|assumed"
        r"|would have guessed|guessed|half thought)\b|\byou down as\b|\bthought (?:maybe )?a \w+$"
        r"|\bdid not see this coming\b|\bwhat (?:a|an) \w+ \w+ even is\b|\bi would guess\?|\bno\?.{0,30}$",
    ),
    (
        "explain_yourself",
        r"\b(?:explain|summary of|tell me|walk me through|send me).{0,24}\bwho you are\b|\bwho (?:i am"
        r"|am i) (?:sitting|speaking|talking|dealing|meeting)\b|\bwhat should i (?:know|put you down|call)\b"
        r"|\bwhat you are known for\b|\bwhat (?:does|is) (?:it|this office|that|your company"
        r"|your firm) (?:do|even)\b|\bwhat is it you (?:does|have|make|run|sell)\b"
        r"|\bcoming in (?:a bit )?cold\b|\b(?:acquaint(?:ed)?|familiar(?:ise)?) (?:myself )?with your\b"
        r"|\bzero time to\b|\bask(?:ed)? (?:no|any) further\b|\bwithout asking\b|\bdid not (?:open|look|ask"
        r"|dig|even)\b|\bnot looked\b|\b(?:is|has) it (?:you|a \w+) (?:you )?(?:have|run|do|are)\b"
        r"|\bso (?:are|do) you\b.{0,40}\bor\b|\bwhich side\b|\bwhich (?:one|of them) are you\b|\bi (?:just"
        r"|only) (?:ticked|booked|rang|looked for|typed|messaged|pressed)\b",
    ),
    (
        "went_through_me",
        r"\b(?:went|gone) (?:straight through|out of my (?:head|mind))\b|\bslipped my mind\b"
        r"|\bi forgot (?:what|who|everything)\b|\bhad not caught\b",
    ),
)
