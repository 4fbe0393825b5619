"""What claims the floor for the learner."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "start_with_me",
        r"\b(?:start|begin|open|kick off|lead off)(?: \w+)? (?:with|by) (?:me|myself|my (?:own|story|side"
        r"|life)|telling you|a (?:short|little|brief) (?:presentation|introduction|word)"
        r"|some(?:thing)? about me|talking)\b|\bme first\b",
    ),
    (
        "tell_you_about_me",
        r"\b(?:tell|telling|give) you (?:(?:first|all|everything|a (?:bit|little)|something|a few words"
        r"|the whole saga|a word|more|first a bit) )*(?:about (?:me|myself|my (?:life|self|childhood|own"
        r"|thesis|journey|story|plans|week))|who i am|my (?:whole |own |life |side of the )?(?:story|saga"
        r"|life|side|journey)|the whole saga|about mine)\b|\b(?:a bit|words?|little|bit more"
        r"|short presentation) (?:about|on|of) (?:me|myself|my own person)\b|\bwho you (?:are meeting|know"
        r"|are dealing with|have got here)\b|\bso you (?:can place me|have the picture|can picture"
        r"|know who)\b|\bi talk about (?:me|myself)\b|\byou know me\b.{0,20}$",
    ),
    (
        "i_will_just_talk",
        r"\bi am (?:just )?going to (?:just )?talk\b|\bthe floor is yours\b|\byou will get your turn\b"
        r"|\bthen if there is (?:any )?time (?:left )?you\b|\bafter(?:wards)? you (?:can )?tell me (?:what"
        r"|about)\b|\bi never got to tell you\b|\bmy side of it\b|\byou (?:must|have to|should"
        r"|need to) (?:hear|know|see) (?:about )?(?:me|my|the second|what kind of (?:week|year|day) i)\b"
        r"|\bto be continued\b|\bi have to tell you this\b|\bwill continue with the rest\b",
    ),
    (
        "reminds_me_of_me",
        r"\b(?:remind|reminds|makes?|made) me (?:of|think of) (?:me|myself|my own|when i|the time i)\b"
        r"|\bsame (?:with|for|here)(?: me)?[,.].{0,60}\bi\b.{0,40}\bi\b|\bi nearly became\b"
        r"|\bspeaking of me\b|\bthat is (?:exactly|just) (?:like )?me\b|\bfor me it is more\b"
        r"|\bno\. i will tell you about mine\b|\byou know what (?:\w+ ){1,4}makes me think of\b",
    ),
    (
        "rundown_on_me",
        r"\b(?:rundown|word|two words|intro|lowdown|something|bit|first|finish|start|story|presentation"
        r"|speech) (?:on|about|with|of) me\b|\btell (?:you )?first about me\b|\bwho i am\b|\bdo me,"
        r"|\bthat is only the (?:work|half|start|beginning)\b|\byou know (?:who|what) (?:else|it feels like"
        r"|happened to me)\b|\byou do not know who\b|\bfrom the (?:very )?(?:beginning|start|kindergarten)\b"
        r"|\btop to bottom\b|\bmy turn\b|\bwhatever is left\b|\bso,? me\b|\bi start,? shall i\b"
        r"|\bi will start\b|\bme,? (?:i|personally)\b",
    ),
    (
        "i_am_the_kind",
        r"\bi am (?:a|an|the|very|also|someone|somebody|not) (?:\w+ )?(?:person|type|kind|one|soul|capricorn"
        r"|leo|gemini|virgo|scorpio|aries|seeker|perfectionist|people person|who|character|man of|woman of"
        r"|introvert|extrovert|dreamer|social)\b|\b(?:my friends|everyone|everybody|people|my sister"
        r"|my mother|my mum|my mom|my wife|my husband|my ex|my mates?|my therapist|my nan|my mam"
        r"|they)(?: always)? (?:say|says|call|calls|reckons?|tells?|told me|thinks) (?:i|me|that i)\b"
        r"|\bi have always (?:been|had|felt|wanted)\b|\bever since i was\b|\bas a (?:child|kid|boy|girl)\b"
        r"|\bi was (?:born|the (?:third|first|only|one))\b|\bwhen i was (?:\d+|nine|ten|six|seven|eight"
        r"|small|little|young|a)\b|\bold soul\b",
    ),
    (
        "hardest_for_me",
        r"^do you know what (?:the )?(?:\w+ ){1,6}(?:when|for) (?:i|me)\b|\byou know what (?:happened|i did"
        r"|i think)\b|\bmy (?:landlord|boiler|knee|throat|divorce|therapist|ex|horoscope)\b",
    ),
)
