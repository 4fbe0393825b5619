"""What pitches a product, a service or an investment."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "our_product",
        r"\bour (?:\w+ )?(?:app|product|platform|software|service|range|solution|tool|samples?|tags?|labels?"
        r"|candles?|machine|system|company makes|fund|catalogue|brochure|prices?|deck|offer|line|starter"
        r"|licen[cs]e|package)s?\b",
    ),
    (
        "my_product",
        r"\bmy (?:app|product|platform|software|company|start-?up|candles?|samples?|resins?|caps|range"
        r"|shop sells|service|brand|supplements?|course|soaps?|fund|coins?|venture)\b",
    ),
    (
        "we_make",
        r"\b(?:we|i) (?:make|sell|offer|represent|import|supply|distribute|produce|built|have built"
        r"|have developed|developed|launched|have launched|do a|run a|have got a|have a)\b.{0,60}\b(?:app"
        r"|platform|software|tool|tags?|labels?|system|machine|product|fund|candles?|range|service|kit|caps"
        r"|policy|policies|insurance|bottles?|gadgets?|sensors?|course|subscription)s?\b",
    ),
    (
        "price",
        r"(?:[£$\u20ac\u20b9\u20a6]\s?\d|\b\d[\d.,]*\s?(?:k|per cent|percent|%|euros?|dollars?|pounds?|quid"
        r"|bucks?|cents?|francs?|kroner|rupees|shillings|naira|lari|rand|grand|pence|p|c)\b|\b(?:two|three"
        r"|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty"
        r"|ninety|a hundred|\w+ hundred|\w+ thousand) (?:per cent|percent|euros?|dollars?|pounds?|quid"
        r"|bucks?|cents?|francs?|kroner|crowns|rupees|shillings|naira|lari|rand|grand|pence|p|\u00f8re)\b)",
    ),
    (
        "per_unit",
        r"\b(?<!in )(?:a|per|each|for|an) (?:seat|month|licen[cs]e|unit|user|piece|head|bottle|box|year|week|night"
        r"|object|share|ticket|tub|jar|session)\b.{0,30}(?:\b(?:nothing|only|cheap|that is|less)\b|\?|$)"
        r"|\bapiece\b|\bwholesale\b|\bper (?:seat|month|licen[cs]e|unit|user|object)\b",
    ),
    (
        "discount",
        r"\b(?:discount|special (?:price|offer|deal)|half price|(?:per cent|percent|%) off|free trial"
        r"|trial (?:period|month|week|run)|(?:fourteen|thirty|seven|ten|\d+)[- ]day trial|first month (?:is "
        r"|totally )?free|introductory|early bird|money back|no obligation|bargain|deal of|good deal"
        r"|best price|mates' rates|cheaper than)\b",
    ),
    (
        "try_it",
        r"\b(?:try|buy|order|stock|fund|invest|sign up|subscribe|purchase|trial|pilot|pre-?order|put (?:you"
        r"|money|your name) (?:down|in|into)|take (?:one|two|a box|ten)|pick up one|get one|grab (?:one"
        r"|two))\b.{0,50}\b(?:it|one|them|us|our|my|box|today|now|this week|for you|tickets?|dozen|pack|set"
        r"|candles?|copies)\b",
    ),
    (
        "would_you_buy",
        r"\b(?:would|could|can|will|might) (?:you|not you|your \w+|i)(?: \w+){0,3} (?:buy|stock|invest|fund"
        r"|order|purchase|subscribe|sign up|try (?:it|one|our|my|a)|carry (?:it|them|our|my)|interest you"
        r"|sell you|put you down|take (?:a|one|ten|two) (?:box|dozen|ticket|share|pack)\w*|show you our)\b"
        r"|\binterested in (?:buying|investing|trying|our|my|ordering)\b",
    ),
    (
        "invest",
        r"\b(?:invest(?:ing|ment|or)?s?|raising|angel round|seed round|pre-seed|equity|stake|tickets? from"
        r"|term sheet|safe note|valuation|the round|returns?|guaranteed|month on month|revenue share"
        r"|shares? in|backers?|crowdfund\w*|pitch deck|our deck|put in (?:a|some|\d)"
        r"|(?:beach|holiday|seaside|off[- ]plan|sea-?view|beachfront)[- ](?:flats?|apartments?|homes?|plots?|villas?"
        r"|units?|property|houses?)|(?:double|triple) your (?:money|savings|stake)|get in early)\b"
        r"|\b(?:flats?|apartments?|villas?|plots?|time-?shares?|condos?|chalets?|bungalows?)\b.{0,100}\b(?:selling"
        r"|for sale|yields?|down payment|deposit|developer|rental|get in|put in|thousand|snapped up|going fast)\b",
    ),
    (
        "demo",
        r"\b(?:demo|brochures?|catalogues?|samples?|sample book|flyers?|starter (?:kit|pack)|subscription"
        r"|leaflets?|licen[cs]e (?:fee|costs)|prospectus|price list)\b",
    ),
    (
        "never_again",
        r"\b(?:you will (?:never|love|save|thank|earn|make)|will change (?:your|the way)|will save you"
        r"|saves? you|pays for itself|game[- ]changer|ai[- ]powered|revolutionary|solves? (?:that|this"
        r"|exactly)|exactly what (?:our|my|we)|waterproof|self-adhesive|comes in (?:three|four|all)"
        r"|have a feel|have a look at this|would never (?:happen|forget)|one tap|plug(?:s|ged)? (?:it"
        r"|the)? ?in)\b",
    ),
    (
        "sell",
        r"\b(?:i am|we are) selling\b|\bi (?:sell|represent|deal in|am in (?:insurance|sales))\b|\b(?:we|i) (?:could"
        r"|can|will|would) (?:do|give|make|offer) you (?:a|the first|ten|twenty|one)\b.{0,40}\b(?:price|off|free"
        r"|discount|rate|deal|for (?:only|nothing|just))|\bfor you,? (?:only|just|i will make)\b"
        r"|\bput you down for\b|\bsign (?:here|today|you up)\b|\bclose the deal\b",
    ),
    (
        "we_built_it",
        r"\b(?:we have|i have|we|i)(?: just| also)? (?:built|developed|launched|invented|designed|got this"
        r"|rigged|make|made)\b.{0,60}\b(?:it|that|which|reads|does|texts|for)\b|\bwhat we have built\b"
        r"|\bit (?:reads|guesses|texts|clears|comes|costs|does|has got a|pays)\b|\blaunch customer\b"
        r"|\bperfect (?:target|first|customer|user|client)\b|\ba few people are paying\b|\bi do (?:life"
        r"|drone|web|party|home)\b|\bi sell\b|\bi distribute\b",
    ),
    (
        "put_you_down",
        r"\b(?:put|sign|book|mark) you (?:down|up|in)\b|\bshall i put\b|\b(?:leave|give|send|bring"
        r"|drop)(?: \w+)? you (?:ten|one|a (?:box|bale|sample|few|brochure|trial|code|pack)|two|some samples"
        r"|the (?:deck|brochure|code))\b|\bshare the deck\b|\bthe trial\b|\btrial (?:code|up|by)\b"
        r"|\bon sale\b|\bco-op price\b|\bold price\b|\bprice (?:go|goes|stands|of one|is)\b|\blet you have\b"
        r"|\bat cost\b|\bto join\b|\bdone in a\b|\bby the dozen\b|\bone form\b|\bclick here\b|\bupholstery\b"
        r"|\bcomes in\b",
    ),
    (
        "raffle",
        r"\b(?:raffle|tickets?)\b.{0,40}\b(?:euros?|each|apiece|prize|take|buy)\b|\bdonat(?:e"
        r"|ion)s? to (?:our|my)\b|\bsponsor (?:our|my|the)\b",
    ),
)
