"""What says that the contact matters for whom they know or what they can open."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "knows_everybody",
        r"\b(?:know|knows|knowing|connected (?:with|to)|friends with|in with|chummy with"
        r"|on first-name terms with|in touch with|acquainted with)(?: absolutely| basically| like"
        r"| by \w+ name)? (?:everyone|everybody|every(?! (?:word|line|song|inch|corner|street|bird|tree"
        r"|verse|note|stone|page))|all the (?:right|big|important|people)|the right|anyone who|anybody who"
        r"|the (?:lot|whole) of|half the|people (?:who matter|in high)|lots of (?:important|people)"
        r"|so many people|the duke)\b|\bevery(?:one|body)(?: in \w+| at \w+)? knows you\b",
    ),
    (
        "well_connected",
        r"\b(?:well|so|very|super|best|really)[- ]connected\b|\byou are connected\b"
        r"|\byou have (?:got )?(?:the )?connections\b",
    ),
    (
        "your_network",
        r"\byour (?:\w+ )?(?:network|connections|contacts|rolodex|address book|reach|followers|clout"
        r"|influence|pull|phone ?book|black book|sway|standing)\b(?! (?:failed|down|cable|is down))"
        r"|\bthe address book\b|\b(?:\d[\d.,]*|thousands?|hundreds?|eleven thousand)(?: of)? (?:connections"
        r"|followers|contacts)\b|\bin your followers\b|\bincredible reach\b|\ba list like that\b",
    ),
    (
        "opens_doors",
        r"\bopen(?:s|ed|ing)? (?:up )?(?:any|every|some|all|a lot of|so many|a few|the|those|many|the right"
        r"|big)? ?doors?\b|\bdoors which\b|\b(?:can|could|may|might) open (?:every|any|the|up)\b"
        r"|\bunlocks?\b.{0,30}\b(?:conversations|meetings|people|funds)",
    ),
    (
        "in_your_position",
        r"\b(?:man|woman|person|somebody|someone|people|gentleman|lady) (?:in|of|with|at) (?:your|that"
        r"|such a) (?:position|chair|level|rank|standing|seat|post|place|office)\b|\bsuch a person is\b"
        r"|\b(?:given|with|because of) your (?:seat|position|title|rank|office|role on)\b"
        r"|\byour seat on the\b|\bthe level i need\b|\bsit on (?:six|five|the|every|\w+) boards?\b"
        r"|\byou (?:sit|are) (?:between|on the (?:board|committee|jury|panel|couriers))\b.{0,80}\b(?:so"
        r"|which|reach|one yes|therefore)|\byou are (?:a|the) (?:vp|cpo|ceo|director|chair)\b.{0,40}\b(?:so"
        r"|and can|and could|which)",
    ),
    (
        "you_are_the_door",
        r"\byou are (?:\w+ )?(?:the|my|a|our|basically the|like the|kind of the)(?: \w+)? (?:door|gate"
        r"|gatekeeper|key|bridge|ticket|golden ticket|plug|cheat code|shortcut|way in|stepping stone|ladder"
        r"|switchboard|passport|hub|spider|springboard|in)\b|\bgolden ticket\b|\bcheat code\b|\bgatekeeper\b"
        r"|\bthe (?:key|door|gate) to\b|\blike a bridge\b|\bmore of a switchboard\b|\bthe plug\b"
        r"|\bstepping[- ]stone\b",
    ),
    (
        "only_reason",
        r"\b(?:that is|which is|is|and that is|was)(?: \w+)? (?:why|the (?:whole|only|real|main|one) reason"
        r"|the reason) (?:that )?i (?:\w+ )?(?:wanted|asked|wrote|came|come|picked|called|reached|contacted"
        r"|hit|am (?:here|on the|standing|sitting)|made|need|do these|chose|was (?:so )?(?:excited|keen)"
        r"|rang|sought|messaged)\b|\bso i (?:just |simply )?(?:had|have|wanted|need) to (?:meet|try|get)\b"
        r"|\bno point in my\b|\bthe whole reason i\b|\bwhy you:?\b"
        r"|\bwould not (?:really )?have needed to come\b|\bwhy i wrote to you and not\b"
        r"|\bcollecting managers\b|\bthats why i\b",
    ),
    (
        "people_say",
        r"\b(?:everyone|everybody|they|people|\w+) (?:here )?(?:says?|tells?|told|tell|said)(?: me"
        r"| us)?(?: that)? you (?:are|know|have|can|could|sit|advise)\b|\bi am told\b|\bi (?:hear|understand"
        r"|gather) you (?:have|know|are|sit|can)\b|\bin town they told\b",
    ),
    (
        "has_their_ear",
        r"\bhave (?:his|her|their|the \w+) ear\b|\bear of the\b|\bnothing (?:moves|happens|floats|goes"
        r"|gets)\b.{0,60}\b(?:unless|without)\b|\bhas your number\b|\byes to it\b"
        r"|\bnobody .{0,40}unless you\b|\bnear to the \w+ every day\b|\bpicking up when you (?:ring|call)\b"
        r"|\beaten dinner with\b|\bthe people with the lines\b|\bpass(?:es)? through your\b|\bevery(?:body"
        r"|one) who matters?\b|\bwalks past you\b|\bthey all trust you\b|\bone phone call\b",
    ),
    (
        "one_with_contacts",
        r"\b(?:the|a) (?:one|man|woman|person|guy|lady)(?: \w+)? (?:with|who has|that has|whose"
        r"|they)(?: \w+){0,3} (?:contacts|numbers|connections|phone everybody|ear|keys|phonebook|listen)\b"
        r"|\bknows? people\b|\bthey (?:all )?listen to you\b|\bhandy for (?:us|me)\b|\b(?:biggest"
        r"|highest) title\b|\bmost followers\b|\bstart at the top\b|\bis (?:the|why"
        r"|that is) (?:reason )?i (?:came|come|booked)\b|\bwhat i came for\b|\bin with the\b"
        r"|\bon the (?:panel|board|committee|jury|council)\b.{0,40}\b(?:handy|useful|good for|so|help)"
        r"|\bwho is standing behind\b|\bmanager in the title\b|\bwhose phone\b|\bnobody (?:reaches|gets"
        r"|enters|sails|builds)\b|\bno (?:door|paper|permit|one)\b.{0,60}\b(?:unless|without"
        r"|but through) you\w*\b|\byour (?:shadow|hand|nod|word|signature|stamp)\b.{0,40}\b(?:is|would|opens"
        r"|enough|upon)\b|\ba (?:mailing|phone|contact) list\b|\bthe whole of \w+ (?:walks|sits|comes"
        r"|is on)\b|\byou (?:advise|carry|sign|decide|sit on|hold) (?:the|who|for)\b",
    ),
    (
        "worth_knowing",
        r"\b(?:worth|useful|handy|good|advantage) (?:to know|knowing|to have|to my plans)\b.{0,40}\b(?:you"
        r"|somebody|someone|people|person)?|\b(?:you|somebody|someone|person)(?: \w+){0,3} (?:is|are"
        r"|would be) worth knowing\b|\bnow that is handy\b|\bpeople i need on my side\b"
        r"|\bkind of person one should\b|\bi need (?:chummy|somebody in my life who does|a person like)"
        r"|\bconsiderable advantage\b|\bthe man i need at my table\b|\ba person would be daft\b"
        r"|\bget in somewhere\b|\bopen up for (?:me|somebody|someone|people)\b|\bwhat your \w+ could (?:open"
        r"|do for)\b|\byou (?:will|must) (?:surely )?know the right people\b|\bsort of (?:person|man"
        r"|woman) (?:i|one) (?:need|should)\b",
    ),
)
