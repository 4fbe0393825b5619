"""What shows that the learner read, saw or tried the work of the contact beforehand."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "read_yours",
        r"\b(?:read|watched|listened to|heard|studied|saw|seen|followed|looked (?:at|up|through)"
        r"|went through|gone through|been through|found|came across|tried|ordered|bought|borrowed|dug (?:out"
        r"|up)|tested|cooked|baked|worked through|loved|enjoyed|reading|watching|watch|listen to|rewatched"
        r"|reread)\b.{0,60}\b(?:your|you (?:gave|wrote|said|did|made|describe|restored|built|played"
        r"|published|once|came out)|yours)\b.{0,20}\b(?:\w+)?",
    ),
    (
        "your_work_says",
        r"\b(?:in|from|on|of|after|at) your (?:\w+ )?(?:\w+ )?(?:book|article|paper|talk|lecture|interview"
        r"|blog|post|column|video|podcast|film|documentary|page|newsletter|report|essay|thesis|exhibition"
        r"|show|catalogue|website|site|piece|concert|recording|photographs?|story|index|leaflet|pamphlet"
        r"|study|patent|programme|profile|album|appendix|speech|map|guide|note|review|recipe|letter in)\b",
    ),
    (
        "your_piece",
        r"\byour (?:\w+[- ])?(?:\w+ )?(?:book|article|paper|talk|lecture|interview|blog|post|column|video"
        r"|podcast|film|documentary|newsletter|report|essay|thesis|exhibition|catalogue|piece|recording"
        r"|photographs?|pamphlet|study|patent|album|appendix|radio play|guide|review|trick|method|note on"
        r"|card index|maps?|poster|mural|poems?|novel|recipe)s? (?:on|about|of|from|in|called|that|where"
        r"|which|says|said|made|changed|stayed|kept|is|was|for)\b",
    ),
    (
        "went_to_see",
        r"\b(?:i|we) (?:have |also |even |then )*(?:went|walked|drove|cycled|rode|took (?:the|a)|climbed"
        r"|stood|visited|been|go|came)(?: \w+){0,8} (?:to (?:see|look|stand|hear|try|find|check)"
        r"|because (?:you|your|of your|the)|with your|after (?:reading|your)|on (?:saturday|sunday|monday"
        r"|tuesday|wednesday|thursday|friday)|last week|twice)\b.{0,80}\b(?:you|your|yours)\b|\bi (?:tried"
        r"|built|made|cooked|baked|played|learned|practi[sc]ed|tested)\b.{0,80}\b(?:your|you (?:describe"
        r"|said|wrote|do|put))\b|\bi (?:went to (?:watch|see)|visited|stood (?:in|on|under|outside))\b",
    ),
    (
        "i_saw_that_you",
        r"\bi (?:saw|read|noticed|found|see|gathered|know|learned|understand|heard)(?: \w+){0,6} that (?:you"
        r"|your|in \d+)|\bi (?:saw|read|noticed)(?: \w+){0,5} you (?:once|started|went|turned|moved|left"
        r"|came|worked|were|used|built|grew|wrote|won|kept|did|do|play|teach)\b|\bit (?:says|said) (?:in"
        r"|on) (?:your|the)\b|\bin the (?:archive|newsletter|society|article|interview|local paper"
        r"|library)\b.{0,60}\byou\b|\bsays you (?:once|did|were)\b|\byou (?:once )?(?:wrote|said|told|argued"
        r"|mentioned|described)(?: \w+){0,5} (?:in|on|at|that) (?:an|the|your|a|\d)\b",
    ),
    (
        "close_reading",
        r"\b(?:minute (?:forty|\w+|\d+)|on page|page (?:\d+|eleven|nine|\w+teen)|line|frame by frame|twice"
        r"|two times|three times|card by card|the appendix|footnote|chapter \w+|all (?:six|of) (?:parts"
        r"|them)|in two nights|cover to cover|back in \d{4}|in (?:19|20)\d\d|(?:19|20)\d\d \w+|'\d\d"
        r"|all \d+ parts|one night|kept me up|on repeat)\b",
    ),
    ("quote_title", r"\"[^\"]{3,40}\""),
    (
        "flattery",
        r"\b(?:followers|connections|boards|vp|reach|network)\b|\bdid(?: not|n't) (?:read|look|get round"
        r"|prepare)\b|\bhave not read\b|\bi never read\b|\bmeant to read\b",
    ),
)
