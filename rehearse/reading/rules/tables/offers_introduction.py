"""How a contact offers to introduce the learner to somebody, or refuses to."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "i_will_introduce",
        r"\b(?:i|we)(?: \w+){0,5} (?:introduce|present) (?:you|the two|her|him|them)\b|\bintroduc(?:e"
        r"|ing) you\b|\bmake (?:an|the|a|that) (?:quick )?introduction\b|\bpresent you\b"
        r"|\bdo the introductions\b|\bshall i introduce\b",
    ),
    (
        "put_in_touch",
        r"\b(?:put|connect|link|hook|set|pair|hitch|sit|match)(?: \w+)? (?:you|the two of you|you two"
        r"|you both)(?: \w+)? (?:in touch|in contact|up|with|on to|onto|to|on one|at a table|together"
        r"|through|down)\b|\bconnect you\b|\bshall i connect\b|\bput you in\b|\bput in (?:touch|contact)\b"
        r"|\bset you up\b|\bhook you up\b",
    ),
    (
        "i_will_tell_them",
        r"\b(?:i will|i would|i can|i could|let me|shall i|i shall|i am|i will just|i would be (?:happy|glad"
        r"|delighted) to|will|and)(?: \w+){0,4} (?:ring|call|text|write(?: to)?|phone|email|mail|tell"
        r"|message|drop|send|flick|ask|texting|copy|cc|warn|let|say|give|have|mention|shout|pass|texting"
        r"|whatsapp)(?: \w+)? (?:her|him|them|the (?:two|man|woman|pair)|\w+|you)\b.{0,60}\b(?:about you"
        r"|your name|you are (?:coming|the)|expect(?:ing)?|you exist|know you|to (?:feed|expect|see|tell"
        r"|look out)|copy you|a (?:ring|line|text|bell|call|shout|word)|tonight|first|tomorrow|copy you in"
        r"|for you|that you|before you|two of you|now|your way|someone is coming|to you|him tell|myself)\b"
        r"|\bi will (?:ring|call|text|phone|write to|email|tell|warn) (?:her|him|them)\b"
        r"|\bi will copy you in\b|\b(?:i can|i could|i will|shall i|let me) (?:ring|call|text|phone|email"
        r"|write to|drop|ask) (?:my|our|her|him|them|the|[a-z]+)\b",
    ),
    (
        "you_should_meet",
        r"\b(?:you|you two|the two of you|they)(?: \w+)? (?:should|ought to|must|need to|want to|have to"
        r"|had better|got to|would|might|will|gotta)(?: \w+){0,3} (?:meet|talk (?:to|with)|speak (?:to|with)"
        r"|get to know|know|adore|like (?:her|him))\b|\bi (?:would like|want"
        r"|would love)(?: for)? you(?: two)? to (?:meet|talk|know)\b|\b(?:the )?one (?:you want|for that"
        r"|you need|to (?:meet|talk to))\b|\bcome and (?:meet|say)\b|\bmeet (?:my|our|her|him|the) \w+\b"
        r"|\bspeak to my\b|\btalk to (?:my|our)\b|\bwho do you want to meet\b|\bwant to meet (?:her|him|them"
        r"|someone)\b",
    ),
    (
        "take_you_over",
        r"\b(?:walk|take|bring|lead|fetch|carry|steer|march|drag|show|send)(?: \w+)? (?:you|him|her|them"
        r"|the man)(?: \w+)? (?:over|across|down|to (?:her|him|them|meet|the (?:table|boss|hour)|see|wambui"
        r"|\w+)|along|up to|upstairs|in to)\b|\bmake (?:him|her) shake\b|\bbring (?:him|her) (?:down|over|to"
        r"|along)\b|\bcome along to the\b",
    ),
    (
        "ask_for_them",
        r"\b(?:ask for|start with|see|look for|write to|find|talk to|say hello to|try|call|ring"
        r"|go to) (?:my |our |the )?(?:cousin |sister |brother |old |friend |colleague )?(?:sister "
        r"|monsieur |madame |mr |mrs |ms |dr |iya |don |uncle |auntie |captain |si "
        r"|little )?[a-z]+\b.{0,80}\b(?:tell|ring|call|say|let) (?:her|him|them|i sent|it is|me)|\bsay (?:i"
        r"|that i|\w+) sent you\b|\b(?:tell|say to) (?:her|him|them) (?:i|that i|it is)\b"
        r"|\bmention (?:my name|me)\b|\buse my name\b",
    ),
    (
        "make_you_known",
        r"\bmake you (?:known|acquainted)\b|\b(?:bring|put|get|sit)(?:ting)? (?:you|the two of you|you"
        r" two) (?:together|in contact|in touch)\b|\b(?:copy|copied|cc'?d?|loop) (?:her|him|them|you both"
        r"|you two|you) in\b"
        r"|\bi have copied\b|\bconnect the two\b|\bmay i (?:pass|put|give|tell|introduce)\b|\bwant me to"
        r" (?:call|ring|text|write|ask|introduce)\b|\banyone you ought to meet\b|\bwould want to (?:see"
        r"|meet|hear)\b"
        r"|\bcome along,|\bi am offering you\b|\bi will (?:ring|text|call|write to|whistle to|tell) (?:her"
        r"|him|them|the \w+ \w+)\b|\bpass your (?:address|name|number) to\b|\bask \w+, the\b|\btalk to"
        r" (?:mr|mrs|ms|dr)\b|\bgo see\b|\bshould like you to\b",
    ),
    (
        "i_know_someone",
        r"\bi know (?:a|an|the|every|some|one|somebody|someone|just the)\b|\b(?:my|our) (?:cousin|sister"
        r"|brother|colleague|friend|neighbou?r|aunt|uncle|nephew|niece|deputy|assistant|brother-in-law"
        r"|sister-in-law|archivist|cutman|kit man|foreman|old editor|partner|boss|dyer"
        r"|spinner)(?:,)? [a-z]+\b|\bthere is a (?:woman|man|lady|guy|fellow|chap|friend)\b|\b(?:woman"
        r"|man) who (?:runs|does|edits|makes)\b",
    ),
    (
        "no_names",
        r"\b(?:do not|never|not|will not|would not|can not|no)\b[^.!?]{0,40}\b(?:introduc\w+|names?|numbers?"
        r"|hand (?:over|out)|give (?:out|her|him)|pass on|contacts?|walks?|connect|touch)\b"
        r"|\bintroduced (?:me|us|by)\b|\bi introduced\b|\blast (?:one|person) i introduced\b|\bput me in\b",
    ),
)
