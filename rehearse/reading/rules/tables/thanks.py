"""Thanks, and the reflexes that only look like it."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "thank_you_for",
        r"\b(?:thanks?(?: you)?|ta|cheers|thanking you|grateful|thankful|obliged"
        r"|indebted)(?: \w+){0,4} (?:for|that you|to you|so very)\b|\bthanks?(?: you)? (?:so much|very much"
        r"|a (?:lot|million|bunch)|kindly|again|truly|really|ever so|sincerely)\b",
    ),
    (
        "thank_you",
        r"\b(?:thank you|thanks|thank ye|thankee|ta(?=[,.! ])|cheers(?=[,.! ]|$)|many thanks|much obliged"
        r"|gracias|merci|danke|obrigad[oa]|arigato|gratias|grazie|shukran|asante|go raibh)\b",
    ),
    ("grateful", r"\b(?:grateful|gratitude|obliged|indebted|appreciate[sd]?|appreciation|thankful|beholden)\b"),
    (
        "kindness",
        r"\b(?:that|this|it|you|how|so|very|really|most)(?: \w+){0,3} (?:kind|generous|good of you"
        r"|decent of you|sweet of you|nice of you|thoughtful|gracious)\b|\bkind(?:ness|ly)? (?:of you"
        r"|i shall|that)\b|\bkindness\b|\bbless (?:you|your|his|her)\b|\bgod bless\b|\bmay your (?:days"
        r"|hands|children|house)|\b(?:garland|greet) you\b",
    ),
    (
        "means_a_lot",
        r"\b(?:means (?:a lot|so much|the world|more)|i owe you|made my (?:day|week|month|year)"
        r"|worth (?:more|the drive|the trip|every|walking)|saved me|did me good|weight off|honou?red|touched"
        r"|a gift|lifesaver|life saver|you are a (?:star|legend|saint|angel|gem|love|darling|marvel)"
        r"|you have (?:just )?(?:saved|helped|given)|i will not forget (?:it|this|that)|never forget (?:it"
        r"|this)|without you i|i am in your debt|learnt? (?:a lot|so much)|was a treat"
        r"|it has been (?:a )?(?:good|lovely|wonderful|great))\b",
    ),
    (
        "reflex",
        r"\bthank(?:s| you)[^.!?]{0,24}\b(?:coffee|tea|espresso|flat white|latte|seat|chair|biscuit"
        r"|compliment|cake|drink|picking up|holding the door|beer|water|holding)\b|\b(?:aw|ah|haha|ha|lol"
        r"|oh)[, ]+(?:thanks|thank you|ta|cheers)\s*[!.,:)]*$|\bno,? thank(?:s| you)\b"
        r"|\bthanks? (?:in advance|god|goodness|heavens)|\bfine,? thanks?\b|\b(?:good|well|great"
        r"|ok),? (?:thanks|thank you)(?:,| and|\.|$)|\bthanks to\b|\bthank you both\b",
    ),
)
