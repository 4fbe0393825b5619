"""How a contact asks the learner about themselves."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "about_you",
        r"\b(?:tell|telling) me (?:a (?:bit|little)|something|more|all|everything"
        r"|first)? ?(?:about )?(?:you\b|yourself|your (?:own|work|path|story|background|life|journey|day)"
        r"|who you are|where you|what you do|how you|what brings)|\babout (?:yourself|you(?:,| first|\?|$))"
        r"|\bhear about you\b|\bintroduce yourself\b|\byour (?:own )?(?:story|journey|background)\b"
        r"|\bwho are you\b|\bwho is this i\b|\bwho have i\b",
    ),
    (
        "and_you",
        r"\b(?:and|but|now|what about|how about|enough (?:about|of) (?:me|my)[^?]{0,30}) (?:you|yourself"
        r"|your)\b[^?]{0,80}\?|\band yourself\b|^(?:and )?you\?|\bnow you\.?|\band you[,.?]|\byour turn\b"
        r"|\byou go first\b",
    ),
    (
        "what_do_you_do",
        r"\bwhat (?:is it (?:that )?)?(?:do|are|were|did|have|had|'s|does) ?you(?: \w+)* ?(?:do|doing|did"
        r"|been|up to|at|work|study\w*|make|making|building|play|read|write|like|enjoy|love|grow|cook|teach"
        r"|studying|working|write|draw|train|call|in before|in)\b|\bwhat is it you (?:do|make|are|build"
        r"|play)\b|\bwhat (?:are you|have you been) (?:up to|at|doing|working)\b|\bwhat (?:kind"
        r"|sort) of (?:\w+ )?(?:\w+ )?(?:do you|are you|is it|have you)\b|\bwhat is your (?:corner|line"
        r"|trade|work|field|part|instrument|current|own|thing|day|name|game|excuse|story|current role)\b"
        r"|\bwhat do you (?:do|play|teach|write|make|study)\b",
    ),
    (
        "where_from",
        r"\b(?:where|from where|which \w+) (?:are|were|did|do|have|is) (?:you|it you|home)\b(?! want)"
        r"|\bwhere (?:is|was) (?:home|that accent)\b|\byou are (?:from|where|not from)\b[^.!?]{0,30}(?:\?|$)"
        r"|\bhow (?:long|many years|old) (?:have|did|are|were|do) you\b|\bhow long you\b"
        r"|\bwhere have you (?:sung|worked|been|lived|trained)\b",
    ),
    (
        "how_did_you",
        r"\bhow (?:did|do|does|come|has|have|is|are|was|were)(?: \w+){0,3} (?:you|your|somebody|someone"
        r"|a (?:person|tram|nurse|girl|lad|man|woman))\b|\bhow (?:somebody|someone) comes\b|\bhow (?:is|was"
        r"|has) (?:your|the) (?:job|search|week|day|journey|trip|studies|life)\b|\bhow do you (?:feel|find"
        r"|like|sleep|spend)\b|\bhow come you\b",
    ),
    (
        "what_brings_you",
        r"\bwhat (?:brings|brought|made|makes|drew|draws|got|took|gets|keeps|started|woke|moved|has kept"
        r"|has brought) (?:you|a (?:person|man|woman|girl|lad|nurse)|somebody|someone|your)\b"
        r"|\bwhat does (?:a|an) [\w ]{2,24} (?:want|do|need)\b|\bwhy (?:do|did|are|would|have"
        r"|were) you\b(?! (?:ask|want to know))|\bwho (?:trained|taught|raised|told) you\b"
        r"|\bwhat is (?:the rest|that|behind|it like|a good|a normal)\b[^?]{0,40}\?",
    ),
    (
        "did_you",
        r"\b(?:did|do|have|are|were|was|had|is|does|can|would) (?:you|your|she|he|it|they|that)\b(?! (?:want"
        r"|need|like (?:me|to (?:meet|come|see))|have (?:a|your|the) (?:cv|resume|paper)|got (?:a|your)"
        r"|happen|bring|brought|mind))[^?]{0,80}\?",
    ),
    (
        "tell_me_of_yours",
        r"\b(?:tell|telling) me (?:what (?:you have|it does)|about (?:the|your|that|this|ken)|quickly who"
        r"|how you)\b|\bshort version of you\b|\bi (?:would|should) (?:like|love|rather)(?: to)? (?:hear"
        r"|know)(?: \w+){0,3} (?:about|how|what|where|who|of)\b"
        r"|\bwhat can you do with\b|\bhow does a\b|\bhow one (?:goes|gets|comes)\b|\bwhat happened\b|\byou"
        r" (?:cook|sing|write|play|make|paint|work|teach)(?: \w+)?,? (?:right|no|don't you|somebody|yes)\b"
        r"|\bput you on to me\b|\bwho on earth\b"
        r"|^and the \w+\?|\blong day\?|\bstart again\b|\bdid it (?:help|work|hurt|sell)\b|\bhow many\b"
        r"|\bwho are you\b|\byou are where\b|\banything about (?:you|yourself)\b",
    ),
    (
        "you_are_question",
        r"^[^?]{0,60}\b(?:so )?you (?:are|were|have|do|said|wrote|play|work|sing|cook|teach|must|used|came"
        r"|grew|once)\b[^?]{0,80}\?|\byou never say\b|\byou will know this\b|\bthere must be a person\b",
    ),
    (
        "how_many_what",
        r"^[^?]{0,30}\b(?:what|which|how many|how much|who|where|when|why|how)\b[^?]{0,80}\?|\bhow (?:was"
        r"|is) that\b|\bwhat was (?:that|it|the)\b",
    ),
    (
        "what_can_i",
        r"\bwhat (?:can|could|may|shall|should|do) (?:i|we)\b|\bhow (?:can|could|may) i\b|\bdo you (?:want"
        r"|need|like|mind|see|know|hear|remember|understand)\b|\bwould you (?:like|care|want|mind)\b"
        r"|\bshall (?:i|we)\b|\bwhat (?:do|did|would|is it|are|'s it) ?(?:it )?(?:that )?you (?:would "
        r"|really |actually )?(?:want|need|after|like (?:from|to (?:know|ask|get))|hop)|\bmay i\b|\bcan i\b"
        r"|\bcould i\b|\bare you (?:sure|serious|kidding|joking|all right|ok)\b|\bwho (?:told|gave"
        r"|sent) you\b|\bdon'?t you\b|\bis (?:it|that) (?:ok|all right|so)\b|\byou serious\b|\bhow dare\b"
        r"|\b(?:cv|resume)\b|\bask (?:me|of me)\b|\bwhat you wanted\b|\bwhere (?:were|was) (?:we|i)\b"
        r"|\bisn'?t it\b|\bwho (?:would|will) you\b|\byou know (?:what|who|why|how)\b|\bhave you (?:eaten"
        r"|seen|heard|ever seen)\b|\bcan you\b|\bwhat else\b|\bdid you know\b",
    ),
)
