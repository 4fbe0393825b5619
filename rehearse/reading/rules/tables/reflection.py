"""What shows listening: a meaning, a feeling, a link to what was told."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "so_you",
        r"^(?:oh |ah |ha |haha |wow |okay |ok |mm |hm |no |yes |right |well |and )*[, .!]*(?:so|then|and yet"
        r"|and|but) (?:you|it|that|the|he|she|they|your|his|her|of|for|for you|in a way|what you|half|every"
        r"|all|somebody|someone|nobody|a|there|if|when|this|by|those|who|even|really|basically|under|one"
        r"|some|most|while|we)\b(?!.*\?$)",
    ),
    (
        "so_statement",
        r"^(?:oh |ah |ha |haha |wow |okay |ok )*[, .!]*so\b(?!.*\?$)(?! (?:i|can|could|would|do|what|how|who"
        r"|where|when|why|is|are|let|tell|my|we)\b)",
    ),
    (
        "sounds_like",
        r"\b(?:sounds? (?:like|as (?:if|though)|to me)|it seems|seems (?:like|as if|to me)|i (?:get"
        r"|have) the (?:feeling|sense|impression)|i can (?:hear|see|feel|picture|imagine|tell)"
        r"|i could (?:hear|see|feel|picture)|i hear (?:you|that you|in)|what i (?:hear|am hearing)"
        r"|if i (?:hear|understand|follow)|the way you (?:say|said|tell|talk|put)|what you (?:are saying"
        r"|mean|said)|in other words|it is as (?:if|though)|as if you|in a sense|you make it sound"
        r"|i understand now|now i (?:understand|see) why|no wonder|i suppose (?:that|it|you)|i imagine"
        r"|i think i understand|that explains)\b",
    ),
    (
        "must_have_been",
        r"\b(?:must|may|might|could) (?:have (?:been|felt|hurt|taken|cost|made|meant|sat|known|carried"
        r"|driven)|be (?:hard|lonely|strange|tiring|odd|heavy|a|an|so|running|quite|exhausting|frightening"
        r"|terrible|wonderful)|feel|hurt|miss|get|take|weigh)\b|\byou must\b",
    ),
    (
        "not_x_but_y",
        r"\b(?:it|that) (?:was|is) (?:not|less|never|more|really|as much)\b.{0,60}\b(?:than|but|it was|it is"
        r"|as|so much)\b|\bnot so much\b|\bless (?:like|a|about|of)\b.{0,40}\bthan\b|\bmore (?:like|of"
        r"|about)\b.{0,40}\bthan\b|\bnot (?:the|a|because)\b.{0,40}\bbut\b",
    ),
    (
        "you_were_the_one",
        r"\byou (?:were|are) the (?:one|only)\b|\bit (?:was|is) (?:you|your|the \w+)(?: \w+){0,3} (?:who"
        r"|that|you)\b|\b(?:and|but|yet) (?:nobody|no one|none of them|the \w+) (?:ever |even |does not"
        r"|did not|never|comes|knows|came|saw)\b|\bwithout (?:ever )?(?:saying|asking|a word|knowing)\b",
    ),
    (
        "stays_with_me",
        r"\b(?:stay(?:s|ed)? with me|stuck with me|when you said|you said|you called it|as you (?:put"
        r"|called)|you told|you mentioned|i keep thinking (?:of|about) (?:the|your|that)|what (?:strikes"
        r"|struck|gets|touches) me|i like that|i love that|i love how|i felt that|never hear it the same"
        r"|i will think of)\b",
    ),
    (
        "meaning",
        r"\b(?:lonel\w+|proud|pride|tired|afraid|fear|grief|miss(?:ed|ing)?|love[ds]?|loyal|trust|relief"
        r"|relieved|angry|shame|brave|patient|stubborn|free(?:dom)?|home|courage|quiet|silence|heart"
        r"|tender\w*|homesick|dignity|freedom|weight|gentle|hope)\b(?!.*\?$)",
    ),
)
