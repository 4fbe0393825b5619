"""What takes advice, an offer or a no well."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "understood",
        r"\b(?:understood|noted|fair (?:enough|point|dos|play)|fair(?:,| lol| tbh|\.|!|$)|(?:totally|very"
        r"|perfectly|completely|that is|thats|quite|only) (?:fair|right|understandable|reasonable)|of course"
        r"|quite right|you are (?:quite |absolutely |totally |so )?right|no (?:problem|worries|stress|bother"
        r"|harm|hard feelings|need)|point taken|i (?:see|understand|get it|hear you|respect that"
        r"|had that coming|deserved)|makes sense|say no more|got (?:it|that)|copy that|message received"
        r"|sharp|received|will do|consider it|so be it|as it should|rightly so|worth a try|serves me right"
        r"|touch[e\u00e9]|that is (?:kind|honest|clear|an answer|plain|reasonable|fine)|enough said"
        r"|a no is a no|loud and clear|gotcha|you (?:are )?the boss|done\b|where it belongs|better that way"
        r"|as you (?:wish|like|say|prefer))\b",
    ),
    (
        "apology",
        r"\b(?:sorry|apolog\w+|my (?:mistake|bad|fault)|forgive me|excuse me|i (?:got carried|overstepped"
        r"|carried myself|withdraw|take (?:it|that) back|should not have|ought not|was too|rushed|jumped"
        r"|had no business|ran off|trampled)|too (?:quick|fast|soon|forward|much) of me|out of line"
        r"|that was (?:bad|cheeky|rude|quick|clumsy|too|out|a bit|not)|i am ashamed|carried away"
        r"|cheeky of me|clumsy of me|forget (?:i|the|it|about)|pretend i|drop it|never mind|i will (?:drop"
        r"|shut|put (?:it|that|them) away|leave (?:it|him|her|that|the|them)|stop|close|hush|not ask"
        r"|keep my))\b",
    ),
    (
        "gladly",
        r"\b(?:gladly|with pleasure|yes please|yes,? please|i would (?:love|like|be (?:glad|delighted"
        r"|honou?red|happy|chuffed|very|so))(?: \w+)? ?(?:that|it|to|nothing|honou?red)?|love that|delighted"
        r"|deal\b|you are on|it is a (?:deal|date)|count me in|i am in\b|happily|wonderful|perfect|brilliant"
        r"|that would be (?:lovely|great|wonderful|perfect|a|so)|how kind|go on then|lovely|great|amazing"
        r"|i accept|i will take (?:it|that|both|them|one|all)|with joy|very gladly|i am honou?red|honou?red"
        r"|chuffed|let us\b)\b",
    ),
    (
        "i_will_do_it",
        r"\bi (?:will|shall|am going to|am)(?: (?:do|try|doing|trying|start|write|take|read|go|going|bring"
        r"|be|keep|use|look|put|book|buy|learn|ask|tell|call|ring|send|wait|apply|leave|give|stick|cut|throw"
        r"|drop|get|make|have|find|sleep|practise|practice|remember|think|sign|carry|come|wear|pack|turn|say"
        r"|stop|add|change|dig|let|move|begin|hang|count|sit|follow|see|not|only|never|copy|work|mention"
        r"|check|lose|pick|plant|print|hold|listen|never|watch|run|post|rewrite|save|stay|also|now))\b"
        r"|\b(?:doing|trying|starting|going) (?:it|that|this|there|with)? ?(?:tonight|tomorrow|on (?:monday"
        r"|sunday|saturday)|this week\w*|today|sunday|monday|now)\b|\bwill (?:do|try|start|go|write|ask|keep"
        r"|remember|be there)\b|\b(?:tonight|tomorrow|on (?:monday|tuesday|wednesday|thursday|friday"
        r"|saturday|sunday)|this weekend|next week|then it stays|i had not thought|i never thought"
        r"|never have thought|never would have|that is (?:it|what i needed|my answer|all i))\b",
    ),
    (
        "then_that",
        r"^(?:oh |ah |ha |haha |ok |right |yes |no |well |of course )*[, .!]*(?:then (?:let|it|i|we|that|the"
        r"|no|off|that)|so be it|then so)\b|\b(?:it is|they are|it be) then\b|\b\w+ it is\b|\bthen (?:i will"
        r"|it is|let it)\b|\blet us (?:do|talk|have|drink|leave|just|not|stay|go)\b",
    ),
    (
        "takes_no",
        r"\b(?:nobody'?s? (?:business|to)|as (?:it|they) should be|i am glad (?:you|it)|glad you (?:said"
        r"|told)|better (?:that|you|to know)|an honest (?:no|answer)|honest answer|candou?r|relieved you"
        r"|that is worth more|more than (?:fair|enough|i)|plenty|that is enough|no more about"
        r"|will not (?:ask|mention|bring|push|bother)|not ask again|enjoy (?:your|the)|drink (?:your|it)"
        r"|without me asking|when she is ready|if (?:he|she|they) (?:is|are|would|wants|ain't)"
        r"|whenever (?:it|you|she|he)|no rush|in your own time|only if|up to (?:you|her|him|them)|your call"
        r"|that is (?:generous|more than))\b",
    ),
)
