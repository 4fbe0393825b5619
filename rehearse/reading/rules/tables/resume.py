"""What brings out the resume or asks for it to be looked at."""

from rehearse.reading.rules.patterns import table

TABLE = table(
    (
        "brings_out_resume",
        r"\b(?:brought|have|got|here is|here are|carry|attached|attach|enclosed?|put|emailed|sent|send"
        r"|sending|slides?|hands?|sharing|uploaded|keeping)\b(?: \w+){0,8} (?:resume|cv|curriculum"
        r"|papers with|certificates|reference letters|references)\b|\b(?:resume|cv) (?:is |here|right here"
        r"|in (?:the|my)|attached|on (?:my|the))\b",
    ),
    (
        "look_at_resume",
        r"\b(?:look|glance|eyes?|run|read|flick|leaf|skim|go|cast|quick look|peek)\b.{0,20}\b(?:over|at"
        r"|through|down|on|of) (?:my|the|this) (?:resume|cv|curriculum|certificates)\b|\bquestions (?:on"
        r"|about) (?:it|my (?:resume|cv)|the (?:first|second|next) page|that part|the \w+)\b"
        r"|\bany questions (?:so far|on)\b|\bmy (?:resume|cv)\b.{0,30}\?",
    ),
    (
        "pages_of_it",
        r"\b(?:page (?:one|two|three|four|1|2|3)|two copies|three copies|a copy (?:of (?:this|my|it))"
        r"|this copy is yours|four pages|it is only two pages|next page|second page|the long paragraph"
        r"|typed up with the dates|laminated|v\d+ is attached|see page)\b",
    ),
    (
        "something_on_paper",
        r"\bi (?:do )?have something on paper\b|\bin the tote\b|\bmy certificates\b"
        r"|\bletters? of reference\b|\bcertifications?:|\bprofessional summary\b|\bwork experience:?"
        r"|\bskills:",
    ),
    ("just_resume", r"\b(?:my|the) (?:resume|cv)\b"),
)
