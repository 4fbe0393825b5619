"""How a contact says no or steers away."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "flat_no",
        r"^(?:ah|oh|haha|ha|well|mm|hm|dear \w+(?: \w+)?|sorry|easy now|hmm|um|er|my friend|look|lol"
        r"|now)?[,. !]*(?:no+|nah|nope|naw|never|not (?:at present|today|tonight|yet|now|for me|here|by|one"
        r"|likely|really|a one|a chance|this|in|with|from me|so fast|my|even|that|on)|certainly not"
        r"|absolutely not|out of the question)\b(?!.{0,12}\b(?:harm|problem|worries|matter|wonder|idea"
        r"|trouble|need to thank|no, stay))",
    ),
    (
        "i_do_not",
        r"\b(?:i|we|they) (?:do|will|would|could|can|shall|may|have|am|are|did)(?: really"
        r"| honestly)? not(?: \w+)? (?:do|give|hand|pass|take|discuss|talk|comment|hire|recommend|know what"
        r"|share|write|introduce|mix|look at|read|sell|buy|go (?:back|into|there)|open|work|sign|lend|invest"
        r"|need|have (?:any|the|that|a)|want|use|be (?:able|doing|writing|passing|signing|making)"
        r"|think (?:so|that)|speak|put|feel|make|help|vouch|touch|deal|act|answer|join|keep|walk|judge|trade"
        r"|accept|run|see|let|taking|hiring|looking|quite|seen|promise)\b|\bi never\b|\bi (?:can|could|may"
        r"|will|would|shall) not\b(?! (?:wait|believe|tell you how|complain|have said|remember|imagine|feel"
        r"|get enough|stop|thank|say no))",
    ),
    (
        "i_would_rather",
        r"\b(?:i would|i had|i'd|would)(?: \w+)? (?:rather|sooner|prefer|much rather)\b"
        r"|\bif you do not mind\b|\bif it is all the same\b|\bnot (?:quite )?(?:right|comfortable|mine"
        r"|for me|my place|my call|our policy|how)\b|\bi tend to hold off\b|\bhold off\b|\bwould not feel\b"
        r"|\bi have had enough\b|\bi am (?:fine|good|happy|all right) (?:with|as)\b|\bi thought you came\b"
        r"|\bi had (?:rather )?hoped\b|\bi was hoping\b|\bi came (?:for|over|to)\b",
    ),
    (
        "not_available",
        r"\b(?:closed|full|gone|taken|spoken for|frozen|filled|sold out|no (?:places|vacancies|openings|room"
        r"|time for|names|jobs|budget|money|space|site|more|forms|samples|need)|nothing (?:open|going|at|in"
        r"|this|for)|none (?:of|at|going)|not (?:hiring|looking|taking|recruiting)|retired|for (?:somebody"
        r"|someone) else|at the moment|this year|for now|i am afraid|unfortunately|afraid not|sadly|alas"
        r"|regret|regrettably|there is (?:no|a list|a queue|a portal)|we are (?:only|four|two|three"
        r"|growing smaller|full)|years? ago|already have|have (?:one|two|enough|three|plenty))\b",
    ),
    (
        "proper_channel",
        r"\b(?:portal|website|recruiting|reception|through the|go through|apply (?:like|directly|in|through"
        r"|online|on)|the same (?:for|as)|queue|the form|human resources|hr\b|personnel|the agency"
        r"|the association|box office|desk|committee|procurement|at the gate|the list|in writing"
        r"|office hours|like everyone|like everybody|everyone else|my (?:rates?|fee|agent|accountant)"
        r"|invoice|i charge|charge for|for money|i bill|cost|paid for|get paid|my living|how i eat|price"
        r"|quote|by the hour)\b",
    ),
    (
        "put_away",
        r"\b(?:put|keep|leave|fold|take)(?: \w+){0,3} (?:away|where (?:it|they)|out of (?:it|this)"
        r"|in the (?:bag|box|car|drawer|envelope)|off the table|home|for (?:yourself|somebody)|aside|alone"
        r"|back)\b|\blet us (?:leave|just|not|stay|talk|keep|drink|have|stick)\b|\banother (?:day|time"
        r"|afternoon|sort)\b|\bone day\b|\blet me (?:see|think)\b|\bwe will see\b|\bmaybe (?:later|one day"
        r"|another)\b|\bsome other\b|\bin good time\b|\bask me (?:again|about|what)\b|\bask (?:him|her"
        r"|them)\b|\bthat is (?:a question|for)\b|\bcan wait\b|\bstays? in\b|\bnot (?:a|the|your|an) (?:door"
        r"|gate|phone|telephone|bank|agency|shop|directory|address|employment|library|telephone book"
        r"|estate)\b|\bi am (?:not|only|just) (?:a|an|the|here)\b|\bwas the offer\b|\bi offered (?:you)?\b"
        r"|\bi am offering\b",
    ),
    (
        "sharp",
        r"\b(?:young (?:man|lady)|large favour|nerve|cheek|bold|brave turn|brass|what you have just|easy now"
        r"|patience|slow down|steady|one (?:thing|door) at a time|go easy|hold your horses|excuse me"
        r"|who gave you|did (?:he|she) now|has (?:he|she) now|does (?:he|she)|is that so|is that right|funny"
        r"|we have (?:met|known|been acquainted|spoken)|barely know|do not know you|do not know (?:him|her)"
        r"|never heard of|only just met|first (?:coffee|time we)|i have heard|there it is|i see|i bet|uh-huh"
        r"|mm-?hm|hm+|right\.|well\.)\b|\bby himself\b|\bherself\b|\bhe can call me\b",
    ),
    (
        "about_oneself_instead",
        r"\b(?:i hang|i do (?:salt|seals|hinges|ducks|trains|buttons)|i build|i inspect|i sit there"
        r"|i am (?:a|the) (?:woman|man|nurse|judge|vet|baker|cook|person) (?:who|with)|no idea who"
        r"|exaggerates|mostly know|i pay|i live from|that is how i|i take for|do not grow"
        r"|would be making it up|was making it up|i would lose|would have my|skin me|can stop there|shame"
        r"|is not mine to|belongs? to|between (?:him|her|us|them) and|ours is|that one is)\b"
        r"|\bask\b.{0,30}\bbefore\b|\bon the strength of\b|\bthe answer is\b|\bstill no\b|\btoo (?:young"
        r"|late|soon|many|much|fast)\b",
    ),
    (
        "yes_instead",
        r"^(?:yes|sure|of course|gladly|why not|happily|go on|certainly|with pleasure|absolutely|ok|okay|yep"
        r"|aye|deal|done|fine)\b|\bi would (?:love|be (?:happy|glad|delighted)) to\b|\bconsider it done\b"
        r"|\bi will (?:ring|call|text|tell|write to) (?:her|him|them)\b",
    ),
)
