"""What presses: argues, shrinks an ask, asks for a date, carries on."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "at_least_one",
        r"\b(?:at least|just (?:one|a|the|two|this|quickly|hear|before|say|give|name)|only (?:one|a|the|two"
        r"|five|her|his|clause)|one (?:last|tiny|little|quick|more|name|single|page|tiny)|a (?:single|tiny"
        r"|quick|small|christian) |even (?:if|one|just)|a (?:couple|few) then|two will do|one will do"
        r"|would do)\b",
    ),
    (
        "but_still",
        r"(?:^|[,.;:!] ?)(?:but|though|still|however|that said|come on|ah come|oh come|c'mon|go on|aw|surely"
        r"|only|except|yet|well then|even so|right, but|sure, but|yes,? but|yeah,? but|ok but|mm|no but"
        r"|nonetheless|all the same|it is just|i hear you|i get)\b",
    ),
    (
        "come_on",
        r"\b(?:come on|c'mon|go on then|be a (?:sport|pal|dear|love)|do not be (?:like|so)|not even"
        r"|make an exception|just this once|this once|for my sake|for me\?|please please|pretty please"
        r"|i insist|i beg|i must insist|i am begging|oh please|what is the harm|where is the harm|what harm"
        r"|no harm in|live a little|who would know|nobody (?:would|will|needs to|has to)|no one (?:would"
        r"|will|needs to)|you would not (?:be|even|have)|all you would have to do|you would only have"
        r"|it costs? (?:you )?nothing|you will not regret|reconsider(?:ed)?|bumping this|circling back"
        r"|following up|short-sighted|think it over|think again|have another think)\b",
    ),
    (
        "could_not_you",
        r"\b(?:could|can|would|will|might) not (?:you|we|i|one)\b|\b(?:you|we) could (?:still|at least|also"
        r"|always|just|simply|even)\b|\bwhy not\b|\bwhat if\b|\bhow about\b|\bwhat about\b|\bmay i suggest\b"
        r"|\bcan we not\b|\bsurely\b",
    ),
    (
        "it_is_quick",
        r"\b(?:two|five|ten|one|a|\d+|four)(?: more| little)? (?:seconds?|secs?|minutes?|mins?|ticks?"
        r"|moments?)\b(?! (?:ago|left|past|to|from|away|each|more than))|\bquick(?:ly)?(?: one| question"
        r"| look)?\b|\bwill be quick\b|\bgo faster\b|\bit is only\b|\bis ample\b|\bhalf a (?:minute"
        r"|second)\b|\bnearly (?:through|done|there)\b|\bbefore (?:you go|you do|that|you run|you leave)\b"
        r"|\bone more thing\b|\blast thing\b|\blet him (?:flash|wait|ring)\b|\bthey (?:can|will) wait\b"
        r"|\bhe is paid to wait\b|\bhold on\b|\bwait\b",
    ),
    (
        "instead_then",
        r"\b(?:then|instead|rather|otherwise|in that case|or else|or at any rate)\b.{0,60}\b(?:you|her|him"
        r"|number|name|me|one|trial|assistant)|\b(?:skip|forget) the\b|\bwould only\b|\bas well\b"
        r"|\bwhile (?:you are|you have|you) (?:at it|there|got|writing|texting)\b|\bwhile you are (?:at it"
        r"|writing)\b",
    ),
    (
        "set_a_date",
        r"\b(?:by (?:tonight|tomorrow|friday|monday|tuesday|wednesday|thursday|the weekend|noon|the end of"
        r"|next week|lunch)|lock(?:ed)? (?:it |this )?in|calendar|(?:send"
        r"|sent)(?: you)?(?: the)? (?:calendar )?invit\w+|confirm (?:one|by|now|it)|shall we say"
        r"|could we say|let us (?:fix|say|set)|which (?:two )?days?|what (?:day|time|date)|pencil (?:me|it)"
        r"|fix (?:a|the) (?:date|days?|time)|copy me in|have it done|right now|this (?:week|tues|wed)"
        r"|tonight\?|i will (?:ring|call|chase|text) (?:you )?(?:\w+ )?(?:monday|tuesday|wednesday|thursday"
        r"|friday|every|at nine|daily)|or (?:better|sooner))\b",
    ),
    (
        "more_of_the_offer",
        r"\b(?:and (?:also|could|can|while|your|the|who|maybe)|could you also|can you also|also|is fine(?:,"
        r"| but)|is (?:ok|okay|lovely|nice) but|i suppose|never mind (?:him|her)|rather small"
        r"|maybe down the line|no offence|sooner sit|i (?:had|would) (?:hoped|pictured|prefer|rather|sooner)"
        r"|better for me|instead of|rather than)\b",
    ),
    (
        "presses_on",
        r"\b(?:might or will|need to know|i will wait|nail it|can we say|can pay you|i am ready|say no but"
        r"|heard? (?:is not|ain't)|there will be another|it(?:'s| is) (?:\w+ )?(?:years ago|only a)"
        r"|who are you protecting|i want to make sure|only the (?:seven|first|one|meats|capitals|sachets"
        r"|slope)|for .{2,20} sake|i will (?:assume|write to you again|ask again|come back|stand at"
        r"|call again|try again)|or should i|by the (?:weekend|end)|get your|i stand at|anyway|real quick"
        r"|just before|no,? but|you must|must hear|to finish)\b",
    ),
    (
        "argues",
        r"\b(?:but (?:between us|why|that is|you)|you make it sound|i hardly|i am hardly|not really (?:an?"
        r"|the)|that is (?:not|short|hardly|a shame|unfair|silly|because)|i just think|do you not think"
        r"|would it not be|is that not|does that not count|lists get|anyone can|everyone else|other people"
        r"|others (?:do|did)|in my trade|do not take it badly|fairer|they would be|he would cheer up"
        r"|i am not (?:just )?(?:anyone|anybody|like)|mine is (?:really |a )?(?:not|tiny|different))\b",
    ),
)
