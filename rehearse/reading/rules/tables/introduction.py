"""What asks for an introduction: names, numbers, being put in touch, a way into the room."""

from rehearse.reading.rules.patterns import table
from rehearse.reading.rules.tables.vocabulary import CONTACT_DETAIL, ME, PERSON, TO_THEM

TABLE = table(
    (
        "introduce_me",
        rf"\b(?:introduc\w+|present|acquaint) {ME}\b|\bintroduce my\w* to\b|\bpresent me (?:to|at)\b"
        r"|\bintroduc(?:e|ing) (?:the two of us|us)\b",
    ),
    (
        "an_introduction",
        r"\b(?:an?|the|some|any|your|all the|make|few) (?:\w+ )?(?:intros?|introductions?)\b(?! (?:to|into"
        r"|on) (?:the )?(?:subject|field|topic|book|chapter|physics))|\bintros? (?:to|this|with|for)\b",
    ),
    (
        "put_me_in_touch",
        r"\bput (?:me|us)(?: \w+)? (?:in (?:touch|contact|front)|through|on to|onto|over to|together"
        r"|next to)\b|\b(?:in touch|in contact) with (?:the|your|her|him|them|someone|somebody|anyone)\b",
    ),
    (
        "connect_me",
        r"\b(?:connect|link|hook|set|patch|plug|pair|loop) (?:me|us)(?: \w+)? (?:up|with|to|in|through)\b"
        r"|\bconnect (?:me|us)\b|\blink me\b",
    ),
    (
        "into_the_room",
        r"\b(?:get|bring|take|walk|smuggle|sneak|squeeze|let)(?: \w+)? (?:me|us)(?: \w+){0,2} (?:in front of"
        r"|into (?:the|a|that|his|her)|in the (?:same )?room|a (?:meeting|call|seat at|minute with)|(?:five"
        r"|ten|fifteen|thirty) minutes|past|through the door|across|over to)\b"
        r"|\bin front of the \w+ people\b|\bstroll across with me\b|\bopen (?:some|a few|any|the"
        r"|that) doors? for me\b|\bgets? into the (?:same )?room\b|\bopen(?:ing)? (?:a |the "
        r"|some )?doors?\b.{0,20}\bfor me\b",
    ),
    (
        "their_number",
        r"\b(?:give|text|send|pass|get|share|have|let (?:me|us) have|jot|write|slip|lend|drop|forward|need"
        rf"|want|like|spare|tell)(?: \w+)?(?: \w+){{0,5}} (?:his|her|their|that|the|a|{PERSON}|people|person"
        rf"|editor|'s|of|private|direct|mobile|\w+'s)(?: \w+){{0,3}} {CONTACT_DETAIL}\b|\b(?:his|her"
        r"|their) (?:private |direct |mobile |phone |cell )?(?:numbers?|email|e-mail|mobile|cell|phone"
        r"|whatsapp|contacts?|extension|number off)\b",
    ),
    (
        "whats_their_number",
        rf"\bwhat is (?:his|her|their|the|that)(?: [\w']+){{0,5}} {CONTACT_DETAIL}\b|\bwhere can i (?:find"
        r"|reach|get) (?:him|her|them)|\bhow (?:can|do|could|would|might) i (?:reach|get hold of|contact"
        r"|get to|meet|approach) (?:him|her|them|the|your|someone)\b|\bis it an? \d+",
    ),
    (
        "names_please",
        r"\b(?:(?:two|three|four|five|six|a couple of|a few|some|any|the|one|a single|few|more"
        r"|eleven) (?:\w+ )?(?:names?|phone numbers?|contacts?)|(?:two|three|four|five|six|a couple of|a few"
        r"|some|any|one|few|eleven|a) (?:\w+ )?numbers?(?= for|,|\.|\?|$)|names? and (?:numbers?|e-?mails?"
        r"|address\w*|contacts?)|a name(?: or two)?)\b(?! (?:is|was|on my|for (?:it|the|my|him|her)|tag|day"
        r"|badge))|\b(?:christian|first|last|sur)[ -]?name only|\bonly (?:his|her) (?:sur|first )?name"
        r"|\b(?:just|only) the \w+s\?$|\blist of (?:your|its|the|all)(?: \w+)? (?:donors?|members?|clients?"
        r"|customers?|people|names)\b",
    ),
    (
        "who_should_i",
        r"\b(?:who|whom|which|what)(?: \w+){0,4} (?:should|ought|can|could|shall|do|must|would) (?:i|we"
        r"|you)(?: \w+){0,2} (?:be )?(?:talk|talking|speak|speaking|write|writing|meet|meeting|contact"
        r"|contacting|call|calling|approach|ring|get in touch|email|send me|put me|point me|recommend i|know"
        r"|turn to|go to|ask)\b(?! (?:first|most) (?:when you|at)|most)",
    ),
    (
        "do_you_know_anyone",
        r"\b(?:do|would|does|did) (?:you|he|she)(?: \w+){0,3} know (?:any(?:one|body)|some(?:one|body)"
        r"|people|who|of any(?:one|body)|the (?:right|\w+ (?:editor|director|manager|people|guy|man"
        r"|woman)))\b|\bknow (?:any(?:one|body)|some(?:one|body)) (?:at|in|who|there|from|with)\b"
        r"|\bany(?:one|body) (?:else )?(?:you know|i (?:should|could|ought)|in your)\b|\bwho else (?:at|in"
        r"|it have|would|is there|do you know|should|could|at the|like you)\b|\bwho(?:se| is) the (?:right"
        r"|best) (?:person|one)\b",
    ),
    (
        "would_they_see_me",
        rf"\b(?:would|could|can|will|might|may|does|do) (?:she|he|they|one of|{PERSON}|any of|your \w+"
        r"|the \w+|some of)(?: \w+){0,5} (?:speak|talk|meet|see|chat|call|take a call|hop on|sit down"
        r"|have a coffee|look at|take|consider|reply)(?: \w+){0,3} (?:me|us|mine)\b|\bspeak with me\b"
        r"|\btake a call from me\b",
    ),
    (
        "sit_down_with",
        r"\b(?:sit down|talk|speak|meet|get a (?:word|meeting)|have (?:a )?(?:word|coffee|lunch)|get to"
        r"|reach|shake hands?) (?:with|to) (?:him|her|them|the|your|that)\b.{0,60}\b(?:instead|really|rather"
        r"|need|want|arrange|sooner)|\bit is (?:really )?(?:your|the) \w+ i (?:would|want|need)"
        r"|\bwho i am really after\b|\b(?:what|who|that is who|those are who) i (?:really )?(?:need"
        r"|want)\b(?! to)|\bset (?:that|it|this|something) up\b",
    ),
    (
        "call_them_for_me",
        r"\b(?:call|ring|text|phone|write(?: to)?|email|message|drop|whatsapp|send|do) (?:him|her|them"
        r"|the \w+|your \w+|one of them|my \w+)(?: \w+){0,3} (?:for me|about (?:me|us)|as well|too|now"
        r"|a line|a text|while|that i)\b|\bwrote? them a line about me\b|\ba line about (?:us|me)\b"
        r"|\btell (?:him|her|them|your \w+) (?:who i am|about (?:me|us|my)|that you know me|i am)\b"
        r"|\bif you (?:texted|called|rang|wrote|phoned) (?:her|him|them)\b|\bhave a word with (?:her|him"
        r"|them)\b|\b(?:a )?nod in (?:his|her|their) direction\b|\bsend one of them\b",
    ),
    (
        "who_decides",
        r"\bwho(?: is|se)? (?:the )?(?:decides|hires|runs|handles|produc\w+|commission\w+|in charge"
        r"|responsible|clerk|head|buyer|exec|person|man|boss|your (?:boss|manager|editor"
        r"|agent))\b.{0,60}\b(?:i (?:want|would|could|need)|take a call|his|her|their|number|email|name"
        r"|you know|these days)|\bwhat is (?:his|her|their) name and\b|\bwho has the last word\b"
        r"|\bwho (?:does|takes|buys)\b.{0,30}\bthen\b.{0,10}\bany names",
    ),
    (
        "get_me_a_name",
        r"\b(?:get|give|find|slip|text|write|tell|say|drop) (?:me|us)(?: \w+){0,3} (?:names?|a contact"
        r"|an address|her|him|their|his)\b|\bwho (?:should|can|do|must|could) (?:i|we)\b"
        r"|\bcould .{0,30} be arranged\b|\bcould you (?:do|ring|call|text|get|arrange|bring|ask) (?:him|her"
        r"|them|the|one|that)\b|\bjust the (?:name|number|judge|drummers)\b|\bhook (?:me|us)\b"
        r"|\bdirect line\b|\bshake (?:some )?hands\b|\bfifteen minutes (?:there|with)\b|\byou (?:would"
        r"|need) only (?:have to )?(?:nod|say|text|write)\b|\bnod when\b|\bthrough to them\b"
        r"|\bfirst name,? then\b",
    ),
    (
        "hint_address_book",
        r"\b(?:must|bound to|surely|will|would) (?:have|know|be in touch|still have)\b.{0,40}\b(?:number"
        r"|mobile|email|contacts?|somebody|someone|people|list|phone|address|every)\b|\b(?:number|mobile"
        r"|list) (?:were|was|happened) to (?:fall|slip|drop|be left)|\b(?:glance|peek|look) (?:down|at"
        r"|in(?:to)?) (?:that|your|the) (?:list|phone|address book|contacts|green book|rolodex)|\b(?:address"
        r"|phone|green|little) ?book\b.{0,40}\b(?:worth|glance|peek|page|look)|\ba text (?:message )?away\b"
        r"|\bleft it lying\b|\bname was next to\b",
    ),
    (
        "taken_to_meet",
        r"\b(?:i would|i want to|want to|i need to|love to|like to|hoping to|hope to|keen to|could i|may i"
        r"|can i) (?:really |also |rather )?(?:meet|get to know|be introduced|speak to|talk to|reach) (?:him"
        r"|her|them|the|your|that|some|someone|somebody|people|more|one of)\b",
    ),
    (
        "best_one_to_talk_to",
        r"\b(?:best|right|next) (?:one|person|man|woman|three|two)\b.{0,40}\b(?:talk|speak|ask|write|go)"
        r" to\b|\b(?:share|send|give|forward)(?: me)? .{1,30}(?:whatsapp|number|contact|email)\b|\bwhat is"
        r" the email of\b|\bconnect me\b"
        r"|\bwould be nice to meet\b|\bintroduce me\b|\b(?:number|email|address|name) of (?:some(?:one"
        r"|body)|the|your|that|a)\b|\b(?:collectors?'?|donors?|members?|clients?)'? list\b|\bfor me at the"
        r" letter\b|\bsomebody bigger\b|\bher surname\b"
        r"|\bwhat names?\b|\bname .{0,12}table\b|\bgoes by\b|\bwhose desk\b|\bmeet a few\b|\bany names\?"
        r"|\b(?:a|one|single|christian) name\b|\bi would (?:really )?(?:want|like) to sit down with\b"
        r"|\bput me on(?: to)?\b"
        r"|\b(?:just|only|even|one|a(?: quick| single| short| little)?) (?:quick |single |short |little )?(?:e-?mail"
        r"|text|call|line|message|note|word|ring) to (?!me\b|us\b|you\b|say\b|the (?:wise|point))\w+"
        r"|\b(?:any|some|got|have) contacts for (?:me|us)\b",
    ),
    (
        "point_me_to",
        r"\b(?:point|steer|direct|send|refer) (?:me|us) (?:to|towards?|at|in the direction)\b(?! (?:a |the "
        r"|some )?(?:book|article|paper|page|course|video|website|link))|\bsend me to first\b"
        r"|\bwould you call first\b",
    ),
    unless=TO_THEM,
)
