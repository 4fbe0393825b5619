"""How a contact gives advice."""

from rehearse.reading.rules.patterns import table
from rehearse.reading.rules.tables.vocabulary import VERB

TABLE = table(
    (
        "imperative",
        r"^(?:dear \w+(?: \w+)?,? ?)?(?:so|and|but|then|well|first|just|always|never|no,?|yes,?|oh,?|ah,?"
        r"|look,?|please|also|only|simply|now|ok,?|right,?|me,? i would say|honestly,?|easy,?|my advice[:,]?"
        rf"|next time,?|or|easily)?[, :]*(?:just |always |never |then |first |simply |better )?(?:{VERB}"
        r"|do not|don'?t)\b(?! (?:you|i|we|by|along|round|in and|see us|with me|me\b|it over|on then|on\b"
        r"|ahead|away|for nowt|your (?:cv|resume)|us\b|the cv))",
    ),
    (
        "never_always",
        r"\b(?:never|always)(?: ever)? (?:be|go|take|ask|let|use|sell|buy|pay|trust|say|start|write|wait|put"
        r"|sign|send|cut|do|read|call|ring|show|leave|give|accept|tell|open|try|work|look|bring|apologi[sz]e"
        r"|pull|keep|against|across|sooner|explain|alone|count|on)\b|^never\b",
    ),
    (
        "you_should",
        r"\byou (?:should|ought to|must|need to|want to|had better|have to|might want|could start|might"
        r"|do not (?:need|want|have) to|can not|will learn|will want|should not|must not|better"
        r"|are better)\b|\b(?:you'?d|you would) (?:be )?(?:better|do well|do best)\b|\bmake sure\b"
        r"|\bbe sure to\b|\bremember (?:to|that)\b",
    ),
    (
        "i_would",
        r"\b(?:i would|i'd|me,? i would|i should)(?: \w+)? (?:start|go|take|begin|not|never|plant|put|ask"
        r"|look|write|say|keep|wait|leave|cut|try|do|stay|choose|pick|read|learn|drop|sell|buy|use|call"
        r"|build|tell|advise|suggest|recommend|urge|stop|let|weigh|split|be|have|wash|settle|give|always"
        r"|want|only|get|throw|lead|hang|move|stretch|sooner)\b(?! (?:like|love|rather))|\bin your (?:place"
        r"|shoes|position|case)\b|\bif i were you\b|\bmy (?:advice|view|opinion|rule|tip|own|only rule"
        r"|two cents)\b|\bi recommend\b|\bi suggest\b|\bthe (?:trick|secret|test|rule|thing|key|best (?:way"
        r"|thing))(?: \w+){0,3} is\b|\bif you ask me\b|\bthat is the (?:trick|test|rule|secret|whole)\b",
    ),
    (
        "not_x",
        r"\b(?:not|never|and not|, not) (?:the|a|by|after|before|on|against|across|upwind|guilt|out|to|in"
        r"|with|from|ten|one|because)\b|\bfirst(?:,|\.|$| line)|\bbefore you\b|\bif you (?:ever|can|want|do"
        r"|count|must|have|need|stop|don't|treat|only)\b|\buntil you\b|\bone (?:door|thing"
        r"|thing only) at a time\b|\brather than\b|\binstead of\b|\bbetter\b|\bworth\b|\benough\b",
    ),
    (
        "one_tip",
        r"\b(?:a tip|one tip|first thing|last tip|my rule|rule is|two (?:words|things|thoughts)"
        r"|let me tell you|i tell you|word of advice|the test|listen:|works? (?:better|on|every)"
        r"|that is all the wisdom|nobody (?:cares|remembers|reads|ever)|matters more|is worth (?:more|ten)"
        r"|it takes (?:an|a|two)|the rest is|by (?:month|hand|themselves|heart))\b|^(?:cut|leave|keep|settle"
        r"|wash|test|sell|plant|stay|both|neither|always|never|slow|small|old|the|own|company|wait|stop"
        r"|first|ask|yes|no)(?: \w+)?[.,](?: |$)",
    ),
    (
        "verdict",
        r"^(?:[a-z' ]{2,40})(?:\.|, not| first| always|, every| over | without )|\byou (?:will"
        r"|would) (?:learn|know|notice|see|lose|find|be|get)\b|\b(?:comes?|come) (?:by|of|when)\b"
        r"|\btoo (?:soon|early|late|much|many|long)\b|\b(?:people|they|nobody|no one|everyone|everybody"
        r"|most) (?:never|always|only|notice|read|remember|ask|trust|will follow)\b",
    ),
    (
        "offer_instead",
        r"\bcome (?:by|along|and|to|on|out)\b|\b(?:ring|call|write|email|send|text|ask|tell|show|give"
        r"|let) (?:me|it over|us)\b|\b(?:let|leave) (?:me|us|it with)\b|\bi will\b|\bbring (?:wellies|it"
        r"|them|your)\b|\b(?:go on|sit down|sit, sit|take a seat|do sit|have a seat|do not worry"
        r"|look at (?:that|this)|be quick|make it quick|spit it|say what|put the \w+ away|keep it|go ahead"
        r"|come in|come with|hand it|give me|paste|pop your|ask away|ask me)\b|\?$|\bi (?:was|had|used|did"
        r"|came|went)\b|\bhe (?:was|had)\b|\bshe (?:was|had)\b",
    ),
)
