"""What offers something of use to the contact, and what ties it to an ask."""

from rehearse.reading.rules.patterns import table
from rehearse.reading.rules.tables.vocabulary import TO_THEM

TABLE = table(
    (
        "i_will_give",
        r"\bi (?:will|can|could|would|have|am happy to|am going to)(?: \w+){0,3} (?:send|bring|leave|drop"
        r"|lend|post|mail|give|fetch|share|show|draw|type|scan|dig|forward|teach|fix|pop|put|throw|hang|list"
        r"|print|record|knit|bake|save|flick|email|ask|tell|pass|put (?:you|him|them)|set|make|carry|help"
        r"|take|look|sharpen|translate|tune|paint|walk|water|do|cut|run|hold|text)(?: \w+){0,3} (?:you|them"
        r"|it|him|her|your|one|some|a|the|those|this|round|over|that|around|along|for you)\b|" + TO_THEM,
    ),
    (
        "no_strings",
        r"\b(?:no strings|wants? nothing back|want(?:s|ing)? (?:nothing|anything) (?:back|for it|in return"
        r"|from)|nothing (?:to pay|back|in return|to sign|wanted)|for nothing|free of charge|no charge"
        r"|no cost|(?:do not|not) want anything (?:for|in|back)|not (?:a payment|for anything)"
        r"|nobody has to sign|no need to (?:reply|answer|thank|pay|give)|nothing (?:expected|owed)"
        r"|keep (?:it|them)(?: as long|$|,|\.)|bin (?:it|them|whatever)|use it or|take it or leave|no bother"
        r"|no trouble|no obligation|if (?:it|they|that|she|he|glass) (?:is|are|would be|helps?"
        r"|were) (?:of )?(?:any )?(?:use|help|good|useful|handy)|would be (?:of )?(?:any )?(?:use|useful"
        r"|help) to you|should they be of use)\b",
    ),
    (
        "yours_if",
        r"\b(?:it|they|these|this|those|that|one|half|the \w+)(?: \w+)? (?:is|are|'s) (?:yours|for you"
        r"|for your)\b|\bthis is for you\b|\byours (?:if|anyway|to keep|on|whenever)\b|\bhave (?:them"
        r"|it) (?:for as long|back|if)|\bthey (?:belong|would be back)\b|\b(?:brought|saved|kept|made|baked"
        r"|printed|copied|drawn|drew|found|picked up|marked|typed up)(?: \w+){0,3} (?:you|for you|your)\b"
        r"|\bthought (?:of you|you (?:might|would|should|could)|your)\b",
    ),
    (
        "spare_thing",
        r"\b(?:spare|left over|leftover|nobody (?:else )?wants|doing nothing|sits? in|lying (?:around|about)"
        r"|collecting dust|going begging|too (?:many|much)|in a (?:drawer|box|biscuit tin|cupboard|shed"
        r"|attic)|in my (?:attic|cupboard|shed|truck|boot|glovebox|freezer|garage|drawer|cellar|loft"
        r"|basement)|in the (?:truck|boot|shed|attic|car|drawer|van|cupboard)|nothing to do with (?:her|him"
        r"|them)|it is public|it is free|there is a free|clearing out)\b",
    ),
    (
        "known_to_help",
        r"\b(?:my|a) (?:\w+[- ]?\w*|sister-in-law|brother) (?:has|had|runs|treats|shut|does|knows|got|makes"
        r"|works|wrote|keeps|is a|repairs)\b.{0,140}\b(?:you|your|send|tell|bring|free|card|address"
        r"|ask (?:him|her))\b|\bthere is (?:a|an|this) (?:\w+ ){0,3}(?:clip|video|article|grant|fund|book"
        r"|tool|trick|site|app|website|physio|clinic|workshop|sheet|podcast|map|repair)\b.{0,100}\b(?:you"
        r"|your|send|might|helped|link)\b|\bi (?:can|will|could) send you (?:the|a) link\b",
    ),
    (
        "if_you_ever",
        r"\bif (?:you|your \w+) (?:ever|should|want|need|like)(?: \w+){0,6} (?:help|need|hand|lift|somebody"
        r"|someone|shift|call me|shout|i will|i can|i could|i am|let me know|i have|just)\b|\b(?:happy"
        r"|glad) to (?:help|lend|do|bring|send|fix|carry|look|give|take|translate)\b|\b(?:shall|can|may"
        r"|could|let) (?:i|me) (?:\w+ )?(?:carry|fetch|bring|fix|hold|send|lend|take (?:a|the|that|those"
        r"|your|one)|help|mend|pop|drop|look at (?:it|that|the)|have a go|do (?:that|it|the) for you)\b"
        r"|\bwhat can i do for you\b|\bleave the \w+ to me\b|\bby the way.{0,60}\b(?:your|you)\b",
    ),
    (
        "tip_for_you",
        r"\byour (?:left |back |rear |front )?(?:tail ?light|tyre|tire|lace|bag|coat|light|window|battery"
        r"|site|website|link|sign|mic)\b.{0,50}\b(?:is|'s|are) (?:out|flat|open|down|broken|dead|loose|off"
        r"|on|missing)\b|\bi thought you (?:of all people )?would want to know\b|\bin case it (?:helps"
        r"|is any use)\b|\bsaves? you (?:the|a) (?:trip|walk|second)\b|\bspares? you\b",
    ),
    (
        "take_it",
        r"(?:^|[,.;:!] ?|\bso |\band |\bonly )(?:have|take|keep|use|put|lay|come with) (?:it|this|these|them"
        r"|mine|one|half|your \w+|the boat|whatever)\b(?! (?:easy|from me|slow))|\byou can have\b"
        r"|\bdoing me a favou?r\b|\b(?:whenever|when) (?:it|you|your \w+) (?:suits?|wants?|wish|have a free"
        r"|likes?)\b|\bthey (?:might|will|may|could) (?:be|come in) (?:useful|handy)\b|\bif (?:your|they|it"
        r"|you) (?:\w+ )?(?:want|wants|helps?|fancy|like) (?:them|it|one|any)\b|\bwant me to\b",
    ),
    (
        "something_of_mine",
        r"\b(?:my|our|a) (?:\w+ ){1,3}(?:is giving|has a whole|has a|left|left (?:a|me)|throws|throw|got a"
        r"|drives|goes back|shut|retired|works at|is clearing|repairs|sharpens|runs)\b|\bthere(?: is|'s"
        r"| lies| are|'s still) (?:a|an|the|whole|strings?|boxes|thyme|my|still|forty|my father's)\b"
        r"|\bi (?:still )?(?:have|'ve|got|carry|found|keep|make|made|mow|grind|take|picked|noticed|drew|grow"
        r"|typed|wrote|copied) (?:still |still got |got )?(?:a|an|two|three|four|five|six|eight|ten|fourteen"
        r"|sixteen|forty|the|most|spare|photos|some|you|it|too|that|your)\b",
    ),
    (
        "mends_for_you",
        r"\bi(?: will| would| can| could|'d)?(?: happily| gladly| also| even)? (?:stick|mend|fix|pop|type"
        r"|write|post|sharpen|grind|stand|hang|walk|bring|drive|carry|leave|come (?:do|and|by|round)|sit by"
        r"|hold|sew|paint|tell pastor|save|keep)\b.{0,60}\b(?:you|your|them|it|there|yours)\b"
        r"|\bgoes to a (?:404|dead)\b|\bwrong (?:date|number|link)\b|\bmissing a\b|\bhanging off\b"
        r"|\bhas gone at\b|\bis (?:broken|out|loose)\b|\byou need(?:n't| not| do nothing)\b"
        r"|\byou do not have to\b",
    ),
    (
        "in_return_for",
        r"\b(?:in (?:return|turn|exchange)|deal\?|and you could (?:make|then)|you would (?:then|do a|make)"
        r"|if you (?:would |could |had |have )?(?:a word|put in|introduce|take (?:me|one)|gave)"
        r"|make it up to me|per cent|discount|prices?|our (?:app|product|platform)|first month|quid pro"
        r"|owe me|you would do a small|me in your mind)\b",
    ),
)
