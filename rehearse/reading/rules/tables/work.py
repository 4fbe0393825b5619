"""What asks for work that people are paid for."""

from rehearse.reading.rules.patterns import table
from rehearse.reading.rules.tables.vocabulary import MINE, WORK, WORK_OBJECT

TABLE = table(
    (
        "request_work_on_mine",
        r"\b(?:could|can|would|will|might|may|could not"
        rf"|would not) you(?: \w+){{0,4}} {WORK}\b(?: \w+){{0,3}} (?:my|our|mine|this|these|us|the whole"
        r"|for me|for us|all|every)\b",
    ),
    (
        "request_work_object",
        r"\b(?:could|can|would|will|might|may|if|please|kindly|so|let|wondered whether"
        rf"|wondering if)\b.{{0,30}}\byou(?: \w+){{0,4}} {WORK}\b.{{0,40}}\b{WORK_OBJECT}\b",
    ),
    (
        "if_you_made",
        r"\bif you (?:\w+ )?(?:composed|wrote|drew|made|designed|built|did|edited|fixed|checked|translated"
        r"|looked (?:over|through)|went through|sketched|painted|recorded|tuned|mended"
        r"|sewed)\b.{0,60}\b(?:us|me|my|our|mine|it|them)\b",
    ),
    (
        "please_do",
        rf"\b(?:please|kindly|pls)\b.{{0,20}}\b{WORK} {MINE}\b(?: \w+){{0,4}} ?{WORK_OBJECT}?|\b{WORK} (?:my"
        rf"|our)(?: \w+){{0,3}} {WORK_OBJECT}\b.{{0,20}}\b(?:please|for (?:me|us|free|nothing)|this week"
        r"|by)\b",
    ),
    (
        "for_nothing",
        r"\b(?:for (?:free|nothing)|free of charge|as a (?:friend|favou?r)|no (?:money|budget|fee)"
        r"|could not pay|can not pay|not pay(?:ing)?|pay you in|without (?:pay|a bill|an invoice|charge)"
        r"|pro bono|gratis|unpaid|on the house|exposure|calling card|in your (?:free|spare) time"
        r"|an evening this week)\b",
    ),
    (
        "whole_thing",
        r"\b(?:every (?:page|line|word|single)|all (?:of (?:them|it)|\d+|the pages|two hundred|forty|sixty)"
        r"|the (?:whole|lot)|line by line|page by page|clauses? \d+|(?:\d+|\w+teen|twenty|thirty|forty|fifty"
        r"|sixty|eighty|ninety|a hundred(?: and \w+)?|\w+ty-\w+) (?:pages|pics|pictures|photos|letters"
        r"|dishes|poems|clauses|slides|drawings))\b",
    ),
    (
        "won_t_take_long",
        r"\b(?:would|will|should) (?:not )?(?:only )?take (?:you )?(?:five|ten|an hour|a minute|a weekend"
        r"|no time|long|an evening|half)|\bit is (?:only|like|just) (?:ten|five|10|5|twenty"
        r"|20) minutes (?:for|of)|\bin (?:a weekend|an hour|no time|half an hour)\b.{0,30}\b(?:you|could"
        r"|would)|\byou would (?:do|have|be) (?:it|through|that).{0,20}(?:in (?:a|an|no)|hour|minute)"
        r"|\bwith your eyes (?:shut|closed)\b|\bknock (?:up|together|out|one)\b|\bno rush\b",
    ),
    (
        "i_enclose",
        r"\b(?:i enclose|i (?:have )?(?:attach(?:ed)?|brought|sent)|here (?:is|are)|it is) (?:my|the|a|our"
        r"|the draft)(?: \w+){0,3} (?:draft|lease|contract|manuscript|tax|receipts|plans?|drawings"
        rf"|{WORK_OBJECT})\b.{{0,80}}\b(?:could|would|grateful|please|if you|mark|run your eye)",
    ),
    (
        "do_it_for_me",
        r"\b(?:make|do|draw|write|fill (?:it |this |that |them )?(?:in|out)|build|design|knock up|sketch"
        r"|translate) (?:for )?(?:me|us|mine|it for me|it for us|our)\b(?! (?:a )?(?:favou?r|the honou?r"
        r"|good|proud|think|wonder|happy|laugh|feel|sense))|\byou (?:would be|are) the perfect person to\b"
        r"|\bdo (?:my|mine|the lot)\b|\bdo the declaration\b",
    ),
    (
        "only_a_part",
        r"\b(?:then|ok|just|only|at least)\b.{0,20}\b(?:clause|page|slope|chapter|case study|case stud\w+"
        r"|one|two|the meats|the first|a doodle|drawing)\b",
    ),
    (
        "you_do_the_work",
        r"\b(?:i thought|was thinking|thinking|so|if|that|then|like is that|and|where|thought|wondering if"
        r"|wondered if) (?:that )?(?:as .{0,40})?you(?: would| could| might| can| just| will| only"
        rf"| all)*(?: \w+){{0,2}} {WORK} (?:\w+ ){{0,4}}(?:my|our|them|it|one|me|us|the|a|for|this|mine"
        r"|those)\b|\byou would (?:only )?(?:have to |come |be )(?:come|by|on|it|through)\b"
        r"|\bhave them (?:go|do|look|make)\b",
    ),
    (
        "needs_made",
        r"\b(?:what (?:i|we) (?:would )?(?:need|like|want) is|i need|we need|i would need|we would need"
        rf"|wants? (?:a|an|from me)|there is not a|is not any)\b.{{0,60}}\b{WORK_OBJECT}\b",
    ),
    (
        "your_pen",
        r"\b(?:your pen|red pen|your stamp|in the margins?|track changes|word by word|on each (?:line|one)"
        r"|mark (?:what|the|where)|strike out|a tick in|put (?:it|that|them) right|putting (?:it"
        r"|the mistakes) right|put one together|lesson plan|risk assessment|to scale|redraft\w*"
        r"|proper english|rulebook)\b",
    ),
    (
        "skill_is_nothing",
        r"\b(?:zero budget|absolutely no|can not pay|buy you dinner|would cook|for you (?:that|it) is"
        r"|for someone like you|at your level|nothing for you|doodl\w+|golden hands?|such hands"
        r"|you have a gift|it is between us|we are friends|perfect person|train me|teach me (?:it|the|how)"
        r"|(?:knock|put) (?:one|it|something) together|since you (?:have|are)|seeing that you"
        r"|as you (?:will be there|have (?:got )?this)|whole shame|for the (?:kids|church|school|scouts"
        r"|children))\b",
    ),
)
