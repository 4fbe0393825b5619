"""How a contact offers a lead, a favour or their time again."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "come_along",
        r"\b(?:come|drop|pop|swing|stop|ring|call|write|visit)(?: \w+)? (?:by|along|out|and|over|to|in|up"
        r"|round|down|on|with|back|again|at|me again|when|any|early|saturday|sunday|monday|tuesday|wednesday"
        r"|thursday|friday)\b(?!.{0,20}\b(?:think of it|in from|out of|home from)\b)|\byou (?:can|could|may"
        r"|should|are welcome to|might|must) (?:come|sit in|ride|watch|stay|have|use|join|borrow|keep|shadow"
        r"|stand|try|take|ring|call|write|phone|stop|visit|see|tell|go up)\b|\b(?:sit in on|ride along"
        r"|join us|be my guest|are welcome|you are welcome (?:to|at|any)|always welcome|door is (?:open"
        r"|always)|side door|bring (?:wellies|a jumper|your own|slippers|boots|it (?:in|on|round|to)|them"
        r"|your|'em|the))\b|\byou will (?:sit|get|have|find) (?:in|me|our|a|the)\b",
    ),
    (
        "i_will_send",
        r"\b(?:i will|i would|i can|i could|let me|i shall|i am (?:happy|glad) to|shall i|i might"
        r"|i have got a|i will even|we can|we could|we will|will)(?: \w+){0,3} (?:send|email|mail|lend|give"
        r"|show|teach|put|forward|pass|read|look|save|keep|raise|get|find|sort|tag|ask|help|write|answer"
        r"|hear|see|let|bring|leave|have|make|watch|go through|tell|ring|take|share|set|offer|go over|come"
        r"|do|check|mark|sit|walk|sign|hold|speak|say|vouch|recommend|post|dig|copy)(?: \w+)? (?:you|your|it"
        r"|them|him|her|a|the|that|those|one|whatever|what|in|over|on|to|through|from|down|some|an|with|for"
        r"|up|out|word)\b",
    ),
    (
        "put_your_name",
        r"\b(?:put|putting|add|pass|pencil) (?:your name|you)(?: \w+)? (?:down|forward|on (?:the|my|our)"
        r"|in for|at the top|through)\b|\b(?:your name|you) (?:down|on the list)\b|\bi will (?:put in"
        r"|have) a word\b|\bthere is a (?:seat|place|chair|bed|spot|bench|stool|desk|shift|apron) (?:for you"
        r"|at|above|that nobody|in the|with your)\b|\byou(?: are|'re) (?:in|hired|the third)\b|\b(?:it is"
        r"|they are|those are|the table is|that is) yours\b|\byours (?:to|if|for)\b|\bwalk it over\b"
        r"|\blands on the right desk\b|\bgets read\b|\bthe job is\b|\byou can have (?:it|them|the|one|my)\b",
    ),
    (
        "my_time_again",
        r"\b(?:ring|call|write|email|phone|text|message|ask|find|catch|get hold of"
        r"|reach)(?: to)? me\b(?! (?:names|old|a|mad|crazy|sir|anything|what|straight))|\bmy (?:mobile"
        r"|number|door|email|address|cell|line|card) is\b|\bhere is my (?:card|number)\b|\bask me (?:again"
        r"|anything) (?:in|any|when)\b|\b(?:another|find another|same) (?:slot|time|hour|coffee)\b"
        r"|\b(?:half an hour|an hour|ten minutes|twenty minutes|quarter of an hour|a morning|an afternoon"
        r"|ten more) (?:next|on|for you|of|whenever|any|with|to)\b|\b(?:let us|we could|we can"
        r"|shall we)(?: \w+)? (?:meet|do|find|talk|have|make|say|sit)\b.{0,40}\b(?:again|week|monday|tuesday"
        r"|wednesday|thursday|friday|saturday|sunday|month|time|over|another|slot|coffee)\b|\breach out\b"
        r"|\bsounding board\b|\bwrite again\b|\bi have ten more\b",
    ),
    (
        "day_and_hour",
        r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow"
        r"|next week)s?\b.{0,30}\b(?:at|morning|afternoon|evening|week|five|six|seven|eight|nine|ten|half"
        r"|bring|come|slipway|o'clock|night)\b|\bat (?:five|six|seven|eight|nine|ten|half|noon|four"
        r"|three)\b.{0,30}\b(?:morning|bring|come)\b|\bbring (?:wellies|boots|slippers|gloves|a (?:jumper"
        r"|coat|notebook|torch|hat))\b",
    ),
    (
        "show_me_later",
        r"\b(?:send|bring|show|write|post|play|leave|read)(?: to)? (?:me|us|it to me|the next"
        r"|with me) (?:the|one|your|three|a|what|when|it|something|that|some|those|in|whatever"
        r"|again)?\b(?!.{0,30}\b(?:cv|resume)\b)|\bwhen (?:you have|it is|you are"
        r"|the)(?: got)? .{0,40}\bi will\b|\bi would like to (?:hear|read|see|taste) (?:it|that|the)\b"
        r"|\bgive it a (?:listen|look|read)\b|\bdo write\b|\bi shall (?:answer|raise|listen|read)\b"
        r"|\bi have got (?:two|a|an) (?:tickets?|spare|hour|little)\b|\bgiving one to you\b|\btake mine\b"
        r"|\bthey are yours\b|\bi (?:could|can) (?:teach|show|give|read|watch|raise|say)\b"
        r"|\bwhat i can do is\b|\bi have (?:a|two|forty) .{0,60}\b(?:for you|you (?:can|could|may)|if you)\b",
    ),
    (
        "for_you_free",
        r"\b(?:for nowt|for nothing|no charge|on the house|no money either way|free of charge|locals' rate"
        r"|my treat|if you (?:like|want|would like|fancy|care)|soft spot|happy to|glad to|more than happy"
        r"|i do not mind|with pleasure|why not|you are on|sure,? (?:both|why|i)|go on then"
        r"|all right,? (?:then|go)|consider it done|deal\b|i will see (?:it|what|that)|leave it with me)\b",
    ),
    (
        "refuses",
        r"\b(?:will|can|do|would|could) not\b(?! (?:mind|hesitate|worry|book|tell|bring|promise|forget"
        r"|matter))|\bnever\b.{0,30}\b(?:pass|give|hand)|\bi told (?:him|her|them)\b",
    ),
    ("to_someone", r"\bi will (?:ring|call|text|phone|write to|tell) (?:her|him|them)\b"),
)
