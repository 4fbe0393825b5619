"""What asks for a job, openly or by hint: an opening, a referral, a word put in, being kept in mind."""

from rehearse.reading.rules.patterns import table
from rehearse.reading.rules.tables.vocabulary import ME, POST, RESUME

TABLE = table(
    (
        "are_you_hiring",
        r"\b(?:are|is) (?:you|you guys|you people|your \w+|the \w+|they)(?: \w+)? (?:hiring|recruiting"
        r"|taking (?:on|any|people|someone|somebody)|looking (?:for|to hire)|short|needing|in need)"
        r"|\bneeding \w+ for\b",
    ),
    (
        "do_you_need",
        r"\bdo(?:es)? (?:you|they|your \w+)(?: \w+)? (?:need|want|hire|have (?:need|room|space)|recruit"
        r"|take on)\b.{0,40}\b(?:assistant|hand|hands|help|mechanic|people|person|someone|somebody|anyone"
        r"|driver|intern|trainee|apprentice|me)\b",
    ),
    (
        "any_openings",
        r"\b(?:any|an|some|something|anything|a)(?: \w+){0,2} (?:openings?|vacanc(?:y|ies)|internships?"
        r"|traineeships?)\b(?!.{0,20}\bin (?:my|the) past)|\b(?:anything|something|any (?:jobs?|work"
        r"|positions?|roles?|posts?)) (?:open|going|free|available|for me|come up|comes up)\b",
    ),
    (
        "post_free",
        r"\b(?:have|got|is there|there (?:is|might be|would be|may be)"
        rf"|be)(?: \w+){{0,3}} {POST}(?: \w+){{0,3}} (?:for me|free|open|going|available|with you"
        r"|i could (?:have|fill|take|do)|at your|in your|on your)\b",
    ),
    (
        "if_a_post_comes",
        rf"\b(?:if|when|should|whenever|once|in case|the day)\b.{{0,30}}\b{POST}\b.{{0,25}}\b(?:come|comes"
        r"|arise|arises|open|opens|fall|falls|free|frees|becomes?|goes|turns?|crops?|pops?)\b",
    ),
    (
        "if_somebody_leaves",
        r"\bif (?:one|any|someone|somebody|anyone|anybody|a \w+|ever one)(?: of (?:them|your \w+"
        r"|the \w+))?(?: ever)? (?:leaves|quits|drops out|retires|goes|falls (?:ill|sick)|calls in"
        r"|moves on)\b",
    ),
    (
        "keep_me_in_mind",
        r"\b(?:keep|have|bear|hold|keeping|bearing|bore|kept) (?:me|us|my name|my cv|my resume|this|it|her"
        r"|him)(?: \w+)? (?:in mind|on file|in (?:your|the) (?:files?|thoughts|list|drawer))|\b(?:think of"
        r"|remember|consider) me\b(?! when you (?:eat|drink|hear|see))|\bme in (?:your )?mind\b",
    ),
    (
        "pass_on_resume",
        r"\b(?:forward|pass(?:ing)?|hand(?:ing)?|send(?:ing)?|walk(?:ing)?|bring|give|giving|show"
        r"|put(?:ting)?|drop|pop|leave|slip|get|push|circulate|submit|take)(?: \w+){0,4} (?:my|the|this"
        rf"|that|his|her) {RESUME}\b.{{0,40}}\b(?:on|to|over|along|up|round|around|in front|desk|pile|hands?"
        r"|with)\b|\b(?:forward(?:ing)?|pass(?:ing)?) (?:it|me|this|mine|that)(?: \w+)? (?:on|along|up|to)\b"
        rf"|\b(?:forward|share) (?:it|my {RESUME})\b",
    ),
    (
        "word_for_me",
        r"\b(?:put|drop|say|have|putting|slip)(?: \w+)? (?:in )?(?:a"
        r"|one)?(?: \w+)? ?word(?: in)?(?: for (?:me|us)| with (?:the|your|them|him|her|hr))\b|\ba (?:good"
        r"|kind) word\b(?!.{0,20}\babout (?:you|him))|\bput in a (?:good )?word\b",
    ),
    (
        "recommend_me",
        rf"\b(?:recommend|refer|vouch for|endorse|sponsor|nominate|suggest|mention|propose|back) {ME}\b"
        r"|\b(?:vouch|speak up) for (?:me|that)\b|\brefer(?:ence|ral)(?: letter)?\b.{0,30}\b(?:for me"
        r"|from you|for the|to (?:the|your))\b|\b(?:write|give|do|be|get|act as)(?: \w+){0,3} (?:a "
        r"|my )?(?:reference|referral|referee|recommendation)\b|\brefer me\b|\bletter of recommendation\b",
    ),
    (
        "take_me_on",
        r"\b(?:take|hire|employ|taking|hiring|use|have|try|sign) (?:me|us)(?: \w+)? (?:on|for the|as (?:a|an"
        r"|your|one)|up|in for|out|at your)\b|\b(?:hire|employ) (?:me|us)\b|\btaking me on\b|\btake me (?:as"
        r"|in)\b",
    ),
    (
        "give_me_job",
        r"\b(?:give|find|get|offer|land|slip|squeeze|fit|put|sort|slot|wangle)(?:ting)? (?:me|us|my (?:son"
        rf"|nephew|niece|daughter|cousin|brother|sister))\b(?: \w+){{0,4}} (?:{POST}|in (?:there|here)"
        r"|a (?:chance|shot|start|trial|try|go|tryout)|in as|onto|on (?:the|your) (?:list|team|crew|books)"
        r"|in something|down|to the top|forward)\b|\bsqueeze me in|\bget me (?:in|on|hired)\b"
        r"|\bput me (?:forward|down|on your|in something)\b|\bgive me job",
    ),
    (
        "i_could_start",
        r"\b(?:i|he|she) (?:could|can|would be able to|would|will) start\b(?! (?:with|by|from the beginning"
        r"|to))|\b(?:what time|when) (?:do|can|could|should|would) (?:i|he|she) start\b"
        r"|\bstart(?:ing)? (?:on )?monday\b|\bready (?:on )?monday\b|\bi am (?:available|free|ready) (?:from"
        r"|to start|immediately|straight away)",
    ),
    (
        "room_for_me",
        r"\b(?:room|space|use|need|place|want)(?: \w+){0,2} (?:for (?:one more|me|a tenth|another"
        r"|someone like|somebody like)|an? (?:extra|another|spare|new|good)(?: \w+)? (?:hand|hands|pair"
        r"|driver|cook|assistant|trainee|apprentice|person|body))\b|\bcould (?:you|your \w+"
        r"|they)(?: \w+){0,3} use (?:a|an|another|some)\b",
    ),
    (
        "are_you_short",
        r"\bshort(?:-handed|handed|-staffed|staffed)?(?: of (?:people|staff|hands|one|a|drivers?|cooks?"
        r"|hands|somebody|someone))\b|\bunderstaffed|\bshort of one\b",
    ),
    (
        "looking_for_work",
        r"\b(?:looking|searching|hunting) for (?:a |an |some |any |new )?(?:\w+ )?(?:job|work|position|role"
        r"|internship|placement|apprenticeship|something (?:in|at|with) (?:your|the)|opportunit)|\bi (?:need"
        r"|want) (?:a|an|the|this|your)(?: \w+)? (?:job|position|internship|placement|apprenticeship"
        r"|traineeship)\b",
    ),
    (
        "work_for_you",
        r"\b(?:work|working|intern|interning|train|start|begin|help|learn|sweep|stand) (?:for|with|under|at"
        r"|by|in|beside|alongside) (?:you|your)\b(?! (?:own|brother|wife))|\bi would be (?:a|your) (?:quick"
        r"|good|great|loyal)\b|\bbe one of your\b|\bjoin your (?:team|crew|company|firm|lab|group|staff)",
    ),
    (
        "mention_me_to",
        r"\b(?:mention|recommend) me to (?:the owner|your owner)|\b(?:mention|introduce|recommend) me to (?:whoever"
        r"|the hiring|hr|your hr|personnel|your boss)|\btell (?:them|him|her|the \w+(?: \w+)?|your \w+"
        r"|hr) (?:that )?(?:you know me|about me|i|my name|i am)\b|\bwhoever (?:is |does |does the |hires"
        r"|decides|assigns|runs the rota)(?:hiring)?|\bput my name\b|\bmy name (?:down|forward|in|on the"
        r"|to)\b",
    ),
    (
        "hint_free_hands",
        r"\bnothing (?:on|in my diary|in the diary|booked|planned)(?: \w+)? (?:from|until|till|after)\b"
        r"|\bi come cheap\b|\bwork for (?:nothing|free|peanuts)\b|\bsweep for nothing\b"
        r"|\bi am (?:a )?(?:quick|fast|hard)[- ](?:learner|working|worker)\b|\bwould (?:a|someone|somebody"
        r"|anyone)(?: \w+){0,3} like (?:me|her|him|that)\b.{0,30}\b(?:fit|useful|handy|do|suit)"
        r"|\bcome in handy\b|\bwould (?:not )?(?:i|she|he) (?:be useful|fit (?:in|your|well))|\b(?:look"
        r"|do) well in black\b",
    ),
    (
        "could_i_be",
        r"\b(?:could|can|might|may|any way|would) (?:i|one of those \w+|there be|it be possible"
        r"|there not be)(?: \w+){0,4} (?:be (?:mine|one of|your)|a (?:job|place|post|small part)|for me|join"
        r"|in (?:it|there) for me)\b|\bpart in it for me\b",
    ),
    (
        "pull_strings",
        r"\bpull(?:ing)? (?:some|a few|any|a|the) strings?\b|\b(?:top|bottom|middle) of (?:the|your) pile\b"
        r"|\bmake an exception for me\b|\bhave a word with (?:the|your|hr|personnel|whoever)\b",
    ),
    (
        "application_to_you",
        rf"\battached.{{0,20}}\b{RESUME}\b.{{0,40}}\b(?:role|position|job|post|suitable|consider)"
        r"|\bput myself forward\b|\bi (?:would|want to|wanted to) (?:like to )?(?:apply|offer my services"
        r"|be considered)\b|\bany (?:role|job|shift|position|suitable)\b|\bcontract (?:for|from) you\b",
    ),
    (
        "got_a_chance",
        r"\b(?:chance|shot) (?:at|with|in) your\b|\bdo you think i would get in\b|\bget in (?:here|there"
        r"|with you)\b",
    ),
)
