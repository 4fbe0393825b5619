"""How a contact asks to see the resume, or puts it away."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "asks_for_resume",
        r"\b(?:resume|cv|curriculum(?: vitae)?|c\.v|service record|work history|list of your|certificates"
        r"|seaman'?s book|portfolio|papers with you|a paper with you|track record|bio of yours|marksheets)\b",
    ),
    (
        "on_paper",
        r"\b(?:on paper|written (?:up|down) somewhere|a (?:bit|piece|sheet) of paper|on one page"
        r"|a page about you|read (?:it|you) better than|something like a|something written"
        r"|what you have done (?:before|until now)|where you have worked|(?:all )?typed up"
        r"|one of those)\b[^.!]{0,40}(?:\?|$)|\blist of\b[^.!?]{0,30}\b(?:show|send)|\bpaper with your\b"
        r"|\bsomething with your name\b|\byour papers\b",
    ),
    (
        "hand_it_over",
        r"\b(?:hand it (?:over|here)|slide it (?:over|across)|send it (?:over|to me|along|on)"
        r"|pass it (?:over|here)|show (?:it )?me|let me see|let us (?:see|have a look)|lemme see|drop it in"
        r"|paste|put it (?:on|in)|bring it out|give it here|ping it|email it|leave (?:it|that"
        r"|the list) with me|give me that|read (?:me|it)|take me through it|email me your|attach"
        r"|hold it up)\b",
    ),
    (
        "not_wanted",
        r"\b(?:no|not|without|never|leave|keep|put|fold|forget|enough|away|instead of|before you send|do not"
        r"|skip|stop)\b[^.!?]{0,40}\b(?:resume|cv|paper|papers|pages?|envelope)\b|\b(?:resume|cv)s? (?:goes?"
        r"|go|stays?|can wait|away|are|is (?:for|not|long))\b|\bthe (?:paper|envelope) away\b|\b(?:strike"
        r"|take) out\b|\bon your (?:resume|cv)\b|\bin (?:the|your) (?:resume|cv)\b|\bresumes (?:like|for|go"
        r"|through)\b|\bi do not (?:look at|read|take|do)\b|\bhr\b|\bportal\b|\b(?:your|the) (?:resume"
        r"|cv) (?:says|starts|looks|has|tells|is)\b",
    ),
)
