"""What keeps the contact's time, and the wind-ups that only mention it."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "is_now_good",
        r"\b(?:is (?:now|this|it)(?: still)? (?:a )?(?:ok|good|bad|decent|all right|alright|fine|convenient"
        r"|suit\w*)|(?:this|it) (?:is )?(?:a )?(?:good|bad|ok) (?:time|moment)|(?:caught|catching"
        r"|got) you (?:at|in|between|on)|am i (?:disturbing|interrupting|keeping)"
        r"|have you (?:still )?(?:got )?(?:a minute|time|two minutes|five minutes)|do(?:es)? (?:now|this"
        r"|it) suit|shall i (?:call|ring|try|come) (?:back|later|again|you)|a (?:good|bad|decent) (?:time"
        r"|moment)|only if you have)\b",
    ),
    (
        "how_long_do_i_have",
        r"\bhow (?:long|much time|many minutes) (?:do|have|can) (?:i|we|you)\b.{0,20}\b(?:have|got|left"
        r"|spare|you|stay)|\b(?:eye|watch|look) on the (?:clock|time)\b|\bmind your (?:half|time|clock|hour)"
        r"|\bwatch the clock\b|\bkeep (?:watch|time|an eye)\b|\btell me when (?:it is|you)\b|\b(?:i will"
        r"|let me) be (?:brief|short|quick|gone)\b|\bi set (?:a|my) (?:timer|alarm)\b|\bi look\b.{0,20}$"
        r"|\bstop me (?:when|if)\b|\bno need to reply\b|\bone word would do\b|\bhush\b",
    ),
    (
        "i_let_you_go",
        r"\b(?:let|leave|leaving|letting) you (?:get|go|to|be|in peace|off|have|run|back|drink|eat|with"
        r"|alone)\b|\b(?:will not|would not|do not want to|not want to|must not|should not|not) (?:keep|hold"
        r"|detain|delay|take up|trouble)(?: \w+)? (?:you|any more|more of|your)\b|\bi will (?:stop|leave it"
        r"|wrap|go|be off|head off|shut up|get out|be out|vanish|be gone|clear off|say goodbye|hang up"
        r"|fetch my coat|see to the bill|get my coat)\b|\bout of your (?:hair|way)\b|\bhave your (?:tea|time"
        r"|morning|evening|lunch) back\b|\bi am (?:off|gone|going|out of)\b|\bthen i am gone\b",
    ),
    (
        "go_go",
        r"^(?:[a-z ,'!]{0,24}[,.!] ?)?(?:then |and |right,? |please |now |so |of course,? |oh god |ok "
        r"|no,? )*(?:go|run|off (?:you go|with you)|you (?:go|run|get|head)|get (?:yourself|going|back|in|to"
        r"|some|home)|home with you|drive safe\w*|catch your|hurry|up we get|back to|dash|fly|shoo"
        r"|away with you)\b|\bgo (?:on (?:in|up|then)|and (?:\w+ )|go|well|get|find|home|sort|kill|in|break"
        r"|to (?:the|your)|catch|before|have your|do your)\b|\boff you (?:go|pop|trot)\b"
        r"|\byou (?:had )?better (?:go|run|get)\b|\byou go\b|\bbreak a leg\b|\bsafe (?:travels|journey|home"
        r"|trip|drive)\b|\bgodspeed\b|\bhave a good (?:flight|train|crane|trip|meeting|one|day|shift)\b"
        r"|\bmind the (?:step|wallet|ice|road)\b|\benjoy (?:your|the) (?:soup|lunch|dinner|sandwich|tea"
        r"|meeting|rest|walk|flight|train)\b",
    ),
    (
        "wrap_up",
        r"\b(?:wrap (?:it )?up|stop (?:here|there|right here|now)|leave it (?:there|here|at that)"
        r"|call it (?:a day|there|here)|finish (?:here|there)|end (?:here|there)|pause here|that is (?:my"
        r"|our|your|the) (?:\w+ )?(?:time|minutes|half hour|twenty|flask)|(?:we have|i have"
        r"|you have)(?: had)? (?:our|my|\w+) (?:\w+ )?(?:minutes|time|half hour)(?: left)?|time is (?:up"
        r"|nearly)|it (?:is|has) (?:gone|already|nearly|almost|just|ten|five|quarter|half|twenty|\w+ (?:past"
        r"|to))\b.{0,40}\b(?:so|shift|your|shuts|go)|minutes? (?:left|to go|are up|is plenty"
        r"|and not a second)|(?:ten|five|\w+) (?:minutes )?is plenty|more than i was due|another (?:day|time"
        r"|evening)|some other (?:day|time)|it will keep|nothing that will not keep|can wait|will wait"
        r"|save (?:it|the rest|that) for|rest (?:can|will) (?:wait|keep)|next time|the rest by (?:mail"
        r"|email)|you said (?:half|ten|twenty|\w+ (?:past|to|minutes)))\b",
    ),
    (
        "your_time",
        r"\b(?:your (?:bus|train|gate|flight|taxi|cab|call|meeting|shift|class|bell|phone|kids|lunch|soup"
        r"|dinner|patients?|bell|people|band|guests|students?|ferry|plane|show|boat)|the (?:bell|whistle"
        r"|kettle|door|gate|horn|yard|vet|stage)|quarter (?:to|past)|half past|on the (?:dot|hour)"
        r"|they (?:are )?(?:waiting|calling|need you)|somebody (?:is )?waiting)\b",
    ),
    (
        "goodbye",
        r"\b(?:goodbye|bye|bye bye|good (?:day|night) to you|see you|until (?:then|thursday|friday|next)"
        r"|go well|take care|talk soon|cheerio|tara|ta-ra|so long|farewell|hauskaa|sleep well"
        r"|good luck (?:in|with|up)|i hear them)\b",
    ),
    (
        "i_will_be_short",
        r"\bi will (?:be (?:short|brief)|listen for|drink|quit|wait|run|keep watch|come back"
        r"|try (?:you )?(?:later|again))|\bnothing that\b|\bnot (?:a second|one) more\b|\bwon't take\b"
        r"|\bcan do (?:it )?(?:another|other) day\b|\bshall (?:i|we) (?:stop|leave|call|ring|go|end|wrap"
        r"|ask the last|walk|pay)\b|\bi (?:have|had) (?:my|more than my|fifteen) (?:\w+ )?(?:minutes"
        r"|answer)\b|\byou (?:are|were) (?:needed|wanted|off)\b|\bthey (?:need|want|are waiting for) you\b"
        r"|\bdo not (?:keep|let me keep|miss)\b|\bdrink (?:it|your)\b|\bcome,? i will hold the door\b"
        r"|\bbefore (?:it|they|the|your)\b",
    ),
    (
        "spares_them",
        r"\b(?:no (?:reply|answer|rush|hurry) (?:needed|necessary|at all)?|two lines|clear conscience"
        r"|ring (?:you )?after|call (?:you )?(?:after|later|back)|see to (?:the|your)|shift my|hold the door"
        r"|good (?:night|evening|afternoon) to|go(?:es)? when it|and i am gone|go rescue|mind the|enjoy the"
        r"|sleep (?:well|now)|have you got (?:until|time|till)|were you about to|about to go|your (?:lift"
        r"|cable|magnet|ear|bus|rest)|and you (?:said|wanted)|we said (?:ten|twenty|half|an hour"
        r"|\w+ minutes)|at (?:eighteen|quarter|ten) past|is(?:n't| not) the moment|a bad moment"
        r"|wait till you)\b",
    ),
    (
        "windup",
        r"\bi know (?:that )?(?:you are|your time is|you have got|you must be|your day)(?: \w+){0,4} (?:busy"
        r"|precious|flat out|swamped|shoot|valuable)\b.{0,60}\b(?:but|just|so|could|would|only)"
        r"|\bwill be quick\b|\bgo faster\b|\btwo (?:seconds|secs|more)\b|\bjust (?:before|quickly|one)\b"
        r"|\bis ample\b|\blet him flash\b",
    ),
)
