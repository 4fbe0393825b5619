"""How a contact says or shows that time is short."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "i_must_go",
        r"\b(?:i|we) (?:really |now |do |have |should |also |am afraid i )*(?:must|have to|need to|got to"
        r"|had better|should|ought to|am going to have to|will have to|gotta|do have to)(?: \w+)? (?:go|run"
        r"|dash|be (?:off|at|in|going|getting)|leave|get (?:back|my|going|to|on|down)|head|pick up|fetch"
        r"|find my|hop|jump|start|catch|collect|turn|push off|stop|close|board|let|hang up|walk)\b"
        r"|\bmust (?:go|run|dash|fly)\b|\bi (?:better|will) (?:start|be off|get going|have to)\b"
        r"|\bi am (?:off|due|late|expected|wanted|needed|running|halfway)\b|\bi go on\b|\bi am on (?:stage"
        r"|shift|air|in|the landing|duty|call)\b|\bi have a \w+(?: \w+){0,4} (?:at (?:the|five|four|six"
        r"|three|two|one|half|noon|ten|\d)|in (?:\w+ )?minutes|to (?:open|catch|collect|run))\b"
        r"|\bi will have to\b",
    ),
    (
        "minutes_left",
        r"\b(?:in|for|about|got|have|only|a|just|have got|maybe|another|gives? me|half an"
        r"|last) (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d+|a few"
        r"|a couple of|ten more|quarter of an|half an)(?: more| good)? (?:minutes?|mins?|minute|hour"
        r"|seconds?)\b(?! (?:ago|each|late|early|from|of silence))|\b(?:minutes?|time) (?:left|before|till"
        r"|until|and then)\b|\bhard stop\b|\btill the (?:bell|fish|whistle)\b|\bbe quick\b|\bmake it quick\b"
        r"|\bquick,? (?:then|now|please)\b|\btell me quickly\b|\bi have (?:about )?as long as\b"
        r"|\bnot (?:much|a lot of) time\b|\bno time\b|\bshort on time\b|\bat (?:quarter|half|five|ten"
        r"|twenty) (?:to|past)?\b.{0,24}\b(?:stop|shift|train|go|start|leave)|\bsaid (?:half|twenty|ten"
        r"|\w+ minutes)\b|\b(?:quarter|ten|five|twenty) to\b",
    ),
    (
        "they_call_me",
        r"\b(?:they are|they have|somebody is|he is|she is|my \w+ is|the \w+ is|there is|that is"
        r"|my \w+(?: \w+)? (?:has|are)|there (?:are|goes)|we are|the \w+ (?:are|has))(?: \w+){0,5} (?:waving"
        r"|calling|ringing|waiting|honking|hooting|flashing|boarding|starting|arriv\w+|knocking|outside"
        r"|shouting|at the (?:door|gate|window)|pulling in|here already|buzzing|locking|closing"
        r"|lights (?:down|off)|leaving|about to|landing|whistling|blasting|making (?:faces|the sign)"
        r"|on (?:four|three|two|\w+) percent|put the lights|beeping|going off|dying|early)\b|\b(?:waving"
        r"|calling|ringing|honking|hooting|flashing|buzzing)\b.{0,30}\b(?:me|at me|us|for me)\b",
    ),
    (
        "there_goes_the_bell",
        r"\b(?:that is|there is|that was|there goes|hear|that will be|oh,? that is|ah,? that is|here is"
        r"|here comes)(?: \w+)? (?:the|my|our|him|her|me|that|a)(?: \w+)? ?(?:bell|timer|phone|taxi|cab"
        r"|train|bus|boat|ferry|ride|pager|alarm|whistle|driver|doorbell|lift|call|cue|flight|kettle|gong"
        r"|siren|vet|bleep|lorry|chair|client|wife|boss|oven|horn|intercom|radio|three o'clock|next|lads"
        r"|crew|husband|brother|daughter|signal|honking|goat)?\b.{0,24}(?:,|\.|!|\?|$)|\b(?:the|my) (?:bell"
        r"|taxi|bus|train|pager|timer|lift|driver|cab|phone|soup|queue|kettle|ferry|boat|flight|gate"
        r"|door alarm|battery|tide|whistle|boarding)(?: \w+)? (?:is|has|will|are|does not|would not|on|just"
        r"|there|calls?|just put|waits?)\b|\bbell has gone\b|\bon shift\b|\bsoundcheck\b|\bcurtain (?:up"
        r"|in)\b|\bdoors in (?:ten|five|\w+)\b",
    ),
    (
        "stage_direction",
        r"[*(][^*)]{0,80}\b(?:watch|clock|door|phone|keys|coat|hat|rake|flask|cup|bag|scarf|jacket|paper"
        r"|wallet|screws|stands?|gets up|glances?|zips?|buttons?|checks|folds?|pats|rises|bill|rinses?"
        r"|napkin|laptop|gloves|engine)\b[^*)]{0,60}[*)]",
    ),
    (
        "someone_waits",
        r"\b(?:my|the) (?:next|wife|husband|assistant|patient|piano|daughter|driver|organist|nephew|son"
        r"|neighbour|client|students?|class|chair|people|bride|brother|kids?|child|lads?|farrier|taxi|ferry"
        r"|clerk|fish|bread|oven|boat|cab|lorry|guests?|choir|bishop|dentist|bus|mother"
        r"|producer)\b.{0,60}\b(?:is|are|has|have|alone|waiting|gone in|begun|here|there|in the|at the"
        r"|on the|down|already|holding|wants|needs|just|can|early|soup|till|until|for me|blowing)\b|\b(?:a"
        r"|the) (?:queue|truck|lorry|child|band|forklift|double-decker|client|patient)\b.{0,30}\b(?:at the"
        r"|on the|in front|blocking|here|under|in the|outside|with no)\b",
    ),
    (
        "clock_time",
        r"\b(?:at|by|till|until|before|past|to) (?:half|quarter|ten|five|twenty|four|three|two|one|six|seven"
        r"|noon|\d+)(?: past| to)?\b|\bback on\b|\bon position\b|\bthe length of\b|\bshort call\b"
        r"|\bbe (?:brief|quick)\b|\bnearly at the end\b|\bend of our (?:slot|time|hour)\b|\bdimming\b"
        r"|\bhear that\b|\bwait(?:,| for|ing)\b|\bgood evening\.?$|\bi am gonna go\b|\band then i am\b"
        r"|\binconvenient\b|\byes!? i come\b|\bbetween two\b|\bone hand\b",
    ),
    (
        "good_luck_now",
        r"\b(?:any road up|anyway|right,? so|well then|good luck (?:now|to you|with)|so long|goodbye|bye"
        r"|adi[o\u00f3]s|off i go|that is me|back to (?:work|it)|no rest|duty calls|work calls"
        r"|next (?:session|call|patient|client|farmer|class|appointment|meeting|lecture)|second session"
        r"|session two|my next|them logs|ain't (?:gonna|going)|will not saw|is not gonna|does not (?:wait"
        r"|forgive)|do not wait|will not wait|would not wait|can not feel (?:my|me)|without me"
        r"|waits for (?:nobody|no one|no man)|time(?:'s| is) (?:up|short)|the time\b|wind(?:ing)? up"
        r"|before (?:five|six|it closes|they close))\b|\bi am done at\b",
    ),
    (
        "tomorrow",
        r"\b(?:tomorrow|next week|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|years? ago"
        r"|every (?:day|morning|night)|in those days|that night|then i|used to|back then|when i was|when we"
        r"|i was|i had|he was|she was|no hurry|no rush|all the time|plenty of time|lots of time|all (?:day"
        r"|afternoon|morning)|not going anywhere)\b",
    ),
)
