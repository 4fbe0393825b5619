"""What uses a third person as a door-opener: claims to know them, their supposed wish, their ignorance of it."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "they_do_not_know",
        r"\b(?:he|she|they|who) (?:does|do|did|has|have|is|would|will|need)(?: not|n't)? ?(?:even |actually "
        r"|even )?(?:not )?(?:know|no idea|heard|asked|be asked|send me|aware|mind)\b(?: \w+){0,4} ?(?:i am"
        r"|i was|im|me|about it|saying|that i|it|be)?\b.{0,24}(?:\bi am\b|\bme\b|\bhere\b|\bsaying\b"
        r"|\bwriting\b|\bcalling\b|\bname\b|\bmentioning\b|\bsend\b|\basked\b|\bmind\b|\bidea\b)|\b(?:has"
        r"|have|is|got) (?:not got a|no|not the faintest) (?:clue|idea) (?:i am|that i|about|i was|who i)"
        r"|\bdoes not know (?:i am|that i|about this|it yet|me)\b|\bhas no idea\b",
    ),
    (
        "they_would_want",
        r"\b(?:he|she|they|who|[a-z]+) would (?:\w+ )?(?:want (?:you|us|me|this)|vouch|tell you|say (?:i am"
        r"|you|yes|the same)|be (?:fine|thrilled|happy|glad|livid|delighted|pleased|so into|cool"
        r"|disappointed|proud|sad|over the moon|upset)|swear|approve|love (?:it|us|this|that|for)|kill me"
        r"|have a fit|not mind|agree|stand by me|back me|appreciate)\b|\b(?:will|would) (?:not"
        r"|vouch) (?:mind|for me)\b|\b(?:will|would) vouch for me\b|\bwould have wanted you\b"
        r"|\bsure (?:that )?(?:he|she|they|\w+ ?\w*|[a-z]+) (?:would|will)(?: not)? (?:mind|want|tell|be|say"
        r"|vouch|love)|\b(?:i trust|i am sure) (?:he|she|they) (?:will|would|won't)",
    ),
    (
        "go_way_back",
        r"\b(?:go|goes|went|going) (?:way|a long way) back\b|\b(?:like|as|practically|almost"
        r"|basically) (?:sisters?|brothers?|family|a father|my own|an aunty?|my second|godmother|in-laws?)\b"
        r"|\b(?:great|good|dear|old|close|best|mutual|common|personal) (?:friends?|acquaintances?|mates?"
        r"|pals?) (?:of|with|in|to)\b|\bfriends? of (?:his|hers|\w+'s)\b|\bwe (?:are|were) (?:tight|close"
        r"|mates|pals|like this|old friends)\b|\bmutual (?:friend|acquaintance|contact)\b|\bis (?:a friend"
        r"|my (?:aunt|uncle|cousin|neighbour|neighbor|godmother|godfather|brother|landlord))|\bgodmother\b"
        r"|\bin my stairwell\b|\bgo to the same lodge\b",
    ),
    (
        "we_once_met",
        r"\b(?:shared a|sat (?:beside|next to|behind|with)|once met|met (?:him|her) once|had (?:lunch"
        r"|drinks?|a few|a beer|dinner) with|was at \w+ \w+'s|sauna|on the flight|same (?:class|school"
        r"|barracks|van|boat|sauna|course|gym|choir|table)|in the same|whose (?:lectures|class|course)"
        r"|served with|studied (?:with|under)|did (?:our|my) military|i know his|his driver|her driver)\b",
    ),
    (
        "in_the_name_of",
        r"\b(?:for|in) (?:\w+|\w+ \w+)'s sake\b|\b(?:use|using|put|drop|dropping|throwing|say|saying"
        r"|mention(?:ed|ing)?) (?:his|her|their|the) name\b|\bwith (?:his|her|their) name\b|\bthat name\b"
        r"|\b(?:\w+'s|his|her) name (?:would|will|gets|opens?|brought)|\bsays? (?:it is|that it is) for\b"
        r"|\bas a friend of\b|\bfriend of \w+'s\b|\bsaid you and i\b|\bname (?:gets|opens)\b|\bi say (?:his"
        r"|her|it)\b|\btell (?:him|her|them) it is \w+ asking\b",
    ),
    (
        "sent_by",
        r"\b(?:told me|said|says|suggested|mentioned|thinks|insisted|asked me|sent me|reckons|swears"
        r"|advised me|recommended)\b(?: \w+){0,4} (?:you|to (?:ring|call|write|contact|talk|speak"
        r"|get in touch)|sent me|i should|your)\b|\bsent me\b|\bon (?:his|her|their|the) (?:advice"
        r"|recommendation|say-so)\b",
    ),
    (
        "reckons_you",
        r"\b(?:reckons?|says?|feels?|both feel|believes?|keeps telling me|will swear|go vouch"
        r"|would be nodding|swears?)\b.{0,40}\b(?:you|urgent|me)\b|\bsent me to you\b|\bi (?:mention|bring"
        r"|put|named|am bringing) (?:him|her|them|mr|mrs|dr|\w+) (?:up|in|here|because)\b|\bon my side\b"
        r"|\b(?:right|well) behind me\b|\bis for it\b|\bif (?:he|she) (?:only )?(?:knew|were (?:here"
        r"|looking))\b|\b(?:he|she|they)(?:'d| would)? (?:hardly remember|will not remember|not forgive"
        r"|never forgive|literally kill|would steups)|\byou (?:will|must|would) have known\b"
        r"|\bfrom (?:catering|the climbing|the lodge|school|the union|the hockey)\b|\bher (?:husband|niece)"
        r"|\bhis (?:driver|nephew|teammate|caddy)\b|\bnever allow me\b",
    ),
    (
        "you_know_them",
        r"\byou (?:will|would|must|surely|might|may|of course|probably)(?: \w+)? (?:have )?know(?:n"
        r"|ing)?\b(?: the name)? [a-z]|\bbut you know\b|\b(?:he|she) knows you\b|\bknow (?:him|her) (?:well"
        r"|from)\b|\bas you know,? \w+|\byour (?:old |former )?(?:partner|director|minister|deputy|chairman"
        r"|boss|manager|colleague|brother|sister)\b(?: \w+)? (?:and i|says|told)"
        r"|\bwho (?:i believe )?sits on your\b|\bon your board\b",
    ),
    (
        "just_between_us",
        r"\b(?:i only mention|i mention (?:her|him|it)|in case it makes|no pressure|hardly turn away"
        r"|you would not turn away|you will not (?:say no|turn)|so i (?:knew|thought) you would"
        r"|might change your mind|so you might say|will not hurt that)\b",
    ),
)
