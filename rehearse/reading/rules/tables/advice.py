"""What asks for the advice or the view of the contact."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "your_advice",
        r"\byour (?:\w+ )?(?:advice|opinion|view|take|verdict|thoughts|counsel|judg[e]?ment|guess"
        r"|honest (?:opinion|view))\b(?! (?:in|column|on the (?:panel|radio))\b)|\b(?:any|some|a piece of"
        r"|for|bit of) (?:advice|tips?|pointers|guidance|wisdom)\b(?!.{0,20}\b(?:thanks|thank)\b)"
        r"|\badvi[sc]e (?:me|a man|a person|somebody|someone)\b|\bwhat would you (?:advise|recommend|suggest"
        r"|tell)\b|\b(?:would|do|could|can) you (?:advise|recommend|suggest)\b(?! (?:me )?(?:to|for) (?:your"
        r"|the|them))",
    ),
    (
        "if_you_were_me",
        r"\b(?:in my (?:place|shoes|position|spot|situation|case|seat|stead)|if you were (?:me|in my|i"
        r"|starting|standing|a)|were you (?:me|in my)|(?:if|were) (?:he|she|i) were|(?:someone|somebody"
        r"|a person|a beginner|an? \w+ person|a man|a woman) (?:like me|in my|who (?:is|wants|has)|starting"
        r"|that was)|starting (?:out|over|again|today|now)|from where you sit|as (?:the"
        r"|an?) (?:one who knows|elder|expert|older|professional|colleague)|if you had (?:me|my|to)"
        r"|with my)\b.{0,120}\?|\bif you were me\b|\bin my (?:place|shoes|position)\b",
    ),
    (
        "should_i",
        r"\b(?:should|shall|ought|must|do|can|could|may|would) (?:i|we|my \w+|a (?:person|beginner|man|woman"
        r"|girl))\b(?! (?:know|see|hear|carry|hold|fetch|bring|ask (?:you|how|what)|call you|sit|stop|leave"
        r"|get you|take (?:your|the|that)|help|offer|write to you|show|read you|send you|have (?:a|your)"
        r"|speak to|be (?:talking|speaking)|meet|say))(?: \w+){0,8}.{0,80}\?|\bshould i\b|\bwhat (?:should"
        r"|must|can|do|could) (?:i|we|he|she|a person|one|my \w+) (?:do|say|look|learn|start|put|read|bring"
        r"|cut|stop|wear|ask|pay|expect|write|watch|change|charge|answer|try)\b|\bhow (?:should|do|would|can"
        r"|could|might|does) (?:i|we|one|a person|a beginner|someone|somebody|people|anyone)\b",
    ),
    (
        "would_you_x_or_y",
        r"\bwould you (?:\w+ ){1,14}(?:or|before|even|on|if)\b|\b(?:would|do) you (?:\w+ ){0,3}(?:say|go for"
        r"|begin|start|choose|pick|weigh|plant|call|put|keep|leave|stretch|plan|trust|take|use|buy|wash|tell"
        r"|count|hang|let|cut|throw|wait|ask|write|go)\b.{0,120}\?|\bwhere would you (?:start|begin|look|put"
        r"|go|cut|stand)\b|\bwhat would you (?:do|look|start|cut|change|leave|put|say|ask|charge|weigh|keep"
        r"|throw|check|try|plant|tell|read|pick|choose|buy|use)\b|\bwhich (?:\w+ ){0,4}(?:would|should"
        r"|do) (?:you|i)\b|\bhow would you (?:go about|start|begin|bring|introduce|tell|do|put|handle|open"
        r"|play|cut|tackle|approach|price|fix|say|answer|keep|explain)\b|\bwhen would you\b",
    ),
    (
        "x_or_y",
        r"^[^?]{4,120}\b(?:first or|or (?:straight|the|a|better|is it better|too (?:late|early|much)|wait"
        r"|not|should|do|newest|would|stop|let|with|in))\b[^?]{0,60}\??$|\b(?:oldest|newest|first|own|old"
        r"|new|long|short|big|small|wash|leave|sell|stay|go)\b[^?]{0,30} or [^?]{1,40}\?$|\bworth (?:it"
        r"|learning|doing|the|going|a)\b.{0,40}\?",
    ),
    (
        "is_it_wise",
        r"\bis (?:it|that|this|a \w+|forty-\w+|\w+ \w+) (?:even |really |ever |too |just )?(?:daft|wise"
        r"|worth|better|best|a good idea|a bad idea|mad|foolish|too (?:late|old|obvious|much|early|long"
        r"|short|soon|big)|sensible|realistic|crazy|stupid|normal|ok(?:ay)? to|all right to|safe|enough"
        r"|right to|wrong to|possible to|necessary|common)\b|\bam i (?:mad|too|wrong|being|right"
        r"|on the right|kidding|wasting|crazy)\b|\b(?:is there|do i have|have i|would i stand"
        r"|do you see) (?:a|any|still) (?:\w+ )?(?:point|chance|sense|future|hope|trick|way"
        r"|knack)\b.{0,60}\?",
    ),
    (
        "what_do_you_think",
        r"\bwhat do you (?:think|make|reckon|say)(?: of| about|,|\?| i| to| that)(?!.{0,30}\bwhen (?:you"
        r"|one))|\bdo you (?:think|reckon|believe|feel|find) (?:i|it is|it would|my|we|that i|that my|a|this"
        r"|one|should|he|she|i should|i would)\b(?!.{0,40}get in here)|\btell me (?:what (?:you think|breaks"
        r"|is wrong|i|to|not|you would)|honestly|straight|which|if (?:i|it|this)|whether|where (?:i|it|you)"
        r"|how to)\b|\bhow does (?:this|it|my) (?:look|read|sound|strike|smell|taste)\b"
        r"|\bwhat is (?:wrong with|missing|the (?:best|right|first|one|worst|smartest"
        r"|biggest)(?: \w+){0,3} (?:way|thing|mistake|step|book|place|to|i|for))\b|\bwhat (?:am i"
        r"|did i) (?:doing|do|missing|miss|get) (?:wrong)?\b|\bwhich mistake\b|\bshow me (?:where|how)\b"
        r"|\bteach me\b|\bwhat is the trick\b|\bhow (?:do|did) you (?:know|tell) when (?:to|it)\b",
    ),
    (
        "i_am_torn",
        r"\bi am (?:torn|stuck|wrestling|struggling|unsure|not sure|wondering (?:whether|if) (?:to|i)"
        r"|thinking (?:of|about)|in two minds|at a loss|undecided|weighing)\b"
        r"|\bi can(?: not)? (?:not )?(?:decide|settle|make up my mind|work out|figure)\b|\bcan not (?:decide"
        r"|settle|make up my mind|work out)\b|\bhalf of me\b|\bdo not know (?:whether|if|which|how"
        r"|what) (?:to|i|the)\b|\bmy (?:question|problem|dilemma|trouble|worry) is\b|\bi keep (?:failing"
        r"|getting|cracking|losing)\b|\bmay i ask you as\b",
    ),
)
