"""How a contact asks what the learner wants."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "what_can_i_do",
        r"\b(?:what|how|where|anything|something|in what way|which way)(?: \w+){0,4} (?:can|could|may|might"
        r"|shall|should|would|do) (?:i|we)(?: \w+){0,5} (?:do|help|be of|be useful|offer|give|assist|serve"
        r"|support|make|be doing|answer|tell you)\b|\bwhat (?:can|shall|could|may) i do\b|\bhow (?:can|could"
        r"|may|might) (?:i|we) (?:\w+ )?(?:help|be of|support|assist)\b|\bis there (?:anything|something|owt"
        r"|a thing)\b[^?]{0,40}\b(?:i|from me|can|could|we|need|help|you)\b|\bbe of (?:use|some use|help"
        r"|service)\b|\bwhere can i be useful\b|\bcan i (?:help|do (?:anything|something))\b"
        r"|\bhow can i help\b|\bbest support you\b",
    ),
    (
        "what_do_you_want",
        r"\bwhat (?:is it |was it |do|did|would|are|is|'s it |it is |else|exactly |then |was |have "
        r"|you )+(?:it )?(?:that )?(?:you )?(?:would |really |actually |truly |come |came |be |do |did |all "
        r"|most )*(?:you )?(?:would |really |actually |truly |come |came |most )*(?:want|need|wanted|needed"
        r"|needing|wanting|after|like (?:from|to (?:ask|know|get|have|see|come|walk|happen)|out|me)|hop(?:e"
        r"|ing)|wish|look(?:ing)? for|come for|came for|in need of|expect|seek\w*|help)\b"
        r"|\bwhat (?:brings you to me|is on your mind|are you after|are ye wanting|is it for|'s the (?:ask"
        r"|favour)|is the (?:ask|favou?r|question)|would (?:help|be useful|make|you (?:ask|like|want|sew"
        r"|have)))\b|\bwhat (?:did|do|does|would) (?:you|ye) (?:want|need)|\bwhatcha (?:need|want|after)\b"
        r"|\bwhat (?:is it )?you (?:are |be )?(?:after|want|need|come for|came for|looking for|hoping for)\b"
        r"|\bwhat would be useful\b|\bin need of\?",
    ),
    (
        "ask_me",
        r"\b(?:go on|so|come on|right|okay|ok|all right|well|please|just|now|then|you can|you may|do|and|but"
        r"|straight)[,. ]+(?:then,? )?(?:just )?ask(?: me)?(?: (?:away|straight|anything|for something"
        r"|what you|our question|properly|it|your|now|again|me|whatever))?\b|^ask(?: me| away)?(?: \w+)?[.!]"
        r"|\bask me (?:for|again|our|properly|what you like|anything|whatever)\b|\b(?:spit|out with"
        r"|say) it(?: out)?\b|\bspit it out\b|\bout with it\b|\bfire away\b|\bname it\b|\bgo (?:ahead"
        r"|head) and (?:float|ask|say)\b|\b(?:tell|say)(?: me)?(?: straight| properly| honestly| frankly"
        r"| plainly)?,? what (?:you|it is you|ye|would|i can)(?: \w+)? (?:want|need|hope|hoping|would|like"
        r"|are|is|after|help|be)\w*\b|\bsay what you\b|\btell me (?:what you (?:are|would|need|want|hope)"
        r"|how i)|\bi am (?:all yours|all ears|listening)\b|\bany questions?\b|\bwhat (?:did|do|was"
        r"|is) (?:you|it you|your) (?:wanted? to (?:ask|know)|question)\b|\bwanted to ask me\b"
        r"|\bwhat was it\?",
    ),
    (
        "out_with_it",
        r"\b(?:spit it out|out with it|fire away|ask away|name it|shoot\b|ask me anything|what is the"
        r" (?:word|question)|is there a question|what is it about"
        r"|what (?:is|was) it (?:that )?(?:you|i can)|what (?:else|precisely|exactly) (?:would|can|could"
        r"|is|did)|what would it be|you wanted (?:a word|off me|to ask)"
        r"|ask,|so,? ask\b|any(?:thing)? (?:else|question)|isn't there something|is not there something"
        r"|was there anything|summat you|what is troubling)\b",
    ),
    (
        "after_what",
        r"\bwhat (?:are|is|were|was) (?:you|it)(?: \w+){0,4} (?:after|wanting|needing|hoping|looking for"
        r"|want|need)\b|\bwhat (?:it is|is it)(?: that)? you (?:would )?(?:like|want|need|really)\b"
        r"|\bhow i might (?:be|help)|\b(?:be|of) (?:assistance|use|service|help)\b|\bi can do for you\b"
        r"|\b(?:something|anything|thing) i (?:can|could) (?:do|be)\b|\bsort of role you have in mind\b"
        r"|\bvaluable thing for you\b|\bgo on,? (?:then,? )?ask\b|\bwhat did you come\b|\bwhat you would"
        r" like\b|\bi can do\?",
    ),
    (
        "i_owe_you",
        r"\bi owe you (?:one|a)\b|\bi am in your debt\b|\bso you must want something\b"
        r"|\byou(?: have)? got that look\b|\byou want something\b|\bwhat shall it be\b|\bwhat (?:do"
        r"|would) you like\b|\bput you down for\b|\bif you (?:had|could have) (?:a|one|three) wish\w*\b"
        r"|\bmagic (?:wand|needle)\b|\bwhat would make this\b",
    ),
    (
        "bothered",
        r"\bwhat do you want to (?:drink|eat|be|know about)\b|\bwhat would you like to (?:drink|eat)\b"
        r"|\bask (?:me )?about\b|\bask him\b|\bask her\b|\bask them\b|\bask (?:for|at) (?:the|\w+ at)"
        r"|\bwhat can i say\b|\bcan i (?:say|tell)\b|\bwhat you do(?:es)?\b",
    ),
)
