"""Words that several tables share."""

TO_THEM = (
    r"^(?!.*\b(?:give|send|tell|introduce|put|get|for|to|with) (?:me|us)\b).*(?:\bi (?:\w+ ){0,3}"
    r"|\b(?:shall|can|could|may|let) (?:i|me) (?:\w+ )?|\b(?:want|like) me to |\b(?:happy|glad) to )"
    r"(?:(?:send|give|text|pass|forward|email|find|get) you (?:\w+ ){0,3}(?:numbers?|names?|details|address|contacts?"
    r"|email|card|link|phone)|introduce you|put you (?:two )?in touch|(?:connect|link) you|(?:pass|send|hand) on"
    r" (?:his|her|their)|pass (?:his|her|their) \w+ (?:on|along)|give (?:him|her|them) your (?:number|name))\b"
)
"""What the learner would give the contact: the words of an introduction ask, the other way round."""
ME = (
    r"(?:me|us|my (?:name|cv|resume|portfolio|application|letter|profile|son|daughter|nephew|niece"
    r"|brother|sister|husband|wife|cousin|friend)|someone like me)"
)
RESUME = r"(?:cv|resume|curriculum(?: vitae)?|portfolio|application|profile|showreel|bio|cover letter)"
POST = (
    r"(?:job|position|opening|vacanc(?:y|ies)|role|post|internship|traineeship|apprenticeship|placement|"
    r"trainee (?:place|spot|post)|place|spot|slot|seat|desk|chair|bench|shift|stool|berth|gig|work"
    r"|opportunit(?:y|ies)|part)s?"
)
PERSON = (
    r"(?:boss|manager|director|head|chief|chair(?:man|woman|person)?|president|minister|ceo|cfo|cto"
    r"|founder|editor|agent|producer|"
    r"colleague|partner|supervisor|dean|mayor|owner|buyer|publisher|curator|investor|donor|recruiter"
    r"|hiring manager|friend|brother|"
    r"sister|cousin|wife|husband|uncle|aunt|son|daughter|contact|person|people|someone|somebody|anyone"
    r"|anybody|one of them|him|her|them)s?"
)
CONTACT_DETAIL = (
    r"(?:numbers?|email|e-mail|mail|contacts?|contact details|details|address(?:es)?|phone|mobile|cell"
    r"|whatsapp|extension|direct line|line|insta|handle|linkedin)"
)
WORK = (
    r"(?:review|redesign|re-?do|edit|proof-?read|translate|mark (?:it |them |this |that )?up|go"
    r" (?:through|over)|check|draft|draw(?: up)?|design|build|write|fix|repair|"
    r"tune|rewrite|re-?write|look (?:over|through)|run (?:your|an) eyes? over|compose|paint|sketch"
    r"|shoot|record|code|program|set up|correct|prepare|file|sew|cut|make|do|knock (?:up|together|out)"
    r"|"
    r"photograph|film|retouch|polish|restore|read (?:through|the whole|all)|plan|lay out|typeset"
    r"|analy[sz]e|audit|assess|appraise|value|plumb|wire|install|mend|alter|treat|"
    r"examine|debug|migrate|map|model|survey|coach|train|teach|groom|bake|cook|cater|illustrate"
    r"|service|weave|knit|carve|certify|notari[sz]e|master|mix|arrange|tow)"
)
WORK_OBJECT = (
    r"(?:website|site|web ?page|logo|contract|lease|tax(?:es)?|tax return|return|declaration|accounts?"
    r"|books?|book-?keeping|manuscript|thesis|dissertation|novel|"
    r"handbook|chapters?|portfolio|case stud(?:y|ies)|deck|slides|business plan|floor ?plans?"
    r"|drawings?|blueprints?|code|app|database|piano|upright|garden|terrace|roof|boiler|car|"
    r"engine|bus|brakes|dress|suit|trousers|teeth|moles?|back|knees?|dog|cat|wedding|photos?|pictures"
    r"|pics|portraits?|video|film|trailer|song|track|album|music|score|script|"
    r"poster|flyer|menu|labels?|map|extension|kitchen|bathroom|letters?|documents?|papers?|forms?"
    r"|files?|cards?|will|clauses?|spreadsheet|report|grant|application|article|"
    r"column|newsletter|translation|pages|dishes|cake|catering|plans?|design|shop ?front|sign|mural"
    r"|speech|catalogue|subtitles?|claims?|appeal|statement|horse|"
    r"boxes|receipts|nails|hair|fringe|shed|fence|bike|boat|phone|laptop|network|stamps?|violin|guitar"
    r"|clock|watch|chair|table|sofa|curtains?|shoes?|house|flat|wall|bathroom|system|collection)"
)
MINE = r"(?:my|our|the|this|these|those|a|an|us|me|all|both|every|it|mine|them|her|his|one|some|its)"
VERB = (
    r"(?:go|take|start|write|ask|learn|read|get|find|keep|stop|leave|put|bring|look|call|try|do|make"
    r"|tell|use|give|let|say|wait|begin|sell|buy|cut|set|send|show|sit|stand|work|"
    r"listen|plant|wash|move|build|pick|choose|drop|practi[sc]e|watch|turn|spend|talk|count|throw"
    r"|redraw|play|redo|apply|finish|skip|trust|sleep|drink|eat|draw|hang|open|close|check|"
    r"offer|file|run|walk|visit|remember|forget|avoid|focus|consider|spread|mix|settle|sign|join|save"
    r"|measure|lower|slow|breathe|think|be|follow|hold|carry|change|book|pay|charge|have|spray|dig"
    r"|pull|sort|test|rest|train|speak|split|separate|travel|lie|lead|treat|travel|aim|hire|meet)"
)
